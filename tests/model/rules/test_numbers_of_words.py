"""N10 and N11 on sentences of our own: what must be seen, and what counts something else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from model.form.editions import FORM_2021
from model.report.report import Level, Report
from model.rules import findings
from tests.samples import filled

NUMBERS = {
    "licensing/licences/decisions": 300,
    "enforcement/penalties/decisions": 12,
    "enforcement/coercive_measures/decisions": 0,
    "fees/charges/amount": 5,
}
CELLS = {FORM_2021.cell_called[name]: Decimal(value) for name, value in NUMBERS.items()}
BASE = replace(filled(FORM_2021, 2023), unit="甲县人民政府", level=Level.COUNTY, texts={}).with_numbers(CELLS)
FIRST, SECOND = "overview/active_disclosure", "overview/platform"


def told(check: str, *texts: str) -> list[str]:
    report: Report = replace(BASE, texts=dict(zip((FIRST, SECOND), texts, strict=False)))
    return [
        f"{one.left}≠{one.right}" if one.left is not None else one.quote
        for one in findings(report)
        if one.check == check
    ]


WRONG = [
    ("全年作出行政许可决定278件、行政处罚决定15件。", ["278≠300", "15≠12"]),
    ("2023年，办理行政许可278件。", ["278≠300"]),
    ("我局全年共作出行政处罚15件，行政强制0件。", ["15≠12"]),
    ("本年度实施行政许可278件、行政处罚12件、行政强制3件。", ["278≠300", "3≠0"]),
    ("全年行政处罚决定15件。", ["15≠12"]),
    ("行政许可：278件；行政处罚：15件。", ["278≠300", "15≠12"]),
    ("依法实施行政强制措施二件。", ["2≠0"]),
    ("全年收取行政事业性收费6万元。", ["6≠5"]),
    ("全年行政事业性收费金额60000元。", ["60000≠50000"]),
    ("本年度未实施行政处罚。", ["0≠12"]),
    ("本年度没有行政事业性收费。", ["0≠5"]),
    ("我局作出行政许可决定1,278件。", ["1278≠300"]),
    ("全年下达行政处罚决定一十五件。", ["15≠12"]),
]
RIGHT = [
    "全年作出行政许可决定300件、行政处罚决定12件。",
    "公开行政许可、行政处罚信息278条。",
    "公示行政处罚决定7件。",
    "2022年作出行政处罚22件，2023年12件。",
    "环保、消防行政处罚3件。",
    "建筑施工行政许可23件。",
    "行政许可事项120项全部上网。",
    "上半年办理行政许可100件。",
    "办理行政许可较上年增加20件。",
    "行政许可：本级100件，行政许可300件。",
    "未发生行政处罚投诉。",
    "未实施行政强制。",
    "全年收取行政事业性收费5万元。",
    "全年收取行政事业性收费50000元。",
    "办理行政许可近300件。".replace("近300", "三百余"),
    "通过双公示归集行政许可278件。",
    "行政许可决定300余件。",
]


@pytest.mark.parametrize("text, expected", WRONG)
def test_what_section_two_counts_otherwise_is_told(text: str, expected: list[str]) -> None:
    assert told("N10", text) == expected


@pytest.mark.parametrize(
    "first, second, expected",
    [
        ("全年作出行政许可300件。", "2023年，本机关作出行政许可12件。", ["12≠300"]),
        ("全年作出行政许可300件。2023年，本机关作出行政许可12件。", "", ["12≠300"]),
        ("全年作出行政许可300件，本年度共作出行政许可12件。", "", ["12≠300"]),
        ("全年作出行政许可12件。", "全县行政许可300件。", ["12≠300"]),
        ("行政事业性收费5万元。", "收取行政事业性收费2万元。", ["2≠5"]),
        ("行政处罚12件。", "全年行政处罚7件，行政处罚3件。", ["7≠12", "3≠12"]),
        ("全年作出行政许可288件。", "2023年作出行政许可12件。", ["288≠300", "12≠300"]),  # 300, but not in one text
        ("全年作出行政许可300件，其中我县作出行政许可12件。", "", []),
        ("全年作出行政许可300件。其中，本级作出行政许可12件。", "", []),
        ("全年作出行政许可300件。", "在建设领域，作出行政许可12件。", []),
        ("全年作出行政许可300件。", "政务服务中心规范运行，办理行政许可12件。", []),
        ("全年作出行政许可288件。发证时，作出行政许可12件。", "", []),
    ],
)
def test_a_whole_told_rightly_excuses_no_other_number_of_it(first: str, second: str, expected: list[str]) -> None:
    assert told("N10", first, second) == expected


@pytest.mark.parametrize("text", ["收费金额99万元。", "全年收费总额为99万元。", "本年度收费收入共99万元。"])
def test_the_charge_is_read_without_its_first_words(text: str) -> None:
    assert told("N10", text) == ["99≠5"]


@pytest.mark.parametrize(
    "text", ["信息处理费收费金额99万元。", "政府信息公开申请方面，收费金额0万元。", "停车服务到位，收费金额99万元。"]
)
def test_another_charge_is_not_that_of_the_form(text: str) -> None:
    assert told("N10", text) == []


def test_the_reason_names_the_line_with_its_quotation_marks() -> None:
    report = replace(BASE, texts={FIRST: "全年作出行政处罚15件。"})
    assert [one.why for one in findings(report) if one.check == "N10"] == ["“行政处罚”行“处理决定”列是12件"]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_or_about_something_else_is_not(text: str) -> None:
    assert told("N10", text) == []


@pytest.mark.parametrize("amount", ["1.2", "1.20", "1.2000"])
def test_an_amount_in_yuan_is_told_without_decimals_that_the_change_of_units_adds(amount: str) -> None:
    charged = {FORM_2021.cell_called["fees/charges/amount"]: Decimal(amount)}
    report = replace(BASE.with_numbers(charged), texts={FIRST: "全年收取行政事业性收费15000元。"})
    (one,) = [one for one in findings(report) if one.check == "N10"]
    assert "请改为12000（" in one.message
    assert f"列{amount}万元不符" in one.message
    assert str(one.proposal) == "12000"


DIFFERENT = [
    ("全年主动公开政府信息72条。", "全年累计主动公开政府信息84条。"),
    ("通过管委会网站审计信息栏目公开信息20条。", "全年通过审计信息专栏公开政府信息16条。"),
    ("通过门户网站发布信息120条。", "全年通过门户网站发布信息102条，逐条审核。"),
    ("微信公众号推送信息50条。", "我局微信公众号发布信息55条。"),
    ("召开新闻发布会3场。", "全年共召开新闻发布会4场。"),
    ("组织培训2场。", "举办培训3场。"),
    ("发布政策解读12篇。", "本年度发布政策解读21篇。"),
    ("在网站，公开信息1,200条。", "通过政府网站公开信息1020条。"),
    ("全年公开信息120条。", "2023年共公开信息125条。"),
    ("发布政府公报4期。", "全年发布政府公报6期。"),
    ("全年公开信息38210条。", "在全年公开信息3.6万条的基础上，内容还不够丰富。"),
    ("公开信息2.4万条。", "全年公开信息2.6万条。"),
    ("公开信息约3万条。", "全年公开信息36120条。"),
    ("发布信息近100条。", "全年发布信息120条。"),
    ("公开信息3.6万余条。", "全年公开信息42000条。"),
]
NOT_ONE_THING = [
    ("全年主动公开政府信息72条。", "全年主动公开政府信息72条。"),
    ("通过网站发布信息120条。", "通过微信公众号发布信息102条。"),
    ("全年公开信息120条，其中动态80条。", "公开信息80条，其中动态40条。".replace("公开信息80", "动态80")),
    ("全年公开信息120条。", "上半年公开信息60条。"),
    ("全年公开信息120条。", "较上年多公开信息20条。"),
    ("全年公开信息120条。", "全县各乡镇公开信息1200条。"),
    ("召开会议3次。", "召开座谈会4次。"),
    ("发布信息约110条。", "发布信息120条。"),
    ("公开信息38210条。", "全年公开信息3.8万条。"),
    ("公开信息38210条。", "全年公开信息3.82万条。"),
    ("公开信息38960条。", "全年公开信息3.9万条。"),
    ("公开信息3.8万余条。", "全年公开信息38210条。"),
    ("公开信息逾3.5万条。", "全年公开信息38210条。"),
    ("公开信息近4万条。", "全年公开信息38210条。"),
    ("公开信息3.8万条左右。", "全年公开信息38210条。"),
    ("公开信息100条。", "公开信息2篇。"),
    ("全年公开信息120条。", "每月公开信息10条。"),
    ("全年公开信息1.2万条。", "2023年共公开信息12500条。"),
    ("组织培训2场。", "组织业务培训、法规培训各1场。"),
    ("公开财政信息12条。", "公开教育信息14条。"),
]


@pytest.mark.parametrize("first, second", DIFFERENT)
def test_one_thing_told_twice_is_told_alike(first: str, second: str) -> None:
    assert len(told("N11", first, second)) == 1
    assert told("N11", first, first) == []


@pytest.mark.parametrize("first, second", NOT_ONE_THING)
def test_what_may_be_another_thing_is_left_alone(first: str, second: str) -> None:
    assert told("N11", first, second) == []
