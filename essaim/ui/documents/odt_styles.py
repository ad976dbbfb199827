"""The styles of a LibreOffice document, the same as those of the Word one."""

from typing import Any, Final

import odfdo

from essaim.ui.documents import pictures
from essaim.ui.documents.docx_styles import FACE, FOLLOWED, LANGUAGES, STYLES
from essaim.ui.documents.letters import storable

NAMES: Final = {"Normal": "Text_20_body", "List Bullet": "List"}
SHARES: Final = range(1, 10)


def prepare(made: odfdo.Document, *, language: str, author: str) -> None:
    """Give an empty document our styles, its language, and pages that are numbered."""
    made.set_language(LANGUAGES[language])
    for name in STYLES:
        made.insert_style(_paragraph_style(name))
    for level in (1, 2):
        made.insert_style(
            f'<style:style style:name="PageHeading_20_{level}" style:family="paragraph" '
            f'style:parent-style-name="Heading_20_{level}"><style:paragraph-properties fo:break-before="page"/>'
            "</style:style>",
            automatic=True,
        )
    made.insert_style(
        '<style:style style:name="Strong" style:family="text">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
    )
    for numbered in made.styles.get_elements("//text:outline-level-style"):
        numbered.set_attribute("style:num-format", "")
        numbered.set_attribute("style:num-suffix", "")
        numbered.del_attribute("loext:num-list-format")  # LibreOffice would show its full stop before each title
    _tables(made)
    _number_pages(made, author)


def _paragraph_style(name: str) -> str:
    size, bold, colour, before, after = STYLES[name]
    rule = {"Said": "level-2", "Fact": "honey"}.get(name)
    beside = f'fo:border-left="2pt solid {pictures.colours()[rule]}" fo:padding-left="0.25cm"' if rule else ""
    code = NAMES.get(name, name.replace(" ", "_20_"))
    outline = f'style:default-outline-level="{name[-1]}"' if name.startswith("Heading") else ""
    return (
        f'<style:style style:name="{code}" style:display-name="{code.replace("_20_", " ")}" style:family="paragraph" '
        f'style:parent-style-name="Standard" style:class="text" {outline}>'
        f'<style:paragraph-properties fo:margin-top="{before}pt" fo:margin-bottom="{after}pt" fo:line-height="120%" '
        f'fo:keep-with-next="{"always" if name in FOLLOWED else "auto"}" {beside}/>'
        f'<style:text-properties style:font-name="Liberation Sans" fo:font-family="{FACE}" fo:font-size="{size}pt" '
        f'fo:font-weight="{"bold" if bold else "normal"}" fo:font-style="normal" '
        f'fo:color="{pictures.colours()[colour]}"/></style:style>'
    )


def _tables(made: odfdo.Document) -> None:
    line = pictures.colours()["line"]
    made.insert_style(
        '<style:style style:name="Plain" style:family="table"><style:table-properties style:width="16.8cm" '
        'table:align="margins" fo:margin-bottom="0.4cm"/></style:style>',
        automatic=True,
    )
    made.insert_style(
        '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties '
        f'fo:border-bottom="0.5pt solid {line}" fo:padding-right="0.2cm"/></style:style>',
        automatic=True,
    )
    for share in SHARES:
        made.insert_style(
            f'<style:style style:name="share-{share}" style:family="table-column"><style:table-column-properties '
            f'style:rel-column-width="{share}*"/></style:style>',
            automatic=True,
        )


def _number_pages(made: odfdo.Document, author: str) -> None:
    page: Any = made.get_style("page-layout", "Mpm1")
    page.set_properties(
        {"fo:page-width": "21cm", "fo:page-height": "29.7cm"}
        | {f"fo:margin-{side}": "2.1cm" for side in ("left", "right", "top", "bottom")}
    )
    footer = odfdo.Paragraph(f"{storable(author)} · ", style="Note")
    footer.append(odfdo.Element.from_tag("text:page-number"))
    master: Any = made.get_style("master-page", "Standard")
    master.set_page_footer(footer)
