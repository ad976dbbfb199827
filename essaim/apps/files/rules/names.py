"""The name a file leaves under is ours in its ending, and harmless in all the rest."""

import re
import unicodedata

from essaim.apps.files.enums import Kind

NAME_LENGTH = 120
ODD = re.compile(r'[\\/:*?"<>|%]')
CONTENT_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.WEBP: "image/webp",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Kind.ODP: "application/vnd.oasis.opendocument.presentation",
    Kind.TXT: "text/plain; charset=utf-8",
    Kind.CSV: "text/csv; charset=utf-8",
}


def content_type(kind: Kind) -> str:
    """Return the type a file of this kind is sent as."""
    return CONTENT_TYPES[kind]


def shown_name(name: str, kind: Kind) -> str:
    """Return the name a file is shown and leaves under: its own words, no path, nothing unseen, the kind's ending."""
    words = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    plain = "".join(letter for letter in words if unicodedata.category(letter)[0] != "C")
    stem = ODD.sub(" ", plain).rpartition(".")[0] or ODD.sub(" ", plain)
    stem = " ".join(stem.split()).strip(". ")[:NAME_LENGTH].strip(". ")
    return f"{stem or 'document'}.{kind.value}"


def is_inert_name(name: str) -> bool:
    """Say whether the name of a part of an archive stays inside it and names no program."""
    parts = name.split("/")
    return (
        bool(name)
        and "\\" not in name
        and ":" not in name
        and "\0" not in name
        and ".." not in parts
        and parts[0] != ""
        and not name.lower().endswith(PROGRAMS)
    )


PROGRAMS = (
    *(".exe", ".dll", ".com", ".scr", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".hta", ".jar"),
    *(".msi", ".lnk", ".sh", ".py", ".html", ".htm", ".class", ".apk", ".so"),
)
