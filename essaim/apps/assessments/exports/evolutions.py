"""Years side by side, in words: where each practice stood and stands, theme by theme, with what it rests on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.apps.assessments.enums import NotCompared
from essaim.apps.assessments.exports import combs, words
from essaim.apps.assessments.models import Annotation, Assessment
from essaim.apps.assessments.queries import Evolution
from essaim.apps.assessments.rules import Line, Result, Track
from essaim.apps.assessments.rules.distributions import distribution
from essaim.apps.frameworks.rules import Framework
from essaim.ui.charts import years as drawings

NAMED = 3


@dataclass(frozen=True, slots=True)
class Panel:
    """A theme through the years: its drawing, its practices, its line where figures can be told."""

    code: str
    title: str
    line: Line | None
    tracks: tuple[Track, ...]
    drawing: SafeString
    rests_on: str


def year_names(assessments: Sequence[Assessment]) -> tuple[str, ...]:
    """Return the name of each year, with its month where one year has two."""
    days = [timezone.localtime(one.started_at).date() for one in assessments]
    shared = Counter(day.year for day in days)
    return tuple(str(day.year) if shared[day.year] == 1 else date_format(day, "M Y") for day in days)


def title_of(evolution: Evolution, code: str) -> str:
    """Return what a criterion is called in the last version that has it."""
    found = next(one for one in reversed(evolution.frameworks) if code in one.codes)
    return words.said(found.criterion(code).title)


def sentences(evolution: Evolution) -> list[str]:
    """Say what moved up, what stands lower, what is new or no longer looked at."""
    told = [(track, track.difference or 0) for track in evolution.comparison.tracks]
    up = [track.code for track, way in sorted(told, key=lambda row: -row[1]) if way > 0]
    down = [track.code for track, way in sorted(told, key=lambda row: row[1]) if way < 0]
    return [_risen(evolution, up), _lower(evolution, down), _met(evolution)]


def _risen(evolution: Evolution, codes: Sequence[str]) -> str:
    if not codes:
        return _("None of the practices you looked at again has changed for a higher level yet.")
    told = ngettext(
        "%(count)d practice has moved up: %(names)s.", "%(count)d practices have moved up: %(names)s.", len(codes)
    )
    return told % {"count": len(codes), "names": _named(evolution, codes)}


def _lower(evolution: Evolution, codes: Sequence[str]) -> str:
    if not codes:
        return _("None stands lower than before.")
    told = ngettext(
        "%(count)d practice stands lower than before, and is worth talking over: %(names)s.",
        "%(count)d practices stand lower than before, and are worth talking over: %(names)s.",
        len(codes),
    )
    return told % {"count": len(codes), "names": _named(evolution, codes)}


def _met(evolution: Evolution) -> str:
    reasons = Counter(evolution.comparison.left_out.values())
    told = []
    if new := reasons[NotCompared.LATER_ONLY]:
        told.append(
            ngettext(
                "%(count)d practice is looked at for the first time.",
                "%(count)d practices are looked at for the first time.",
                new,
            )
            % {"count": new}
        )
    if gone := reasons[NotCompared.EARLIER_ONLY]:
        told.append(
            ngettext("%(count)d practice is no longer looked at.", "%(count)d practices are no longer looked at.", gone)
            % {"count": gone}
        )
    return " ".join(told) or _("The same practices were looked at each time.")


def _named(evolution: Evolution, codes: Sequence[str]) -> str:
    names = [_("“%(title)s”") % {"title": title_of(evolution, code)} for code in codes[:NAMED]]
    if more := len(codes) - len(names):
        names.append(ngettext("%(count)d other", "%(count)d others", more) % {"count": more})
    return get_text_list(names, _("and"))


def panels(evolution: Evolution, annotations: Sequence[Annotation]) -> list[Panel]:
    """Return each theme with a practice that was given a level twice, in the order of the last version."""
    by_theme: dict[str, list[Track]] = {}
    for track in evolution.comparison.tracks:
        by_theme.setdefault(track.theme, []).append(track)
    lines = {line.code: line for line in evolution.comparison.themes}
    steps, marks = _steps(evolution), tuple(_marks(evolution.assessments, annotations))
    names = year_names(evolution.assessments)
    return [
        Panel(
            code,
            title := words.said(_with_theme(evolution.frameworks, code).theme(code).title),
            lines.get(code),
            tuple(own),
            drawings.draw(
                drawings.Years(title, _described(own), names, steps, _levels(own), marks, ident=f"years-{code}")
            ),
            rests_on(own, lines.get(code)),
        )
        for code, own in by_theme.items()
    ]


def rests_on(tracks: Sequence[Track], line: Line | None) -> str:
    """Say how many practices were given a level in two years, and in all the years of their theme."""
    total = len(tracks) if line is None else max(line.applicable, len(tracks))
    counted = ngettext(
        "%(count)d practice compared out of %(total)d", "%(count)d practices compared out of %(total)d", len(tracks)
    )
    return counted % {"count": len(tracks), "total": total}


def theme_rows(evolution: Evolution, shown: Iterable[Panel]) -> tuple[list[str], list[list[str]]]:
    """Return the twin of the drawings: how the practices of each theme stood each year, and what this rests on."""
    headers = [_("Theme"), *year_names(evolution.assessments), _("What this rests on")]
    return headers, [[one.title, *_years_of(evolution, one), one.rests_on] for one in shown]


def _years_of(evolution: Evolution, panel: Panel) -> Iterator[str]:
    scales = evolution.frameworks[-1].scales
    for place in range(len(evolution.assessments)):
        looks = [look for track in panel.tracks if (look := track.looks[place]) and look.score is not None]
        told = words.in_words(distribution(looks, scales)) if looks else _("not looked at")
        score = panel.line.scores[place] if panel.line and panel.line.shows_figure else None
        if score is not None:
            told = _("%(levels)s (%(score)s out of 100)") % {"levels": told, "score": words.figure(score)}
        yield told


def _with_theme(frameworks: Sequence[Framework], code: str) -> Framework:
    return next(one for one in reversed(frameworks) if code in {theme.code for theme in one.themes})


def _levels(tracks: Iterable[Track]) -> tuple[drawings.Track, ...]:
    return tuple(tuple(None if score is None else round(score / 25) for score in track.scores) for track in tracks)


def _steps(evolution: Evolution) -> tuple[str, ...]:
    """Return the levels in words, from the lowest; nothing where the practices are on several scales."""
    scales = {track.latest.scale.code: track.latest.scale for track in evolution.comparison.tracks}
    if len(scales) != 1:
        return ("",) * (drawings.STEPS + 1)
    (scale,) = scales.values()
    labels = {combs.quarters(anchor.value, scale): words.said(anchor.label) for anchor in scale.anchors}
    return tuple(labels.get(step, "") for step in range(drawings.STEPS + 1))


def _described(tracks: Iterable[Track]) -> str:
    ways = [track.difference or 0 for track in tracks]
    counts = {"up": sum(way > 0 for way in ways), "down": sum(way < 0 for way in ways), "same": ways.count(0)}
    return (
        _("Practices by level, year by year. Moved up: %(up)d. Lower: %(down)d. At the same level: %(same)d.") % counts
    )


def _marks(assessments: Sequence[Assessment], annotations: Iterable[Annotation]) -> Iterator[drawings.Mark]:
    """Yield the events that fall between the first year and the last; each keeps its number in the list."""
    days = [timezone.localtime(one.started_at).date() for one in assessments]
    for number, one in enumerate(annotations, start=1):
        if days[0] <= one.happened_on <= days[-1]:
            yield drawings.Mark(number, _place(days, one.happened_on))


def _place(days: Sequence[date], day: date) -> float:
    """Return where a day stands between the years."""
    for place, (start, end) in enumerate(pairwise(days)):
        if start <= day < end:
            return place + (day - start).days / (end - start).days
    return float(len(days) - 1)


def left_out(evolution: Evolution) -> dict[str, list[str]]:
    """Return the titles of what is not compared, by reason in words."""
    found: dict[str, list[str]] = {}
    reasons: Mapping[str, NotCompared] = evolution.comparison.left_out
    for code, reason in sorted(reasons.items(), key=lambda item: list(NotCompared).index(item[1])):
        found.setdefault(str(reason.label), []).append(title_of(evolution, code))
    return found


@dataclass(frozen=True, slots=True)
class Year:
    """One of the years compared, with what its own figures rest on and the whole on what all share."""

    assessment: Assessment
    name: str
    result: Result
    score: Fraction | None


def years(evolution: Evolution) -> list[Year]:
    """Return the years with their method, version and coverage; `score` rests on what all of them share."""
    names, scores = year_names(evolution.assessments), evolution.comparison.overall.scores
    rows = zip(evolution.assessments, names, evolution.results, scores, strict=True)
    return [Year(one, name, result, score) for one, name, result, score in rows]
