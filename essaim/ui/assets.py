"""Static files under names that tell their content; one of our modules that imports another calls it so too."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Assets(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Let browsers keep every script and style for a year."""

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("ui/*.js", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )
