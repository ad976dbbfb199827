"""What a referential says, and to whom each of its questions applies.

A version is one document, checked whole before it is published and never changed after. The profile of an
organisation can take a criterion away, always with a reason it can read; an unknown fact takes nothing away.
"""

from .applicability import EssentialSet, Exclusion, Profile, essential_codes, not_applicable
from .document import (
    CODE,
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
    Text,
    Theme,
)
from .parsing import as_json, json_schema, parse, parse_target
from .problems import Problem, Refused
from .targets import Entry, Link, Target, links
from .terms import resolve_terms

__all__ = [
    "CODE",
    "Anchor",
    "Condition",
    "Criterion",
    "Entry",
    "EssentialSet",
    "Exclusion",
    "Framework",
    "LegalFamily",
    "Link",
    "Mapping",
    "Problem",
    "Profile",
    "Refused",
    "Rule",
    "Scale",
    "Section",
    "Target",
    "Term",
    "Text",
    "Theme",
    "as_json",
    "essential_codes",
    "json_schema",
    "links",
    "not_applicable",
    "parse",
    "parse_target",
    "resolve_terms",
]
