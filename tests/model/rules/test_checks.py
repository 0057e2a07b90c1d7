"""H1 to H6: right, wrong, and not to be told yet."""

import re
from collections import Counter
from dataclasses import FrozenInstanceError, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.form.editions import FORM_2021, FORMS
from model.form.schema import Cell, Severity
from model.report.report import Level, Report
from model.report.totals import with_totals
from model.rules import findings
from model.rules.finding import Finding, Verdict
from model.rules.identities import confront
from model.rules.registry import rules
from tests.samples import SHARED, any_reports, balanced_reports, example, needs_shared, published, sides, whole_reports

CELLS = list(FORM_2021.cells)
UNDER_IDENTITIES = [cell for cell in CELLS if FORM_2021.identities_of[cell]]
ARITHMETIC = {"H1", "H2", "H3", "H4"}

TOTAL = Cell("applications/received/total")
PERSON = Cell("applications/received/natural_person")
AMOUNT = Cell("fees/charges/amount")


def of(check: str | set[str], report: Report, last: Report | None = None) -> list[Finding]:
    wanted = {check} if isinstance(check, str) else check
    return [one for one in findings(report, last) if one.check in wanted]


def broken(report: Report) -> set[frozenset[str]]:
    return {frozenset(one.at) for one in of(ARITHMETIC, report) if one.verdict is Verdict.BROKEN}


def through(cell: Cell) -> set[frozenset[str]]:
    return {frozenset(identity.cells) for identity in FORM_2021.identities_of[cell]}


# Published reports


def test_in_the_example_every_identity_holds() -> None:
    assert of(ARITHMETIC | {"H5", "H6"}, example()) == []


@needs_shared
def test_in_jiyuan_2023_all_42_identities_hold() -> None:
    assert of(ARITHMETIC | {"H5", "H6"}, published("jiyuan-2023")) == []


@needs_shared
def test_in_hongze_2023_two_totals_of_section_four_were_left_at_0() -> None:
    found = of(ARITHMETIC | {"H5", "H6"}, published("hongze-2023"))
    assert [(one.check, one.at[0], *sides(one)[:2]) for one in found] == [
        ("H4", "disputes/reconsideration/total", "0", "11"),
        ("H4", "disputes/litigation_after_reconsideration/total", "0", "5"),
    ]


@needs_shared
def test_a_table_with_most_cells_blank_is_undecided_but_for_what_is_there() -> None:
    report = published("shuyang-development-2023-table3")
    verdicts = Counter((one.check, one.verdict) for one in of({"H1", "H2", "H3"}, report))
    assert verdicts == {("H1", Verdict.UNDECIDED): 25, ("H2", Verdict.UNDECIDED): 5, ("H3", Verdict.UNDECIDED): 5}
    filled = {cell: Decimal() for cell in report.blanks()}
    assert broken(report.with_numbers(dict(filled))) == set()


# The identities


@given(balanced_reports(), st.sampled_from(CELLS), st.integers(1, 10**6), st.sampled_from([1, -1]))
@whole_reports
def test_a_wrong_number_breaks_exactly_the_identities_it_takes_part_in(
    report: Report, cell: Cell, off: int, sign: int
) -> None:
    assert broken(report) == set()
    wrong = report.with_number(cell, report.numbers[cell] + off * sign)
    assert broken(wrong) == through(cell)
    assert not [one for one in of(ARITHMETIC, wrong) if one.verdict is Verdict.UNDECIDED]


@given(balanced_reports(), st.sets(st.sampled_from(CELLS), min_size=1, max_size=8))
@whole_reports
def test_a_blank_leaves_exactly_its_identities_undecided(report: Report, blank: set[Cell]) -> None:
    found = of(ARITHMETIC, report.with_numbers(dict.fromkeys(blank)))
    assert {one.verdict for one in found} <= {Verdict.UNDECIDED}
    assert {frozenset(one.at) for one in found} == set().union(*(through(cell) for cell in blank))
    assert all(one.left is one.right is one.difference is None for one in found)


@given(any_reports())
@whole_reports
def test_each_identity_has_the_verdict_it_has_alone(report: Report) -> None:
    alone = [one for identity in report.form.identities if (one := confront(report, identity))]
    assert of(ARITHMETIC, report) == alone


@given(any_reports(), st.randoms(use_true_random=False))
@whole_reports
def test_the_order_of_the_numbers_is_of_no_account(report: Report, random: st.DataObject) -> None:
    numbers = list(report.numbers.items())
    random.shuffle(numbers)  # type: ignore[attr-defined]
    assert Counter(findings(replace(report, numbers=dict(numbers)))) == Counter(findings(report))


def test_a_broken_row_says_both_sums_the_difference_and_the_right_total() -> None:
    (finding,) = (one for one in of("H1", example().with_number(TOTAL, Decimal(355))))
    assert finding.severity is Severity.HARD
    assert finding.blocks
    assert sides(finding) == ["355", "335", "20", "335"]
    assert finding.at[0] == TOTAL
    assert finding.message.startswith("第三部分“本年新收”行：")
    assert re.findall(r"\d+", finding.message) == ["355", "335", "20", "1"]
    assert "多20" in finding.message


def test_a_broken_balance_proposes_nothing_as_any_of_four_may_be_wrong() -> None:
    (finding,) = of("H3", example().with_numbers({PERSON: Decimal(251), TOTAL: Decimal(325)}))[:1]
    assert sides(finding) == ["254", "264", "-10", ""]
    assert "少10" in finding.message


