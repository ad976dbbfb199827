from dataclasses import replace
from datetime import timedelta

import pytest

from essaim.apps.accounts import operations as accounts
from essaim.apps.accounts import queries as people
from essaim.apps.organisations import operations, queries, rules, signals
from essaim.apps.organisations.enums import AffiliationFault, Kind, LegalFamily, LinkKind, Role, TeamFault
from essaim.apps.organisations.models import ApiToken, Invitation, Membership, SecretLink
from essaim.apps.organisations.operations import AffiliationRefused, CommuneUnknown, TeamRefused
from essaim.apps.organisations.rules import Facts, IdentifierRefused
from essaim.apps.organisations.tests.factories import (
    AT,
    make_account,
    make_member,
    make_organisation,
    membership_of,
)
from essaim.apps.territories.tests.factories import load_small_map
from essaim.kernel import tenancy

pytestmark = pytest.mark.django_db
FACTS = Facts(name="Les Tilleuls", legal_family=LegalFamily.ASSOCIATION)


@pytest.fixture
def steward():
    """Return the membership of the only steward of an organisation."""
    account = make_account(name="Ana")
    return membership_of(account, make_organisation(steward=account, name="Les Tilleuls"))


@pytest.fixture
def told():
    """Return what the context announces, as it comes."""
    heard = []
    listeners = [
        (signal, lambda sender, signal, name=name, **said: heard.append((name, said)))
        for name, signal in vars(signals).items()
        if isinstance(signal, signals.Signal)
    ]
    for signal, listener in listeners:
        signal.connect(listener)
    yield heard
    for signal, listener in listeners:
        signal.disconnect(listener)


def invite(by, email="claire@exemple.org", role=Role.CONTRIBUTOR, at=AT):
    return operations.invite(by, email=email, role=role, language="fr", at=at)


def link_in(mail):
    return next(line for line in mail.body.splitlines() if "/invitations/" in line).rpartition("/")[2]


def test_the_creator_becomes_steward_and_the_creation_is_announced(told):
    account = make_account()
    tenancy.set_account(account.pk)
    membership = operations.create(by=account, facts=replace(FACTS, siret="732 829 320 00074"), at=AT)
    assert (membership.role, membership.organisation.slug) == (Role.STEWARD, "les-tilleuls")
    assert membership.organisation.siren == "732829320"
    assert told == [("organisation_created", {"organisation": membership.organisation, "by": account})]


def test_a_name_taken_by_another_tenant_gives_another_address():
    make_organisation(name="Les Tilleuls")
    assert make_organisation(name="Les Tilleuls").slug == "les-tilleuls-2"
    assert make_organisation(name="Nouvelle").slug == "nouvelle-2"


def test_wrong_facts_create_nothing():
    account = make_account()
    tenancy.set_account(account.pk)
    with pytest.raises(IdentifierRefused):
        operations.create(by=account, facts=replace(FACTS, rna="W1"), at=AT)
    with pytest.raises(CommuneUnknown):
        operations.create(by=account, facts=replace(FACTS, insee_code="00000"), at=AT)
    assert queries.memberships_of(account.pk) == []


def test_a_commune_on_the_map_is_kept(tmp_path):
    load_small_map(tmp_path)
    assert make_organisation(insee_code="98735").insee_code == "98735"


def test_a_revision_tells_which_facts_changed_and_silence_when_none_did(steward, told):
    operations.revise(steward.organisation, facts=replace(FACTS, employees=9, volunteers=0))
    operations.revise(steward.organisation, facts=replace(FACTS, employees=9, volunteers=0))
    assert told == [
        (
            "profile_changed",
            {"organisation": steward.organisation, "changed": frozenset({"employees", "volunteers"})},
        )
    ]


def test_the_kind_is_chosen_once(steward):
    operations.revise(steward.organisation, facts=replace(FACTS, kind=Kind.NETWORK))
    assert steward.organisation.kind == Kind.ORGANISATION


def test_an_invitation_is_written_in_the_language_chosen(steward, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        operations.invite(steward, email="Paul@Exemple.org", role=Role.READER, language="en", at=AT)
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["paul@exemple.org"], "Les Tilleuls invites you to its team")
    assert mail.body.count("Ana invites you to join the team of Les Tilleuls") == 1
    assert Invitation.objects.get().digest == rules.digest(link_in(mail).partition(".")[2])


