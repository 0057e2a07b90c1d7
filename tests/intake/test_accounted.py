"""Every word of a document is in a text, a table, a heading or furniture of its page, or it is told."""

# ruff: noqa: E501 — prose is to be read across

from __future__ import annotations

import pytest

from intake.interpret import interpret
from intake.reading import Reading
from intake.text_file import from_text
from model.form.editions import FORM_2021

TITLE = "临水县水利局2023年政府信息公开工作年度报告"
BODY = ["一、总体情况", "（一）主动公开", "公开三百条。", "二、主动公开政府信息情况", "规章\t0\t0\t0"]
END = ["五、存在的主要问题及改进情况", "人手不足，已经改进。", "六、其他需要报告的事项", "没有收取信息处理费。"]


def read(*lines: str) -> Reading:
    return interpret(from_text("\n".join(lines)))


def has(reading: Reading, words: str) -> bool:
    """Whether words are in a text, or told."""
    return any(words in text for text in [*reading.report.texts.values(), *map(str, reading.problems)])


OPENINGS = {
    "broken before a section's name": ["本报告由总体情况、主动公开政府信息情", "况、收到和处理政府信息公开申请情况，以及", "其他需要报告的事项。数据截至2023年12月31日。"],
    "beginning with one": ["现就有关情况说明", "其他需要报告的事项。一并列在文末。"],
    "with one at the end": ["全文共六个部分，包括总体情", "况，存在的主要问题及改进情况", "等。欢迎查阅。"],
    "as a list": ["本报告包括", "总体情况", "其他需要报告的事项", "等内容，欢迎查阅。"],
    "in short lines": ["编制依据", "条例第五十条", "现予公布"],
    "with a colon": ["统计范围", "全县各单位：", "数据截至2023年12月31日。"],
    "without its stop": ["本报告由县水利局编制", "数据截至2023年12月31日"],
    "an address": ["查阅地点", "临水县人民路1号", "联系电话 0000-1234567"],
    "a part's name in a sentence": ["其中主动公开情况", "依申请公开情况均与附表一致。"],
    "a section's name with a comma": ["总体情况，主动公开政府信息情况", "见以下各部分，数据截至2023年12月31日。"],
}  # fmt: skip


@pytest.mark.parametrize("name", OPENINGS)
def test_no_line_before_the_first_section_is_lost(name: str) -> None:
    reading = read(TITLE, *OPENINGS[name], *BODY, *END)
    for line in OPENINGS[name]:
        assert has(reading, line) or line in {"总体情况", "其他需要报告的事项"}, line  # which are headings
    assert reading.report.texts["overview/active_disclosure"] == "公开三百条。"
    assert reading.report.texts["other_matters/text"] == END[-1]


STRAYS = {
    "after the tables": (5, "本页由办公室填写"),
    "a caption": (4, "附表一"),
    "between a heading and its table": (4, "甲乙丙丁"),
    "over the title": (0, "内部资料"),
    "below the end": (99, "分送各科室"),
    "below the signature": (99, "临水县水利局\n2024年1月20日\n分送各科室"),
}  # fmt: skip


@pytest.mark.parametrize("name", STRAYS)
def test_no_stray_line_is_lost(name: str) -> None:
    at, line = STRAYS[name]
    lines = [TITLE, *BODY, *END]
    lines.insert(at, line)
    assert has(read(*lines), line.split("\n")[-1])


@pytest.mark.parametrize(
    "line",
    [
        "索引号：000/2024-1",
        "发布日期：2024-01-20",
        "来源：县水利局",
        "浏览次数：35",
        "字体：【大 中 小】",
        "首页 > 政府信息公开 > 年报",
        "【打印本页】【关闭窗口】",
        "- 3 -",
    ],
)
def test_furniture_of_a_page_is_not_spoken_of(line: str) -> None:
    with_it, without = read(line, TITLE, *BODY, *END), read(TITLE, *BODY, *END)
    assert with_it.report == without.report
    assert [one.sentence for one in with_it.problems] == [one.sentence for one in without.problems]


def test_where_all_is_as_on_the_form_nothing_is_told() -> None:
    table = [f"{row.label}\t{chr(9).join('0' * 7)}" for row in FORM_2021.tables["applications"].row_leaves]
    three = FORM_2021.sections[2].heading
    reading = read(TITLE, *BODY[:3], three, *table, *END, "临水县水利局", "2024年1月20日")
    assert not any("没有放入" in one.sentence for one in reading.problems)


def test_how_to_reach_the_office_is_of_the_opening() -> None:
    lines = [
        "现将报告予以公布，如有疑问请与县水利局联系。",
        "联系地址：临水县人民路1号",
        "联系电话：0000-1234567",
        "邮政编码：000000",
    ]
    assert read(TITLE, *lines, *BODY, *END).report.texts["overview/opening"].split("\n") == lines


def test_what_a_page_says_under_its_title_is_no_begin_of_the_opening() -> None:
    line, said = (
        "发布时间：2024-01-20 10:00 来源：办公室 浏览次数：12 字体：大 中 小",
        "本报告由临水县水利局编制，现予公布。",
    )
    assert read(TITLE, line, said, *BODY, *END).report.texts["overview/opening"] == said
