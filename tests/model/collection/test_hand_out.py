"""What is handed out comes out as it went in, or is refused with a sentence; nobody is named in it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export import gouji_parcel
from export.gouji_parcel import write_parcel
from intake import READERS
from intake import gouji_parcel as reading_parcels
from intake.gouji_parcel import hand_out_in, load_any
from model.collection import envelope
from model.collection.envelope import MANIFEST
from model.collection.hand_out import HAND_OUT, HandOut, HandOutUnit, members
from model.collection.unit import CollectionUnit, Coverage, plain_name
from model.errors import UserError
from model.report.file_format import dumps
from model.report.report import Level
from model.rules.switches import Switches
from tests.model.collection.sealing import packed, refused, with_member, with_values
from tests.model.storage.county.collected import YEAR, report_of

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
names = words.filter(plain_name)
switches = st.builds(
    Switches,
    off=st.frozensets(st.sampled_from(["T5", "X4"])),
    on=st.frozensets(st.sampled_from(["T12", "T13"])),
    limit=st.integers(1, 9999),
)
LAST = dumps(replace(report_of("青石镇人民政府"), year=YEAR - 1)).encode()
units = st.builds(
    HandOutUnit,
    name=names,
    level=st.sampled_from(Level),
    send_by=st.dates(),
    publish_by=st.dates(),
    other_names=st.lists(words, max_size=3).map(tuple),
    coverage=st.sampled_from(Coverage),
    last_year=st.none() | st.just(LAST),
)
handed_out = st.builds(
    HandOut,
    office=words,
    title=words,
    letterhead=words,
    year=st.just(YEAR),
    units=st.lists(units, min_size=1, max_size=4).map(tuple),
    requirements=st.lists(words, max_size=3).map(tuple),
    rules=st.none() | switches,
)
UNIT = HandOutUnit("青石镇人民政府", Level.TOWNSHIP, date(2026, 1, 31), date(2026, 2, 28), last_year=LAST)
HANDED = HandOut("甲县人民政府", "甲县2025年度年报", "甲县人民政府办公室", YEAR, (UNIT,), ("总体情况不超过1000字",))


@settings(max_examples=40)
@given(handed_out)
def test_it_comes_out_as_it_went_in(handed: HandOut) -> None:
    data = write_parcel(handed)
    assert load_any(data) == handed
    assert write_parcel(handed) == data


@given(handed_out, st.data())
def test_what_is_for_one_unit_says_nothing_of_others(handed: HandOut, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(handed.units) - 1))
    (one,) = handed.only(at).units
    assert one == handed.units[at]
    assert replace(handed.only(at), units=handed.units) == handed


@settings(max_examples=200)
@given(st.data())
def test_a_byte_that_is_another_is_noticed_or_changes_nothing(data: st.DataObject) -> None:
    whole = bytearray(write_parcel(HANDED))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    try:
        found = load_any(bytes(whole))
    except UserError:
        return
    assert found == HANDED


def test_a_later_version_names_its_program_whatever_else_is_in_it() -> None:
    inside = members(HANDED)
    manifest = json.dumps({"parcel": 2, "needs": "3.4", "kind": "what nobody knows yet"}).encode()
    assert "要用勾稽3.4或更新的版本打开" in refused(packed({**inside, MANIFEST: manifest, "new/member.bin": b""}))


@pytest.mark.parametrize(
    "values, says",
    [
        ({"units": []}, "没有单位"),
        ({"units": [{"name": " ", "level": "county"}]}, "没有名称"),
        ({"units": [{"name": "甲", "level": "county"}]}, "没有期限"),
        ({"units": [{"name": "甲", "level": "empire"}]}, "empire"),
        ({"year": 1066}, "1066"),
        ({"year": "2025"}, "年度"),
        ({"requirements": ["x" * 2001]}, "2000字"),
        ({"requirements": ["x"] * 101}, "超过100条"),
        ({"letterhead": 3}, "letterhead"),
        ({"rules": []}, "规则"),
        ({"year": YEAR + 1}, f"不是{YEAR}年度的"),
    ],
)
def test_what_is_not_as_it_should_be_is_told(values: dict[str, Any], says: str) -> None:
    inside = members(HANDED)
    if "units" in values:
        inside = {name: data for name, data in inside.items() if not name.startswith("last_year")}
        inside[MANIFEST] = json.dumps(
            {**json.loads(inside[MANIFEST]), "files": {HAND_OUT: json.loads(inside[MANIFEST])["files"][HAND_OUT]}}
        ).encode()
    assert says in refused(with_values(inside, HAND_OUT, **values))


def test_last_years_that_are_none_or_nobodys_are_refused() -> None:
    inside = members(HANDED)
    assert "“青石镇人民政府”的上年年报：" in refused(with_member(inside, "last_year/00001.json", b"{}"))
    assert "比hand_out.json的单位多" in refused(with_member(inside, "last_year/00002.json", LAST))
    assert "不认识的文件" in refused(with_member(inside, "last_year/../../x.json", LAST))
    assert "超过" in refused(with_member(inside, "last_year/00001.json", b" " * 6_000_001))


def test_contacts_and_what_the_office_says_of_a_unit_stay_there() -> None:
    unit = CollectionUnit(7, "县档案馆", excused="并入县委办", contact="张三 13800000000", send_by=date(2026, 1, 9))
    said = HandOutUnit.of(unit, date(2026, 1, 31), date(2026, 2, 28))
    assert (said.send_by, said.publish_by) == (date(2026, 1, 9), date(2026, 2, 28))
    told = b"".join(members(replace(HANDED, units=(said,))).values()).decode()
    assert not [word for word in ("张三", "138", "并入") if word in told]


@pytest.mark.parametrize(
    "names, at",
    [(("县教育局",), 1), (("教体局", "县档案馆"), 1), (("县 档案馆",), None), (("乙镇",), None), ((), None)],
)
def test_a_unit_is_known_by_any_of_its_names_if_by_one_alone(names: tuple[str, ...], at: int | None) -> None:
    listed = [CollectionUnit(0, "县档案馆"), CollectionUnit(1, "县教育局", ("教体局",)), CollectionUnit(2, "县档案馆")]
    said = tuple(HandOutUnit.of(one, date(2026, 1, 31), date(2026, 2, 28)) for one in listed)
    assert replace(HANDED, units=said).meant(names) == at


def test_it_is_no_report_and_is_found_by_what_it_is_not_by_its_name(tmp_path: Path) -> None:
    data = write_parcel(HANDED)
    with pytest.raises(UserError, match="“甲县人民政府”下发的文件"):
        READERS[".gouji"].load(data, "")
    path = tmp_path / "甲.GOUJI"
    path.write_bytes(data)
    assert hand_out_in(path) == HANDED
    path.write_bytes(data[:-30])
    assert hand_out_in(path) is None
    path.write_bytes(with_values(members(HANDED), HAND_OUT, year=0))
    with pytest.raises(UserError, match=r"甲\.GOUJI：.*年度"):
        hand_out_in(path)
    assert hand_out_in(tmp_path / "没有.gouji") is None


@pytest.mark.parametrize(
    "limit, most, says", [("LARGEST_WHOLE", 3000, "last_year/00001"), ("MOST_MEMBERS", 1, "超过1个")]
)
def test_what_is_too_much_altogether_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int, says: str
) -> None:
    data = write_parcel(HANDED)
    monkeypatch.setattr(reading_parcels, limit, most)
    assert says in refused(data)


@pytest.mark.parametrize("limit, most", [("LARGEST_PACKED", 900), ("LARGEST_WHOLE", 3000), ("MOST_MEMBERS", 2)])
def test_what_nobody_could_read_is_not_written(monkeypatch: pytest.MonkeyPatch, limit: str, most: int) -> None:
    assert READERS[".gouji"].largest == envelope.LARGEST_PACKED
    monkeypatch.setattr(gouji_parcel, limit, most)
    with pytest.raises(UserError, match="收到的人打不开"):
        write_parcel(HANDED)
