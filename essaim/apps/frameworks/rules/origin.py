"""Where a referential written elsewhere came from: its names are kept, so that they can be given back."""

from typing import Annotated

from pydantic import StringConstraints

from .parts import Code, Part, Sentence, Slug, Text

URN = r"^urn:[^\s]{1,300}$"
Urn = Annotated[str, StringConstraints(pattern=URN)]


class Name(Part):
    """What another tool calls a chapter, a section or a criterion."""

    urn: Urn
    ref_id: Sentence | None = None


class Group(Part):
    """Criteria somebody may answer by themselves: a level of ambition, a kind of organisation."""

    code: Code
    title: Text
    summary: Text | None = None
    default: bool = False


class Reference(Part):
    """Another referential that this one links to by itself, beside those the platform knows."""

    code: Slug
    title: Text
    urn: Urn | None = None


class Origin(Part):
    """The library a referential was read from."""

    library: Urn
    framework: Urn
    ref_id: Sentence
    locale: Sentence
    provider: Sentence | None = None
    packager: Sentence | None = None
    published: Sentence | None = None
