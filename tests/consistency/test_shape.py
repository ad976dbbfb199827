"""Each context has its place, its ten lines of presentation, and words on what others call."""

import ast

import pytest

from tests.consistency import source

CONTEXTS = [path.name for path in source.contexts()]


@pytest.mark.parametrize("folder", CONTEXTS)
def test_a_context_presents_itself(folder):
    lines = (source.APPS / folder / "README.md").read_text().splitlines()
    assert lines[0] == f"# {folder}"
    assert 5 <= len(lines) <= 30


@pytest.mark.parametrize("folder", CONTEXTS)
def test_what_others_call_says_what_it_returns(folder):
    silent = []
    for path in source.files(".py", under=f"essaim/apps/{folder}"):
        parts = path.relative_to(source.APPS / folder).parts
        if parts[0].removesuffix(".py") not in {"rules", "policies", "operations"}:
            continue
        tree = ast.parse(path.read_text())
        if parts[0] == "rules.py" and not ast.get_docstring(tree):
            silent.append(f"{path.name} (module)")
        silent += [
            f"{path.name}:{node.name}"
            for node in tree.body
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
        ]
    assert silent == []


def test_models_do_not_climb_by_strings_or_reverse_accessors():
    """A foreign key names a class it imports, or the account setting; `related_name` is "+" across contexts."""
    found = []
    for path in source.modules():
        text = path.read_text()
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in {"ForeignKey", "OneToOneField", "ManyToManyField"}:
                    target = node.args[0] if node.args else None
                    if isinstance(target, ast.Constant) and "." in str(target.value):
                        found.append(f"{path.relative_to(source.ROOT)}:{node.lineno} {target.value}")
                if name == "get_model" and "apps" in ast.unparse(node.func):
                    found.append(f"{path.relative_to(source.ROOT)}:{node.lineno} get_model")
    assert found == []


def test_every_template_and_component_is_used():
    texts = [path.read_text() for path in source.files(".py", ".html", ".txt")]
    unused = []
    for path in source.files(".html"):
        name = path.relative_to(next(p for p in path.parents if p.name == "templates")).as_posix()
        component = path.stem if "components" in path.parts else None
        if name.split("/")[0] in {"allauth", "account", "mfa", "usersessions", "django"}:
            continue  # found by these libraries by their own names
        used = any(name in text for text in texts) or (
            component and any(f'ui "{component}"' in text or f'uiblock "{component}"' in text for text in texts)
        )
        if not used and name not in {"403.html", "404.html", "429.html", "500.html", "robots.txt"}:
            unused.append(name)
    assert unused == []
