"""Laws of the scoring rule, on frameworks of any shape."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from essaim.apps.assessments.enums import Scope, State, WhyNull
from essaim.apps.assessments.rules import Answer, assess, closing, compare, explain

from .grids import ANYONE, NOBODY, PRACTICE, criterion, framework, scale, theme, without

SCALES = (PRACTICE, scale(1, 2, 3, 4, 5, code="five"), scale(0, 5, 10, code="ten"), scale(0, 1, code="yes-no"))
WEIGHTS = st.sampled_from(["1", "1", "0.5", "2", "3.3"])


@st.composite
def frameworks(draw):
    themes = []
    for name in "ABCD"[: draw(st.integers(1, 4))]:
        codes = [f"{name}-{number}" for number in range(draw(st.integers(1, 5)))]
        scales = [draw(st.sampled_from(SCALES)).code for _ in codes]
        themes.append(
            theme(
                name,
                *(criterion(code, weight=draw(WEIGHTS), scale=own) for code, own in zip(codes, scales, strict=True)),
            )
        )
    return framework(*themes, scales=SCALES)


def answers_on(own):
    importance = st.none() | st.integers(1, 4)
    levels = st.sampled_from([anchor.value for anchor in own.anchors])
    target = st.none() | levels
    return st.one_of(
        st.builds(Answer, st.just(State.ANSWERED), levels, importance, target),
        st.builds(Answer, st.sampled_from([State.PLANNED, State.UNKNOWN, State.NONE]), st.none(), importance, target),
        st.builds(Answer, st.just(State.NOT_APPLICABLE), st.none(), importance, target, st.just("Not ours.")),
    )


ANSWERS = {own.code: answers_on(own) for own in SCALES}


@st.composite
def assessed(draw):
    grid = draw(frameworks())
    answers = {one.code: draw(ANSWERS[one.scale]) for one in grid.criteria}
    return grid, answers


def full(grid, answers, profile=ANYONE):
    return assess(grid, answers, scope=Scope.FULL, profile=profile)


def figures(result, *, but=()):
    """Return every number and order of a result, leaving aside some criteria and the themes they leave empty."""
    overall = result.overall
    return (
        (overall.score, overall.coverage, overall.answered, overall.applicable, overall.why_null),
        (overall.weakest_theme, overall.missing_themes, overall.distribution.planned),
        [(one.scale, one.level, one.count) for one in overall.distribution.levels],
        [(one.code, one.score, one.coverage, one.answered, one.applicable) for one in result.themes if one.applicable],
        [(one.code, one.score, one.priority) for one in result.criteria if one.code not in but],
        [[one.code for one in group] for group in (result.priorities, result.to_clear_up, result.strengths)],
        (result.confidence, closing(result)),
    )


def rebuilt(grid, change):
    """Return the framework with each theme's criteria changed, themes left empty dropped."""
    themes = [(one, change(one)) for one in grid.themes]
    return grid.model_copy(
        update={"themes": tuple(one.model_copy(update={"criteria": kept}) for one, kept in themes if kept)}
    )


@given(assessed())
def test_changing_unanswered_to_do_not_know_changes_no_number(case):
    grid, answers = case
    known = {
        code: replace(one, state=State.UNKNOWN) if one.state == State.NONE else one for code, one in answers.items()
    }
    assert figures(full(grid, known)) == figures(full(grid, answers))


@given(assessed())
def test_an_answer_never_given_equals_an_empty_one(case):
    grid, answers = case
    given_only = {code: one for code, one in answers.items() if one != Answer()}
    assert full(grid, given_only) == full(grid, answers)


@given(assessed(), st.data())
def test_adding_an_unknown_criterion_moves_no_theme_score_and_the_overall_only_to_null_at_the_floor(case, data):
    grid, answers = case
    before = full(grid, answers)
    place = data.draw(st.sampled_from([one.code for one in before.themes]))
    added = criterion("NEW-1", weight=data.draw(WEIGHTS))
    wider = rebuilt(grid, lambda one: (*one.criteria, added) if one.code == place else one.criteria)
    after = full(wider, {**answers, "NEW-1": Answer(State.UNKNOWN)})
    assert [one.score for one in after.themes] == [one.score for one in before.themes]
    assert after.overall.weakest_theme == before.overall.weakest_theme
    if after.overall.score != before.overall.score:
        was_empty = next(one for one in before.themes if one.code == place).applicable == 0
        assert after.overall.score is None
        assert after.overall.why_null == WhyNull.COVERAGE or was_empty


