"""How a Word file looks: the page, the fonts and the styles of GB/T 9704, on an otherwise empty document.

Word's own template brings blue headings, English and Japanese language, a theme and a picture: none of it stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING

from export.fonts.shipped import FontRole
from export.layout.style import (
    BODY,
    FIRST_LINE_INDENT,
    LEFT_MARGIN,
    LINE_PITCH,
    PAGE_HEIGHT,
    PAGE_NUMBER,
    PAGE_NUMBER_BELOW_TYPE,
    PAGE_WIDTH,
    PART_HEADING,
    SECTION_HEADING,
    TABLES,
    TITLE,
    TITLE_GAP,
    TITLE_PITCH,
    TOP_MARGIN,
    TYPE_HEIGHT,
    TYPE_WIDTH,
    Face,
)
from model.report.report import DRAFT_LINE

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import _Footer, _Header

FONTS = {  # as Windows and WPS name them, and how a system in another language does
    FontRole.BODY: ("仿宋", "FangSong"),
    FontRole.SUBHEADING: ("楷体", "KaiTi"),
    FontRole.HEADING: ("黑体", "SimHei"),
    FontRole.TABLE: ("宋体", "SimSun"),
    FontRole.TITLE: ("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
}
HEADINGS = {1: "heading 1", 2: "heading 2"}
TABLE_STYLES = {layout: f"TableText{style.text.size * 2:.0f}" for layout, style in TABLES.items()}
_KEPT = ("/styles", "/settings", "/fontTable", "/officeDocument", "/core-properties")
_FOOTER_HEIGHT = 18.0


def new_document() -> WordDocument:
    """Make an empty document, set up for a report."""
    from docx import Document

    word = Document()
    for rels in (word.part.package.rels, word.part.rels):
        for key in [key for key, rel in rels.items() if not rel.reltype.endswith(_KEPT)]:
            del rels[key]
    _fill(word.styles.element, "".join(_styles()))
    _fill(word.settings.element, _settings())
    _name_fonts(word)
    _set_up_page(word)
    return word


def twips(points: float) -> int:
    """Return a measure in twentieths of a point, the unit of Word's files."""
    return round(points * 20)