def test_a_message_says_whether_the_cells_of_a_row_or_of_a_column_are_to_be_checked() -> None:
    report = example()
    for cell, check, words in (
        (Cell("applications/refused_state_secret/enterprise"), "H1", "请核对这一行的各格"),
        (Cell("applications/refused_state_secret/enterprise"), "H2", "请核对这一列的各格"),
        (Cell("disputes/reconsideration/upheld"), "H4", "请核对这一行的各格"),
    ):
        wrong = report.with_number(cell, report.numbers[cell] + 1)
        (message,) = (one.message for one in findings(wrong) if one.check == check)
        assert words in message


def test_a_total_typed_for_zero_disputes_is_held_to_zero() -> None:
    total = Cell("disputes/direct_litigation/total")
    assert [one.at[0] for one in of("H4", example().with_number(total, Decimal()))] == [total]


# H5 and H6


@pytest.mark.parametrize(
    "cell, number, wrong",
    [
        (PERSON, "0", False),
        (PERSON, "261", False),
        (PERSON, "-1", True),
        (PERSON, "1.5", True),
        (PERSON, "-1.5", True),
        (AMOUNT, "0", False),
        (AMOUNT, "5884.0157", False),
        (AMOUNT, "-0.000001", True),
        (TOTAL, "0.5", True),
    ],
)
def test_counts_are_whole_and_nothing_is_negative(cell: Cell, number: str, wrong: bool) -> None:  # noqa: FBT001
    found = of("H5", Report("甲", Level.COUNTY, 2023).with_number(cell, Decimal(number)))
    assert [one.at for one in found] == ([(cell,)] if wrong else [])
    assert all(one.severity is Severity.HARD and number in one.message for one in found)


def test_a_negative_amount_is_called_an_amount() -> None:
    (finding,) = of("H5", Report("甲", Level.COUNTY, 2023).with_number(AMOUNT, Decimal(-3)))
    assert "金额" in finding.message
    assert "件数" not in finding.message


def test_in_2019_a_change_may_be_negative_but_not_broken() -> None:
    report = Report("甲", Level.COUNTY, 2020, "2019")
    change = Cell("licensing/licences/change")
    assert of("H5", report.with_number(change, Decimal(-3))) == []
    assert [one.at for one in of("H5", report.with_number(change, Decimal("-0.5")))] == [(change,)]


@given(st.sets(st.sampled_from(CELLS), max_size=40))
def test_every_blank_is_told_once_in_the_finding_of_its_section(blank: set[Cell]) -> None:
    found = of("H6", example().with_numbers(dict.fromkeys(blank)))
    told = [place for one in found for place in one.at]
    assert sorted(told) == sorted(blank)
    assert [one.at for one in found] == [
        section for s in FORM_2021.sections if (section := tuple(c for c in s.cells if c in blank))
    ]
    for one in found:
        assert (one.severity, one.verdict, one.blocks) == (Severity.WARN, Verdict.BROKEN, False)
        typed = [place for place in one.at if Cell(place) not in FORM_2021.totals]
        assert (f"{len(typed)}格" if typed else f"{len(one.at)}个合计") in one.message


def test_an_empty_report_is_blank_and_undecided_but_never_wrong() -> None:
    for edition, form in FORMS.items():
        found = findings(Report("甲", Level.COUNTY, form.since, edition))
        hard = [one for one in found if one.severity is Severity.HARD]
        assert Counter(one.verdict for one in hard) == {Verdict.UNDECIDED: len(form.identities)}
        assert sum(len(one.at) for one in found if one.check == "H6") == len(form.cells)


def test_a_report_of_zeros_has_nothing_wrong_in_its_tables() -> None:
    report = Report("甲", Level.TOWNSHIP, 2023)
    zeros = with_totals(report.with_numbers(dict.fromkeys(FORM_2021.typed_cells, Decimal())))
    assert [one for one in findings(zeros) if one.at[0] in FORM_2021.cells] == []


# What holds for all


def test_findings_cannot_be_changed() -> None:
    finding = findings(Report("甲", Level.COUNTY, 2023))[0]
    with pytest.raises(FrozenInstanceError):
        finding.message = "没有问题"  # type: ignore[misc]
    assert hash(finding) == hash(replace(finding))


@needs_shared
def test_the_checks_are_those_described_with_their_severity() -> None:
    text = (SHARED / "FORM.md").read_text("utf-8")
    described = dict(re.findall(r"^\| ([HXNYTA]\d{1,2}) \| .+ \| ([HXWI])\b.*\|$", text, re.MULTILINE))
    assert len(described) >= 25
    ours = {one.id: one.severity.value for one in rules()} | {
        identity.rule.check: identity.rule.severity.value for identity in FORM_2021.identities
    }
    before_finalising = {"H6": "W"}  # described as “H at finalising, W before”
    of_the_window = {"E1": "I", "T16": "W", "Y4": "W"}  # a file has no original beside it, and nobody to look at it
    nobody_prescribes = {"X5": "I", "N12": "W", "T17": "I", "T18": "W", "T19": "W", "T20": "W", "T21": "W"}
    assert ours.items() <= (described | before_finalising | of_the_window | nobody_prescribes).items()
    assert set(ours) >= ARITHMETIC


@given(any_reports(), any_reports())
@whole_reports
def test_every_finding_is_one_printable_sentence_that_ends_with_its_rule(report: Report, last: Report) -> None:
    places = {*report.form.cells, *report.form.texts}
    for one in findings(report, replace(last, year=report.year - 1)):
        assert one.at
        assert set(one.at) <= places
        assert one.message.endswith(f"（{one.check}）")
        assert "\n" not in one.message
        assert one.difference == (None if None in (one.left, one.right) else (one.left or 0) - (one.right or 0))
