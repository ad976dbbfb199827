"""Referentials of an organisation's own: written, published with an opinion, shared, taken, put in the catalogue."""

import pytest
from django.db import DatabaseError, transaction

from essaim.apps.frameworks import operations, policies, queries, rules
from essaim.apps.frameworks.models import Draft, FrameworkVersion, OwnVersion, Sharing
from essaim.apps.frameworks.rules import drafts
from essaim.apps.frameworks.tests.factories import criterion, source, text, theme
from essaim.apps.frameworks.tests.own import AT, LATER, OPINION, make_draft, make_steward, offer_of, publish_own
from essaim.apps.organisations.tests.factories import as_tenant
from essaim.kernel import tenancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward():
    return make_steward()


def test_a_received_file_waits_apart_and_a_second_one_takes_its_place(steward):
    reading = operations.examine(source())
    operations.receive(steward, reading=reading, at=AT)
    received = operations.receive(steward, reading=reading, at=LATER)
    assert [(one.pk, one.is_received) for one in queries.drafts_of(steward.organisation_id)] == [(received.pk, True)]


def test_a_received_file_takes_the_place_of_the_draft_once_it_is_kept(steward):
    make_draft(steward)
    other = source(title={"fr": "Autre", "en": "Other"})
    kept = make_draft(steward, other, at=LATER)
    (there,) = queries.drafts_of(steward.organisation_id)
    assert (there.pk, there.values["title"]["fr"]) == (kept.pk, "Autre")


def test_a_draft_that_is_too_large_can_be_made_smaller(steward):
    draft = make_draft(steward)
    notes = [text("x" * 600_000), text("x" * 600_000)]
    draft = operations.edit(draft, values={**draft.values, "notes": notes}, revision=1, by=steward, at=AT)
    with pytest.raises(operations.DraftTooLarge):
        operations.rearrange(draft, change=lambda values: {**values, "licence": "CC BY"}, by=steward, at=AT)
    smaller = operations.rearrange(draft, change=lambda values: {**values, "licence": ""}, by=steward, at=AT)
    assert smaller.values["licence"] == ""


def test_a_draft_of_an_unfinished_referential_is_kept_as_typed(steward):
    operations.load_builtin(at=AT)
    draft = operations.start_blank(steward, title="Nouveau", at=AT)
    values = {**draft.values, "description": {"fr": "À finir", "en": ""}}
    operations.edit(draft, values=values, revision=1, by=steward, at=LATER)
    (there,) = queries.drafts_of(steward.organisation_id)
    assert (there.values, there.revision, there.edited_at) == (values, 2, LATER)


def test_two_authors_of_one_draft_do_not_overwrite_each_other(steward):
    draft = make_draft(steward)
    operations.edit(draft, values={"code": "small", "first": True}, revision=1, by=steward, at=AT)
    with pytest.raises(operations.DraftChanged):
        operations.edit(draft, values={"code": "small", "second": True}, revision=1, by=steward, at=LATER)
    assert queries.drafts_of(steward.organisation_id).get().values == {"code": "small", "first": True}


def test_a_code_leads_to_one_referential(steward):
    operations.load(source(code="public"), at=AT)
    publish_own(steward, source(code="own"))
    make_draft(steward, source(code="written"))
    made = [operations.duplicate(steward, source=offer_of(steward, "own"), title=one, at=AT) for one in CODES]
    assert [draft.code for draft in made] == ["public-2", "own-2", "written-2", "a-grid-of-ours"]
    assert [(draft.base_code, draft.base_is_own) for draft in made] == [("own", True)] * 4


CODES = ["Public", "own", "Written!", "A grid (of ours)"]


def test_a_file_made_from_the_catalogue_becomes_a_duplicate_linked_to_it(steward):
    operations.load(source(), at=AT)
    mine = operations.examine(source(title={"fr": "La nôtre", "en": "Ours"}, version="7"))
    received = operations.receive(steward, reading=mine, at=AT)
    made = drafts.framework_of(received.values, queries.targets())
    assert (made.code, made.version, made.title.fr) == ("small-2", "1", "La nôtre")
    assert [(link.target, link.code) for link in made.criterion("A-1").mappings] == [("small", "A-1")]
    assert (received.base_code, received.base_is_own) == ("small", False)


def test_there_is_an_end_to_drafts(steward, monkeypatch):
    operations.load_builtin(at=AT)
    monkeypatch.setattr("essaim.apps.frameworks.operations.drafts.MANY", 1)
    make_draft(steward)
    with pytest.raises(operations.TooManyDrafts):
        operations.start_blank(steward, title="Nouveau", at=AT)


