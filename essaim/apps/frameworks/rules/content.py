"""The words of a criterion: what helps to understand it, to answer it and to progress may be left out of a file."""

from datetime import date
from typing import Literal

from .parts import Code, Part, Text, Work

Direction = Literal["up", "down", "within", "none"]


class Stakes(Part):
    """Why it matters, for those who do it and for everyone."""

    organisation: Text
    society: Text


class Practice(Part):
    """What somebody does, in which domain of action, and in what kind of organisation."""

    domain: Text
    text: Text
    setting: Text | None = None


class Indicator(Part):
    """A figure or a fact to follow; `direction` says where progress lies, if it lies anywhere."""

    name: Text
    definition: Text
    unit: Text
    direction: Direction
    frequency: Text
    where: Text


class Facilitation(Part):
    """For whoever leads the meeting: how to open the talk, one example, when to move on."""

    opening: Text
    example: Text
    move_on: Text


class Reading(Part):
    """The record that people concerned read the plain words and agreed with them."""

    date: date
    by: Text


class Card(Part):
    """A theme on one page."""

    about: Text
    key_ideas: tuple[Text, ...] = ()
    stakes: Stakes | None = None
    practices: tuple[Practice, ...] = ()
    further: tuple[Work, ...] = ()


class Wording(Part):
    """The words of a criterion: its question, and what goes with it."""

    code: Code
    title: Text
    question: Text
    help: Text | None = None
    stakes: Stakes | None = None
    anchors: tuple[Text, ...] = ()
    practices: tuple[Practice, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    evidence: tuple[Text, ...] = ()
    first_step: Text | None = None
    plain_question: Text | None = None
    plain_reading: Reading | None = None
    facilitation: Facilitation | None = None

    @property
    def plain_status(self) -> Literal["unread", "read"]:
        """Return whether people concerned have read the plain question; only a recorded reading says so."""
        return "read" if self.plain_reading else "unread"
