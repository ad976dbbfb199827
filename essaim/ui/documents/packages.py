"""A word processor's file as parts: read with care, since somebody else wrote it, and packed again as it was.

What a file may do on its own when it is opened (macros, linked files, data fetched elsewhere) is refused: whoever
opens the filled document trusts us, not its author.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree
from lxml.etree import _Element

from essaim.kernel import programs

MOST_BYTES: Final = 2_000_000
MOST_UNPACKED: Final = 30_000_000
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OASIS: Final = "{urn:oasis:names:tc:opendocument:xmlns"
TEXT: Final = f"{OASIS}:text:1.0}}"
TABLE: Final = f"{OASIS}:table:1.0}}"
LINK: Final = "{http://www.w3.org/1999/xlink}href"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

DOCX_PARTS: Final = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
ODT_PARTS: Final = re.compile(r"(?:content|styles)\.xml")
# Parts that hold another document, or data that is fetched.
FOREIGN: Final = re.compile(
    r"(?:^|/)(?:embeddings|afchunk[^/]*|externalLinks|customUI\d*|connections\.xml|recipientData\.xml"
    r"|mailMergeSource|Object [^/]*|ObjectReplacements|database)(?:/|$)",
    re.IGNORECASE,
)
FOREIGN_TAGS: Final = re.compile(
    r"(?:altChunk|OLEObject|object|control|subDoc|dde-[\w-]+|execute-macro|script|event-listener|object-ole|applet"
    r"|plugin|floating-frame|section-source|table-source|cell-range-source|auto-reload|database-[\w-]+)"
)
# Where a file was made from: dropped, since it is no part of what it shows and may be fetched when it is opened.
DROPPED: Final = frozenset({"attachedTemplate", "mailMerge", "template"})
# What a field that Word computes may be: numbers of pages, dates, titles, references inside the document.
COMPUTED: Final = re.compile(
    r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|REF|NOTEREF|STYLEREF|SEQ|TOC|TC|DATE|TIME|CREATEDATE|SAVEDATE|PRINTDATE"
    r"|TITLE|SUBJECT|AUTHOR|FILENAME|SYMBOL|MERGEFIELD|HYPERLINK\s+(?:\\\w\s+)?\"?(?:https?:|mailto:|_))(?:\W|\w|$)",
    re.IGNORECASE,
)
WEB: Final = re.compile(r"(?:https://|http://|mailto:)", re.IGNORECASE)
INSIDE: Final = re.compile(r"(?:#|\.?/?(?:Pictures|media|Fonts)/)[^:\\]*$|^$")
LINKED: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Unsafe(Exception):
    """A file that would do more than show what it says; `what` names the part or the element."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Unreadable(Exception):
    """A file too large, or that is no document of this kind."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a format names a paragraph, a row and a text; `texts` of None: any element holds some."""

    paragraphs: tuple[str, ...]
    row: str
    texts: frozenset[str] | None
    apart: frozenset[str]
    break_lines: Callable[..., None]


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a file in their order, those with words read as trees."""

    dialect: Dialect
    parts: Mapping[str, bytes]
    roots: Mapping[str, _Element]


def read(content: bytes, kind: str) -> Package:
    """Return a DOCX or ODT as parts; may raise `Unsafe` or `Unreadable`."""
    parts = _parts(content)
    for name in parts:
        if programs.runs(name) or FOREIGN.search(name):
            raise Unsafe(name)
    trees = {name: _tree(part) for name, part in parts.items() if name.endswith((".xml", ".rels")) and part}
    for name, tree in trees.items():
        if _drop(tree):
            parts[name] = etree.tostring(tree, encoding="UTF-8", standalone=True)
        for element in tree.iter():
            _look(element)
    wanted = DOCX_PARTS if kind == "docx" else ODT_PARTS
    roots = {name: tree for name, tree in trees.items() if wanted.fullmatch(name)}
    if not roots:
        raise Unreadable
    return Package(DIALECTS[kind], parts, roots)


def packed(package: Package, filled: Mapping[str, _Element]) -> bytes:
    """Return the file with some parts written anew, the others as they were, in their order."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in package.parts.items():
            root = filled.get(name)
            content = part if root is None else etree.tostring(root, encoding="UTF-8", standalone=True)
            # The kind of an OpenDocument file is read without unpacking it.
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, packing)
    return file.getvalue()


