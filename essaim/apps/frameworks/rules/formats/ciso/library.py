"""From a CISO Assistant library to one of our documents, with the list of what could not be held."""

from collections.abc import Mapping
from typing import Any

from essaim.apps.frameworks.enums import LossKind, ProblemKind
from essaim.apps.frameworks.rules.formats.losses import Ledger
from essaim.apps.frameworks.rules.problems import Problem, Refused

from .codes import code as code_of
from .codes import slug, tail
from .groups import OURS, essential, groups
from .links import Links
from .nodes import grow, one_line, urn_of
from .scales import Scales, main_scale
from .themes import Themes
from .words import Reader

Document = dict[str, Any]
LIBRARY_HELD = {
    *("urn", "locale", "ref_id", "name", "description", "copyright", "version", "publication_date", "provider"),
    *("packager", "translations", "objects", "convert_library_version"),
}
OBJECTS_HELD = {"framework", "frameworks", "requirement_mapping_set", "requirement_mapping_sets"}
FRAMEWORK_HELD = {
    *("urn", "ref_id", "name", "description", "translations", "requirement_nodes", "scores_definition", "min_score"),
    *("max_score", "implementation_groups_definition", "provider", "locale"),
}


def document(library: Mapping[str, Any], ledger: Ledger) -> Document:
    """Return the plain values of our document; `Refused` when the library holds nothing to answer."""
    objects = library.get("objects")
    framework = _framework(objects if isinstance(objects, dict) else {}, ledger)
    reader = Reader(library.get("locale"), ledger)
    for held, values, place in ((LIBRARY_HELD, library, ""), (FRAMEWORK_HELD, framework, "framework.")):
        _unheld(values, held, place, ledger)
    origin = _origin(library, framework)
    base = origin["framework"].replace(":framework:", ":req_node:", 1)
    nodes = framework.get("requirement_nodes")
    roots = grow(nodes if isinstance(nodes, list) else [], base, ledger)
    assessed = [node for root in roots for node in root.walk() if node.assessable]
    if not assessed:
        raise Refused(Problem(ProblemKind.NO_NODE, 1))
    known = groups(framework, reader)
    short = essential(known, assessed, reader)
    scales = Scales(main_scale(framework, reader))
    links = Links(objects if isinstance(objects, dict) else {}, origin["framework"], reader)
    code = slug(one_line(framework.get("ref_id")), tail(origin["framework"]), urn=origin["framework"])
    whole = _front(library, framework, reader) | {"format": "essaim-framework/1", "code": code, "origin": origin}
    themes = Themes(reader, scales, links, known, short)
    whole["themes"] = themes.build(roots, {"code": code, "title": whole["title"], "summary": whole["description"]})
    ledger.add(LossKind.KEY, "requirement_mappings", links.unused({node.urn for node in assessed}))
    kept = [group for ref_id, group in known.items() if ref_id != OURS]
    return whole | {"scales": scales.all, "groups": kept, "references": list(links.references.values())}


def _framework(objects: Mapping[str, Any], ledger: Ledger) -> Mapping[str, Any]:
    """Return the framework of a library: the first one, if it holds several."""
    several = objects.get("frameworks")
    found = [objects.get("framework"), *(several if isinstance(several, list) else [several])]
    there = [item for item in found if isinstance(item, dict)]
    if not there:
        raise Refused(Problem(ProblemKind.NO_FRAMEWORK, 1))
    ledger.add(LossKind.KEY, "frameworks", len(there) - 1)
    for key, value in objects.items():
        if key not in OBJECTS_HELD and value:
            ledger.add(LossKind.KEY, key, len(value) if isinstance(value, list) else 1)
    return there[0]


def _unheld(values: Mapping[str, Any], held: set[str], place: str, ledger: Ledger) -> None:
    for key, value in values.items():
        if key not in held and value not in (None, "", [], {}):
            ledger.add(LossKind.KEY, f"{place}{one_line(key)}")


def _origin(library: Mapping[str, Any], framework: Mapping[str, Any]) -> Document:
    urn = urn_of(library.get("urn")) or urn_of(framework.get("urn")) or "urn:unknown:library"
    ref_id = one_line(framework.get("ref_id")) or tail(urn)
    found: Document = {
        "library": urn,
        "framework": urn_of(framework.get("urn")) or urn.replace(":library:", ":framework:", 1),
        "ref_id": ref_id,
        "locale": one_line(library.get("locale")) or "en",
    }
    named = {"provider": "provider", "packager": "packager", "published": "publication_date"}
    told = {key: one_line(library.get(there)) for key, there in named.items()}
    return found | {key: words for key, words in told.items() if words}


def _front(library: Mapping[str, Any], framework: Mapping[str, Any], reader: Reader) -> Document:
    """Return what stands before the themes: title, description, version, licence."""
    nameless = one_line(framework.get("ref_id")) or one_line(library.get("ref_id")) or "CISO Assistant"
    title = reader.text(framework, "name") or reader.text(library, "name") or {"fr": nameless, "en": nameless}
    description = reader.text(framework, "description") or reader.text(library, "description") or title
    licence = reader.clean(library.get("copyright")) or one_line(library.get("provider")) or "—"
    version = code_of(one_line(library.get("version")) or "1", urn="version")
    front: Document = {
        "version": version,
        "title": title,
        "description": description,
        "licence": licence,
    }
    return front
