from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from essaim.apps.assessments.models import Assessment
from essaim.apps.frameworks.rules import Text
from essaim.apps.workshops import queries
from essaim.apps.workshops.queries import Waiting
from essaim.ui.charts import codes

register = template.Library()


@register.filter
def said(text: Text | None) -> str:
    """Return the words in the reader's language; none where there are none."""
    return text.get(get_language()) if text else ""


@register.simple_tag
def waiting_in(assessment: Assessment) -> Waiting | None:
    """Return what waits in the workshop that is open on the assessment, if there is one."""
    return queries.waiting_in(assessment)


@register.simple_tag
def qr(address: str, label: str) -> SafeString:
    """Draw an address as a code that phones read."""
    return codes.qr(address, label=label)
