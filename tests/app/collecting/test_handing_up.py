"""What is handed up is the sum with all that it is of, and nobody's name or telephone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.collecting.handing_up import hand_up
from app.collecting.own_report import follow
from app.collecting.totals import add_up_collection
from intake.gouji_parcel import load, read
from model.collection.envelope import MANIFEST, ParcelKind
from model.collection.parcel import members
from model.collection.standing import Standing, StandingAct
from model.errors import UserError
from model.form.editions import FORM_2021
from model.report.totals import with_totals
from model.storage.library import Library
from tests.model.storage.county.collected import OFFICE, SCHOOL, TOWN, WHO, receive, units_of

TODAY = date(2026, 2, 1)
CELL = FORM_2021.typed_cells[0]


@pytest.fixture
def passed(library: Library, collection: int) -> int:
    for place in (TOWN, OFFICE, SCHOOL):
        receive(library, collection, place, place)
    units = units_of(library, collection)
    for place in (TOWN, OFFICE):
        library.county.act(units[place].key, StandingAct.PASS, WHO, "看过")
    library.county.edit(replace(units[TOWN], contact="李四 13900000000"), WHO)
    library.county.adjust(collection, CELL, Decimal(5), "补报", WHO)
    return collection


def test_all_that_counts_goes_up_in_one_file(library: Library, passed: int) -> None:
    found = hand_up(library, passed, TODAY)
    parcel = load(found.write())
    assert parcel == found.parcel
    assert parcel.kind is ParcelKind.COLLECTION
    below = parcel.below
    assert below is not None
    assert [(one.name, one.standing, one.in_sum) for one in below.units] == [
        ("青石镇人民政府", Standing.PASSED, True),
        ("县教育局", Standing.PASSED, True),
        ("县实验小学", Standing.RECEIVED, False),  # 县教育局 includes it
        ("县档案馆", Standing.EXCUSED, False),
    ]
    assert [one.parent for one in below.units] == [None, None, 1, None]
    assert (
        below.units[SCHOOL].loaded
        == library.county.submission(library.county.current_keys(passed)[units_of(library, passed)[SCHOOL].key]).report
    )
    assert [tuple(one) for one in below.adjustments] == [(CELL, Decimal(5), "补报")]
    assert with_totals(parcel.report).numbers == with_totals(add_up_collection(library, passed).report).numbers
    assert read(found.write()).problems == ()


def test_the_offices_own_report_goes_in_the_place_of_bare_numbers(library: Library, passed: int) -> None:
    assert "没有文字" in hand_up(library, passed, TODAY).lines()[0]
    report = follow(library, add_up_collection(library, passed))
    found = hand_up(library, passed, TODAY)
    assert found.parcel.report == library.load(report).report
    assert found.parcel.final is False
    assert found.lines()[0] == "本级年报（草稿）：“甲县人民政府”2025年度的年报与合计一致"


def test_names_and_telephones_stay_at_home(library: Library, passed: int) -> None:
    inside = members(hand_up(library, passed, TODAY).parcel)
    told = b"".join(data for name, data in inside.items() if name != MANIFEST).decode()
    assert not [word for word in ("李四", "13900000000", f'"{WHO}"') if word in told]


def test_all_received_are_counted_where_that_is_wished(library: Library, passed: int) -> None:
    units = units_of(library, passed)
    library.county.act(units[TOWN].key, StandingAct.REVOKE, WHO, "再看")
    assert [one.in_sum for one in hand_up(library, passed, TODAY).below.units] == [False, True, False, False]
    assert hand_up(library, passed, TODAY, all_received=True).below.units[TOWN].in_sum


def test_nothing_goes_up_where_nothing_came_in(library: Library, collection: int) -> None:
    with pytest.raises(UserError, match="还没有收到年报"):
        hand_up(library, collection, TODAY)
