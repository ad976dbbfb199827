"""Whatever comes from outside is written down for those who run the site."""

import re

from tests.consistency import source


def test_every_variable_read_is_documented():
    read = set()
    for path in source.modules():
        read |= set(re.findall(r"""["']((?:ESSAIM|DATABASE)_[A-Z_]+)["']""", path.read_text()))
    documented = set(re.findall(r"`((?:ESSAIM|DATABASE)_[A-Z_]+)`", (source.ROOT / "docs/operator.md").read_text()))
    assert read == documented


def test_no_address_of_an_index_is_kept():
    for path in source.files(".txt", ".in", ".toml", "package-lock.json", ".npmrc", under="."):
        if path.name.endswith((".txt", ".json", ".npmrc")):
            text = path.read_text()
            assert "registry.npm" not in text and "pypi.org" not in text and "/simple" not in text, path
