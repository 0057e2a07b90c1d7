"""Headings whose number stands twice, or that alone have none: kept beside the report, told by T19."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.assessment import assess
from app.subject import Subject
from intake import read_file

LINES = (
    "甲县人民政府2023年政府信息公开工作年度报告",
    "一、总体情况",
    "（一）主动公开。公开信息12条。",
    "（二）依申请公开。没有收到申请。",
    "（三）政府信息管理。加强管理。",
    "（四）平台建设。运行平稳。",
    "（五）监督保障。开展考核、评议，没有责任追究。",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "问题是解读不多，已经改进。",
    "六、其他需要报告的事项",
    "没有收取信息处理费。",
)
WRONG = (  # what is exchanged, by what, which heading is told
    ("四、政府", "三、政府", "三、政府信息公开行政复议、行政诉讼情况"),
    ("五、存在", "四、存在", "四、存在的主要问题及改进情况"),
    ("五、存在", "存在", "存在的主要问题及改进情况"),
    ("四、政府", "政府", "政府信息公开行政复议、行政诉讼情况"),
    ("三、收到", "二、收到", "二、收到和处理政府信息公开申请情况"),
    ("六、其他", "五、其他", "五、其他需要报告的事项"),
    ("二、主动公开政府", "一、主动公开政府", "一、主动公开政府信息情况"),
    ("（四）平台", "（三）平台", "（三）平台建设"),
    ("（三）政府信息管理", "（二）政府信息管理", "（二）政府信息管理"),
    ("（五）监督", "（四）监督", "（四）监督保障"),
    ("（二）依申请", "（一）依申请", "（一）依申请公开"),
    ("（四）平台建设。", "平台建设\n", "平台建设"),
    ("三、收到", "收到", "收到和处理政府信息公开申请情况"),
    ("五、存在的主要问题及", "四、存在的问题和", "四、存在的问题和改进情况"),
)
RIGHT = (
    ("", ""),
    ("、", "."),
    ("四、政府", "第四部分 政府"),
    ("（四）平台建设", "（四）政府信息公开平台建设情况"),
    ("五、存在的主要问题及改进情况", "五、存在的主要问题及改进情况\n（一）存在问题\n（二）改进情况"),
    ("公开信息12条。", "公开信息12条。\n（一）机构信息\n（二）财政信息"),
    ("公开信息12条。", "平台建设\n公开信息12条。"),
    ("没有收取信息处理费。", "没有收取信息处理费。一、总体情况见上。"),
    ("问题是解读不多", "（一）主要问题\n问题是解读不多"),
    ("（三）政府信息管理。", "（三）政府信息管理。主动公开的文件逐件审核。"),
    ("六、其他", "其他"),
    ("一、总体", "总体"),
    ("（一）主动公开。公开信息12条。", "一是主动公开。公开信息12条。"),
)


def told(text: str, tmp_path: Path) -> list[str]:
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    reading = read_file(path)
    found = assess(Subject(reading.report, as_read=reading.as_read)).findings
    return [one.about for one in found if one.check == "T19" and "序号" in one.message]


@pytest.mark.parametrize("right, wrong, heading", WRONG, ids=range(len(WRONG)))
def test_a_number_that_stands_twice_or_is_missing_is_told(right: str, wrong: str, heading: str, tmp_path: Path) -> None:
    text = "\n".join(LINES)
    assert right in text
    assert told(text.replace(right, wrong, 1), tmp_path) == [heading]


@pytest.mark.parametrize("some, other", RIGHT, ids=range(len(RIGHT)))
def test_headings_in_order_are_not(some: str, other: str, tmp_path: Path) -> None:
    assert told("\n".join(LINES).replace(some, other) if some else "\n".join(LINES), tmp_path) == []
