"""Where the list of units comes from: text, a file, last year's collection, or the reports themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from app.collecting.row_files import decoded, read_file, rows_of
from model.collection.lookalikes import alike
from model.collection.unit import CollectionUnit, UnitTree
from model.collection.unit_list import UnitList, from_rows, from_text
from model.errors import UserError
from model.report.report import Level
from model.storage.reading import LibraryReading


def pasted(text: str, year: int) -> UnitList:
    """Read a list that was pasted.

    Raises:
        UserError: it is no list of units.
    """
    return with_levels(from_text(text, year))


def read_list(path: Path, year: int) -> UnitList:
    """Read a list from a file (.txt, .csv, .xlsx).

    Raises:
        UserError: it cannot be read, or is no list of units; the sentence begins with the file.
    """
    return read_file(path, "单位名单", ".txt、.csv、.xlsx", lambda suffix, data: with_levels(_read(suffix, data, year)))


def _read(suffix: str, data: bytes, year: int) -> UnitList:
    rows = rows_of(suffix, data)
    if rows is not None:
        return from_rows([one.fields for one in rows], year)
    if suffix in (".txt", ".md", ""):
        return from_text(decoded(data), year)
    raise UserError(f"单位名单可以是.txt、.csv、.xlsx，不能读取“{suffix}”文件")


def with_levels(listed: UnitList) -> UnitList:
    """Judge the level of each unit by its name where the list does not say it."""
    from intake.interpret.level import level_of  # what tells names apart is large

    units = tuple(replace(one, level=level_of(one.name)) if one.level is Level.UNKNOWN else one for one in listed.units)
    return replace(listed, units=units)


def from_last_year(library: LibraryReading, collection: int) -> UnitList:
    """Take the units of an earlier collection over: names, tree, levels, coverage, contacts; deadlines are new."""
    tree = library.county.units(collection)
    return _renumbered(tree)


def _renumbered(tree: UnitTree) -> UnitList:
    order = [unit for _, unit in tree.in_order()]
    place = {unit.key: at for at, unit in enumerate(order)}
    units = tuple(
        replace(
            one,
            key=at,
            order=at,
            parent=place.get(one.parent) if one.parent is not None else None,
            send_by=None,
            publish_by=None,
            excused="",
        )
        for at, one in enumerate(order)
    )
    return UnitList(units, alike=alike([one.name for one in units]))


def from_names(names: Iterable[str]) -> UnitList:
    """Take the units that reports name, each once, in the order of the files.

    Raises:
        UserError: none names one.
    """
    known = list(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
    if not known:
        raise UserError("这些文件里没有读到单位名称，请另给一份单位名单")
    units = tuple(CollectionUnit(at, name, order=at) for at, name in enumerate(known))
    return with_levels(UnitList(units, alike=alike(known)))
