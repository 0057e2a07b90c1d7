"""A list as a spreadsheet: what it says is shown whole, in columns that are not wider than they need be."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from export.xlsx.book import LINE, PIXELS, SIZE
from export.xlsx.listing import ListSheet, write_listings
from tests.export.workbook import StoredSheet, read

WORDS = st.text("汉字，“”a1", max_size=60)


def widths(sheet: StoredSheet) -> list[float]:
    """Return how many points wide each column is."""
    found = re.findall(r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"', sheet.markup)
    return [float(width) * 7 / PIXELS for first, last, width in found for _ in range(int(first), int(last) + 1)]


def height(sheet: StoredSheet, row: int) -> float:
    found = re.search(rf'<row r="{row + 1}"[^>]* ht="([\d.]+)"', sheet.markup)
    return float(found[1]) if found else LINE


@given(st.lists(WORDS, min_size=3, max_size=3), st.lists(st.tuples(WORDS, WORDS, st.integers()), max_size=4))
def test_every_word_has_room(columns: list[str], rows: list[tuple[str, str, int]]) -> None:
    (sheet,) = read(write_listings([ListSheet("清单", ["说明"], columns, rows)])).values()
    room = widths(sheet)
    for at, values in enumerate([columns, *rows]):
        for column, value in enumerate(values):
            if isinstance(value, str):
                ems = sum(1.0 if ord(one) > 127 else 0.5 for one in value)
                assert ems * SIZE * LINE <= room[column] * (height(sheet, 2 + at) + LINE)


def test_numbers_are_numbers_and_what_has_too_many_digits_is_words() -> None:
    rows = [("甲", Decimal("5884.0157"), Decimal("123456789012.123456"))]
    (sheet,) = read(write_listings([ListSheet("清单", (), ("单位", "收费", "多"), rows)])).values()
    assert sheet.known()[3, 1] == Decimal("5884.0157")
    assert sheet.words((3, 2)) == "123456789012.123456"
    assert not sheet.cells[3, 2].number


def test_sheets_are_named() -> None:
    sheets = [ListSheet("甲县：合计", (), ("格",), (), "合计"), ListSheet("甲/乙[1]", (), ("格",), ())]
    assert list(read(write_listings(sheets))) == ["合计", "甲 乙 1"]
