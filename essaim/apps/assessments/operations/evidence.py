"""Evidence is brought once and backs as many practices as it is worth for, this year and the next ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from essaim.apps.assessments import queries, rules
from essaim.apps.assessments.enums import Confidentiality, EvidenceFault
from essaim.apps.assessments.models import LINK_LENGTH, TITLE_LENGTH, Evidence, Support
from essaim.apps.files import operations as files
from essaim.apps.files.rules import Refused as FileRefused
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.organisations.models import Membership

from . import texts
from .situations import Fault, Refused


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of evidence, whatever holds it."""

    title: str
    dated_on: date | None = None
    expires_on: date | None = None
    confidentiality: Confidentiality = Confidentiality.TEAM


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it came: its name and its bytes."""

    name: str
    content: bytes


@transaction.atomic
def add_evidence(
    by: Membership,
    *,
    told: Told,
    file: Brought | None = None,
    link: str = "",
    practices: Iterable[rules.Practice] = (),
    at: datetime,
) -> Evidence:
    """Keep a file or a link as evidence for these practices; `Refused` names what cannot be taken, of the file too."""
    backed = list(dict.fromkeys(practices))
    faults = [*_faults(told, at), *_source_faults(file, link.strip()), *_practice_faults(by, backed)]
    if faults:
        raise Refused(faults)
    try:
        stored = files.store(by, name=file.name, content=file.content, at=at) if file else None
    except FileRefused as refused:
        raise Refused([Fault("file", refused.fault.label)]) from refused
    evidence = Evidence(
        organisation=by.organisation, file=stored, link=link.strip(), added_at=at, added_by_id=by.account_id
    )
    _tell(evidence, told)
    evidence.save(force_insert=True)
    for practice in backed:
        support(evidence, practice)
    return evidence


def change_evidence(evidence: Evidence, *, told: Told, at: datetime) -> None:
    """Say something else of evidence; its file or link stays. `Refused` as for `add_evidence`."""
    if faults := list(_faults(told, at)):
        raise Refused(faults)
    _tell(evidence, told)
    evidence.save()


@transaction.atomic
def remove_evidence(evidence: Evidence) -> None:
    """Remove evidence with its file; closed assessments keep its title and its dates."""
    file = evidence.file
    Support.objects.filter(organisation_id=evidence.organisation_id, evidence=evidence).delete()
    evidence.delete()
    if file is not None:
        files.remove(file)


def support(evidence: Evidence, practice: rules.Practice) -> None:
    """Let evidence back a practice; once is enough."""
    Support.objects.get_or_create(
        organisation_id=evidence.organisation_id,
        evidence=evidence,
        framework_code=practice.framework,
        framework_is_own=practice.is_own,
        criterion=practice.criterion,
    )


def stop_supporting(evidence: Evidence, practice: rules.Practice) -> None:
    """Let evidence back a practice no more; it stays, and so does what else it backs."""
    queries.supports_of(evidence, practice).delete()


def _tell(evidence: Evidence, told: Told) -> None:
    evidence.title, evidence.confidentiality = told.title.strip(), told.confidentiality
    evidence.dated_on, evidence.expires_on = told.dated_on, told.expires_on


def _faults(told: Told, at: datetime) -> Iterator[Fault]:
    yield from texts.faults("title", told.title.strip(), TITLE_LENGTH)
    if not told.title.strip():
        yield Fault("title", EvidenceFault.NO_TITLE.label)
    if told.dated_on and told.dated_on > timezone.localdate(at):
        yield Fault("dated_on", EvidenceFault.IN_THE_FUTURE.label)
    if told.dated_on and told.expires_on and told.expires_on < told.dated_on:
        yield Fault("expires_on", EvidenceFault.EXPIRES_BEFORE.label)


def _source_faults(file: Brought | None, link: str) -> Iterator[Fault]:
    yield from texts.faults("link", link, LINK_LENGTH)
    if file is None and not link:
        yield Fault("file", EvidenceFault.NO_SOURCE.label)
    if file is not None and link:
        yield Fault("link", EvidenceFault.TWO_SOURCES.label)
    if link and not _is_https(link):
        yield Fault("link", EvidenceFault.LINK.label)


def _is_https(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return link.startswith("https://") and bool(parts.hostname) and link.isprintable() and " " not in link


def _practice_faults(by: Membership, practices: Iterable[rules.Practice]) -> Iterator[Fault]:
    for place, practice in enumerate(practices):
        owner = by.organisation_id if practice.is_own else None
        try:
            known = practice.criterion in frameworks.current(practice.framework, owner=owner).codes
        except frameworks.NotPublished:
            known = False
        if not known:
            yield Fault(f"supports.{place}.criterion", EvidenceFault.NO_PRACTICE.label)
