"""Pages of an organisation's own referentials: written, brought in a file, published, shared, taken."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from essaim.apps.frameworks import operations, queries
from essaim.apps.frameworks.models import Draft, FrameworkVersion, OwnVersion, Sharing
from essaim.apps.frameworks.rules import formats
from essaim.apps.frameworks.tests.factories import criterion, source, theme
from essaim.apps.frameworks.tests.own import AT, make_draft, make_steward, publish_own
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.tests.factories import make_member, membership_of
from essaim.kernel import tenancy

pytestmark = pytest.mark.django_db
SAID = {"by": "Comité", "on": "2026-02-20", "verdict": "reserved", "text": "À relire."}


@pytest.fixture
def steward():
    operations.load_builtin(at=AT)
    return make_steward()


def visitor(membership=None) -> Client:
    client = Client(headers={"accept-language": "en"})
    if membership:
        client.force_login(membership.account)
    return client


def address(name, membership, *arguments) -> str:
    return reverse(f"frameworks:{name}", args=[membership.organisation.slug, *arguments])


def yaml_of(content: bytes) -> bytes:
    return formats.as_yaml(operations.check(content)).encode()


def send(membership, content: bytes, name: str = "grid.yaml"):
    file = SimpleUploadedFile(name, content)
    return visitor(membership).post(address("upload", membership), {"file": file})


def test_a_referential_starts_from_another_one(steward):
    answer = visitor(steward).post(address("new", steward), {"source": "catalogue:alliance-12", "title": "La nôtre"})
    tenancy.set_organisations([steward.organisation_id])
    draft = Draft.objects.get()
    assert (answer.status_code, answer.url) == (302, draft.get_absolute_url())
    assert (draft.code, draft.base_code, len(queries.problems_of(draft))) == ("la-notre", "alliance-12", 0)


def test_a_referential_starts_from_a_blank_page(steward):
    visitor(steward).post(address("new", steward), {"source": "nothing", "title": "La nôtre"})
    tenancy.set_organisations([steward.organisation_id])
    assert [one.values["themes"][0]["code"] for one in Draft.objects.all()] == ["A"]


def test_a_name_is_kept_on_one_line_without_what_no_file_can_hold(steward):
    visitor(steward).post(address("new", steward), {"source": "nothing", "title": "La\x0b nôtre\x01"})
    tenancy.set_organisations([steward.organisation_id])
    assert Draft.objects.get().values["title"]["fr"] == "La nôtre"


def test_a_start_without_a_name_is_asked_again(steward):
    answer = visitor(steward).post(address("new", steward), {"source": "nothing", "title": " "})
    assert (answer.status_code, answer.context["form"].errors["title"]) == (422, ["This field is required."])


def test_a_file_is_looked_at_before_it_is_kept(steward):
    answer = send(steward, source())
    tenancy.set_organisations([steward.organisation_id])
    received = Draft.objects.get()
    assert (received.is_received, answer.url) == (True, address("received", steward, received.pk))
    page = visitor(steward).get(answer.url)
    assert page.context["framework"] == operations.check(source())
    kept = visitor(steward).post(answer.url)
    assert kept.url == received.get_absolute_url()
    tenancy.set_organisations([steward.organisation_id])
    assert [one.is_received for one in Draft.objects.all()] == [False]


def test_a_file_that_is_put_away_leaves_nothing(steward):
    address_of_it = send(steward, source()).url
    visitor(steward).post(address_of_it, {"discard": "1"})
    tenancy.set_organisations([steward.organisation_id])
    assert Draft.objects.count() == 0


def test_each_problem_of_a_file_is_told_at_its_place_and_nothing_is_kept(steward):
    broken = source(theme("A", criterion("A-1", weight=0)), licence="")
    answer = send(steward, broken)
    assert answer.status_code == 422
    assert [problem.path for problem in answer.context["problems"]] == ["licence", "themes[A].criteria[A-1].weight"]
    assert re.findall(r'<strong class="problem-place">(.*?)</strong>', answer.content.decode()) == [
        f"line {problem.line}" for problem in answer.context["problems"]
    ]
    tenancy.set_organisations([steward.organisation_id])
    assert Draft.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"\x00" * 40, "control_character"),
        (b"a: *x\n", "alias"),
        (b"PK\x03\x04" + b"0" * 60, "not_a_workbook"),
    ],
)
def test_what_is_no_referential_is_refused_in_a_sentence(steward, content, kind):
    answer = send(steward, content)
    assert (answer.status_code, [problem.kind.value for problem in answer.context["problems"]]) == (422, [kind])


def test_a_file_past_the_limit_is_refused_without_being_held(steward):
    answer = send(steward, b"x" * 10_500_000)
    (problem,) = answer.context["problems"]
    assert (answer.status_code, problem.kind.value) == (422, "too_large")


def test_a_page_that_takes_no_file_drops_it(steward):
    file = SimpleUploadedFile("a.yaml", b"x" * 100)
    answer = visitor(steward).post(address("new", steward), {"file": file, "source": "nothing", "title": "Ours"})
    assert (answer.status_code, len(answer.wsgi_request.FILES)) == (302, 0)


def test_a_draft_is_published_with_what_was_said_of_it(steward):
    draft = make_draft(steward)
    answer = visitor(steward).post(address("publish", steward, draft.pk), SAID)
    assert answer.url == address("own_detail", steward, "small")
    page = visitor(steward).get(answer.url)
    assert (page.context["opinion"].by, page.context["opinion"].verdict) == ("Comité", "reserved")


def test_the_page_that_publishes_says_what_by_its_title(steward):
    draft = make_draft(steward)
    page = visitor(steward).get(address("publish", steward, draft.pk))
    assert re.search(r'class="kicker"><a href="[^"]+">([^<]+)<', page.content.decode())[1] == "Small"


def test_the_navigation_tells_the_catalogue_from_referentials_of_ones_own(steward):
    current = re.compile(r'<a href="([^"]+)" aria-current="(?:page|true)">')
    ours = address("own", steward)
    assert current.findall(visitor(steward).get(ours).content.decode()) == [ours]
    catalogue = reverse("frameworks:catalogue")
    assert current.findall(visitor(steward).get(catalogue).content.decode()) == [catalogue]


def test_without_an_opinion_nothing_is_published(steward):
    draft = make_draft(steward)
    answer = visitor(steward).post(address("publish", steward, draft.pk), {})
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["by", "on", "text", "verdict"])
    assert answer.content.decode().count('class="alert alert-error"') == 1
    tenancy.set_organisations([steward.organisation_id])
    assert OwnVersion.objects.count() == 0


def test_with_a_problem_nothing_is_published(steward):
    draft = make_draft(steward)
    operations.edit(draft, values={**draft.values, "licence": ""}, revision=1, by=steward, at=AT)
    answer = visitor(steward).post(address("publish", steward, draft.pk), SAID)
    assert (answer.status_code, [problem.path for problem in answer.context["problems"]]) == (422, ["licence"])
    tenancy.set_organisations([steward.organisation_id])
    assert OwnVersion.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "role", "status"),
    [
        ("new", Role.READER, 403),
        ("upload", Role.READER, 403),
        ("next_version", Role.READER, 403),
        ("share", Role.CONTRIBUTOR, 403),
        ("put_in_catalogue", Role.CONTRIBUTOR, 403),
        ("own_detail", Role.READER, 200),
        ("own", Role.READER, 200),
    ],
)
def test_those_who_write_edit_and_stewards_alone_publish(steward, name, role, status):
    publish_own(steward)
    other = make_member(steward.organisation, role=role)
    arguments = ["small"] if name in {"next_version", "share", "put_in_catalogue", "own_detail"} else []
    send_it = visitor(other).post if name in {"next_version", "share"} else visitor(other).get
    assert send_it(address(name, steward, *arguments)).status_code == status


def test_publishing_is_for_stewards(steward):
    draft = make_draft(steward)
    other = make_member(steward.organisation, role=Role.CONTRIBUTOR)
    assert visitor(other).post(address("publish", steward, draft.pk), SAID).status_code == 403


def test_whoever_holds_the_link_reads_and_takes_the_referential(steward):
    publish_own(steward)
    visitor(steward).post(address("share", steward, "small"))
    tenancy.set_organisations([steward.organisation_id])
    link = reverse("frameworks:shared_detail", args=[Sharing.objects.get().address])
    read = visitor().get(link)
    assert read.context["framework"] == operations.check(source())
    # A page that hides where it is sends forms without their origin, and they are refused.
    assert (read.headers["Referrer-Policy"], read.content.count(b'name="referrer"')) == ("same-origin", 0)
    other = make_steward(name="Les Jardins")
    taken = visitor(other).post(link, {"organisation": other.organisation.slug})
    assert taken.url == address("own_detail", other, "small")
    page = visitor(other).get(taken.url)
    assert (page.context["own"].given_by, page.context["framework"].code) == (steward.organisation.name, "small")
    titled = re.search(r'<h2 id="opinion-title">([^<]+)<', page.content.decode())
    assert titled and titled[1] == "Where it comes from"


def test_a_link_that_was_closed_opens_nothing(steward):
    publish_own(steward)
    visitor(steward).post(address("share", steward, "small"))
    tenancy.set_organisations([steward.organisation_id])
    sharing = Sharing.objects.get()
    visitor(steward).post(address("stop_sharing", steward, "small"))
    assert visitor().get(reverse("frameworks:shared_detail", args=[sharing.address])).status_code == 404


@pytest.mark.parametrize("link", ["nothing", "0123456789ab.0", f"{'0' * 12}.{'0' * 48}", "é.é"])
def test_an_address_that_was_never_given_opens_nothing(db, link):
    assert visitor().get(reverse("frameworks:shared_detail", args=[link])).status_code == 404


def test_a_reader_of_an_organisation_does_not_take_for_it(steward):
    publish_own(steward)
    sharing = operations.share(steward, code="small", at=AT)
    reader = make_member(make_steward().organisation, role=Role.READER)
    link = reverse("frameworks:shared_detail", args=[sharing.address])
    answer = visitor(reader).post(link, {"organisation": reader.organisation.slug})
    assert (answer.status_code, answer.context["form"]) == (422, None)


def test_a_referential_goes_to_the_catalogue_under_the_name_of_its_organisation(steward):
    publish_own(steward)
    answer = visitor(steward).post(address("put_in_catalogue", steward, "small"))
    assert answer.url == reverse("frameworks:detail", args=["small"])
    there = FrameworkVersion.objects.get(code="small")
    assert there.publisher_name == steward.organisation.name


def test_a_code_of_the_catalogue_is_not_taken_over(steward):
    publish_own(steward)
    operations.load(source(version="9"), at=AT)
    answer = visitor(steward).post(address("put_in_catalogue", steward, "small"))
    assert answer.status_code == 422
    assert answer.context["refused"].startswith("Another referential of the catalogue bears the same code.")


def test_the_list_costs_the_same_for_one_referential_or_three(steward, django_assert_num_queries):
    publish_own(steward, source(code="one"))
    make_draft(steward, source(code="draft-one"))
    client = visitor(steward)
    client.get(address("own", steward))
    with django_assert_num_queries(10):
        client.get(address("own", steward))
    tenancy.set_organisations([steward.organisation_id])
    steward = membership_of(steward.account, steward.organisation)
    for code in ("two", "three"):
        publish_own(steward, source(code=code))
        make_draft(steward, source(code=f"draft-{code}"))
    client.get(address("own", steward))
    with django_assert_num_queries(10):
        client.get(address("own", steward))


def test_an_own_referential_is_read_and_taken_along_where_it_belongs(steward):
    publish_own(steward)
    client = visitor(steward)
    assert client.get(address("own_criterion", steward, "small", "A-2")).context["criterion"].code == "A-2"
    assert client.get(address("own_theme", steward, "small", "B")).context["theme"].code == "B"
    assert client.get(address("own_source", steward, "small")).content == yaml_of(source())
    workbook = client.get(address("own_workbook", steward, "small"))
    assert operations.check(workbook.content) == operations.check(source())
    assert [client.get(address(*there)).status_code for there in missing(steward)] == [404, 404, 404, 404]


def missing(steward):
    yield "own_criterion", steward, "small", "Z-1"
    yield "own_theme", steward, "small", "Z"
    yield "own_detail", steward, "other"
    yield "own_source", steward, "alliance-12"


def test_a_shared_referential_is_read_page_by_page(steward):
    publish_own(steward)
    link = operations.share(steward, code="small", at=AT).address
    theme = visitor().get(reverse("frameworks:shared_theme", args=[link, "A"]))
    way = reverse("frameworks:shared_criterion", args=[link, "A-1"])
    assert f'href="{way}"' in theme.content.decode()
    assert visitor().get(way).context["criterion"].code == "A-1"
