"""Shared out over pages: no page but the last much too empty, no line alone, every number once, and read back whole."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.fonts.shipped import typesetter
from export.layout.document import Document, Heading, Paragraph, document_of
from export.layout.line_breaking import break_lines
from export.layout.page import Page
from export.layout.page_breaking import NEVER, Slug, break_pages
from export.layout.pagination import paginate
from export.layout.style import (
    BODY,
    CHARACTERS_PER_LINE,
    EMPTY_AT_MOST,
    FIRST_LINE_INDENT,
    LINE_PITCH,
    ROOM,
    TOP_MARGIN,
    TYPE_HEIGHT,
)
from export.pdf.writer import write_pdf
from intake import READERS
from model.form.editions import FORMS
from model.report.report import Level, Report
from model.report.totals import with_totals
from tests.export.examples import extreme_report, full_report
from tests.samples import full_numbers, seeds, years_of

DATES = st.sampled_from((None, date(2024, 1, 5)))
SENTENCE = "本机关依照《条例》公开信息1,234条，未收到申请，网址为https://www.example.gov.cn/zwgk/2023/index.html。"
PARAGRAPH = st.integers(1, 330).map(lambda length: ("始" + SENTENCE * 8)[:length] + "完。")
TEXT = st.lists(PARAGRAPH, min_size=1, max_size=4).map("\n".join)
BLANKS = st.sampled_from((0, 1, 40, 150))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Draw a report whose texts are of any length, with any numbers blank."""
    edition = draw(st.sampled_from(list(FORMS)))
    form = FORMS[edition]
    texts = {key: draw(TEXT) for key in draw(st.sets(st.sampled_from(list(form.texts))))}
    numbers = draw(full_numbers(form, (0, 9, 999_999)))
    year = draw(st.integers(*years_of(form)))
    report = with_totals(Report("青石镇人民政府", Level.TOWNSHIP, year, edition, numbers, texts))
    return report.with_numbers(dict.fromkeys(Random(draw(seeds)).sample(list(form.cells), draw(BLANKS))))


def laid_out(report: Report, dated: date | None) -> tuple[Document, list[Page]]:
    document = document_of(report, dated)
    return document, paginate(document, typesetter())


def empty(page: Page) -> float:
    """Return how much of the type area is empty below the last words or rule, without the page number."""
    *words, _ = page.words
    ink = max([*(one.baseline for one in words), *(max(rule.y1, rule.y2) for rule in page.rules)])
    return TOP_MARGIN + TYPE_HEIGHT - ink


def lines_of(document: Document) -> Iterator[tuple[str, int, int]]:
    """Return the lines of all paragraphs: (the words, which one it is, how many there are)."""
    width = typesetter().widths(BODY.role)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines = break_lines(block.text, width, CHARACTERS_PER_LINE, FIRST_LINE_INDENT)
            yield from ((line.text, i, len(lines)) for i, line in enumerate(lines))


@given(reports(), DATES)
@settings(max_examples=120)
def test_no_page_but_the_last_is_more_than_a_quarter_empty(report: Report, dated: date | None) -> None:
    _, pages = laid_out(report, dated)
    assert [empty(page) / TYPE_HEIGHT for page in pages[:-1] if empty(page) > TYPE_HEIGHT / 4] == []


@given(reports(), DATES)
@settings(max_examples=60)
def test_no_first_or_last_line_stands_alone(report: Report, dated: date | None) -> None:
    document, pages = laid_out(report, dated)
    printed = [(words.text, number) for number, page in enumerate(pages) for words in page.words if words.face == BODY]
    signed = len(printed) - len(expected := list(lines_of(document)))
    body = printed[: len(printed) - signed]
    assert [text for text, _ in body] == [text for text, _, _ in expected]
    ends = zip(pairwise(body), pairwise(expected), strict=True)
    for ((_, page), (_, following)), ((_, i, count), (text, after, _)) in ends:
        if page != following and after:
            assert i >= 1, text
            assert count - after >= 2, text
    if isinstance(document.blocks[-2], Paragraph):  # then the signature stands under two lines of it at least
        assert {number for _, number in printed[len(body) :]} <= {number for _, number in body[-1:]}


@given(reports(), DATES)
@settings(max_examples=60)
def test_no_heading_is_parted_from_what_it_heads(report: Report, dated: date | None) -> None:
    document, pages = laid_out(report, dated)
    last = {page.words[-2].text for page in pages[:-1] if not page.rules or page.words[-2].baseline > lowest_rule(page)}
    for block, following in pairwise(document.blocks):
        heads = not isinstance(following, Heading) or (isinstance(block, Heading) and following.level > block.level)
        if isinstance(block, Heading) and heads:
            assert block.text not in last


