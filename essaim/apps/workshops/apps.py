from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkshopsConfig(AppConfig):
    name = "essaim.apps.workshops"
    label = "workshops"
    slots = {"assessment.closing": "workshops/_closing.html", "assessment.together": "workshops/_together.html"}

    def ready(self) -> None:
        from essaim.kernel import privacy

        import_module("essaim.apps.workshops.receivers")
        reasons = {
            "legal_basis": _("Legitimate interest of the organisation: looking at its practices together."),
            "retention": _("As long as the organisation keeps the workshop."),
        }
        privacy.declare("workshops.Workshop", "opened_by", purpose=_("Say who opened a workshop."), **reasons)
        privacy.declare("workshops.Workshop", "facilitator_name", purpose=_("Say who leads the meeting."), **reasons)
        privacy.declare("workshops.Workshop", "present", purpose=_("Say who was there."), **reasons)
        privacy.declare("workshops.Deliberation", "settled_by", purpose=_("Say who wrote what was agreed."), **reasons)
        invited = _("Ask someone for their answers, and remind them; never tied to what they answer.")
        until_closed = {**reasons, "retention": _("Until the workshop is closed.")}
        privacy.declare("workshops.Seat", "name", "email", "account", purpose=invited, **until_closed)
        privacy.declare(
            "workshops.Ballot",
            "name",
            purpose=_("Show an answer with the name of who gave it, in a workshop with names."),
            legal_basis=_("Agreement of the person, asked before the first question."),
            retention=_("Until the workshop is closed."),
        )
