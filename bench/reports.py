"""Files to hand over through the real server, beside the bare use of the library that writes each: the same lines."""

import io
import json
import statistics
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import docx
import typst
import xlsxwriter
import yaml

from bench.answers import timed
from bench.site import Client, Site

SIZES = (200, 1189)
THEMES, LEVELS, MANY = 8, 5, 500
ROUNDS, WARM_UP = 5, 1
SAID = "Une réunion par mois, ouverte à tout le monde ; le compte rendu part le lendemain à toute l’équipe."
BARE_PDF = b"""
#let rows = json(bytes(sys.inputs.rows))
#set document(title: "bare")
#set text(lang: "fr")
#for row in rows { block(strong(row.first())); block(row.last()) }
"""


def run(site: Site) -> None:
    """Print the median of each format and its ratio, both taken in turn; a comment changes before each file."""
    client = Client(site, site.command("token", "create", "remise@exemple.org"))
    organisation = client.call("POST", "/organisations", {"name": "Remise", "legal_family": "association"})
    for size in SIZES:
        assessment = _answered(site, client, organisation["slug"], size)
        for kind, bare in BARE.items():
            path = f"/assessments/{assessment}/report.{kind}?language=fr"
            pairs = []
            for turn in range(WARM_UP + ROUNDS):
                client.call("PUT", f"/assessments/{assessment}/answers", {"answers": _answers(range(20), turn)})
                pairs.append((timed(partial(client.take, "GET", path)), timed(partial(bare, size, turn))))
            mine, theirs = (statistics.median(times) for times in zip(*pairs[WARM_UP:], strict=True))
            print(f"{kind:4} of {size:4}: {mine:6.0f} ms   bare: {theirs:6.0f} ms   ratio {mine / theirs:5.1f}")


def _answered(site: Site, client: Client, slug: str, size: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "large.yaml")
        file.write_text(yaml.safe_dump(_framework(size), allow_unicode=True))
        site.command("framework", "load", str(file))
    path = f"/organisations/{slug}/assessments"
    assessment = client.call("POST", path, {"framework": f"large-{size}", "scope": "full"})
    for start in range(0, size, MANY):
        answers = _answers(range(start, min(size, start + MANY)), 0)
        client.call("PUT", f"/assessments/{assessment['id']}/answers", {"answers": answers})
    return str(assessment["id"])


def _answers(numbers: range, turn: int) -> list[dict[str, Any]]:
    given = {"state": "answered", "comment": f"{SAID} ({turn})"}
    return [{"criterion": f"P-{n}", "level": (n + turn) % LEVELS, **given} for n in numbers]


def _framework(size: int) -> dict[str, Any]:
    anchors = [{"value": n, "label": _text(f"Niveau {n}"), "text": _text(f"Le niveau {n}.")} for n in range(LEVELS)]
    criteria = [
        {"code": f"P-{n}", "title": _text(f"Pratique numéro {n}"), "question": _text(f"Où en êtes-vous de {n} ?")}
        for n in range(size)
    ]
    return {
        "format": "essaim-framework/1",
        "code": f"large-{size}",
        "version": "1",
        "title": _text(f"{size} pratiques"),
        "description": _text("Une mesure."),
        "licence": "CC0-1.0",
        "scales": [{"code": "levels", "anchors": anchors}],
        "themes": [
            {"code": f"T{n}", "title": _text(f"Thème {n}"), "summary": _text("…"), "criteria": criteria[n::THEMES]}
            for n in range(THEMES)
        ],
    }


def _text(words: str) -> dict[str, str]:
    return {"fr": words, "en": words}


def _bare_pdf(size: int, turn: int) -> None:
    rows = json.dumps([(f"Pratique numéro {n}", f"{SAID} ({turn})") for n in range(size)])
    typst.Compiler(BARE_PDF).compile(format="pdf", sys_inputs={"rows": rows})


def _bare_docx(size: int, turn: int) -> None:
    made = docx.Document()
    for n in range(size):
        made.add_heading(f"Pratique numéro {n}", 3)
        made.add_paragraph(f"Niveau {n % LEVELS}")
        made.add_paragraph(f"{SAID} ({turn})")
    made.save(io.BytesIO())


def _bare_xlsx(size: int, turn: int) -> None:
    with xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True}) as made:
        page = made.add_worksheet()
        for n in range(size):
            page.write_row(n, 0, [f"P-{n}", f"Pratique numéro {n}", n % LEVELS, f"{SAID} ({turn})"])


BARE: dict[str, Callable[[int, int], None]] = {
    "pdf": _bare_pdf,
    "docx": _bare_docx,
    "odt": _bare_docx,
    "xlsx": _bare_xlsx,
    "json": _bare_xlsx,
}
