from datetime import datetime

from django.db import transaction

from essaim.apps.accounts.models import Account
from essaim.apps.organisations import emails, queries, rules, signals
from essaim.apps.organisations.enums import LinkKind, Role, TeamFault
from essaim.apps.organisations.models import Invitation, Membership
from essaim.apps.organisations.operations.links import close_link, open_link
from essaim.apps.organisations.operations.teams import TeamRefused


class InvitationOver(Exception):
    """Meanwhile the invitation was answered, withdrawn, or sent again under another link."""


@transaction.atomic
def invite(by: Membership, *, email: str, role: Role, language: str, at: datetime) -> Invitation:
    """Write to someone that a place waits in the team; inviting an address again renews its invitation.

    Nothing is said about whether the address has an account; only those already in the team are refused.
    """
    email = email.strip().lower()
    if queries.members_of(by.organisation_id).filter(account__email=email).exists():
        raise TeamRefused(TeamFault.ALREADY_MEMBER)
    waiting = queries.invitations_of(by.organisation_id)
    invitation = waiting.filter(email=email).first()
    if invitation is None:
        if waiting.count() >= rules.INVITATIONS_WAITING:
            raise TeamRefused(TeamFault.TOO_MANY_INVITATIONS)
        link = open_link(by.organisation_id, kind=LinkKind.INVITATION)
        invitation = Invitation(organisation=by.organisation, link=link, email=email)
    invitation.role, invitation.language, invitation.invited_by = role, language, by.account
    _send(invitation, at=at)
    return invitation


def resend(invitation: Invitation, *, at: datetime) -> None:
    """Send the invitation again with a new secret and a new term; the link sent before opens nothing any more."""
    _send(invitation, at=at)


def withdraw(invitation: Invitation) -> None:
    """Take the invitation back."""
    close_link(invitation.link_id)


def refuse(invitation: Invitation) -> None:
    """Decline the invitation; nothing is kept of it."""
    close_link(invitation.link_id)


@transaction.atomic
def accept(invitation: Invitation, *, account: Account, knowingly: bool, at: datetime) -> Membership:
    """Join the team with the role of the invitation; one sent to another address must be accepted knowingly.

    Someone already in the team keeps their role. Of two who hold the link, the second meets `InvitationOver`.
    """
    _hold(invitation)
    if not (knowingly or rules.is_same_address(invitation.email, account.email)):
        raise TeamRefused(TeamFault.OTHER_ADDRESS)
    membership, is_new = Membership.objects.get_or_create(
        organisation_id=invitation.organisation_id,
        account=account,
        defaults={"role": invitation.role, "created_at": at},
    )
    close_link(invitation.link_id)
    if is_new:
        signals.member_joined.send(Membership, membership=membership)
    return membership


def _send(invitation: Invitation, *, at: datetime) -> None:
    secret = rules.secret()
    invitation.digest = rules.digest(secret)
    invitation.sent_at, invitation.expires_at = at, rules.expiry(at)
    invitation.save()
    letter = emails.invitation_letter(invitation, secret=secret)  # now: once kept, the tenant is no longer set
    transaction.on_commit(letter.send, robust=True)


def _hold(invitation: Invitation) -> None:
    """Keep the invitation from anyone else until the transaction ends, if it still is what the link opened."""
    held = Invitation.objects.select_for_update().filter(pk=invitation.pk, digest=invitation.digest)
    if held.values_list("pk").first() is None:
        raise InvitationOver
