"""N2: numbers beside an outcome that are of something else, and those that are of the year's applications."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from model.form.schema import Cell
from model.report.report import Level, Report
from model.report.totals import derived_totals
from model.rules import findings
from tests.samples import ROOT

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


OF_SOMETHING_ELSE = (ROOT / "tests/data/of-something-else.txt").read_text("utf-8").splitlines()


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
