"""Others' counts (N11), numbers of other years (N1, Y1) and of what was done meanwhile (N3) are no faults."""

from __future__ import annotations

import pytest

from model.report.report import Level, Report
from model.rules import findings
from tests.model.rules.narrative.test_others_outcomes import told

FIRST, SECOND = "overview/active_disclosure", "overview/platform"


def of(check: str, *texts: str) -> list[str]:
    report = Report("甲县教育局", Level.COUNTY_DEPARTMENT, 2023, texts=dict(zip((FIRST, SECOND), texts, strict=False)))
    return [one.quote for one in findings(report) if one.check == check]


OF_OTHERS = (
    ("全年主动公开政府信息1422条。", "局属42所学校同步建立专栏，公开信息1.8万条。"),
    ("全年公开信息300条。", "14个村公开信息1200条。"),
    ("全年公开信息300条。", "各镇街公开信息2600条。"),
    ("通过网站公开信息300条。", "直属单位网站公开信息90条。"),
    ("全年公开信息300条。", "下属医院公开信息512条。"),
    ("全年发布信息300条。", "县融媒体中心发布信息1500条。"),
    ("组织培训2次。", "所属事业单位组织培训11次。"),
    ("召开会议2次。", "村（社区）召开会议60次。"),
    ("全年公开信息300条。", "学校、医院等公共企事业单位公开信息820条。"),
    ("更新信息210条。", "派出所更新信息77条。"),
)
COUNTED_TWICE = (
    ("全年主动公开政府信息1422条。", "全年累计公开政府信息1442条。"),
    ("全年公开信息300条。", "我局公开信息310条。"),
    ("召开会议2次。", "全年召开会议3次。"),
    ("组织培训2次。", "全年组织培训4次。"),
)


@pytest.mark.parametrize("one, other", OF_OTHERS, ids=range(len(OF_OTHERS)))
def test_what_bodies_below_did_is_not_what_the_unit_did(one: str, other: str) -> None:
    assert of("N11", one, other) == []


@pytest.mark.parametrize("one, other", COUNTED_TWICE, ids=range(len(COUNTED_TWICE)))
def test_what_the_unit_did_is_counted_once(one: str, other: str) -> None:
    assert of("N11", one, other)


OF_ANOTHER_YEAR_OR_MEANWHILE = (
    "与2022年（新收97件）相比，今年新收120件，增长23.7%。",
    "新收120件，比2022年（97件）增加23件。",
    "相比于上年（收到97件、办结95件），申请量明显上升。",
    "对比上年（新收97件）增长23.7%。",
    "办理中对6件涉及商业信息的征求了第三方意见。",
    "办理中向第三方发出征求意见函9份。",
    "办理中，4件因内容复杂经批准延期答复。",
    "办理中共电话沟通60人次，约谈申请人11件次。",
    "办理中3次听取律师意见。",
    "处理中对2件征求了保密部门意见。",
    "办理过程中延长答复期限7件。",
    "办理中因材料不全通知补正12件。",
    "申请办理中注重沟通，9件申请人主动撤回了复议。",
)
WRONG = (
    "仍在办理中的4件。",
    "办理中6件。",
    "另有7件正在办理中。",
    "新收97件。",
    "2023年新收97件，较2022年增加23件。",
)


@pytest.mark.parametrize("text", OF_ANOTHER_YEAR_OR_MEANWHILE, ids=range(len(OF_ANOTHER_YEAR_OR_MEANWHILE)))
def test_a_number_of_another_year_or_of_what_was_done_meanwhile_is_no_claim(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", WRONG, ids=range(len(WRONG)))
def test_a_wrong_number_of_this_year_is_told(text: str) -> None:
    assert told(text)


OF_THE_YEAR_BEFORE = (
    "重复申请有所减少，2022年为11件。",
    "2022年报告所列3个问题均已整改到位。",
    "2022年年报中提出的4项改进措施全部完成。",
    "解读材料明显增多，2022年只有20篇。",
    "申请量上升，2022年仅97件。",
    "针对2022年存在的3个问题，逐项整改。",
    "2022年指出的2个问题已经解决。",
    "上一年度（2022年）反映的5个问题整改完成。",
    "2022年遗留的3件申请全部答复。",
    "行政复议由多变少，2022年是6件。",
    "公开数量翻番，2022年公开信息60条。",
    "2022年度报告提出的3项任务已完成。",
    "培训次数由少到多，2022年为1次，今年4次。",
    "2022年政务公开第三方评估反馈的12个问题整改完毕。",
    "2022年查摆的问题3个，销号3个。",
)
STALE = (
    "2022年，公开信息310条。",
    "2022年度共公开政府信息310条。",
    "2022年全镇公开信息200条，更新栏目6个。",
    "2022年，受理申请5件，办结5件。",
    "全县2022年制定规范性文件3件。",
    "2022年存在以下3个问题。",
)


@pytest.mark.parametrize("text", OF_THE_YEAR_BEFORE, ids=range(len(OF_THE_YEAR_BEFORE)))
def test_a_year_that_is_looked_back_on_may_be_another(text: str) -> None:
    assert of("Y1", text) == []


@pytest.mark.parametrize("text", STALE, ids=range(len(STALE)))
def test_a_year_that_was_left_in_is_told(text: str) -> None:
    assert of("Y1", text)
