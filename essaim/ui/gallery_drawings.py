"""The drawings of the gallery, on invented figures."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from essaim.ui.charts import bars, codes, comb, priority_matrix, radar, swarm, years

# A code, then a letter a part: a level, p planned, ? unknown, . unanswered, - not concerned; ! before a crucial one.
SHORT = {
    "DEM": "2!3124", "STR": "3!12.", "LOC": "420p", "EMP": "13!2-?1", "USE": "3!4212",
    "EQU": "01!20", "ENV": "!1.0?", "ETH": "422",
}  # fmt: skip
STATES = {"p": "planned", "?": "unknown", ".": "unanswered", "-": "not_concerned"}


def words() -> dict[str, str]:
    """Return how each mark of the samples is said."""
    return {
        "0": _("Not yet"),
        "1": _("First steps"),
        "2": pgettext("practice", "Organised"),
        "3": pgettext("practice", "Established"),
        "4": pgettext("practice", "Reviewed and shared"),
        "p": _("Not yet, but planned"),
        "?": _("Don’t know"),
        ".": _("No answer yet"),
        "-": _("Not concerned"),
    }


def legend() -> list[tuple[int | str | None, str]]:
    """Return what each kind of cell means, as the `legend` component takes it."""
    said = words()
    levels: list[tuple[int | str | None, str]] = [(level, f"{level} · {said[str(level)]}") for level in range(5)]
    return [*levels, ("planned", said["p"]), (None, said["."]), ("not_concerned", said["-"]), ("crucial", _("Crucial"))]


def theme(code: str, marks: str, *, this_year: bool = True) -> comb.CombTheme:
    """Return a sample theme from its marks."""
    said, crucial = words(), False
    cells: list[comb.CombCell] = []
    for mark in marks:
        if mark == "!":
            crucial = True
            continue
        state: Any = STATES.get(mark, "answered")
        level = int(mark) if state == "answered" else None
        number = f"{code}-{len(cells) + 1}"
        cells.append(comb.CombCell(number, "", state, level, crucial=crucial, words=said[mark]))
        crucial = False
    return comb.CombTheme(code, titles()[code], tuple(cells), this_year)


def titles() -> dict[str, str]:
    """Return the titles of the sample themes."""
    return {
        "DEM": _("Democracy"),
        "STR": _("Strategy"),
        "LOC": _("Local life"),
        "EMP": _("Employment"),
        "USE": _("Users and needs"),
        "EQU": _("Equality"),
        "ENV": _("Environment"),
        "ETH": _("Ethics"),
    }


def sample_comb(ident: str = "gallery-comb") -> Any:
    """Return the comb of eight themes, one of them kept for another year."""
    themes = tuple(theme(code, marks, this_year=code != "EQU") for code, marks in SHORT.items())
    description = _("Eight themes; the most advanced is Users and needs, there is most to do in Environment.")
    return comb.draw(comb.Comb(_("Where the practices stand"), description, themes, ident=ident))


def sample_spread() -> Any:
    """Return the comb of many parts: each theme shows how its levels are spread."""
    marks = ["00112233344", "1122222233", "0012333344", "11112222.", "0333344444", "2222233..", "0011122--"]
    themes = tuple(theme(code, spread) for code, spread in zip(SHORT, marks, strict=False))
    description = _("Seven themes; each part is as large as the answers of its level are many.")
    return comb.draw(comb.Comb(_("How the levels are spread"), description, themes, ident="gallery-spread"))


def sample_cells() -> list[Any]:
    """Return each theme as a small cell, with its title and its words."""
    return [
        (
            comb.draw_one(theme(code, marks), title=titles()[code], ident=f"gallery-cell-{code}"),
            titles()[code],
            _("%(done)d answers out of %(all)d")
            % {"done": sum(map(str.isdigit, marks)), "all": len(marks) - marks.count("!")},
        )
        for code, marks in SHORT.items()
    ]


def sample_radar() -> Any:
    """Return the radar with a gap and another year."""
    values = [(60, 45), (53, 50), (52, 40), (44, 38), (60, 62), (31, None), (None, 25), (67, 50)]
    axes = tuple(radar.RadarAxis(title, *pair) for title, pair in zip(titles().values(), values, strict=True))
    return radar.draw(
        radar.Radar(_("Eight themes"), _("From 0 to 100; the dashes are last year’s."), axes, ident="gallery-radar")
    )


def sample_bars() -> Any:
    """Return three spreads of levels and one row where nothing is known."""

    def spread(counts: str) -> tuple[bars.Segment, ...]:
        kinds: list[Any] = ["0", "1", "2", "3", "4", "unanswered"]
        return tuple(bars.Segment(int(n), kind, n) for n, kind in zip(counts, kinds, strict=True) if n != "0")

    rows = tuple(
        bars.Bar(titles()[code], note, segments=spread(counts))
        for code, counts, note in (
            ("DEM", "011210", _("5 answers out of 5")),
            ("EMP", "120201", _("5 answers out of 6")),
            ("ENV", "101002", _("2 answers out of 4")),
        )
    )
    description = _("Each row is cut by level, from not yet to reviewed and shared.")
    return bars.draw(bars.Bars(_("Levels by theme"), description, rows, top=6, ident="gallery-bars"))


def sample_matrix() -> Any:
    """Return the matrix: five steps by four degrees of importance."""
    columns = (*list(words().values())[:4], pgettext("practice", "Shared"))
    rows = (_("Crucial"), _("Important"), _("Useful"), _("Minor"))
    placed = (
        "ENV-1 1 0, EQU-2 1 0, DEM-2 3 0, STR-2 1 1, EMP-1 1 1, LOC-3 0 1, DEM-3 1 2, USE-3 2 2, ETH-1 4 2, USE-4 1 3"
    )
    points = tuple(
        priority_matrix.MatrixPoint(code, "", int(column), int(row), first=column < "2" and row < "2")
        for code, column, row in map(str.split, placed.split(", "))
    )
    description = _("What matters much and is little done stands at the top left.")
    return priority_matrix.draw(
        priority_matrix.PriorityMatrix(
            _("What to look at first"), description, columns, rows, points, ident="gallery-matrix"
        )
    )


def sample_years() -> Any:
    """Return three years of one theme: two parts rise, one comes down, one was not looked at in between."""
    tracks = ((1, 2, 3), (1, 1, 2), (3, 3, 2), (2, None, 2), (0, 0, 0))
    description = _("Five practices over three years: two rise, one comes down, two stay where they were.")
    return years.draw(
        years.Years(
            titles()["LOC"],
            description,
            ("2024", "2025", "2026"),
            tuple(list(words().values())[:5]),
            tracks,
            (years.Mark(1, 0.4), years.Mark(2, 1.5)),
            ident="gallery-years",
        )
    )


def sample_swarm() -> list[Any]:
    """Return the heaps of a room of eighteen, each with what those people say."""
    said, counts = words(), (2, 7, 5, 3, 0, 1)
    kinds: tuple[swarm.Kind, ...] = (0, 1, 2, 3, 4, "unknown")
    heaps = zip(kinds, (*map(str, range(5)), "?"), counts, strict=True)
    return [(swarm.heap(count, kind, largest=max(counts)), said[mark], count) for kind, mark, count in heaps]


def sample_code() -> Any:
    """Return the code of an address that does not exist."""
    return codes.qr("https://essaim.example.org/r/ruche", label=_("Code of the address essaim.example.org/r/ruche"))


DRAWINGS: dict[str, Callable[[], Any]] = {
    "hero_drawing": lambda: sample_comb("gallery-hero"),
    "comb_drawing": sample_comb,
    "spread_drawing": sample_spread,
    "cells": sample_cells,
    "radar_drawing": sample_radar,
    "bars_drawing": sample_bars,
    "matrix_drawing": sample_matrix,
    "years_drawing": sample_years,
    "heaps": sample_swarm,
    "code_drawing": sample_code,
}
