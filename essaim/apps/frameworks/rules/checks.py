"""What a file may get wrong though each of its parts is well formed: codes, links between parts, terms."""

from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from essaim.apps.frameworks.enums import Expected, ProblemKind

from . import asking
from .document import Condition, Criterion, Framework, LegalFamily, Scale, Theme
from .parts import Part, Text
from .problems import Path, Problem
from .source import Source
from .targets import Target
from .terms import placeholders, stray_brace


def problems(framework: Framework, source: Source, targets: Mapping[str, Target]) -> Iterator[Problem]:
    """Yield everything that does not hold together."""
    yield from _codes(framework, source)
    for index, scale in enumerate(framework.scales):
        yield from _scale(scale, ("scales", index), source)
    for index, theme in enumerate(framework.themes):
        yield from _theme(framework, theme, ("themes", index), source)
    yield from _mappings(framework, source, targets)
    yield from _rules(framework, source)
    yield from asking.problems(framework, source)
    yield from _terms(framework, source)


def _codes(framework: Framework, source: Source) -> Iterator[Problem]:
    def same(places: Iterable[tuple[str, Path]]) -> Iterator[Problem]:
        first: dict[str, int] = {}
        for code, path in places:
            line = source.line((*path, "code"))
            if code in first:
                yield source.problem(ProblemKind.DUPLICATE_CODE, (*path, "code"), value=code, first=first[code])
            first.setdefault(code, line)

    themes = [(theme, ("themes", index)) for index, theme in enumerate(framework.themes)]
    yield from same((theme.code, path) for theme, path in themes)
    yield from same(
        (criterion.code, (*path, "criteria", index))
        for theme, path in themes
        for index, criterion in enumerate(theme.criteria)
    )
    for theme, path in themes:
        yield from same((section.code, (*path, "sections", index)) for index, section in enumerate(theme.sections))
    yield from same((scale.code, ("scales", index)) for index, scale in enumerate(framework.scales))
    yield from same((term.code, ("terms", index)) for index, term in enumerate(framework.terms))
    yield from same((group.code, ("groups", index)) for index, group in enumerate(framework.groups))
    yield from same((other.code, ("references", index)) for index, other in enumerate(framework.references))


def _scale(scale: Scale, path: Path, source: Source) -> Iterator[Problem]:
    values = [anchor.value for anchor in scale.anchors]
    for index, value in enumerate(values):
        place = (*path, "anchors", index, "value")
        if value in values[:index]:
            yield source.problem(ProblemKind.DUPLICATE_ANCHOR, place, value=value)
        elif index and value < values[index - 1]:
            yield source.problem(ProblemKind.ANCHOR_ORDER, place)


def _theme(framework: Framework, theme: Theme, path: Path, source: Source) -> Iterator[Problem]:
    codes = [criterion.code for criterion in theme.criteria]
    scales = [scale.code for scale in framework.scales]
    groups = {group.code for group in framework.groups}
    sections = {section.code for section in theme.sections}
    if theme.essential_fallback is not None and theme.essential_fallback not in codes:
        yield source.problem(
            ProblemKind.FALLBACK_ELSEWHERE,
            (*path, "essential_fallback"),
            value=theme.essential_fallback,
            allowed=", ".join(codes),
        )
    for index, criterion in enumerate(theme.criteria):
        place = (*path, "criteria", index)
        if criterion.scale is not None and criterion.scale not in scales:
            allowed = ", ".join(scales)
            yield source.problem(ProblemKind.UNKNOWN_SCALE, (*place, "scale"), value=criterion.scale, allowed=allowed)
        for step, code in enumerate(criterion.path):
            if code not in sections:
                yield source.problem(ProblemKind.UNKNOWN_SECTION, (*place, "path", step), value=code)
        for step, code in enumerate(criterion.groups):
            if code not in groups:
                yield source.problem(ProblemKind.UNKNOWN_GROUP, (*place, "groups", step), value=code)
        yield from _anchors(framework, criterion, (*place, "anchors"), source)


