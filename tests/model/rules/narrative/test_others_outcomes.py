"""N2: numbers beside an outcome that are of something else, and those that are of the year's applications."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from model.form.schema import Cell
from model.report.report import Level, Report
from model.report.totals import derived_totals
from model.rules import findings

PART = "overview/on_application"
BY_NATURAL_PERSONS = {
    "received": 100,
    "brought_forward": 5,
    "disclosed": 40,
    "partly_disclosed": 15,
    "refused_third_party": 4,
    "refused_internal_affairs": 6,
    "refused_enforcement_file": 2,
    "unavailable_not_held": 18,
    "unavailable_needs_creating": 2,
    "unavailable_still_unclear": 3,
    "not_processed_petition": 5,
    "not_processed_repeated": 2,
    "other_not_corrected": 1,
    "other_other": 2,
    "carried_forward": 5,
}
BY_COMPANIES = {"received": 20, "disclosed": 20}
OTHERS = {
    "disputes/reconsideration/upheld": 3,
    "disputes/direct_litigation/upheld": 1,
    "licensing/licences/decisions": 300,
    "legislation/normative_documents/issued": 2,
    "legislation/normative_documents/in_force": 30,
}


def ledger() -> Report:
    empty = Report("甲县人民政府", Level.COUNTY, 2023)
    numbers = {cell: Decimal(0) for cell in empty.form.typed_cells}
    for column, said in (("natural_person", BY_NATURAL_PERSONS), ("enterprise", BY_COMPANIES)):
        numbers |= {Cell(f"applications/{row}/{column}"): Decimal(value) for row, value in said.items()}
    filled = empty.with_numbers(numbers | {Cell(cell): Decimal(value) for cell, value in OTHERS.items()})
    return filled.with_numbers(dict(derived_totals(filled)))


LEDGER = ledger()
DESK = replace(LEDGER, unit="甲县人民政府办公室")


def told(text: str, report: Report = LEDGER) -> list[str]:
    found = findings(report.with_text(PART, text))
    return [one.check for one in found if one.check.startswith("N") and one.check != "N9"]


OF_SOMETHING_ELSE = (
    "全年新收申请120件。涉及第三方意见征询的申请中，9件分属第三方权益，已逐一征求意见。",
    "对申请内容不清的发出补正通知41份，当事人补正后明确的12件，仍不明确的29件由专人当面沟通。",
    "全年答复120件。电话答疑中，8件因不掌握情况转告有关单位。",
    "不予公开的12件中，属于三类内部事务信息的6件，保护第三方合法权益的4件，属于行政执法案卷的2件。",
    "办理中延期答复7件，其中3件因征求第三方意见，4件因内容复杂。",
    "行政复议3件，其中2件因不予公开引发，1件因答复期限引发，均获维持。",
    "从申请内容看，征地拆迁类41件、教育类22件、财政类18件，其余39件。",
    "另有5件信访举报投诉类来信，按信访程序办理。",
    "全年开展依申请公开案例研讨6次，剖析不予公开案例3个、部分公开案例2个。",
    "纠正不规范答复2件，其中1件由不予公开改为部分公开，1件由无法提供改为予以公开。",
    "12345热线转来信息公开咨询35件，能够公开的30件当场答复，不掌握的5件指引到有关部门。",
    "对近三年不予公开的45件开展回头看，可以公开的11件已补充公开。",
    "全县各部门抽查答复书60份，其中予以公开类30份、不予公开类15份、无法提供类15份，合格率98%。",
    "政协提案公开答复8件，不予公开2件；人大建议公开答复6件。",
    "县自然资源局办理的申请中，予以公开20件、无法提供8件。",
    "答复时限方面，予以公开的60件平均用时7天，部分公开的15件平均用时12天。",
    "上年度予以公开52件、部分公开11件。",
    "规范性文件清理中，公开类文件30件、不予公开类文件4件。",
    "主动公开属性审查公文820件，其中主动公开410件、依申请公开260件、不予公开150件。",
    "公文公开属性认定：主动公开102件，依申请公开45件，不予公开33件。",
    "通过当面申请20件、信函30件、网络70件；网络申请中予以公开35件。",
    "对要求提供公开出版物、咨询类的来电13件，均做好解释。",
    "重复申请较多的3名申请人共提交11件，分别答复。",
    "其中，涉及土地征收的44件予以公开28件，不予公开4件。",
    "企业申请20件，予以公开20件；自然人申请100件，予以公开40件。",
    "省政府办公厅转来申请6件，4件不属于本机关公开，2件已予以公开。",
    "对10件申请内容不明确的，一次性告知补正，其中7件按期补正，3件补正后仍不明确。",
    "接受当事人现场查询83人次，提供信息61条，无法提供22条。",
    "建立依申请公开疑难案件会商机制，会商涉第三方权益案件9件、过程性信息案件5件。",
    "审核镇街拟不予公开的答复稿17件，改为公开6件，维持不予公开11件。",
    "因不掌握相关信息的18件，均告知获取途径，其中12件告知了掌握机关的联系方式。",
    "信访局移送的来件中属于信息公开申请的2件、属于信访举报投诉类的6件。",
    "全年依申请公开满意度回访58件，其中对部分公开不满意的2件。",
    "答复后有3件申请人补充提出新的申请，5件转为咨询。",
    "9件申请涉及商业秘密，经征求第三方意见，第三方同意公开5件，不同意公开4件。",
    "制作答复文书模板，含予以公开、不予公开、无法提供等15种。",
    "答复文书经司法局复核的31件，建议调整结论的4件，其中建议予以公开3件、部分公开1件。",
    "按申请事项分，拆迁补偿34件，予以公开12件；工程建设20件，予以公开11件。",
    "对外转送的14件中，不属于本机关职责的10件、重复的4件。",
    "我县自2020年起累计不予公开88件，其中涉及国家秘密5件。",
    "全年参加省市业务培训4次，观摩典型答复书16份，予以公开类6份，无法提供类5份。",
    "申请人撤回申请后另行咨询的6件，已电话答复，信息不存在的2件作了说明。",
    "乡镇（街道）自行答复48件，其中予以公开31件，不予公开5件。",
    "县教育局收到申请11件，予以公开9件，无法提供2件；县卫健局收到申请7件，予以公开7件。",
    "政策咨询热线接听420次，予以答复402件，无法提供信息转其他部门18件。",
    "公开目录中列明不予公开事项26项、依申请公开事项41项。",
    "全县规范性文件公开属性审定：予以公开2件，不予公开0件。",
    "因申请材料缺少身份证明要求补正的15件，补正后办理的12件，逾期未补正的1件。",
    "一季度予以公开13件，二季度予以公开15件，三季度予以公开14件，四季度予以公开18件。",
    "与上年相比，予以公开增加8件，不予公开减少3件，无法提供增加2件。",
    "申请人对答复不服提起行政复议3件，涉及不予公开的2件、无法提供的1件，均维持。",
    "信函申请30件（予以公开11件、部分公开4件、不予公开2件），当面申请20件（予以公开20件）。",
    "第三方回复不同意公开的3件，经审查予以公开的1件，其余维持不公开。",
    "梳理高频申请事项10类，其中可转为主动公开的3类，仍需不予公开的2类。",
    "已将3件申请较多的信息由依申请公开转为主动公开，5件由不予公开调整为部分公开。",
    "同一申请人就同一事项提出的重复申请7次，合并答复2件。",
    "市政府复议机关纠正我县不予公开答复1件，系2022年答复。",
    "年内对群众来信反映的信访举报投诉问题9件作出处理。",
    "涉及商业秘密的合同信息6份，经遮盖后公开。",
    "国家秘密定密审核27件，工作秘密15件。",
    "党务公开方面，不予公开党内文件12件。",
    "平均办理时长：予以公开6个工作日，无法提供9个工作日。",
)


@pytest.mark.parametrize("text", OF_SOMETHING_ELSE, ids=range(len(OF_SOMETHING_ELSE)))
def test_a_number_of_something_else_is_no_outcome(text: str) -> None:
    assert told(text) == []


WRONG = (
    "全年予以公开62件，部分公开15件。",
    "不予公开的有14件，其中属于三类内部事务信息的8件。",
    "保护第三方合法权益不予公开9件。",
    "因不掌握相关政府信息无法提供8件。",
    "补正后申请内容仍不明确的29件。",
    "答复120件，其中予以公开60件、部分公开16件、不予公开12件、无法提供23件。",
    "无法提供33件，不予处理7件。",
    "全年不予处理9件（信访举报投诉类6件、重复申请3件）。",
    "其他处理4件。",
    "属于行政执法案卷的5件，依法不予公开。",
    "8件因本机关不掌握相关信息无法提供。",
    "有9件因涉及第三方合法权益不予公开。",
    "29件经补正后申请内容仍不明确。",
    "予以公开的61件，无法提供的22件。",
    "全年作出予以公开答复59件。",
    "对重复申请不予处理的4件。",
    "120件中，予以公开58件，不予公开12件。",
    "全年答复120件：予以公开60件；部分公开17件；不予公开12件。",
    "不予公开12件，其中涉及第三方合法权益的5件、内部事务信息的6件。",
    "不予处理的7件中，信访举报投诉类6件。",
    "属于国家秘密的2件。",
    "信息不存在无法提供的25件。",
    "其中不予公开13件，均说明了理由。",
    "对19件本机关不掌握的信息，告知申请人向有关单位查询。",
    "部分公开25件，主要是对个人隐私作了区分处理。",
    "逾期不补正、不再处理4件。",
)


@pytest.mark.parametrize("text", WRONG, ids=range(len(WRONG)))
def test_a_wrong_outcome_is_told(text: str) -> None:
    assert "N2" in told(text)


BESIDE_THE_OWN = (
    "收到申请120件。全县各级行政机关共受理申请386件，答复377件。",
    "全年新收申请120件，办结120件。全市范围内共收到申请2310件。",
    "我办收到申请120件。据统计，全县政府系统共收到申请410件。",
    "全县各部门共办结申请401件。县政府办结120件。",
    "2023年收到申请120件。同期，全省教育系统共受理申请1899件。",
    "收到申请120件。全县各乡镇、部门共收到申请386件。",
)
WRONG_BESIDE_IT = (
    ("收到申请121件。全县各级行政机关共受理申请386件。", "N1"),
    ("全县共受理申请130件。", "N1"),
    ("收到申请120件。办结申请125件。", "N3"),
    ("全县各级行政机关共受理申请110件。收到申请120件。", "N1"),
)


@pytest.mark.parametrize("text", BESIDE_THE_OWN, ids=range(len(BESIDE_THE_OWN)))
def test_a_wider_whole_may_stand_beside_the_unit_s_own(text: str) -> None:
    assert told(text, DESK) == []


def test_all_applications_of_a_county_are_its_government_s_own() -> None:
    assert "N1" in told(BESIDE_THE_OWN[0])


@pytest.mark.parametrize("text, check", WRONG_BESIDE_IT, ids=range(len(WRONG_BESIDE_IT)))
def test_a_wider_whole_excuses_nothing_else(text: str, check: str) -> None:
    assert check in told(text, DESK)


OFFICES_SHARE = (
    "全县新收申请120件。县政府本级收到申请31件。",
    "全县共收到申请120件，办结120件。其中县政府办公室收到申请31件，办结30件。",
    "全年收到申请120件，办结120件。县政府办公室收到申请31件，答复31件。",
)


@pytest.mark.parametrize("text", OFFICES_SHARE, ids=range(len(OFFICES_SHARE)))
def test_a_part_may_be_told_beside_the_whole(text: str) -> None:
    assert told(text) == []


def test_a_part_alone_is_a_hint() -> None:
    assert told("县政府本级收到申请31件。") == ["N1"]
