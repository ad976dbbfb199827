"""What a referential says, and to whom each of its questions applies.

A version is one document, checked whole before it is published and never changed after. The profile of an
organisation can take a criterion away, always with a reason it can read; an unknown fact takes nothing away.
"""

from .applicability import EssentialSet, Exclusion, Profile, essential_codes, not_applicable
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
from .parsing import as_json, json_schema, parse, parse_target
from .parts import CODE, Part, Text, Work
from .plans import Change, Passage, Plan, plan
from .problems import Problem, Refused
from .targets import Entry, Link, Target, links
from .terms import resolve_terms

__all__ = [
    "CODE",
    "Anchor",
    "Card",
    "Change",
    "Condition",
    "Criterion",
    "Crosswalk",
    "Entry",
    "EssentialSet",
    "Exclusion",
    "Facilitation",
    "Feed",
    "Framework",
    "Indicator",
    "LegalFamily",
    "Link",
    "Mapping",
    "Opinion",
    "Part",
    "Passage",
    "Plan",
    "Practice",
    "Problem",
    "Profile",
    "Reading",
    "Refused",
    "Rule",
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
    "crosswalk",
    "essential_codes",
    "json_schema",
    "links",
    "not_applicable",
    "parse",
    "parse_target",
    "plan",
    "resolve_terms",
]
