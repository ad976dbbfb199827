import re

from django import forms

from essaim.ui.forms import Card, ChoiceCards


class Sample(forms.Form):
    name = forms.CharField(label="Name", help_text="As on your papers.")
    level = forms.ChoiceField(label="Level", widget=ChoiceCards, choices=[("0", Card("None", level=0)), ("1", "Some")])
    agreed = forms.BooleanField(label="Agreed", required=False)
    days = forms.MultipleChoiceField(label="Days", widget=forms.CheckboxSelectMultiple, choices=[("1", "Monday")])


def test_an_error_is_tied_to_its_field_and_linked_from_the_summary():
    page = str(Sample({}))
    described = re.search(r'<input type="text" name="name"[^>]*>', page)[0]
    assert 'aria-describedby="id_name_helptext id_name_error"' in described
    assert 'aria-invalid="true"' in described
    assert page.count('id="id_name_error"') == page.count('id="id_name_helptext"') == 1
    assert re.findall(r'<a href="#([^"]+)">', page) == ["id_name", "id_level", "id_days"]
    assert page.count('id="id_level"') == 1


def test_required_is_said_in_words():
    page = str(Sample())
    assert page.count('class="field-required"') == 3


def test_each_box_has_a_label():
    page = str(Sample())
    labelled = set(re.findall(r'for="([^"]+)"', page)) | {"id_agreed"}
    boxes = re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', page)
    assert set(boxes) - labelled == set()


def test_a_group_of_cards_is_a_fieldset_with_a_legend():
    page = str(Sample()["level"].as_field_group())
    assert page.count("<fieldset") == page.count("<legend>") == 1
    assert page.count('class="choice-card"') == 2


def test_what_was_typed_comes_back_escaped():
    page = str(Sample({"name": '"><script>x</script>'}))
    assert "<script>" not in page
    assert "&lt;script&gt;x" in page
