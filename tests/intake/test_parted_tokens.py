"""Lines broken within a number, a date or an address, by a width or by hand, and what only looks like a beginning."""

# ruff: noqa: E501 — prose is to be read across

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intake.interpret.accounting import heads_a_page
from tests.intake.test_wrapped_at_any_width import CLAUSES, PARTS, TITLE
from tests.intake.wrapped import CUTS, INDENTS, as_text, cut_by_library, cut_well, unbroken, wrapped

TOKENS = (
    "统计期限为 2023 年 1 月 1 日至 2023 年 12 月 31 日", "可登录www.linshui.gov.cn查阅", "电子邮箱为lsxslj@163.com", "联系电话0738-6271123",
    "网址为http://www.linshui.gov.cn/zwgk/nb.html", "邮政编码417600", "地址为人民路128号3楼", "完成率99.6%", "按照〔2021〕30号文件", "共编发简报 1,235 期",
    "服务时间为9:00—12:00", "制发《办法》（2023-15号）", "通过OA系统流转公文12,345件", "访问量达3.6万人次",
)  # fmt: skip


def sentence(rng: Random) -> str:
    said = [rng.choice(TOKENS) if rng.random() < 0.5 else rng.choice(CLAUSES).format(rng.randint(0, 9999)) for _ in range(rng.randint(1, 5))]  # fmt: skip
    return "，".join(said) + "。"


def paragraph(rng: Random) -> str:
    return "本机关" + "".join(sentence(rng) for _ in range(rng.randint(1, 4)))


def report(rng: Random) -> list[str]:
    said = [line for part in PARTS for line in (part, paragraph(rng))]
    return [TITLE, paragraph(rng), "一、总体情况", *said, "五、存在的主要问题及改进情况", paragraph(rng), "六、其他需要报告的事项", paragraph(rng)]  # fmt: skip


def short_report(rng: Random) -> list[str]:
    said = [f"{part}。{sentence(rng)}" for part in PARTS]
    return [TITLE, sentence(rng), "一、总体情况", *said, "五、存在的主要问题及改进情况", sentence(rng), "六、其他需要报告的事项", "没有收取信息处理费。"]  # fmt: skip


def unevenly(text: str, rng: Random, least: int, most: int) -> list[str]:
    cuts = [0]
    while cuts[-1] < len(text):
        cuts.append(cuts[-1] + rng.randint(least, most))
    return [text[begin:end] for begin, end in pairwise(cuts)]


@given(st.integers(0, 9999), st.integers(12, 60), st.sampled_from([*CUTS, cut_by_library]), st.sampled_from(INDENTS))
@example(498, 23, cut_by_library, "")  # a number alone in its line, between two blanks that the ends of lines ate
@example(60, 60, cut_well, INDENTS[1])  # full lines of which three go on, and three end, one of them a little longer
def test_tokens_are_whole_at_any_width(seed: int, width: int, how: object, indent: str) -> None:
    lines = report(Random(seed))
    read, whole = as_text(wrapped(lines, width, how=how, indent=indent)).report, as_text(lines).report  # type: ignore[arg-type]
    texts = [{key: unbroken(text) for key, text in one.texts.items()} for one in (read, whole)]
    assert texts[0] == texts[1]
    assert dict(read.numbers) == dict(whole.numbers)


@given(st.integers(0, 9999), st.sampled_from([(18, 34), (20, 30), (26, 34), (22, 40)]))
def test_tokens_are_whole_where_lines_were_broken_by_hand(seed: int, width: tuple[int, int]) -> None:
    rng = Random(seed)
    lines = report(rng)
    broken = [piece for line in lines for piece in ([line] if len(line) < 30 else unevenly(line, rng, *width))]
    whole, read = as_text(lines).report, as_text(broken).report
    texts = {key: "".join(text.split()) for key, text in read.texts.items()}
    assert texts == {key: "".join(text.split()) for key, text in whole.texts.items()}
    for key, text in read.texts.items():
        for before, after in pairwise(text.split("\n")):
            assert not (before[-1:].isdigit() and after[:1].isdigit()), (key, before[-9:], after[:9])


