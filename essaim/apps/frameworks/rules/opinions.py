"""What a committee said of a version before it was published: kept with it, and read beside it, whatever it says."""

from datetime import date
from typing import Literal

from .parts import Part, Sentence

Verdict = Literal["favourable", "reserved", "unfavourable"]


class Opinion(Part):
    """Who gave an opinion, when, and in which words, in the language it was given in."""

    by: Sentence
    on: date
    verdict: Verdict
    text: Sentence
