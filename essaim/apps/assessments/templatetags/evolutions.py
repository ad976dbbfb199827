from collections.abc import Iterable

from django import template

from essaim.apps.assessments.exports import drawings, evolutions

register = template.Library()
register.simple_tag(evolutions.title_of)
register.filter("mark", drawings.mark)


@register.filter
def beside(names: Iterable[str], looks: Iterable[object]) -> list[tuple[str, object]]:
    """Return the name of each year with what it says."""
    return list(zip(names, looks, strict=True))
