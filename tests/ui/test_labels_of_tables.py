"""How labels of tables are broken into lines, in any width."""

import pytest
from PySide6.QtWidgets import QApplication

from model.form.editions import FORMS
from model.form.grid import Box, BoxRole, screen_grid
from model.form.schema import Layout, Section
from ui.appearance.theme import ui_font
from ui.tables.cell_paint import Fonts, pad_behind, pad_of
from ui.tables.shape import shape_of

TABLES = {f"{edition}-{one.key}": one for edition, form in FORMS.items() for one in form.sections if one.tables}
SECTIONS = [pytest.param(section, id=name) for name, section in TABLES.items()]
BANDS = [pytest.param(one, id=name) for name, one in TABLES.items() if one.tables[0].layout is Layout.BAND]
MARKS = "，。、；：）”（“"


def lines_of(section: Section, fonts: Fonts, room: int) -> list[tuple[Box, tuple[str, ...]]]:
    """Break all labels and heads of a section in a window with so much room."""
    grid = screen_grid(section)
    widths = shape_of(grid, section.tables[0].layout, fonts, room).widths
    found = []
    for box in grid.boxes:
        if box.role in {BoxRole.LABEL, BoxRole.HEADER} and not box.upright:
            wide = sum(widths[box.column : box.column + box.columns]) - pad_behind(box) - pad_of(box)
            found.append((box, fonts.wrap(box.text, wide, 99)))
    return found


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("percent", [100, 125, 200])
def test_no_character_stands_alone_in_the_last_line(qapp: QApplication, section: Section, percent: int) -> None:
    fonts = Fonts(ui_font(percent))
    for room in range(480, 1300, 17):
        for box, lines in lines_of(section, fonts, room):
            alone = len(lines) > 1 and sum(one not in MARKS for one in lines[-1]) < 2
            assert not (alone and len(lines[-2]) > 2), (room, lines)
            assert "".join(lines) == box.text


@pytest.mark.parametrize("section", BANDS)
def test_a_table_of_one_row_is_read_across_beside_the_preview(qapp: QApplication, section: Section) -> None:
    """480 pixels are what a window of 1024 leaves it."""
    fonts = Fonts(ui_font(100))
    widths = shape_of(screen_grid(section), Layout.BAND, fonts, 480).widths
    assert sum(widths) <= 480
    for _, lines in lines_of(section, fonts, 480):
        assert all(len(one) >= 2 for one in lines), lines
