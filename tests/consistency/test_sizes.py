"""Small pieces: what grows past its gate is split by concept."""

import ast

import pytest

from tests.consistency import source

GATES = {".py": 300, ".html": 150, ".css": 200, ".js": 200}


def too_long() -> list[str]:
    found = []
    for path in source.files(*GATES):
        if "migrations" in path.parts or "vendor" in path.parts:
            continue
        lines = len(path.read_text().splitlines())
        if lines > GATES[path.suffix]:
            found.append(f"{path.relative_to(source.ROOT)}: {lines} lines")
    return found


def test_no_file_is_past_its_gate():
    assert too_long() == []


def test_no_function_is_past_forty_lines():
    found = []
    for path in source.modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
                length = (node.end_lineno or 0) - first.lineno + 1
                if length > 40:
                    found.append(f"{path.relative_to(source.ROOT)}:{node.name}: {length} lines")
    assert found == []


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "misc", "base", "managers", "services"])
def test_no_module_has_a_name_that_says_nothing(name):
    assert list(source.files(f"/{name}.py")) == []
