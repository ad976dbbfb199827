import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[1] / "css"
GROUNDS = ["paper", "raised", "sunk"]
TINTS = ["teal-tint", "honey-tint", "leaf-tint", "brick-tint", "plum-tint", "slate-tint"]
TEXTS = ["ink", "ink-soft", "teal", "honey-text", "leaf", "brick", "plum", "slate"]
WRITTEN = [(text, ground) for text in TEXTS for ground in GROUNDS + TINTS]
WRITTEN += [("on-action", "action"), ("on-action", "action-strong"), ("on-danger", "danger"), ("danger", "paper")]
WRITTEN += [
    ("on-deep", "deep"),
    ("on-deep-soft", "deep"),
    ("deep-honey", "deep"),
    ("on-deep-honey", "deep-honey"),
    ("action-strong", "teal-tint"),
]
SHAPES = [("line-strong", ground) for ground in [*GROUNDS, "empty"]]
SHAPES += [("honey", "paper"), ("action", "paper"), ("level-4", "empty"), ("level-3", "paper")]


def colours(name):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (CSS / name).read_text()))


SCHEMES = {"light": colours("tokens.css"), "dark": colours("dark.css")}


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(scheme, first, second):
    lights = sorted((luminance(SCHEMES[scheme][name]) for name in (first, second)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_is_readable_on_every_ground(scheme):
    assert [pair for pair in WRITTEN if contrast(scheme, *pair) < 4.5] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_edges_that_mean_something_are_seen(scheme):
    shapes = [pair for pair in SHAPES if contrast(scheme, *pair) < 3]
    assert shapes == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_each_step_of_a_level_is_told_in_grey_from_the_next(scheme):
    steps = [contrast(scheme, f"level-{step}", f"level-{step + 1}") for step in (1, 2, 3)]
    assert [step for step in steps if step < 1.25] == []


def test_the_dark_twin_names_only_colours_of_the_light_one():
    assert set(SCHEMES["dark"]) == set(SCHEMES["light"])


def test_no_sheet_writes_a_colour_that_is_not_a_token():
    bare = {path.name: re.findall(r"#[0-9a-f]{3,6}\b", path.read_text()) for path in CSS.glob("*.css")}
    assert {name: found for name, found in bare.items() if found and name not in {"tokens.css", "dark.css"}} == {
        "modes.css": ["#fff", "#fff", "#fff", "#fff", "#000", "#333", "#000", "#999", "#fff", "#000"]
    }
