"""What a referential says, and to whom each of its questions applies.

A version is one document, checked whole before it is published and never changed after. The profile of an
organisation can take a criterion away, always with a reason it can read; an unknown fact takes nothing away.
"""

from .applicability import EssentialSet, Exclusion, Profile, essential_codes, not_applicable
from .asking import asked_only_when
from .changes import Change
from .comparisons import Chapter, Compared, Comparison, compare
from .content import Card, Facilitation, Indicator, Practice, Reading, Stakes, Wording
from .crosswalks import Crosswalk, Feed, crosswalk
from .document import (
    Anchor,
    Condition,
    Criterion,
    Framework,
    LegalFamily,
    Mapping,
    Rule,
    Scale,
    Section,
    Term,
    Theme,
)
from .opinions import Opinion, Verdict
from .origin import Group
from .outlines import beside, is_large, outline
from .parsing import as_json, json_schema, parse, parse_target
from .parts import CODE, Part, Text, Work
from .plans import Passage, Plan, plan
from .prerequisites import AskedWhen, Prerequisite
from .problems import Problem, Refused
from .targets import Entry, Link, Target, links
from .terms import resolve_terms
from .words import Run, runs, same_words

__all__ = [
    "CODE",
    "Anchor",
    "AskedWhen",
    "Card",
    "Change",
    "Chapter",
    "Compared",
    "Comparison",
    "Condition",
    "Criterion",
    "Crosswalk",
    "Entry",
    "EssentialSet",
    "Exclusion",
    "Facilitation",
    "Feed",
    "Framework",
    "Group",
    "Indicator",
    "LegalFamily",
    "Link",
    "Mapping",
    "Opinion",
    "Part",
    "Passage",
    "Plan",
    "Practice",
    "Prerequisite",
    "Problem",
    "Profile",
    "Reading",
    "Refused",
    "Rule",
    "Run",
    "Scale",
    "Section",
    "Stakes",
    "Target",
    "Term",
    "Text",
    "Theme",
    "Verdict",
    "Wording",
    "Work",
    "as_json",
    "asked_only_when",
    "beside",
    "compare",
    "crosswalk",
    "essential_codes",
    "is_large",
    "json_schema",
    "links",
    "not_applicable",
    "outline",
    "parse",
    "parse_target",
    "plan",
    "resolve_terms",
    "runs",
    "same_words",
]
