"""Why an intention may not come through: each situation says what the caller can show."""

from essaim.apps.frameworks.rules import editing


class VersionTaken(Exception):
    """This version is published already, with other words."""

    def __init__(self, code: str, version: str) -> None:
        super().__init__(code, version)
        self.code, self.version = code, version


class CodeTaken(Exception):
    """Another referential bears this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class OutOfCatalogue(Exception):
    """The site's keeper took this referential out of the catalogue: its next versions stay out too."""


class DraftChanged(Exception):
    """Somebody else changed the draft in between; nothing was written."""


class TooManyDrafts(Exception):
    """The organisation writes many referentials already: some are to be published or put away first."""


class ReasonMissing(Exception):
    """A referential leaves the catalogue with a word on why."""


class NotWithdrawn(Exception):
    """This referential is not out of the catalogue."""


class DraftTooLarge(Exception):
    """With this the draft would be larger than a referential may be; nothing was written."""


class PieceChanged(Exception):
    """Somebody else wrote in the same piece in between; nothing was written."""

    def __init__(self, held: editing.Piece) -> None:
        super().__init__(held.kind, held.code)
        self.held = held
