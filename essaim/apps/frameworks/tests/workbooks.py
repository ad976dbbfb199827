"""Small spreadsheets, and spreadsheets nobody should open."""

import io
import zipfile
from typing import Any

import xlsxwriter


def workbook(sheets: dict[str, list[list[Any]]]) -> bytes:
    """Return a workbook with these rows in its sheets; texts stay texts."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return content.getvalue()


def changed(content: bytes, **parts: bytes | None) -> bytes:
    """Return an archive with other parts; a name's slashes are written __ and its dots _0."""
    names = {name.replace("__", "/").replace("_0", "."): part for name, part in parts.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        kept = {name: archive.read(name) for name in archive.namelist() if name not in names}
    return packed(kept | {name: part for name, part in names.items() if part is not None})


def packed(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def library() -> dict[str, list[list[Any]]]:
    """Return the sheets of a small CISO Assistant workbook."""
    return {
        "library_meta": [
            ["type", "library"],
            ["urn", "urn:acme:risk:library:grid"],
            ["version", 3],
            ["locale", "en"],
            ["ref_id", "Acme Grid"],
            ["name", "Grid library"],
            ["description", "A library."],
            ["copyright", "Acme"],
            ["provider", "Acme"],
            ["packager", "Nobody"],
        ],
        "grid_meta": [
            ["type", "framework"],
            ["base_urn", "urn:acme:risk:req_node:grid"],
            ["urn", "urn:acme:risk:framework:grid"],
            ["ref_id", "Acme Grid"],
            ["name", "Grid"],
            ["name[fr]", "Grille"],
            ["description", "What we ask."],
            ["scores_definition", "points"],
            ["implementation_groups_definition", "circles"],
            ["answers_definition", "replies"],
        ],
        "grid_content": [
            ["assessable", "depth", "ref_id", "name", "name[fr]", "description", "implementation_groups", "threats",
             "questions", "answer", "weight"],
            ["", 1, "GOV", "Governance", "Gouvernance", "", "", "", "", "", ""],
            ["x", 2, "GOV.1", "Vote", "Vote", "All vote.", "B, P", "t:A1, t:A2", "", "", 2],
            ["", "", "", "", "", "", "", "", "", "", ""],
            ["", 2, "", "Money", "Argent", "", "", "", "", "", ""],
            ["x", 3, "", "Fair", "Juste", "", "P", "", "Is it fair?", "yes-no", ""],
            ["x", 3, "É 2", "Open", "Ouvert", "", "P", "", "Who?\nHow far?", "who\nfar", ""],
        ],
        "points_meta": [["type", "scores"], ["name", "points"]],
        "points_content": [["score", "name", "name[fr]", "description"], [0, "No", "Non", "Not at all"],
                           [1, "Yes", "Oui", "Fully"]],
        "circles_meta": [["type", "implementation_groups"], ["name", "circles"]],
        "circles_content": [["ref_id", "name", "default_selected"], ["B", "base", "x"], ["P", "plus", ""]],
        "replies_meta": [["type", "answers"], ["name", "replies"]],
        "replies_content": [
            ["id", "question_type", "question_choices", "question_choices[fr]", "add_score", "color"],
            ["yes-no", "unique_choice", "Never\n|ever\nAlways", "Jamais\n|jamais\nToujours", "0\n1", "#fff"],
            ["who", "text", "", "", "", ""],
            ["far", "multiple_choice", "Here\nThere", "", "", ""],
        ],
        "prefixes_meta": [["type", "urn_prefix"]],
        "prefixes_content": [["prefix_id", "prefix_value"], ["t", "urn:acme:threat"]],
        "dangers_meta": [["type", "threats"], ["base_urn", "urn:acme:threat"]],
        "dangers_content": [["ref_id", "name"], ["A1", "Flood"], ["A2", "Fire"]],
        "other": [["free notes"]],
    }  # fmt: skip


PAIR = """\
urn: urn:acme:risk:library:grid
locale: en
ref_id: Acme Grid
name: Grid library
description: A library.
copyright: Acme
version: 3
provider: Acme
packager: Nobody
objects:
  threats: [{urn: "urn:acme:threat:a1", ref_id: A1, name: Flood}, {urn: "urn:acme:threat:a2", ref_id: A2, name: Fire}]
  framework:
    urn: urn:acme:risk:framework:grid
    ref_id: Acme Grid
    name: Grid
    description: What we ask.
    translations: {fr: {name: Grille}}
    scores_definition:
    - {score: 0, name: "No", description: Not at all, translations: {fr: {name: Non}}}
    - {score: 1, name: "Yes", description: Fully, translations: {fr: {name: Oui}}}
    implementation_groups_definition: [{ref_id: B, name: base, default_selected: true}, {ref_id: P, name: plus}]
    requirement_nodes:
    - urn: urn:acme:risk:req_node:grid:gov
      assessable: false
      depth: 1
      ref_id: GOV
      name: Governance
      translations: {fr: {name: Gouvernance}}
    - urn: urn:acme:risk:req_node:grid:gov.1
      assessable: true
      depth: 2
      parent_urn: urn:acme:risk:req_node:grid:gov
      ref_id: GOV.1
      name: Vote
      description: All vote.
      implementation_groups: [B, P]
      threats: ["urn:acme:threat:a1", "urn:acme:threat:a2"]
      weight: 2
      translations: {fr: {name: Vote}}
    - urn: urn:acme:risk:req_node:grid:gov:1
      assessable: false
      depth: 2
      parent_urn: urn:acme:risk:req_node:grid:gov
      name: Money
      translations: {fr: {name: Argent}}
    - urn: urn:acme:risk:req_node:grid:gov:1:1
      assessable: true
      depth: 3
      parent_urn: urn:acme:risk:req_node:grid:gov:1
      name: Fair
      implementation_groups: [P]
      questions:
        q:
          type: unique_choice
          text: Is it fair?
          choices:
          - {value: "Never\\never", add_score: 0, color: "#fff", translations: {fr: {value: "Jamais\\njamais"}}}
          - {value: Always, add_score: 1, color: "#fff", translations: {fr: {value: Toujours}}}
      translations: {fr: {name: Juste}}
    - urn: urn:acme:risk:req_node:grid:e-2
      assessable: true
      depth: 3
      parent_urn: urn:acme:risk:req_node:grid:gov:1
      ref_id: É 2
      name: Open
      implementation_groups: [P]
      questions:
        q: {type: text, text: Who?}
        r: {type: multiple_choice, text: How far?, choices: [{value: Here}, {value: There}]}
      translations: {fr: {name: Ouvert}}
"""
