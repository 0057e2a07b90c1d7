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
    ("官洲街道办事处", "华洲街道主要领导亲自研究部署信息公开工作。"),
    ("官洲街道办事处", "2023年，华洲街道高度重视政府信息公开。"),
    ("甲县乙镇人民政府", "一年来，丙镇共公开信息3条。"),
    ("瑞安市市场监督管理局", "2023年，温州市市场监督管理局政府信息公开工作扎实推进。"),
    ("瑞安市市场监督管理局", "温州市市场监督管理局按照要求公开信息30条。"),
    ("甲县水利局", "由甲县水务局负责编制。"),
    ("甲县水利局", "如有疑问，请与甲县水务局联系。"),
    ("甲县水利局", "县水务局高度重视信息公开工作。"),
    ("甲县水利局", "甲县水力局公开信息312条。"),
    ("瑞安市市场监督管理局", "瑞安市工商行政管理局负责汇总。"),
    ("瑞安市市场监督管理局", "瑞安市市场监管理局公开信息12条。"),
    ("瑞安市市场监督管理局", "瑞安市市场监督管埋局公开信息12条。"),
    ("甲县自然资源和规划局", "县国土资源局全年受理申请3件。"),
    ("乙区应急管理局", "乙区安监局全年公开信息30条。"),
    ("乙区应急管理局", "乙区应急管理管局公开信息3条。"),
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
    ("瑞安市水利局", "登录www.zjyueqing.gov.cn下载。", ["www.zjyueqing.gov.cn"]),
    ("瑞安市水利局", "登录www.zjruian.gov.cn或www.zjwenzhou.gov.cn、www.zjsl.gov.cn查看。", []),
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
    ("硚口区人民政府办公室", "根据规定，现公开区人民政府办公室2023年年度报告。"),
    ("湘西自治州水利局", "湘西自治州水利局（以下称州水利局）公开信息；可直接联系州水利局办公室。"),
    ("广东省人民政府", "登录“廣東省人民政府”门户网站查看。"),
    ("官洲街道办事处", "赴华洲街道学习；各街道认真落实；与华洲街道共建专区。"),
    ("官洲街道办事处", "请联系街道党政办公室；街道主要领导亲自研究。"),
    ("甲县乙镇人民政府", "乡镇认真落实；全镇共公开信息3条；村镇建设主动公开；特色小镇共3个。"),
    ("瑞安市市场监督管理局", "温州市市场监督管理局印发通知，我局认真落实。"),
    ("瑞安市市场监督管理局", "2023年，温州市市场监督管理局深入检查各县（市、区）工作。"),
    ("瑞安市市场监督管理局", "瑞安市市场监管局公开信息12条；浙江省市场监督管理局通报。"),
    ("甲县水利局", "落实甲市水务局部署；原甲县水务局已经更名；会同甲县水务局检查；市水务局组织培训。"),
    ("甲县水利局", "落实《甲县水务局关于公开工作的通知》；县水利局、县水务局、县林业局分别公开。"),
    ("甲县自然资源和规划局", "甲县自然资源局公开信息；联合县林业局开展执法。"),
    ("甲县教育局", "甲县体育局、甲县林业局、甲县教体局公开信息。"),
    ("甲市第一人民医院", "甲市第二人民医院公开信息。"),
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
