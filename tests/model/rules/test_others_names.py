"""T8 on sentences of our own: what was left in from another body's report, and where another may be named."""

from __future__ import annotations

import pytest

from model.report.report import Level, Report
from model.rules import findings

NAMED = [
    ("甲市市场监督管理局", "2023年，乙市市场监督管理局政府信息公开工作在市委领导下开展。"),
    ("甲县人民政府", "电子版可在乙县人民政府网站下载。"),
    ("瑞安市水利局", "由乐清市水利局编制。"),
    ("瑞安市水利局", "如有疑问，请与平阳县水利局联系。"),
    ("甲镇人民政府", "乙镇人民政府认真贯彻落实条例。"),
    ("洪泽区人民政府", "沭阳县人民政府办公室负责汇总。"),
    ("甲县教育局", "乙县教育局主动公开信息12条。"),
    ("济南市历下区人民政府", "本报告由济南市槐荫区人民政府编制。"),
    ("杭州市教育局", "宁波市教育局全年公开信息30条。"),
    ("甲县东街街道办事处", "西街街道办事处公开信息3条。"),
    ("湖南省水利厅", "湖北省水利厅公开信息。"),
]
SITES = [
    ("淮安市洪泽区人民政府", "网址http://www.shuyang.gov.cn/xxgk。", ["www.shuyang.gov.cn"]),
    ("济源市人民政府", "登录www.jiyuan.gov.cn查看。", []),
    ("淮安市洪泽区人民政府", "登录www.hongze.gov.cn或www.huaian.gov.cn、www.jiangsu.gov.cn查看。", []),
    ("瑞安市水利局", "登录http://www.yueqing.gov.cn下载。", ["www.yueqing.gov.cn"]),
    ("瑞安市水利局", "登录http://www.ruian.gov.cn下载。", []),
    ("甲县水利局", "登录http://www.yueqing.gov.cn下载。", []),
    ("瑞安市水利局", "赴乐清学习，见www.yueqing.gov.cn。", []),
    ("瑞安市水利局", "邮箱slj@yueqing.gov.cn。", []),
    ("重庆市渝北区人民政府", "登录www.beijing.gov.cn。", ["www.beijing.gov.cn"]),
    ("泾县人民政府", "登录www.ahjx.gov.cn。", []),
    ("泾县人民政府", "登录www.jingxian.gov.cn。", []),
]


@pytest.mark.parametrize("unit, text, sites", SITES)
def test_the_web_site_of_another_government_is_told(unit: str, text: str, sites: list[str]) -> None:
    assert told(unit, text) == sites


NOT_NAMED = [
    ("甲市市场监督管理局", "2023年，甲市市场监督管理局公开信息。"),
    ("瑞安市水利局", "落实温州市水利局、浙江省水利厅部署。"),
    ("甲县教育局", "赴乙县教育局学习考察。"),
    ("甲县教育局", "推广“乙县教育局模式”。"),
    ("甲县人民政府", "与乙县人民政府签订协作协议。"),
    ("甲县人民政府", "各乡镇人民政府公开信息。"),
    ("甲镇人民政府", "县人民政府网站公开。"),
    ("甲镇人民政府", "在甲县人民政府门户网站公开。"),
    ("水利局", "乙县水利局公开信息。"),
    ("杭州市西湖区人民政府", "西湖区人民政府公开信息。"),
    ("甲县水利局", "县水利局公开信息；我县水利局加强管理。"),
    ("甲县水利局", "全县水利局系统公开信息。"),
    ("甲乡人民政府", "市、县人民政府要求公开。"),
    ("洪泽区人民政府", "淮安市洪泽区人民政府公开；淮安市人民政府考核。"),
    ("济源市人民政府", "全市各级人民政府公开。"),
]


def told(unit: str, text: str) -> list[str]:
    report = Report(unit, Level.COUNTY, 2023, texts={"overview/active_disclosure": text})
    return [one.quote for one in findings(report) if one.check == "T8"]


@pytest.mark.parametrize("unit, text", NAMED)
def test_a_body_of_the_kind_of_another_place_is_told(unit: str, text: str) -> None:
    (quote,) = told(unit, text)
    assert quote in text
    assert quote != unit


@pytest.mark.parametrize("unit, text", NOT_NAMED)
def test_the_own_place_superiors_and_those_spoken_of_are_not(unit: str, text: str) -> None:
    assert told(unit, text) == []
