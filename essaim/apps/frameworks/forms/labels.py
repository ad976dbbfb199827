"""What each thing to write is called, and a word of help where it is not plain."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Label:
    """The name of a field, its help, and what one more row of it is called."""

    name: object
    help: object = ""
    add: object = ""


LABELS = {
    "title": Label(_("Title")),
    "description": Label(_("Description"), _("Two or three sentences: for whom, about what, and why you made it.")),
    "version": Label(_("Version"), _("A year and a number, such as 2026.1. Each published version has its own.")),
    "licence": Label(_("Licence"), _("Under which conditions others may take up your words.")),
    "notes": Label(_("Notes"), _("Cautions, thanks, where the texts come from."), _("Add a note")),
    "sources": Label(_("Sources"), _("Texts, laws, guides you drew on."), _("Add a source")),
    "sources.title": Label(_("Title")),
    "sources.url": Label(_("Web address")),
    "anchors": Label(_("Levels"), "", _("Add a level")),
    "anchors.label": Label(_("Name of the level")),
    "anchors.text": Label(_("What one can see at this level")),
    "summary": Label(_("Summary"), _("What this theme is about, in one or two sentences.")),
    "legal_title": Label(_("Title in the law"), _("Only if the words of the law are not yours.")),
    "essential_fallback": Label(
        _("Practice that stands in"),
        _("It joins the short set where nothing else of this theme concerns the organisation."),
    ),
    "about": Label(_("What it is about")),
    "key_ideas": Label(_("Key ideas"), "", _("Add an idea")),
    "further": Label(_("To go further"), "", _("Add a text")),
    "further.title": Label(_("Title")),
    "further.url": Label(_("Web address")),
    "question": Label(_("Question"), _("The one sentence people answer. Speak to “you”, about facts.")),
    "help": Label(_("Help"), _("What the question is about, with one concrete example. 60 to 90 words read well.")),
    "scale": Label(_("Scale"), _("The levels people choose from.")),
    "stakes.organisation": Label(_("For the organisation")),
    "stakes.society": Label(_("For society")),
    "practices": Label(
        _("What others do"), _("Real examples, from small and large organisations."), _("Add an example")
    ),
    "practices.domain": Label(_("Domain of action")),
    "practices.text": Label(_("What they do")),
    "practices.setting": Label(_("In what kind of organisation")),
    "first_step": Label(_("First step"), _("What to do on Monday if you start from zero.")),
    "indicators": Label(_("Indicators"), _("Figures or facts to follow year after year."), _("Add an indicator")),
    "indicators.name": Label(_("Name of the indicator")),
    "indicators.definition": Label(_("Definition")),
    "indicators.unit": Label(_("Unit")),
    "indicators.direction": Label(_("Where progress lies")),
    "indicators.frequency": Label(_("How often")),
    "indicators.where": Label(_("Where to find it")),
    "evidence": Label(_("Usually at hand"), _("Documents or traces that show it."), _("Add a document")),
    "plain_question": Label(
        _("The question in plain words"), _("For people outside: short sentences, everyday words, one idea each.")
    ),
    "facilitation.opening": Label(_("To open the talk")),
    "facilitation.example": Label(_("An example")),
    "facilitation.move_on": Label(_("Time to move on when…")),
    "mappings": Label(_("Links to other references"), _("ISO 26000, the goals, another referential."), _("Add a link")),
    "mappings.target": Label(_("Reference")),
    "mappings.code": Label(_("Number or code there")),
    "mappings.note": Label(_("Caution")),
    "essential": Label(_("Part of the short set"), _("Asked of those who take the quick tour.")),
    "weight": Label(_("How much it counts"), _("1, unless a practice counts more than the others, or less.")),
    "groups": Label(
        _("Groups"),
        _("Questions for some organisations alone, or a level of ambition: chosen when an assessment starts."),
        _("Add a group"),
    ),
    "groups.code": Label(_("Short name"), _("Letters and figures, without spaces; it does not change.")),
    "groups.title": Label(_("Title")),
    "groups.summary": Label(_("Summary")),
    "groups.default": Label(_("Chosen unless said otherwise")),
    "references": Label(
        _("Other referentials you link to"),
        _("Besides those the platform knows: they can then be named among the links of a practice."),
        _("Add a referential"),
    ),
    "references.code": Label(_("Short name"), _("Letters and figures, without spaces; it does not change.")),
    "references.title": Label(_("Title")),
    "references.urn": Label(_("Its identifier elsewhere (URN)")),
    "asked_when.all": Label(_("All of this must hold"), "", _("Add a condition")),
    "asked_when.any": Label(_("One of these is enough"), "", _("Add a condition")),
    "replaces": Label(
        _("Takes over the answers of"), _("Practices of the former version whose answers are to be found here.")
    ),
}
for way in ("all", "any"):
    LABELS |= {
        f"asked_when.{way}.answer_to": Label(_("The answer to")),
        f"asked_when.{way}.at_least": Label(_("Stands at least at")),
        f"asked_when.{way}.at_most": Label(_("Stands at most at")),
    }
ROW = re.compile(r"\.(\d+)")
LANGUAGE = re.compile(r"\.(fr|en)$")


def label_of(name: str) -> Label:
    """Return what a field is called; `name` is the one it is typed under, rows and languages included."""
    plain = LANGUAGE.sub("", ROW.sub("", name)).removeprefix("card.")
    return LABELS.get(plain) or Label(plain)


def title_of(name: str) -> str:
    """Return what a place is called in a list: “Indicators 2, Unit (in French)”."""
    found = ROW.search(name)
    head, rest = (name[: found.start()], name[found.end() :]) if found else (name, "")
    words = str(label_of(head).name)
    if found:
        words += f" {int(found[1]) + 1}"
    if LANGUAGE.sub("", rest):
        words += f", {label_of(name).name}"
    language = LANGUAGE.search(name)
    if language is None:
        return words
    return str((_("%(name)s, in French") if language[1] == "fr" else _("%(name)s, in English")) % {"name": words})
