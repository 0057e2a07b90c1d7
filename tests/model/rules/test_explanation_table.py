"""审核说明 as rows of a table: what is written is read back, and what names nothing is no explanation."""

from __future__ import annotations

import re

import pytest

from model.form.editions import FORM_2021
from model.report.report import Explanation
from model.rules.explanation_table import COLUMNS, HEADING, NOTED, explanation_of, row_of
from model.rules.registry import rules

PLACES = ("applications/brought_forward/total", "overview/platform", "problems/text")
WHEN = "2024-01-05T09:07:00+08:00"


@pytest.mark.parametrize("check", ["X1", "T3", "Z9"])  # the last is a check of another program
@pytest.mark.parametrize("places", [PLACES[:1], PLACES])
@pytest.mark.parametrize("reason", ["上级统一撰写", ""])
def test_what_is_written_is_read_back(check: str, places: tuple[str, ...], reason: str) -> None:
    one = Explanation(check, places, reason, "张三", WHEN)
    row = row_of(one, FORM_2021)
    assert len(row) == len(COLUMNS)
    assert row[0].split()[0] == check
    assert row[1].split("\n") == [FORM_2021.name_of(place) for place in places]
    assert row[2:] == (reason or NOTED, "张三", WHEN)
    assert explanation_of(row, FORM_2021) == one


def test_a_row_says_what_is_checked_where_that_is_known() -> None:
    known, unknown = (row_of(Explanation(check, PLACES, "", "", WHEN), FORM_2021)[0] for check in ("T3", "Z9"))
    (sentence,) = (one.sentence_for(FORM_2021) for one in rules() if one.id == "T3")
    assert known == f"T3 {sentence}"
    assert unknown == "Z9"
    other = ("Z9 一条别的", FORM_2021.name_of(PLACES[0]), "原因", "", WHEN)
    assert explanation_of(other, FORM_2021) == Explanation("Z9 一条别的", PLACES[:1], "原因", "", WHEN)


NAME = FORM_2021.name_of(PLACES[0])


@pytest.mark.parametrize(
    "row",
    [
        ("X1", NAME, "原因", "张三"),
        ("X1", NAME, "原因", "张三", WHEN, ""),
        ("", NAME, "原因", "张三", WHEN),
        ("X1", "第九部分", "原因", "张三", WHEN),
        ("X1", f"{NAME}\n第九部分", "原因", "张三", WHEN),
    ],
)
def test_what_names_nothing_is_no_explanation(row: tuple[str, ...]) -> None:
    assert explanation_of(row, FORM_2021) is None


def test_the_table_is_headed_in_chinese() -> None:
    assert all(re.fullmatch("[一-龥]+", words) for words in (HEADING, *COLUMNS, NOTED))
    assert len(set(COLUMNS)) == len(COLUMNS)


def test_empty_lines_between_places_are_passed_over() -> None:
    found = explanation_of(("X1", f"{NAME}\n\n", "原因", "张三", WHEN), FORM_2021)
    assert found is not None
    assert found.at == PLACES[:1]
