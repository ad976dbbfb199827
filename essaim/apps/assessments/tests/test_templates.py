"""Reports on people's own templates: brought once safe and understood, tried, used by those affiliated, taken away."""

import io
import json
import zipfile
from base64 import b64decode
from typing import Any

import docx
import odfdo
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from essaim.apps.assessments import exports, operations, policies, queries
from essaim.apps.assessments.models import Assessment, Template
from essaim.apps.assessments.tests import pages
from essaim.apps.assessments.tests.factories import (
    AT,
    make_assessment,
    make_steward,
    make_template,
    open_as,
    say,
)
from essaim.apps.files.tests import samples
from essaim.apps.organisations import operations as organisations
from essaim.apps.organisations.enums import Kind, Role
from essaim.apps.organisations.models import Membership
from essaim.apps.organisations.queries import affiliation_code
from essaim.apps.organisations.tests.factories import make_member
from essaim.ui.documents import docx as word
from essaim.ui.documents.blocks import Document, Paragraph

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward() -> Membership:
    return make_steward()


@pytest.fixture
def ours(steward: Membership) -> Assessment:
    assessment = make_assessment(steward)
    say(assessment, steward, A_1=3, B_1=1)
    return assessment


def written(*lines: str) -> bytes:
    """Return a Word document that says these lines."""
    blocks = tuple(map(Paragraph, lines))
    return word.build(Document("Modèle", "fr", "Réseau", "", "", AT, blocks))


def brought(content: bytes, name: str = "modele.docx") -> operations.Brought:
    return operations.Brought(name, content)


def refused(by: Membership, content: bytes, name: str = "modele.docx") -> list[str]:
    """Return why a document is not taken, in French."""
    with translation.override("fr"), pytest.raises(operations.Refused) as caught:
        operations.keep_template(by, title="", file=brought(content, name), at=AT)
    return [str(fault.sentence) for fault in caught.value.faults]


def words(content: bytes) -> list[str]:
    """Return what a Word document says, a line a paragraph, tables included."""
    paragraphs = docx.Document(io.BytesIO(content)).element.body.iter("{*}p")
    return ["".join(text.text or "" for text in one.iter("{*}t")) for one in paragraphs]


def at(name: str, membership: Membership, *args: Any) -> str:
    return reverse(f"assessments:{name}", args=[membership.organisation.slug, *args])


def on(template: Template, assessment: Assessment) -> str:
    """Return the address of an assessment laid out on a template."""
    return f"{pages.address('on_template', assessment, 'fr')}?modele={template.pk}"


def test_a_report_says_on_a_template_what_it_says_elsewhere(steward: Membership, ours: Assessment) -> None:
    lines = (
        "{{ structure.nom }}",
        "{{ assessment.statement }}",
        "{{ diagnostic.couverture }}",
        "– {{ pratique.titre }}",
    )
    template = make_template(steward, content=written(*lines))
    said = words(exports.filled(template, ours, language="fr", at=AT))
    told = json.loads(exports.file(ours, "json", language="fr", at=AT))
    assert said[3:6] == [steward.organisation.name, told["statement"], told["overall"]["coverage"]]
    assert said[6:] == [f"– {one.title.fr}" for one in queries.framework_of(ours).criteria]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_the_starting_template_holds_fields_of_every_list_and_can_be_filled(
    steward: Membership, ours: Assessment, kind: str, language: str
) -> None:
    content = exports.starter(kind, language=language)
    template = operations.keep_template(steward, title="", file=brought(content, f"depart.{kind}"), at=AT)
    made = exports.filled(template, ours, language=language, at=AT)
    said = " ".join(words(made)) if kind == "docx" else odfdo.Document(io.BytesIO(made)).body.text_recursive
    assert ("{{" in said, ours.title in said) == (False, True)
    used = {name.partition(".")[0] for name in exports.fields.NAMES.lists}
    assert used == {"theme", "practice", "priority", "strength", "to_clear_up", "set_aside", "evidence"}


