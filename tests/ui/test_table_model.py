"""The model of a table says what the report says, and repaints what changed and nothing else."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from model.form.editions import FORM_2021
from model.form.grid import BoxRole
from model.form.schema import Cell, Section, Severity
from model.report.report import Report
from model.storage.records import How
from ui.state.session import Session
from ui.tables.cell_state import EQUAL
from ui.tables.model import TableModel

SECTIONS = [section for section in FORM_2021.sections if section.tables]
HANDLING = SECTIONS[1]
RECEIVED = Cell("applications/received/natural_person")
RECEIVED_TOTAL = Cell("applications/received/total")

with_fixture = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_every_table_keeps_the_rules_of_models(section: Section, session: Session, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(TableModel(section, session))  # type: ignore[no-untyped-call]  # ships none


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_every_number_of_the_section_is_shown_where_it_can_be_found(section: Section, full_session: Session) -> None:
    model = TableModel(section, full_session)
    for cell in section.cells:
        assert Decimal(model.index_of(cell).data()) == full_session.report.numbers[cell]
        assert model.cell_at(model.index_of(cell)) == cell


def test_only_numbers_can_be_edited(session: Session) -> None:
    model = TableModel(HANDLING, session)
    editable = {
        model.cell_at(model.index(r, c))
        for r in range(model.rowCount())
        for c in range(model.columnCount())
        if model.flags(model.index(r, c)) & Qt.ItemFlag.ItemIsEditable
    }
    assert editable == set(HANDLING.cells)


def test_nothing_can_be_edited_in_a_final_report(full_session: Session) -> None:
    model = TableModel(HANDLING, full_session)
    full_session._library.finalise(full_session.id, full_session.stored.changed.date())
    full_session.stored = full_session._library.load(full_session.id)
    index = model.index_of(RECEIVED)
    assert not model.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(index, "5")


def test_a_number_is_taken_as_people_write_it_and_nothing_else(session: Session) -> None:
    model = TableModel(HANDLING, session)
    index = model.index_of(RECEIVED)
    assert model.setData(index, "１,２３４件")
    assert session.value(RECEIVED) == 1234
    assert not model.setData(index, "约12")
    assert session.value(RECEIVED) == 1234


@with_fixture
@given(edits=st.lists(st.tuples(st.sampled_from(HANDLING.cells), st.integers(0, 99)), min_size=1, max_size=4))
def test_what_looks_another_way_is_repainted_and_nothing_else(
    edits: Sequence[tuple[Cell, int]], full_session: Session
) -> None:
    model = TableModel(HANDLING, full_session)
    repainted: set[tuple[int, int]] = set()
    model.dataChanged.connect(lambda index, _last: repainted.add((index.row(), index.column())))
    for cell, value in edits:
        before = {box: (model.look(box), model.tip_of(box)) for box in model.grid.boxes}
        repainted.clear()
        full_session.set_number(cell, Decimal(value))
        changed = {(b.row, b.column) for b in model.grid.boxes if model.look(b) != before[b][0]}
        assert repainted == changed


def test_a_broken_row_marks_all_its_cells_and_its_typed_total_most(full_session: Session) -> None:
    model = TableModel(HANDLING, full_session)
    right = full_session.report.numbers[RECEIVED_TOTAL]
    full_session.set_number(RECEIVED_TOTAL, right + 9)
    row = [model.look(model.grid.box_of[cell]) for cell in HANDLING.cells[:7]]
    assert {look.severity for look in row} == {Severity.HARD}
    assert [look.suspect for look in row] == [False] * 6 + [True]
    assert row[-1].proposal == right
    spoken = model.spoken(model.grid.box_of[RECEIVED_TOTAL])
    assert all(word in spoken for word in ("本年新收", "总计", str(right + 9), "必须改正", f"建议值{right}"))
    assert "多9" in str(model.index_of(RECEIVED_TOTAL).data(Qt.ItemDataRole.ToolTipRole))


def test_the_cell_located_as_wrong_is_marked_most(full_session: Session) -> None:
    wrong = Cell("applications/refused_third_party/enterprise")
    full = full_session.report.numbers
    full_session.edit([full_session.change_to(cell, full[cell]) for cell in HANDLING.cells], How.TYPED, "录入")
    full_session.set_number(wrong, full[wrong] + 30)
    model = TableModel(HANDLING, full_session)
    marked = [cell for cell in HANDLING.cells if model.look(model.grid.box_of[cell]).suspect]
    assert marked == [wrong]
    assert model.look(model.grid.box_of[wrong]).proposal == full[wrong]


def test_an_empty_table_is_not_marked(session: Session) -> None:
    model = TableModel(HANDLING, session)
    assert not any(model.look(box).severity for box in model.grid.boxes)


def test_the_strip_says_for_every_column_whether_it_balances(
    open_session: Callable[[Report], Session], full_report: Report
) -> None:
    session = open_session(full_report.with_number(RECEIVED, full_report.numbers[RECEIVED] + 5))
    model = TableModel(HANDLING, session)
    differences = [model.text_of(box) for box in model.grid.boxes if box.role is BoxRole.BALANCE and box.minus]
    assert differences == ["≠ 5", *[EQUAL] * 5, "≠ 5"]


def test_labels_are_read_out_in_full(session: Session) -> None:
    model = TableModel(HANDLING, session)
    shown = {str(model.index(b.row, b.column).data()) for b in model.grid.boxes if b.role is BoxRole.LABEL}
    assert {row.label for row in HANDLING.tables[0].row_leaves} <= shown
    assert model.headerData(3, Qt.Orientation.Horizontal) == "自然人"
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None


def test_the_cells_that_a_card_guesses_are_marked_in_the_table(
    open_session: Callable[[Report], Session], blank_report: Report
) -> None:
    """The two cells of the first side are innocent, and what may be wrong stands out from them."""
    zeros = dict.fromkeys(FORM_2021.typed_cells, Decimal())
    wrong = Cell("applications/disclosed/enterprise")
    session = open_session(blank_report.with_numbers(zeros | {wrong: Decimal(9)}))
    model = TableModel(HANDLING, session)
    (doubt,) = session.doubts
    listed = {one.cell for some in doubt.alternatives for one in some}
    marked = {cell for cell in HANDLING.cells if model.look(model.grid.box_of[cell]).guessed}
    assert wrong in marked
    assert marked == listed
    assert model.look(model.grid.box_of[wrong]).severity is Severity.HARD
    assert "推测" in model.spoken(model.grid.box_of[wrong])
    session.set_number(wrong, Decimal())
    model.refresh()
    assert not any(model.look(model.grid.box_of[cell]).guessed for cell in HANDLING.cells)
