"""A collection that is handed up comes out as it went in, tells where its sum is another, or is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.gouji_parcel import write_parcel
from intake.gouji_parcel import load_any, read
from model.collection.envelope import MANIFEST
from model.collection.handed_up import COLLECTION, HandedUp, HandedUpAdjustment, HandedUpUnit
from model.collection.parcel import Parcel, ParcelKind, members
from model.collection.standing import Standing
from model.collection.unit import Coverage, plain_name
from model.form.editions import FORM_2021
from model.report.file_format import dumps
from model.report.report import Level, Report
from model.report.totals import with_totals
from tests.model.collection.sealing import packed, refused, with_member, with_values
from tests.model.storage.county.collected import YEAR, report_of

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
CELL = FORM_2021.typed_cells[0]
FILE = dumps(report_of("青石镇人民政府")).encode()
units = st.builds(
    HandedUpUnit,
    name=words.filter(plain_name),
    level=st.sampled_from(Level),
    standing=st.sampled_from(Standing),
    parent=st.none(),
    other_names=st.lists(words, max_size=2).map(tuple),
    coverage=st.sampled_from(Coverage),
    in_sum=st.booleans(),
    revision=st.integers(0, 9),
    published_on=st.none() | st.dates(),
    address=words,
    excused=words,
).map(lambda one: replace(one, report=FILE if one.standing.is_in else None))
adjustments = st.builds(
    HandedUpAdjustment,
    cell=st.sampled_from(FORM_2021.typed_cells),
    value=st.integers(-999, 999).map(Decimal),
    reason=words,
)


@st.composite
def trees(draw: st.DrawFn) -> HandedUp:
    listed = draw(st.lists(units, max_size=5))
    placed = [
        replace(one, parent=draw(st.none() | st.integers(0, at - 1)) if at else None) for at, one in enumerate(listed)
    ]
    more = draw(st.lists(adjustments, max_size=3))
    return HandedUp(draw(words), tuple(placed), tuple(more), tuple(draw(st.lists(words, max_size=2))))


def handed_up(below: HandedUp, whole: Report | None = None) -> Parcel:
    report = whole or Report("甲县人民政府", Level.COUNTY, YEAR)
    return Parcel(ParcelKind.COLLECTION, report, final=False, below=below)


TOWNS = tuple(
    HandedUpUnit(
        f"{name}镇人民政府", Level.TOWNSHIP, Standing.PASSED, in_sum=True, report=dumps(report_of(name, at)).encode()
    )
    for at, name in enumerate("甲乙丙")
)


def whole_of(*towns: HandedUpUnit, more: int = 0) -> Report:
    """Return what some units come to, with something more in a cell."""
    parts = [with_totals(one.loaded).numbers for one in towns if one.loaded]
    typed = {cell: sum((one[cell] for one in parts), Decimal()) for cell in FORM_2021.typed_cells}
    typed[CELL] += more
    return Report("甲县人民政府", Level.COUNTY, YEAR).with_numbers({**typed})


@settings(max_examples=60)
@given(trees())
def test_it_comes_out_as_it_went_in(below: HandedUp) -> None:
    parcel = handed_up(below)
    data = write_parcel(parcel)
    assert load_any(data) == parcel
    assert [(depth, one.name) for depth, one in below.tree.in_order() if depth == 0] == [
        (0, one.name) for one in below.units if one.parent is None
    ]


def test_a_sum_that_is_what_is_below_it_is_said_to_be_nothing_of() -> None:
    below = HandedUp("甲县", TOWNS, (HandedUpAdjustment(CELL, Decimal(7), "补报"),))
    assert read(write_parcel(handed_up(below, whole_of(*TOWNS, more=7)))).problems == ()


@given(more=st.integers(-9, 9), left=st.integers(0, 2))
def test_a_sum_that_is_another_is_told(more: int, left: int) -> None:
    towns = tuple(replace(one, in_sum=at != left) for at, one in enumerate(TOWNS))
    counted = [one for one in towns if one.in_sum]
    found = HandedUp("甲县", towns).apart(whole_of(*counted, more=more))
    assert found == ((CELL,) if more else ())
    told = read(write_parcel(handed_up(HandedUp("甲县", towns), whole_of(*TOWNS)))).problems
    assert ["合计与里面各单位的数之和不符" in str(one) for one in told] == [True]


@pytest.mark.parametrize(
    "unit, says",
    [
        ({"name": ""}, "没有名称"),
        ({"parent": 0}, "不在它前面"),
        ({"parent": 5}, "不在它前面"),
        ({"parent": -1}, "上级"),
        ({"standing": "missing"}, "和有没有年报对不上"),
        ({"standing": "lost"}, "lost"),
        ({"in_sum": "yes"}, "是否计入"),
        ({"published_on": "昨天"}, "昨天"),
    ],
)
def test_a_unit_that_cannot_be_is_told(unit: dict[str, Any], says: str) -> None:
    inside = members(handed_up(HandedUp("甲县", TOWNS[:1])))
    (there,) = json.loads(inside[COLLECTION])["units"]
    assert says in refused(with_values(inside, COLLECTION, units=[{**there, **unit}]))


def test_reports_that_are_none_of_another_year_or_nobodys_are_refused() -> None:
    inside = members(handed_up(HandedUp("甲县", TOWNS[:1])))
    assert "“甲镇人民政府”的年报：" in refused(with_member(inside, "reports/00001.json", b"[]"))
    assert "单位多" in refused(with_member(inside, "reports/00002.json", FILE))
    other = dumps(replace(report_of("甲"), year=YEAR + 1)).encode()
    assert f"不是{YEAR}年度的" in refused(with_member(inside, "reports/00001.json", other))
    assert "缺少collection.json" in refused(
        with_values(members(Parcel(ParcelKind.COLLECTION, report_of("甲"))), "state.json")
    )
    assert "1e5" in refused(with_values(inside, COLLECTION, adjustments=[{"cell": CELL, "value": "1e5", "reason": ""}]))


def test_a_submission_brings_no_tree_along() -> None:
    inside = members(handed_up(HandedUp("甲县", TOWNS[:1])))
    manifest = {**json.loads(inside[MANIFEST]), "kind": "submission"}
    assert "不认识的文件" in refused(packed({**inside, MANIFEST: json.dumps(manifest).encode()}))