def test_every_field_has_a_name_in_both_languages_and_says_something(steward: Membership, ours: Assessment) -> None:
    assert len(exports.fields.ALL) == len(exports.fields.NAMES.other)
    for english, french in exports.fields.ALL.items():
        assert exports.fields.NAMES.known(french) == english
    template = make_template(steward, content=written(*(f"{{{{ {name} }}}}" for name in exports.fields.ALL)))
    shown = exports.preview(template, ours, language="fr", at=AT)
    assert len(shown) == len(exports.fields.ALL)


def test_an_unknown_field_is_told_by_its_name_with_the_one_that_was_meant(steward: Membership) -> None:
    assert refused(steward, written("Bilan de {{ organisation.nmae }}", "{{ structure.non }}")) == [
        "Le champ «\u202forganisation.nmae\u202f» n’existe pas. Vouliez-vous dire «\u202fstructure.nom\u202f»\u202f? "
        "Il se trouve dans\u202f: «\u202fBilan de {{ organisation.nmae }}\u202f».",
        "Le champ «\u202fstructure.non\u202f» n’existe pas. Vouliez-vous dire «\u202fstructure.nom\u202f»\u202f? "
        "Il se trouve dans\u202f: «\u202f{{ structure.non }}\u202f».",
    ]
    assert Template.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (samples.PDF, "modele.docx"),
        (samples.office(("word/vbaProject.bin", b"x")), "modele.docx"),
        (samples.office(("../../etc/passwd", b"x")), "modele.docx"),
        (samples.office() + b"<script>", "modele.docx"),
        (samples.office(("word/big.xml", b"0" * 250_000_000)), "modele.docx"),
        (samples.office(main="xl/workbook.xml", kind=samples.SHEET), "modele.xlsx"),
        (b"", "modele.docx"),
        (b"{{ organisation.name }}", "modele.txt"),
    ],
    ids=["a PDF", "a macro", "zip slip", "a polyglot", "a bomb", "a workbook", "nothing", "a text"],
)
def test_what_is_not_plainly_a_document_is_not_kept(steward: Membership, content: bytes, name: str) -> None:
    assert len(refused(steward, content, name)) == 1
    assert Template.objects.count() == 0


