"""Documents of any structure: paragraphs that begin with marks, are endless, or are nothing; grids that overlap."""

from __future__ import annotations

import random
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faults.documents import document
from faults.parts.interpret import impossible
from intake.document import SourceDocument, SourceParagraph
from intake.interpret import interpret
from intake.interpret.level import level_of
from intake.interpret.rows import rows_of
from intake.text_file import from_text
from intake.xlsx.values import shown
from model.errors import UserError
from model.report.report import Level

_LONG = 2_001  # characters: more than is looked at for a heading


@pytest.mark.parametrize("seed", range(25))
def test_a_report_or_a_sentence_comes_of_any_document(seed: int) -> None:
    with suppress(UserError):
        assert impossible(interpret(document(random.Random(f"test {seed}")))) == ""


@pytest.mark.parametrize("mark", ["：", "；", ":", "。", "， ", "\u3000："])
def test_a_long_paragraph_may_begin_with_a_mark(mark: str) -> None:
    text = mark + "报告" * _LONG
    lines = ["一、总体情况", text, "二、主动公开政府信息情况"]
    report = interpret(SourceDocument(tuple(SourceParagraph(line, "") for line in lines))).report
    assert "报告" * _LONG in "".join(report.texts.values())


def test_a_long_paragraph_under_the_heading_of_a_part_in_its_line_is_whole() -> None:
    said = "公开政府信息1条，" * 400 + "完。"
    lines = ["一、总体情况", f"（一）主动公开情况。{said}", "（二）依申请公开情况。收到1件。"]
    texts = interpret(SourceDocument(tuple(SourceParagraph(line, "") for line in lines))).report.texts
    assert texts["overview/active_disclosure"] == said


@pytest.mark.parametrize(
    "line, is_left_out",
    [
        ("-----", True),
        ("—— ===", True),
        ("|:---|---|", True),
        ("| -- | -- |", True),
        ("--", False),
        ("-- 甲 --", False),
        ("=" * 30_000, True),
        ("-" * 30_000 + "x", False),
    ],
)
def test_a_drawn_line_is_no_row(line: str, is_left_out: bool) -> None:  # noqa: FBT001 — an expectation
    assert (rows_of(from_text(line)) == ()) is is_left_out


@given(st.lists(st.sampled_from(["<br>", "<br/>", " <br> ", "<sup>", "</sup>", " "]), min_size=1, max_size=40))
def test_digits_that_markup_parts_are_not_put_together(between: list[str]) -> None:
    (paragraph,) = from_text(f"1{''.join(between)}2").blocks
    assert isinstance(paragraph, SourceParagraph)
    assert paragraph.text.split() == ["1", "2"]


def test_breaks_after_a_digit_that_lead_to_no_other_are_read_at_once() -> None:
    (paragraph,) = from_text("1" + "<br> " * 5_000 + "x").blocks
    assert isinstance(paragraph, SourceParagraph)
    assert paragraph.text.split() == ["1", "x"]


@pytest.mark.parametrize(
    "code, text",
    [('"第0号"0', "第0号5"), ('0"件"', "5件"), ("0" * 200, "5"), ("0" * 60_000, f"5[{'0' * 20}…]")],
)
def test_a_format_is_read_up_to_the_length_that_one_can_have(code: str, text: str) -> None:
    assert shown(Decimal(5), code) == text


def test_a_note_behind_the_name_of_a_unit_says_nothing_of_its_level() -> None:
    assert level_of("丙镇人民政府（本级）") is Level.TOWNSHIP
    assert level_of("（丙）镇人民政府") is Level.TOWNSHIP
