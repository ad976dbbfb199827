"""What writes a library: each text in its main language, with the other one as a translation."""

from typing import Any

from essaim.apps.frameworks.rules.document import Framework
from essaim.apps.frameworks.rules.parts import Text

from .words import OURS as LANGUAGES
from .words import language

Values = dict[str, Any]


class Pen:
    """Writes texts in the library's language with the other one as a translation, and makes URNs."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        origin = framework.origin
        self.locale = language(origin.locale if origin else "fr")
        self.main = self.locale if self.locale in LANGUAGES else "fr"
        self.other = "en" if self.main == "fr" else "fr"
        self.ref_id = origin.ref_id if origin else framework.code

    def put(self, item: Values, key: str, text: Text | None) -> None:
        """Write a text under a key, with its translation where it says something else."""
        if text is None:
            return
        item[key] = text.get(self.main)
        if text.get(self.other) != item[key]:
            item.setdefault("translations", {}).setdefault(self.other, {})[key] = text.get(self.other)

    def urn(self, kind: str) -> str:
        """Return the URN of the library, of the framework, or the beginning of its requirements'."""
        origin = self.framework.origin
        if origin:
            return {"library": origin.library, "framework": origin.framework}.get(
                kind, origin.framework.replace(":framework:", ":req_node:", 1)
            )
        return f"urn:essaim:risk:{kind}:{self.framework.code}"