def test_an_organisation_keeps_so_many_templates_and_no_more(
    steward: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("essaim.apps.assessments.operations.templates.MOST_TEMPLATES", 1)
    make_template(steward)
    assert refused(steward, written("{{ structure.nom }}")) == [
        "Vous avez 50 modèles\u202f: retirez-en un avant d’en apporter un autre."
    ]


def test_a_template_that_repeats_too_much_is_told_rather_than_made(
    steward: Membership, ours: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = make_template(steward)
    monkeypatch.setattr("essaim.ui.documents.fields.MOST_WRITTEN", 100)
    answer = pages.visitor(steward).get(on(template, ours), follow=True)
    assert [str(one) for one in answer.context["messages"]] == [
        "Ce modèle répète tant de choses que le document serait trop lourd."
    ]


def affiliated(network: Membership, member: Membership) -> None:
    """Affiliate an organisation to a network, each side having said so."""
    open_as(network)
    code = affiliation_code(network.organisation_id)
    open_as(member)
    tie = organisations.ask_affiliation(member, code=code, at=AT)
    open_as(network)
    organisations.accept_affiliation(tie, by=network, at=AT)


def test_a_network_gives_its_templates_to_those_affiliated_and_to_no_other(steward: Membership) -> None:
    network, stranger = make_steward(kind=Kind.NETWORK), make_steward()
    affiliated(network, steward)
    open_as(network)
    template = make_template(network, title="Rapport du réseau")
    for reader, found in ((network, 1), (steward, 1), (stranger, 0)):
        open_as(reader)
        assert queries.templates_for(reader.organisation_id).count() == found
        assert Template.objects.count() == found
    open_as(steward)
    with pytest.raises(policies.PermissionDenied):
        policies.get_template(steward, template.pk, to="edit")
    assert Template.objects.filter(pk=template.pk).delete()[0] == 0
    assert Template.objects.filter(pk=template.pk).update(title="Pris") == 0


def test_a_request_for_affiliation_that_waits_gives_nothing(steward: Membership) -> None:
    network = make_steward(kind=Kind.NETWORK)
    make_template(network)
    code = affiliation_code(network.organisation_id)
    open_as(steward)
    organisations.ask_affiliation(steward, code=code, at=AT)
    assert (queries.templates_for(steward.organisation_id).count(), Template.objects.count()) == (0, 0)


def test_a_document_is_brought_tried_taken_and_removed(steward: Membership, ours: Assessment) -> None:
    visitor = pages.visitor(steward)
    file = SimpleUploadedFile("Papier.docx", written("{{ structure.nom }}"))
    answer = visitor.post(at("templates", steward), {"file": file, "title": ""}, follow=True)
    template = answer.context["template"]
    assert (template.title, [one.says for one in answer.context["fields"]]) == (
        "Papier",
        [(steward.organisation.name,)],
    )
    offered = visitor.get(pages.address("handover", ours)).context["templates"]
    assert [one.title for one, _url in offered] == ["Papier"]
    made = visitor.get(offered[0][1])
    assert (made.status_code, made["Content-Disposition"].endswith('-bilan-2026-papier.docx"')) == (200, True)
    assert visitor.get(at("template_file", steward, template.pk)).content == bytes(template.content)
    assert [visitor.get(at(f"starter_{kind}", steward)).content[:2] for kind in ("docx", "odt")] == [b"PK", b"PK"]
    assert visitor.post(at("remove_template", steward, template.pk)).status_code == 302
    assert visitor.get(at("template", steward, template.pk)).status_code == 404


def test_what_is_wrong_in_a_document_stands_beside_the_field(steward: Membership) -> None:
    file = SimpleUploadedFile("Papier.docx", written("{{ structure.nmo }}"))
    answer = pages.visitor(steward).post(at("templates", steward), {"file": file})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])


def test_readers_use_templates_and_bring_none(steward: Membership, ours: Assessment) -> None:
    template = make_template(steward)
    reader = make_member(steward.organisation, role=Role.READER)
    visitor = pages.visitor(reader)
    assert visitor.get(on(template, ours)).status_code == 200
    file = SimpleUploadedFile("Papier.docx", written("{{ structure.nom }}"))
    assert visitor.post(at("templates", steward), {"file": file}).status_code == 403
    assert visitor.post(at("remove_template", steward, template.pk)).status_code == 403


def test_templates_leave_with_the_export_and_go_with_the_organisation(steward: Membership) -> None:
    template = make_template(steward)
    (row,) = queries.export_of(steward.organisation_id)["templates"]
    assert (row["title"], zipfile.is_zipfile(io.BytesIO(b64decode(row["content"])))) == (template.title, True)
    operations.erase(steward.organisation_id)
    assert Template.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_it_holds(steward: Membership, count: int) -> None:
    for number in range(count):
        make_template(steward, title=f"Modèle {number}")
    assert pages.statements(pages.visitor(steward), "get", at("templates", steward)) == (200, 6)


def test_a_template_of_another_organisation_is_not_found(steward: Membership, ours: Assessment) -> None:
    theirs = make_template(make_steward())
    visitor = pages.visitor(steward)
    assert [visitor.get(url).status_code for url in (on(theirs, ours), at("template", steward, theirs.pk))] == [
        404,
        404,
    ]
    assert visitor.get(f"{pages.address('on_template', ours, 'fr')}?modele=x").status_code == 404
    assert visitor.get(pages.address("on_template", ours, "fr")).status_code == 302
