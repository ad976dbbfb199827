"""Where a referential is read: in the catalogue, among an organisation's own, or behind a link."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Place:
    """The addresses of a referential's pages there, and the frame they are shown in."""

    kind: str
    arguments: tuple[str, ...]
    frame: str = "ui/base.html"
    version: str = ""

    def url(self, page: str, *arguments: str) -> str:
        """Return the address of one of its pages (`detail`, `theme`, `criterion`), in the version being read."""
        address = self._address(page, *arguments)
        return f"{address}?version={self.version}" if self.version else address

    @property
    def current(self) -> str:
        """Return where the current version is read."""
        return self._address("detail")

    @property
    def comparison(self) -> str:
        """Return where two versions are compared."""
        return self._address("compare")

    def _address(self, page: str, *arguments: str) -> str:
        return reverse(f"frameworks:{self.kind}{page}", args=[*self.arguments, *arguments])


def catalogue(code: str, version: str = "") -> Place:
    """Return the place of a referential of the catalogue, in an older version if one is named."""
    return Place("", (code,), version=version)


def own(organisation: str, code: str, version: str = "") -> Place:
    """Return the place of an organisation's own referential, for its team, in an older version if one is named."""
    return Place("own_", (organisation, code), "organisations/base.html", version)


def shared(secret_link: str) -> Place:
    """Return the place of a referential for whoever holds its link."""
    return Place("shared_", (secret_link,))
