"""Files that pretend, hide or weigh: each refused with the reason people are told, in bounded time and memory."""

import io
import struct
import time
import tracemalloc
import zipfile
import zlib

import pytest

from essaim.apps.files import rules
from essaim.apps.files.enums import FileFault
from essaim.apps.files.tests import samples
from essaim.apps.files.tests.samples import archive, chunk, jpeg, office, open_document, png, webp

HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HIDDEN = archive(("evil.txt", b"boo"))


def locked() -> bytes:
    """Return a document whose parts say that they are locked by a password."""
    content = bytearray(office())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(mark)
        content[start + place] |= 1
    return bytes(content)


def linked() -> bytes:
    """Return a document with a part that is a link out of the folder it is unpacked in."""
    part = zipfile.ZipInfo("word/link")
    part.external_attr = 0o120777 << 16
    file = io.BytesIO(office())
    with zipfile.ZipFile(file, "a") as written:
        written.writestr(part, "/etc/passwd")
    return file.getvalue()


def lying(said: int) -> bytes:
    """Return a document whose last part unpacks to a million bytes and declares another size."""
    content = bytearray(office(("word/big.xml", b"0" * 1_000_000)))
    struct.pack_into("<I", content, content.rfind(b"PK\x01\x02") + 24, said)
    return bytes(content)


def renamed() -> bytes:
    """Return a document with a part named one way in the directory, and another way before its bytes."""
    content = office(("word/aaaaaaa.xml", b"x"))
    return content.replace(b"word/aaaaaaa.xml", b"../../../../evil", 1)


def with_a_gap() -> bytes:
    """Return a document with bytes that no part accounts for."""
    content = office()
    start = content.find(b"PK\x01\x02")
    moved = bytearray(content[:start] + HTML + content[start:])
    (offset,) = struct.unpack_from("<I", moved, len(moved) - 6)
    struct.pack_into("<I", moved, len(moved) - 6, offset + len(HTML))
    return bytes(moved)


def overlapping() -> bytes:
    """Return a document whose directory names the same bytes many times, as the tightest bombs do."""
    content = office()
    start = content.find(b"PK\x01\x02")
    end = content.find(b"PK\x05\x06")
    first = content[start : content.find(b"PK\x01\x02", start + 1)]
    again = b"".join(first.replace(b"[Content_Types]", f"[Content_{n:05}]".encode()) for n in range(50))
    closing = bytearray(content[end:])
    (count,) = struct.unpack_from("<H", closing, 10)
    struct.pack_into("<HHI", closing, 8, count + 50, count + 50, end - start + len(again))
    return content[:end] + again + bytes(closing)