def test_short_reports_in_wide_lines_are_read_the_same() -> None:
    other = 0
    for seed in range(60):
        rng = Random(seed)
        lines, how = short_report(rng), rng.choice(CUTS)
        read = as_text(wrapped(lines, rng.randint(60, 110), how=how, indent=rng.choice(INDENTS))).report
        other += {key: "".join(text.split()) for key, text in read.texts.items()} != {
            key: "".join(text.split()) for key, text in as_text(lines).report.texts.items()
        } or any(text.count("\n") for text in read.texts.values())
    assert other <= 1  # one or two lines are all that shows a width


MARKS = ("经“登记—审核—答复”三步，", "以“山水·家园”为题，", "能够举一反三，", "派送“一·二·三”手册，")


@pytest.mark.parametrize("said", MARKS)
@pytest.mark.parametrize("width", [14, 17, 20, 23, 28])
def test_marks_that_lists_begin_with_stand_in_sentences_too(said: str, width: int) -> None:
    line = f"本机关加强公开，{said * 6}没有收到申请，也没有人申请行政复议，更没有人提起诉讼。"
    lines = [TITLE, "一、总体情况", PARTS[0], line, PARTS[1], line]
    for how in CUTS:
        texts = as_text(wrapped(lines, width, how=how)).report.texts
        assert texts["overview/active_disclosure"] == texts["overview/on_application"] == line


BEGUN = [
    ("统计到 12 月 3", "1 日为止。"),
    ("网址为www.linshui.gov.c", "n，可以下载。"),
    ("时间为1月1日—", "12月31日。"),
    ("联系电话0738-", "6271123。"),
    ("编发简报1,2", "35期。"),
    ("统计期限为2023年", "1月1日起。"),
    ("共受理申请12", "件，都已答复。"),
    ("电子邮箱lsxslj@1", "63.com。"),
    ("（邮编4176", "00）。"),
    ("点击量3.", "6万次。"),
]


@pytest.mark.parametrize("before, after", BEGUN)
def test_a_token_parted_once_is_joined(before: str, after: str) -> None:
    reading = as_text([TITLE, "一、总体情况", PARTS[0], f"本机关加强公开，{before}", after, PARTS[1], "没有收到申请。"])
    text = reading.report.texts["overview/active_disclosure"]
    assert "".join(text.split()) == "".join(f"本机关加强公开，{before}{after}".split())
    assert "\n" not in text


@pytest.mark.parametrize(
    "before, after",
    [
        ("联系电话：0738-6271123", "2024年1月20日"),
        ("公开信息，分类如下", "1.政策文件三件。"),
        ("公开信息，共12", "（一）政策文件。"),
    ],
)
def test_what_begins_anew_stays_apart(before: str, after: str) -> None:
    reading = as_text([TITLE, "一、总体情况", PARTS[0], before, after, "五、存在的主要问题及改进情况", "人手不足。"])
    said = "\n".join([*reading.report.texts.values(), *map(str, reading.problems)])
    assert f"{before}{after}" not in said


def test_a_heading_after_a_sentence_that_was_cut_off_stays_one() -> None:
    lines = [TITLE, "一、总体情况", "（一）主动公开。发布信息三百条，得到好评，", "（二）依申请公开。没有收到申请。"]
    for width in (12, 15, 20, 28):
        texts = as_text(wrapped(lines, width)).report.texts
        assert "".join(texts["overview/on_application"].split()) == "没有收到申请。"


def test_a_line_that_ends_with_the_words_of_a_title_is_no_title() -> None:
    lines = [TITLE, "按照通知要求，现将我局2023年度政府信息公开工作情况报告", "如下。统计期限为全年，欢迎监督，欢迎提出意见和各种建议，", "谢谢。", "一、总体情况", "（一）主动公开。公开三百条。"]  # fmt: skip
    opening = as_text(lines).report.texts["overview/opening"]
    assert opening.startswith("按照通知要求，现将我局2023年度政府信息公开工作情况报告")


@pytest.mark.parametrize(
    "line, heads",
    [
        ("2025-01-22 10:16  临水县水利局", True),
        ("2025-01-22 临水县水利局", True),
        ("来源：本网", True),
        ("2025-01-22 临水县水利局公开信息9条。", False),
        ("时间为9:00—12:00，照常受理", False),
        ("http://www.linshui.gov.cn，可以查阅", False),
    ],
)
def test_lines_over_an_article_are_known(line: str, heads: bool) -> None:  # noqa: FBT001
    assert heads_a_page(line) is heads
