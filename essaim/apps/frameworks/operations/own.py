"""From a draft to a version that never changes: for the organisation alone, for those it gives a link to, for all."""

from datetime import datetime

from django.db import connection, transaction

from essaim.apps.frameworks import queries, rules
from essaim.apps.frameworks.enums import LinkKind
from essaim.apps.frameworks.models import Draft, FrameworkVersion, OwnVersion, Sharing
from essaim.apps.frameworks.rules import drafts, formats
from essaim.apps.organisations import operations as organisations
from essaim.apps.organisations.models import Membership
from essaim.apps.organisations.rules import secret

from .publishing import as_published, read_again
from .situations import CodeTaken, DraftChanged, OutOfCatalogue, VersionTaken

OURS = "essaim-"  # what comes with the platform is called so: its next referentials are not to be forestalled


@transaction.atomic
def publish_draft(draft: Draft, *, opinion: rules.Opinion, by: Membership, at: datetime) -> OwnVersion:
    """Publish a draft for its organisation, with the opinion recorded on it; the draft is done.

    `rules.Refused` names every problem; a version published already with other words raises `VersionTaken`, the code of
    a referential that another organisation gave `CodeTaken`, a draft that changed since it was read `DraftChanged`: an
    opinion is on these words and no others.
    """
    if not queries.drafts_of(by.organisation_id).select_for_update().filter(pk=draft.pk, revision=draft.revision):
        raise DraftChanged
    framework = drafts.framework_of(draft.values, queries.targets())
    if queries.is_given(by.organisation_id, framework.code):
        raise CodeTaken(framework.code)
    published = _own_version(by, framework, formats.as_yaml(framework), opinion=opinion, at=at)
    draft.delete()
    return published


@transaction.atomic
def put_in_catalogue(version: OwnVersion, *, by: Membership, at: datetime) -> FrameworkVersion:
    """Publish a version for all, for good, under the organisation's name, with the opinion recorded on it.

    `CodeTaken` when the code is another's in the catalogue or the platform's, `OutOfCatalogue` when the site's keeper
    took it out; a version published there already stays as it is.
    """
    if version.code in queries.withdrawals():
        raise OutOfCatalogue
    _hold_code(version.code)
    there = FrameworkVersion.objects.filter(code=version.code)
    if (
        version.code.startswith(OURS)
        or there.exclude(publisher=by.organisation_id).exists()
        or there.filter(publisher=None).exists()
    ):
        raise CodeTaken(version.code)
    published, _is_new = FrameworkVersion.objects.get_or_create(
        code=version.code,
        version=version.version,
        defaults={
            **{name: getattr(version, name) for name in ("document", "digest", "source", "opinion")},
            "publisher": by.organisation_id,
            "publisher_name": by.organisation.name,
            "published_at": at,
        },
    )
    read_again()
    return published


@transaction.atomic
def share(by: Membership, *, code: str, at: datetime) -> Sharing:
    """Open a link to an own referential, or return the one there is; `queries.NotPublished` when there is none."""
    organisations.hold(by.organisation_id)
    queries.current(code, owner=by.organisation_id)
    if held := queries.sharings_of(by.organisation_id).filter(code=code).first():
        return held
    link = organisations.open_link(by.organisation_id, kind=LinkKind.FRAMEWORK)
    return Sharing.objects.create(organisation=by.organisation, code=code, link=link, secret=secret(), shared_at=at)


def stop_sharing(sharing: Sharing) -> None:
    """Close the link: it opens nothing any more, and what others took with it stays theirs."""
    organisations.close_link(sharing.link_id)


@transaction.atomic
def adopt(by: Membership, *, framework: rules.Framework, source: str, given_by: str, at: datetime) -> OwnVersion:
    """Take a referential that another organisation shared, as an own one; its later versions are taken one by one.

    `CodeTaken` when an own referential of another origin bears the code, `VersionTaken` as for `publish_draft`.
    """
    held = queries.own_versions_of(by.organisation_id).filter(code=framework.code)
    if held.exclude(given_by=given_by).exists():
        raise CodeTaken(framework.code)
    return _own_version(by, framework, source, given_by=given_by, at=at)


def _hold_code(code: str) -> None:
    """Let two organisations that publish under one code do so one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"catalogue {code}"])


def _own_version(
    by: Membership,
    framework: rules.Framework,
    source: str,
    *,
    opinion: rules.Opinion | None = None,
    given_by: str = "",
    at: datetime,
) -> OwnVersion:
    words = as_published(framework, source)
    published, _is_new = OwnVersion.objects.get_or_create(
        organisation=by.organisation,
        code=framework.code,
        version=framework.version,
        defaults={
            **words,
            "opinion": opinion and opinion.model_dump(mode="json"),
            "given_by": given_by,
            "published_by": by.account,
            "published_at": at,
        },
    )
    if published.digest != words["digest"]:
        raise VersionTaken(framework.code, framework.version)
    read_again()
    return published
