"""The words of each context and their French: extracted, merged and compiled without GNU gettext.

`python -m essaim.kernel.messages [CONTEXT …]` renews `locale/<context>/fr/LC_MESSAGES/django.po` and compiles it;
`--compile` compiles alone; `--check` changes nothing and names what is missing, fuzzy, wrong or no longer said.
"""

import argparse
import ast
import os
import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[2]
LANGUAGE = "fr"
HEADER = f"""\
msgid ""
msgstr ""
"Language: {LANGUAGE}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""
STRING = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
TEMPLATE_CALL = re.compile(rf"(?<!\w)(_|n?p?gettext)\(({STRING}(?:, {STRING})*)(?:, ?count)?\)", re.DOTALL)
TEMPLATE_STRING = re.compile(STRING, re.DOTALL)
PYTHON_CALL = re.compile(r"(n?p?)gettext(_lazy|_noop)?")

Said = tuple[str | None, str, str | None]
"""Context, message and its plural."""


def contexts(root: Path = ROOT) -> dict[str, Path]:
    """Return the folders that have a catalogue of their own, by name."""
    package = root / "essaim"
    own = {name: package / name for name in ("config", "kernel", "ui")}
    return own | {path.parent.name: path.parent for path in sorted((package / "apps").glob("*/__init__.py"))}


def said_in(folder: Path) -> Iterator[Said]:
    """Yield every message of the folder's code and templates, tests and migrations aside."""
    for path in sorted(folder.rglob("*")):
        if {"tests", "testing", "migrations", "static"}.isdisjoint(path.relative_to(folder).parts) and path.is_file():
            if path.suffix == ".py":
                yield from said_by_python(path.read_text("utf-8"))
            elif "templates" in path.parts:
                yield from said_by_template(path.read_text("utf-8"))


def said_by_template(source: str) -> Iterator[Said]:
    """Yield the messages of a Django template."""
    for kind, words in TEMPLATE_CALL.findall(templatize(source)):
        yield _said(kind.removesuffix("gettext"), [ast.literal_eval(word) for word in TEMPLATE_STRING.findall(words)])


def said_by_python(source: str) -> Iterator[Said]:
    """Yield the literal messages given to Django's translation functions, under whatever name they were imported."""
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = names.get(called.id, "") if isinstance(called, ast.Name) else getattr(called, "attr", "")
        if kind := PYTHON_CALL.fullmatch(name):
            words = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if len(words) >= 1 + len(kind[1]):
                yield _said(kind[1], words)


def _said(kind: str, words: list[str]) -> Said:
    context = words.pop(0) if "p" in kind else None
    return context, words[0], words[1] if "n" in kind else None


def template_of(said: Iterable[Said]) -> Catalog:
    """Return the messages as an empty catalogue."""
    catalogue = Catalog(locale=LANGUAGE)
    for context, singular, plural in said:
        before = catalogue.get(singular, context)
        if plural is None and before:
            continue  # a plural form said elsewhere serves the singular too
        catalogue.delete(singular, context)
        catalogue.add((singular, plural) if plural else singular, context=context)
    return catalogue


def merged(folder: Path, file: Path) -> Catalog:
    """Return the file's translations under what the folder says now; what it no longer says is kept aside."""
    catalogue = read(file)
    for old in catalogue.obsolete.values():  # said again, it finds its translation back
        if old.id and catalogue.get(old.id, old.context) is None:
            catalogue.add(old.id, old.string, flags=old.flags, context=old.context)
    catalogue.update(template_of(said_in(folder)), no_fuzzy_matching=True)
    for key, old in list(catalogue.obsolete.items()):
        if not _translated(old):
            del catalogue.obsolete[key]
    return catalogue


def read(file: Path) -> Catalog:
    """Return the catalogue of a file, empty when there is none."""
    if not file.exists():
        return Catalog(locale=LANGUAGE)
    with file.open("rb") as stream:
        return read_po(stream, locale=LANGUAGE)


def written(catalogue: Catalog) -> bytes:
    """Return the text of a catalogue: no dates, no places, sorted, so that a diff shows words alone."""
    for message in [*catalogue, *catalogue.obsolete.values()]:
        message.locations = []
    body = BytesIO()
    write_po(body, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
    return HEADER.encode() + body.getvalue().lstrip(b"\n")


def compiled(catalogue: Catalog) -> bytes:
    """Return the catalogue as programs read it."""
    stream = BytesIO()
    catalogue.fuzzy = False
    write_mo(stream, catalogue)
    return stream.getvalue()


def faults(catalogue: Catalog) -> Iterator[str]:
    """Yield what a careful reader would send back."""
    for message in catalogue:
        if not message.id:
            continue
        if message.fuzzy:
            yield f"fuzzy: {_shown(message)}"
        elif not _translated(message):
            yield f"missing: {_shown(message)}"
        elif message.check():
            yield f"wrong placeholders: {_shown(message)}"
    for message in catalogue.obsolete.values():
        yield f"obsolete: {_shown(message)}"


def _translated(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def _shown(message: Message) -> str:
    text = message.id[0] if isinstance(message.id, tuple | list) else message.id
    return repr(text) if message.context is None else f"{text!r} ({message.context})"


def put(file: Path, content: bytes) -> None:
    """Write the file if that changes it, whole or not at all."""
    if file.exists() and file.read_bytes() == content:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(file)


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Do what was asked and return the exit status."""
    known = contexts(root)
    parser = argparse.ArgumentParser(prog="python -m essaim.kernel.messages", description=__doc__)
    parser.add_argument("contexts", nargs="*", metavar="CONTEXT", help=f"of {', '.join(known)}; all by default")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 naming each fault")
    parser.add_argument("--compile", action="store_true", help="compile the catalogues as they are")
    parser.add_argument("--prune", action="store_true", help="forget translations of what is no longer said")
    options = parser.parse_args(arguments)
    if unknown := set(options.contexts) - known.keys():
        parser.error(f"no context is called {', '.join(sorted(unknown))}")
    found = []
    for name in options.contexts or known:
        file = root / "locale" / name / LANGUAGE / "LC_MESSAGES" / "django.po"
        catalogue = read(file) if options.compile else merged(known[name], file)
        if options.prune:
            catalogue.obsolete.clear()
        if options.check:
            found += [f"{name}: {fault}" for fault in faults(catalogue)]
            continue
        if not options.compile and (len(catalogue) or file.exists()):
            put(file, written(catalogue))
        if file.exists():
            put(file.with_suffix(".mo"), compiled(catalogue))
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
