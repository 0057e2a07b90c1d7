"""The example county shows every state, is right where it is not meant to be wrong, and goes away whole."""

from collections import Counter
from datetime import date, timedelta

import pytest

from app.assessment import assess
from app.collecting.alike import alike_texts
from app.collecting.example import ExampleUnit, example_units, make_example
from app.collecting.roll import RollCall, call_roll
from app.collecting.scores import score_table
from app.collecting.totals import add_up_collection
from app.subject import Subject
from model.collection.standing import Standing
from model.errors import UserError
from model.form.schema import Cell, Severity
from model.storage.county.store import CollectionStore
from model.storage.library import Library
from tests.model.storage.county.collected import WHO

SENDERS = [one for one in example_units() if one.has_sent]
TODAY = date(2026, 12, 1)


@pytest.fixture
def roll(library: Library) -> RollCall:
    return call_roll(library, make_example(library, TODAY, WHO), TODAY)


@pytest.mark.parametrize("unit", SENDERS, ids=lambda unit: unit.unit.name)
def test_an_example_report_is_whole_and_has_nothing_to_mend(unit: ExampleUnit) -> None:
    before = unit.of_year_before(2024)
    assert {*unit.data["now"]["numbers"], *unit.data["before"]["numbers"]} <= {*before.form.typed_cells}
    for report, last in ((unit.of_this_year(2025), before), (before, None)):
        found = assess(Subject(report, last))
        assert not [one.message for one in found.open if one.severity is not Severity.HINT]
        assert (found.tally.blanks, found.tally.empty_texts) == (0, 0)


def test_the_example_shows_every_state_of_a_unit(roll: RollCall) -> None:
    shown = Counter(row.standing for row in roll.rows)
    assert set(shown) == set(Standing)
    assert shown[Standing.MISSING] == shown[Standing.EXCUSED] == 1


def test_what_is_wrong_in_the_example_is_what_it_is_there_to_show(roll: RollCall) -> None:
    wrong = {row.unit.name for row in roll.rows if row.tally and row.tally.must + row.tally.verify}
    assert wrong == {"青禾县公安局", "青禾县住房和城乡建设局"}
    assert {row.unit.name for row in roll.rows if row.returned} == {"青禾县公安局", "青禾县自然资源局"}


def test_two_units_of_the_example_say_the_same(library: Library) -> None:
    collection = make_example(library, TODAY, WHO)
    units = library.county.units(collection).units
    pairs = {
        frozenset((units[one.unit].name, units[one.other].name))
        for one in alike_texts(library, collection)
        if one.other is not None
    }
    assert pairs == {frozenset(("青禾县住房和城乡建设局", "石桥镇人民政府"))}


def test_the_sum_of_the_example_counts_each_number_once(library: Library) -> None:
    totals = add_up_collection(library, make_example(library, TODAY, WHO), all_received=False)
    counted = {"青禾县发展和改革局", "青禾县教育局", "石桥镇人民政府"}
    cell = Cell("applications/disclosed/natural_person")
    expected = sum(int(one.data["now"]["numbers"][cell]) for one in SENDERS if one.unit.name in counted)
    assert totals.report.numbers[cell] == expected


def test_an_example_that_cannot_be_written_leaves_no_half_of_it(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise UserError("磁盘满了")

    monkeypatch.setattr(CollectionStore, "return_", refuse)
    with pytest.raises(UserError, match="磁盘满了"):
        make_example(library, TODAY, WHO)
    assert not library.county.collections()


def test_a_unit_that_may_still_send_has_no_score_yet(library: Library) -> None:
    collection = make_example(library, TODAY, WHO)
    scores = {
        day: {one.row.unit.name: one.score for one in score_table(library, collection, day).units}
        for day in (TODAY, TODAY + timedelta(days=30))
    }
    rows = call_roll(library, collection, TODAY).rows
    missing = next(row.unit.name for row in rows if row.standing is Standing.MISSING)
    before, after = (one[missing] for one in scores.values())
    assert before is None
    assert after is not None
    assert 0 < after < max(value for value in scores[TODAY].values() if value is not None)
