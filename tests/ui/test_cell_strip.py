"""What goes with the current cell: the line over the table, the tinted boxes; and how wide the table is."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication

from model.form.editions import FORM_2021
from model.form.grid import BoxRole, screen_grid
from model.form.schema import Layout, Section
from model.report.report import Report
from model.storage.library import Library
from tests.ui.hands import FIRST, HANDLING, MakePage, cell
from ui.appearance.theme import ui_font
from ui.state.session import Session
from ui.tables.cell_paint import Fonts
from ui.tables.cell_strip import strip_words
from ui.tables.crosshair import Crosshair
from ui.tables.page import TablePage
from ui.tables.shape import shape_of

GRIDS = [screen_grid(section) for section in FORM_2021.sections if section.tables]
GRID = screen_grid(HANDLING)


@pytest.fixture
def beside_last_year(
    library: Library, full_report: Report, make_page: MakePage, open_session: Callable[[Report], Session]
) -> TablePage:
    library.create(replace(full_report, year=full_report.year - 1).with_number(FIRST, Decimal(248)))
    return make_page(HANDLING, open_session(full_report.with_number(FIRST, Decimal(216))))


def test_the_line_says_this_year_last_year_and_the_change(beside_last_year: TablePage) -> None:
    beside_last_year.go_to(cell("disclosed/natural_person"))
    beside_last_year.go_to(FIRST)
    words = beside_last_year.strip.words
    assert (words.place, words.now, words.last, words.change) == ("本年新收·自然人", "216", "248", "−32（−13%）")
    assert words.help
    assert beside_last_year.strip.accessibleName() == words.spoken
    beside_last_year.session.set_number(FIRST, Decimal(248))
    assert beside_last_year.strip.words.change == "持平"
    beside_last_year.session.set_number(FIRST, None)
    assert beside_last_year.strip.words.spoken.startswith("本年新收·自然人，今年空白，上年248")


def test_last_year_is_nowhere_else_unless_it_is_asked_for(beside_last_year: TablePage) -> None:
    assert not beside_last_year.view.delegate.show_last_year
    spoken = beside_last_year.model.spoken(beside_last_year.model.grid.box_of[FIRST])
    assert "上年248" in spoken


def test_a_broken_column_is_told_where_its_identity_is_not_in_sight(full: TablePage) -> None:
    full.session.set_number(FIRST, Decimal(1))
    assert not strip_words(full.model, FIRST).broken
    assert "≠" in strip_words(full.model, FIRST, with_balance=True).broken
    full.session.set_number(FIRST, None)
    assert not strip_words(full.model, FIRST, with_balance=True).broken


@given(st.sampled_from(GRIDS), st.data())
def test_what_is_tinted_is_of_the_cells_row_and_column(grid: object, data: st.DataObject) -> None:
    assert grid in GRIDS
    found = next(one for one in GRIDS if one is grid)
    box = data.draw(st.sampled_from(found.numbers))
    cross = Crosshair(found)
    changed = cross.point_at(box.cell)
    assert set(changed) == set(cross.boxes)
    for one in cross.boxes:
        if one.role is BoxRole.LABEL:
            assert one.row <= box.row < one.row + one.rows
        else:
            assert one.column <= box.column < one.column + one.columns
    assert cross.point_at(box.cell) == ()
    assert cross.point_at(None)
    assert cross.boxes == ()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("percent", [100, 125, 200, 250])
@pytest.mark.parametrize("room", [648, 716, 1009, 1334, 1900])
def test_table_three_gives_numbers_what_is_comfortable(percent: int, room: int) -> None:
    assert QGuiApplication.instance()
    fonts = Fonts(ui_font(percent))
    shape = shape_of(GRID, Layout.MATRIX, fonts, room * percent // 100)
    numbers, labels = shape.widths[3:], sum(shape.widths[:3])
    assert sum(shape.widths) <= room * percent // 100 + 7
    assert min(numbers) >= 4 * fonts.em
    assert max(numbers) <= 9 * fonts.em + 1
    assert labels >= 14 * fonts.em
    for words in ("社会公益组织", "法律服务机构"):
        lines = fonts.wrap(words, min(numbers) - 8, 2)
        assert lines in {(words,), (words[:4], words[4:])}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("percent", [100, 200, 250])
@pytest.mark.parametrize("section", [one for one in FORM_2021.sections if one.tables], ids=lambda one: one.key)
def test_a_low_window_gives_up_no_head_that_tells_columns_apart(section: Section, percent: int) -> None:
    fonts, grid, layout = Fonts(ui_font(percent)), screen_grid(section), section.tables[0].layout
    high, low = (shape_of(grid, layout, fonts, 1009, low=low) for low in (False, True))
    told = [
        tuple(grid.at[row, column].text for row in range(grid.header_rows) if low.heights[row])
        for column in range(grid.label_columns, grid.width)
    ]
    assert len(set(told)) == len(told) or layout is Layout.BLOCK
    groups = [box for box in grid.boxes if box.column >= grid.label_columns and 1 < box.columns < len(told)]
    assert {box.text for box in groups} <= {text for texts in told for text in texts} or layout is Layout.BLOCK
    assert [h for h in low.heights if h] == [h for h, left in zip(high.heights, low.heights, strict=True) if left]
    assert (low.heights[0] == 0) is (layout is Layout.MATRIX)
