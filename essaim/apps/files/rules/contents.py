"""Which kind a content is: by its first bytes, then by its whole build; never by the name it came under."""

import io
import re
import zipfile

from essaim.apps.files.enums import FileFault, Kind

from . import archives, pictures, texts
from .refusals import MAX_BYTES, Refused

CLOSE = 1024  # bytes after which a PDF's end mark would be too far from the end
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ARCHIVE = b"PK\x03\x04"
# Four plain characters follow: chance writes these few bytes in a picture, hardly ever with words after them.
TAGS = rb"<(?:!doctype\s+html|html|script|svg|iframe|object|embed|\?php)"
MARKUP = re.compile(TAGS + rb"[\s>/][\x09-\x0d\x20-\x7e]{3}", re.IGNORECASE)
PDF_PROGRAM = re.compile(rb"/(?:JavaScript|Launch)\b")
PDF_LOCK = re.compile(rb"/Encrypt\b")
PICTURES = {
    b"\x89PNG\r\n\x1a\n": (Kind.PNG, pictures.check_png),
    b"\xff\xd8\xff": (Kind.JPEG, pictures.check_jpeg),
    b"RIFF": (Kind.WEBP, pictures.check_webp),
}


def kind_of(content: bytes, name: str = "") -> Kind:
    """Return the kind of a content, read once and never decoded; `Refused` says why it is not taken.

    The name tells a table from a text, and nothing else.
    """
    if not content:
        raise Refused(FileFault.EMPTY)
    if len(content) > MAX_BYTES:
        raise Refused(FileFault.TOO_LARGE)
    if content.startswith(OLD_OFFICE):
        raise Refused(FileFault.OLD_OR_LOCKED)
    if content.startswith(ARCHIVE):
        return archives.kind_of(content)
    if content.startswith(b"%PDF-"):
        _check_pdf(content)
        return _alone(content, Kind.PDF)
    for magic, (kind, check) in PICTURES.items():
        if content.startswith(magic):
            check(content)
            return _alone(content, kind)
    return texts.kind_of(content, name)


def _check_pdf(content: bytes) -> None:
    _before, mark, after = content[-CLOSE:].rpartition(b"%%EOF")
    if not mark:
        raise Refused(FileFault.DAMAGED)
    if after.strip(b"\r\n \0"):
        raise Refused(FileFault.HIDES)
    if PDF_LOCK.search(content):
        raise Refused(FileFault.LOCKED)
    if PDF_PROGRAM.search(content):
        raise Refused(FileFault.PROGRAM)


def _alone(content: bytes, kind: Kind) -> Kind:
    """Refuse a content that could also be opened as an archive or as a web page."""
    if MARKUP.search(content) or zipfile.is_zipfile(io.BytesIO(content)):
        raise Refused(FileFault.HIDES)
    return kind
