"""T15 on sentences of our own: what a body cannot call itself or its area, and what it may well."""

from __future__ import annotations

import pytest

from model.report.report import Level, Report
from model.rules import findings

TOWN = ("甲县乙镇人民政府", Level.TOWNSHIP)
STREET = ("沈阳市于洪区迎宾路街道办事处", Level.SUBDISTRICT)
OFFICE = ("甲县水利局", Level.COUNTY_DEPARTMENT)
COUNTY = ("甲县人民政府", Level.COUNTY)
COUNTY_CITY = ("瑞安市人民政府", Level.COUNTY)
PROVINCIAL = ("湖南省水利厅", Level.PROVINCE_DEPARTMENT)
AUTONOMOUS = ("广西壮族自治区水利厅", Level.PROVINCE_DEPARTMENT)
CAPITAL = ("北京市水务局", Level.PROVINCE_DEPARTMENT)
UNREAD = ("现根据", Level.COUNTY_DEPARTMENT)

COPIED = [
    (OFFICE, "2023年，我委主动公开政府信息312条。"),
    (OFFICE, "本委高度重视政府信息公开工作。"),
    (OFFICE, "我厅共受理申请12件。"),
    (OFFICE, "我镇积极推进政务公开。"),
    (OFFICE, "我院全年公开信息30条。"),
    (TOWN, "2023年，我委主动公开政府信息312条。"),
    (TOWN, "本局严格落实公开制度。"),
    (TOWN, "我局新收申请2件。"),
    (TOWN, "本局政府信息公开工作由办公室负责。"),
    (TOWN, "我街道主动公开信息30条。"),
    (TOWN, "我委未收到政府信息公开申请。"),
    (TOWN, "本局共收到申请3件。"),
    (TOWN, "全县共公开政府信息12345条，办结申请320件。"),
    (TOWN, "全市各级行政机关新收政府信息公开申请512件。"),
    (TOWN, "2023年，全省主动公开信息30000条。"),
    (COUNTY, "2023年，全市主动公开政府信息312条。"),
    (COUNTY, "全省共受理政府信息公开申请300件。"),
    (COUNTY, "全市各级行政机关共收到申请52件。"),
    (COUNTY, "全市制发规范性文件12件。"),
    (COUNTY, "我局主动公开政府信息312条。"),
    (COUNTY_CITY, "全省主动公开信息312条。"),
    (PROVINCIAL, "我县政府信息公开工作取得成效。"),
    (PROVINCIAL, "我市主动公开信息312条。"),
    (PROVINCIAL, "我区公开信息30条。"),
    (PROVINCIAL, "我镇公开信息3条。"),
    (PROVINCIAL, "2023年，我县主动公开政府信息3120条。"),
    (PROVINCIAL, "我局公开信息3条。"),
    (PROVINCIAL, "我县各乡镇公开信息30条。"),
    (PROVINCIAL, "今年以来，我市各部门认真落实条例。"),
    (AUTONOMOUS, "我县公开信息12条。"),
    (CAPITAL, "我县公开信息12条。"),
    (STREET, "2021年向市政府及市政府办公室提出的政府信息公开申请共计5件。"),
    (STREET, "本街道政府发布信息30条。"),
    (STREET, "2023年，我镇人民政府加强管理。"),
    (TOWN, "我街道办事处主动公开信息。"),
    (OFFICE, "我镇政府信息公开工作有序开展。"),
    (TOWN, "组织协调全省政府信息公开工作。"),
]
OWN = [
    (OFFICE, "我局主动公开信息312条。"),
    (OFFICE, "本局公开信息3条。"),
    (OFFICE, "我县公开信息3条。"),
    (OFFICE, "自我局限有待突破。"),
    (OFFICE, "我委托第三方开展评估。"),
    (OFFICE, "基本局面稳定。"),
    (OFFICE, "市卫健委印发《关于我委公开工作的通知》。"),
    (OFFICE, "公开工作进入我市前列。"),
    (TOWN, "我镇主动公开信息312条。"),
    (TOWN, "本镇公开信息3条。"),
    (TOWN, "我办负责汇总。"),
    (TOWN, "我县公开信息工作会议召开。"),
    (TOWN, "公开工作位居全县前列，共获表彰2次。"),
    (TOWN, "全市政务公开考核中获评优秀。"),
    (TOWN, "在全县会议上作交流。"),
    (TOWN, "全省一体化平台共发布我镇信息30条。"),
    (TOWN, "全县公开工作推进会召开2次。"),
    (TOWN, "根据全市统一部署，公开信息30条。"),
    (COUNTY, "全县主动公开信息312条。"),
    (COUNTY, "我县公开信息位居全市第三。"),
    (COUNTY, "全市统一的平台上，我县公开信息30条。"),
    (COUNTY, "全市考核中得分95分，公开3条经验。"),
    (COUNTY, "全市排名第2位。"),
    (COUNTY, "组织参加全市培训3次。"),
    (COUNTY, "在全省率先公开信息30条。"),
    (COUNTY, "全市平均公开信息30条。"),
    (COUNTY, "被全市通报表扬2次。"),
    (COUNTY, "全县在全市率先发布目录12个。"),
    (COUNTY_CITY, "全市主动公开信息312条。"),
    (COUNTY_CITY, "我市公开信息30条。"),
    (COUNTY_CITY, "全市各级行政机关收到申请3件。"),
    (PROVINCIAL, "我省公开信息312条。"),
    (PROVINCIAL, "我厅公开信息312条。"),
    (PROVINCIAL, "本厅公开信息3条。"),
    (PROVINCIAL, "推广“我县有话说”栏目。"),
    (PROVINCIAL, "全省各市公开信息3条。"),
    (PROVINCIAL, "指导各县公开。"),
    (PROVINCIAL, "甲市反映我市的做法。"),
    (AUTONOMOUS, "我区公开信息12条。"),
    (AUTONOMOUS, "我厅公开信息3条。"),
    (CAPITAL, "我市公开信息12条。"),
    (CAPITAL, "全市公开信息12条。"),
    (STREET, "向街道提出的申请5件。"),
    (STREET, "街道政府信息公开工作有序开展。"),
    (STREET, "在市政府网站发布信息。"),
    (TOWN, "我镇人民政府、我县人民检察院联合公开。"),
    (OFFICE, "我县、我局主动公开信息。"),
    (UNREAD, "我局、我委、我镇公开信息。"),
    (TOWN, "市政府办公室组织协调全市政府信息公开工作。"),
    (TOWN, "全县共公开信息3120条，其中我镇公开30条。"),
]


def told(unit: tuple[str, Level], text: str) -> list[str]:
    report = Report(*unit, 2023, texts={"overview/active_disclosure": text})
    return [one.quote for one in findings(report) if one.check == "T15"]


@pytest.mark.parametrize("unit, text", COPIED)
def test_what_another_body_says_of_itself_is_told(unit: tuple[str, Level], text: str) -> None:
    (quote,) = told(unit, text)
    assert quote in text


@pytest.mark.parametrize("unit, text", OWN)
def test_what_a_body_may_say_is_left_alone(unit: tuple[str, Level], text: str) -> None:
    assert told(unit, text) == []


def test_a_word_is_told_once_in_a_text() -> None:
    assert told(TOWN, "我局公开信息。我局收到申请。本局没有收费。") == ["我局", "本局"]
