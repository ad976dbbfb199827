from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "essaim.apps.files"
    label = "files"

    def ready(self) -> None:
        from essaim.kernel import privacy

        privacy.declare(
            *("files.StoredFile", "name", "stored_by"),
            purpose=_("Say which file was brought, and by whom; what is in it is the organisation’s own."),
            legal_basis=_("Legitimate interest of the organisation: backing what it says with its documents."),
            retention=_("As long as the organisation keeps the file."),
        )
