"""What a version says of a criterion, of a theme and of the whole, piece by piece, each with its name."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from essaim.apps.frameworks.enums import Answer, Direction, Rewording

from .content import Card, Facilitation, Indicator, Practice, Stakes
from .document import Anchor, Condition, Criterion, Framework, Rule, Term, Theme
from .document import Mapping as Correspondence
from .parts import Text, Work
from .prerequisites import AskedWhen, Prerequisite
from .targets import Target

Name: TypeAlias = int | Text | None
Said: TypeAlias = Text | Answer | Direction | tuple[Text, ...] | None
Facts: TypeAlias = dict[tuple[Rewording, Name], Said]


def heart_of(framework: Framework, criterion: Criterion) -> Facts:
    """Return the question, what names it and explains it, and its levels by value: what an answer is given to.

    A level is what it says. How a scale calls it is told once, of the scale: no practice changes with it.
    """
    return {
        (Rewording.TITLE, None): criterion.title,
        (Rewording.QUESTION, None): criterion.question,
        (Rewording.HELP, None): criterion.help,
        **{(Rewording.LEVEL, one.value): one.text for one in framework.anchors_of(criterion)},
    }


def surroundings_of(framework: Framework, criterion: Criterion, targets: Mapping[str, Target]) -> Facts:
    """Return the rest: how it counts, where it stands, what helps to understand it and to progress, its links."""
    theme = framework.theme_of(criterion.code)
    sections = {one.code: one.title for one in theme.sections}
    groups = {one.code: one.title for one in framework.groups}
    reading = criterion.plain_reading
    return {
        (Rewording.ESSENTIAL, None): Answer.YES if criterion.essential else Answer.NO,
        (Rewording.WEIGHT, None): _number(criterion.weight),
        (Rewording.SCALE, None): _plain(framework.scale_of(criterion).code),
        (Rewording.SECTION, None): _joined(" › ", (sections.get(one, _plain(one)) for one in criterion.path)),
        (Rewording.GROUP, None): tuple(groups.get(one, _plain(one)) for one in criterion.groups),
        (Rewording.ASKED, None): _asked(criterion.asked_when) if criterion.asked_when else None,
        **_stakes(criterion.stakes),
        (Rewording.PRACTICE, None): _practices(criterion.practices),
        (Rewording.FIRST_STEP, None): criterion.first_step,
        **_indicators(criterion.indicators),
        (Rewording.EVIDENCE, None): criterion.evidence,
        (Rewording.PLAIN, None): criterion.plain_question,
        (Rewording.READING, None): _joined(" – ", (_plain(f"{reading.date}"), reading.by)) if reading else None,
        **_facilitation(criterion.facilitation),
        **_links(framework, criterion.mappings, targets),
    }


def theme_facts(theme: Theme, kept: Iterable[str]) -> Facts:
    """Return what a theme says besides its criteria; `kept` names those whose order is told."""
    card = theme.card or Card(about=theme.summary)
    return {
        (Rewording.TITLE, None): theme.title,
        (Rewording.LEGAL_TITLE, None): theme.legal_title,
        (Rewording.SUMMARY, None): theme.summary,
        (Rewording.FALLBACK, None): _plain(theme.essential_fallback) if theme.essential_fallback else None,
        (Rewording.ABOUT, None): card.about if theme.card else None,
        (Rewording.IDEA, None): card.key_ideas,
        **_stakes(card.stakes),
        (Rewording.PRACTICE, None): _practices(card.practices),
        (Rewording.FURTHER, None): _works(card.further),
        (Rewording.SECTION, None): tuple(_titled(one.title, one.summary) for one in theme.sections),
        (Rewording.ORDER, None): _order(one.code for one in theme.criteria if one.code in set(kept)),
    }


def framework_facts(framework: Framework, kept: Iterable[str]) -> Facts:
    """Return what a version says as a whole; `kept` names the themes whose order is told."""
    return {
        (Rewording.TITLE, None): framework.title,
        (Rewording.DESCRIPTION, None): framework.description,
        (Rewording.LICENCE, None): _plain(framework.licence),
        (Rewording.NOTE, None): framework.notes,
        (Rewording.SOURCE, None): _works(framework.sources),
        **{(Rewording.SCALE, _plain(one.code)): _scale(one.description, one.anchors) for one in framework.scales},
        (Rewording.RULE, None): tuple(_rule(one) for one in framework.applicability),
        **{(Rewording.TERM, _plain(one.code)): _term(one) for one in framework.terms},
        (Rewording.GROUP, None): tuple(_titled(one.title, one.summary) for one in framework.groups),
        (Rewording.REFERENCE, None): tuple(_titled(one.title, _plain(one.urn or "")) for one in framework.references),
        (Rewording.ORDER, None): _order(one.code for one in framework.themes if one.code in set(kept)),
    }


def _both(french: str, english: str) -> Text:
    """Return words made of a file's words; together they may be longer than one text of a file."""
    return Text.model_construct(fr=french, en=english)


