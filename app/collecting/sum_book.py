"""The sum of a collection as the office's own spreadsheet: the numbers, whose they are, what was done to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.collecting.last_years import LastYears
from app.collecting.totals import Totals
from export import WRITERS
from export.xlsx.listing import ListSheet, ListValue, write_listings
from model.collection.unit import CollectionUnit
from model.storage.reading import LibraryReading

TITLE = "汇总表"  # what it is called, also in the name of its file
_Rows = list[list[ListValue]]


def sum_book(library: LibraryReading, totals: Totals) -> bytes:
    """Write the sum with its parts; every sheet says over whom it is."""
    heading = totals.heading
    title = f"{heading.unit}{heading.year}年度汇总"
    sheets = (
        ("合计", ("部分", "格", "各单位相加", "调整", "合计", "上年", "空白的单位"), _sums(library, totals)),
        ("构成", ("单位", *map(totals.report.form.name_of, totals.report.form.cells)), _parts(library, totals)),
        ("调整", ("格", "调整", "原因", "谁记的", "时间"), _adjustments(totals)),
        ("空白", ("格", "空白的单位", "其余单位的和"), list(_blanks(totals))),
        ("未计入", ("单位", "原因", "由谁含下属"), _left_out(totals)),
    )
    return write_listings(
        [ListSheet(f"{title}：{name}", totals.sentences, columns, rows, name) for name, columns, rows in sheets]
    )


def render_sum(library: LibraryReading, totals: Totals, suffix: str) -> bytes:
    """Write the sum as a kind of file: a spreadsheet is the office's own, the others look like the report.

    Raises:
        UserError: it cannot be written as that kind.
    """
    if suffix == ".xlsx":
        return sum_book(library, totals)
    return WRITERS[suffix].render(totals.report, draft=True, note=totals.sentences)


def _sums(library: LibraryReading, totals: Totals) -> _Rows:
    """List every cell; one that a unit left blank has no sum, only what the others come to."""
    form, found = totals.report.form, totals.sum
    last = LastYears(library, totals.heading.year).of(CollectionUnit(-1, totals.heading.unit))
    before = last.numbers if last else {}
    return [
        [
            f"第{form.section_of[cell].ordinal}部分",
            form.place_in_section(cell),
            found.units.get(cell),
            found.adjusted.get(cell),
            found.report.numbers.get(cell),
            before.get(cell),
            _some(totals, found.blank.get(cell, ())),
        ]
        for cell in form.cells
    ]


def _some(totals: Totals, units: Sequence[int]) -> str:
    """Name the first of some units, and count them; all of them stand on a sheet of their own."""
    names = [totals.scope.tree.units[key].name for key in units]
    return f"{names[0]}等{len(names)}个" if len(names) > 1 else "".join(names)


def _parts(library: LibraryReading, totals: Totals) -> _Rows:
    """List what every unit has in every cell, and below what that comes to."""
    cells = totals.report.form.cells
    numbers: dict[int, list[ListValue]] = {key: [None] * len(cells) for key in totals.scope.counted}
    for at, cell in enumerate(cells):
        for one in library.county.figures_of(totals.collection, cell, totals.scope.counted):
            numbers[one.unit][at] = one.value
    rows: _Rows = [[totals.scope.tree.units[key].name, *line] for key, line in numbers.items()]
    foot = (("各单位相加", totals.sum.units), ("调整", totals.sum.adjusted), ("合计", totals.report.numbers))
    for name, line in foot:
        rows.append([name, *map(line.get, cells)])
    return rows


def _adjustments(totals: Totals) -> _Rows:
    return [
        [
            totals.report.form.name_of(one.cell),
            one.value,
            one.reason,
            one.by,
            one.when.astimezone().strftime("%Y-%m-%d"),
        ]
        for one in totals.adjustments
    ]


def _blanks(totals: Totals) -> Iterator[list[ListValue]]:
    for cell, units in totals.sum.blank.items():
        for key in units:
            name = totals.scope.tree.units[key].name
            yield [totals.report.form.name_of(cell), name, totals.sum.partial[cell]]


def _left_out(totals: Totals) -> _Rows:
    units = totals.scope.tree.units
    return [
        [units[one.unit].name, one.why.label, units[one.by].name if one.by is not None else ""]
        for one in totals.scope.left
    ]
