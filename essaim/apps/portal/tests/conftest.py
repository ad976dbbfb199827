from essaim.apps.frameworks.tests.conftest import nothing_remembered
from essaim.apps.portal.tests.factories import story

__all__ = ["nothing_remembered", "story"]
