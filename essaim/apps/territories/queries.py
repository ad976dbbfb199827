from django.db.models import Case, Func, IntegerField, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Length

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
    if digits := rules.postcode_start(text):
        found = _with_postcode(found, digits).alias(
            rank=Func("postcodes", function="cardinality", output_field=IntegerField())
        )
    elif start := rules.fold(text):
        exact = Case(When(folded_name=start, then=Value(0)), default=Value(1))
        found = found.filter(folded_name__startswith=start).alias(rank=exact)
    else:
        return found.none()
    return found.order_by("rank", "-population", Length("folded_name"), "code")[:FOUND_AT_MOST]


def _with_postcode(communes: QuerySet[Commune], digits: str) -> QuerySet[Commune]:
    if len(digits) == len("44000"):
        return communes.filter(postcodes__contains=[digits])
    # Written out as {44000,44100}: reading all of them is faster than the index asked for a hundred postcodes.
    return communes.alias(written=Cast("postcodes", TextField())).filter(written__regex=f"[{{,]{digits}")


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
