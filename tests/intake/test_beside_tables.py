"""Words beside the tables are kept where they are checked, and lines of tables are never words."""

from __future__ import annotations

import pytest

from intake.interpret import interpret
from intake.reading import Reading
from intake.text_file import from_text
from model.form.editions import FORM_2021
from model.rules import findings
from model.rules.finding import Verdict

TITLE = "临水县水利局2023年政府信息公开工作年度报告"
TWO, THREE, FOUR = (section.heading for section in FORM_2021.sections[1:4])
ROWS = [f"{row.label}\t0\t0\t0\t0\t0\t0\t0" for row in FORM_2021.tables["applications"].row_leaves]
ROWS[0] = ROWS[0].replace("\t0", "\t9", 1)[:-1] + "9"
HEAD = [TITLE, "一、总体情况", "（一）主动公开", "公开三百条。", "（二）依申请公开", "渠道畅通。"]
END = ["五、存在的主要问题及改进情况", "人手不足，已经改进。"]
DISPUTES = "\t".join(["1", "0", "0", "0", "1", *["0"] * 10])
DOCUMENTS = ["规章\t0\t0\t0", "行政规范性文件\t3\t0\t7"]


def read(*lines: str) -> Reading:
    return interpret(from_text("\n".join([*HEAD, *lines, *END])))


def checks(reading: Reading) -> set[str]:
    return {one.check for one in findings(reading.report) if one.verdict is Verdict.BROKEN and one.check[0] == "N"}


BESIDE = {
    "over the applications": ([THREE, "全年共收到政府信息公开申请8件。", *ROWS], "N1"),
    "below the applications": ([THREE, *ROWS, "全年共收到政府信息公开申请8件。"], "N1"),
    "between its rows": ([THREE, *ROWS[:2], "全年共收到政府信息公开申请8件。", *ROWS[2:]], "N1"),
    "in two paragraphs": ([THREE, "渠道进一步畅通。", "全年新收政府信息公开申请8件，全部办结。", *ROWS], "N1"),
    "broken over lines": ([THREE, "全年渠道畅通，共收到政府信息公开申", "请8件，都已经按时答复。", *ROWS], "N1"),
    "over the disputes": ([FOUR, "全年发生行政复议3件，没有行政诉讼。", DISPUTES], "N5"),
    "below the disputes": ([FOUR, DISPUTES, "全年发生行政复议3件，没有行政诉讼。"], "N5"),
    "over the documents": ([TWO, "全年制发行政规范性文件5件，废止0件。", *DOCUMENTS], "N6"),
    "below the documents": ([TWO, *DOCUMENTS, "全年制发行政规范性文件5件，废止0件。"], "N6"),
    "without a table": ([THREE, *ROWS, FOUR, "全年没有发生行政复议、行政诉讼。"], None),
}


@pytest.mark.parametrize("name", BESIDE)
def test_sentences_beside_a_table_are_kept_and_checked(name: str) -> None:
    lines, check = BESIDE[name]
    sentence = next(line for line in lines if line.startswith("全年") and "\t" not in line)
    reading = read(*lines)
    assert any(sentence.rstrip("。") in text for text in reading.report.texts.values())
    assert check is None or check in checks(reading)
    assert any("表格旁" in one.sentence for one in reading.problems)


@pytest.mark.parametrize(
    "line", ["详见下表。", "具体情况如下表：", "（表略）", "单位：件", "注：本表由县政务公开办汇总。"]
)
def test_what_only_points_to_the_table_or_explains_it_is_no_text(line: str) -> None:
    reading = read(THREE, line, *ROWS)
    assert not any(line.strip("。：") in text for text in reading.report.texts.values())


TABLES = {
    "of the form, heading lost": ROWS,
    "of another thing": ["渠道\t数量", "网站\t200", "微信\t100"],
    "in bars": ["| 渠道 | 数量 |", "|---|---|", "| 网站 | 200 |", "| 微信 | 100 |"],
    "of words": ["栏目\t科室\t频次", "预决算\t财务科\t每年", "采购\t办公室\t每月"],
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("at", [4, 6], ids=["first part", "second part"])
def test_lines_of_a_table_end_up_in_no_text(name: str, at: int) -> None:
    lines = [*HEAD[:at], *TABLES[name], *HEAD[at:], TWO, *END]
    reading = interpret(from_text("\n".join(lines)))
    assert reading.report.texts["overview/active_disclosure"] == "公开三百条。"
    assert reading.report.texts["overview/on_application"] == "渠道畅通。"
    assert any("的文字里有表格" in one.sentence for one in reading.problems)


def test_a_sentence_with_bars_is_one() -> None:
    said = "依托“网站|微信|微博”公开三百条。"
    lines = [line.replace("公开三百条。", said) for line in HEAD]
    assert interpret(from_text("\n".join([*lines, *END]))).report.texts["overview/active_disclosure"] == said
