"""Pages that lost their breaks: headings inside lines; and headings of sections in other words."""

import pytest

from intake.interpret import interpret
from intake.reading import Reading
from intake.text_file import from_text

TITLE = "甲县乙镇2023年政府信息公开工作年度报告"
OPENING = "本报告的数据统计期限为2023年1月1日至12月31日，如有疑问请联系乙镇党政办（电话：000-123）。"


def read(*lines: str) -> Reading:
    return interpret(from_text("\n".join([TITLE, *lines])))


def test_a_section_that_begins_inside_a_line_is_found() -> None:
    texts = read(f"{OPENING}一、总体情况", "（一）主动公开情况。", "三百条。", "二、主动公开政府信息情况").report.texts
    assert texts == {"overview/opening": OPENING, "overview/active_disclosure": "三百条。"}


def test_a_whole_report_in_one_line_is_parted() -> None:
    line = (
        f"{OPENING} 一、总体情况 工作平稳有序。（一）主动公开。三百条。（二）依申请公开。收到七件。"
        "（三）政府信息管理。清理一次。（四）平台建设。改版一次。（五）监督保障。培训两场。 二、主动公开政府信息情况 "
        "三、收到和处理政府信息公开申请情况 四、政府信息公开行政复议、行政诉讼情况 "
        "五、存在的主要问题及改进情况 人手不够，已经增加。 六、其他需要报告的事项 没有其他事项需要报告。"
    )
    assert read(line).report.texts == {
        "overview/opening": f"{OPENING}\n工作平稳有序。",
        "overview/active_disclosure": "三百条。",
        "overview/on_application": "收到七件。",
        "overview/information_management": "清理一次。",
        "overview/platform": "改版一次。",
        "overview/supervision": "培训两场。",
        "problems/text": "人手不够，已经增加。",
        "other_matters/text": "没有其他事项需要报告。",
    }


def test_the_sections_that_an_opening_lists_are_no_headings() -> None:
    contents = (
        "本报告包括：一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况；"
        "四、政府信息公开行政复议、行政诉讼情况；五、存在的主要问题及改进情况；六、其他需要报告的事项。"
    )
    texts = read(
        contents, "一、总体情况", "（一）主动公开", "三百条。", "五、存在的主要问题及改进情况", "问题不少。"
    ).report.texts
    assert texts == {
        "overview/opening": contents,
        "overview/active_disclosure": "三百条。",
        "problems/text": "问题不少。",
    }


@pytest.mark.parametrize("overview", ["一、概述", "一、总体概述", "一、基本情况", "一、工作概况"])
@pytest.mark.parametrize("problems", ["五、存在问题和改进措施", "五、工作中的不足与下一步打算", "五、问题及整改情况"])
@pytest.mark.parametrize("others", ["六、其他事项", "六、其它需要说明的情况"])
def test_sections_are_known_in_other_words(overview: str, problems: str, others: str) -> None:
    between = ["二、主动公开政府信息情况", "（表略）", problems, "人手不够。", others, "没有收费。"]
    texts = read(OPENING, overview, "工作平稳。", "（一）主动公开", "三百条。", *between).report.texts
    assert texts["overview/opening"] == f"{OPENING}\n工作平稳。"
    assert (texts["problems/text"], texts["other_matters/text"]) == ("人手不够。", "没有收费。")


@pytest.mark.parametrize("line", ["现将我镇2023年政府信息公开工作情况报告如下：", "结合我镇实际，制定本报告："])
def test_an_opening_that_leads_on_with_a_colon_is_kept(line: str) -> None:
    assert (
        read(line, "一、总体情况", "平稳。", "二、主动公开政府信息情况").report.texts["overview/opening"]
        == f"{line}\n平稳。"
    )


def test_a_report_of_the_office_of_a_government_is_not_taken_for_the_government() -> None:
    office = "丙区人民政府办公室"
    body = ["一、总体情况", "（一）主动公开", "三百条。", "二、主动公开政府信息情况"]
    ask = f"统计期限为2023年1月1日至12月31日，请与{office}联系（电话：000）。"
    assert interpret(from_text("\n".join([ask, *body]))).report.unit == "丙区人民政府"
    acting = f"2023年，{office}认真落实条例。"
    assert interpret(from_text("\n".join([ask, acting, *body]))).report.unit == office


def test_a_sentence_that_runs_on_from_the_name_of_its_part_is_kept() -> None:
    parts = {
        "overview/active_disclosure": "主动公开方面公开信息12条。",
        "overview/on_application": "依申请公开方面没有收到申请。",
        "overview/information_management": "政府信息管理方面加强管理。",
        "overview/platform": "平台建设方面一是加强安全保障。按照要求整改。",
        "overview/supervision": "监督保障方面开展考核、评议，没有责任追究。",
    }
    lines = [f"（{number}）{text}" for number, text in zip("一二三四五", parts.values(), strict=True)]
    for body in (["".join(lines)], lines):
        texts = read("一、总体情况", *body, "六、其他需要报告的事项", "没有收费。").report.texts
        assert {key: texts.get(key) for key in parts} == parts
