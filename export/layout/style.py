"""What the print looks like: GB/T 9704-2012, every measure in points and named after what it dresses."""

from __future__ import annotations

from typing import NamedTuple

from export.fonts.shipped import FontRole
from model.form.schema import Layout

MM = 72 / 25.4

PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
TOP_MARGIN, LEFT_MARGIN = 37 * MM, 28 * MM
TYPE_WIDTH, TYPE_HEIGHT = 156 * MM, 225 * MM
LINES_PER_PAGE, CHARACTERS_PER_LINE = 22, 28
LINE_PITCH = 28.99
FIRST_LINE_INDENT = 2  # characters

SIZE_2 = 22.0  # 二号
SIZE_3 = 15.75  # 三号, as 28 characters fill the type area
SIZE_4 = 14.0  # 四号
SIZE_5 = 10.5  # 五号
SIZE_5_SMALL = 9.0  # 小五


class Face(NamedTuple):
    """A font in a size."""

    role: FontRole
    size: float


TITLE = Face(FontRole.TITLE, SIZE_2)
TITLE_PITCH = 36.0
TITLE_GAP = 21.0  # at least; the text goes on at a line of the grid
SECTION_HEADING = Face(FontRole.HEADING, SIZE_3)
PART_HEADING = Face(FontRole.SUBHEADING, SIZE_3)
BODY = Face(FontRole.BODY, SIZE_3)
PAGE_NUMBER = Face(FontRole.TABLE, SIZE_4)
PAGE_NUMBER_BELOW_TYPE = 7 * MM
DATE_FROM_RIGHT = 4  # characters that a date stays away from the right, for the seal

EMPTY_AT_MOST = TYPE_HEIGHT / 4  # of a page, unless it is the last
GAP_UNDER_TABLE = 7.0  # at least
CLOSER_SIGNATURE = (20.0, 120.0)  # points of empty page that one line and two lines over the unit are worth
SHORTEST_PART = 2 * LINE_PITCH  # of a table that goes on on the next page, without its header

RULE = 0.5  # of a table
ROOM = LINES_PER_PAGE * LINE_PITCH
ROOM_UNDER_A_HEADING = (LINES_PER_PAGE - 1) * LINE_PITCH
CLOSEST_ROWS = 0.5  # of the usual padding: how close rows come so that a table stands on one page
SMALLEST_NUMBER = 4.0
NARROWEST_NUMBER = 0.75  # how far digits are condensed before they get smaller


class TableStyle(NamedTuple):
    """How a kind of table is dressed."""

    text: Face
    pitch: float
    label_padding: float
    header_padding: float
    number_padding: float
    row_padding: float
    widths: tuple[float, ...]  # millimetres; where they do not fit the table, what `label_width` leaves is shared
    label_width: float


_SMALL, _NORMAL = Face(FontRole.TABLE, SIZE_5_SMALL), Face(FontRole.TABLE, SIZE_5)

TABLES = {
    Layout.BLOCK: TableStyle(_NORMAL, 15.0, 3.0, 3.0, 3.0, 4.0, (45, 37, 37, 37), 45),
    Layout.MATRIX: TableStyle(
        _SMALL, 11.0, 1.8, 1.0, 2.0, 2.7, (6.3, 15.5, 37.4, 10.4, 12.8, 12.8, 18.0, 15.5, 10.4, 16.9), 59.2
    ),
    Layout.BAND: TableStyle(_NORMAL, 15.0, 2.0, 1.5, 2.0, 6.0, (10.4,) * 15, 0),
}


def column_widths(layout: Layout, columns: int, label_columns: int) -> list[float]:
    """Return the widths of a table's columns, which fill the type area."""
    style = TABLES[layout]
    shares = style.widths
    if len(shares) != columns:
        each = (156 - style.label_width) / (columns - label_columns)
        shares = (*[style.label_width / max(label_columns, 1)] * label_columns, *[each] * (columns - label_columns))
    return [share * TYPE_WIDTH / sum(shares) for share in shares]
