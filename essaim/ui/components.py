"""Components: templates that say on their first line which attributes they take."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.forms.utils import flatatt
from django.template import Context, Node, Template, TemplateDoesNotExist, TemplateSyntaxError
from django.template.base import FilterExpression, NodeList
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

FOLDER = Path(__file__).parent / "templates" / "ui" / "components"
PASSED_ON = ("hx_", "data_", "aria_")


def names() -> list[str]:
    """Return the name of each component, in alphabetical order."""
    return sorted(path.stem for path in FOLDER.glob("*.html"))


@dataclass
class Props(Node):
    """What a component declares: required names, optional ones with their default, and whether it passes on `hx_…`."""

    required: frozenset[str]
    defaults: dict[str, FilterExpression]
    passes_on: bool

    def render(self, context: Context) -> SafeString:
        """Give the attributes left out their default value."""
        for name, default in self.defaults.items():
            if name not in context:
                context[name] = default.resolve(context)
        return mark_safe("")

    def refusal(self, given: Iterable[str]) -> str | None:
        """Return why these attributes do not fit, or nothing if they do."""
        given = set(given)
        passed_on = {name for name in given if self.passes_on and name.startswith(PASSED_ON)}
        if unknown := given - passed_on - self.required - self.defaults.keys():
            allowed = ", ".join(sorted(self.required | self.defaults.keys()))
            return f"does not know {', '.join(sorted(unknown))}; it takes {allowed}"
        if missing := self.required - given:
            return f"needs {', '.join(sorted(missing))}"
        return None


@dataclass
class Component(Node):
    """The use of a component in a page; its attributes were checked when the page was compiled."""

    template: Template
    attributes: dict[str, FilterExpression]
    content: NodeList

    def render(self, context: Context) -> SafeString:
        """Draw the component: it sees its attributes, its content and the request, nothing else of the page."""
        values = {name: value.resolve(context) for name, value in self.attributes.items()}
        passed_on = {name: values.pop(name) for name in list(values) if name.startswith(PASSED_ON)}
        inside = context.new(
            {
                "request": context.get("request"),
                "csrf_token": context.get("csrf_token"),
                "content": self.content.render(context),
                "passed_on": attributes(passed_on),
                **values,
            }
        )
        return mark_safe(self.template.nodelist.render(inside))  # noqa: S308 (a template's own output)


def find(name: str) -> tuple[Template, Props]:
    """Return a component's template with what it declares; an unknown one is a template error."""
    try:
        template: Template = get_template(f"ui/components/{name}.html").template  # type: ignore[attr-defined]
    except TemplateDoesNotExist as error:
        raise TemplateSyntaxError(f"no component is called {name}") from error
    for node in template.nodelist.get_nodes_by_type(Props):
        if isinstance(node, Props):
            return template, node
    raise TemplateSyntaxError(f"the component {name} declares no props")


def attributes(values: Mapping[str, Any]) -> SafeString:
    """Return `hx_post="/x"` as the HTML attribute ` hx-post="/x"`; what is empty is left out."""
    given = {name: value for name, value in values.items() if value not in (None, "", False)}
    return flatatt({name.replace("_", "-"): value for name, value in given.items()})
