"""Where the text ends: the signature, however spelled, and what a web page adds are no part of it; cuts are told."""

import pytest

from intake.interpret import interpret
from intake.reading import Reading
from intake.text_file import from_text

OTHERS = "没有收取信息处理费。"


def read(*end: str, title: str = "甲县乙镇2023年政府信息公开工作年度报告") -> Reading:
    lines = [
        title,
        "一、总体情况",
        "2023年平稳。",
        "五、存在的主要问题及改进情况",
        "人手不够。",
        "六、其他需要报告的事项",
        OTHERS,
    ]
    return interpret(from_text("\n".join([*lines, *end])))


@pytest.mark.parametrize("name", ["乙镇人民政府", "甲县乙镇人民政府", "某省甲县乙镇", "  甲县乙镇 人民政府 "])
@pytest.mark.parametrize(
    "date", ["2024年1月15日", "2024 年 1 月 15 日", "二〇二四年一月十五日", "2024-01-15", "2024.1.15"]
)
def test_a_signature_is_no_text_though_it_names_the_unit_otherwise(name: str, date: str) -> None:
    assert read("", name, date).report.texts["other_matters/text"] == OTHERS


@pytest.mark.parametrize("name", ["以上情况已经核对", "丙县财政局", "联系人：甲县某某局，张三"])
def test_a_line_over_the_date_that_is_not_the_unit_stays(name: str) -> None:
    assert read(name, "2024年1月15日").report.texts["other_matters/text"] == f"{OTHERS}\n{name}"


def test_the_signature_names_the_unit_where_the_title_does_not() -> None:
    reading = read("甲县乙镇人民政府", "2024年1月15日", title="年度报告")
    assert (reading.report.unit, reading.report.year) == ("甲县乙镇人民政府", 2023)
    assert any("落款" in problem.sentence for problem in reading.problems)
    assert reading.report.texts["other_matters/text"] == OTHERS


@pytest.mark.parametrize(
    "below",
    [
        ["上一篇：甲县财政局2023年年度报告", "下一篇：没有了"],
        ["【打印】【关闭】", "分享到：", "版权所有：甲县人民政府"],
        ["附件：", "甲县乙镇年度报告.docx"],
        ["主办：甲县人民政府办公室", "某ICP备00000000号", "网站标识码：0000000000", "联系我们 | 网站地图"],
        ["扫一扫在手机打开当前页"],
        ["相关文章", "甲县2022年年度报告", "甲县2021年年度报告"],
        ["来源：甲县乙镇 责任编辑：某某", "Copyright © 2024 甲县人民政府 版权所有。"],
    ],
)
@pytest.mark.parametrize("signature", [["甲县乙镇人民政府", "2024年1月15日"], []], ids=["signed", "plain"])
def test_what_the_page_adds_below_is_no_text_and_told(below: list[str], signature: list[str]) -> None:
    reading = read(*signature, *below)
    assert reading.report.texts["other_matters/text"] == OTHERS
    told = [
        problem.sentence for problem in reading.problems if "没有放入" in problem.sentence and "行" in problem.sentence
    ]
    assert told == [f"文末“{below[0]}”起的{len(below)}行是网页或附件的内容，没有放入"]


@pytest.mark.parametrize("line", ["附件中的数字以本报告为准。", "来源：各科室上报。", "相关文件已经公开，共12件。"])
def test_a_sentence_of_the_report_that_begins_like_the_page_stays(line: str) -> None:
    texts = read(line, "以上数据均经过核对，没有遗漏。").report.texts
    assert texts["other_matters/text"] == f"{OTHERS}\n{line}\n以上数据均经过核对，没有遗漏。"


def test_sentences_beside_a_table_are_told() -> None:
    lines = ["甲县乙镇2023年政府信息公开工作年度报告", "一、总体情况", "平稳。", "三、收到和处理政府信息公开申请情况"]
    reading = interpret(from_text("\n".join([*lines, "全年收到申请八件，都已答复。", "（表略）"])))
    assert any("第三部分的表格旁写了“全年收到申请八件" in problem.sentence for problem in reading.problems)
