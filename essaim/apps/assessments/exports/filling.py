"""An assessment as a workbook to be filled in away from here, and brought back."""

import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.http import HttpResponse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from essaim.apps.assessments import queries, rules
from essaim.apps.assessments.enums import State
from essaim.apps.assessments.exports import words
from essaim.apps.assessments.models import Answer, Assessment
from essaim.apps.assessments.queries import lexicons
from essaim.apps.assessments.rules.filling import COLUMNS, KEYS, plain
from essaim.apps.frameworks.rules import Framework
from essaim.kernel.spreadsheets import FORMULA
from essaim.ui.documents.letters import storable

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMAT: Final = "essaim-answers/1"
MARK: Final = "essaim"  # the sheet that says where the workbook comes from, and holds the lists
WIDTHS: Final = dict(zip(COLUMNS, (9, 26, 36, 56, 24, 30, 13, 22, 44, 16, 32, 4), strict=True))
FIRST: Final = 2  # the names of the columns for programs, then for people
RUNS_AT_ONCE: Final = 300  # a list of cells that Excel still reads
FACE: Final = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
QUIET: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LEFT_OPEN: Final = ("format_cells", "format_columns", "format_rows", "sort", "autofilter")


def workbook(assessment: Assessment, *, language: str, at: datetime) -> tuple[str, bytes]:
    """Return the workbook with its name: what is asked this year, what was said, the revision of each answer."""
    answers = queries.answers_of(assessment)
    result = queries.result_of(assessment, answers)
    with translation.override(language):
        name = slugify(f"{assessment.organisation.slug} {assessment.title}")[:80].strip("-")
        content = written(
            queries.framework_of(assessment),
            [one for one in result.criteria if not one.is_ruled_out],
            answers,
            mark=(FORMAT, str(assessment.pk), assessment.framework_version),
            title=assessment.title,
            author=assessment.organisation.name,
            at=at,
        )
        return f"{name}-{_('to-fill-in')}.xlsx", content


def download(assessment: Assessment, *, language: str, at: datetime) -> HttpResponse:
    """Return the answer that carries the workbook."""
    name, content = workbook(assessment, language=language, at=at)
    told = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=XLSX, headers=told)


def written(
    framework: Framework,
    criteria: Sequence[rules.CriterionResult],
    answers: Mapping[str, Answer],
    *,
    mark: Sequence[str],
    title: str,
    author: str,
    at: datetime,
) -> bytes:
    """Return the workbook in the language of the moment."""
    file = io.BytesIO()
    with _book(file) as book:
        book.set_properties({"title": title, "author": author, "created": at.replace(tzinfo=None)})
        _explain(book, title)
        sheet = book.add_worksheet(_("Answers"))
        lists = _lists(book, framework, mark)
        _head(book, sheet)
        pen = _Pen(book, sheet, framework, lists)
        row, theme = FIRST, ""
        for one in criteria:
            if one.theme != theme:
                theme = one.theme
                pen.theme(row, words.said(framework.theme(theme).title))
                row += 1
            pen.practice(row, one, answers.get(one.code))
            row += 1
        pen.choices()
        _finish(sheet)
    return file.getvalue()


def _book(file: io.BytesIO) -> Any:
    import xlsxwriter  # two tenths of a second that no start of the site owes

    return xlsxwriter.Workbook(file, QUIET)


def _explain(book: Any, title: str) -> None:
    sheet = book.add_worksheet(_("How to"))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 90)
    head = book.add_format({**FACE, "font_size": 16, "bold": True, "font_color": "#083F40"})
    line = book.add_format({**FACE, "font_size": 11})
    sheet.write_string(0, 0, storable(title), head)
    for row, sentence in enumerate(how_to(), start=2):
        sheet.write_string(row, 0, sentence, line)


def how_to() -> list[str]:
    """Return what somebody who fills in the workbook needs to know."""
    return [
        _("The next sheet holds one line for each practice. Fill in the white cells; leave the rest."),
        _("“Where you stand” is chosen from a list; you may also type the number of the level, such as 2."),
        _("What is not for you needs a few words, in the next column, to say why."),
        _("You may sort and filter the lines, widen the columns, and work in Excel, LibreOffice or a tablet."),
        _("What was answered on the site when this file was taken stands here already: change it, or leave it."),
        _("Then bring the file back where you took it: you see each change before anything is kept."),
        _("If somebody answered on the site meanwhile, both answers are shown there, and you choose."),
    ]


