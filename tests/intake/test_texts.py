"""The prose of a report goes into its parts whatever became of the headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.interpret import interpret
from intake.text_file import from_text
from model.form.editions import FORM_2021
from model.report.report import Report

TITLE = "甲县财政局2023年政府信息公开工作年度报告"
OPENING = "根据条例编制，本报告所列数据统计期限为2023年1月1日至12月31日。"
SAID = {
    "overview/active_disclosure": "全年主动公开信息三百条，涉及财政预算等领域。",
    "overview/on_application": "收到申请若干件，均按时办结，没有（一）类情形。",
    "overview/information_management": "公文公开属性一并确定，政府信息管理更加规范。",
    "overview/platform": "网站专栏改版，平台建设情况良好：栏目齐全。",
    "overview/supervision": "培训两次。监督保障有力；主动公开纳入考核。",
}
PARTS = (
    ["（一）主动公开", "（二）依申请公开", "（三）政府信息管理", "（四）政府信息公开平台建设", "（五）监督保障"],
    [
        "（一）主动公开方面",
        "（二）依申请公开方面",
        "（三）政府信息管理方面",
        "（四）平台建设方面",
        "（五）监督保障方面",
    ],
    [
        "（一）主动公开情况",
        "（二）依申请公开情况",
        "（三）政府信息管理情况",
        "（四）平台建设情况",
        "（五）监督保障情况",
    ],
    ["(一)主动公开", "(二) 依申请公开", "（三） 政府信息管理", "( 四 ) 平台建设", "（五）监督保障"],
    ["一）主动公开", "二）依申请公开", "三）政府信息管理", "四）平台建设", "五）监督保障"],
    ["- 主动公开情况", "- 依申请公开情况", "- 政府信息管理情况", "- 平台建设情况", "- 监督保障情况"],
    ["主动公开情况", "依申请公开情况", "政府信息管理情况", "平台建设情况", "监督保障情况"],
    ["1.主动公开", "2.依申请公开", "3.政府信息管理", "4.平台建设", "5.监督保障"],
    [
        "（一）主动公开政府信息情况",
        "（二）依申请公开工作",
        "（三）政府信息管理工作",
        "（四）公开平台建设情况",
        "（五）监督保障情况",
    ],
    ["（⼀）主动公开", "（⼆）依申请公开", "（三）政府信息管理", "（四）平台建设", "（五）监督保障"],
)
PROBLEMS = (
    "五、存在的主要问题及改进情况",
    "五、存在的主要问题及整改措施",
    "五、存在的主要问题及改进措施",
    "五、存在的问题及改进情况",
    "五、政府信息公开工作存在的主要问题及改进情况",
    "存在的主要问题及改进情况",
    "五、 存在的主要问题及改进情况",
    "五、存在的主要问题和改进情况",
)
OTHERS = ("六、其他需要报告的事项", "六、其他需报告的事项", "其他需要报告的事项", "六、其它需要报告的事项")
TABLES = "\n".join(f"{section.heading}\n（表略）" for section in FORM_2021.sections if section.tables)


def read(text: str) -> Report:
    return interpret(from_text(text)).report


def printed(parts: list[str], *, problems: str = PROBLEMS[0], others: str = OTHERS[0], run_in: str = "\n") -> str:
    overview = "\n".join(f"{head}{run_in}{said}" for head, said in zip(parts, SAID.values(), strict=True))
    end = f"{problems}\n问题不少，已经改进。\n{others}\n没有收取信息处理费。"
    return f"{TITLE}\n{OPENING}\n一、总体情况\n{overview}\n{TABLES}\n{end}"


@pytest.mark.parametrize("parts", PARTS, ids=lambda parts: parts[0])
@pytest.mark.parametrize("run_in", ["\n", "。", "：", "  "], ids=["below", "stop", "colon", "space"])
def test_the_parts_are_found_under_their_headings(parts: list[str], run_in: str) -> None:
    if run_in != "\n" and (parts[0][0] not in "（(1一" or parts[0].startswith("主")):
        run_in = "\n"
    texts = read(printed(parts, run_in=run_in)).texts
    assert {key: texts.get(key) for key in SAID} == SAID
    assert texts["overview/opening"] == OPENING


@pytest.mark.parametrize("problems", PROBLEMS)
@pytest.mark.parametrize("others", OTHERS)
def test_the_last_sections_are_found_under_their_headings(problems: str, others: str) -> None:
    texts = read(printed(PARTS[0], problems=problems, others=others)).texts
    assert texts["problems/text"] == "问题不少，已经改进。"
    assert texts["other_matters/text"] == "没有收取信息处理费。"


def test_the_opening_may_stand_below_the_first_heading() -> None:
    text = printed(PARTS[0]).replace(f"{OPENING}\n一、总体情况", f"一、总体情况\n{OPENING}")
    assert read(text).texts["overview/opening"] == OPENING


def test_a_list_of_contents_is_not_the_report() -> None:
    contents = "\n".join(section.heading for section in FORM_2021.sections)
    text = printed(PARTS[0]).replace(f"{TITLE}\n", f"{TITLE}\n{contents}\n")
    texts = read(text).texts
    assert {key: texts.get(key) for key in SAID} == SAID


def test_the_date_and_the_signature_are_no_text() -> None:
    texts = read(printed(PARTS[0]) + "\n甲县财政局\n2024年1月15日").texts
    assert texts["other_matters/text"] == "没有收取信息处理费。"


@given(
    st.lists(
        st.sampled_from(["主动公开", "依申请公开", "平台建设", "监督保障", "。", "，", "情况", "工作", "三百条"]),
        max_size=30,
    )
)
def test_words_of_headings_inside_sentences_are_no_headings(words: list[str]) -> None:
    said = "本机关" + "".join(words) + "全部完成。"
    text = printed(PARTS[0]).replace(SAID["overview/platform"], said)
    assert read(text).texts["overview/platform"] == said
