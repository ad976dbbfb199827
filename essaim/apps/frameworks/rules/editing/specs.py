"""What is written in each kind of piece."""

from .fields import Choices, Field, Group, Line, Mark, Number, Rows, Value, Words
from .pieces import Kind

STAKES = Group("stakes", fields=(Words("organisation", True, 3), Words("society", True, 3)))
PRACTICES = Rows(
    "practices", row=Group("", fields=(Words("domain", True, 1), Words("text", True, 3), Words("setting", lines=1)))
)
WORK = Group("", fields=(Words("title", True, 1), Line("url")))
INDICATOR = Group(
    "",
    fields=(
        Words("name", True, 1),
        Words("definition", True),
        Words("unit", True, 1),
        Line("direction"),
        Words("frequency", True, 1),
        Words("where", True, 1),
    ),
)
FACILITATION = Group("facilitation", fields=(Words("opening", True), Words("example", True, 3), Words("move_on", True)))
MAPPING = Group("", fields=(Line("target"), Line("code"), Words("note", lines=1)))
PREREQUISITE = Group(
    "", fields=(Line("answer_to", True), Number("at_least", usual=None), Number("at_most", usual=None))
)
CONDITIONS = Group("asked_when", fields=(Rows("all", row=PREREQUISITE), Rows("any", row=PREREQUISITE)))
GROUP = Group("", fields=(Line("code", True), Words("title", True, 1), Words("summary"), Mark("default")))
REFERENCE = Group("", fields=(Line("code", True), Words("title", True, 1), Line("urn")))
CARD = Group(
    "card",
    fields=(Words("about", True, 4), Rows("key_ideas"), STAKES, PRACTICES, Rows("further", row=WORK)),
)
ANCHOR = Group("", fields=(Value("value"), Words("label", True, 1), Words("text", True)))
GENERAL: tuple[Field, ...] = (
    Words("title", True, 1),
    Words("description", True, 3),
    Line("version", True),
    Line("licence", True),
    Rows("notes", row=Words("", lines=3)),
    Rows("sources", row=WORK),
    Rows("groups", row=GROUP),
    Rows("references", row=REFERENCE),
)
SCALE: tuple[Field, ...] = (Words("description"), Rows("anchors", True, row=ANCHOR))
THEME: tuple[Field, ...] = (
    Words("title", True, 1),
    Words("summary", True, 3),
    Words("legal_title", lines=1),
    Line("essential_fallback"),
    CARD,
)


def fields_of(kind: Kind, levels: int = 0) -> tuple[Field, ...]:
    """Return what is written in a piece of this kind; a criterion may be told in as many levels as its scale has."""
    return {"general": GENERAL, "scale": SCALE, "theme": THEME}.get(kind) or (
        Words("title", True, 1),
        Words("question", True, 2),
        Words("help", lines=4),
        Line("scale"),
        Rows("anchors", count=levels),
        STAKES,
        PRACTICES,
        Words("first_step", lines=3),
        Rows("indicators", row=INDICATOR),
        Rows("evidence", row=Words("", lines=1)),
        Words("plain_question"),
        FACILITATION,
        Rows("mappings", row=MAPPING),
        Mark("essential"),
        Number("weight"),
        CONDITIONS,
        Choices("groups"),
        Choices("replaces"),
    )
