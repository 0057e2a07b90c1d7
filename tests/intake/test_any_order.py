"""The sections of a report in any order, and text in the line of a heading: each sentence is where it belongs, or told."""

# ruff: noqa: E501 — prose is to be read across

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.interpret import interpret
from intake.reading import Reading
from intake.text_file import from_text
from model.form.editions import FORM_2021
from model.form.schema import Section
from tests.intake.test_accounted import has

TITLE = "临水县水利局2023年政府信息公开工作年度报告"
OVERVIEW, DISCLOSURE, HANDLING, REVIEW, PROBLEMS, OTHER = FORM_2021.sections
SAID = {
    "overview/active_disclosure": "甲处公开三百条。",
    "overview/on_application": "乙处收到两件。",
    "overview/information_management": "丙处完善制度。",
    "overview/platform": "丁处改版网站。",
    "overview/supervision": "戊处培训两期。",
    "problems/text": "己处人手不足，已经改进。",
    "other_matters/text": "辛处没有收费。",
}
MOVED = "各部分的次序与表样不同，已按表样排列，请核对"


def lines_of(section: Section) -> list[str]:
    lines = [section.heading]
    for text in section.texts:
        lines += [text.heading, SAID[text.key]] if text.heading else [SAID[text.key]] if text.key in SAID else []
    for table in section.tables:
        lines += ["\t".join([row.label, *"0" * len(table.column_leaves)]) for row in table.row_leaves]
    return lines


SECTIONS: Mapping[str, list[str]] = {section.key: lines_of(section) for section in FORM_2021.sections}


def read(*lines: str) -> Reading:
    return interpret(from_text("\n".join([TITLE, *lines])))


def in_order(sections: Sequence[Section]) -> list[str]:
    return [line for section in sections for line in SECTIONS[section.key]]


@given(st.permutations([OVERVIEW, DISCLOSURE, HANDLING, PROBLEMS, OTHER]))
def test_sections_in_any_order_are_read_the_same_and_that_is_told(sections: Sequence[Section]) -> None:
    reading, usual = read(*in_order(sections)), read(*in_order(sorted(sections, key=FORM_2021.sections.index)))
    assert reading.report == usual.report
    assert dict(reading.report.texts) == SAID
    usual_place = [one.key if one.texts else "" for one in sections] == [
        "overview",
        "",
        "",
        "problems",
        "other_matters",
    ]
    assert (MOVED in [one.sentence for one in reading.problems]) == (not usual_place)


@pytest.mark.parametrize("contents", [[one.heading for one in FORM_2021.sections], ["目录", *(one.heading for one in FORM_2021.sections)]])  # fmt: skip
def test_a_list_of_contents_is_no_place_for_a_section(contents: list[str]) -> None:
    moved = [DISCLOSURE, HANDLING, PROBLEMS, OTHER, OVERVIEW]
    reading = read(*contents, *in_order(moved))
    assert dict(reading.report.texts) == SAID
    assert reading.report.numbers == read(*in_order(moved)).report.numbers


@pytest.mark.parametrize("over", [OTHER, PROBLEMS])
def test_parts_without_their_heading_are_found_below_another_text(over: Section) -> None:
    at = {OTHER: [DISCLOSURE, PROBLEMS, OTHER, OVERVIEW], PROBLEMS: [DISCLOSURE, PROBLEMS, OVERVIEW, OTHER]}[over]
    lines = [line for line in in_order(at) if line != OVERVIEW.heading]
    assert dict(read(*lines).report.texts) == SAID


def test_sections_without_numbers_in_another_order_are_found() -> None:
    lines = [line.partition("、")[2] or line if line[1:2] == "、" else line for line in in_order([PROBLEMS, OTHER, OVERVIEW])]  # fmt: skip
    assert dict(read(*lines).report.texts) == SAID


