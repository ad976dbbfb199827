from essaim.apps.portal.exports.archive import archive, download
from essaim.apps.portal.exports.source import source

__all__ = ["archive", "download", "source"]