def _parts(content: bytes) -> dict[str, bytes]:
    if len(content) > MOST_BYTES:
        raise Unreadable
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise Unreadable
            return {part.filename: archive.read(part) for part in archive.infolist() if not part.is_dir()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Unreadable from error


def _tree(part: bytes) -> _Element:
    """Return a part as a tree: no entity is resolved, nothing is fetched, no depth without end."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable from error
    if root.getroottree().docinfo.doctype:
        raise Unsafe("DOCTYPE")
    return root


def _drop(tree: _Element) -> bool:
    """Take out what says where a file was made from; return whether there was some."""
    found = [one for one in tree.iter("{*}attachedTemplate", "{*}mailMerge", "{*}template", LINKED) if _is_dropped(one)]
    for element in found:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return bool(found)


def _is_dropped(element: _Element) -> bool:
    if element.tag == LINKED:
        return bool(element.get("Type", "").endswith("/attachedTemplate"))
    return etree.QName(element).localname in DROPPED


def _look(element: _Element) -> None:
    """Refuse an element that fetches, embeds or runs something."""
    if not isinstance(element.tag, str):
        return
    name = etree.QName(element).localname
    if FOREIGN_TAGS.fullmatch(name):
        raise Unsafe(name)
    if element.tag == LINKED and element.get("TargetMode") == "External" and not _is_web(element):
        raise Unsafe(element.get("Target", "")[:80])
    link = element.get(LINK)
    if link is not None and not (WEB.match(link) if name == "a" else INSIDE.match(link)):
        raise Unsafe(link[:80])
    for computed in _computed(element):
        if not COMPUTED.match(computed):
            raise Unsafe(computed.strip()[:80])


def _is_web(relationship: _Element) -> bool:
    is_link = relationship.get("Type", "").endswith("/hyperlink")
    return bool(is_link and WEB.match(relationship.get("Target", "")))


def _computed(element: _Element) -> Iterator[str]:
    """Yield what Word would compute here; a computed field may be cut in pieces, and the first says which it is."""
    if element.tag == f"{W}fldSimple":
        yield element.get(f"{W}instr", "")
    elif element.tag == f"{W}p":
        pieces = "".join("\0" if one.tag == f"{W}fldChar" else one.text or "" for one in element.iter(*COMPUTES))
        yield from (piece for piece in pieces.split("\0") if piece.strip())


COMPUTES: Final = (f"{W}fldChar", f"{W}instrText")


def _break_docx(element: _Element, text: str, *, is_tail: bool) -> None:
    """Part a text at its line breaks, in the same run."""
    first, *others = text.split("\n")
    element.text = first
    element.set(SPACE, "preserve")
    after = element
    for line in others:
        made = [etree.Element(f"{W}br"), etree.Element(f"{W}t", {SPACE: "preserve"})]
        made[1].text = line
        for one in made:
            after.addnext(one)
            after = one


def _break_odt(element: _Element, text: str, *, is_tail: bool) -> None:
    first, *others = text.split("\n")
    made: list[Any] = [etree.Element(f"{TEXT}line-break") for _ in others]
    for mark, line in zip(made, others, strict=True):
        mark.tail = line
    if not is_tail:
        element.text = first
        element[:0] = made
        return
    element.tail = first
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element) + 1
        parent[place:place] = made


DIALECTS: Final = {
    "docx": Dialect((f"{W}p",), f"{W}tr", frozenset({f"{W}t"}), frozenset({f"{W}p"}), _break_docx),
    "odt": Dialect(
        (f"{TEXT}p", f"{TEXT}h"),
        f"{TABLE}table-row",
        None,
        frozenset({f"{TEXT}p", f"{TEXT}h", f"{TEXT}note", f"{OASIS}:office:1.0}}annotation"}),
        _break_odt,
    ),
}
