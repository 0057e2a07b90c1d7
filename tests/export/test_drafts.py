"""Whatever people read of a report that is not final says so, and what is read back knows nothing of it."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exporting.handing import render
from export import WRITERS
from export.html import write_fragment
from export.plain_text import write_plain_text
from intake import READERS, Reading, read_clipboard
from model.report.report import DRAFT_LINE, Report
from model.report.totals import with_totals
from tests.export.hostile_reports import hostile_reports
from tests.export.workbook import read as read_book
from tests.samples import example

READ_BY_PEOPLE = (".docx", ".xlsx", ".html")
DATED = date(2024, 1, 5)
REPORT = with_totals(example())


def as_read(report: Report, suffix: str, *, draft: bool) -> Reading:
    return READERS[suffix].load(WRITERS[suffix].render(report, None, draft=draft), "")


def headers(data: bytes) -> Iterator[str]:
    with ZipFile(BytesIO(data)) as package:
        yield from (package.read(one).decode() for one in package.namelist() if one.startswith("word/header"))


@pytest.mark.parametrize("dated", [None, DATED])
def test_every_page_of_a_word_file_says_that_it_is_a_draft_until_it_is_final(dated: date | None) -> None:
    found = list(headers(render(REPORT, ".docx", dated)))
    assert [DRAFT_LINE in one for one in found] == ([] if dated else [True, True])  # of odd and of even pages


@pytest.mark.parametrize("dated", [None, DATED])
def test_every_sheet_says_that_it_is_a_draft_until_it_is_final(dated: date | None) -> None:
    sheets = read_book(render(REPORT, ".xlsx", dated))
    assert len(sheets) == len(REPORT.form.sections) + 1
    for sheet in sheets.values():
        assert (sheet.words((1, 0)) == DRAFT_LINE) == (dated is None)


@pytest.mark.parametrize("dated", [None, DATED])
def test_a_web_page_says_before_all_else_that_it_is_a_draft_until_it_is_final(dated: date | None) -> None:
    page = render(REPORT, ".html", dated).decode()
    marked = f'<p class="draft" style="text-align:center;font-weight:bold;color:#c00000">{DRAFT_LINE}</p>\n<h1'
    assert (marked in page) == (dated is None)
    assert page.count(DRAFT_LINE) == (dated is None)


def test_what_is_copied_of_a_draft_says_so_first() -> None:
    assert write_plain_text(REPORT, draft=True).splitlines() == [DRAFT_LINE, *write_plain_text(REPORT).splitlines()]
    assert DRAFT_LINE in write_fragment(REPORT, draft=True)
    assert DRAFT_LINE not in write_fragment(REPORT)


def test_a_file_between_programs_is_the_same_of_a_draft() -> None:
    assert render(REPORT, ".json", None) == render(REPORT, ".json", DATED)


@pytest.mark.parametrize("suffix", READ_BY_PEOPLE)
@given(report=hostile_reports())
@settings(max_examples=10)
def test_the_mark_is_neither_read_as_text_nor_told_as_lost(suffix: str, report: Report) -> None:
    assert as_read(report, suffix, draft=True) == as_read(report, suffix, draft=False)


def test_nor_is_it_in_what_was_copied() -> None:
    draft, final = (read_clipboard(write_fragment(REPORT, draft=draft), "") for draft in (True, False))
    assert draft == final
    lines = [read_clipboard("", write_plain_text(REPORT, draft=draft)) for draft in (True, False)]
    assert (lines[0].report, len(lines[0].problems)) == (lines[1].report, len(lines[1].problems))


@given(st.lists(st.integers(0, 60), max_size=4))
def test_a_program_that_puts_the_head_of_a_page_between_the_paragraphs_leaves_nothing_in_them(at: list[int]) -> None:
    lines = write_plain_text(REPORT).splitlines()
    for place in sorted(at, reverse=True):
        lines.insert(min(place, len(lines)), f"  {DRAFT_LINE} ")
    read = READERS[".txt"].load("\n".join(lines).encode(), "").report
    assert not any(DRAFT_LINE in text for text in read.texts.values())
    assert read.numbers == REPORT.numbers


def test_a_sentence_that_says_the_same_is_a_sentence() -> None:
    report = REPORT.with_text("problems/text", f"本机关的制度仍是{DRAFT_LINE}的一稿。")
    assert all(as_read(report, suffix, draft=True).report.texts == report.texts for suffix in READ_BY_PEOPLE)