HOSTILE = {
    "nothing": (b"", "a.pdf", FileFault.EMPTY),
    "more than 20 MB": (b"a" * (rules.MAX_BYTES + 1), "a.txt", FileFault.TOO_LARGE),
    "a web page": (HTML, "a.html", FileFault.MARKUP),
    "a web page called a text": (HTML, "a.txt", FileFault.MARKUP),
    "a web page after a hundred lines": (b"bonjour\n" * 100 + HTML, "a.txt", FileFault.MARKUP),
    "a drawing": (SVG, "a.svg", FileFault.MARKUP),
    "a drawing called a picture": (b'<?xml version="1.0"?>' + SVG, "a.png", FileFault.MARKUP),
    "a shell script": (b"#!/bin/sh\nrm -rf /\n", "a.txt", FileFault.MARKUP),
    "a script": (b"WScript.Echo(1)", "a.js", FileFault.UNKNOWN),
    "a program": (b"MZ\x90\x00" + bytes(100), "a.pdf", FileFault.UNKNOWN),
    "any bytes called a text": (bytes(range(256)), "a.txt", FileFault.UNKNOWN),
    "an old Office document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", FileFault.OLD_OR_LOCKED),
    "a table that runs": (b"nom\n=cmd|' /C calc'!A0\n", "a.csv", FileFault.FORMULA),
    "a table that runs after a semicolon": (b'a;"=HYPERLINK(""http://x"")"\n', "a.csv", FileFault.FORMULA),
    "a table that runs by a plus": (b"a;+cmd|' /C calc'!A0\n", "a.csv", FileFault.FORMULA),
    "a PDF without end": (samples.PDF[:-6], "a.pdf", FileFault.DAMAGED),
    "a PDF after something else": (b"\0GIF" + samples.PDF, "a.pdf", FileFault.UNKNOWN),
    "a PDF and an archive": (samples.PDF + HIDDEN, "a.pdf", FileFault.HIDES),
    "a PDF and an archive, closed again": (samples.PDF + HIDDEN + b"%%EOF\n", "a.pdf", FileFault.HIDES),
    "a PDF and a web page": (b"%PDF-1.7\n" + HTML + samples.PDF, "a.pdf", FileFault.HIDES),
    "a PDF that runs": (samples.PDF.replace(b"/Catalog", b"/JavaScript"), "a.pdf", FileFault.PROGRAM),
    "a PDF that starts a program": (samples.PDF.replace(b"/Catalog", b"/Launch"), "a.pdf", FileFault.PROGRAM),
    "a locked PDF": (samples.PDF.replace(b"/Root", b"/Encrypt"), "a.pdf", FileFault.LOCKED),
    "a picture of 10,000 × 10,000": (png(10_000, 10_000), "a.png", FileFault.TOO_MANY_PIXELS),
    "a photo of 10,000 × 10,000": (jpeg(10_000, 10_000), "a.jpg", FileFault.TOO_MANY_PIXELS),
    "a WebP of 10,000 × 10,000": (webp(10_000, 10_000), "a.webp", FileFault.TOO_MANY_PIXELS),
    "a picture without width": (png(0, 10), "a.png", FileFault.DAMAGED),
    "a picture cut short": (png()[:-5], "a.png", FileFault.DAMAGED),
    "a picture with wrong sums": (png().replace(b"IDAT\x78", b"IDAT\x79"), "a.png", FileFault.DAMAGED),
    "a picture and an archive": (png() + HIDDEN, "a.png", FileFault.HIDES),
    "a picture with an archive inside": (png(extra=chunk(b"teXt", HIDDEN)), "a.png", FileFault.HIDES),
    "a picture with a web page inside": (png(extra=chunk(b"tEXt", b"x\0" + HTML)), "a.png", FileFault.HIDES),
    "a picture of crumbs": (png(extra=chunk(b"tEXt", b"") * 60_000), "a.png", FileFault.HIDES),
    "a photo and an archive": (jpeg() + HIDDEN, "a.jpg", FileFault.HIDES),
    "a photo and a web page": (jpeg() + HTML, "a.jpg", FileFault.HIDES),
    "a photo cut short": (jpeg()[:-2], "a.jpg", FileFault.DAMAGED),
    "a photo of padding": (b"\xff\xd8" + b"\xff" * 1_000_000, "a.jpg", FileFault.DAMAGED),
    "a WebP and a web page": (webp() + HTML, "a.webp", FileFault.HIDES),
    "an archive": (archive(("a.txt", b"a")), "a.zip", FileFault.UNKNOWN),
    "an archive called a document": (archive(("word/document.xml", b"a")), "a.docx", FileFault.UNKNOWN),
    "a document that climbs": (office(("../../etc/cron.d/evil", b"x")), "a.docx", FileFault.HIDES),
    "a document that climbs by a backslash": (office(("..\\..\\evil", b"x")), "a.docx", FileFault.HIDES),
    "a document from the root": (office(("/etc/passwd", b"x")), "a.docx", FileFault.HIDES),
    "a document of a drive": (office(("C:evil", b"x")), "a.docx", FileFault.HIDES),
    "a document with a program in it": (office(("word/setup.exe", b"MZ")), "a.docx", FileFault.HIDES),
    "a document with a link out": (linked(), "a.docx", FileFault.HIDES),
    "a document named in two ways": (renamed(), "a.docx", FileFault.HIDES),
    "a document saying a part twice": (office(("WORD/document.xml", b"x")), "a.docx", FileFault.HIDES),
    "a document with bytes between": (with_a_gap(), "a.docx", FileFault.HIDES),
    "a document after a web page": (HTML + office(), "a.docx", FileFault.UNKNOWN),
    "a document before a web page": (office() + HTML, "a.docx", FileFault.HIDES),
    "a document with macros": (office(("word/vbaProject.bin", b"x")), "a.docm", FileFault.PROGRAM),
    "a text with macros": (open_document(("Basic/Standard/a.xml", b"x")), "a.odt", FileFault.PROGRAM),
    "a locked document": (locked(), "a.docx", FileFault.LOCKED),
    "a locked text": (open_document(manifest=b"<manifest:encryption-data/>"), "a.odt", FileFault.LOCKED),
    "a bomb": (office(("word/a.xml", bytes(rules.MAX_UNPACKED + 1))), "a.docx", FileFault.BOMB),
    "a bomb of many parts": (office(*[(f"word/{n}", b"") for n in range(5_000)]), "a.docx", FileFault.BOMB),
    "a bomb that says it is small": (lying(10), "a.docx", FileFault.BOMB),
    "a document that says it is larger": (lying(2_000_000), "a.docx", FileFault.DAMAGED),
    "a bomb of parts on top of each other": (overlapping(), "a.docx", FileFault.HIDES),
    "a damaged document": (office()[:-30] + office()[-22:], "a.docx", FileFault.DAMAGED),
}


@pytest.mark.parametrize(("content", "name", "fault"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_and_says_why(content, name, fault):
    with pytest.raises(rules.Refused) as refused:
        rules.kind_of(content, name)
    assert refused.value.fault == fault


HEAVY = ["a bomb", "a bomb that says it is small", "a picture of crumbs", "a photo of padding"]


@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_file_costs_neither_time_nor_memory(name):
    content, file_name, _fault = HOSTILE[name]
    tracemalloc.start()
    began = time.perf_counter()
    with pytest.raises(rules.Refused):
        rules.kind_of(content, file_name)
    spent, (_now, peak) = time.perf_counter() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (spent < 5, peak < 60_000_000) == (True, True)


def test_what_unpacks_to_the_limit_is_counted_piece_by_piece():
    content = office(("word/a.xml", bytes(rules.MAX_UNPACKED // 2)), ("word/b.xml", zlib.compress(b"b")))
    tracemalloc.start()
    kind = rules.kind_of(content, "a.docx")
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (kind, peak < 10_000_000) == ("docx", True)
