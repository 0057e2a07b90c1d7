"""The prose of a report is read with the lines of its own form: what was said of 2021's is so of 2027's, and more."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.form.editions import FORM_2019, FORM_2021
from model.form.form import Form
from model.form.roles import LineRole, TableRole
from model.form.schema import Cell, Line, Table
from model.report.report import Report
from model.rules.narrative.form_lines import form_lines
from model.rules.narrative.grammar import Origin, read
from tests.editions.form_2027 import FORM_2027
from tests.model.rules.narrative.test_labelled import SENTENCES, ledger, of_narrative

pytestmark = pytest.mark.usefixtures("third")

ON_APPLICATION = "overview/on_application"
MANAGEMENT = "overview/information_management"


def _on_2027(report: Report) -> Report:
    """Carry a report over to the form of 2027, where nothing was forwarded and nothing amended."""
    new = [cell for cell in FORM_2027.cells if cell not in report.form.cells]
    return replace(report, year=2027, edition="", numbers={**report.numbers, **dict.fromkeys(new, Decimal())})


def _later(text: str, by: int) -> str:
    """Move the years that a text names."""
    return re.sub(r"(?<!\d)20[12]\d(?=年|—|-|至|~)", lambda year: str(int(year.group()) + by), text)


def _seen(report: Report, text: str, part: str) -> list[tuple[str, str, Decimal | None, str]]:
    return [(one.check, one.quote, one.right, one.cause) for one in of_narrative(report.with_text(part, text))]


NEW = ("修改", "修订", "转送")  # what the form of 2027 counts for the first time


@given(st.sampled_from([one for one in SENTENCES if not any(word in one["text"] for word in NEW)]))
def test_a_sentence_is_judged_as_on_the_form_of_2021(labelled: dict[str, Any]) -> None:
    then, part, text = ledger(labelled["ledger"]), labelled["part"], labelled["text"]
    now, by = _on_2027(then), 2027 - then.year
    said = {(check, quote, right) for check, quote, right, _ in _seen(then, text, part)}
    again = {(check, quote, right) for check, quote, right, _ in _seen(now, _later(text, by), part)}
    assert {(check, _later(quote, by), right) for check, quote, right in said} == again


def _report(**numbers: int) -> Report:
    """Make a report in which numbers of “总计” stand beside each other: forwarded=3."""
    report = _on_2027(ledger("J"))
    return report.with_numbers(
        {Cell.at("applications", row, "total"): Decimal(value) for row, value in numbers.items()}
    )


@pytest.mark.parametrize(
    "text, right",
    [
        ("转送3件。", None),
        ("转送5件。", 3),
        ("转送其他机关5件。", 3),
        ("转送其他机关3件，予以公开5件。", 194),
        ("其中5件转送其他机关。", 3),
        ("没有转送其他机关的申请。", 3),
    ],
)
def test_the_new_row_is_held_to_the_table(text: str, right: int | None) -> None:
    found = _seen(_report(forwarded=3), text, ON_APPLICATION)
    assert [(check, due) for check, _, due, _ in found] == ([("N2", Decimal(right))] if right is not None else [])


def test_the_form_of_2021_knows_no_such_row() -> None:
    assert _seen(ledger("J"), "转送5件。", ON_APPLICATION) == []


def test_the_new_row_is_one_of_the_results_that_make_up_the_total() -> None:
    others = {leaf.key: 0 for leaf in form_lines(FORM_2027).outcomes}
    report = _report(**{**others, "disclosed": 4, "partly_disclosed": 1, "forwarded": 3, "results_total": 8})
    told = "予以公开4件、部分公开1件、转送3件，合计办结{}件。"
    assert _seen(report, told.format(8), ON_APPLICATION) == []
    assert [check for check, *_ in _seen(report, told.format(9), ON_APPLICATION)] == ["N3"]  # N4 would say the same
    short = "予以公开4件、部分公开1件，合计办结8件。"
    assert _seen(report, short, ON_APPLICATION) == []  # the rest was forwarded
    nothing = report.with_number(Cell.at("applications", "forwarded", "total"), Decimal())
    assert "N4" in {check for check, *_ in _seen(nothing, short, ON_APPLICATION)}


@pytest.mark.parametrize("said, right", [(2, None), (7, 2)])
def test_the_new_column_is_held_to_the_table(said: int, right: int | None) -> None:
    cell = Cell.at("legislation", "normative_documents", "amended")
    report = _on_2027(ledger("J")).with_number(cell, Decimal(2))
    found = _seen(report, f"修改规范性文件{said}件。", MANAGEMENT)
    assert [(check, due) for check, _, due, _ in found] == ([("N6", Decimal(right))] if right is not None else [])


def test_lines_of_two_forms_are_not_mixed() -> None:
    lines = [form_lines(form) for form in (FORM_2019, FORM_2021, FORM_2027)]
    for one in lines:
        assert all(table is one.form.tables[table.key] for table in one.tables)
        assert one.results_total in one.applications.lines
    for form in (FORM_2027, FORM_2021, FORM_2027):  # in turn: nothing is remembered of another form
        (reading,) = read("共办结8件，无法提供1件。", Origin(ON_APPLICATION, form, 2027, ""))
        assert {row for claim in reading.claims for row in claim.target.rows} <= set(
            form_lines(form).applications.lines
        )


def _without(form: Form, *roles: LineRole, table: TableRole | None = None) -> Form:
    """Take lines out of a form, or the part that a whole table plays."""

    def lines(some: tuple[Line, ...]) -> tuple[Line, ...]:
        kept = (one for one in some if not set(roles) & set(one.roles))
        return tuple(replace(one, parts=lines(one.parts)) if one.parts else one for one in kept)

    def of(one: Table) -> Table:
        return replace(one, rows=lines(one.rows), in_every_column=(), role=None if one.role is table else one.role)

    sections = tuple(replace(one, tables=tuple(map(of, one.tables))) for one in form.sections)
    return Form(form.edition, form.source, form.since, sections)


SAID = "新收申请9件，上年结转1件，予以公开4件，部分公开1件，共办结8件，结转下年度2件，行政复议1件，制发规范性文件3件。"


@pytest.mark.parametrize(
    "role, row",
    [
        (LineRole.RECEIVED, "received"),
        (LineRole.BROUGHT_FORWARD, "brought_forward"),
        (LineRole.CARRIED_FORWARD, "carried_forward"),
        (LineRole.RESULTS_TOTAL, "results_total"),
    ],
)
def test_nothing_is_claimed_of_a_line_that_a_form_has_not(role: LineRole, row: str) -> None:
    def rows(form: Form) -> set[str]:
        told = read(SAID, Origin(ON_APPLICATION, form, 2027, ""))
        return {line.key for one in told for claim in one.claims for line in claim.target.rows}

    assert row in rows(FORM_2027)
    assert rows(_without(FORM_2027, role)) == rows(FORM_2027) - {row}


@pytest.mark.parametrize("table", list(TableRole))
def test_nothing_is_claimed_of_a_table_that_a_form_has_not(table: TableRole) -> None:
    def tables(form: Form) -> set[TableRole | None]:
        told = read(SAID, Origin(ON_APPLICATION, form, 2027, ""))
        return {claim.target.table.role for one in told for claim in one.claims}

    assert tables(_without(FORM_2027, table=table)) == tables(FORM_2027) - {table}
    assert tables(FORM_2027) == set(TableRole)
