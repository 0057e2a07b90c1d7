"""Whether a place is as it was when the report was sent back; what was found is mended wherever it holds again."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from app.assessment import assess
from app.collecting.returning import ready_remarks
from app.heeding import SentBack
from app.subject import Subject
from model.form.editions import FORM_2021
from model.report.report import Report
from model.report.totals import with_totals, without_derivable_totals
from tests.samples import filled

YEAR = 2025
SENT = without_derivable_totals(filled(FORM_2021, YEAR, "青石镇人民政府"))
CELL = next(cell for cell in FORM_2021.typed_cells if cell.table == "applications")
RECEIVED = next(cell for cell in FORM_2021.typed_cells if cell == "applications/received/natural_person")
PLACES = [*FORM_2021.typed_cells, *FORM_2021.texts]


def held(sent: Report, now: Report) -> SentBack:
    return SentBack(sent, assess(Subject(now)))


@settings(deadline=None, max_examples=15)
@given(st.sampled_from(PLACES), st.sampled_from(PLACES))
def test_a_place_stands_exactly_while_nothing_is_changed_there(changed: str, asked: str) -> None:
    if changed in FORM_2021.texts:
        now = SENT.with_text(changed, "另外写了一段。")
    else:
        cell = next(one for one in FORM_2021.typed_cells if one == changed)
        now = SENT.with_number(cell, SENT.numbers[cell] + 1)
    said = held(SENT, now)
    assert said.stands(asked, "请核对") is (asked != changed)
    assert not said.stands("", "落款不对")
    assert held(SENT, SENT).stands("", "落款不对")
    assert not said.stands("nowhere/at all", "请核对")


def test_a_total_stands_unless_what_it_follows_from_changed() -> None:
    total = next(one for one in FORM_2021.totals if one == "applications/received/total")
    assert held(SENT, SENT).stands(total, "请核对")
    assert not held(SENT, SENT.with_number(RECEIVED, Decimal(12345))).stands(total, "请核对")


def test_what_was_found_is_heeded_wherever_it_was_mended() -> None:
    result = next(cell for cell in FORM_2021.typed_cells if cell == "applications/disclosed/natural_person")
    wrong = SENT.with_number(result, SENT.numbers[result] + 7)
    ready = ready_remarks(assess(Subject(wrong)), 1)
    elsewhere = [one for one in ready if one.place and one.place != result and "（H" in one.words]
    assert {with_totals(wrong).value(one.place) == with_totals(SENT).value(one.place) for one in elsewhere} >= {True}
    for one in elsewhere:
        assert held(wrong, wrong).stands(one.place, one.words)
        assert not held(wrong, SENT).stands(one.place, one.words)
    other = next(cell for cell in FORM_2021.typed_cells if cell.table != CELL.table)
    unrelated = wrong.with_number(other, wrong.numbers[other] + 1)
    untouched = [one for one in elsewhere if one.place != other]
    assert all(held(wrong, unrelated).stands(one.place, one.words) for one in untouched)
