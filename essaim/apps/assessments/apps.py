from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "essaim.apps.assessments"
    label = "assessments"
    slots = {
        "account.signup": "assessments/trial/_waiting.html",
        "framework.files": "assessments/_paper.html",
        "framework.own": "assessments/_use_framework.html",
        "organisation.navigation": "assessments/_navigation.html",
        "organisation.notice": "assessments/trial/_notice.html",
    }

    def ready(self) -> None:
        from essaim.kernel import privacy

        reasons = {
            "legal_basis": _("Legitimate interest of the organisation: knowing who said what, to work together."),
            "retention": _("As long as the organisation keeps the assessment."),
        }
        privacy.declare("assessments.Assessment", "started_by", purpose=_("Say who started an assessment."), **reasons)
        privacy.declare("assessments.Answer", "answered_by", purpose=_("Say who answered a criterion last."), **reasons)
        privacy.declare("assessments.Answer", "assignee", purpose=_("Say who takes a criterion in hand."), **reasons)
        privacy.declare("assessments.Move", "moved_by", purpose=_("Say who chose a new version."), **reasons)
        privacy.declare("assessments.Annotation", "noted_by", purpose=_("Say who noted an event."), **reasons)
        privacy.declare("assessments.Reuse", "reused_by", purpose=_("Say who took answers over."), **reasons)
        privacy.declare("assessments.Evidence", "added_by", purpose=_("Say who brought evidence."), **reasons)
        privacy.declare(
            "assessments.Intake",
            "received_by",
            purpose=_("Say who brought a spreadsheet."),
            legal_basis=reasons["legal_basis"],
            retention=_("Thirty days, or until its content is taken or put away."),
        )
        privacy.declare("assessments.Intake", "name", purpose=_("The name of a file, not of a person."), **reasons)
        privacy.declare("assessments.Template", "uploaded_by", purpose=_("Say who brought a template."), **reasons)
        named = _("Say which organisation gives a template to those affiliated to it.")
        privacy.declare("assessments.Template", "given_by", purpose=named, **reasons)
        kept = _("Keep an answer from a former version readable, with who gave it.")
        privacy.declare("assessments.FormerAnswer", "answered_by", "assignee", purpose=kept, **reasons)
