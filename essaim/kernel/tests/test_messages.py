import gettext

import pytest

from essaim.kernel import messages

PYTHON = """
from django.utils import translation
from django.utils.translation import gettext_lazy as _, ngettext_lazy, pgettext_lazy as words, npgettext
_("Hello " "you")
ngettext_lazy("%(count)d criterion", "%(count)d criteria", "count")
words("verb", "Close")
npgettext("people", "%d other", "%d others", 3)
translation.gettext("By the module")
_(unknown)
other("Not a message")
"""
TEMPLATE = """
{% load i18n %}{# a comment #}
<p title="{% translate "It's open" %}">{{ _("Save") }} {% ui "button" label=_("Send") %}</p>
{% translate "May" context "month" %}
{% blocktranslate trimmed count n=total with name=who %}
  {{ name }} has {{ n }} answer
{% plural %}
  {{ name }} has {{ n }} answers
{% endblocktranslate %}
"""


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "essaim" / "apps" / "garden"
    (folder / "templates" / "garden").mkdir(parents=True)
    (folder / "tests").mkdir()
    (folder / "__init__.py").touch()
    (folder / "views.py").write_text('from django.utils.translation import gettext as _\n_("Open")\n_("Close")\n')
    (folder / "templates" / "garden" / "home.html").write_text('{% translate "Welcome" %}')
    (folder / "tests" / "test_views.py").write_text('from django.utils.translation import gettext as _\n_("Unseen")\n')
    return tmp_path


def catalogue(root):
    return root / "locale" / "garden" / "fr" / "LC_MESSAGES" / "django.po"


def translate(root, **french):
    text = catalogue(root).read_text()
    for english, words in french.items():
        text = text.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{words}"')
    catalogue(root).write_text(text)


def test_python_messages_are_found_under_any_name_of_the_function():
    assert sorted(messages.said_by_python(PYTHON), key=str) == [
        ("people", "%d other", "%d others"),
        ("verb", "Close", None),
        (None, "%(count)d criterion", "%(count)d criteria"),
        (None, "By the module", None),
        (None, "Hello you", None),
    ]


def test_template_messages_are_found_in_tags_filters_and_attributes():
    assert sorted(messages.said_by_template(TEMPLATE), key=str) == [
        ("month", "May", None),
        (None, "It's open", None),
        (None, "%(name)s has %(n)s answer", "%(name)s has %(n)s answers"),
        (None, "Save", None),
        (None, "Send", None),
    ]


def test_a_first_run_writes_what_is_to_be_translated(root):
    assert messages.main(["garden"], root) == 0
    assert catalogue(root).read_text() == messages.HEADER + (
        'msgid "Close"\nmsgstr ""\n\nmsgid "Open"\nmsgstr ""\n\nmsgid "Welcome"\nmsgstr ""\n\n'
    )


def test_a_second_run_writes_nothing(root):
    messages.main([], root)
    before = catalogue(root).stat().st_mtime_ns
    messages.main([], root)
    assert catalogue(root).stat().st_mtime_ns == before


def test_a_translation_stays_when_code_moves_and_is_kept_aside_when_its_message_goes(root, capsys):
    messages.main([], root)
    translate(root, Open="Ouvrir", Close="Fermer")
    (root / "essaim/apps/garden/views.py").write_text('from django.utils.translation import gettext as _\n_("Open")\n')
    messages.main([], root)
    assert '#~ msgid "Close"\n#~ msgstr "Fermer"\n' in catalogue(root).read_text()
    assert messages.main(["--check"], root) == 1
    assert capsys.readouterr().out == "garden: missing: 'Welcome'\ngarden: obsolete: 'Close'\n"
    messages.main(["--prune"], root)
    assert "Fermer" not in catalogue(root).read_text()


def test_a_message_said_again_finds_its_translation_back(root):
    messages.main([], root)
    translate(root, Close="Fermer")
    views = root / "essaim/apps/garden/views.py"
    source = views.read_text()
    views.write_text("")
    messages.main([], root)
    views.write_text(source)
    messages.main([], root)
    assert 'msgid "Close"\nmsgstr "Fermer"\n' in catalogue(root).read_text()


def test_the_check_names_fuzzy_and_wrong_messages_and_changes_nothing(root, capsys):
    (root / "essaim/apps/garden/views.py").write_text(
        'from django.utils.translation import gettext as _\n_("Open")\n_("%(count)d days")\n'
    )
    (root / "essaim/apps/garden/templates/garden/home.html").write_text("")
    messages.main([], root)
    text = catalogue(root).read_text()
    text = text.replace('"%(count)d days"\nmsgstr ""', '"%(count)d days"\nmsgstr "%(compte)d jours"')
    text = text.replace('msgid "Open"\nmsgstr ""', '#, fuzzy\nmsgid "Open"\nmsgstr "Ouvrir"')
    catalogue(root).write_text(text)
    assert messages.main(["--check"], root) == 1
    assert capsys.readouterr().out == "garden: fuzzy: 'Open'\ngarden: wrong placeholders: '%(count)d days'\n"
    assert catalogue(root).read_text() == text


def test_a_compiled_catalogue_is_read_by_gettext_with_its_plural(root):
    (root / "essaim/apps/garden/views.py").write_text(
        'from django.utils.translation import ngettext\nngettext("%d tree", "%d trees", n)\n'
    )
    messages.main([], root)
    text = catalogue(root).read_text()
    text = text.replace('msgstr[0] ""', 'msgstr[0] "%d arbre"').replace('msgstr[1] ""', 'msgstr[1] "%d arbres"')
    catalogue(root).write_text(text)
    assert messages.main(["--compile"], root) == 0
    with catalogue(root).with_suffix(".mo").open("rb") as stream:
        french = gettext.GNUTranslations(stream)
    assert [french.ngettext("%d tree", "%d trees", n) for n in (0, 1, 2)] == ["%d arbre", "%d arbre", "%d arbres"]


def test_an_unknown_context_is_a_wrong_use(root):
    with pytest.raises(SystemExit) as status:
        messages.main(["gardn"], root)
    assert status.value.code == 2
