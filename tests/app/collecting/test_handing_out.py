"""What is handed out is what the collection says, in files that every system takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.collecting.handing_out import (
    HandOutWish,
    already_there,
    file_names,
    hand_out_of,
    those_with_last_year,
    write_hand_outs,
)
from intake.gouji_parcel import hand_out_in
from model.collection.hand_out import HandOut, HandOutUnit
from model.collection.unit import Coverage
from model.errors import UserError
from model.file_names import why_not_on_windows
from model.report.report import Level
from model.rules.switches import SETTING
from model.storage.library import Library
from tests.model.storage.county.collected import HEADING, OFFICE, UNITS, WHO, YEAR, report_of

WISH = HandOutWish("甲县人民政府办公室", ("总体情况不超过1000字",))


def test_the_units_that_have_to_report_get_their_days_and_last_years(library: Library, collection: int) -> None:
    library.county.create(replace(HEADING, year=YEAR - 1), UNITS, WHO)
    library.create(replace(report_of("教体局"), year=YEAR - 1))
    library.remember(SETTING, "+T12 limit=800")
    handed = hand_out_of(library, collection, WISH)
    assert [one.name for one in handed.units] == ["青石镇人民政府", "县教育局", "县实验小学"]
    assert (handed.office, handed.year, handed.letterhead) == ("甲县人民政府", YEAR, "甲县人民政府办公室")
    office = handed.units[OFFICE]
    assert (office.send_by, office.publish_by) == (date(2026, 1, 20), HEADING.publish_by)
    assert office.coverage is Coverage.WITH_PARTS
    assert [one.name for one in those_with_last_year(handed)] == ["县教育局"]
    assert office.last_report == replace(report_of("教体局"), year=YEAR - 1)
    assert handed.rules is not None
    assert handed.rules.words == "+T12 limit=800"


def test_what_is_not_wished_is_not_in_it(library: Library, collection: int) -> None:
    library.create(replace(report_of("青石镇人民政府"), year=YEAR - 1))
    handed = hand_out_of(library, collection, HandOutWish(last_year=False, rules=False))
    assert handed.rules is None
    assert not those_with_last_year(handed)


@pytest.mark.parametrize(
    "wish, says",
    [
        (HandOutWish("x" * 201), "抬头最多200字"),
        (HandOutWish("", ("a",) * 101), "100条"),
        (HandOutWish("", ("a" * 2001,)), "第1条"),
    ],
)
def test_what_is_too_long_is_refused_before_anything_is_written(
    library: Library, collection: int, wish: HandOutWish, says: str
) -> None:
    with pytest.raises(UserError, match=says):
        hand_out_of(library, collection, wish)


@pytest.mark.parametrize("for_all", [True, False])
def test_each_file_is_read_as_what_was_handed_out(
    library: Library, collection: int, tmp_path: Path, *, for_all: bool
) -> None:
    handed = hand_out_of(library, collection, WISH)
    assert already_there(handed, tmp_path, for_all=for_all) == []
    files = write_hand_outs(handed, tmp_path, for_all=for_all)
    read = [hand_out_in(one) for one in files]
    assert read == ([handed] if for_all else [handed.only(at) for at in range(3)])
    assert already_there(handed, tmp_path, for_all=for_all) == files
    before = [one.read_bytes() for one in files]
    assert write_hand_outs(handed, tmp_path, for_all=for_all) == files
    assert [one.read_bytes() for one in files] == before


def test_a_disk_that_is_full_says_how_many_were_written(library: Library, collection: int, folder: Path) -> None:
    handed = hand_out_of(library, collection, WISH)
    (folder / file_names(handed, for_all=False)[1]).mkdir()
    with pytest.raises(UserError, match=r"县教育局.*是文件夹.*前面的1份已写好"):
        write_hand_outs(handed, folder, for_all=False)
    assert len([one for one in folder.iterdir() if one.is_file()]) == 1


names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)


@given(st.lists(names, min_size=1, max_size=5), names, st.booleans())
def test_names_are_others_and_safe_on_every_system(units: list[str], title: str, for_all: bool) -> None:  # noqa: FBT001
    listed = tuple(HandOutUnit(one, Level.COUNTY, date(2026, 1, 1), date(2026, 1, 1)) for one in units)
    found = file_names(HandOut("", title, "", YEAR, listed), for_all=for_all)
    assert len({one.casefold() for one in found}) == (1 if for_all else len(units))
    for one in found:
        assert why_not_on_windows(Path(one)) is None
        assert one.endswith(".gouji")
        assert len(one.encode()) < 255


def test_a_list_of_nobody_is_refused(library: Library) -> None:
    alone = library.county.create(HEADING, [replace(UNITS[-1], key=0)], WHO)
    with pytest.raises(UserError, match="没有要报送的单位"):
        hand_out_of(library, alone, WISH)
