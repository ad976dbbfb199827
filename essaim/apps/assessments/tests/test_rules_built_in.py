"""The scoring rule on the built-in referential itself, as it is published."""

from pathlib import Path

import pytest

from essaim.apps.assessments.enums import Scope
from essaim.apps.assessments.rules import assess
from essaim.apps.frameworks.rules import parse, parse_target

from .grids import ANYONE, PLANNED, VOLUNTEERS_ONLY, at

DATA = Path(__file__).resolve().parents[4] / "data" / "frameworks"


@pytest.fixture(scope="module")
def targets():
    return {path.stem: parse_target(path.read_bytes()) for path in sorted((DATA / "targets").glob("*.yaml"))}


@pytest.fixture(scope="module")
def essaim(targets):
    return parse((DATA / "essaim-35.yaml").read_bytes(), targets)


def test_the_overview_has_fifteen_criteria_and_the_whole_thirty_five(essaim):
    applicable = [assess(essaim, {}, scope=scope, profile=ANYONE).overall.applicable for scope in Scope][:2]
    assert applicable == [15, 35]


def test_a_volunteer_only_association_has_eight_themes_and_an_overall_figure(essaim):
    empty = assess(essaim, {}, scope=Scope.ESSENTIAL, profile=VOLUNTEERS_ONLY)
    assert [theme.code for theme in empty.themes if theme.applicable] == [theme.code for theme in essaim.themes]
    assert len(empty.themes) == 8
    answered = {one.code: at(3) for one in empty.criteria}
    overall = assess(essaim, answered, scope=Scope.ESSENTIAL, profile=VOLUNTEERS_ONLY).overall
    assert (overall.score, overall.coverage, overall.answered) == (75, 100, 13)


def test_every_subject_of_iso_26000_can_be_touched_by_practices_not_yet_there(essaim, targets):
    answers = dict.fromkeys(essaim.codes, PLANNED)
    links = assess(essaim, answers, scope=Scope.FULL, profile=ANYONE, targets=targets.values()).links
    assert (links["iso26000"].covered, links["iso26000"].total) == (37, 37)
    assert links["sdg"].total == 17
