from django.db.models import Case, Func, IntegerField, QuerySet, Value, When
from django.db.models.functions import Length

from essaim.apps.territories import rules
from essaim.apps.territories.models import Commune

FOUND_AT_MOST = 12


def commune(code: str) -> Commune | None:
    """Return the commune with its department and region, if the code is on the map."""
    known = Commune.objects.select_related("department", "region")
    return known.filter(code=code).first() if code.isalnum() else None


def communes_matching(text: str) -> QuerySet[Commune]:
    """Return the communes whose name or postcode starts as typed: the exact name first, then the most peopled.

    A postcode of a big city gives its arrondissement before the city, which has many.
    """
    found = Commune.objects.select_related("department")
    text = text.strip()[:100]
    if postcodes := rules.postcodes_from(text):
        found = found.filter(postcodes__overlap=postcodes).alias(
            rank=Func("postcodes", function="cardinality", output_field=IntegerField())
        )
    elif start := rules.fold(text):
        exact = Case(When(folded_name=start, then=Value(0)), default=Value(1))
        found = found.filter(folded_name__startswith=start).alias(rank=exact)
    else:
        return found.none()
    return found.order_by("rank", "-population", Length("folded_name"), "code")[:FOUND_AT_MOST]


def commune_meant(text: str, code: str) -> Commune | None:
    """Return the commune somebody means: the one chosen if it fits the text, else the only one the text can name."""
    chosen = commune(code) if code else None
    if chosen and (not text or rules.fits(text, name=chosen.name, postcodes=chosen.postcodes)):
        return chosen
    found = list(communes_matching(text))
    exact = [place for place in found if place.folded_name == rules.fold(text)]
    for alone in (found, exact):
        if len(alone) == 1:
            return alone[0]
    return None
