"""X1 to X4: this year's numbers against last year's."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.form.editions import FORM_2021
from model.form.schema import Cell, Severity
from model.report.report import Level, Report
from model.rules import findings
from model.rules.finding import Finding, Verdict
from tests.samples import any_reports, sides

NOW = Report("甲县人民政府", Level.COUNTY, 2023)
BEFORE = replace(NOW, year=2022)
COLUMNS = [column.key for column in FORM_2021.tables["applications"].column_leaves]


def number(place: str, value: str | int | None) -> dict[Cell, Decimal | None]:
    return {Cell(place): None if value is None else Decimal(value)}


def legislation(report: Report, row: str, *values: int | None) -> Report:
    for key, value in zip(("issued", "repealed", "in_force"), values, strict=True):
        report = report.with_numbers(number(f"legislation/{row}/{key}", value))
    return report


def of(check: str, report: Report, last: Report | None) -> list[Finding]:
    return [one for one in findings(report, last) if one.check == check]


def brought(value: int | None, column: str = "total") -> Report:
    return NOW.with_numbers(number(f"applications/brought_forward/{column}", value))


def carried(value: int | None, column: str = "total") -> Report:
    return BEFORE.with_numbers(number(f"applications/carried_forward/{column}", value))


# X1


@pytest.mark.parametrize("column", COLUMNS)
def test_what_was_carried_over_is_what_was_left_in_each_column(column: str) -> None:
    def verdicts(here: int | None, there: int | None) -> list[Verdict]:
        found = of("X1", brought(here, column), carried(there, column))
        return [one.verdict for one in found if one.at == (f"applications/brought_forward/{column}",)]

    assert verdicts(4, 4) == []
    assert verdicts(0, 0) == []
    assert verdicts(4, 5) == [Verdict.BROKEN]
    assert verdicts(0, None) == [Verdict.UNDECIDED]
    assert verdicts(None, 0) == [Verdict.UNDECIDED]


def test_the_difference_is_told_with_both_values_and_what_to_do() -> None:
    (finding,) = (one for one in of("X1", brought(4), carried(7)) if one.verdict is Verdict.BROKEN)
    assert finding.severity is Severity.EXPLAIN
    assert finding.blocks
    assert sides(finding) == ["4", "7", "-3", "7"]
    for words in ("“上年结转”行“总计”列", "填的是4", "是7", "少3", "说明"):
        assert words in finding.message


def test_2020_is_carried_over_to_2021_though_the_form_is_another() -> None:
    last = replace(carried(7), year=2020, edition="2019")
    found = of("X1", replace(brought(4), year=2021), last)
    assert [one.verdict for one in found].count(Verdict.BROKEN) == 1


@pytest.mark.parametrize("year", [2021, 2023, 2024])
def test_only_the_report_of_the_year_before_is_last_years(year: int) -> None:
    last = replace(legislation(carried(7), "regulations", 1, 1, 1), year=year)
    report = legislation(brought(4), "regulations", 100, 0, 300)
    assert [one for one in findings(report, last) if one.check[0] == "X"] == []


def test_without_last_year_nothing_is_said_about_it() -> None:
    assert [one for one in findings(brought(4)) if one.check in {"X1", "X2", "X4"}] == []


# X2


@pytest.mark.parametrize("row", ["regulations", "normative_documents"])
@pytest.mark.parametrize(
    "before, now, verdict",
    [
        (451, (57, 22, 486), None),
        (0, (0, 0, 0), None),
        (450, (57, 22, 486), Verdict.BROKEN),
        (None, (57, 22, 486), Verdict.UNDECIDED),
        (451, (None, 22, 486), Verdict.UNDECIDED),
        (451, (57, None, 486), Verdict.UNDECIDED),
        (451, (57, 22, None), Verdict.UNDECIDED),
    ],
)
def test_documents_in_force_follow_from_last_years(
    row: str, before: int | None, now: tuple[int | None, ...], verdict: Verdict | None
) -> None:
    found = of("X2", legislation(NOW, row, *now), legislation(BEFORE, row, 0, 0, before))
    ours = [one for one in found if one.at[0] == f"legislation/{row}/in_force"]
    assert [one.verdict for one in ours] == ([verdict] if verdict else [])
    assert all(one.severity is Severity.EXPLAIN for one in ours)


def test_the_right_number_of_documents_is_proposed() -> None:
    last = legislation(BEFORE, "normative_documents", 9, 9, 451)
    found = of("X2", legislation(NOW, "normative_documents", 57, 22, 480), last)
    assert [sides(one) for one in found if one.verdict is Verdict.BROKEN] == [["480", "486", "-6", "486"]]


def test_the_public_total_of_2019_is_never_read_as_documents_in_force() -> None:
    last = Report("甲", Level.COUNTY, 2020, "2019").with_numbers(number("legislation/regulations/public_total", 3))
    report = legislation(replace(NOW, year=2021), "regulations", 0, 0, 9)
    assert of("X2", report, last) == []
    assert of("X3", report, last) == []


def test_two_reports_of_2019s_form_are_not_asked_for_documents_in_force() -> None:
    report, last = (Report("甲", Level.COUNTY, year, "2019") for year in (2020, 2019))
    assert of("X2", report, last) == []


# X3


@pytest.mark.parametrize(
    "before, issued, repealed, in_force, places",
    [
        (10, 5, 15, 0, []),
        (10, 5, 16, 0, ["repealed"]),
        (0, 5, 2, 3, []),
        (0, 5, 2, 2, ["in_force"]),
        (None, 5, 16, 0, []),
        (None, 5, 2, 2, ["in_force"]),
        (10, None, 16, 0, []),
        (10, 5, None, 0, []),
        (10, 5, 2, None, []),
        (1, 9, 10, 0, []),
    ],
)
def test_no_more_is_repealed_than_there_was_and_what_was_issued_is_in_force(
    before: int | None, issued: int | None, repealed: int | None, in_force: int | None, places: list[str]
) -> None:
    report = legislation(NOW, "regulations", issued, repealed, in_force)
    found = of("X3", report, legislation(BEFORE, "regulations", 0, 0, before))
    assert [Cell(one.at[0]).column for one in found] == places
    assert all((one.severity, one.verdict) == (Severity.WARN, Verdict.BROKEN) for one in found)


def test_what_was_issued_is_in_force_even_without_last_year() -> None:
    found = of("X3", legislation(NOW, "regulations", 5, 2, 2), None)
    assert [sides(one)[:3] for one in found] == [["2", "3", "-1"]]


# X4


@pytest.mark.parametrize(
    "before, now, odd",
    [
        ("20", "100", False),
        ("20", "101", True),
        ("100", "20", False),
        ("100", "19", True),
        ("3", "15", False),
        ("3", "19", False),
        ("3", "20", True),
        ("0", "500", False),
        ("500", "0", False),
        ("1", "500", True),
        ("500", "1", True),
        ("5884.0157", "58840157", True),
        ("0.5", "5000", True),
        ("12.5", "12.6", False),
        (None, "5000", False),
        ("5000", None, False),
    ],
)
def test_a_sizeable_number_unlike_last_years_is_a_hint(before: str | None, now: str | None, odd: bool) -> None:  # noqa: FBT001
    place = "fees/charges/amount"
    found = of("X4", NOW.with_numbers(number(place, now)), BEFORE.with_numbers(number(place, before)))
    assert [one.at for one in found] == ([(place,)] if odd else [])
    assert all((one.severity, one.blocks) == (Severity.HINT, False) for one in found)
    assert all(f"{now}万元" in one.message and f"{before}万元" in one.message for one in found)


@given(any_reports(), st.integers(2, 4))
def test_a_report_like_last_years_gives_no_hint(report: Report, times: int) -> None:
    last = replace(report, year=report.year - 1)
    more = report.with_numbers({cell: value * times for cell, value in report.numbers.items()})
    assert of("X4", report, last) == of("X4", more, last) == of("X4", last, replace(more, year=last.year - 1)) == []


def test_what_was_brought_forward_is_held_to_last_year_by_x1_alone() -> None:
    place = "applications/brought_forward/natural_person"
    last = BEFORE.with_numbers(number(place, "2"))
    assert of("X4", NOW.with_numbers(number(place, "300")), last) == []
