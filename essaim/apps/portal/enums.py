from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """Where an organisation is on its way this year."""

    NOTHING = "nothing"
    UNDER_WAY = "under_way"
    ALL_SAID = "all_said"
    CLOSED = "closed"


class Held(TextChoices):
    """What holds data about people, as a person would call it."""

    ACCOUNT = "accounts.Account", _("Your account")
    ADDRESS = "account.EmailAddress", _("Your e-mail addresses")
    SESSION = "usersessions.UserSession", _("The devices where you are signed in")
    AUTHENTICATOR = "mfa.Authenticator", _("Your second ways to sign in")
    MEMBERSHIP = "organisations.Membership", _("Your place in a team")
    INVITATION = "organisations.Invitation", _("Invitations to a team")
    TOKEN = "organisations.ApiToken", _("Keys for your programs")
    KEPT_ANSWER = "organisations.KeptAnswer", _("Answers to your programs")
    AFFILIATION = "organisations.Affiliation", _("Affiliations between organisations")
    FILE = "files.StoredFile", _("Files brought by a team")
    DRAFT = "frameworks.Draft", _("Referentials being written")
    OWN_VERSION = "frameworks.OwnVersion", _("Referentials of an organisation")
    FRAMEWORK_VERSION = "frameworks.FrameworkVersion", _("Referentials of the catalogue")
    ASSESSMENT = "assessments.Assessment", _("Assessments")
    ANSWER = "assessments.Answer", _("Answers to the questions")
    MOVE = "assessments.Move", _("Passages to a new version of a referential")
    REUSE = "assessments.Reuse", _("Answers taken over from another assessment")
    ANNOTATION = "assessments.Annotation", _("Events noted beside the years")
    EVIDENCE = "assessments.Evidence", _("Evidence behind answers")
    TEMPLATE = "assessments.Template", _("Templates of reports")
    INTAKE = "assessments.Intake", _("Spreadsheets that wait to be looked at")
    FORMER_ANSWER = "assessments.FormerAnswer", _("Answers kept from a former version")
    WORKSHOP = "workshops.Workshop", _("Workshops")
    DELIBERATION = "workshops.Deliberation", _("What was agreed in a workshop")
    SEAT = "workshops.Seat", _("People asked for their answers")
    BALLOT = "workshops.Ballot", _("What each person says alone in a workshop")
