"""Whatever the width, the indents and the empty lines: wrapped prose is read as if nobody had wrapped it."""

# ruff: noqa: E501 — prose is to be read across

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exporting.handing import render
from export import WRITERS
from export.plain_text import write_plain_text
from intake import READERS, read_clipboard
from intake.interpret.paragraphs import unwrapped
from intake.reading import Reading
from intake.text_file import from_text
from model.report.report import Report
from model.rules import findings
from model.rules.finding import Verdict
from tests.intake.wrapped import CUTS, INDENTS, READ_AS, as_text, cut_by_library, unbroken, wrapped
from tests.samples import SHARED, example, needs_shared

CLAUSES = (
    "全年主动公开政府信息{}条", "其中网站公开{}条", "政务新媒体公开{}条", "新收政府信息公开申请{}件", "予以公开{}件", "不予公开{}件", "无法提供{}件",
    "结转下年度继续办理{}件", "制发行政规范性文件{}件", "清理规范性文件{}件", "行政处罚{}件", "举办培训{}期", "更新“预决算公开”专栏{}次", "按照国办公开办函〔2021〕30号要求",
    "依据《中华人民共和国政府信息公开条例》第二十条第（一）项的规定", "用WPS和Word 2016整理目录", "同比增长{}.5%", "统计期限为2023年1月1日至12月31日", "栏目（含子栏目）共{}个", "没有因此收取信息处理费",
)  # fmt: skip
STOPS = ("。", "。", "。", "；", "！")
clauses = st.builds(str.format, st.sampled_from(CLAUSES), st.integers(0, 9999))
sentences = st.builds(
    lambda said, stop: "，".join(said) + stop, st.lists(clauses, min_size=1, max_size=6), st.sampled_from(STOPS)
)
prose = st.builds(lambda said: "本机关" + "".join(said)[:-1] + "。", st.lists(sentences, min_size=1, max_size=4))
PARTS = ("（一）主动公开", "（二）依申请公开", "（三）政府信息管理", "（四）政府信息公开平台建设", "（五）监督保障")
TITLE = "临水县财政局2023年政府信息公开工作年度报告"


@st.composite
def documents(draw: st.DrawFn) -> list[str]:
    """Draw a report without tables: paragraphs below their headings, or run on in the same line."""
    lines = [TITLE, draw(prose), "一、总体情况"]
    for heading in PARTS:
        said = draw(st.lists(prose, min_size=1, max_size=2))
        lines += [f"{heading}。{said[0]}", *said[1:]] if draw(st.booleans()) else [heading, *said]
    return [*lines, "五、存在的主要问题及改进情况", draw(prose), "六、其他需要报告的事项", draw(prose)]


def told(report: Report) -> list[str]:
    return sorted(one.message for one in findings(report) if one.verdict is Verdict.BROKEN)


def same(reading: Reading, whole: Reading) -> None:
    assert {key: unbroken(text) for key, text in reading.report.texts.items()} == {
        key: unbroken(text) for key, text in whole.report.texts.items()
    }
    assert dict(reading.report.numbers) == dict(whole.report.numbers)
    assert [one.replace(" ", "") for one in told(reading.report)] == [
        one.replace(" ", "") for one in told(whole.report)
    ]


@pytest.mark.parametrize("way", READ_AS)
@given(documents(), st.integers(12, 60), st.sampled_from(CUTS), st.sampled_from(INDENTS), st.booleans())
@settings(max_examples=15)
def test_prose_wrapped_at_any_width_is_read_the_same(way: str, lines: list[str], width: int, how: object, indent: str, blank: bool) -> None:  # noqa: FBT001, PLR0913, PLR0917  # fmt: skip
    same(READ_AS[way](wrapped(lines, width, how=how, indent=indent, blank=blank)), as_text(lines))  # type: ignore[arg-type]


@pytest.mark.parametrize("suffix", list(WRITERS))
@given(st.lists(prose, min_size=2, max_size=6), st.integers(12, 40))
@settings(max_examples=8)
def test_lines_that_somebody_typed_are_handed_on_as_they_are(suffix: str, said: list[str], width: int) -> None:
    text = "\n".join(map(str.strip, wrapped(said, width)))
    report = replace(example(), texts={"overview/platform": text, "problems/text": "工作要点\n栏目建设\n宣传培训"})
    assert READERS[suffix].load(render(report, suffix, None), "").report.texts == report.texts


@given(st.lists(st.lists(prose, min_size=1, max_size=3).map("\n".join), min_size=8, max_size=8))
@settings(max_examples=10)
def test_what_is_copied_as_text_is_read_back(texts: list[str]) -> None:
    report = example()
    report = replace(report, texts=dict(zip(report.form.texts, texts, strict=True)))
    assert read_clipboard("", write_plain_text(report)).report.texts == report.texts


@pytest.mark.parametrize(
    "line", ["一", "一、", "，", "全年公开", "1", "《", "电话：", "第（一）项 ", "1 2\t", "字" * 60, "a " * 9]
)
def test_however_many_lines_there_are_the_work_grows_with_them(line: str) -> None:
    steps = []
    for count in (200, 800):
        document = from_text("\n".join([line] * count))
        steps.append(_calls(partial(unwrapped, document)))
    assert steps[1] < 4.6 * steps[0]


def _calls(act: Callable[[], object]) -> int:
    """Count the calls and the lines of Python that an act takes, which no clock can blur."""
    count = 0

    def one(*_: object) -> object:
        nonlocal count
        count += 1
        return one

    before = sys.gettrace()
    sys.settrace(one)  # type: ignore[arg-type]
    try:
        act()
    finally:
        sys.settrace(before)
    return count


@needs_shared
@pytest.mark.parametrize("indent", INDENTS, ids=["flush", "indented", "blanks"])
@pytest.mark.parametrize("how", [*CUTS, cut_by_library])
def test_a_published_report_wrapped_at_any_width_is_read_the_same(indent: str, how: object) -> None:
    lines = [line for line in (SHARED / "reports" / "jiyuan-2023.txt").read_text("utf-8").split("\n") if line.strip()]
    whole = as_text(lines)
    for width in range(12, 61, 7):
        same(as_text(wrapped(lines, width, how=how, indent=indent, blank=width % 2 == 0)), whole)  # type: ignore[arg-type]
