"""What a self-assessment is worth, and how far that can be trusted: the scoring rule, and its only home.

A practice not yet there, planned, not concerned and not known are four different things. What does not concern the
organisation counts nowhere; what is not known lowers coverage, never the score; a score never goes without its
coverage and the theme where there is most to do. Nothing is rounded before it is shown.
"""

from .answers import Answer, AnswerRefused, View, check_answer, check_views
from .comparisons import Comparison, Line, NotComparable, Track, compare
from .criteria import CriterionResult, default_target
from .distributions import Distribution, LevelCount
from .efforts import minutes_for
from .evidence import Evidence, Practice, documented, standing
from .explanations import (
    CriterionWorking,
    Explanation,
    LeftOut,
    OverallWorking,
    Term,
    Working,
    explain,
    subtotals,
    working,
)
from .grids import Fallback, Grid, ScopeRefused, check_groups, check_scope, in_scope
from .links import Confidence, Links, Touched
from .moves import Arrival, arrivals, options, themes_after, unmoved
from .results import LARGE, Overall, Result, ThemeResult, assess, closing, is_large
from .reuses import Offer, Proposal, offer
from .scores import COVERAGE_FLOOR, METHOD, as_shown, score_of
from .trials import Trial, TrialTooLong, TrialUnreadable, pack, subject_of, unpack

__all__ = [
    "COVERAGE_FLOOR",
    "LARGE",
    "METHOD",
    "Answer",
    "AnswerRefused",
    "Arrival",
    "Comparison",
    "Confidence",
    "CriterionResult",
    "CriterionWorking",
    "Distribution",
    "Evidence",
    "Explanation",
    "Fallback",
    "Grid",
    "LeftOut",
    "LevelCount",
    "Line",
    "Links",
    "NotComparable",
    "Offer",
    "Overall",
    "OverallWorking",
    "Practice",
    "Proposal",
    "Result",
    "ScopeRefused",
    "Term",
    "ThemeResult",
    "Touched",
    "Track",
    "Trial",
    "TrialTooLong",
    "TrialUnreadable",
    "View",
    "Working",
    "arrivals",
    "as_shown",
    "assess",
    "check_answer",
    "check_groups",
    "check_scope",
    "check_views",
    "closing",
    "compare",
    "default_target",
    "documented",
    "explain",
    "in_scope",
    "is_large",
    "minutes_for",
    "offer",
    "options",
    "pack",
    "score_of",
    "standing",
    "subject_of",
    "subtotals",
    "themes_after",
    "unmoved",
    "unpack",
    "working",
]
