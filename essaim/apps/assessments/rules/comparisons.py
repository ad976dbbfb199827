"""Years are compared only on what they looked at alike: a new question is neither progress nor decline."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from essaim.apps.assessments.enums import NotCompared, Scope, WhyNull

from .criteria import CriterionResult
from .results import FIGURE_FROM, Result
from .scores import Mark, Tally, tally, why_null

Look = CriterionResult | None
Scores = tuple[Fraction | None, ...]


class NotComparable(Exception):
    """Fewer than two results, or results that stand on different frameworks, or on different methods."""


@dataclass(frozen=True, slots=True)
class Track:
    """One criterion year by year, the oldest first; None where it was not looked at, or did not mean the same."""

    code: str
    theme: str
    looks: tuple[Look, ...]

    @property
    def scores(self) -> Scores:
        """Return its score in each year, 0–100."""
        return tuple(look.score if look else None for look in self.looks)

    @property
    def latest(self) -> CriterionResult:
        """Return the last look at it."""
        return next(look for look in reversed(self.looks) if look)

    @property
    def ends(self) -> tuple[CriterionResult, CriterionResult] | None:
        """Return the first and the last look that gave it a level; None with fewer than two."""
        told = [look for look in self.looks if look and look.score is not None]
        return (told[0], told[-1]) if len(told) > 1 else None

    @property
    def difference(self) -> Fraction | None:
        """Return the way between its ends, in points; None without two."""
        return _difference(self.scores)

    @property
    def is_in_every_year(self) -> bool:
        """Say whether each year gave it a level."""
        return None not in self.scores


@dataclass(frozen=True, slots=True)
class Line:
    """A theme, or the whole, year by year: scores, 0–100, all on the same criteria with the last year's weights.

    A theme not looked at in a year has None there; `answered` of `applicable` criteria have a level in all its years.
    """

    code: str
    scores: Scores
    answered: int
    applicable: int

    @property
    def difference(self) -> Fraction | None:
        """Return the way from its first year to its last, in points; None without two."""
        return _difference(self.scores)

    @property
    def shows_figure(self) -> bool:
        """Say whether people see the figures; under 3 criteria they see the levels in words."""
        return self.answered >= FIGURE_FROM


@dataclass(frozen=True, slots=True)
class Comparison:
    """Years on what they share; `tracks` have a level in two at least, `left_out` tells the others and why."""

    overall: Line
    why_null: WhyNull | None
    themes: tuple[Line, ...]
    tracks: tuple[Track, ...]
    left_out: Mapping[str, NotCompared]


def compare(years: Sequence[Result], *, changed: Sequence[Collection[str]] = ()) -> Comparison:
    """Compare results, the oldest first; `changed` holds the codes whose meaning moved from each year to the next.

    The whole rests on the criteria of all years; a theme on those of the years that gave it a level.
    """
    stands = {(year.framework, year.method) for year in years}
    if len(years) < 2 or len(stands) > 1:
        raise NotComparable(", ".join(sorted(" ".join(stand) for stand in stands)))
    raw = _raw(years)
    tracks = [_track(code, looks, [code in moved for moved in changed]) for code, looks in raw.items()]
    reasons = {track.code: _reason(track, raw[track.code]) for track in tracks}
    themes = _themes(years, tracks)
    whole, reason = _whole(years, tracks)
    return Comparison(
        overall=whole,
        why_null=reason,
        themes=themes,
        tracks=tuple(track for track in tracks if reasons[track.code] is None),
        left_out={code: why for code, why in reasons.items() if why},
    )


def _raw(years: Sequence[Result]) -> dict[str, tuple[Look, ...]]:
    """Return what each year says under each code, in the order of the last year, then of those before."""
    said = [{one.code: one for one in year.criteria} for year in years]
    codes = dict.fromkeys(code for year in reversed(said) for code in year)
    return {code: tuple(year.get(code) for year in said) for code in codes}


def _track(code: str, looks: tuple[Look, ...], moved: Sequence[bool]) -> Track:
    """Keep the looks that mean what the last one means."""
    last = max(place for place, look in enumerate(looks) if look)
    first = max((place + 1 for place, has_moved in enumerate(moved[:last]) if has_moved), default=0)
    kept = tuple(look if place >= first else None for place, look in enumerate(looks))
    return Track(code, next(look.theme for look in reversed(kept) if look), kept)


def _reason(track: Track, raw: tuple[Look, ...]) -> NotCompared | None:
    if track.ends:
        return None
    if sum(look is not None for look in raw) == 1:
        return NotCompared.LATER_ONLY if raw[-1] else NotCompared.EARLIER_ONLY
    if track.looks != raw:
        return NotCompared.MEANING_CHANGED
    applicable = sum(look.is_applicable for look in track.looks if look)
    return NotCompared.UNANSWERED if applicable > 1 else NotCompared.NOT_APPLICABLE


def _whole(years: Sequence[Result], tracks: Sequence[Track]) -> tuple[Line, WhyNull | None]:
    """Return the whole, on what all years share, and why it has no figure."""
    everywhere = range(len(years))
    line, last = _line(years[-1].framework, tracks, everywhere, len(years))
    scope = Scope.THEMES if Scope.THEMES in {year.scope for year in years} else years[-1].scope
    met = [track for track in tracks if _is_met(track, everywhere)]
    told = {track.theme for track in met if track.is_in_every_year}
    reason = why_null(last, scope=scope, missing_themes={track.theme for track in met} - told)
    if reason:
        return Line(line.code, (None,) * len(years), line.answered, line.applicable), reason
    return line, None


def _themes(years: Sequence[Result], tracks: Sequence[Track]) -> tuple[Line, ...]:
    order = dict.fromkeys(theme.code for year in reversed(years) for theme in year.themes)
    lines = []
    for code in order:
        own = [track for track in tracks if track.theme == code]
        told = [place for place in range(len(years)) if any(track.scores[place] is not None for track in own)]
        places = told if len(told) > 1 else range(len(years))
        lines.append(_line(code, own, places, len(years))[0])
    return tuple(line for line in lines if line.applicable)


def _line(code: str, tracks: Iterable[Track], places: Sequence[int], size: int) -> tuple[Line, Tally]:
    """Add up each of these years on the same criteria: those without a level in one count as open in all."""
    met = [track for track in tracks if _is_met(track, places)]
    rows = [(track.latest.weight, track.scores) for track in met]
    told = [(weight, None if None in [scores[place] for place in places] else scores) for weight, scores in rows]
    sums = {
        place: tally(Mark(weight, scores[place] if scores else None) for weight, scores in told) for place in places
    }
    scores = tuple(sums[place].score if place in sums else None for place in range(size))
    last = sums[places[-1]]
    return Line(code, scores, last.answered, last.applicable), last


def _is_met(track: Track, places: Iterable[int]) -> bool:
    looks = [track.looks[place] for place in places]
    return all(look is not None and look.is_applicable for look in looks)


def _difference(scores: Scores) -> Fraction | None:
    known = [score for score in scores if score is not None]
    return known[-1] - known[0] if len(known) > 1 else None