def _anchors(framework: Framework, criterion: Criterion, path: Path, source: Source) -> Iterator[Problem]:
    scale, given = framework.scale_of(criterion), criterion.anchors
    if given and len(given) != len(scale.anchors):
        counts = {"given": len(given), "expected": len(scale.anchors)}
        yield source.problem(ProblemKind.ANCHOR_COUNT, path, scale=scale.code, **counts)
    for index, text in enumerate(given):
        if any(text.get(language) == other.get(language) for other in given[:index] for language in ("fr", "en")):
            yield source.problem(ProblemKind.SAME_ANCHOR, (*path, index))


def _mappings(framework: Framework, source: Source, targets: Mapping[str, Target]) -> Iterator[Problem]:
    elsewhere = [reference.code for reference in framework.references]
    for first, theme in enumerate(framework.themes):
        for second, criterion in enumerate(theme.criteria):
            for third, mapping in enumerate(criterion.mappings):
                path = ("themes", first, "criteria", second, "mappings", third)
                target = targets.get(mapping.target)
                if any(mapping.same_link(other) for other in criterion.mappings[:third]):
                    yield source.problem(
                        ProblemKind.DUPLICATE_MAPPING, (*path, "code"), value=mapping.code, target=mapping.target
                    )
                if mapping.target in elsewhere:
                    continue
                if target is None:
                    yield source.problem(
                        ProblemKind.UNKNOWN_TARGET,
                        (*path, "target"),
                        value=mapping.target,
                        allowed=", ".join([*targets, *elsewhere]),
                    )
                elif mapping.code not in target.codes:
                    yield source.problem(
                        ProblemKind.UNKNOWN_ENTRY, (*path, "code"), value=mapping.code, target=target.code
                    )


def _rules(framework: Framework, source: Source) -> Iterator[Problem]:
    for first, rule in enumerate(framework.applicability):
        for second, code in enumerate(rule.not_applicable):
            if code not in framework.codes:
                path = ("applicability", first, "not_applicable", second)
                yield source.problem(ProblemKind.UNKNOWN_CRITERION, path, value=code)
        for second, condition in enumerate(rule.when):
            if expected := _expected(condition):
                yield source.problem(
                    ProblemKind.CONDITION_VALUE,
                    ("applicability", first, "when", second, "value"),
                    fact=condition.fact,
                    expected=expected.label,
                )


def _expected(condition: Condition) -> Expected | None:
    """Return what should have been given, if this is not it."""
    families = get_args(LegalFamily)
    if condition.fact != "legal_family":
        return None if isinstance(condition.value, int) and condition.operator != "in" else Expected.INTEGER
    if condition.operator == "in":
        return None if isinstance(condition.value, tuple) and {*condition.value} <= {*families} else Expected.FAMILIES
    return None if condition.value in families and condition.operator in ("==", "!=") else Expected.FAMILY


def _terms(framework: Framework, source: Source) -> Iterator[Problem]:
    known = {term.code for term in framework.terms}
    for path, text in _texts(framework, ()):
        for language in ("fr", "en"):
            if stray_brace(text.get(language)):
                yield source.problem(ProblemKind.STRAY_BRACE, (*path, language))
            for name in placeholders(text.get(language)):
                if path[0] == "terms":
                    yield source.problem(ProblemKind.TERM_IN_TERM, (*path, language), value=name)
                elif name not in known:
                    yield source.problem(ProblemKind.UNKNOWN_TERM, (*path, language), value=name)


def _texts(part: object, path: Path) -> Iterator[tuple[Path, Text]]:
    if isinstance(part, Text):
        yield path, part
    elif isinstance(part, tuple):
        for index, item in enumerate(part):
            yield from _texts(item, (*path, index))
    elif isinstance(part, dict):
        for key, item in part.items():
            yield from _texts(item, (*path, key))
    elif isinstance(part, Part):
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name), (*path, name))