def _lists(book: Any, framework: Framework, mark: Sequence[str]) -> dict[tuple[str, str], str]:
    """Write the sheet nobody sees, and return where the choices of each scale are."""
    sheet = book.add_worksheet(MARK)
    sheet.hide()
    for column, text in enumerate(mark):
        sheet.write_string(0, column, text)
    places = {}
    states = list(lexicons.state_choices().values())
    columns = [(("importance", ""), list(lexicons.importance_choices().values()))]
    for scale in framework.scales:
        levels = list(lexicons.level_choices(scale).values())
        columns += [(("standing", scale.code), levels + states), (("target", scale.code), levels)]
    for column, (key, choices) in enumerate(columns):
        for row, choice in enumerate(choices, start=2):
            sheet.write_string(row, column, storable(choice))
        letter = chr(65 + column % 26)
        prefix = chr(64 + column // 26) if column >= 26 else ""
        places[key] = f"={MARK}!${prefix}{letter}$3:${prefix}{letter}${len(choices) + 2}"
    return places


def _head(book: Any, sheet: Any) -> None:
    head = book.add_format({**FACE, "bold": True, "bg_color": "#083F40", "font_color": "#FBF8F1", "valign": "vcenter"})
    names = [_("Code"), _("Practice"), _("Question"), _("The levels"), _("Where you stand"), _("Why it is not for you")]
    names += [_("Importance"), _("Level to reach"), _("Comment"), _("Who"), _("Next step"), _("Revision")]
    for column, (key, name) in enumerate(zip(COLUMNS, names, strict=True)):
        sheet.set_column(column, column, WIDTHS[key], None, {"hidden": key == "revision"})
        sheet.write_string(0, column, key)
        sheet.write_string(1, column, name, head)
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.set_row(1, 28)
    sheet.freeze_panes(FIRST, 2)


def _finish(sheet: Any) -> None:
    sheet.protect("", dict.fromkeys(LEFT_OPEN, True))
    sheet.repeat_rows(1)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)


class _Pen:
    """Writes the lines of the sheet of answers."""

    def __init__(self, book: Any, sheet: Any, framework: Framework, lists: Mapping[tuple[str, str], str]) -> None:
        self.sheet, self.framework, self.lists = sheet, framework, lists
        self.runs: dict[tuple[str, str], list[list[int]]] = defaultdict(list)
        edge = {**FACE, "bottom": 1, "bottom_color": "#E0D6C2"}
        self.band = book.add_format({**FACE, "bold": True, "bg_color": "#E0EDE8", "font_color": "#083F40"})
        self.told = book.add_format({**edge, "bg_color": "#FBF8F1"})
        self.strong = book.add_format({**edge, "bg_color": "#FBF8F1", "bold": True})
        self.free = book.add_format({**edge, "locked": False})
        self.inert = book.add_format({**edge, "locked": False, "quote_prefix": True})

    def theme(self, row: int, title: str) -> None:
        """Write the name of a theme over its practices."""
        for column in range(len(COLUMNS) - 1):
            self.sheet.write_string(row, column, storable(title) if column == 1 else "", self.band)

    def practice(self, row: int, one: rules.CriterionResult, answer: Answer | None) -> None:
        """Write a practice: what is asked, then what was said."""
        criterion = self.framework.criterion(one.code)
        levels = "\n".join(
            f"{level.value} – {words.said(level.label)}{_(': ')}{words.said(level.text)}"
            for level in self.framework.anchors_of(criterion)
        )
        question = words.said(criterion.question)
        if criterion.asked_when:
            question += f"\n({_('Counts only where the answers to others call for it.')})"
        for column, text in enumerate((one.code, words.said(criterion.title), question, levels)):
            self.sheet.write_string(row, column, storable(text), self.strong if column < 2 else self.told)
        for column, text in enumerate(_said(one, answer), start=COLUMNS.index(KEYS[0])):
            cell = storable(text)
            self.sheet.write_string(row, column, cell, self.inert if FORMULA.match(cell) else self.free)
        self.sheet.write_number(row, COLUMNS.index("revision"), answer.revision if answer else 0, self.told)
        for key in ("standing", "importance", "target"):
            runs = self.runs[key, "" if key == "importance" else one.scale.code]
            if runs and runs[-1][1] == row - 1:
                runs[-1][1] = row
            else:
                runs.append([row, row])

    def choices(self) -> None:
        """Offer the choices of each scale to all its lines at once: said cell by cell, they took half of the time."""
        for (key, scale), runs in self.runs.items():
            column = COLUMNS.index(key)
            for start in range(0, len(runs), RUNS_AT_ONCE):
                cells = [[first, column, last, column] for first, last in runs[start : start + RUNS_AT_ONCE]]
                self.sheet.data_validation(*cells[0], {**_choice(self.lists[key, scale]), "other_cells": cells[1:]})


def _choice(source: str) -> dict[str, str]:
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning",
        "error_title": _("Not in the list"),
        "error_message": _("Choose from the list, or type the number of the level."),
    }


def _said(one: rules.CriterionResult, answer: Answer | None) -> tuple[str, ...]:
    """Return the cells of an answer, in the order of the columns."""
    if answer is None:
        return ("",) * len(KEYS)
    levels = lexicons.level_choices(one.scale)
    state = State(answer.state)
    standing = levels[answer.level] if answer.level is not None else lexicons.state_choices().get(state, "")
    importance = lexicons.importance_choices()[answer.importance] if answer.importance else ""
    target = "" if answer.target is None else levels[answer.target]
    texts = (answer.comment, answer.assignee, answer.next_step)
    return (standing, plain(answer.reason), importance, target, *map(plain, texts))
