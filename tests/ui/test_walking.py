"""Ways through a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.form.editions import FORM_2021
from model.form.grid import screen_grid
from model.form.schema import Cell
from ui.tables.tab_order import Walk

WALKS = {s.key: Walk(screen_grid(s), FORM_2021) for s in FORM_2021.sections if s.tables}
walks = st.sampled_from(list(WALKS.values()))


@pytest.mark.parametrize("key", WALKS)
def test_enter_meets_every_cell_to_be_typed_once_and_no_total(key: str) -> None:
    walk = WALKS[key]
    met = [walk.typed[0]]
    while after := walk.typed_beyond(met[-1], 1):
        met.append(after)
    section = next(s for s in FORM_2021.sections if s.key == key)
    assert met == [cell for cell in FORM_2021.typed_cells if cell in section.cells]


@given(walks, st.data())
def test_back_undoes_forth(walk: Walk, data: st.DataObject) -> None:
    cell = data.draw(st.sampled_from(walk.cells))
    after = walk.beyond(cell, 1)
    assert after is None or walk.beyond(after, -1) == cell
    typed = data.draw(st.sampled_from(walk.typed))
    next_typed = walk.typed_beyond(typed, 1)
    assert next_typed is None or walk.typed_beyond(next_typed, -1) == typed


@given(walks, st.data(), st.sampled_from([(0, 1), (0, -1), (1, 0), (-1, 0)]))
def test_arrows_lead_on_in_their_direction_or_stay(walk: Walk, data: st.DataObject, step: tuple[int, int]) -> None:
    cell = data.draw(st.sampled_from(walk.cells))
    there = walk.beside(cell, *step)
    here, other = walk.grid.box_of[cell], walk.grid.box_of[there]
    along = (other.row - here.row) * step[0] + (other.column - here.column) * step[1]
    assert along > 0 or there == cell
    assert walk.beside(walk.beside(cell, *step, far=True), *step) == walk.beside(cell, *step, far=True)


def test_arrows_step_over_subtotals_and_labels() -> None:
    walk = WALKS["handling"]
    cell = Cell("applications/refused_administrative_query/enterprise")
    assert walk.beside(cell, 1, 0) == Cell("applications/unavailable_not_held/enterprise")
    assert walk.beside(walk.cells[0], 0, -1) == walk.cells[0]


def test_labels_stand_for_their_numbers() -> None:
    walk = WALKS["handling"]
    boxes = {box.text: box for box in walk.grid.boxes}
    assert len(walk.under(boxes["（三）不予公开"])) == 8 * 7
    assert len(walk.under(boxes["法人或其他组织"])) == 25 * 5
