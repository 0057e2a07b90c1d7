"""Lists of units as people keep them."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.collection.lookalikes import alike
from model.collection.unit import Coverage, UnitTree, plain_name
from model.collection.unit_list import UnitList, from_rows, from_text, told_of
from model.errors import UserError
from model.report.report import Level
from tests.model.collection.units import trees

names = st.text("东西南北河山青石镇县局教育财政", min_size=2, max_size=8)


def shape(listed: UnitList) -> list[tuple[str, int | None]]:
    return [(one.name, one.parent) for one in listed.units]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("青石镇人民政府\n\n县财政局\r\n", [("青石镇人民政府", None), ("县财政局", None)]),
        (
            "\ufeff1.青石镇人民政府\n2、县财政局\n（三）县民政局",
            [("青石镇人民政府", None), ("县财政局", None), ("县民政局", None)],
        ),
        ("甲\n\t乙\n\t\t丙\n\t丁\n戊", [("甲", None), ("乙", 0), ("丙", 1), ("丁", 0), ("戊", None)]),
        ("甲\n　　乙\n　丙", [("甲", None), ("乙", 0), ("丙", 0)]),
        ("单位名称,上级\n乙校,甲局\n甲局,", [("乙校", 1), ("甲局", None)]),
        ("序号\t单位\n1\t甲局\n2\t乙局", [("甲局", None), ("乙局", None)]),
        ("1\t甲局\n2\t乙局", [("甲局", None), ("乙局", None)]),
    ],
)
def test_a_list_is_read_with_its_tree(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert shape(from_text(text, 2025)) == expected


def test_all_columns_are_read() -> None:
    rows = [
        ["2025年度政府信息公开年报报送单位"],
        ["单位名称", "别名", "层级", "上级", "送审期限", "公开期限", "口径", "计入", "免报", "联系人"],
        [
            "县教育局",
            "教体局；县教体局",
            "县（市、区）政府部门",
            "",
            "1月20日",
            "2026-02-28",
            "含下属单位",
            "是",
            "",
            "李 1380",
        ],
        ["县档案馆", "", "", "县教育局", "", "", "", "否", "并入县委办", ""],
    ]
    one, other = from_rows(rows, 2025).units
    assert (one.other_names, one.level, one.coverage) == (
        ("教体局", "县教体局"),
        Level.COUNTY_DEPARTMENT,
        Coverage.WITH_PARTS,
    )
    assert (one.send_by, one.publish_by, one.contact) == (date(2026, 1, 20), date(2026, 2, 28), "李 1380")
    assert (other.parent, other.counted, other.excused, other.coverage) == (0, False, "并入县委办", Coverage.OWN)


def test_what_cannot_be_taken_is_told_with_its_row() -> None:
    listed = from_text("单位\t上级\t送审\t层级\n甲局\t丙局\t2月30日\t大\n乙局\t乙局\t明天\t", 2025)
    assert shape(listed) == [("甲局", None), ("乙局", None)]
    assert [one.row for one in listed.problems] == [2, 2, 3, 2]
    assert any("丙局" in line for line in told_of(listed))


@pytest.mark.parametrize("text", ["", "\n \n", "单位名称\n", "单位,上级\n,甲"])
def test_a_list_without_a_unit_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="没有单位名称"):
        from_text(text, 2025)


def test_superiors_in_a_circle_are_cut_once() -> None:
    listed = from_text("单位\t上级\n甲\t丙\n乙\t甲\n丙\t乙", 2025)
    assert sum(one.parent is None for one in listed.units) == 1
    assert "绕回" in listed.problems[0].words


def test_doubles_and_lookalikes_are_told() -> None:
    listed = from_text(
        "青石镇人民政府\n青石镇\n红岭镇人民政府\n红领镇人民政府\n县财政局\n县财政局\n东河镇\n西河镇", 2025
    )
    assert [(one.first, one.second) for one in listed.doubles] == [(4, 5)]
    near = {(one.first, one.second) for one in listed.alike if not one.same}
    assert {(0, 1), (2, 3)} <= near
    assert (6, 7) not in near


def test_the_same_name_under_two_superiors_is_told_but_not_refused() -> None:
    listed = from_text("甲镇\n  财政所\n乙镇\n  财政所", 2025)
    assert listed.doubles == ()
    assert [one.same for one in listed.alike if {one.first, one.second} == {1, 3}] == [True]


def test_five_hundred_equal_names_are_told_in_no_time() -> None:
    listed = from_text("\n".join(["县财政局"] * 500), 2025)
    assert len(listed.doubles) == 499


def test_hostile_names_are_made_harmless() -> None:
    listed = from_text("甲\x00局\x1b[31m\n" + "乙" * 500 + "\n=cmd|'/C calc'!A0\n../../etc\nA\u202eB局", 2025)
    assert [len(one.name) <= 200 and one.name.isprintable() for one in listed.units] == [True] * 5
    with pytest.raises(UserError, match="不会是"):
        from_text("长" * 5000, 2025)


@given(st.text(max_size=200))
def test_any_text_is_a_list_or_is_refused(text: str) -> None:
    try:
        listed = from_text(text, 2025)
    except UserError:
        return
    tree = UnitTree(listed.units)
    assert len(list(tree.in_order())) == len(listed.units)
    assert all(key not in {up.key for up in tree.above(key)} for key in tree.units)


@given(trees())
def test_a_tree_comes_back_by_indentation_and_by_the_column_of_superiors(tree: UnitTree) -> None:
    lines = list(tree.in_order())
    indented = from_text("\n".join("  " * depth + one.name for depth, one in lines), 2025)
    out = io.StringIO()
    csv.writer(out).writerows(
        [
            ["单位", "上级"],
            *([one.name, tree.units[one.parent].name if one.parent is not None else ""] for _, one in lines),
        ]
    )
    named = from_text(out.getvalue(), 2025)
    expected = {one.name: tree.units[one.parent].name if one.parent is not None else None for _, one in lines}
    for listed in (indented, named):
        assert {
            one.name: listed.units[one.parent].name if one.parent is not None else None for one in listed.units
        } == expected


@given(st.lists(names, max_size=30))
def test_equal_names_are_found_all_of_them(listed: list[str]) -> None:
    same = [one for one in alike(listed) if one.same]
    assert len(same) == len(listed) - len({plain_name(one) for one in listed})
    assert all(plain_name(listed[one.first]) == plain_name(listed[one.second]) for one in same)
