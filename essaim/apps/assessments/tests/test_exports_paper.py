"""Questions on paper: the codes and the order of the screen, what no page cuts, what is said of plain words."""

import io
import re
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest

from essaim.apps.assessments import exports, operations, queries
from essaim.apps.assessments.enums import Scope
from essaim.apps.assessments.models import Assessment
from essaim.apps.assessments.tests.factories import AT, make_assessment, make_steward, publish, publish_ours
from essaim.apps.assessments.tests.reading import squeezed, words_of_pdf
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.frameworks.rules import asked_only_when
from essaim.apps.frameworks.tests.factories import criterion, rule, text, theme

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
UNREAD = "français simple, pas encore relu par les personnes concernées"


@pytest.fixture
def ours() -> Assessment:
    """Return an open assessment of an organisation without employees."""
    publish_ours()
    return operations.start(
        make_steward(employees=0), framework="essaim-35", scope=Scope.FULL, title="Bilan 2026", at=AT
    )


def printed(assessment: Assessment, language: str = "fr", **wanted: Any) -> bytes:
    return exports.grid_of(assessment, exports.Wanted(**wanted), language=language, at=NOW)


def codes_in(content: bytes) -> list[str]:
    return re.findall(r"[A-Z]{3}-\d", words_of_pdf(content))


def sizes_in(content: bytes) -> set[float]:
    """Return the sizes, in points, that texts are set in."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        return {
            round(float(operands[1]), 1)
            for page in opened.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "Tf"
        }


def test_a_grid_asks_what_the_screen_asks_under_the_same_codes_in_the_same_order(ours: Assessment) -> None:
    asked = [one.code for one in queries.result_of(ours).criteria if one.exclusion is None]
    assert codes_in(printed(ours)) == asked
    assert "EMP-1" not in asked


def test_a_theme_is_printed_alone(ours: Assessment) -> None:
    assert codes_in(printed(ours, part="GOV")) == ["GOV-1", "GOV-2", "GOV-3", "GOV-4", "GOV-5"]


def test_a_grid_is_an_accessible_file_with_a_title_in_its_language(ours: Assessment) -> None:
    with pikepdf.open(io.BytesIO(printed(ours, "en"))) as made, made.open_metadata() as said:
        assert (said["pdfuaid:part"], str(said["dc:title"]), str(made.Root.Lang)) == ("1", "Bilan 2026", "en")


def test_every_question_has_its_levels_in_words_and_the_other_answers(ours: Assessment) -> None:
    said = squeezed(words_of_pdf(printed(ours, part="TER")))
    framework = queries.framework_of(ours)
    for one in framework.theme("TER").criteria:
        expected = [one.question.fr, *(anchor.text.fr for anchor in framework.anchors_of(one))]
        assert [words for words in expected if squeezed(words) not in said] == [], one.code
    asked = len(framework.theme("TER").criteria)
    others = ("Pas encore, mais c’est prévu", "Je ne sais pas", "Cela ne nous concerne pas, parce que", "crucial")
    assert [said.count(squeezed(other)) for other in others] == [asked] * 4


def test_in_large_print_nothing_is_smaller_than_18_points(ours: Assessment) -> None:
    assert min(sizes_in(printed(ours, large=True))) == 18
    assert min(sizes_in(printed(ours))) < 10


def test_a_name_is_asked_only_where_it_is_wanted(ours: Assessment) -> None:
    asked = [squeezed("Votre nom :") in squeezed(words_of_pdf(printed(ours, named=named))) for named in (True, False)]
    assert asked == [True, False]


def test_plain_questions_say_that_nobody_concerned_has_read_them(ours: Assessment) -> None:
    plain = squeezed(words_of_pdf(printed(ours, part="GOV", plain=True)))
    question = queries.framework_of(ours).criterion("GOV-1").plain_question
    assert question is not None
    assert (squeezed(question.fr) in plain, squeezed(UNREAD) in plain) == (True, True)
    assert squeezed(UNREAD) not in squeezed(words_of_pdf(printed(ours, part="GOV")))


def test_a_plain_question_that_was_read_says_when_and_by_whom() -> None:
    reading = {"date": "2026-01-15", "by": text("the readers’ group")}
    read = criterion("A-1", plain_question=text("Plain?"), plain_reading=reading)
    publish(themes=[theme("A", read)], applicability=[])
    said = squeezed(words_of_pdf(printed(make_assessment(framework="small"), plain=True)))
    assert (squeezed("Relu le 15 janvier 2026") in said, squeezed(UNREAD) in said) == (True, False)


def test_a_question_that_waits_for_an_answer_says_what_it_waits_for() -> None:
    waiting = criterion("A-2", asked_when={"all": [{"answer_to": "A-1", "at_least": 2}]})
    publish(themes=[theme("A", criterion("A-1"), waiting)], applicability=[])
    assessment = make_assessment(framework="small")
    framework = queries.framework_of(assessment)
    condition = framework.criterion("A-2").asked_when
    assert condition is not None
    said = squeezed(words_of_pdf(printed(assessment)))
    assert said.count(squeezed(asked_only_when(framework, condition).fr)) == 1


def test_the_longest_words_are_cut_by_no_page() -> None:
    long = " ".join(["mot"] * 900) + " dernier"
    publish(themes=[theme("A", criterion("A-1", question=text(long)))], applicability=[])
    for large in (True, False):
        assert "dernier" in words_of_pdf(printed(make_assessment(framework="small"), large=large))


def test_a_referential_of_the_catalogue_is_printed_whole_or_as_its_overview() -> None:
    publish(themes=[theme("A", criterion("A-1", essential=True), criterion("A-2"))], applicability=[rule("A-2")])
    for part, codes in {"": ["A-1", "A-2"], exports.ESSENTIAL: ["A-1"], "A": ["A-1", "A-2"]}.items():
        made = exports.grid_of_catalogue("small", "1", exports.Wanted(part=part), language="fr", at=NOW)
        assert list(dict.fromkeys(re.findall(r"A-\d", words_of_pdf(made)))) == codes
    with pytest.raises(frameworks.NotPublished):
        exports.grid_of_catalogue("nothing", "1", exports.Wanted(), language="fr", at=NOW)
