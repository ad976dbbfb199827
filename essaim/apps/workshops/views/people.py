"""Who is asked, how many have answered, and never who said what."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essaim.apps.organisations import queries as organisations
from essaim.apps.workshops import operations, policies, queries, rules
from essaim.apps.workshops.enums import Mode
from essaim.apps.workshops.forms import ModeForm, PeopleForm

if TYPE_CHECKING:
    from essaim.apps.organisations.middleware import TenantRequest
    from essaim.apps.workshops.models import Seat, Workshop

REFUSED = 422


@require_safe
def detail(request: "TenantRequest", pk: UUID) -> HttpResponse:
    """Show who is asked and how many have answered, by group and by theme."""
    workshop = policies.get_workshop(request.membership, pk, to="view")
    seats = list(queries.seats_of(workshop))
    counted = queries.counted_in(workshop, seats)
    own = next((seat for seat in seats if seat.account_id == request.membership.account_id), None)
    context = {
        "workshop": workshop,
        "assessment": workshop.assessment,
        "counted": counted,
        "seats": seats,
        "own": own,
        "can_lead": policies.can_lead(request.membership),
        "mode_form": ModeForm(initial={"mode": workshop.mode}),
        "are_few": workshop.mode == Mode.APART and counted.are_few,
        "floor": rules.FLOOR,
        "meeting_url": _meeting_url(workshop),
    }
    return render(request, "workshops/detail.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: "TenantRequest", pk: UUID) -> HttpResponse:
    """Ask people for their answers; links that nobody is sent are shown once, to copy or to print."""
    workshop = policies.get_workshop(request.membership, pk, to="lead")
    form = _form(request, workshop)
    if form.is_valid():
        group = policies.get_group(workshop, form.cleaned_data["group"])
        try:
            asked = operations.invite(
                workshop,
                group=group,
                people=form.asked,
                themes=form.cleaned_data["themes"],
                language=form.cleaned_data["language"],
            )
        except operations.WorkshopOver:
            messages.error(request, _("This workshop is closed."))
            return redirect(workshop)
        except operations.Refused as refused:
            for fault in refused.faults:
                form.add_error(fault.field if fault.field in form.fields else None, str(fault.sentence))
        else:
            return _asked(request, workshop, asked)
    context = {"workshop": workshop, "form": form}
    return render(request, "workshops/invite.html", context, status=REFUSED if form.is_bound else 200)


def _asked(request: "TenantRequest", workshop: "Workshop", asked: list[operations.Asked]) -> HttpResponse:
    sent = sum(1 for one in asked if one.seat.email or one.seat.account_id)
    if sent:
        words = ngettext("%(count)d message is on its way.", "%(count)d messages are on their way.", sent)
        messages.success(request, words % {"count": sent})
    slips = [(one.seat, one.secret) for one in asked if one.secret and not one.seat.email]
    return _slips(request, workshop, slips) if slips else redirect(workshop)


@never_cache
@require_POST
def renew(request: "TenantRequest", pk: UUID, seat: UUID) -> HttpResponse:
    """Give someone a new link: sent to their address, or shown once."""
    workshop = policies.get_workshop(request.membership, pk, to="lead")
    found = policies.get_seat(request.membership, workshop, seat)
    if found.link_id is None or not workshop.is_open:
        return redirect(workshop)
    secret = operations.renew(found)
    if found.email:
        messages.success(request, _("A new link is on its way to %(email)s.") % {"email": found.email})
        return redirect(workshop)
    return _slips(request, workshop, [(found, secret)])


@require_POST
def uninvite(request: "TenantRequest", pk: UUID, seat: UUID) -> HttpResponse:
    """Ask someone no longer."""
    workshop = policies.get_workshop(request.membership, pk, to="lead")
    operations.uninvite(policies.get_seat(request.membership, workshop, seat))
    messages.success(request, _("This person is asked no longer."))
    return redirect(workshop)


@require_POST
def remind(request: "TenantRequest", pk: UUID) -> HttpResponse:
    """Write once more to those who have not said they are done."""
    workshop = policies.get_workshop(request.membership, pk, to="lead")
    try:
        count = len(operations.remind(workshop, on=timezone.localdate()))
    except operations.WorkshopOver:
        messages.error(request, _("This workshop is closed."))
        return redirect(workshop)
    words = ngettext("%(count)d reminder is on its way.", "%(count)d reminders are on their way.", count)
    nobody = _("Nobody to remind today: each is written to once a day at most, until they say they are done.")
    messages.success(request, words % {"count": count} if count else nobody)
    return redirect(workshop)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: "TenantRequest", pk: UUID) -> HttpResponse:
    """Show the code of the room, on a screen or in print; a POST opens or closes the link behind it."""
    workshop = policies.get_workshop(request.membership, pk, to="lead")
    if request.method == "POST":
        if "close" in request.POST:
            operations.close_meeting(workshop)
            return redirect(workshop)
        if workshop.is_open:
            operations.open_meeting(workshop)
        return redirect("workshops:meeting", workshop.organisation.slug, workshop.pk)
    address = _meeting_url(workshop)
    if not address:
        return redirect(workshop)
    return render(request, "workshops/meeting.html", {"workshop": workshop, "address": address})


def _slips(request: "TenantRequest", workshop: "Workshop", links: list[tuple["Seat", str]]) -> HttpResponse:
    slips = [{"seat": seat, "address": _address(f"{seat.link_id}.{secret}")} for seat, secret in links]
    return render(request, "workshops/slips.html", {"workshop": workshop, "slips": slips})


def _form(request: "TenantRequest", workshop: "Workshop") -> PeopleForm:
    framework = queries.framework_of(workshop)
    taken = {seat.account_id for seat in queries.seats_of(workshop)}
    members = organisations.members_of(workshop.organisation_id)
    return PeopleForm(
        request.POST if request.method == "POST" else None,
        groups=queries.groups_of(workshop),
        framework=framework,
        themes=list(dict.fromkeys(framework.theme_of(one.code).code for one in queries.asked_in(workshop))),
        members=[member.account for member in members if member.account_id not in taken],
        initial={"language": request.LANGUAGE_CODE},
    )


def _meeting_url(workshop: "Workshop") -> str:
    link = workshop.meeting_link_id
    return _address(f"{link}.{workshop.meeting_secret}") if link and workshop.is_open else ""


def _address(link: Any) -> str:
    return f"{settings.PUBLIC_URL}{reverse('workshops:answer', args=[link])}"
