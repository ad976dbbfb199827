from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a file is, told by its content; its value is the ending its name is given."""

    PDF = "pdf", _("PDF document")
    PNG = "png", _("PNG picture")
    JPEG = "jpg", _("JPEG picture")
    WEBP = "webp", _("WebP picture")
    DOCX = "docx", _("Word document")
    XLSX = "xlsx", _("Excel workbook")
    PPTX = "pptx", _("PowerPoint slides")
    ODT = "odt", _("OpenDocument text")
    ODS = "ods", _("OpenDocument spreadsheet")
    ODP = "odp", _("OpenDocument slides")
    TXT = "txt", _("Plain text")
    CSV = "csv", _("CSV table")


class FileFault(TextChoices):
    """Why a file is not taken, and what to do instead."""

    EMPTY = "empty", _("This file is empty.")
    TOO_LARGE = "too_large", _("This file is larger than 20 MB: make it lighter, or give a link to it.")
    NO_ROOM = "no_room", _("Your organisation has no room left for this file: remove one, or give a link instead.")
    UNKNOWN = (
        "unknown",
        _("This kind of file is not taken: choose a PDF, a picture, an Office or LibreOffice document, or a text."),
    )
    OLD_OR_LOCKED = (
        "old_or_locked",
        _("This Office document is of an old kind, or locked by a password: save it as .docx, .xlsx, .pptx or PDF."),
    )
    MARKUP = "markup", _("Web pages, drawings and scripts are not taken: make a PDF of it.")
    DAMAGED = "damaged", _("This file is damaged: open it, save it again, and send the new one.")
    HIDES = "hides", _("This file hides something else than what it shows: export it again, as a PDF for instance.")
    PROGRAM = "program", _("This file carries a program (a macro or a script): save it without, as a PDF for instance.")
    LOCKED = "locked", _("This file is locked by a password or a restriction: save it again without it.")
    BOMB = "bomb", _("Opened, this file would take far too much room: make it lighter, or give a link to it.")
    TOO_MANY_PIXELS = "too_many_pixels", _("This picture is too large: 50 million pixels at most.")
    FORMULA = "formula", _("This table holds cells that a spreadsheet would run: send it as a PDF or as .xlsx instead.")
    INFECTED = "infected", _("The antivirus refuses this file.")
    NO_STORE = "no_store", _("The file cannot be kept just now: try again in a while, or give a link.")
    UNCHECKED = (
        "unchecked",
        _("The antivirus does not answer, so the file cannot be taken now: try again in a while, or give a link."),
    )
