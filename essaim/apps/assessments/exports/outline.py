"""The report as a document to read and to present: what leads first, the figures after, the method last."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from essaim.apps.assessments import rules
from essaim.apps.assessments.enums import State
from essaim.apps.assessments.exports import words
from essaim.apps.assessments.exports.practices import Practice
from essaim.apps.assessments.exports.report import Report, Theme
from essaim.ui.documents.blocks import (
    Beside,
    Block,
    Document,
    Entry,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Points,
    Table,
)

MOST_LISTED = 20


def outline(report: Report) -> Document:
    """Return the document."""
    return Document(
        title=report.title,
        language=report.language,
        author=report.organisation,
        kicker=f"{report.organisation} · {report.scope}",
        standing=report.standing,
        at=report.at,
        blocks=(
            *_summary(report),
            *_overview(report),
            *_themes(report),
            *_next(report),
            *_aside(report),
            *_evidence(report),
            *_method(report),
        ),
    )


def _summary(report: Report) -> Iterator[Block]:
    if report.imported:
        yield Paragraph(report.imported, "note")
    yield Paragraph(report.statement, "lead")
    facts = [(_("What this rests on"), report.overall.coverage)]
    if report.weakest:
        facts.append((_("Where there is most to do"), report.weakest))
    yield Facts(tuple(facts))
    said: tuple[Block, ...] = ()
    if report.sentences:
        said = (Heading(1, _("In three sentences")), *(Paragraph(sentence) for sentence in report.sentences))
    comb = (Picture(report.comb, _in_words(report, _("The comb")), 0.98),) if report.comb else ()
    if said and comb:
        yield Beside(comb, said)
    else:
        yield from (*comb, *said)
    if comb:
        yield Paragraph(report.legend, "note")
        yield Paragraph(" · ".join(f"{theme.code} {theme.title}" for theme in report.themes), "note")


def _overview(report: Report) -> Iterator[Block]:
    yield Heading(1, _("Theme by theme"), new_page=True)
    yield Table(
        caption=_("Theme by theme"),
        headers=(_("Theme"), _("Your practices"), _("What this rests on"), _("Out of 100")),
        rows=tuple(_row(theme) for theme in report.themes),
        widths=(4, 6, 4, 2),
    )
    if report.overall.shown:
        yield Paragraph(_("The whole: %(figure)s.") % {"figure": report.overall.shown})
    else:
        yield Paragraph(report.why_null, "note")
    if report.radar:
        yield Picture(report.radar, _in_words(report, _("The themes on a radar")), 0.7)
        yield Paragraph(
            _("From 0 in the middle to 100 at the edge. A theme with fewer than three answers has no point here."),
            "note",
        )
    if report.not_this_year:
        yield Paragraph(
            _("Not this year: %(themes)s. They count nowhere in these results.")
            % {"themes": ", ".join(report.not_this_year)}
        )


def _row(theme: Theme) -> tuple[str, ...]:
    figures = theme.figures
    if not figures.applicable:
        return theme.title, _("Nothing here applies to you."), "–", "–"
    score = "–" if figures.score is None else words.tenth(figures.score)
    return theme.title, _levels(theme), figures.coverage, score


def _levels(theme: Theme) -> str:
    return theme.figures.levels or _("No answer yet")


def _rests_on(theme: Theme) -> str:
    """Return the figure with what it rests on, or that alone where there is no figure."""
    return theme.figures.shown or theme.figures.coverage


def _in_words(report: Report, title: str) -> str:
    """Return what a drawing of all themes shows, for those who do not see it."""
    told = [f"{theme.title}{_(': ')}{_levels(theme)} ({_rests_on(theme)})" for theme in report.themes]
    return f"{title}. {'; '.join(told)}."


def _themes(report: Report) -> Iterator[Block]:
    for theme in report.themes:
        counted = f"{_levels(theme)} · {_rests_on(theme)}" if theme.figures.applicable else ""
        yield Heading(2, theme.title, note=counted, new_page=report.is_large)
        yield from (_entry(3, practice) for practice in theme.practices)


def _entry(level: int, practice: Practice) -> Entry:
    standing = " · ".join(filter(None, (practice.standing, practice.trust, practice.importance)))
    lines = [Paragraph(practice.reason, "note")] if practice.state == State.NOT_APPLICABLE and practice.reason else []
    if practice.state == State.ANSWERED and practice.reason:
        lines.append(Paragraph(_("Why this level: %(reason)s") % {"reason": practice.reason}))
    lines += [Paragraph(f"{view.standing}{_(': ')}{view.reason}", "quote") for view in practice.views]
    if practice.comment:
        lines.append(Paragraph(practice.comment, "quote"))
    if practice.next_step:
        lines.append(Paragraph(_("Next step: %(step)s") % {"step": practice.next_step}))
    if practice.assignee:
        lines.append(Paragraph(_("Taken in hand by %(who)s") % {"who": practice.assignee}, "note"))
    lines += [Paragraph(_("Evidence: %(what)s") % {"what": what}, "note") for what in practice.evidence]
    if practice.provenance:
        lines.append(Paragraph(practice.provenance, "note"))
    return Entry(level, practice.title, standing, practice.mark, tuple(lines))


def _next(report: Report) -> Iterator[Block]:
    yield Heading(1, _("Where to begin"))
    if report.priorities:
        yield Paragraph(_("What matters to you, and still has the longest way to go."))
    elif report.overall.answered:
        yield Paragraph(
            _("Everything you answered is where it should be. You may aim higher, or help others get there.")
        )
    else:
        yield Paragraph(_("No answer yet."))
    for practice in report.priorities:
        way = _("%(level)s, towards: %(target)s") % {"level": practice.standing, "target": practice.target}
        matters = practice.importance or _("importance not said, counted as useful")
        yield Entry(2, practice.title, way, practice.mark, (Paragraph(f"{practice.theme} · {matters}", "note"),))
    if report.strengths:
        yield Heading(1, _("What you can lean on"))
        yield Points(_listed([f"{one.title}{_(': ')}{one.standing.lower()}" for one in report.strengths]))
    if report.to_clear_up:
        yield Heading(1, _("To clear up"))
        yield Paragraph(_("You said it matters, and nobody could say where you stand. Whom could you ask?"))
        yield Points(
            _listed([f"{one.title} ({one.theme}){_(': ')}{one.standing.lower()}" for one in report.to_clear_up])
        )


def _listed(points: list[str]) -> tuple[str, ...]:
    """Return the first of a list, and how many there are besides: each stands in its theme, whatever their number."""
    if (left := len(points) - MOST_LISTED) <= 1:
        return tuple(points)
    return *points[:MOST_LISTED], _("and %(count)d other practices, each in its theme") % {"count": left}


def _aside(report: Report) -> Iterator[Block]:
    if report.set_aside or report.stand_ins:
        yield Heading(1, _("What does not apply to you"))
        yield Paragraph(_("Set aside, because it does not apply to you. It counts nowhere."))
        yield Points((*(f"{one.title}{_(': ')}{one.reason}" for one in report.set_aside), *report.stand_ins))


def _evidence(report: Report) -> Iterator[Block]:
    if not report.evidence and not report.evidence_kept_back and not report.confidence:
        return
    yield Heading(1, _("Evidence"))
    if report.confidence:
        yield Paragraph(report.confidence)
    if report.evidence:
        yield Table(
            caption=_("Evidence"),
            headers=(_("What"), _("Where to find it"), _("Its days"), _("Practices it backs")),
            rows=tuple((one.title, one.place, one.days, ", ".join(one.practices)) for one in report.evidence),
            widths=(4, 5, 4, 3),
        )
    if report.evidence_kept_back:
        yield Paragraph(report.evidence_kept_back, "note")


def _method(report: Report) -> Iterator[Block]:
    yield Heading(1, _("How is this computed?"))
    yield Paragraph(
        _(
            "A practice is worth the share of its scale it has climbed, from 0 to 100. A theme, like the whole, is the "
            "mean of the practices answered, each with its weight. What does not apply to you counts nowhere; what is "
            "not known lowers what the figure rests on, never the figure."
        )
    )
    yield Paragraph(
        _(
            "There is an overall figure only when %(floor)s %% of the practices that apply to you are answered, and no "
            "theme is left without an answer."
        )
        % {"floor": words.exact(rules.COVERAGE_FLOOR)}
    )
    yield Paragraph(
        _(
            "“Where to begin” is ordered by importance (1 to 4, and 2 where it was not said) times the levels still "
            "to climb."
        )
    )
    if report.closing_reason:
        yield Paragraph(_("Why it was closed as it stood: %(reason)s") % {"reason": report.closing_reason})
    for reference in report.references:
        yield Heading(2, reference.title)
        yield Paragraph(reference.sentence)
        yield Paragraph(reference.caution, "note")
        yield Points(reference.entries)
    yield Paragraph(
        _("Method %(method)s · %(name)s, version %(version)s, %(licence)s.")
        % {"method": report.method, "name": report.framework, "version": report.version, "licence": report.licence},
        "note",
    )


PARTS = (_summary, _overview, _themes, _next, _aside, _evidence, _method)
