"""A workbook holds what it was given, whatever people wrote; what differs is what was changed."""

from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from essaim.apps.assessments import exports, operations, queries, rules
from essaim.apps.assessments.enums import Scope, State
from essaim.apps.assessments.models import Answer
from essaim.apps.assessments.rules import filling
from essaim.apps.assessments.tests import grids
from essaim.apps.assessments.tests.factories import AT
from essaim.kernel import workbooks

FRAMEWORK = grids.framework(
    grids.theme("A", grids.criterion("A-1"), grids.criterion("A-2")),
    grids.theme("B", grids.criterion("B-1", scale="wide")),
    scales=(grids.PRACTICE, grids.scale(-10, 1, 12, code="wide")),
)
LEVELS = {"A-1": [0, 1, 2, 3, 4], "A-2": [0, 1, 2, 3, 4], "B-1": [-10, 1, 12]}
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60).map(str.strip)


@st.composite
def answers(draw, code):
    """Draw an answer as the database may hold one."""
    state = draw(st.sampled_from(State))
    level = draw(st.sampled_from(LEVELS[code])) if state == State.ANSWERED else None
    reason = draw(TEXTS) or ("x" if state == State.NOT_APPLICABLE else "")
    return Answer(
        criterion=code,
        state=state,
        level=level,
        reason=reason,
        importance=draw(st.sampled_from([None, 1, 2, 3, 4])),
        target=draw(st.sampled_from([None, *LEVELS[code]])),
        comment=draw(TEXTS),
        assignee=draw(TEXTS),
        next_step=draw(TEXTS),
        revision=draw(st.integers(1, 9)),
    )


SOME = st.fixed_dictionaries({}, optional={code: answers(code) for code in LEVELS})


def written(rows):
    said = {code: queries.said(row) for code, row in rows.items()}
    result = rules.assess(FRAMEWORK, said, scope=Scope.FULL, profile=grids.ANYONE)
    return exports.filling.written(
        FRAMEWORK, result.criteria, rows, mark=("essaim-answers/1", "x", "1"), title="Été", author="Nous", at=AT
    )


def read(content):
    sheets = workbooks.sheets(content)
    sheet = next(one for one in sheets.values() if filling.columns_of(one.rows[0]))
    known = queries.lexicons_of(FRAMEWORK)
    scales = {"A-1": "practice", "A-2": "practice", "B-1": "wide"}
    lexicon = {code: known[scale] for code, scale in scales.items()}
    columns = filling.columns_of(sheet.rows[0])
    return filling.read(sheet, columns, 2, lexicon=lexicon.get, lengths=operations.answering.LENGTHS)


@settings(deadline=None, max_examples=60)
@given(before=SOME, after=SOME, language=st.sampled_from(["fr", "en"]))
def test_what_comes_back_is_what_was_written_and_differs_by_what_was_changed(before, after, language):
    with translation.override(language):
        content = written(after)
    found = read(content)
    told = {code: filling.parts_of(after.get(code)) for code in LEVELS}
    was = {code: filling.parts_of(before.get(code)) for code in LEVELS}
    assert (found.problems, found.said) == ((), {code: told[code] for code in found.said})
    assert all(told[code] == filling.SILENCE for code in LEVELS if code not in found.said)
    for code in found.said:
        same = list(filling.differences(found.said[code], told[code], told[code]))
        changed = {one.part: one.after for one in filling.differences(found.said[code], was[code], was[code])}
        assert same == []
        assert changed == {part: value for part, value in told[code].items() if value != was[code][part]}