def test_a_draft_is_published_with_an_opinion_and_is_done(steward):
    published = publish_own(steward)
    assert Draft.objects.count() == 0
    assert queries.current("small", owner=steward.organisation_id) == operations.check(source())
    assert queries.opinion_on("small", "1", owner=steward.organisation_id) == OPINION
    assert (published.published_by_id, published.given_by) == (steward.account_id, "")


def test_a_draft_with_problems_is_not_published(steward):
    draft = make_draft(steward)
    draft = operations.edit(draft, values={**draft.values, "licence": ""}, revision=1, by=steward, at=AT)
    with pytest.raises(rules.Refused) as refused:
        operations.publish_draft(draft, opinion=OPINION, by=steward, at=AT)
    assert [problem.path for problem in refused.value.problems] == ["licence"]
    assert Draft.objects.count() == 1


def test_an_opinion_is_on_the_words_that_were_read(steward):
    read = make_draft(steward)
    there = queries.drafts_of(steward.organisation_id).get()
    operations.edit(there, values={**there.values, "licence": "CC BY"}, revision=1, by=steward, at=AT)
    with pytest.raises(operations.DraftChanged):
        operations.publish_draft(read, opinion=OPINION, by=steward, at=AT)
    operations.publish_draft(there, opinion=OPINION, by=steward, at=AT)
    assert [row.document["licence"] for row in OwnVersion.objects.all()] == ["CC BY"]


def test_what_another_process_published_is_found_where_it_is_asked_for(steward):
    own = publish_own(steward)
    OwnVersion.objects.all().delete()
    queries.forget()
    assert (queries.latest(None), queries.latest(steward.organisation_id)) == ({}, {})
    own.save(force_insert=True)  # as another process does: nothing here is told of it
    published = {name: getattr(own, name) for name in ("document", "digest", "source", "published_at")}
    FrameworkVersion.objects.create(code="small", version="1", **published)
    found = (policies.get_own(steward, "small"), queries.current("small", owner=steward.organisation_id))
    assert (found[0], found[1].version, queries.newest("small", None)) == (own, "1", "1")
    FrameworkVersion.objects.create(code="other", version="1", **published)
    assert [one.version for one in queries.editions("other")] == ["1"]


