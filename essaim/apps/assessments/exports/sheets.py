"""The report as a spreadsheet: everything, a line a practice, with the sums that lead to each figure."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from essaim.apps.assessments.exports.practices import Practice
from essaim.apps.assessments.exports.report import Report
from essaim.apps.assessments.exports.results import Working
from essaim.ui.documents.tables import Sheet, Value

Row = tuple[Value, ...]


def sheets(report: Report) -> Iterator[Sheet]:
    """Yield the sheets."""
    yield Sheet(_("Summary"), (_("What"), _("Value")), _summary(report), (34, 90))
    yield Sheet(_("Themes"), _theme_headers(), _themes(report), (10, 40, 60, 10, 10, 26, 12))
    widths = (10, 28, 44, 60, 24, 8, 22, 14, 40, 70, 24, 40, 14, 50, 40, 60)
    yield Sheet(_("Practices"), _practice_headers(), _practices(report), widths)
    listed = (_("Code"), _("Theme"), _("Practice"), _("Where you stand"), _("To reach"), _("Importance"))
    for name, chosen in (
        (_("Where to begin"), report.priorities),
        (_("What you can lean on"), report.strengths),
        (_("To clear up"), report.to_clear_up),
    ):
        yield Sheet(name, listed, [_listed(one) for one in chosen], (10, 28, 50, 24, 22, 14))
    backing = (_("What"), _("Where to find it"), _("Date"), _("Until"), _("What it is worth"), _("Practices it backs"))
    yield Sheet(_("Evidence"), backing, _evidence(report), (44, 60, 14, 14, 18, 30))
    headers = (_("Figure"), _("Theme or practice"), _("Weight"), _("From 0 to 100"), _("Product"))
    yield Sheet(_("Sums"), headers, _sums(report), (34, 50, 12, 14, 14))
    links = [(one.title, entry) for one in report.references for entry in one.entries]
    cautions = [(one.title, f"{one.sentence} {one.caution}") for one in report.references]
    yield Sheet(_("Other references"), (_("Reference"), _("Entry")), [*cautions, *links], (40, 90))


def _summary(report: Report) -> Iterator[Row]:
    yield _("Organisation"), report.organisation
    yield _("Assessment"), report.title
    yield _("Scope"), report.scope
    yield _("State"), report.standing
    if report.imported:
        yield _("Where it comes from"), report.imported
    yield _("In words"), report.statement
    yield from ((_("In three sentences"), sentence) for sentence in report.sentences)
    yield _("What this rests on"), report.overall.coverage
    yield _("Where there is most to do"), report.weakest
    if report.confidence:
        yield _("Documented or declared"), report.confidence
    if report.evidence_kept_back:
        yield _("Evidence"), report.evidence_kept_back
    yield _("The whole"), report.overall.shown or report.why_null
    yield from ((_("Not this year"), title) for title in report.not_this_year)
    yield from ((_("What does not apply to you"), f"{one.title}{_(': ')}{one.reason}") for one in report.set_aside)
    yield from ((_("One more question"), stand_in) for stand_in in report.stand_ins)
    if report.closing_reason:
        yield _("Reason for closing"), report.closing_reason
    yield _("Referential"), f"{report.framework}, version {report.version}"
    yield _("Licence"), report.licence
    yield _("Method"), report.method


def _theme_headers() -> tuple[str, ...]:
    rests_on = (_("Answers"), _("Out of"), _("What this rests on"))
    return (_("Code"), _("Theme"), _("Your practices"), *rests_on, _("Out of 100"))


def _themes(report: Report) -> Iterator[Row]:
    for theme in report.themes:
        of = theme.figures
        yield theme.code, theme.title, of.levels, of.answered, of.applicable, of.coverage, of.score


def _practice_headers() -> tuple[str, ...]:
    return (
        *(_("Code"), _("Theme"), _("Practice"), _("Question"), _("Where you stand"), _("Level"), _("To reach")),
        *(_("Importance"), _("Why"), _("Comment"), _("Who"), _("Next step")),
        *(_("Documented or declared"), _("Evidence"), _("Where the answer comes from"), _("Both views")),
    )


def _practices(report: Report) -> Iterator[Row]:
    for theme in report.themes:
        for one in theme.practices:
            yield (
                *(one.code, theme.title, one.title, one.question, one.standing, one.level, one.target, one.importance),
                *(one.reason, one.comment, one.assignee, one.next_step),
                *(one.trust, "\n".join(one.evidence), one.provenance),
                "\n".join(f"{view.standing}{_(': ')}{view.reason}" for view in one.views),
            )


def _evidence(report: Report) -> Iterator[Row]:
    for one in report.evidence:
        days = [day.isoformat() if day else "" for day in (one.dated_on, one.expires_on)]
        yield one.title, one.place, *days, str(one.standing.label), ", ".join(one.practices)


def _listed(one: Practice) -> Row:
    return one.code, one.theme, one.title, one.standing, one.target, one.importance


def _sums(report: Report) -> Iterator[Row]:
    formula = report.results.formula
    if report.overall.score is not None:
        parts = ((theme.title, formula.themes[theme.code]) for theme in report.themes)
        rows = ((title, one.denominator, one.mean, one.numerator) for title, one in parts if one.mean is not None)
        yield from _sum(_("The whole"), formula.overall.working, rows, report.overall.score)
    for theme in report.themes:
        if theme.figures.score is not None:
            working, titles = formula.themes[theme.code], {one.code: one.title for one in theme.practices}
            rows = ((titles[one.code], one.weight, one.score, one.product) for one in working.terms)
            yield from _sum(theme.title, working, rows, theme.figures.score)


def _sum(name: str, working: Working, rows: Iterable[Row], score: Decimal) -> Iterator[Row]:
    yield from ((name, *row) for row in rows)
    rests = _("%(numerator)s ÷ %(denominator)s, %(answered)d answers out of %(applicable)d") % working.model_dump()
    yield name, rests, working.denominator, score, working.numerator
