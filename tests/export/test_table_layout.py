"""Tables split over pages: no row lost or doubled, the header on every page."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.fonts.shipped import typesetter
from export.layout.document import TableBlock, document_of
from export.layout.page import Page
from export.layout.page_breaking import break_pages
from export.layout.style import TYPE_WIDTH, column_widths
from export.layout.table_layout import TableLayout
from model.form.grid import BoxRole
from model.form.schema import Layout

from .examples import full_report

TABLES = {
    f"{edition} {block.section.key}": block
    for edition in ("2019", "2021")
    for block in document_of(full_report(edition)).blocks
    if isinstance(block, TableBlock)
}
BLOCKS = st.sampled_from(list(TABLES.values()))
ROOMS = st.floats(min_value=160, max_value=700)


def parts_of(table: TableLayout, first: float, room: float) -> list[list[int]]:
    """Return the rows of the table that stand on each page, if nothing else stands there."""
    return [table.rows(part.start, part.stop) for part in break_pages(list(table.pieces()), room, first)]


@given(BLOCKS, ROOMS, ROOMS)
def test_every_row_is_on_one_page_in_order_under_the_header(block: TableBlock, first: float, room: float) -> None:
    table = TableLayout(block, typesetter())
    header = list(range(block.grid.header_rows))
    parts = parts_of(table, min(first, room), room)
    assert all(part[: len(header)] == header for part in parts)
    below = list(chain.from_iterable(part[len(header) :] for part in parts))
    assert below == list(range(len(header), block.grid.height))
    assert all(table.height(part) <= room for part in parts)


@given(BLOCKS, ROOMS)
def test_a_split_table_still_shows_every_number_once(block: TableBlock, room: float) -> None:
    table = TableLayout(block, typesetter())
    shown = []
    for rows in parts_of(table, room, room):
        page = Page()
        table.draw(page, 0, rows)
        shown += list(page.cells)
        assert "".join(words.text for words in page.words).count("自然人") == (
            "applications" in block.section.tables[0].key
        )
    assert shown == [box.cell for box in block.grid.numbers]


@given(BLOCKS, ROOMS)
def test_no_title_of_a_block_is_left_alone_at_the_foot_of_a_page(block: TableBlock, room: float) -> None:
    titles = {box.row for box in block.grid.boxes if box.role is BoxRole.TITLE}
    for rows in parts_of(TableLayout(block, typesetter()), room, room):
        assert rows[-1] not in titles


@pytest.mark.parametrize("name", list(TABLES))
def test_each_border_is_ruled_once(name: str) -> None:
    page = Page()
    block = TABLES[name]
    TableLayout(block, typesetter()).draw(page, 0, range(block.grid.height))
    spans: dict[tuple[bool, float], list[tuple[float, float]]] = {}
    for rule in page.rules:
        level = rule.y1 == rule.y2
        line, start, end = (rule.y1, rule.x1, rule.x2) if level else (rule.x1, rule.y1, rule.y2)
        assert start < end
        for first, last in spans.setdefault((level, line), []):
            assert end < first or last < start
        spans[level, line].append((start, end))


@pytest.mark.parametrize("name", list(TABLES))
def test_the_words_of_a_box_stay_inside_it(name: str) -> None:
    page = Page()
    block = TABLES[name]
    TableLayout(block, typesetter()).draw(page, 0, range(block.grid.height))
    widths = typesetter().widths(page.words[0].face.role)
    for words in page.words:
        right = words.x + sum(map(widths, words.text)) * words.face.size * words.stretch
        crossed = [
            rule
            for rule in page.rules
            if rule.x1 == rule.x2 and words.x < rule.x1 < right and rule.y1 < words.baseline - 2 < rule.y2
        ]
        assert crossed == []


@pytest.mark.parametrize("layout", list(Layout))
@given(columns=st.integers(2, 20), labels=st.integers(0, 3))
def test_columns_fill_the_type_area(layout: Layout, columns: int, labels: int) -> None:
    assert sum(column_widths(layout, columns + labels, labels)) == pytest.approx(TYPE_WIDTH)
