"""What a collection is handed up with (上级, .gouji), beside its sum: the units as a tree, their reports, adjustments.

`collection.json` tells of the units and of the sum, `reports/00001.json` is what came in from the first of them. The
sum itself is the report of the parcel: see model.collection.parcel. Whoever takes it takes one unit, and keeps this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from model.collection.envelope import (
    boolean_of,
    check_report,
    count_of,
    day_of,
    dumped,
    iso,
    list_of,
    loaded,
    object_of,
    one_of,
    string_of,
)
from model.collection.standing import Standing
from model.collection.unit import CollectionUnit, Coverage, UnitTree, plain_name
from model.errors import UserError, clip
from model.form.schema import Cell
from model.report import file_format
from model.report.numbers import NotANumberError, number_text, parse_number
from model.report.report import LONGEST_UNIT, Level, Report
from model.report.totals import with_totals

COLLECTION = "collection.json"
MOST_UNITS = 9_000
_LARGEST = 30_000_000  # bytes of the list, unpacked
_REPORTS = re.compile(r"reports/([0-9]{5})\.json", re.ASCII)
_MOST_NAMES, _MOST_ADJUSTMENTS, _MOST_SENTENCES, _MOST_REVISIONS = 50, 5_000, 2_000, 99_999
_LONGEST_SAID = 2_000  # characters


@dataclass(frozen=True)
class HandedUpUnit:
    """A unit of a collection below; `parent` is its place in the list, `report` the file that counts now."""

    name: str
    level: Level
    standing: Standing
    parent: int | None = None
    other_names: tuple[str, ...] = ()
    coverage: Coverage = Coverage.OWN
    in_sum: bool = False
    revision: int = 0
    published_on: date | None = None
    address: str = ""
    excused: str = ""
    report: bytes | None = field(default=None, repr=False)

    @property
    def loaded(self) -> Report | None:
        """What came in from it.

        Raises:
            UserError: it is none.
        """
        return None if self.report is None else file_format.loads(self.report)


class HandedUpAdjustment(NamedTuple):
    """What was added to a cell of the sum, and why; not by whom."""

    cell: str
    value: Decimal
    reason: str


@dataclass(frozen=True)
class HandedUp:
    """The collection below the sum."""

    title: str
    units: tuple[HandedUpUnit, ...]
    adjustments: tuple[HandedUpAdjustment, ...] = ()
    sentences: tuple[str, ...] = ()  # what the sum says of itself: who is in it, and who is not

    @cached_property
    def tree(self) -> UnitTree:
        """The units as a tree; their keys are their places in the list."""
        return UnitTree(
            CollectionUnit(at, one.name, one.other_names, one.level, at, one.parent, coverage=one.coverage)
            for at, one in enumerate(self.units)
        )

    @cached_property
    def counted(self) -> tuple[HandedUpUnit, ...]:
        """The units that are in the sum, by their own reports or by those of superiors that include them."""
        covering = {at for at, one in enumerate(self.units) if one.in_sum and one.coverage is Coverage.WITH_PARTS}
        return tuple(
            one
            for at, one in enumerate(self.units)
            if one.in_sum or any(up.key in covering for up in self.tree.above(at))
        )

    @property
    def received(self) -> int:
        """How many reports there are."""
        return sum(one.report is not None for one in self.units)

    @property
    def sentence(self) -> str:
        """Say how much it is."""
        more = f"，调整{len(self.adjustments)}笔" if self.adjustments else ""
        return f"内含{len(self.units)}个单位、{self.received}份年报{more}"

    def apart(self, whole: Report) -> tuple[Cell, ...]:
        """Return the cells in which a sum is not what its units and adjustments come to; totals follow from these."""
        form, said = whole.form, with_totals(whole).numbers
        parts = [one.loaded for one in self.units if one.in_sum and one.report is not None]
        reports = [with_totals(one).numbers for one in parts if one is not None and one.edition == whole.edition]
        more: dict[str, Decimal] = {}
        for one in self.adjustments:
            more[one.cell] = more.get(one.cell, Decimal()) + one.value
        return tuple(
            cell
            for cell in form.typed_cells
            if reports and all(cell in one for one in reports)
            if said.get(cell) != sum((one[cell] for one in reports), more.get(cell, Decimal()))
        )


def largest(name: str) -> int:
    """Return how many bytes a member may have, unpacked; 0 where there is no such member."""
    return _LARGEST if name == COLLECTION else file_format.LARGEST if _REPORTS.fullmatch(name) else 0


def members(handed: HandedUp) -> dict[str, bytes]:
    """Write it as members of a zip file."""
    words = {
        "title": handed.title,
        "sentences": list(handed.sentences),
        "adjustments": [
            {"cell": one.cell, "value": number_text(one.value), "reason": one.reason} for one in handed.adjustments
        ],
        "units": [
            {
                "name": one.name,
                "other_names": list(one.other_names),
                "level": one.level.value,
                "parent": one.parent,
                "coverage": one.coverage.value,
                "standing": one.standing.value,
                "in_sum": one.in_sum,
                "revision": one.revision,
                "published_on": iso(one.published_on),
                "address": one.address,
                "excused": one.excused,
            }
            for one in handed.units
        ],
    }
    files = {f"reports/{at:05}.json": one.report for at, one in enumerate(handed.units, 1)}
    return {COLLECTION: dumped(words), **{name: data for name, data in files.items() if data is not None}}


def from_members(inside: Mapping[str, bytes], year: int) -> HandedUp:
    """Read it from members that were held against their manifest; `year` is that of the sum.

    Raises:
        UserError: it is not as it was written; the sentence names the place.
    """
    if COLLECTION not in inside:
        raise UserError(f"上报包里缺少{COLLECTION}，不是本程序的文件或者不完整")
    raw = object_of(loaded(inside[COLLECTION], COLLECTION), COLLECTION)
    files = {int(found[1]): data for name, data in inside.items() if (found := _REPORTS.fullmatch(name))}
    listed = list_of(raw.get("units"), MOST_UNITS, "单位", COLLECTION)
    if any(not 0 < at <= len(listed) for at in files):
        raise UserError(f"上报包里的年报比{COLLECTION}的单位多")
    units = tuple(_unit(object_of(one, COLLECTION), at, files.get(at + 1)) for at, one in enumerate(listed))
    for one in units:
        check_report(f"“{clip(one.name, 40)}”的年报", one.report, year)
    return HandedUp(_words(raw, "title", LONGEST_UNIT), units, tuple(_adjustments(raw)), tuple(_sentences(raw)))


def _unit(raw: Mapping[str, Any], at: int, report: bytes | None) -> HandedUpUnit:
    name, parent = _words(raw, "name", LONGEST_UNIT), raw.get("parent")
    if not plain_name(name):
        raise UserError(f"上报包里的{COLLECTION}有一个单位没有名称")
    if parent is not None and count_of(parent, MOST_UNITS, "上级", COLLECTION) >= at:
        raise UserError(f"上报包里的{COLLECTION}有误：“{clip(name, 40)}”的上级不在它前面")
    others = list_of(raw.get("other_names", []), _MOST_NAMES, "其他名称", COLLECTION)
    standing = one_of(raw.get("standing"), Standing, COLLECTION)
    if standing.is_in is (report is None):
        raise UserError(f"上报包里的{COLLECTION}有误：“{clip(name, 40)}”是“{standing.label}”，和有没有年报对不上")
    return HandedUpUnit(
        name,
        one_of(raw.get("level"), Level, COLLECTION),
        standing,
        parent,
        tuple(string_of(one, LONGEST_UNIT, "其他名称", COLLECTION) for one in others),
        one_of(raw.get("coverage", Coverage.OWN.value), Coverage, COLLECTION),
        bool(boolean_of(raw.get("in_sum"), "是否计入", COLLECTION)),
        count_of(raw.get("revision", 0), _MOST_REVISIONS, "稿次", COLLECTION),
        day_of(raw.get("published_on"), COLLECTION),
        _words(raw, "address", _LONGEST_SAID),
        _words(raw, "excused", _LONGEST_SAID),
        report,
    )


def _adjustments(raw: Mapping[str, Any]) -> Iterator[HandedUpAdjustment]:
    for one in list_of(raw.get("adjustments", []), _MOST_ADJUSTMENTS, "调整", COLLECTION):
        told = object_of(one, COLLECTION)
        text = _words(told, "value", 40)
        try:
            value = parse_number(text)
        except NotANumberError:
            value = None
        if value is None:
            raise UserError(f"上报包里的{COLLECTION}有误：一笔调整写成了“{clip(text)}”")
        yield HandedUpAdjustment(_words(told, "cell", 200), value, _words(told, "reason", _LONGEST_SAID))


def _sentences(raw: Mapping[str, Any]) -> Iterator[str]:
    for one in list_of(raw.get("sentences", []), _MOST_SENTENCES, "说明", COLLECTION):
        yield string_of(one, _LONGEST_SAID, "说明", COLLECTION)


def _words(raw: Mapping[str, Any], key: str, longest: int) -> str:
    return string_of(raw.get(key, ""), longest, key, COLLECTION)