@given(assessed(), st.data())
def test_a_criterion_not_concerned_gives_exactly_the_result_of_a_grid_without_it(case, data):
    grid, answers = case
    assume(len(grid.criteria) > 1)
    gone = data.draw(st.sampled_from(sorted(grid.codes)))
    out = full(grid, {**answers, gone: Answer(State.NOT_APPLICABLE, importance=4, reason="Not ours.")})
    smaller = rebuilt(grid, lambda one: tuple(kept for kept in one.criteria if kept.code != gone))
    assert figures(out, but=(gone,)) == figures(full(smaller, answers))


@given(assessed(), st.data())
def test_a_criterion_the_profile_takes_away_counts_like_one_not_concerned(case, data):
    grid, answers = case
    gone = data.draw(st.sampled_from(sorted(grid.codes)))
    ruled = grid.model_copy(update={"applicability": (without("employees", gone),)})
    said = {**answers, gone: Answer(State.NOT_APPLICABLE, reason="No employees.")}
    assert figures(full(ruled, answers, NOBODY)) == figures(full(grid, said))


@given(assessed(), st.data())
def test_a_higher_level_lowers_nothing(case, data):
    grid, answers = case
    bearing = [code for code, one in answers.items() if one.state in {State.ANSWERED, State.PLANNED}]
    assume(bearing)
    code = data.draw(st.sampled_from(bearing))
    levels = [anchor.value for anchor in grid.scale_of(grid.criterion(code)).anchors]
    now = answers[code].level if answers[code].level is not None else levels[0]
    higher = data.draw(st.sampled_from([level for level in levels if level >= now]))
    before, after = (
        full(grid, answers),
        full(grid, {**answers, code: replace(answers[code], state=State.ANSWERED, level=higher)}),
    )
    for held in ("criteria", "themes"):
        pairs = zip(getattr(before, held), getattr(after, held), strict=True)
        assert all(now.score is None or now.score <= then.score for now, then in pairs)
    assert before.overall.score is None or before.overall.score <= after.overall.score
    assert after.overall.coverage == before.overall.coverage
    assert [one.coverage for one in after.themes] == [one.coverage for one in before.themes]


@given(assessed(), st.data())
def test_silence_on_a_theme_never_yields_an_overall_figure(case, data):
    grid, answers = case
    silent = data.draw(st.sampled_from(grid.themes))
    quiet = {one.code: data.draw(st.sampled_from([State.NONE, State.UNKNOWN])) for one in silent.criteria}
    overall = full(grid, {**answers, **{code: Answer(state) for code, state in quiet.items()}}).overall
    assert overall.score is None
    assert silent.code in overall.missing_themes


@given(assessed())
def test_figures_stay_between_nought_and_a_hundred_and_the_whole_between_its_themes(case):
    result = full(*case)
    scores = [one.score for one in result.themes if one.score is not None]
    covered = [one.coverage for one in (*result.themes, result.overall) if one.coverage is not None]
    assert all(0 <= one <= 100 for one in [*scores, *covered])
    if result.overall.score is not None:
        assert min(scores) <= result.overall.score <= max(scores)


@given(assessed())
def test_only_the_proportion_of_weights_matters(case):
    grid, answers = case
    heavier = rebuilt(
        grid, lambda one: tuple(kept.model_copy(update={"weight": kept.weight * 7}) for kept in one.criteria)
    )
    assert figures(full(heavier, answers)) == figures(full(grid, answers))


@given(assessed())
def test_every_figure_is_the_sum_its_explanation_shows(case):
    result = full(*case)
    told = explain(result)
    for working, score in [
        (told.overall.working, result.overall.score),
        *((told.themes[one.code], one.score) for one in result.themes),
    ]:
        assert working.numerator == sum((term.weight * term.score for term in working.terms), Fraction())
        assert working.denominator == sum((term.weight for term in working.terms), Fraction())
        assert working.answered == len(working.terms)
        assert working.applicable == len(working.terms) + sum(one.lowers_coverage for one in working.left_out)
        assert score is None or score == working.mean == working.numerator / working.denominator


@given(assessed())
def test_a_year_compared_with_itself_has_not_moved_and_tells_its_own_scores(case):
    result = full(*case)
    told = compare([result, result])
    assert told.overall.scores == (result.overall.score, result.overall.score)
    assert told.why_null == result.overall.why_null
    assert [(one.code, one.scores) for one in told.themes] == [
        (one.code, (one.score, one.score)) for one in result.themes if one.applicable
    ]
    assert all(one.difference == 0 for one in told.tracks)
