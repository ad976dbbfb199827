from django import template
from django.utils.translation import get_language

from essaim.apps.frameworks import rules

register = template.Library()


@register.filter
def text(words: rules.Text) -> str:
    """Return a referential's text in the language of the page: `{{ criterion.title|text }}`."""
    return words.get(get_language())


@register.filter
def steps(scale: rules.Scale) -> list[tuple[int, rules.Anchor]]:
    """Return each level with the number of steps (0 to 4) that its cell shows filled."""
    return [(round(4 * scale.share(anchor.value)), anchor) for anchor in scale.anchors]
