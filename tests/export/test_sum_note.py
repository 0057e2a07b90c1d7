"""What a sum is over stands behind the report, on a page of its own, and is no part of it when it is read back."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import pypdfium2
import pytest
from docx import Document

from export import WRITERS
from export.html import write_fragment
from intake import READERS
from model.form.editions import FORM_2021
from model.report.report import SUM_NOTE
from tests.samples import filled

REPORT = filled(FORM_2021, 2025, "甲县人民政府")
NOTE = (
    "计入38个（通过的），未计入4个：甲镇（没有收到）、乙镇（没有通过）、丙局（免报）、丁局（不计入）",
    "县教育局的年报已含下属，县实验小学不再计入",
    "合计有2格不全：县水利局有空白格" + "，名称很长" * 30,
)
KINDS = [suffix for suffix in WRITERS if suffix != ".json"]


@pytest.mark.parametrize("suffix", KINDS)
@pytest.mark.parametrize("draft", [True, False])
def test_a_note_is_read_over(suffix: str, *, draft: bool) -> None:
    dated = None if draft else date(2026, 3, 1)
    plain, noted = (WRITERS[suffix].render(REPORT, dated, draft=draft, note=note) for note in ((), NOTE))
    assert noted != plain
    without, with_note = (READERS[suffix].load(data, "") for data in (plain, noted))
    assert with_note.report == without.report
    assert with_note.problems == without.problems


def pages(note: Sequence[str]) -> list[str]:
    pdf = pypdfium2.PdfDocument(WRITERS[".pdf"].render(REPORT, note=note))
    return [page.get_textpage().get_text_bounded() for page in pdf]


def test_the_pages_before_it_are_those_of_the_report() -> None:
    plain, noted = pages(()), pages(NOTE)
    assert noted[:-1] == plain
    assert noted[-1].startswith(SUM_NOTE)
    assert NOTE[1] in "".join(noted[-1].split())


def test_in_word_it_begins_a_page() -> None:
    word = Document(io.BytesIO(WRITERS[".docx"].render(REPORT, note=NOTE)))
    heading = next(one for one in word.paragraphs if one.text == SUM_NOTE)
    assert heading.paragraph_format.page_break_before
    assert [one.text for one in word.paragraphs][-3:] == list(NOTE)


def test_what_is_pasted_into_a_site_is_the_report_only() -> None:
    page = WRITERS[".html"].render(REPORT, note=NOTE).decode()
    assert NOTE[1] in page.split("</div>")[1]
    assert SUM_NOTE not in write_fragment(REPORT)


def test_the_file_for_programs_has_no_place_for_it() -> None:
    assert WRITERS[".json"].render(REPORT, note=NOTE) == WRITERS[".json"].render(REPORT)
