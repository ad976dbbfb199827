"""The words of our templates: `ui`, `uiblock`, `props`, `slot`, `icon`, `hexagon`, `display`."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.apps import apps
from django.template import Context, Node, TemplateSyntaxError
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from essaim.ui import components, icons, preferences

register = template.Library()


@register.tag
def props(parser: Parser, token: Token) -> components.Props:
    """`{% props label kind="primary" ** %}`: a bare name is required; `**` passes `hx_…`, `data_…`, `aria_…` on."""
    _, *bits = token.split_contents()
    required = frozenset(bit for bit in bits if "=" not in bit and bit != "**")
    optional = [bit for bit in bits if "=" in bit]
    return components.Props(required, token_kwargs(optional, parser), passes_on="**" in bits)


@register.tag
def ui(parser: Parser, token: Token) -> components.Component:
    """`{% ui "button" label=… %}`: a component without content."""
    return _component(parser, token, NodeList())


@register.tag
def uiblock(parser: Parser, token: Token) -> components.Component:
    """`{% uiblock "card" title=… %}…{% enduiblock %}`: a component around some content."""
    content = parser.parse(("enduiblock",))
    parser.delete_first_token()
    return _component(parser, token, content)


def _component(parser: Parser, token: Token, content: NodeList) -> components.Component:
    name, attributes = _name_and_attributes(parser, token)
    found, declared = components.find(name)
    if refusal := declared.refusal(attributes):
        raise TemplateSyntaxError(f"the component {name} {refusal}")
    return components.Component(found, attributes, content)


def _name_and_attributes(parser: Parser, token: Token) -> tuple[str, dict[str, FilterExpression]]:
    tag, *bits = token.split_contents()
    if not bits or bits[0][0] not in "\"'":
        raise TemplateSyntaxError(f"{tag} needs a name between quotes")
    name = bits.pop(0)[1:-1]
    attributes = token_kwargs(bits, parser)
    if bits:
        raise TemplateSyntaxError(f"{tag} {name}: {bits[0]} is not written name=value")
    return name, attributes


@dataclass
class Slot(Node):
    """A place where the contexts above show a part of theirs."""

    name: str
    values: dict[str, FilterExpression]

    def render(self, context: Context) -> SafeString:
        """Draw each part declared for this place, in the order of INSTALLED_APPS."""
        given = {name: value.resolve(context) for name, value in self.values.items()}
        with context.push(**given):
            return mark_safe("".join(_part(path).render(context) for path in parts_of(self.name)))  # noqa: S308


def parts_of(name: str) -> list[str]:
    """Return the templates that apps declare for a slot: `slots = {"site.footer": "portal/_footer.html"}`."""
    declared = [getattr(app, "slots", {}).get(name, []) for app in apps.get_app_configs()]
    return [path for paths in declared for path in ([paths] if isinstance(paths, str) else paths)]


def _part(path: str) -> NodeList:
    nodes: NodeList = get_template(path).template.nodelist  # type: ignore[attr-defined]
    return nodes


@register.tag
def slot(parser: Parser, token: Token) -> Slot:
    """`{% slot "organisation.navigation" organisation=o %}`: the parts of the contexts above."""
    return Slot(*_name_and_attributes(parser, token))


@dataclass
class Icon(Node):
    """One of our icons, hidden from screen readers: the words beside it speak."""

    drawing: SafeString

    def render(self, context: Context) -> SafeString:
        """Draw the icon."""
        return self.drawing


@register.tag
def icon(parser: Parser, token: Token) -> Icon:
    """`{% icon "check" %}`: an unknown name is a template error."""
    name, _ = _name_and_attributes(parser, token)
    if name not in icons.PATHS:
        raise TemplateSyntaxError(f"no icon is called {name}")
    return Icon(icons.draw(name))


@register.simple_tag
def icon_named(name: str) -> SafeString:
    """Draw the icon whose name a component was given; no name, no icon."""
    return icons.draw(name) if name else mark_safe("")


@register.simple_tag
def hexagon(kind: int | str | None = None) -> SafeString:
    """Draw a small cell: a level from 0 to 4, `planned`, `not_concerned`, `crucial`; anything else is hatched."""
    return icons.hexagon(kind)


@register.simple_tag(takes_context=True)
def display(context: Context) -> preferences.Display:
    """Return how this reader wants pages shown: `{% display as shown %}`."""
    return preferences.display_of(context.get("request"))


@register.filter
def attribute(value: Any, name: str) -> Any:
    """Return a key of a mapping: `{{ row|attribute:"title" }}`."""
    return value.get(name, "")
