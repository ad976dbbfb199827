from django import template
from django.utils.translation import get_language

from essaim.apps.assessments.enums import State
from essaim.apps.assessments.models import Answer
from essaim.apps.assessments.rules import score_of
from essaim.apps.frameworks.rules import Anchor, Scale
from essaim.apps.workshops.enums import Outcome

register = template.Library()


@register.filter
def outcome(code: str) -> str:
    """Return an outcome in words."""
    return str(Outcome(code).label)


@register.filter
def quarters(anchor: Anchor, scale: Scale) -> int:
    """Return how many of a cell's four steps a level fills."""
    return round(score_of(anchor.value, scale) / 25)


@register.filter
def answer_words(answer: Answer, scale: Scale) -> str:
    """Return an answer in the words of its scale, with its reason."""
    said = State(answer.state).label if answer.level is None else scale.anchor(answer.level).label.get(get_language())
    return " · ".join(filter(None, [str(said), answer.reason, answer.comment]))
