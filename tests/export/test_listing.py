"""A plain list on paper and as a Word file: every word is there, in its column, within the type area."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export.docx.listing import write_list_docx
from export.fonts.shipped import MissingCharactersError, typesetter
from export.layout.listing import PrintedList, SheetColumn, cell_lines, paginate_list
from export.layout.style import LEFT_MARGIN, TOP_MARGIN, TYPE_HEIGHT, TYPE_WIDTH
from export.pdf.listing import write_list_pdf

COLUMNS = (SheetColumn("序号", 6), SheetColumn("位置", 22), SheetColumn("问题", 72))
words = st.text("本年新收自然人应为261，请核对。第三部分“总计”a.b%\n", max_size=400)
lists = st.lists(st.tuples(st.just("1"), words, words), max_size=12)


def listing(rows: list[tuple[str, str, str]], *, landscape: bool = False) -> PrintedList:
    said = ("第1稿，意见3条。",)
    return PrintedList("甲镇问题清单", COLUMNS, tuple(rows), said, ("甲县人民政府",), "甲县人民政府", landscape)


def plain(text: str) -> str:
    return "".join(text.split())


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(lists)
def test_every_word_is_printed_within_the_type_area_and_in_its_column(rows: list[tuple[str, str, str]]) -> None:
    pages = paginate_list(listing(rows), typesetter())
    bottom = TOP_MARGIN + TYPE_HEIGHT + 0.01
    lefts = [LEFT_MARGIN, LEFT_MARGIN + TYPE_WIDTH * 0.06, LEFT_MARGIN + TYPE_WIDTH * 0.28]
    columns = ["", "", ""]
    for page in pages:
        heads = 0
        for rule in page.rules:
            assert (
                LEFT_MARGIN - 0.01 <= min(rule.x1, rule.x2) <= max(rule.x1, rule.x2) <= LEFT_MARGIN + TYPE_WIDTH + 0.01
            )
            assert TOP_MARGIN - 0.01 <= rule.y1 <= rule.y2 <= bottom
        for run in page.words[:-1]:  # the last is the number of the page
            assert run.baseline <= bottom
            end = run.x + (run.positions[-1] + 1 if run.positions else 0) * run.face.size
            assert end <= LEFT_MARGIN + TYPE_WIDTH + run.face.size
            if run.face.size == 10.5 and run.text not in {"序号", "位置", "问题"}:
                column = sum(run.x >= left - 0.01 for left in lefts) - 1
                columns[column] += run.text
            heads += run.text == "问题"
        assert heads or not page.rules  # the header stands over every part
    for column in (1, 2):
        assert plain(columns[column]) == "".join(plain(line) for row in rows for line in cell_lines(row[column]))


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(rows=lists, landscape=st.booleans())
def test_a_word_file_holds_the_same_cells(rows: list[tuple[str, str, str]], *, landscape: bool) -> None:
    data = write_list_docx(listing(rows, landscape=landscape))
    assert data == write_list_docx(listing(rows, landscape=landscape))
    word = Document(BytesIO(data))
    (table,) = word.tables
    read = [[cell.text for cell in row.cells] for row in table.rows]
    assert read == [[one.label for one in COLUMNS], *[["\n".join(cell_lines(text)) for text in row] for row in rows]]
    section = word.sections[0]
    assert (section.page_width > section.page_height) is landscape  # type: ignore[operator]
    assert [one.text for one in word.paragraphs][-1] == "甲县人民政府"


def test_the_pdf_is_read_back() -> None:
    rows = [(str(number), "第三部分“本年新收”行", f"应为26{number}") for number in range(1, 60)]
    data = write_list_pdf(listing(rows))
    assert data == write_list_pdf(listing(rows))
    pdf = pypdfium2.PdfDocument(data)
    assert len(pdf) > 1
    text = plain("".join(page.get_textpage().get_text_range() for page in pdf))
    for row in rows:
        assert row[2] in text
    assert text.count("序号") == len(pdf)
    assert text.index("甲县人民政府") > text.index("应为2659")


def test_what_no_font_has_is_told_with_its_place() -> None:
    with pytest.raises(MissingCharactersError, match="第2行"):
        write_list_pdf(listing([("1", "", "甲"), ("2", "", "\U0001f600")]))