def test_memory_is_refreshed_once_others_can_read_what_was_published(steward, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as afterwards:
        publish_own(steward)
    with as_tenant():
        assert queries.latest(steward.organisation_id) == {}
    tenancy.set_organisations([steward.organisation_id])
    for refresh in afterwards:
        refresh()
    assert queries.latest(steward.organisation_id) == {"small": "1"}


def test_a_published_number_is_not_used_again(steward):
    publish_own(steward)
    other = make_draft(steward, source(licence="CC BY"))
    with pytest.raises(operations.VersionTaken):
        operations.publish_draft(other, opinion=OPINION, by=steward, at=LATER)
    assert queries.current("small", owner=steward.organisation_id).licence == "CC0"


def test_a_published_version_never_changes(steward):
    publish_own(steward)
    with pytest.raises(DatabaseError), transaction.atomic():
        OwnVersion.objects.update(version="2")
    assert OwnVersion.objects.get().version == "1"


def test_the_next_version_starts_from_the_last_one_and_is_started_once(steward):
    publish_own(steward)
    draft = operations.start_version(steward, code="small", at=LATER)
    again = operations.start_version(steward, code="small", at=LATER)
    assert (draft.pk, draft.values["version"], draft.base_version, draft.base_is_own) == (again.pk, "2", "1", True)
    assert queries.base_of(draft) == queries.document("small", "1", owner=steward.organisation_id)


def test_an_own_referential_is_nobody_elses(steward):
    publish_own(steward)
    other = make_steward()
    with pytest.raises(queries.NotPublished):
        queries.current("small", owner=other.organisation_id)
    with pytest.raises(queries.NotPublished):
        queries.offer(other.organisation_id, "small")
    assert [one.code for one in queries.catalogue()] == []


def test_an_organisation_is_offered_its_own_first_then_the_catalogue(steward):
    operations.load(source(code="public"), at=AT)
    publish_own(steward)
    operations.load(source(code="small", licence="CC BY"), at=AT)
    offered = queries.offered(steward.organisation_id)
    assert [(one.framework.code, one.framework.licence, one.owner) for one in offered] == [
        ("small", "CC0", steward.organisation_id),
        ("public", "CC0", None),
    ]


def test_what_is_put_in_the_catalogue_bears_a_name_and_an_opinion(steward):
    there = operations.put_in_catalogue(publish_own(steward), by=steward, at=LATER)
    assert (there.publisher, there.publisher_name) == (steward.organisation_id, steward.organisation.name)
    assert queries.current("small") == operations.check(source())
    assert queries.opinion_on("small", "1") == OPINION


def test_the_catalogue_takes_the_next_versions_of_the_same_publisher_alone(steward):
    other = make_steward()
    theirs = publish_own(other, source(version="3"))
    steward = make_steward()
    operations.put_in_catalogue(publish_own(steward), by=steward, at=AT)
    operations.put_in_catalogue(publish_own(steward, source(version="2")), by=steward, at=LATER)
    assert queries.current("small").version == "2"
    tenancy.set_organisations([other.organisation_id])
    with pytest.raises(operations.CodeTaken):
        operations.put_in_catalogue(theirs, by=other, at=LATER)


def test_the_platforms_next_referentials_are_not_forestalled(steward):
    mine = publish_own(steward, source(code="essaim-2030"))
    with pytest.raises(operations.CodeTaken):
        operations.put_in_catalogue(mine, by=steward, at=AT)


def test_the_platforms_own_codes_stay_its_own(steward):
    mine = publish_own(steward, source(version="2"))
    operations.load(source(), at=AT)
    with pytest.raises(operations.CodeTaken):
        operations.put_in_catalogue(mine, by=steward, at=AT)
    assert FrameworkVersion.objects.count() == 1


def test_a_link_is_opened_once_and_closed_for_good(steward):
    publish_own(steward)
    sharing = operations.share(steward, code="small", at=AT)
    assert operations.share(steward, code="small", at=LATER) == sharing
    assert queries.sharing_behind(sharing.link_id, sharing.secret) == sharing
    assert [queries.sharing_behind(sharing.link_id, one) for one in ("0" * 48, "é", "")] == [None] * 3
    operations.stop_sharing(sharing)
    assert Sharing.objects.count() == 0


def test_nothing_unpublished_is_shared(steward):
    make_draft(steward)
    with pytest.raises(queries.NotPublished):
        operations.share(steward, code="small", at=AT)


def test_what_is_shared_becomes_the_own_of_who_takes_it(steward):
    framework = operations.check(source())
    taken = operations.adopt(steward, framework=framework, source="…", given_by="Le réseau", at=AT)
    assert (taken.given_by, queries.current("small", owner=steward.organisation_id)) == ("Le réseau", framework)
    newer = operations.check(source(theme("A", criterion("A-1")), version="2"))
    operations.adopt(steward, framework=newer, source="…", given_by="Le réseau", at=LATER)
    assert queries.current("small", owner=steward.organisation_id) == newer


def test_what_is_taken_does_not_mix_with_what_one_wrote(steward):
    publish_own(steward)
    newer = operations.check(source(version="2"))
    with pytest.raises(operations.CodeTaken):
        operations.adopt(steward, framework=newer, source="…", given_by="Le réseau", at=AT)


def test_what_was_taken_gets_no_version_of_ones_own(steward):
    draft = make_draft(steward, source(version="2"))
    operations.adopt(steward, framework=operations.check(source()), source="…", given_by="Le réseau", at=AT)
    with pytest.raises(operations.CodeTaken):
        operations.publish_draft(draft, opinion=OPINION, by=steward, at=LATER)
    assert [one.given_by for one in OwnVersion.objects.all()] == ["Le réseau"]


def test_a_file_made_from_what_was_taken_becomes_a_duplicate_of_it(steward):
    operations.adopt(steward, framework=operations.check(source()), source="…", given_by="Le réseau", at=AT)
    received = operations.receive(steward, reading=operations.examine(source(version="2")), at=AT)
    assert (received.code, received.base_code, received.base_is_own) == ("small-2", "small", True)


def test_an_organisation_takes_its_referentials_along_and_leaves_nothing(steward):
    publish_own(steward)
    make_draft(steward, source(code="other"))
    operations.share(steward, code="small", at=AT)
    part = queries.export_of(steward.organisation_id)
    assert [(row["code"], row["version"], row["opinion"]["by"]) for row in part["referentials"]] == [
        ("small", "1", "Comité des pratiques")
    ]
    assert [row["code"] for row in part["drafts"]] == ["other"]
    assert [row["code"] for row in part["sharings"]] == ["small"]
    operations.erase(steward.organisation_id)
    assert [model.objects.count() for model in (Draft, OwnVersion, Sharing)] == [0, 0, 0]


def test_the_tables_answer_their_organisation_alone(steward):
    publish_own(steward)
    make_draft(steward, source(code="other"))
    operations.share(steward, code="small", at=AT)
    stranger = make_steward()
    with as_tenant(stranger.organisation, stranger.account):
        assert [model.objects.count() for model in (Draft, OwnVersion, Sharing)] == [0, 0, 0]
