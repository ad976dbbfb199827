"""Office documents are archives: their parts are unpacked here to be counted, never written anywhere.

The directory at the end must account for every byte before it: no part hides between, before or after the others,
none is said twice, none unpacks to more or less than it declares.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from essaim.apps.files.enums import FileFault, Kind
from essaim.kernel import programs

from .names import is_inert_name
from .refusals import MAX_UNPACKED, Refused

MAX_PARTS = 5_000
ENDING = 22  # bytes that close an archive without a comment
HEADER = struct.Struct("<4s5H3I2H")  # what stands before each part
GAP = 24  # bytes at most between two parts: sizes written after the fact
PIECE = 1 << 20
READ = {"mimetype", "[Content_Types].xml", "META-INF/manifest.xml"}
SMALL = 1 << 20  # bytes at most of the parts that are read
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": Kind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": Kind.ODS,
    b"application/vnd.oasis.opendocument.presentation": Kind.ODP,
}
OFFICE = {
    "word/document.xml": (b"officedocument.wordprocessingml.document.main+xml", Kind.DOCX),
    "xl/workbook.xml": (b"officedocument.spreadsheetml.sheet.main+xml", Kind.XLSX),
    "ppt/presentation.xml": (b"officedocument.presentationml.presentation.main+xml", Kind.PPTX),
}


def kind_of(content: bytes) -> Kind:
    """Return which Office document an archive is; `Refused` for any other archive, and for one that deceives."""
    parts = _parts(content)
    names = [part.filename for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(FileFault.LOCKED)
    if any(map(programs.runs, names)):
        raise Refused(FileFault.PROGRAM)
    if len({name.lower() for name in names}) < len(names) or not all(map(_is_plain, parts)):
        raise Refused(FileFault.HIDES)
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Refused(FileFault.BOMB)
    read = {name: text for name, text in _unpacked(content, parts) if text}
    return _kind(names, read)


def _parts(content: bytes) -> list[zipfile.ZipInfo]:
    """Return what the directory names, in the order it lies, once every byte is accounted for."""
    if content[-ENDING : 4 - ENDING] != b"PK\x05\x06":
        raise Refused(FileFault.HIDES if zipfile.is_zipfile(io.BytesIO(content)) else FileFault.DAMAGED)
    (said,) = struct.unpack_from("<H", content, len(content) - 12)
    if said > MAX_PARTS:
        raise Refused(FileFault.BOMB)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts, directory = archive.infolist(), archive.start_dir
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        raise Refused(FileFault.DAMAGED) from None
    parts.sort(key=lambda part: part.header_offset)
    if not parts or len(parts) != said or parts[0].header_offset:
        raise Refused(FileFault.HIDES)
    starts = [*[part.header_offset for part in parts[1:]], directory]
    for part, following in zip(parts, starts, strict=True):
        start, _name = _place(content, part)
        if not 0 <= following - (start + part.compress_size) <= GAP:
            raise Refused(FileFault.HIDES)
    return parts


def _place(content: bytes, part: zipfile.ZipInfo) -> tuple[int, bytes]:
    """Return where the bytes of a part start, and the name written there."""
    try:
        head = HEADER.unpack_from(content, part.header_offset)
    except struct.error:
        raise Refused(FileFault.DAMAGED) from None
    start = part.header_offset + HEADER.size
    name_length, extra = head[-2:]
    return start + name_length + extra, content[start : start + name_length]


def _is_plain(part: zipfile.ZipInfo) -> bool:
    """Say whether a part is a file that stays inside, packed in one of the two usual ways."""
    is_link = stat.S_ISLNK(part.external_attr >> 16)
    is_usual = part.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    return is_usual and not is_link and is_inert_name(part.orig_filename)


def _unpacked(content: bytes, parts: Sequence[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    """Unpack each part to count it; yield its name with its bytes where they are few and worth reading."""
    for part in parts:
        start, name = _place(content, part)
        encoding = "utf-8" if part.flag_bits & 0x800 else "cp437"
        if name.decode(encoding, "replace") != part.orig_filename:
            raise Refused(FileFault.HIDES)
        packed = content[start : start + part.compress_size]
        wanted = part.filename in READ and part.file_size <= SMALL
        yield part.filename, _counted(packed, part, keep=wanted)


def _counted(packed: bytes, part: zipfile.ZipInfo, *, keep: bool) -> bytes:
    """Return the bytes to keep of a part; one that is not exactly what it declares is refused."""
    size = crc = 0
    kept = []
    for piece in _pieces(packed, part):
        size, crc = size + len(piece), zlib.crc32(piece, crc)
        if size > part.file_size:
            raise Refused(FileFault.BOMB)
        if keep:
            kept.append(piece)
    if (size, crc) != (part.file_size, part.CRC):
        raise Refused(FileFault.DAMAGED)
    return b"".join(kept)


def _pieces(packed: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    if part.compress_type == zipfile.ZIP_STORED:
        yield packed
        return
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while not stream.eof:
            piece = stream.decompress(packed, PIECE)
            packed = stream.unconsumed_tail
            if not piece and not packed and not stream.eof:
                raise Refused(FileFault.DAMAGED)
            yield piece
    except zlib.error:
        raise Refused(FileFault.DAMAGED) from None
    if stream.unused_data:
        raise Refused(FileFault.HIDES)


def _kind(names: Sequence[str], read: dict[str, bytes]) -> Kind:
    if names[0] == "mimetype" and read.get("mimetype") in OPEN_DOCUMENT:
        if b"encryption-data" in read.get("META-INF/manifest.xml", b""):
            raise Refused(FileFault.LOCKED)
        return OPEN_DOCUMENT[read["mimetype"]]
    types = read.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types:
        raise Refused(FileFault.PROGRAM)
    found = [kind for main, (words, kind) in OFFICE.items() if main in names and words in types]
    if len(found) != 1:
        raise Refused(FileFault.UNKNOWN)
    return found[0]