def test_inviting_again_renews_the_invitation_and_the_first_link_opens_nothing(
    steward, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        invite(steward)
        renewed = invite(steward, role=Role.STEWARD, at=AT + timedelta(days=10))
    first, second = (link_in(mail).split(".") for mail in mailoutbox)
    now = AT + timedelta(days=20)
    assert queries.invitation_behind(*first, now=now) is None
    assert queries.invitation_behind(*second, now=now) == renewed
    assert queries.invitation_behind(*second, now=AT + timedelta(days=24)) is None


def test_an_invitation_withdrawn_or_refused_leaves_nothing(steward):
    operations.withdraw(invite(steward))
    operations.refuse(invite(steward))
    assert Invitation.objects.count() == 0
    assert SecretLink.objects.filter(kind=LinkKind.INVITATION).count() == 0


def test_inviting_an_address_with_an_account_or_without_does_the_same(steward):
    known = make_account("connue@exemple.org")
    one, other = invite(steward, known.email), invite(steward, "inconnue@exemple.org")
    assert (one.role, one.expires_at) == (other.role, other.expires_at)


def test_someone_of_the_team_is_not_invited(steward):
    member = make_member(steward.organisation)
    with pytest.raises(TeamRefused) as refused:
        invite(steward, member.account.email.upper())
    assert refused.value.fault == TeamFault.ALREADY_MEMBER


def test_invitations_without_an_answer_have_a_limit(steward, monkeypatch):
    monkeypatch.setattr(rules, "INVITATIONS_WAITING", 1)
    invite(steward, "a@exemple.org")
    with pytest.raises(TeamRefused) as refused:
        invite(steward, "b@exemple.org")
    assert refused.value.fault == TeamFault.TOO_MANY_INVITATIONS


def test_who_accepts_joins_with_the_role_and_the_invitation_goes(steward, told):
    account = make_account("claire@exemple.org")
    membership = operations.accept(invite(steward), account=account, knowingly=False, at=AT)
    assert (membership.role, Invitation.objects.count()) == (Role.CONTRIBUTOR, 0)
    assert told == [("member_joined", {"membership": membership})]


def test_an_invitation_to_another_address_is_accepted_only_knowingly(steward):
    account = make_account("autre@exemple.org")
    invitation = invite(steward)
    with pytest.raises(TeamRefused) as refused:
        operations.accept(invitation, account=account, knowingly=False, at=AT)
    assert refused.value.fault == TeamFault.OTHER_ADDRESS
    assert operations.accept(invitation, account=account, knowingly=True, at=AT).account == account


def test_accepting_again_keeps_the_role_one_has(steward):
    invitation = invite(steward, "x@exemple.org", role=Role.READER)
    assert operations.accept(invitation, account=steward.account, knowingly=True, at=AT).role == Role.STEWARD


def test_the_last_steward_stays_and_stays_steward(steward):
    for action in (
        lambda: operations.leave(steward),
        lambda: operations.remove(steward),
        lambda: operations.change_role(steward, role=Role.READER),
    ):
        with pytest.raises(TeamRefused) as refused:
            action()
        assert refused.value.fault == TeamFault.LAST_STEWARD
    operations.change_role(steward, role=Role.STEWARD)


def test_with_a_second_steward_the_first_may_leave(steward, told):
    operations.change_role(make_member(steward.organisation), role=Role.STEWARD)
    operations.leave(steward)
    assert queries.steward_count(steward.organisation_id) == 1
    assert [name for name, _ in told] == ["member_left"]


def test_an_affiliation_is_asked_by_one_and_accepted_by_the_other(steward):
    network_lead = make_account()
    network = make_organisation(steward=network_lead, name="Le Réseau", kind=Kind.NETWORK)
    code = queries.affiliation_code(network.pk)
    mine = membership_of(steward.account, steward.organisation)
    asked = operations.ask_affiliation(mine, code=f"{code[:6]}-{code[6:].upper()}", at=AT)
    assert (asked.organisation_name, asked.network_name, asked.accepted_at) == ("Les Tilleuls", "", None)
    theirs = membership_of(network_lead, network)
    operations.accept_affiliation(queries.affiliations_of(network.pk).get(), by=theirs, at=AT)
    membership_of(steward.account, steward.organisation)
    seen = queries.affiliations_of(steward.organisation_id).get()
    assert (seen.network_name, seen.accepted_at) == ("Le Réseau", AT)
    operations.end_affiliation(seen)
    assert queries.affiliations_of(steward.organisation_id).count() == 0


def test_a_code_that_leads_nowhere_or_to_the_same_kind_is_refused(steward):
    other = queries.affiliation_code(make_organisation().pk)
    mine = membership_of(steward.account, steward.organisation)
    own = queries.affiliation_code(steward.organisation_id)
    for code, fault in (
        ("000000000000", AffiliationFault.CODE_UNKNOWN),
        (own, AffiliationFault.CODE_UNKNOWN),
        (other, AffiliationFault.TWO_ORGANISATIONS),
    ):
        with pytest.raises(AffiliationRefused) as refused:
            operations.ask_affiliation(mine, code=code, at=AT)
        assert refused.value.fault == fault


def test_an_affiliation_is_asked_once(steward):
    code = queries.affiliation_code(make_organisation(kind=Kind.NETWORK).pk)
    mine = membership_of(steward.account, steward.organisation)
    operations.ask_affiliation(mine, code=code, at=AT)
    with pytest.raises(AffiliationRefused) as refused:
        operations.ask_affiliation(mine, code=code, at=AT)
    assert refused.value.fault == AffiliationFault.ALREADY_ASKED


def test_a_token_is_kept_as_a_digest_and_its_use_as_a_day(steward):
    token, text = operations.issue_token(steward.account, name="export", at=AT)
    assert text.startswith(f"{token.prefix}_")
    assert ApiToken.objects.get().digest == rules.digest(text)
    operations.note_use(token, on=AT.date())
    assert queries.token_holder(text).last_used_on == AT.date()
    operations.revoke_token(token)
    assert queries.token_holder(text) is None


def test_the_token_of_a_closed_account_opens_nothing(steward):
    _, text = operations.issue_token(steward.account, name="export", at=AT)
    steward.account.is_active = False
    steward.account.save()
    assert queries.token_holder(text) is None


def test_the_only_steward_cannot_erase_their_account(steward):
    assert len(people.objections_to_erasure(steward.account)) == 1
    with pytest.raises(accounts.Objected):
        accounts.erase(steward.account, at=AT)


def test_who_erases_their_account_leaves_teams_and_tokens(steward):
    member = make_member(steward.organisation)
    operations.issue_token(member.account, name="export", at=AT)
    assert people.personal_data_of(member.account)["tokens"][0]["name"] == "export"
    accounts.erase(member.account, at=AT)
    membership_of(steward.account, steward.organisation)
    assert list(Membership.objects.values_list("account_id", flat=True)) == [steward.account_id]
    assert ApiToken.objects.count() == 0
