"""The rules of WCAG 2.2, A and AA, that a program can try: axe-core, run in the page itself."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = (Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text()
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def barriers(page: Page, *, only: Collection[str] = LEVELS) -> list[str]:
    """Return what keeps people out of a page, each with the place where it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SOURCE)
    options = {"runOnly": list(only), "resultTypes": ["violations"]}
    result: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return [f"{found['id']} at {node['target'][0]}" for found in result["violations"] for node in found["nodes"]]
