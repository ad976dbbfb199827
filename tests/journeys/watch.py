"""What a browser complains of behind a page that looks right."""

from collections.abc import Iterable

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

LEFT = "net::ERR_ABORTED"  # someone went to another page meanwhile, or the answer is a file to keep


class Watch:
    """Collects refused, failed and foreign requests, errors of scripts and breaches of the content policy."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.faults: list[str] = []
        self.expected: set[int] = set()
        self.excused: tuple[str, ...] = ()

    def over(self, context: BrowserContext) -> None:
        """Watch all pages of a browser."""
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def expect(self, statuses: Iterable[int]) -> None:
        """Let the site refuse with these statuses."""
        self.expected |= set(statuses)

    def line_is_cut(self) -> None:
        """Let requests fail for want of a line, and htmx say so."""
        self.excused = ("net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED", "htmx:sendError", "htmx:afterRequest")

    def _said(self, message: ConsoleMessage) -> None:
        told_by_the_answer = "the server responded with a status of" in message.text
        is_excused = any(words in message.text for words in self.excused)
        if message.type in {"error", "warning"} and not told_by_the_answer and not is_excused:
            self.faults.append(f"{message.type}: {message.text} ({message.location.get('url')})")

    def _failed(self, request: Request) -> None:
        if request.failure not in {LEFT, *self.excused}:
            self.faults.append(f"failed: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.faults.append(f"{response.status}: {response.request.method} {response.url}")
        if not response.url.startswith((self.site, "data:", "blob:")):
            self.faults.append(f"foreign: {response.url}")
