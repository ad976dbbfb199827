from django import template
from django.conf import settings
from django.http import HttpRequest

from essaim.apps.accounts import rules

register = template.Library()


@register.simple_tag(takes_context=True)
def passkeys_work(context: dict[str, HttpRequest]) -> bool:
    """Whether a browser would accept a passkey at this address."""
    return rules.passkeys_work_on(context["request"].get_host())


@register.filter
def device(user_agent: str) -> str:
    """What a browser says of itself, in two words."""
    return rules.device_name(user_agent)


@register.simple_tag
def demonstration() -> bool:
    """Whether this site is a demonstration, whose letters land on a page."""
    return settings.DEMO
