"""What every piece of a referential's file is made of: codes, links, and words in both languages."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
CODE = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$"
SLUG = r"^[a-z0-9][a-z0-9-]{0,49}$"
TERM = r"^[a-z][a-z_]{0,29}$"
LINK = r"^https?://[^\s]{1,500}$"
Code = Annotated[str, StringConstraints(pattern=CODE)]
Slug = Annotated[str, StringConstraints(pattern=SLUG)]
TermName = Annotated[str, StringConstraints(pattern=TERM)]
Link = Annotated[str, StringConstraints(pattern=LINK)]


class Part(BaseModel):
    """What every piece of the document shares: it never changes and holds no key we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Part):
    """The same words in French and in English."""

    fr: Sentence
    en: Sentence

    def get(self, language: str | None) -> str:
        """Return the words in this language, French unless English is asked for."""
        return self.en if (language or "").startswith("en") else self.fr


class Work(Part):
    """A text, a site or a law one may go to."""

    title: Text
    url: Link | None = None