def _fill(element: BaseOxmlElement, markup: str) -> None:
    """Put other children into an element of the template."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    element[:] = list(parse_xml(f"<w:all {nsdecls('w')}>{markup}</w:all>"))


def _settings() -> str:
    return (
        '<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
        '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
    )


def _name_fonts(word: WordDocument) -> None:
    """Describe the fonts, so that a system without one takes the nearest."""
    from docx.opc.part import Part
    from docx.oxml.ns import nsdecls

    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{"auto" if role is FontRole.TITLE else "modern"}"/></w:font>'
        for role, (name, other) in FONTS.items()
    )
    data = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {nsdecls("w")}>{fonts}</w:fonts>'
    [rel] = (rel for rel in word.part.rels.values() if rel.reltype.endswith("/fontTable"))
    old = rel.target_part
    rel._target = Part(old.partname, old.content_type, data.encode("utf-8"), old.package)  # noqa: SLF001 — no other way


# Styles


def _styles() -> Iterator[str]:
    yield (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_font(BODY)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    for kind, name in (("character", "Default Paragraph Font"), ("table", "Normal Table")):
        yield f'<w:style w:type="{kind}" w:default="1" w:styleId="Default{kind}"><w:name w:val="{name}"/></w:style>'
    body = f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>{_pitch(LINE_PITCH)}<w:jc w:val="both"/>'
    yield _style("Normal", BODY, f'<w:widowControl w:val="0"/>{body}')
    yield _style("Body Text", BODY, _indent())
    for level, face in ((1, SECTION_HEADING), (2, PART_HEADING)):
        outline = f'<w:keepNext/>{_indent()}<w:outlineLvl w:val="{level - 1}"/>'
        yield _style(HEADINGS[level], face, outline)
    yield _style("Title", TITLE, f'{_pitch(TITLE_PITCH, after=TITLE_GAP)}<w:jc w:val="center"/>')
    yield _style("footer", PAGE_NUMBER, _pitch(_FOOTER_HEIGHT))
    yield _style("header", SECTION_HEADING, f'{_pitch(LINE_PITCH)}<w:jc w:val="right"/>')
    for name, layout in {name: layout for layout, name in TABLE_STYLES.items()}.items():
        yield _style(name, TABLES[layout].text, f'{_pitch(TABLES[layout].pitch)}<w:jc w:val="center"/>')


def _style(name: str, face: Face, paragraph: str) -> str:
    """Write one style of paragraphs."""
    default = ' w:default="1"' if name == "Normal" else ""
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name.replace(" ", "")}">'
        f'<w:name w:val="{name}"/>{based}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{_font(face)}</w:rPr></w:style>'
    )


def _font(face: Face) -> str:
    """Set the font of all scripts; 三号 is 16 pt in Word, set as tight as 28 characters a line ask for."""
    name = FONTS[face.role][0]
    size = ceil(face.size * 2)
    fonts = "".join(f' w:{script}="{name}"' for script in ("ascii", "eastAsia", "hAnsi", "cs"))
    tight = f'<w:spacing w:val="{round((face.size - size / 2) * 20)}"/>'
    return f'<w:rFonts{fonts}/>{tight}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _pitch(points: float, after: float = 0.0) -> str:
    """Set the distance of lines, rounded down: 22 lines must fit the page."""
    return f'<w:spacing w:before="0" w:after="{twips(after)}" w:line="{int(points * 20)}" w:lineRule="exact"/>'


def _indent() -> str:
    return f'<w:ind w:firstLineChars="{FIRST_LINE_INDENT * 100}" w:firstLine="{twips(FIRST_LINE_INDENT * BODY.size)}"/>'


# The page


def _set_up_page(word: WordDocument) -> None:
    from docx.shared import Pt

    section = word.sections[0]
    section.page_width, section.page_height = Pt(PAGE_WIDTH), Pt(PAGE_HEIGHT)
    section.top_margin, section.left_margin = Pt(TOP_MARGIN), Pt(LEFT_MARGIN)
    section.right_margin = Pt(PAGE_WIDTH - LEFT_MARGIN - TYPE_WIDTH)
    section.bottom_margin = bottom = Pt(PAGE_HEIGHT - TOP_MARGIN - TYPE_HEIGHT)
    section.footer_distance = Pt(bottom.pt - PAGE_NUMBER_BELOW_TYPE - _FOOTER_HEIGHT / 2)
    section.header_distance = Pt(TOP_MARGIN / 2)
    for grid in section._sectPr.findall(f"{{{section._sectPr.nsmap['w']}}}docGrid"):  # noqa: SLF001 — no other way
        section._sectPr.remove(grid)  # noqa: SLF001
    _number(section.footer, "right")
    _number(section.even_page_footer, "left")


def mark_as_draft(word: WordDocument) -> None:
    """Say over the type area of every page that the report is not final, as the printed pages do."""
    section = word.sections[0]
    for header in (section.header, section.even_page_header):
        _put(header, f'<w:p><w:pPr><w:pStyle w:val="header"/></w:pPr><w:r><w:t>{DRAFT_LINE}</w:t></w:r></w:p>')


def _number(footer: _Footer, side: str) -> None:
    """Put “— 1 —” at one side, one character in."""
    indent = f'<w:ind w:{side}Chars="100" w:{side}="{twips(PAGE_NUMBER.size)}"/>'
    page = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    _put(
        footer,
        f'<w:p><w:pPr><w:pStyle w:val="footer"/>{indent}<w:jc w:val="{side}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">— </w:t></w:r>{page}<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>',
    )


def _put(around: _Header | _Footer, markup: str) -> None:
    """Fill what stands over or under every page."""
    around.is_linked_to_previous = False
    _fill(around._element, markup)  # noqa: SLF001 — fields have no other way