def _plain(words: str) -> Text:
    return _both(words, words)


def _joined(sign: str, parts: Iterable[Text | None]) -> Text | None:
    said = [part for part in parts if part and part.fr]
    return _both(sign.join(one.fr for one in said), sign.join(one.en for one in said)) if said else None


def _titled(title: Text, words: Text | None) -> Text:
    return _joined(" – ", (title, words)) or title


@lru_cache(maxsize=4096)
def _level(anchor: Anchor) -> Text:
    return _titled(anchor.label, anchor.text)


def _number(value: Decimal) -> Text:
    figure = f"{value.normalize():f}"
    return _both(figure.replace(".", ","), figure)


def _order(codes: Iterable[str]) -> Text:
    return _plain(", ".join(codes))


def _scale(description: Text | None, anchors: Iterable[Anchor]) -> tuple[Text, ...]:
    levels = tuple(_titled(_plain(str(one.value)), _level(one)) for one in anchors)
    return (description, *levels) if description else levels


def _stakes(stakes: Stakes | None) -> Facts:
    return {
        (Rewording.OURS, None): stakes.organisation if stakes else None,
        (Rewording.SOCIETY, None): stakes.society if stakes else None,
    }


def _practices(practices: Iterable[Practice]) -> tuple[Text, ...]:
    return tuple(_joined(" – ", (one.domain, one.text, one.setting)) or one.text for one in practices)


def _indicators(indicators: Iterable[Indicator]) -> Facts:
    facts: Facts = {}
    for one in indicators:
        told = _joined(" – ", (one.definition, one.unit, one.frequency, one.where))
        facts[Rewording.INDICATOR, one.name] = told
        facts[Rewording.DIRECTION, one.name] = Direction(one.direction)
    return facts


def _facilitation(note: Facilitation | None) -> Facts:
    return {
        (Rewording.OPENING, None): note.opening if note else None,
        (Rewording.EXAMPLE, None): note.example if note else None,
        (Rewording.MOVE_ON, None): note.move_on if note else None,
    }


def _links(framework: Framework, mappings: Iterable[Correspondence], targets: Mapping[str, Target]) -> Facts:
    titles = {one.code: one.title for one in framework.references}
    titles |= {one.code: one.title for one in targets.values()}
    found: dict[str, list[Text]] = {}
    for one in mappings:
        found.setdefault(one.target, []).append(_titled(_plain(one.code), one.note))
    return {(Rewording.LINK, titles.get(code, _plain(code))): tuple(links) for code, links in found.items()}


def _works(works: Iterable[Work]) -> tuple[Text, ...]:
    return tuple(_titled(one.title, _plain(one.url or "")) for one in works)


def _rule(rule: Rule) -> Text:
    when = " + ".join(_condition(one) for one in rule.when)
    return _joined(" – ", (rule.reason, _plain(f"{', '.join(rule.not_applicable)} ({when})"))) or rule.reason


def _condition(condition: Condition) -> str:
    value = condition.value
    said = ", ".join(value) if isinstance(value, tuple) else str(value)
    return f"{condition.fact} {condition.operator} {said}"


def _asked(asked: AskedWhen) -> Text:
    some = " / ".join(_prerequisite(one) for one in asked.any)
    return _plain(" + ".join([*(_prerequisite(one) for one in asked.all), *([f"({some})"] if some else [])]))


def _prerequisite(one: Prerequisite) -> str:
    bounds = [f"{sign} {value}" for sign, value in ((">=", one.at_least), ("<=", one.at_most)) if value is not None]
    return " ".join([one.answer_to, *bounds, *([f"in {', '.join(map(str, one.among))}"] if one.among else [])])


def _term(term: Term) -> tuple[Text, ...]:
    return (term.default, *(_titled(_plain(family), words) for family, words in term.families.items()))
