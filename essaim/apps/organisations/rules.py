"""Who an organisation is, and who may speak for it.

Identifiers are those of the French registers: a SIREN names a legal unit, a SIRET one of its places, an RNA number
an association; none is required. An organisation always keeps at least one steward. What opens a door (a link, a
token) is kept only as a digest.
"""

import hashlib
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from stdnum.eu import nace
from stdnum.exceptions import ValidationError as NumberRefused
from stdnum.fr import siren as siren_numbers
from stdnum.fr import siret as siret_numbers

from essaim.apps.organisations.enums import IdentifierFault, Kind, LegalFamily, NafVersion
from essaim.kernel import accents

INVITATION_LASTS = timedelta(days=14)
INVITATIONS_WAITING = 100
ANSWER_KEPT = timedelta(days=1)
SLUG_LENGTH = 60
# First words of our own addresses, so that no organisation can be taken for a page.
RESERVED_SLUGS = frozenset(
    {
        *("admin", "aide", "api", "composants", "compte", "connexion", "demo", "essaim", "export", "healthz"),
        *("invitations", "langue", "new", "nouvelle", "o", "organisations", "recherche", "referentiels"),
        *("static", "structures", "support", "territoires"),
    }
)
# The French number of an association; overseas, the third character may be a letter.
RNA = re.compile(r"W\d[\dA-Z]\d{7}")
NAF = re.compile(r"(\d{2})\.?(\d{2})([A-Z])")
NACE_REVISIONS = {NafVersion.REV2: "2.0", NafVersion.NAF2025: "2.1"}


@dataclass
class IdentifierRefused(ValueError):
    """An identifier that no register can have given."""

    field: str
    fault: IdentifierFault


@dataclass(frozen=True)
class Facts:
    """What an organisation says of itself; a number not said is `None`, never zero."""

    name: str
    legal_family: LegalFamily
    kind: Kind = Kind.ORGANISATION
    employees: int | None = None
    volunteers: int | None = None
    insee_code: str = ""
    siren: str = ""
    siret: str = ""
    rna: str = ""
    naf_code: str = ""
    naf_version: str = ""


def checked(facts: Facts) -> Facts:
    """Return the facts with checked identifiers; a SIRET implies its SIREN, another SIREN beside it is refused."""
    place = siret(facts.siret) if facts.siret else ""
    unit = siren(facts.siren) if facts.siren else place[:9]
    if place and place[:9] != unit:
        raise IdentifierRefused("siret", IdentifierFault.SIRET_OTHER_SIREN)
    version = NafVersion(facts.naf_version or NafVersion.REV2)
    return replace(
        facts,
        name=" ".join(facts.name.split()),  # on one line: it stands in letters, where a second one could say anything
        siren=unit,
        siret=place,
        rna=rna(facts.rna) if facts.rna else "",
        naf_code=naf(facts.naf_code, version) if facts.naf_code else "",
        naf_version=version.value if facts.naf_code else "",
    )


def siren(text: str) -> str:
    """Return the nine digits of a SIREN, spaces dropped; refuse a wrong length or check digit."""
    try:
        return str(siren_numbers.validate(_compact(text)))
    except NumberRefused:
        raise IdentifierRefused("siren", IdentifierFault.SIREN) from None


def siret(text: str) -> str:
    """Return the fourteen digits of a SIRET, spaces dropped; La Poste's places follow their own sum (domain §7.2)."""
    try:
        return str(siret_numbers.validate(_compact(text)))
    except NumberRefused:
        raise IdentifierRefused("siret", IdentifierFault.SIRET) from None


def rna(text: str) -> str:
    """Return an RNA number in capitals, spaces dropped; it has no check digit, so its shape alone is looked at."""
    number = _compact(text).upper()
    if not (number.isascii() and RNA.fullmatch(number)):
        raise IdentifierRefused("rna", IdentifierFault.RNA)
    return number


def naf(text: str, version: NafVersion) -> str:
    """Return an activity code as `88.99B`; its European class must exist in the nomenclature's NACE revision."""
    match = NAF.fullmatch(_compact(text).upper())
    if match is None or not nace.is_valid(match[1] + match[2], revision=NACE_REVISIONS[version]):
        raise IdentifierRefused("naf_code", IdentifierFault.NAF)
    return f"{match[1]}.{match[2]}{match[3]}"


def slugs(name: str) -> Iterator[str]:
    """Yield addresses for the name, from the plainest to ones nobody else can have."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[: SLUG_LENGTH - 10].strip("-") or "structure"
    if plain not in RESERVED_SLUGS:
        yield plain
    yield from (f"{plain}-{number}" for number in range(2, 10))
    while True:
        yield f"{plain}-{secrets.token_hex(4)}"


def fold(name: str) -> str:
    """Return the name in lower case without accents, to compare and to sort."""
    text = name.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("Æ", "ae")
    return accents.without(text).casefold()


def masked(email: str) -> str:
    """Return the address with its first letter only, for people it may not belong to."""
    person, _, host = email.partition("@")
    return f"{person[:1]}…@{host}"


def is_same_address(one: str, other: str) -> bool:
    """Return whether two e-mail addresses reach the same person, as far as one can tell."""
    return one.strip().casefold() == other.strip().casefold()


def expiry(sent_at: datetime) -> datetime:
    """Return when an invitation sent at that moment stops opening."""
    return sent_at + INVITATION_LASTS


def routing_id() -> str:
    """Return a new public half of a secret address: unguessable enough, and safe in any mail reader."""
    return secrets.token_hex(6)


def secret() -> str:
    """Return a new secret of 192 bits."""
    return secrets.token_hex(24)


def digest(text: str) -> str:
    """Return what is kept of a secret: SHA-256, enough since the secret itself cannot be guessed."""
    return hashlib.sha256(text.encode()).hexdigest()


def _compact(text: str) -> str:
    return re.sub(r"[\s.\-]", "", text)
