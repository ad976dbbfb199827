"""Our own format, written."""

from collections.abc import Mapping
from typing import Any

import yaml

from essaim.apps.frameworks.rules.document import Framework
from essaim.apps.frameworks.rules.parsing import as_json


def as_yaml(framework: Framework) -> str:
    """Return the file of a referential; read again, it is the same referential."""
    return dump(plain(as_json(framework)))


def dump(values: Mapping[str, Any]) -> str:
    """Return plain values as YAML that people read."""
    return yaml.dump(
        values,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=120,
        default_flow_style=False,
    )


def plain(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document with its weights as numbers, in the order of its keys."""
    themes = [theme | {"criteria": [_weighed(one) for one in theme["criteria"]]} for theme in document["themes"]]
    return {**document, "themes": themes}


def _weighed(criterion: dict[str, Any]) -> dict[str, Any]:
    if "weight" not in criterion:
        return criterion
    weight = float(criterion["weight"])
    return criterion | {"weight": int(weight) if weight.is_integer() else weight}


DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # ten times as fast where it comes with yaml


class _Dumper(DUMPER):  # type: ignore[misc]  # known at run time alone
    """Writes texts of several lines as people do, and nothing by reference."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text and all(line == line.rstrip() for line in text.split("\n")) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
