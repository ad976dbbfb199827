"""Files of every kind, and those that pretend, made on the spot: none lies in the repository."""

import io
import struct
import zipfile
import zlib

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
OPEN_TEXT = "application/vnd.oasis.opendocument.text"


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a piece of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 2, height: int = 1, *, extra: bytes = b"") -> bytes:
    """Return a PNG that declares this size; its pixels are those of a very small one."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pieces = chunk(b"IHDR", head) + extra + chunk(b"IDAT", zlib.compress(b"\0\0\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + pieces


def jpeg(width: int = 2, height: int = 1) -> bytes:
    """Return a JPEG that declares this size."""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    scan = b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\x01\x00\x00\x3f\x00" + b"\x12\xff\x00\x34\xff\xd0\x56"
    return b"\xff\xd8" + b"\xff\xe0\x00\x07JFIF\0" + frame + scan + b"\xff\xd9"


def webp(width: int = 2, height: int = 1) -> bytes:
    """Return a WebP that declares this size."""
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    head = b"VP8X" + struct.pack("<IB3x", 10, 0) + size
    return b"RIFF" + struct.pack("<I", 4 + len(head)) + b"WEBP" + head


def archive(*parts: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as written:
        for name, content in parts:
            written.writestr(zipfile.ZipInfo(name), content, packing)
    return file.getvalue()


def office(*more: tuple[str, bytes], main: str = "word/document.xml", kind: str = WORD) -> bytes:
    """Return an Office document with these parts besides its own."""
    types = f'<Types><Override PartName="/{main}" ContentType="{kind}"/></Types>'.encode()
    return archive(("[Content_Types].xml", types), (main, b"<w:document/>"), *more)


def open_document(*more: tuple[str, bytes], kind: str = OPEN_TEXT, manifest: bytes = b"<manifest/>") -> bytes:
    """Return an OpenDocument file with these parts besides its own."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr(zipfile.ZipInfo("mimetype"), kind, zipfile.ZIP_STORED)
        for name, content in [("content.xml", b"<office/>"), ("META-INF/manifest.xml", manifest), *more]:
            written.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()
