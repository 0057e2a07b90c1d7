"""Where the list of units comes from: text, a file, last year's collection, or the reports themselves."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from intake.limits import LARGEST_TEXT_FILE
from model.collection.lookalikes import alike
from model.collection.unit import CollectionUnit, UnitTree
from model.collection.unit_list import UnitList, from_rows, from_text
from model.errors import UserError
from model.failures import why_not_read
from model.report.report import Level
from model.storage.reading import LibraryReading

_ENCODINGS = ("utf-8-sig", "gb18030")


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
    try:
        return with_levels(_read(path, _bytes(path), year))
    except UserError as error:
        raise UserError(f"{path}：{error.sentence}") from error
    except OSError as error:
        raise UserError(f"{path}：{why_not_read(error)}") from error


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        path.stat()  # says that it is not there
        raise UserError("不是文件，请选单位名单（.txt、.csv、.xlsx）")
    with path.open("rb") as file:
        data = file.read(LARGEST_TEXT_FILE + 1)
    if len(data) > LARGEST_TEXT_FILE:
        raise UserError(f"超过{LARGEST_TEXT_FILE // 1_000_000}兆字节，不会是单位名单")
    return data


def _read(path: Path, data: bytes, year: int) -> UnitList:
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        return from_rows(_sheet(data), year)
    if suffix == ".csv":
        return from_rows(list(csv.reader(io.StringIO(_decoded(data), newline=""))), year)
    if suffix in (".txt", ".md", ""):
        return from_text(_decoded(data), year)
    raise UserError(f"单位名单可以是.txt、.csv、.xlsx，不能读取“{path.suffix}”文件")


def _decoded(data: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError("不是文本文件，或者编码不认识，请另存为UTF-8再用")


def _sheet(data: bytes) -> list[list[str]]:
    """Return the first sheet that has anything in it, row by row."""
    from intake.document import SourceGrid
    from intake.xlsx.reader import read

    document = read(data)
    if document.problems:
        raise UserError(str(document.problems[0]))
    grid = next((one for one in document.blocks if isinstance(one, SourceGrid)), None)
    if grid is None:
        raise UserError("里面没有内容")
    pieces = grid.block.pieces
    height, width = (max(ends) for ends in zip(*((one.row + 1, one.column + 1) for one in pieces), strict=True))
    rows = [[""] * width for _ in range(height)]
    for one in pieces:
        rows[one.row][one.column] = one.text
    return rows


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
