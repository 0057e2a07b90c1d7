"""Names that may mean one office are told; those of two offices, however alike, are not."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.collection.lookalikes import alike
from model.collection.matching import UnitNames
from model.collection.office_names import may_be_one
from model.collection.unit import CollectionUnit, UnitTree

# what a county's list has: no two of them are one
DEPARTMENTS = """
发展和改革局 教育局 科技局 工业和信息化局 公安局 民政局 司法局 财政局 人力资源和社会保障局 自然资源局 住房和城乡建设局
交通运输局 水利局 农业农村局 商务局 文化和旅游局 卫生健康局 退役军人事务局 应急管理局 审计局 市场监督管理局 统计局
医疗保障局 乡村振兴局 信访局 林业局 城市管理局 行政审批局 税务局 气象局 烟草专卖局 体育局 数据局 档案局 民族宗教事务局
"""
TOWNS = """
城关镇 青石镇 青山镇 龙泉镇 龙潭镇 龙门镇 东山镇 南山镇 西河乡 柳河乡 柳林乡 石桥镇 石坝镇 大河乡 小河乡
"""
COUNTY = [*(f"县{one}" for one in DEPARTMENTS.split()), *(f"{one}人民政府" for one in TOWNS.split())]
# the same office under two names
RENAMED = (
    ("县教育局", "县教育和体育局"),
    ("县教育局", "县教体局"),
    ("县体育局", "县教体局"),
    ("县住建局", "县住房和城乡建设局"),
    ("县发改委", "县发展和改革局"),
    ("县人社局", "县人力资源和社会保障局"),
    ("县市监局", "县市场监督管理局"),
    ("县市场监管局", "县市场监督管理局"),
    ("县卫健委", "县卫生健康局"),
    ("县文旅局", "县文化广电和旅游局"),
    ("县工信局", "县工业和信息化局"),
    ("县农业局", "县农业农村局"),
    ("红岭镇", "红岭镇人民政府"),
    ("青禾县教育局", "教育和体育局"),
    ("城东街道", "城东街道办事处"),
)
names = st.sampled_from(sorted({*COUNTY, *(name for pair in RENAMED for name in pair)})) | st.text(max_size=12)


@pytest.mark.parametrize("one, other", RENAMED)
def test_a_short_form_and_a_new_name_may_be_the_same_office(one: str, other: str) -> None:
    assert may_be_one(one, other)
    assert may_be_one(other, one)


def test_no_two_units_of_a_county_are_taken_for_one() -> None:
    assert [(one, other) for one, other in combinations(COUNTY, 2) if may_be_one(one, other)] == []
    assert alike(COUNTY) == ()


@pytest.mark.parametrize("one, other", [pair for pair in RENAMED if pair[0].startswith("县")])
def test_one_office_twice_in_a_list_is_told(one: str, other: str) -> None:
    without = [name for name in COUNTY if name not in {one, other} and not may_be_one(name, one)]
    without = [name for name in without if not may_be_one(name, other)]
    listed = [*without, one, other]
    assert [(listed[found.first], listed[found.second], found.same) for found in alike(listed)] == [(one, other, False)]


def test_other_areas_have_offices_of_their_own() -> None:
    assert not may_be_one("甲县教育局", "乙县教育和体育局")
    assert alike(["甲县教育局", "乙县教育和体育局", "丙县教体局"]) == ()


@given(names, names)
def test_it_is_the_same_from_both_sides_and_no_name_is_another_of_itself(one: str, other: str) -> None:
    assert may_be_one(one, other) is may_be_one(other, one)
    assert not may_be_one(one, one)


@pytest.mark.parametrize("listed, written", RENAMED)
def test_the_office_is_proposed_for_a_file_and_never_taken_in_silence(listed: str, written: str) -> None:
    others = [name for name in COUNTY if not (may_be_one(name, written) or may_be_one(name, listed) or name == listed)]
    units = [CollectionUnit(at, name) for at, name in enumerate([*others, listed]) if name != written]
    found = UnitNames(UnitTree(units)).match(written, ["年报.docx"])
    assert found.unit is None
    assert listed in {one.name for one in units if one.key in found.proposed}
