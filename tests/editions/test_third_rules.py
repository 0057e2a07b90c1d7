"""Every rule speaks of the form of 2027 as of any other: what it asks of each line it finds by the part it plays."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.form.editions import FORM_2019, FORM_2021, lent
from model.form.form import Form
from model.form.schema import Cell
from model.report.report import Level, Report
from model.rules import findings
from model.rules.finding import Finding, Verdict
from model.rules.locate import corrections
from model.rules.registry import rules
from tests.editions.form_2027 import FORM_2027, SOURCE
from tests.editions.samples import LAST, REPORT
from tests.samples import filled
from tools.make_rules import rules_text

pytestmark = pytest.mark.usefixtures("third")

UNDER_IDENTITIES = [cell for cell, through in FORM_2027.identities_of.items() if through]
FORWARDED = [cell for cell in FORM_2027.tables["applications"].cells if cell.row == "forwarded"]
OPENING = "overview/opening"


def of(check: str, report: Report, last: Report | None = None) -> list[Finding]:
    return [one for one in findings(report, last) if one.check == check]


def broken(report: Report) -> set[frozenset[str]]:
    return {frozenset(one.at) for one in findings(report) if one.check in {"H1", "H2", "H3", "H4"}}


# Identities


def test_it_has_one_identity_more_than_2021(third: Form) -> None:
    counts = Counter(identity.rule.check for identity in third.identities)
    assert counts == {"H1": 26, "H2": 7, "H3": 7, "H4": 3}


@given(st.sampled_from(UNDER_IDENTITIES), st.integers(1, 10**6))
def test_a_wrong_number_breaks_exactly_the_identities_it_takes_part_in(cell: Cell, off: int) -> None:
    wrong = REPORT.with_number(cell, REPORT.numbers[cell] + off)
    assert broken(REPORT) == set()
    assert broken(wrong) == {frozenset(identity.cells) for identity in FORM_2027.identities_of[cell]}


@given(st.sampled_from(UNDER_IDENTITIES))
def test_a_blank_leaves_exactly_its_identities_open(cell: Cell) -> None:
    found = [one for one in findings(REPORT.with_number(cell, None)) if one.verdict is Verdict.UNDECIDED]
    open_ = {frozenset(one.at) for one in found if one.check in {"H1", "H2", "H3", "H4"}}
    assert open_ == {frozenset(identity.cells) for identity in FORM_2027.identities_of[cell]}


@given(st.sampled_from(FORM_2027.tables["applications"].cells), st.integers(1, 99))
def test_one_wrong_number_of_section_three_is_named(cell: Cell, off: int) -> None:
    found = corrections(REPORT.with_number(cell, REPORT.numbers[cell] + off))
    assert any((one.cell, one.value) == (cell, REPORT.numbers[cell]) for one in found)


# Last year


@pytest.mark.parametrize("year", [2027, 2028])
def test_x1_compares_every_column_with_last_years_form(year: int) -> None:
    last = LAST if year == LAST.year + 1 else replace(REPORT, year=year - 1)
    report = replace(REPORT, year=year)
    found = of("X1", report, last)
    columns = FORM_2027.tables["applications"].column_leaves
    assert [one.at[0] for one in found] == [f"applications/brought_forward/{column.key}" for column in columns]
    right = {Cell(one.at[0]): one.proposal for one in found}
    assert set(right.values()) <= set(last.numbers.values())
    assert of("X1", report.with_numbers(right), last) == []


def test_x2_takes_what_was_in_force_from_last_years_form() -> None:
    kinds = ("regulations", "normative_documents")
    found = of("X2", REPORT, LAST)
    assert [one.at[0] for one in found] == [f"legislation/{kind}/in_force" for kind in kinds]
    right: dict[Cell, Decimal | None] = {
        Cell(f"legislation/{kind}/in_force"): LAST.numbers[Cell(f"legislation/{kind}/in_force")]
        + REPORT.numbers[Cell(f"legislation/{kind}/issued")]
        - REPORT.numbers[Cell(f"legislation/{kind}/repealed")]
        for kind in kinds
    }
    assert of("X2", REPORT.with_numbers(right), LAST) == []


def test_x2_is_not_asked_where_last_years_form_did_not_count_what_is_in_force() -> None:
    assert of("X2", replace(REPORT, year=2021), filled(FORM_2021, 2020)) != []
    before = Report("甲", Level.COUNTY, 2020)
    assert before.edition == "2019"
    assert of("X2", replace(REPORT, year=2021), before) == []


def test_x3_holds_what_can_be() -> None:
    none_left = REPORT.with_numbers(
        {Cell("legislation/regulations/issued"): Decimal(9), Cell("legislation/regulations/in_force"): Decimal(0)}
    ).with_number(Cell("legislation/regulations/repealed"), Decimal(2))
    assert [one.at for one in of("X3", none_left)] == [("legislation/regulations/in_force",)]
    too_many = REPORT.with_number(Cell("legislation/regulations/repealed"), Decimal(10**6))
    assert [one.at for one in of("X3", too_many, LAST)] == [("legislation/regulations/repealed",)]


def test_x4_compares_what_both_forms_have_and_leaves_what_x1_knows() -> None:
    last = replace(LAST, numbers={cell: value * 9 for cell, value in LAST.numbers.items()})
    cells = {one.at[0] for one in of("X4", REPORT, last)}
    assert "licensing/licences/decisions" in cells
    assert cells.isdisjoint(FORWARDED)
    assert not any("brought_forward" in cell for cell in cells)


# Words


def test_t1_looks_at_the_new_column_too() -> None:
    found = of("T1", replace(REPORT, level=Level.TOWNSHIP))
    assert [one.at[0].rpartition("/")[2] for one in found] == ["issued", "amended", "repealed", "in_force"]


@pytest.mark.parametrize(
    "cited, problem",
    [
        (SOURCE, ""),
        (SOURCE.replace("国办公开办函", "国办发"), f"应是{SOURCE}"),
        (SOURCE.replace("〔", "[").replace("〕", "]"), "六角括号"),
        (FORM_2021.source, f"是2021年的旧表样，2027年度起应是{SOURCE}"),
        ("国办公开办函〔2019〕60号", f"是2019年的旧表样，2027年度起应是{SOURCE}"),
        (f"{SOURCE}（取代{FORM_2021.source}）", ""),
        ("国办发〔2021〕30号", ""),
    ],
)
def test_t6_holds_citations_to_the_document_of_the_form(cited: str, problem: str) -> None:
    found = of("T6", REPORT.with_text(OPENING, f"根据{cited}编制。"))
    assert len(found) == bool(problem)
    assert all(problem in one.message for one in found)


def test_t6_holds_the_reports_before_it_to_their_own_document() -> None:
    found = of("T6", LAST.with_text(OPENING, "根据国办公开办函〔2019〕60号编制。"))
    assert ["2021年度起应是国办公开办函〔2021〕30号" in one.message for one in found] == [True]
    assert of("T6", LAST.with_text(OPENING, f"根据{FORM_2021.source}编制。")) == []


def test_t6_is_not_asked_of_the_form_before_which_there_was_none() -> None:
    old = filled(FORM_2019).with_text(OPENING, "根据国办公开办函[2019]60号编制。")
    assert of("T6", old) == []


def test_t3_asks_for_the_parts_that_the_form_has_and_does_not_leave_to_choice() -> None:
    overview = FORM_2021.sections[0]
    optional = overview.texts[-1]._replace(key="overview/chosen", heading="（五）自选", optional=True)
    fewer = replace(overview, texts=(*overview.texts[:-1], optional))
    with lent(Form("2040", FORM_2021.source, 2040, (fewer, *FORM_2021.sections[1:]))) as form:
        found = of("T3", Report("甲", Level.COUNTY, 2040))
        assert [one.at[0] for one in found] == [
            *(text.key for text in fewer.texts[1:-1]),
            "problems/text",
            "other_matters/text",
        ]
        assert "四项内容不能遗漏" in found[0].message
        assert form.texts["overview/chosen"].optional


def test_t3_and_t2_and_t5_find_their_texts() -> None:
    empty = replace(REPORT, level=Level.COUNTY, texts={})
    assert [one.at[0] for one in of("T3", empty)] == [key for key in FORM_2027.texts if key != OPENING]
    assert "五项" in of("T3", empty)[0].message
    told = empty.with_text("overview/supervision", "做了工作。")
    assert [one.at for one in of("T2", told)] == [("overview/supervision",)]
    same = REPORT.with_text(OPENING, "甲" * 200).with_text("overview/platform", "乙" * 200)
    assert [one.at for one in of("T5", same, replace(same, year=2026))] == [("overview/platform",)]


def test_the_years_are_its_own() -> None:
    text = "统计期限为2026年1月1日至12月31日。2026年公开信息3条。"
    report = REPORT.with_text(OPENING, text)
    assert [of(check, report) != [] for check in ("Y1", "Y2")] == [True, True]
    right = report.with_text(OPENING, text.replace("2026", "2027"))
    assert of("Y1", right) + of("Y2", right) == []


@pytest.mark.parametrize(
    "check, key, sentence",
    [
        ("N1", "overview/on_application", "全年新收政府信息公开申请{}件。"),
        ("N2", "overview/on_application", "全年办结政府信息公开申请，其中予以公开{}件。"),
        ("N2", "overview/on_application", "全年办结政府信息公开申请，其中转送其他机关{}件。"),
        ("N3", "overview/on_application", "全年结转下年度继续办理的政府信息公开申请{}件。"),
        ("N5", "overview/on_application", "全年因政府信息公开发生行政复议{}件。"),
        ("N6", "overview/information_management", "全年制发行政规范性文件{}件。"),
        ("N6", "overview/information_management", "全年修改行政规范性文件{}件。"),
    ],
)
def test_what_the_texts_say_is_held_against_its_tables(check: str, key: str, sentence: str) -> None:
    (found,) = of(check, replace(REPORT, texts={key: sentence.format(7)}))
    assert found.right is not None
    assert found.right in REPORT.numbers.values()
    assert of(check, replace(REPORT, texts={key: sentence.format(found.right)})) == []


# What is written of them


def test_no_rule_is_left_out(third: Form) -> None:
    assert [one.id for one in rules() if not one.editions(third)] == []


def test_the_document_of_the_rules_can_be_made_for_it() -> None:
    text = rules_text(REPORT)
    assert "## 表内勾稽关系（43处）" in text
    assert "第三部分，26行，每行一处（2019年表样23处，2021年表样25处）" in text
    assert "（八）总计等于本年度办理结果各行之和" in text
    assert f"文号引用正确：{SOURCE}" in text
    assert "适用：2021、2027年表样" in text
