"""The Word file read back: every number in its merged cell, every word as typed, the look of official print."""

import re
from datetime import date
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from hypothesis import given, settings
from hypothesis import strategies as st

from export.docx.writer import write_docx
from export.layout.document import TableBlock, document_of, paragraphs
from export.layout.style import LINE_PITCH, LINES_PER_PAGE, MM, TYPE_HEIGHT, TYPE_WIDTH, column_widths
from model.report.numbers import number_text
from model.report.report import Level, Report

from .examples import RARE, VERBATIM, empty_report, extreme_report, full_report, published_report

HOSTILE = (VERBATIM, RARE, "=1+1", "+86", "-3", "@SUM(A1)", "{{x}}", "]]>&amp;", "a\tb", "　全角　空格　", "_x0041_")


def read(report: Report, dated: date | None = None) -> WordDocument:
    return docx.Document(BytesIO(write_docx(report, dated=dated)))


def blocks(report: Report) -> list[TableBlock]:
    return [block for block in document_of(report).blocks if isinstance(block, TableBlock)]


def spread(table: Table) -> dict[tuple[int, int], _Cell]:
    """Return the cell that covers each place of the lattice, as python-docx merges them."""
    return {(r, c): cell for r, row in enumerate(table.rows) for c, cell in enumerate(row.cells)}


def words_in(cell: _Cell) -> str:
    return cell.text.replace("\n", "")


@pytest.mark.parametrize("report", [full_report(), full_report("2019"), extreme_report(), empty_report()])
def test_every_number_and_label_stands_in_its_merged_cell(report: Report) -> None:
    for table, block in zip(read(report).tables, blocks(report), strict=True):
        found = spread(table)
        assert {place: words_in(cell) for place, cell in found.items()} == {
            place: block.text(box) for place, box in block.grid.at.items()
        }
        for place, box in block.grid.at.items():
            for other, neighbour in block.grid.at.items():
                assert (found[place]._tc is found[other]._tc) == (box is neighbour)


def test_all_numbers_of_a_published_report_are_in_it() -> None:
    try:
        report = published_report()
    except FileNotFoundError:
        pytest.skip("the published figures are not part of this project")
    found = [
        words_in(cells[box.row, box.column])
        for cells, block in zip(map(spread, read(report).tables), blocks(report), strict=True)
        for box in block.grid.numbers
    ]
    assert found == [number_text(report.numbers[cell]) for cell in report.form.cells]
    assert len(found) == 200


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff")))
@settings(max_examples=20)
def test_words_come_back_as_they_were_typed(words: str) -> None:
    report = Report("某某镇", Level.TOWNSHIP, 2023, texts={"problems/text": f"甲{words}乙"})
    assert f"甲{words}乙" in [paragraph.text for paragraph in read(report).paragraphs]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_that_mean_something_elsewhere_are_words(words: str) -> None:
    found = [p.text for p in read(full_report().with_text("overview/platform", f"{words}。")).paragraphs]
    assert f"{words.lstrip()}。" in found


def test_the_paragraphs_are_those_of_the_report_in_its_order() -> None:
    report = full_report()
    word = read(report, date(2024, 1, 5))
    texts = [p.text for p in word.paragraphs if p.text]
    wanted = [report.title]
    for section in report.form.sections:
        wanted.append(section.heading)
        for text in section.texts:
            wanted += [text.heading] * bool(text.heading) + paragraphs(report.texts[text.key])
    assert [text.replace("\n", "") for text in texts] == [*wanted, report.unit, "2024年1月5日"]


def test_what_no_office_file_can_hold_is_left_out_as_in_print() -> None:
    found = [
        p.text for p in read(full_report().with_text("problems/text", "甲\x00乙\x07\ud800丙\ufffe\x9f丁")).paragraphs
    ]
    assert "甲乙丙丁" in found


def test_headings_are_headings_without_words_blue() -> None:
    word = read(full_report())
    levels = {p.text: p.style.element.pPr.find(qn("w:outlineLvl")) for p in word.paragraphs if p.style}
    for section in full_report().form.sections:
        assert levels[section.heading].get(qn("w:val")) == "0"
    assert levels["（一）主动公开"].get(qn("w:val")) == "1"
    markup = markup_of(full_report())
    assert 'w:color w:val="3' not in markup
    assert "Theme" not in markup.replace("themeFontLang", "")


def markup_of(report: Report) -> str:
    with ZipFile(BytesIO(write_docx(report, dated=date(2024, 1, 5)))) as package:
        return "".join(package.read(name).decode("utf-8") for name in package.namelist())


