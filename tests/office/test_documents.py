"""What people are handed opens in LibreOffice, and comes back from there as PDF."""

import io

import pikepdf
import pytest

from essaim.apps.assessments import exports
from essaim.apps.assessments.tests.factories import LATER, make_assessment, make_steward, say

pytestmark = pytest.mark.django_db
PAGES = {"docx": range(2, 12), "odt": range(2, 12), "xlsx": range(7, 60)}


@pytest.mark.parametrize("kind", list(PAGES))
def test_what_is_handed_over_opens_and_is_printed(office, kind):
    steward = make_steward()
    assessment = make_assessment(steward)
    say(assessment, steward, A_1=3, B_1=2)
    content = exports.file(assessment, kind, language="fr", at=LATER)
    printed = office("pdf", **{f"rapport__{kind}": content})["rapport.pdf"]
    with pikepdf.open(io.BytesIO(printed)) as opened:
        assert (str(opened.docinfo["/Title"]), len(opened.pages) in PAGES[kind]) == (assessment.title, True)
