from django import template

from essaim.apps.assessments.exports import combs

register = template.Library()
register.simple_tag(combs.comb_of)
