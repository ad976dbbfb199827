"""A text is words from end to end; a table is a text whose cells a spreadsheet would not run."""

import re

from essaim.apps.files.enums import FileFault, Kind

from .refusals import Refused

TAG = re.compile(r"\s*<[a-z!?/]|#!", re.IGNORECASE)
MARKUP = re.compile(r"<(?:!doctype|html|head|body|script|svg|iframe|object|embed|meta|\?php|\?xml)\b", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
# A cell that starts with an equals sign, or with a sign and a name that is called.
FORMULA = re.compile(r"(?:^|[;,\t])[ \"']*(?:=|[+\-@][A-Za-z.]+[|(!])", re.MULTILINE)
KINDS = {"txt": Kind.TXT, "csv": Kind.CSV, "": Kind.TXT}


def kind_of(content: bytes, name: str) -> Kind:
    """Return whether a content is a text or a table, by what its name says; anything else is refused."""
    text = _words(content)
    if TAG.match(text) or MARKUP.search(text):
        raise Refused(FileFault.MARKUP)
    kind = KINDS.get(name.rpartition(".")[2].lower() if "." in name else "")
    if kind is None:
        raise Refused(FileFault.UNKNOWN)
    if kind == Kind.CSV and FORMULA.search(text):
        raise Refused(FileFault.FORMULA)
    return kind


def _words(content: bytes) -> str:
    """Return what is written, as UTF-8 or as spreadsheets in western Europe still write."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if CONTROL.search(text):
            break
        return text
    raise Refused(FileFault.UNKNOWN)