def lowest_rule(page: Page) -> float:
    return max(max(rule.y1, rule.y2) for rule in page.rules)


@given(reports(), DATES)
@settings(max_examples=40)
def test_every_number_is_printed_once_beside_its_label(report: Report, dated: date | None) -> None:
    _, pages = laid_out(report, dated)
    cells = [cell for page in pages for cell in page.cells]
    assert sorted(cells) == sorted(report.form.cells)
    labels = {cell: report.form.row(cell).label for cell in report.form.tables["applications"].cells}
    for page in pages:
        for cell, label in labels.items():
            if place := page.cells.get(cell):
                beside = [
                    one.text for one in page.words if place.top < one.baseline < place.bottom and one.x < place.left
                ]
                assert any(label.startswith(words) or label.endswith(words) for words in beside), (label, beside)


@given(reports(), DATES)
@settings(max_examples=25)
def test_what_is_shared_out_over_pages_is_read_back_identically(report: Report, dated: date | None) -> None:
    back = READERS[".pdf"].load(write_pdf(report, dated=dated), "").report
    assert back.numbers == report.numbers
    assert back.texts == report.texts


def test_a_table_that_begins_a_page_is_not_cut() -> None:
    begun = 0
    for length in range(0, 640, 28):
        texts = dict.fromkeys(full_report().form.texts, SENTENCE + "政" * length)
        for page in laid_out(Report("某某镇", Level.TOWNSHIP, 2023, texts=texts), None)[1]:
            if ("三、收到和处理政府信息公开申请情况", TOP_MARGIN) in page.bookmarks:
                begun += 1
                assert set(full_report().form.tables["applications"].cells) <= page.cells.keys()
    assert begun


@pytest.mark.parametrize("report", [full_report(), full_report("2019"), extreme_report()])
def test_tables_are_cut_where_labels_have_room(report: Report) -> None:
    for page in laid_out(report, None)[1]:
        upright = [words for words in page.words if len(words.text) == 1 and words.text in "三、本年度办理结果"]
        for words in upright:
            assert any(rule.y1 != rule.y2 and rule.y1 < words.baseline - 1 < rule.y2 for rule in page.rules)


# The weighing itself


def test_pages_are_filled_and_the_last_takes_what_is_left() -> None:
    lines = [Slug(LINE_PITCH)] * 50
    assert break_pages(lines, ROOM) == [range(22), range(22, 44), range(44, 50)]
    assert break_pages(lines, ROOM, 5 * LINE_PITCH) == [range(5), range(5, 27), range(27, 49), range(49, 50)]


def test_what_is_higher_than_a_page_has_one_to_itself() -> None:
    assert break_pages([Slug(10), Slug(ROOM + 1), Slug(10)], ROOM) == [range(1), range(1, 2), range(2, 3)]


@given(st.lists(st.tuples(st.floats(1, 900), st.sampled_from((0.0, NEVER))).map(lambda one: Slug(*one)), max_size=60))
def test_all_pieces_stand_on_pages_in_their_order(pieces: list[Slug]) -> None:
    pages = break_pages(pieces, ROOM)
    assert [at for page in pages for at in page] == list(range(len(pieces)))
    assert all(len(page) == 1 or sum(pieces[at].height for at in page) <= ROOM + 1 for page in pages)


@pytest.mark.parametrize("title", [4, 5, 6])
@pytest.mark.parametrize("paragraphs", [(3, 3, 3, 3, 4), (3, 3, 3, 4), (2, 3, 4, 3, 4), (3, 4, 3, 3, 3)])
@pytest.mark.parametrize("table", [200.0, 230.0, 260.3, 301.7, 333.3])
def test_of_two_ways_that_are_as_good_the_first_page_is_the_fuller(
    title: int, paragraphs: tuple[int, ...], table: float
) -> None:
    """What would fit on the first page stands there, unless the second would be left emptier than is allowed."""
    pieces = [Slug(title * LINE_PITCH)]
    for count in paragraphs:
        kept = (NEVER if at in {0, 1, count - 1} else 0.0 for at in range(count))
        pieces += [Slug(LINE_PITCH), *(Slug(LINE_PITCH, one) for one in kept)]
    pieces += [Slug(LINE_PITCH), Slug(table, NEVER), Slug(LINE_PITCH), Slug(ROOM - LINE_PITCH - 1, NEVER)]
    first, second, *_ = break_pages(pieces, ROOM)
    free = ROOM - sum(one.height for one in pieces[first.start : first.stop])
    end = next(at for at in range(second.start + 1, second.stop + 1) if pieces[at].before < NEVER)
    group = sum(one.height for one in pieces[second.start : end])
    left = ROOM - sum(one.height for one in pieces[end : second.stop])
    assert free < group or (free <= EMPTY_AT_MOST < left)
