"""Whose report a file is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.collection.matching import UnitNames, bearers
from model.collection.unit import CollectionUnit, UnitTree

UNITS = (
    CollectionUnit(1, "青石镇人民政府"),
    CollectionUnit(2, "县教育局", other_names=("教体局",)),
    CollectionUnit(3, "县实验小学", parent=2),
    CollectionUnit(4, "红岭镇人民政府"),
    CollectionUnit(5, "甲镇"),
    CollectionUnit(6, "财政所", parent=5),
    CollectionUnit(7, "乙镇"),
    CollectionUnit(8, "财政所", parent=7),
)
NAMES = UnitNames(UnitTree(UNITS))


@pytest.mark.parametrize(
    "unit, places, expected",
    [
        ("青石镇人民政府", ["年报.docx"], 1),
        ("青石镇 人民政府", ["县教育局发来", "01.docx"], 1),  # a folder may be anybody's
        ("教体局", ["x.docx"], 2),
        ("县实验小学", ["县教育局含学校.xlsx"], 3),  # its superior's name is no contradiction
        ("财政所", ["乙镇", "年报.docx"], 8),
        ("财政所", ["甲镇财政所.docx"], 6),
    ],
)
def test_a_file_is_of_the_unit_that_it_names(unit: str, places: list[str], expected: int) -> None:
    assert NAMES.match(unit, places).unit == expected


@pytest.mark.parametrize(
    "unit, places, proposed",
    [
        ("青石镇人民政府", ["红岭镇人民政府.docx"], (1, 4)),  # somebody else's template
        ("", ["红岭镇人民政府年报.docx"], (4,)),
        ("", ["红岭镇人民政府", "年报.docx"], (4,)),
        ("红岭镇", ["年报.docx"], (4,)),
        ("县教育和体育局", ["年报.docx"], (2,)),
        ("县水利局", ["年报.docx"], ()),
        ("示例县教育局", ["年报.docx"], (2,)),
        ("财政所", ["年报.docx"], (6, 8)),
        ("", ["年报（终稿2）.pdf"], ()),
    ],
)
def test_what_is_doubtful_is_asked_with_proposals(unit: str, places: list[str], proposed: tuple[int, ...]) -> None:
    found = NAMES.match(unit, places)
    assert found.unit is None
    assert found.asks
    assert found.proposed == proposed


@given(st.text(max_size=40), st.lists(st.text(max_size=30), max_size=3))
def test_any_names_are_matched_or_asked(unit: str, places: list[str]) -> None:
    found = NAMES.match(unit, places)
    assert (found.unit is None) is bool(found.asks)


def test_five_hundred_units_of_one_name_are_asked_for_and_eight_proposed() -> None:
    names = UnitNames(UnitTree(CollectionUnit(key, "财政所") for key in range(500)))
    found = names.match("财政所", ["财政所.docx"])
    assert (found.unit, len(found.proposed)) == (None, 8)


def test_who_bears_a_name_is_found_by_any_of_its_names() -> None:
    assert bearers(UNITS, " 教体 局 ") == [2]
    assert bearers(UNITS, "财政所") == [6, 8]
    assert bearers(UNITS, "") == []
