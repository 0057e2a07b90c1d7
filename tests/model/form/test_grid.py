"""Where labels and numbers stand: covered without a gap, and as the official table is merged."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from model.form.editions import FORM_2021, FORMS
from model.form.form import Form
from model.form.grid import Box, BoxRole, SectionGrid, printed_grid, screen_grid
from model.form.schema import Cell, Section
from model.report.report import Level, Report
from tests.samples import SHARED, example, needs_shared

OVERVIEW, DISCLOSURE, HANDLING, REVIEW, *_ = FORM_2021.sections

each_table = pytest.mark.parametrize(
    "form, section",
    [(form, section) for form in FORMS.values() for section in form.sections if section.tables],
    ids=lambda value: value.key if isinstance(value, Section) else value.edition,
)
each_view = pytest.mark.parametrize("lay_out", [printed_grid, screen_grid], ids=["printed", "screen"])


def squares(box: Box) -> list[tuple[int, int]]:
    return [(box.row + r, box.column + c) for r in range(box.rows) for c in range(box.columns)]


@each_table
@each_view
def test_boxes_cover_the_grid_without_a_gap_or_an_overlap(
    form: Form, section: Section, lay_out: Callable[[Section], SectionGrid]
) -> None:
    grid = lay_out(section)
    covered = Counter(square for box in grid.boxes for square in squares(box))
    assert covered == Counter({(r, c): 1 for r in range(grid.height) for c in range(grid.width)})
    assert {square: box for box in grid.boxes for square in squares(box)} == grid.at


@each_table
@each_view
def test_every_number_has_one_box_in_print_order(
    form: Form, section: Section, lay_out: Callable[[Section], SectionGrid]
) -> None:
    grid = lay_out(section)
    assert [box.cell for box in grid.numbers] == list(section.cells)
    assert all(box.role is BoxRole.NUMBER and not box.text for box in grid.numbers)
    assert {cell: box.cell for cell, box in grid.box_of.items()} == {cell: cell for cell in section.cells}


@each_table
def test_the_print_has_no_box_that_is_for_the_screen(form: Form, section: Section) -> None:
    roles = {box.role for box in printed_grid(section).boxes}
    assert roles <= {BoxRole.TITLE, BoxRole.HEADER, BoxRole.LABEL, BoxRole.NUMBER}


@each_table
def test_every_label_of_the_form_is_printed(form: Form, section: Section) -> None:
    printed = Counter(box.text for box in printed_grid(section).boxes if box.text)
    for table in section.tables:
        for line in (*table.row_leaves, *table.column_leaves):
            assert printed[line.label] >= 1, line.label


def test_section_two_is_one_table_of_four_columns_where_a_lone_value_spans_three() -> None:
    grid = printed_grid(DISCLOSURE)
    assert (grid.width, grid.height) == (4, 4 + 3 + 4 + 3)
    assert [box.text for box in grid.boxes if box.role is BoxRole.TITLE] == [t.title for t in DISCLOSURE.tables]
    spans = Counter((Cell(box.cell or "").table, box.columns) for box in grid.numbers)
    assert spans == {("legislation", 1): 6, ("licensing", 3): 1, ("enforcement", 3): 2, ("fees", 3): 1}


def test_section_four_has_fifteen_columns_under_three_rows_of_headers() -> None:
    grid = printed_grid(REVIEW)
    assert (grid.width, grid.height, grid.header_rows, grid.label_columns) == (15, 4, 3, 0)
    merged = [(b.text, b.row, b.column, b.rows, b.columns) for b in grid.boxes if b.columns > 1]
    assert merged == [
        ("行政复议", 0, 0, 2, 5),
        ("行政诉讼", 0, 5, 1, 10),
        ("未经复议直接起诉", 1, 5, 1, 5),
        ("复议后起诉", 1, 10, 1, 5),
    ]


class _MergedTable(HTMLParser):
    """Reads the merged cells of one table: (row, column, rows, columns) → text without blanks."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[tuple[int, int, int, int], str] = {}
        self._taken: set[tuple[int, int]] = set()
        self._row = -1
        self._open: tuple[int, int, int, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._row += 1
        if tag in {"td", "th"}:
            given = dict(attrs)
            rows, columns = (int(given.get(name) or 1) for name in ("rowspan", "colspan"))
            column = next(c for c in range(100) if (self._row, c) not in self._taken)
            self._open = (self._row, column, rows, columns)
            self._taken |= {(self._row + r, column + c) for r in range(rows) for c in range(columns)}
            self.boxes[self._open] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open:
            self.boxes[self._open] += "".join(data.split())


@needs_shared
def test_section_three_is_merged_as_on_a_published_table() -> None:
    table = _MergedTable()
    table.feed((SHARED / "reports" / "shuyang-development-2023-table3.html").read_text("utf-8"))
    ours = {(b.row, b.column, b.rows, b.columns): b for b in printed_grid(HANDLING).boxes}
    assert set(ours) == set(table.boxes)
    for place, box in ours.items():
        assert box.text.replace("．", ".") == table.boxes[place] or box.role is BoxRole.NUMBER, place


def test_section_three_repeats_three_rows_of_headers_beside_three_columns_of_labels() -> None:
    grid = printed_grid(HANDLING)
    assert (grid.width, grid.height, grid.header_rows, grid.label_columns) == (10, 28, 3, 3)
    assert [box.text for box in grid.boxes if box.upright] == ["三、本年度办理结果"]


# What only the screen shows


def test_the_screen_adds_a_subtotal_to_each_group_and_both_sides_of_the_balance() -> None:
    report = example()
    grid = screen_grid(HANDLING)
    in_total = [box for box in grid.boxes if box.column == grid.width - 1]
    subtotals = [box.sum(report) for box in in_total if box.role is BoxRole.SUBTOTAL]
    assert subtotals == [18, 113, 2, 5]
    assert [box.sum(report) for box in in_total if box.role is BoxRole.BALANCE] == [339, 339, 0]
    assert grid.height == printed_grid(HANDLING).height + 4 + 3


def test_a_sum_over_a_blank_is_no_number() -> None:
    report = Report("甲", Level.COUNTY, 2023)
    sums = [box for box in screen_grid(HANDLING).boxes if box.plus]
    assert {box.sum(report) for box in sums} == {None}
    zeros = report.with_numbers(dict.fromkeys(HANDLING.cells, Decimal()))
    assert {box.sum(zeros) for box in sums} == {Decimal()}
    blank = sums[0].plus[-1]
    assert sums[0].sum(zeros.with_number(blank, None)) is None
