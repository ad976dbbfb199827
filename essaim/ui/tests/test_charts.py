import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from essaim.ui import gallery_drawings
from essaim.ui.charts import bars, codes, comb, hexagons, priority_matrix, radar, swarm

BESIDE_WORDS = {"cells", "heaps", "code_drawing"}
SINGLE = {name: draw for name, draw in gallery_drawings.DRAWINGS.items() if name not in BESIDE_WORDS}


def area(points):
    following = [*points[1:], points[0]]
    return abs(sum(x * b - a * y for (x, y), (a, b) in zip(points, following, strict=True))) / 2


def cell(state="answered", level=2, **rest):
    return comb.CombCell("A-1", "Title", state, level, **rest)


def one(*cells, this_year=True):
    return comb.Comb("Title", "Description", (comb.CombTheme("A", "Theme", cells, this_year),))


def count(drawing, css):
    return len(re.findall(rf'class="[^"]*\b{css}\b(?!-)', drawing))


@pytest.mark.parametrize("name", SINGLE)
def test_a_drawing_has_a_title_a_description_and_no_inline_style(name):
    svg = ElementTree.fromstring(SINGLE[name]())
    names = svg.attrib["aria-labelledby"].split()
    assert [child.attrib["id"] for child in list(svg)[:2]] == names
    assert svg.attrib["role"] == "img"
    assert [node.tag for node in svg.iter() if "style" in node.attrib or node.tag in ("style", "script")] == []


@pytest.mark.parametrize("name", SINGLE)
def test_nothing_is_written_outside_a_drawing(name):
    drawing = SINGLE[name]()
    width, height = map(float, re.search(r'viewBox="0 0 (\S+) (\S+)"', drawing).groups())
    assert width >= 320
    assert height > 100


@pytest.mark.parametrize("parts", [1, 2, 3, 4, 5, 6, 7, 11])
def test_the_parts_of_a_cell_have_the_same_area(parts):
    edges = [hexagons.SIDES * place / parts for place in range(parts + 1)]
    areas = [area([(0, 0), *hexagons.rim(*pair)]) for pair in pairwise(edges)]
    assert max(areas) - min(areas) < 1e-9


@pytest.mark.parametrize("themes", range(1, 13))
def test_a_comb_sets_from_one_to_twelve_cells_that_do_not_touch(themes):
    centres, (width, height) = hexagons.centres(themes)
    near = [
        1 for place, (x, y) in enumerate(centres) for a, b in centres[:place] if (x - a) ** 2 + (y - b) ** 2 < 3 - 1e-9
    ]
    assert len(centres) == themes
    assert near == []
    assert all(0.8 < x < width - 0.8 and 1 <= y <= height - 1 for x, y in centres)


@pytest.mark.parametrize("level", range(5))
def test_a_part_is_filled_by_its_level_and_says_its_number(level):
    drawing = comb.draw(one(cell(level=level), cell(level=0)))
    assert count(drawing, "comb-step") == level
    assert f">{level}</text>" in drawing


def test_another_scale_is_brought_to_four_steps_and_keeps_its_own_number():
    drawing = comb.draw(one(cell(level=5, top=10), cell(level=0)))
    assert count(drawing, "comb-step") == 2
    assert ">5</text>" in drawing


@pytest.mark.parametrize(
    ("state", "hatched", "planned", "outlined", "said"),
    [
        ("unanswered", 1, 0, 0, []),
        ("unknown", 1, 0, 0, ["?"]),
        ("planned", 0, 1, 0, ["0"]),
        ("not_concerned", 0, 0, 1, ["–"]),
    ],
)
def test_the_four_silences_are_drawn_differently(state, hatched, planned, outlined, said):
    drawing = comb.draw(one(cell(state, None), cell(level=4)))
    assert drawing.count('fill="url(#comb-hatch)"') == hatched
    assert count(drawing, "comb-planned") == planned
    assert count(drawing, "comb-out") == outlined
    assert re.findall(r">([^<>]+)</text>", drawing) == [*said, "4", "A"]


def test_crucial_is_thicker_and_another_year_paler():
    assert count(comb.draw(one(cell(crucial=True), cell())), "comb-crucial") == 1
    assert count(comb.draw(one(cell(), this_year=False)), "comb-later") == 1


