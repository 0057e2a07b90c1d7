"""Whatever stands in the tables of a county office, the program says a sentence and never falls over."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.collecting.roll import RollText, call_roll, write_text
from app.collecting.totals import add_up_collection
from model.errors import UserError
from model.form.editions import FORM_2021
from model.storage.checksums.verifying import verify
from model.storage.county.records import NewJudgement, NewRemark
from model.storage.county.tables import MARKED
from model.storage.library import Library
from tests.model.storage.county.collected import HEADING, OFFICE, TOWN, UNITS, WHO, receive, units_of

TODAY = date(2026, 1, 25)
CELL = FORM_2021.typed_cells[0]
PLACES = [(table, column) for table, columns in MARKED.items() for column in columns if column != "id"]
JUNK = st.sampled_from(["", "x", "[", "{}", "2026-99-99", "\ud83d", "9" * 40, -1, 2**62, None, "passed", "[" * 3000])


def filled(library: Library) -> int:
    """Fill every table."""
    collection = library.county.create(HEADING, UNITS, WHO)
    key = receive(library, collection, TOWN)
    library.county.return_(units_of(library, collection)[TOWN].key, [NewRemark(key, CELL, "请核对")], WHO)
    judged = NewJudgement(key, "X1", (CELL,), accepted=False, must=True, words="请改")
    library.county.judge(units_of(library, collection)[TOWN].key, judged, WHO)
    library.county.adjust(collection, CELL, Decimal(3), "重复", WHO)
    library.county.rule(units_of(library, collection)[TOWN].key, "late", Decimal(1), "雪灾", WHO)
    return collection


def everything(library: Library, collection: int) -> list[Callable[[], object]]:
    """Return all that is asked of a collection."""
    county, unit = library.county, 1
    return [
        county.collections,
        lambda: county.units(collection),
        lambda: county.standings(collection),
        lambda: write_text(call_roll(library, collection, TODAY), RollText.ANNOUNCE),
        lambda: county.submissions(unit),
        lambda: county.current(unit) and county.current(unit).report,  # type: ignore[union-attr]
        lambda: county.remarks(unit),
        lambda: county.judgements(1),
        lambda: county.steps(unit),
        lambda: county.batches(collection),
        lambda: county.adjustments(collection),
        lambda: county.rulings(collection),
        lambda: county.hindrance(OFFICE + 1),
        lambda: add_up_collection(library, collection, all_received=True).sentences,
        lambda: county.take_back(collection, max((one.number for one in county.batches(collection)), default=0)),
        county.misfits,
    ]


class _Back(Exception):  # noqa: N818 — it takes all of it back
    """What was damaged is to be as it was."""


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(PLACES), JUNK)
@example(("collection_unit", "submission"), -1)
def test_a_row_that_was_hit_is_told_in_a_sentence(library: Library, place: tuple[str, str], junk: object) -> None:
    table, column = place
    collection = filled(library)
    with suppress(_Back), library.together():
        library._db.execute("PRAGMA defer_foreign_keys = ON")
        with suppress(sqlite3.Error, UnicodeEncodeError, OverflowError):  # a column keeps what it had
            library._db.execute(f'UPDATE "{table}" SET "{column}" = ?', (junk,))  # noqa: S608
        for ask in everything(library, collection):
            with suppress(UserError):
                ask()
        raise _Back
    assert library.county.misfits() == ()


@pytest.mark.parametrize("table, column", PLACES)
def test_whatever_was_changed_beside_the_program_is_told_by_the_daily_look(
    library: Library, table: str, column: str
) -> None:
    filled(library)
    assert verify(library.path) == ()
    library._db.execute("PRAGMA foreign_keys = OFF")
    longer = f"coalesce(\"{column}\", '') || '7'"
    other = f'CASE WHEN typeof("{column}") = \'integer\' THEN "{column}" + 77 ELSE {longer} END'
    with suppress(sqlite3.Error):
        library._db.execute(f'UPDATE "{table}" SET "{column}" = {other}')  # noqa: S608
    count = f'SELECT count(*) FROM "{table}" WHERE "{column}" LIKE \'%7%\''  # noqa: S608
    if library._db.execute(count).fetchone()[0]:
        library._db.execute("PRAGMA foreign_keys = ON")
        assert verify(library.path)
