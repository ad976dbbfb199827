import pytest
from django.template import Context, Template, TemplateSyntaxError

from essaim.ui import components, icons
from essaim.ui.gallery import DRAWINGS, EXAMPLES


def drawn(source, **values):
    page = Template("{% load ui %}" + source).render(Context(values))
    return " ".join(page.split()).replace("> <", "><").replace(" >", ">")


def refusal(source):
    with pytest.raises(TemplateSyntaxError) as caught:
        Template("{% load ui %}" + source)
    return str(caught.value)


def test_an_unknown_attribute_is_refused_when_the_page_is_compiled():
    assert refusal('{% ui "tag" label="x" colour="red" %}') == (
        "the component tag does not know colour; it takes icon, kind, label"
    )


def test_a_missing_attribute_is_refused_even_in_a_branch_nobody_reads():
    assert refusal('{% if False %}{% ui "stat" value=3 label="x" %}{% endif %}') == "the component stat needs coverage"


def test_an_unknown_component_is_refused():
    assert refusal('{% ui "buton" label="x" %}') == "no component is called buton"


def test_an_attribute_without_a_name_is_refused():
    assert refusal('{% ui "tag" "x" %}') == 'ui tag: "x" is not written name=value'


def test_a_name_without_quotes_is_refused():
    assert refusal("{% ui tag label='x' %}") == "ui needs a name between quotes"


def test_an_unknown_icon_is_refused():
    assert refusal('{% icon "bee" %}') == "no icon is called bee"


def test_only_components_that_say_so_pass_attributes_on():
    assert drawn('{% ui "button" label="Go" hx_get="/x" data_step=3 %}') == (
        '<button class="button button-primary" type="submit" data-step="3" hx-get="/x"><span>Go</span></button>'
    )
    assert refusal('{% ui "tag" label="x" hx_get="/x" %}') == (
        "the component tag does not know hx_get; it takes icon, kind, label"
    )


def test_what_a_page_says_is_escaped():
    assert drawn('{% ui "tag" label=said %}', said="<b>&") == '<span class="tag tag-slate">&lt;b&gt;&amp;</span>'


def test_a_component_does_not_see_the_page_around_it():
    assert drawn('{% ui "button" label="Go" %}', kind="danger", href="/elsewhere") == (
        '<button class="button button-primary" type="submit"><span>Go</span></button>'
    )


def test_content_is_drawn_with_what_the_page_knows():
    card = drawn('{% uiblock "card" %}<p>{{ said }}</p>{% enduiblock %}', said="Hello")
    assert card == '<article class="card"><p>Hello</p></article>'


def test_every_component_stands_in_the_gallery():
    calls = " ".join(example.call for example in EXAMPLES + DRAWINGS)
    shown = {name for name in components.names() if f'ui "{name}"' in calls or f'uiblock "{name}"' in calls}
    drawn_by_others = {"form_errors"}  # `{{ form }}` draws it
    assert shown | drawn_by_others == set(components.names())


@pytest.mark.parametrize("name", sorted(icons.PATHS))
def test_an_icon_is_hidden_from_screen_readers(name):
    assert icons.draw(name).startswith('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"')


def test_a_slot_draws_what_apps_declare_in_their_order(settings, monkeypatch):
    from django.apps import apps

    first, second = apps.get_app_config("ui"), apps.get_app_config("auth")
    monkeypatch.setattr(first, "slots", {"x": "ui/_mark.svg"}, raising=False)
    monkeypatch.setattr(second, "slots", {"x": ["ui/_empty.svg", "ui/_mark.svg"]}, raising=False)
    assert drawn('{% slot "x" %}').count("<svg") == 3
    assert drawn('{% slot "nobody" %}') == ""