def test_past_sixty_parts_a_cell_shows_how_its_levels_are_spread():
    drawing = comb.draw(one(*[cell(level=1)] * 40, *[cell(level=3)] * 21))
    assert re.findall(r">([^<>]+)</text>", drawing) == ["1", "3", "A"]


def test_a_small_cell_has_no_words():
    drawing = comb.draw_one(one(cell()).themes[0], title="Theme", ident="small")
    assert "<text" not in drawing


@pytest.mark.parametrize(("parts", "shapes"), [(20, 20), (21, 1), (300, 1)])
def test_a_small_cell_with_many_parts_shows_how_they_are_spread(parts, shapes):
    theme = comb.CombTheme("A", "A", (cell(),) * parts)
    assert count(comb.draw_one(theme, title="Theme", ident="small"), "comb-empty") == shapes


def test_labels_are_escaped():
    assert "<b>" not in comb.draw(one(cell(words="<b>"), comb.CombCell("<b>", "<b>", "unanswered")))


def test_the_radar_breaks_where_nothing_is_known():
    axes = [radar.RadarAxis("A", value) for value in (10, None, 30, 40)]
    drawing = radar.draw(radar.Radar("Title", "Description", tuple(axes)))
    assert count(drawing, "radar-point") == 3
    assert count(drawing, "radar-open") == 1


def test_a_radar_where_nothing_is_known_draws_its_axes_alone():
    drawing = radar.draw(radar.Radar("T", "D", tuple(radar.RadarAxis("A", None) for _ in range(3))))
    assert count(drawing, "radar-point") == 0


def test_a_bar_without_value_is_hatched_not_empty():
    drawing = bars.draw(bars.Bars("T", "D", (bars.Bar("A", "no answer"),)))
    assert drawing.count("url(#bars-hatch)") == 1


def test_a_note_goes_below_its_label_where_one_line_has_no_room_for_both():
    short, long = (bars.Bar("Théorie" * times, "44,4 sur 100, 3 réponses sur 3") for times in (1, 5))
    placed = [re.findall(r'<text[^>]* y="(\d+)"', bars.draw(bars.Bars("T", "D", (bar,)))) for bar in (short, long)]
    assert placed == [["13", "13"], ["13", "28"]]


def test_the_matrix_grows_with_its_fullest_cell():
    points = tuple(priority_matrix.MatrixPoint(f"A-{n}", "", 0, 0) for n in range(9))
    drawing = priority_matrix.draw(priority_matrix.PriorityMatrix("T", "D", ("x", "y"), ("a",), points))
    assert re.findall(r">(A-\d)</text>", drawing) == [point.code for point in points]


def test_a_code_is_one_path_of_square_modules_with_room_around_it():
    drawn = codes.qr("https://exemple.org/a/1", label="Code <du> lien")
    size = int(drawn.split('viewBox="0 0 ')[1].split()[0])
    modules = [tuple(map(int, one.split("h")[0].split())) for one in drawn.split('d="M')[1].split('"')[0].split("M")]
    assert {min(places) for places in zip(*modules, strict=True)} == {4}
    assert {max(places) for places in zip(*modules, strict=True)} == {size - 5}
    assert 'aria-label="Code &lt;du&gt; lien"' in drawn


@pytest.mark.parametrize(("count", "cells"), [(0, 0), (1, 1), (2, 2), (35, 35), (36, 18), (200, 34)])
def test_a_heap_has_a_cell_a_person_or_one_for_several_when_they_are_many(count, cells):
    assert swarm.heap(count, 0, largest=count).count('class="cell-rim"') == cells


def test_heaps_beside_one_another_stand_on_the_same_ground():
    heights = {re.search(r'viewBox="([^"]+)"', swarm.heap(count, 2, largest=11))[1] for count in (0, 1, 5, 11)}
    assert len(heights) == 1


STATES = ("planned", "unknown", "not_concerned")


def test_a_heap_tells_levels_and_states_by_what_is_in_its_cells():
    marks = [
        re.findall(r"cell-step-\d|comb-planned|comb-out|>\?<", swarm.heap(1, kind, largest=1))
        for kind in (0, 2, *STATES)
    ]
    assert marks == [[], ["cell-step-2", "cell-step-1"], ["comb-planned"], [">?<"], ["comb-out"]]
