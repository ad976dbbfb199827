from collections.abc import Iterable

from django import template
from django.template import Context
from django.utils.translation import get_language

from essaim.apps.frameworks import rules
from essaim.apps.frameworks.enums import Direction, Fate, Verdict

register = template.Library()


@register.filter
def text(words: rules.Text) -> str:
    """Return a referential's text in the language of the page: `{{ criterion.title|text }}`."""
    return words.get(get_language())


@register.filter
def asked_only_when(framework: rules.Framework, asked: rules.AskedWhen) -> rules.Text:
    """Return in words what a question waits for: `{{ framework|asked_only_when:criterion.asked_when|text }}`."""
    return rules.asked_only_when(framework, asked)


@register.filter
def steps(scale: rules.Scale, anchors: Iterable[rules.Anchor]) -> list[tuple[int, rules.Anchor]]:
    """Return each level with the number of steps (0 to 4) that its cell shows filled."""
    return [(round(4 * scale.share(anchor.value)), anchor) for anchor in anchors]


@register.filter
def by_domain(practices: Iterable[rules.Practice]) -> list[tuple[rules.Text, list[rules.Practice]]]:
    """Return practices by domain of action, in the order these first appear."""
    domains: dict[rules.Text, list[rules.Practice]] = {}
    for practice in practices:
        domains.setdefault(practice.domain, []).append(practice)
    return list(domains.items())


@register.filter
def direction(value: str) -> str:
    """Return in which way an indicator tells progress."""
    return str(Direction(value).label)


@register.filter
def verdict(value: str) -> str:
    """Return an opinion in a word or two."""
    return str(Verdict(value).label)


@register.filter
def fates(plan: rules.Plan) -> list[str]:
    """Return how many criteria have each fate in a new version, in words."""
    return [fate.counted(count) for fate in Fate if (count := len(plan.of(fate)))]


@register.simple_tag(takes_context=True)
def at(context: Context, page: str, *arguments: str) -> str:
    """Return the address of a page of the referential, where it is being read: `{% at "criterion" code %}`."""
    address: str = context["place"].url(page, *arguments)
    return address
