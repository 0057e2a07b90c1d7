"""A new collection: what is preset of it, and that its list can be taken."""

from __future__ import annotations

from datetime import date

from app.preferences import default_unit
from model.collection.unit_list import UnitList
from model.errors import UserError
from model.report.deadline import usual_deadline
from model.report.report import Level
from model.storage.county.records import CollectionHeading, KeptCollection
from model.storage.library import Library
from model.storage.reading import LibraryReading

EXAMPLE = "例子："  # how the title of the example begins
_LAST_OF_FEBRUARY = (2, 28)  # departments of a county publish by then (see OFFICE.md), where nothing else is said


def preset_heading(year: int, unit: str, level: Level = Level.COUNTY) -> CollectionHeading:
    """Return what a collection is usually about.

    >>> preset_heading(2025, "甲县人民政府").title
    '甲县2025年度年报'
    """
    name = unit.removesuffix("人民政府")
    publish_by = date(year + 1, *_LAST_OF_FEBRUARY)
    return CollectionHeading(
        year, f"{name}{year}年度年报", unit, level, usual_deadline(Level.UNKNOWN, year), publish_by
    )


def own_unit(library: LibraryReading) -> str:
    """Return whose collections are made here: as before, else as set; the example county is nobody's."""
    earlier = (one.heading.unit for one in library.county.collections() if not is_example(one.heading))
    return next(earlier, default_unit(library))


def of_year_before(library: LibraryReading, year: int) -> KeptCollection | None:
    """Return the collection of the year before, of which the list can be taken over; the example is none."""
    return next((one for one in library.county.of_year(year - 1) if not is_example(one.heading)), None)


def is_example(heading: CollectionHeading) -> bool:
    """Whether a collection is the one to look at, which has invented units."""
    return heading.title.startswith(EXAMPLE)


def make(library: Library, heading: CollectionHeading, listed: UnitList, who: str) -> int:
    """Make a collection.

    Raises:
        UserError: two units of one superior have one name, the title is empty, or it could not be written.
    """
    if not heading.title.strip():
        raise UserError("汇总任务要有名称")
    if listed.doubles:
        raise UserError("；".join(map(listed.sentence_of, listed.doubles[:3])))
    return library.county.create(heading, listed.units, who)


def only_one(library: LibraryReading, year: int) -> int:
    """Return the one collection of a year.

    Raises:
        UserError: there is none, or more than one.
    """
    found = library.county.of_year(year)
    if not found:
        years = "、".join(str(one) for one in sorted({one.heading.year for one in library.county.collections()}))
        raise UserError(f"报告库里没有{year}年度的汇总任务" + (f"，有的是{years}年度" if years else ""))
    if len(found) > 1:
        names = "、".join(f"“{one.heading.title}”" for one in found)
        raise UserError(f"报告库里有{len(found)}个{year}年度的汇总任务：{names}；请先删去多余的")
    return found[0].key
