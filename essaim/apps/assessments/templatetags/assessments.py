from collections.abc import Mapping

from django import template

from essaim.apps.assessments.exports import words

register = template.Library()
for word in (
    words.said,
    words.figure,
    words.exact,
    words.in_words,
    words.coverage,
    words.level_words,
    words.target_words,
):
    register.filter(word.__name__, word)


@register.filter
def at(mapping: Mapping[str, object], key: str) -> object:
    """Return what a mapping holds under a code."""
    return mapping[key]
