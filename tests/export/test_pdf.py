"""The PDF read back with another library: every number, every word, every rule of the official look."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import raw

from app.exporting.handing import render
from export.fonts.shipped import BUNDLED, MissingCharactersError, typesetter
from export.layout.document import document_of
from export.layout.page import Page
from export.layout.pagination import paginate
from export.layout.style import LEFT_MARGIN, LINE_PITCH, PAGE_HEIGHT, PAGE_WIDTH, TOP_MARGIN, TYPE_HEIGHT, TYPE_WIDTH
from export.pdf.writer import write_pdf
from model.form.editions import FORMS
from model.report.numbers import number_text
from model.report.report import Explanation, Level, Report
from model.rules.registry import rules
from tests.export.examples import RARE, SENTENCE, VERBATIM, empty_report, extreme_report, full_report, published_report

REPORTS = {
    "full": full_report(),
    "full in the form of 2019": full_report("2019"),
    "extreme": extreme_report(),
    "empty": empty_report(),
}
DATED = date(2024, 1, 5)


@cache
def printed(name: str) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(write_pdf(REPORTS[name], dated=DATED))


def laid_out(report: Report) -> list[Page]:
    return paginate(document_of(report, DATED), typesetter())


def words_of(pdf: pypdfium2.PdfDocument) -> str:
    """All words of a PDF without line ends and page numbers."""
    pages = (page.get_textpage().get_text_range() for page in pdf)
    return "".join(re.sub(r"— ?\d+ ?—\s*$", "", page) for page in pages).replace("\r\n", "").replace("\n", "")


def numbers_in(pdf: pypdfium2.PdfDocument, pages: list[Page]) -> Iterator[tuple[str, str]]:
    """Read what stands inside the rules of every cell."""
    for page, layout in zip(pdf, pages, strict=True):
        words = page.get_textpage()
        for cell, place in layout.cells.items():
            found = words.get_text_bounded(
                left=place.left, right=place.right, top=PAGE_HEIGHT - place.top, bottom=PAGE_HEIGHT - place.bottom
            )
            yield cell, found.strip()


@pytest.mark.parametrize("name", list(REPORTS))
def test_the_number_in_every_cell_is_the_stored_one(name: str) -> None:
    report = REPORTS[name]
    found = dict(numbers_in(printed(name), laid_out(report)))
    assert found == {cell: number_text(report.numbers.get(cell)) for cell in report.form.cells}


def test_the_numbers_of_a_published_report_come_back() -> None:
    try:
        report = published_report()
    except FileNotFoundError:
        pytest.skip("the published figures are not part of this project")
    found = dict(numbers_in(pypdfium2.PdfDocument(write_pdf(report, dated=DATED)), laid_out(report)))
    assert len(found) == 200
    assert {cell: Decimal(words) for cell, words in found.items()} == report.numbers


@pytest.mark.parametrize("name", list(REPORTS))
def test_every_word_of_the_report_can_be_copied(name: str) -> None:
    report, words = REPORTS[name], words_of(printed(name))
    assert report.title in words
    for section in report.form.sections:
        assert section.heading in words
    for text in report.texts.values():
        for paragraph in text.splitlines():
            assert paragraph in words


def test_user_words_are_printed_as_typed_and_rare_characters_copied_as_themselves() -> None:
    words = words_of(printed("full"))
    assert VERBATIM in words
    assert RARE in words


@given(
    st.text(
        st.sampled_from("政府信息公开工作年度报告法规，。；：“”（）《》、0123456789.%abcXYZ&<>/王䶮李𫖯张𬭚𠮷喆"),
        min_size=1,
        max_size=400,
    )
)
@settings(max_examples=15)
def test_any_words_come_back_in_their_order(words: str) -> None:
    report = Report("某某镇", Level.TOWNSHIP, 2023, texts={"problems/text": f"始{words}终"})
    assert f"始{words}终" in words_of(pypdfium2.PdfDocument(write_pdf(report)))


@pytest.mark.parametrize("place", ["unit", "overview/platform"])
def test_a_character_that_no_font_has_is_refused_by_name_and_place(place: str) -> None:
    report = full_report(unit="某某\U0001f600镇") if place == "unit" else full_report().with_text(place, "甲\U0001f600")
    with pytest.raises(MissingCharactersError, match="U\\+1F600") as caught:
        write_pdf(report)
    assert caught.value.sentence.startswith("标题里的" if place == "unit" else "第一部分“平台建设”里的")


def test_control_characters_and_odd_line_ends_do_no_harm() -> None:
    report = full_report().with_text("problems/text", "甲\x00乙\x07丙\u200b丁\tA\xa0B\r\n戊\x0b己\u2028庚\ufeff")
    words = words_of(pypdfium2.PdfDocument(write_pdf(report)))
    assert "甲乙丙丁\u3000A B" in words
    assert "戊己庚" in words


def test_the_same_report_gives_the_same_bytes() -> None:
    assert write_pdf(full_report()) == write_pdf(full_report())


def test_the_document_knows_its_title_language_and_sections() -> None:
    data = write_pdf(full_report())
    pdf = pypdfium2.PdfDocument(data)
    assert pdf.get_metadata_value("Title") == full_report().title
    assert b"/Lang (zh-CN)" in data
    bookmarks = [(mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()]
    assert [title for title, _ in bookmarks] == [section.heading for section in full_report().form.sections]
    for title, page in bookmarks:
        assert title in pdf[page].get_textpage().get_text_range()


def test_every_font_is_embedded_and_a_subset() -> None:
    fonts = {}
    for page in printed("full"):
        for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            font = thing.get_font()
            fonts[font.get_base_name()] = font
    assert len(fonts) == 5
    for name, font in fonts.items():
        assert font.is_embedded
        assert re.fullmatch(r"[A-Z]{6}\+Gouji\w+-Regular", name)
    data = write_pdf(full_report())
    assert len(data) < min(path.stat().st_size for path in BUNDLED.glob("*.ttf")) / 10
    assert b"Helvetica" not in data


@pytest.mark.parametrize("name", list(REPORTS))
def test_pages_are_a4_and_all_ink_but_the_page_number_is_in_the_type_area(name: str) -> None:
    for number, page in enumerate(printed(name), 1):
        assert page.get_size() == pytest.approx((PAGE_WIDTH, PAGE_HEIGHT), abs=0.01)
        *texts, page_number = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], textpage=page.get_textpage())
        assert page_number.extract() == f"— {number} —"
        for left, bottom, right, top in bounds([*texts, *page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])]):
            assert left >= LEFT_MARGIN - 1
            assert right <= LEFT_MARGIN + TYPE_WIDTH + 1
            assert top <= PAGE_HEIGHT - TOP_MARGIN + 1
            assert bottom >= PAGE_HEIGHT - TOP_MARGIN - TYPE_HEIGHT - 1


def bounds(things: list[Any]) -> list[tuple[float, float, float, float]]:
    return [thing.get_bounds() for thing in things]


def test_page_numbers_stand_outside_one_character_in() -> None:
    sides = []
    for page in printed("full"):
        *_, page_number = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
        left, _, right, _ = page_number.get_bounds()
        sides.append((left - LEFT_MARGIN, LEFT_MARGIN + TYPE_WIDTH - right))
    for i, (left, right) in enumerate(sides):
        assert (left if i % 2 else right) == pytest.approx(14, abs=1)


def test_a_page_of_words_has_22_lines_of_28_characters() -> None:
    report = Report("某某镇", Level.TOWNSHIP, 2023, texts={"problems/text": "政" * 2000})
    pages = [page for page in laid_out(report) if page.words[0].text == "政" * 28]
    lines = pages[0].words[:-1]
    assert [line.text for line in lines] == ["政" * 28] * 22
    assert lines[1].baseline - lines[0].baseline == pytest.approx(LINE_PITCH)


@pytest.mark.parametrize("name", list(REPORTS))
def test_no_number_is_wider_than_its_cell(name: str) -> None:
    for page, layout in zip(printed(name), laid_out(REPORTS[name]), strict=True):
        texts = bounds(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]))
        for place in layout.cells.values():
            for left, bottom, right, top in texts:
                middle = ((left + right) / 2, PAGE_HEIGHT - (top + bottom) / 2)
                if place.left < middle[0] < place.right and place.top < middle[1] < place.bottom:
                    assert place.left < left < right < place.right


@given(st.sampled_from(list(FORMS)), st.data())
@settings(max_examples=25)
def test_numbers_of_any_length_come_back_whole(edition: str, data: st.DataObject) -> None:
    report = full_report(edition)
    cell = data.draw(st.sampled_from(list(report.form.cells)))
    report = report.with_number(cell, data.draw(st.decimals(0, 10**12 - 1, places=6)))
    found = dict(numbers_in(pypdfium2.PdfDocument(write_pdf(report, dated=DATED)), laid_out(report)))
    assert found[cell] == number_text(report.numbers[cell])


def test_no_heading_is_the_last_line_of_a_page() -> None:
    headings = {text.heading for text in full_report().form.texts.values()}
    headings |= {section.heading for section in full_report().form.sections}
    for length in range(0, 640, 28):
        report = Report(
            "某某镇", Level.TOWNSHIP, 2023, texts=dict.fromkeys(full_report().form.texts, SENTENCE + "政" * length)
        )
        assert [page.words[-2].text for page in laid_out(report) if page.words[-2].text in headings] == []


def test_the_third_table_is_cut_only_where_a_page_would_stay_too_empty() -> None:
    for report in (full_report(), extreme_report(), empty_report(), full_report("2019")):
        cut_for_a_reason(report)


def cut_for_a_reason(report: Report) -> None:
    """Make sure that the third table is whole, or that a quarter of a page was left where it begins."""
    cells = set(report.form.tables["applications"].cells)
    pages = [page for page in laid_out(report) if cells & page.cells.keys()]
    tops = [top for title, top in pages[0].bookmarks if title.startswith("三、")]
    assert len(pages) == 1 or tops[0] < TOP_MARGIN + TYPE_HEIGHT * 3 / 4
    assert sum(len(cells & page.cells.keys()) for page in pages) == len(cells)


def test_a_date_adds_the_signature() -> None:
    for name, report in REPORTS.items():
        assert words_of(printed(name)).endswith(report.unit + "2024年1月5日")
        assert "2024年1月5日" not in words_of(pypdfium2.PdfDocument(write_pdf(report)))


@given(st.text())
@settings(max_examples=15)
def test_whatever_is_typed_is_printed_or_refused_by_name(words: str) -> None:
    report = Report(words, Level.TOWNSHIP, 2023, texts={"problems/text": words})
    refused = ""
    try:
        pypdfium2.PdfDocument(write_pdf(report))
    except MissingCharactersError as error:
        refused = error.characters
    assert set(refused) <= set(words)


def test_explanations_stand_on_a_page_of_their_own_if_they_are_wanted() -> None:
    at = ("applications/brought_forward/natural_person",)
    reason = "上年年报登记有误，已更正"
    one = Explanation("X1", at, reason, "张三", "2026-01-05T09:07:00+08:00")
    others = Explanation("T3", ("problems/text",), "另见附件", "", "昨天"), Explanation("T4", at, "", "李四", "前天")
    report = replace(full_report(), explanations=(one, *others))
    without, wanted = (
        pypdfium2.PdfDocument(render(report, ".pdf", date(2026, 1, 6), explanations=yes)) for yes in (False, True)
    )
    assert len(wanted) == len(without) + 1
    text = "".join(wanted[len(wanted) - 1].get_textpage().get_text_range().split())
    sentence = next(check.sentence for check in rules() if check.id == "X1")
    for words in (
        "审核说明",
        report.form.name_of(at[0]),
        sentence,
        reason,
        "张三",
        "2026年1月5日09:07",
        "另见附件时间：昨天",
    ):
        assert "".join(words.split()) in text
    assert "李四" not in text  # who only looked at something explained nothing
    assert text.count("说明人") == 1
    assert "审核说明" not in "".join(words_of(without).split())


@pytest.mark.parametrize("name", list(REPORTS))
def test_a_draft_says_so_on_every_page_outside_the_type_area_and_nothing_else_is_other(name: str) -> None:
    draft, final = pypdfium2.PdfDocument(write_pdf(REPORTS[name], dated=DATED, draft=True)), printed(name)
    upper = PAGE_HEIGHT - TOP_MARGIN
    assert len(draft) == len(final)
    for page, as_it_will_be in zip(draft, final, strict=True):
        words, wanted = page.get_textpage(), as_it_will_be.get_textpage()
        assert words.get_text_bounded(bottom=upper, top=PAGE_HEIGHT).strip() == "草稿"
        assert words.get_text_bounded(top=upper) == wanted.get_text_bounded(top=upper)
        assert "草稿" not in wanted.get_text_range()


@pytest.mark.parametrize("dated", [None, DATED])
def test_what_is_handed_over_is_marked_until_it_is_final(dated: date | None) -> None:
    pdf = pypdfium2.PdfDocument(render(full_report(), ".pdf", dated))
    assert ["草稿" in page.get_textpage().get_text_range() for page in pdf] == [dated is None] * len(pdf)