def test_chinese_text_has_its_official_font_and_size() -> None:
    styles = {style.name: style for style in read(full_report()).styles}
    fonts = {
        "Body Text": ("仿宋", 16),
        "Heading 1": ("黑体", 16),
        "Heading 2": ("楷体", 16),
        "Title": ("方正小标宋简体", 22),
        "Footer": ("宋体", 14),
    }
    for name, (font, size) in fonts.items():
        look = styles[name].element.rPr
        names = look.find(qn("w:rFonts"))
        assert [names.get(qn(f"w:{script}")) for script in ("eastAsia", "ascii", "hAnsi")] == [font] * 3
        assert look.sz_val.pt == size


def test_22_lines_fit_the_page() -> None:
    word = read(full_report())
    size, margins = (word.sections[0]._sectPr.find(qn(f"w:{name}")) for name in ("pgSz", "pgMar"))
    width, height = (int(size.get(qn(f"w:{name}"))) / 20 for name in ("w", "h"))
    top, left, bottom = (int(margins.get(qn(f"w:{name}"))) / 20 for name in ("top", "left", "bottom"))
    assert (width / MM, height / MM) == pytest.approx((210, 297), abs=0.1)
    assert (top / MM, left / MM) == pytest.approx((37, 28), abs=0.1)
    room = height - top - bottom
    assert room == pytest.approx(TYPE_HEIGHT, abs=0.1)
    [pitch] = (style.paragraph_format.line_spacing for style in word.styles if style.name == "Normal")
    assert LINE_PITCH - 0.1 < pitch.pt <= room / LINES_PER_PAGE


def test_page_numbers_stand_outside() -> None:
    word = read(full_report())
    [section] = word.sections
    assert word.settings.odd_and_even_pages_header_footer
    sides = {"right": section.footer, "left": section.even_page_footer}
    for side, footer in sides.items():
        [paragraph] = footer.paragraphs
        markup = paragraph._p.xml
        assert "— " in markup
        assert " PAGE " in markup
        assert f'<w:jc w:val="{side}"/>' in markup


def test_headers_are_repeated_rows_stay_whole_and_columns_are_as_in_print() -> None:
    report = full_report()
    for table, block in zip(read(report).tables, blocks(report), strict=True):
        properties = [row._tr.trPr for row in table.rows]
        assert all(one.find(qn("w:cantSplit")) is not None for one in properties)
        headers = [one.find(qn("w:tblHeader")) is not None for one in properties]
        assert headers == [row < block.grid.header_rows for row in range(block.grid.height)]
        widths = [column.width.pt for column in table.columns if column.width]
        assert widths == pytest.approx(column_widths(block.layout, block.grid.width, block.grid.label_columns), abs=0.1)
        assert sum(widths) == pytest.approx(TYPE_WIDTH, abs=0.05)
        for row in table._tbl.tr_lst:
            assert sum(tc.width.pt for tc in row.tc_lst if tc.width) == pytest.approx(156 * MM, abs=0.1)


def test_the_children_of_properties_are_in_the_order_that_word_insists_on() -> None:
    order = [
        "pStyle",
        "keepNext",
        "widowControl",
        "kinsoku",
        "autoSpaceDE",
        "autoSpaceDN",
        "spacing",
        "ind",
        "jc",
        "outlineLvl",
    ]
    markup = markup_of(extreme_report())
    found = re.findall(r"<w:pPr>(.*?)</w:pPr>", markup, re.DOTALL)
    assert len(found) > 300
    for one in set(found):
        places = [order.index(name) for name in re.findall(r"<w:(\w+)", one)]
        assert all(first < second for first, second in pairwise(places))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert write_docx(full_report()) == write_docx(full_report())
    with ZipFile(BytesIO(write_docx(full_report()))) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_points_outside_and_nothing_runs() -> None:
    with ZipFile(BytesIO(write_docx(full_report()))) as package:
        names = package.namelist()
        links = "".join(package.read(name).decode("utf-8") for name in names if name.endswith(".rels"))
    assert "External" not in links
    assert not [name for name in names if re.search(r"(?i)vba|activex|embeddings|thumbnail|customxml", name)]


def test_the_file_says_what_it_is_and_not_when_it_was_written() -> None:
    properties = read(full_report(), date(2024, 1, 5)).core_properties
    assert properties.title == full_report().title
    assert (properties.author, properties.language) == (full_report().unit, "zh-CN")
    assert properties.created is not None
    assert properties.created.date() == date(2024, 1, 5)