BEHIND = [
    "存在问题：己处人手不足",
    " 存在问题：己处人手不足。",
    "：存在问题：己处人手不足。",
    "。己处人手不足",
    "　　主要问题：己处人手不足",
    "一是己处人手不足",
    "（存在问题）己处人手不足",
    "2023年己处人手不足。",
    "——己处人手不足",
    "\t存在问题：己处人手不足",
    " 己处人手不足",
]
HEADINGS = [
    "五、存在的主要问题及改进情况",
    "五、存在的问题和改进情况",
    "五、存在问题及改进措施",
    "五、工作中存在的主要问题和下一步改进措施",
]


@pytest.mark.parametrize("behind", BEHIND)
@pytest.mark.parametrize("heading", HEADINGS)
def test_words_behind_a_heading_are_of_its_text(heading: str, behind: str) -> None:
    lines = in_order([OVERVIEW, DISCLOSURE, HANDLING])
    reading = read(*lines, f"{heading}{behind}", "庚处已经改进。", *in_order([OTHER]))
    said = reading.report.texts["problems/text"].replace("\n", "")
    assert said == behind.lstrip(" \t　：。—") + "庚处已经改进。"
    assert reading.report.texts["other_matters/text"] == SAID["other_matters/text"]


@pytest.mark.parametrize(
    "heading", ["六、其他需要报告的事项", "六、其他需要说明的事项", "六、需要报告的其他事项", "六、其他事项"]
)
@pytest.mark.parametrize("behind", ["辛处没有收费。", " 辛处无", "：辛处无", "收费情况：辛处没有收费", "（辛处无）"])
def test_words_behind_the_last_heading_are_of_its_text(heading: str, behind: str) -> None:
    reading = read(*in_order([OVERVIEW, DISCLOSURE, HANDLING, PROBLEMS]), f"{heading}{behind}")
    assert reading.report.texts["other_matters/text"] == behind.lstrip(" ：")
    assert reading.report.texts["problems/text"] == SAID["problems/text"]


@pytest.mark.parametrize("heading", ["五、存在的主要问题及改进情况和下一步工作打算", "五、存在的主要问题及改进情况说明", "五、存在的主要问题及改进措施情况", "五、存在的主要问题及改进情况（续）", "五、存在的主要问题及改进情况如下："])  # fmt: skip
def test_a_longer_heading_is_no_text(heading: str) -> None:
    lines = in_order([OVERVIEW, DISCLOSURE, HANDLING])
    assert read(*lines, heading, SAID["problems/text"], *in_order([OTHER])).report.texts == SAID


@pytest.mark.parametrize(
    "behind", ["。辰处收到两件。", "辰处收到两件。", " 辰处收到两件", "说明：辰处收到两件", "：辰处收到两件"]
)
def test_words_behind_the_heading_of_a_table_are_kept_or_told(behind: str) -> None:
    lines = in_order([OVERVIEW, DISCLOSURE, HANDLING, PROBLEMS, OTHER])
    at = lines.index(HANDLING.heading)
    reading = read(*lines[:at], HANDLING.heading + behind, *lines[at + 1 :])
    assert has(reading, "辰处收到两件")
    assert reading.report.numbers == read(*lines).report.numbers


def test_a_heading_of_two_halves_and_its_unit_of_numbers_are_no_words_behind_it() -> None:
    lines = in_order([OVERVIEW, DISCLOSURE, HANDLING, PROBLEMS, OTHER])
    at = lines.index(HANDLING.heading)
    usual = read(*lines)
    for behind in ("统计表", "（单位：件）", "（续表）", "一览表"):
        reading = read(*lines[:at], HANDLING.heading + behind, *lines[at + 1 :])
        assert [str(one) for one in reading.problems] == [str(one) for one in usual.problems]


def test_a_sentence_that_only_begins_like_a_heading_stays_one() -> None:
    said = "一、情况通报制度健全，二、总体情况良好。"
    lines = in_order([OVERVIEW, DISCLOSURE, HANDLING])
    reading = read(*lines, PROBLEMS.heading, said, *in_order([OTHER]))
    assert reading.report.texts["problems/text"] == said
