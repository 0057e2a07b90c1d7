"""Sentences that are one word, one mark or one number apart, and what each of them claims."""

from __future__ import annotations

from decimal import Decimal

import pytest

from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.report import Level, Report
from model.rules import findings
from model.rules.narrative.claims import SentenceReading
from model.rules.narrative.grammar import Origin, read

ON_APPLICATION = "overview/on_application"
SUPERVISION = "overview/supervision"
DISCLOSURE = "overview/active_disclosure"


def readings(text: str, key: str) -> tuple[SentenceReading, ...]:
    return read(text, Origin(key, FORM_2021, 2023, "某某县人民政府"))


def said(text: str, key: str = ON_APPLICATION) -> list[str]:
    """Return what is claimed as “row+row/column=number”."""
    return [
        f"{'+'.join(row.key for row in claim.target.rows)}/{claim.target.column.key}={claim.said}"
        for one in readings(text, key)
        for claim in one.claims
    ]


def quoted(text: str, key: str = ON_APPLICATION) -> list[str]:
    """Return the words that a message about each claim repeats."""
    return [text[slice(*claim.words)] for one in readings(text, key) for claim in one.claims]


def listed(text: str) -> list[tuple[int, int]]:
    return [(int(one.whole.value), int(one.due)) for each in readings(text, DISCLOSURE) for one in each.listings]


OF_APPLICATIONS = [
    # “分别” counts what was named since the last number, and “上年” says which way something was carried
    ("上年结转、予以公开分别为4件、5件。", ["brought_forward/total=4", "disclosed/total=5"]),
    ("上年结转、结转下年分别为4件、5件。", ["brought_forward/total=4", "carried_forward/total=5"]),
    (
        "部分公开，不予处理2件，予以公开、无法提供分别为5件、3件。",
        ["not_processed/total=2", "disclosed/total=5", "unavailable/total=3"],
    ),
    # what stands in brackets is over where they are
    ("不予公开18件（其中自然人17件）。", ["refused/total=18", "refused/natural_person=17"]),
    ("不予公开18件（见附表），自然人17件。", ["refused/total=18"]),
    ("不予公开18件【见附表】，自然人17件。", ["refused/total=18"]),
    # a full stop is no decimal point
    ("受理申请8.", ["received/total=8"]),
    # from some day on is another span than the year
    ("2020年起，收到申请8件。", []),
    ("2020年3月起，收到申请8件。", []),
    ("2020年3月1日起，收到申请8件。", []),
    ("2023年3月1日，收到申请8件。", ["received/total=8"]),
    # none of what last year left
    ("没有未办结的申请。", ["carried_forward/total=0"]),
    ("没有上年未办结的申请。", ["brought_forward/total=0"]),
    # the departments of the whole are the whole
    *(
        (f"{whole}各部门收到申请70件。", ["received/total=70"])
        for whole in ("全市", "全区", "全县", "全省", "全州", "全旗", "全盟")
    ),
    ("各部门收到申请70件。", []),
]


@pytest.mark.parametrize("text, expected", OF_APPLICATIONS)
def test_what_is_claimed_of_applications(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_none_of_both_is_said_from_the_first_of_them() -> None:
    assert quoted("未发生行政复议和行政诉讼败诉。", SUPERVISION) == ["未发生行政复议", "未发生行政复议"]


def test_a_list_that_names_only_some_does_not_end_the_search_for_others() -> None:
    assert listed("公开信息10条，主要网站6条；解读5条，其中图解3条、视频4条。") == [(5, 7)]


def balanced(text: str, **numbers: int) -> list[str]:
    """Return what N4 says of a sentence, in a report with these numbers in the column of all."""
    cells = {Cell.at("applications", row, "total"): Decimal(value) for row, value in numbers.items()}
    report = Report("某县", Level.COUNTY, 2023, numbers=cells, texts={ON_APPLICATION: text})
    return [one.message for one in findings(report) if one.check == "N4"]


def test_results_are_held_to_what_was_received_where_no_total_is_said() -> None:
    nothing_carried = {"brought_forward": 0, "carried_forward": 0}
    assert balanced("收到申请8件，予以公开5件，不予公开3件。", **nothing_carried) == []
    (message,) = balanced("收到申请8件，予以公开5件，不予公开9件。", **nothing_carried)
    assert "相加是14，按所说的总数应是8，多6" in message
    assert balanced("收到申请8件，予以公开5件，不予公开9件。", brought_forward=6, carried_forward=0) == []
