"""Unit and year as published pages name them: in a sentence, with a tag, misspelled, or only as the one to ask."""

import pytest

from intake.interpret import interpret
from intake.reading import Reading
from intake.text_file import from_text

BODY = "一、总体情况\n（一）主动公开\n公开信息三百条。\n二、主动公开政府信息情况\n（表略）\n"


def read(before: str, body: str = BODY) -> Reading:
    return interpret(from_text(f"{before}\n{body}"))


@pytest.mark.parametrize(
    "before,unit",
    [
        ("根据条例规定，现公布甲县财政局2023年政府信息公开工作年度报告。", "甲县财政局"),
        ("根据条例规定，现向社会公布乙镇2023年度政府信息公开工作年度报告。", "乙镇"),
        ("现发布《甲市市场监管局2023年政府信息公开工作年度报告》。", "甲市市场监管局"),
        ("丙区公开工作领导小组办公室编制了丙区人民政府2023年度政府信息公开工作年度报告。", "丙区人民政府"),
        ("【图文】甲市乙局2023年度政府信息公开工作年度报告", "甲市乙局"),
        ("（图解）甲市公安局丙区分局2023年政府信息公开工作年度报告", "甲市公安局丙区分局"),
        ("丙区教育局政府信息公开工作2023年度报告", "丙区教育局"),
        ("丁县戊镇2023年政府信息公开 工作告年度报", "丁县戊镇"),
        (
            "为做好2023年政府信息公开工作年度报告工作，编制了《戊镇人民政府2023年政府信息公开工作年度报告》。",
            "戊镇人民政府",
        ),
        ("丁县戊乡人民政府2023年信息公开工作年度报告", "丁县戊乡人民政府"),
        ("丁县戊乡2023年政务公开年报", "丁县戊乡"),
        (
            "按照《关于做好全市2023年政府信息公开工作年度报告编制的通知》，现公布东街办事处2023年政府信息公开工作年度报告。",
            "东街办事处",
        ),
        ("甲县公共信息公开服务中心2023年政府信息公开工作年度报告", "甲县公共信息公开服务中心"),
    ],
)
def test_the_unit_is_named_without_the_words_around_it(before: str, unit: str) -> None:
    report = read(before).report
    assert (report.unit, report.year) == (unit, 2023)


@pytest.mark.parametrize("who", ["我局", "本镇", "现将我办", "区政府办"])
def test_a_unit_that_only_calls_itself_we_is_not_named(who: str) -> None:
    reading = read(f"根据条例规定，现公布{who}2023年政府信息公开工作年度报告。")
    assert reading.report.unit == ""
    assert any("没有读到单位名称" in problem.sentence for problem in reading.problems)


@pytest.mark.parametrize(
    "sentence,unit",
    [
        ("如有疑问，请与甲县财政局联系（地址：东街1号，电话：0000-123）。", "甲县财政局"),
        ("如有疑问，请与甲市公安局办公室联系（地址：东街1号）。", "甲市公安局"),
        ("如有疑问，请联系：丙区教育局党政办公室，地址：东街1号。", "丙区教育局"),
        ("如有疑问，请联系甲市丙区己街道办事处（地址：东街1号）。", "甲市丙区己街道办事处"),
        ("可与甲县庚镇人民政府综合信息指挥室（党政办公室）联系。", "甲县庚镇人民政府"),
        ("请与甲市卫生健康委员会办公室联系（电话：000）。", "甲市卫生健康委员会"),
        ("请与甲市丙区己街道办事处联系（电话：000）。", "甲市丙区己街道办事处"),
        ("本报告由庚镇人民政府党政办公室编制。", "庚镇人民政府"),
        ("2023年，甲省人民政府办公厅深入贯彻条例。", "甲省人民政府办公厅"),
        ("2023年，丁县戊乡政府信息公开工作有序开展。", "丁县戊乡"),
        ("甲市人民政府根据全市公开工作情况，编制本报告。", "甲市人民政府"),
    ],
)
def test_a_unit_that_only_sentences_name_is_taken_and_told(sentence: str, unit: str) -> None:
    reading = read(f"本报告数据统计期限为2023年1月1日至12月31日。{sentence}")
    assert reading.report.unit == unit
    assert any(f"“{unit}”" in problem.sentence and "请核对" in problem.sentence for problem in reading.problems)


def test_the_year_of_a_cited_document_is_not_that_of_the_report() -> None:
    cited = (
        "根据《某办关于印发〈年度报告格式〉的通知》（某函〔2021〕30号）和上级关于“做好政府信息公开年报发布”的要求编制。"
    )
    report = read(f"{cited}统计期限为2023年1月1日至12月31日。").report
    assert report.year == 2023
    notice = (
        "根据《关于做好2022年政府信息公开工作年度报告编制的通知》，现公布甲县财政局2023年政府信息公开工作年度报告。"
    )
    assert read(notice).report.year == 2023


def test_a_title_without_a_year_names_the_unit() -> None:
    report = read("丁县戊乡政府信息公开工作年度报告\n统计期限为2023年1月1日至12月31日。").report
    assert (report.unit, report.year) == ("丁县戊乡", 2023)


def test_a_year_that_only_sentences_name_is_taken_and_told() -> None:
    reading = read("", BODY.replace("公开信息", "2022年公开信息") + "三、其他\n2022年无，2021年也无。\n")
    assert reading.report.year == 2022
    assert any("暂按正文记为2022年" in problem.sentence for problem in reading.problems)
