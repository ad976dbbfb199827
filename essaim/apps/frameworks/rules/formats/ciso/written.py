"""One of our referentials as a CISO Assistant library, with the list of what a library cannot hold."""

from collections import defaultdict
from typing import Any

from essaim.apps.frameworks.enums import LossKind
from essaim.apps.frameworks.rules.document import Criterion, Framework, Mapping, Scale
from essaim.apps.frameworks.rules.formats.losses import Ledger
from essaim.apps.frameworks.rules.parts import Text
from essaim.apps.frameworks.rules.terms import resolve_terms

from .groups import OURS
from .links import PLAIN, RELATIONSHIPS, TARGETS
from .nested import Nested
from .pen import Pen, Values
from .scales import ANSWERS, MAIN
from .words import OURS as LANGUAGES

HELD = {
    *("format", "code", "version", "title", "description", "licence", "origin", "groups", "references", "scales"),
    *("themes",),
}


def written(framework: Framework, ledger: Ledger) -> Values:
    """Return the values of a library; what has no place in one is counted."""
    ledger.add(LossKind.KEY, "terms", len(framework.terms))
    whole = resolve_terms(framework, None)
    ledger.beside(whole, HELD | {"terms"})
    pen = Pen(whole)
    ledger.add(LossKind.KEY, "version", not whole.version.isdigit())
    library: Values = {"urn": pen.urn("library"), "locale": pen.locale, "ref_id": pen.ref_id}
    pen.put(library, "name", whole.title)
    pen.put(library, "description", whole.description)
    origin = whole.origin
    library |= {
        "copyright": whole.licence,
        "version": int("".join(sign for sign in whole.version if sign in "0123456789")[:9] or 1),
        "provider": (origin and origin.provider) or "essaim",
        "packager": (origin and origin.packager) or "essaim",
    }
    if origin and origin.published:
        library["publication_date"] = origin.published
    objects: Values = {"framework": _framework(whole, pen, ledger)}
    if links := _links(whole, pen):
        objects["requirement_mapping_sets"] = links
    return library | {"objects": objects}


def _framework(whole: Framework, pen: Pen, ledger: Ledger) -> Values:
    found: Values = {"urn": pen.urn("framework"), "ref_id": pen.ref_id}
    pen.put(found, "name", whole.title)
    pen.put(found, "description", whole.description)
    main = whole.scales[0]
    found |= {"min_score": main.bottom, "max_score": main.top, "scores_definition": _scores(main, pen)}
    own = sum(scale.code != MAIN and not scale.code.startswith(ANSWERS) for scale in whole.scales)
    ledger.add(LossKind.KEY, "scales.code", own)
    ledger.add(LossKind.KEY, "scales.description", sum(scale.description is not None for scale in whole.scales))
    groups = [_group(group, pen) for group in whole.groups]
    ours = _needs_our_group(whole)
    if ours:
        groups.append({"ref_id": OURS, "name": "Essentiel", "default_selected": True})
    if groups:
        found["implementation_groups_definition"] = groups
    found["requirement_nodes"] = Nested(whole, pen, ledger, ours=ours).nodes()
    return found


def _scores(scale: Scale, pen: Pen) -> list[Values]:
    scores = []
    for anchor in scale.anchors:
        score: Values = {"score": anchor.value}
        pen.put(score, "name", anchor.label)
        if anchor.text != anchor.label:
            pen.put(score, "description", anchor.text)
        scores.append(score)
    return scores


def _group(group: Any, pen: Pen) -> Values:
    found: Values = {"ref_id": group.code}
    pen.put(found, "name", group.title)
    pen.put(found, "description", group.summary)
    return found | ({"default_selected": True} if group.default else {})


def _needs_our_group(whole: Framework) -> bool:
    """Return whether the short set is something else than what the groups themselves would give."""
    short = {one.code for one in whole.essential}
    members: dict[str, set[str]] = {group.code: set() for group in whole.groups}
    for criterion in whole.criteria:
        for code in criterion.groups:
            members[code].add(criterion.code)
    default = [members[group.code] for group in whole.groups if group.default]
    filled = [codes for codes in members.values() if codes]
    given = set().union(*default) if default else min(filled, key=len) if filled else set()
    return short != given


def _links(whole: Framework, pen: Pen) -> list[Values]:
    by_target: dict[str, list[tuple[Criterion, Mapping]]] = defaultdict(list)
    for criterion in whole.criteria:
        for mapping in criterion.mappings:
            by_target[mapping.target].append((criterion, mapping))
    urns = {reference.code: reference.urn for reference in whole.references}
    nested = Nested(whole, pen, Ledger(), ours=False)
    sets = []
    for target, links in by_target.items():
        urn = urns.get(target) or f"{TARGETS}{target}"
        base = urn.replace(":framework:", ":req_node:", 1)
        found: Values = {
            "urn": f"{pen.urn('mapping')}-{target}" if not whole.origin else f"{pen.urn('framework')}-to-{target}",
            "ref_id": f"{whole.code}-to-{target}",
            "name": f"{whole.code} → {target}",
            "source_framework_urn": pen.urn("framework"),
            "target_framework_urn": urn,
        }
        found["requirement_mappings"] = [
            _link(nested.urn(criterion), f"{base}:{mapping.code}", mapping.note, pen) for criterion, mapping in links
        ]
        sets.append(found)
    return sets


def _link(source: str, target: str, note: Text | None, pen: Pen) -> Values:
    found: Values = {"source_requirement_urn": source, "target_requirement_urn": target, "relationship": PLAIN}
    if note is None:
        return found
    word = note.en.partition(":")[0]
    if word in RELATIONSHIPS and note.fr.partition(":")[0] == word:
        found["relationship"] = word
        rest = {name: note.get(name).partition(":")[2].strip() for name in LANGUAGES}
        note = Text(**rest) if all(rest.values()) else None
    pen.put(found, "rationale", note)
    return found
