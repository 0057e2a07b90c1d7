"""Who is in a sum: nobody twice, everybody told of."""

import re

from hypothesis import given
from hypothesis import strategies as st

from model.collection.scope import LeftOutWhy, scope_of
from model.collection.standing import Standing
from model.collection.unit import CollectionUnit, Coverage, UnitTree
from tests.model.collection.units import standings, trees


@given(st.data(), trees())
def test_nothing_is_counted_twice_and_nobody_is_forgotten(data: st.DataObject, tree: UnitTree) -> None:
    stands, received = data.draw(standings(tree)), data.draw(st.booleans())
    scope = scope_of(tree, stands, all_received=received)
    assert sorted([*scope.counted, *(one.unit for one in scope.left)]) == sorted(tree.units)
    told = [int(one) for one in re.findall(r"\d+(?=个)", scope.sentence.partition("：")[0])]
    assert sum(told) == len(tree.units)
    for key in scope.counted:
        assert stands[key].is_in
        assert received or stands[key].is_locked
        above = [one for one in tree.above(key) if one.key in scope.counted]
        assert all(one.coverage is Coverage.OWN for one in above)
    for one in scope.left:
        if one.why is LeftOutWhy.COVERED:
            assert one.by in scope.counted
            assert one.by in {up.key for up in tree.above(one.unit)}


@given(st.data(), trees())
def test_nothing_that_came_up_inside_another_is_counted_twice(data: st.DataObject, tree: UnitTree) -> None:
    keys = st.sampled_from(sorted(tree.units))
    inside = data.draw(st.dictionaries(keys, st.lists(keys, max_size=3).map(tuple), max_size=6))
    stands = data.draw(standings(tree))
    scope = scope_of(tree, stands, all_received=True, inside=inside)
    assert sorted([*scope.counted, *(one.unit for one in scope.left)]) == sorted(tree.units)
    for key in scope.counted:
        assert not {one for one in inside.get(key, ()) if one != key} & set(scope.counted)
    for one in scope.left:
        if one.why is LeftOutWhy.COVERED:
            assert one.by in scope.counted
    plain = scope_of(tree, stands, all_received=True)
    assert {one.unit for one in plain.left if one.why is not LeftOutWhy.COVERED}.isdisjoint(scope.counted)


@given(st.data(), trees())
def test_all_that_came_in_are_not_fewer_than_those_that_passed_where_nobody_includes_others(
    data: st.DataObject, tree: UnitTree
) -> None:
    stands = data.draw(standings(tree))
    own = UnitTree(CollectionUnit(one.key, one.name, parent=one.parent) for one in tree.units.values())
    assert set(scope_of(own, stands).counted) <= set(scope_of(own, stands, all_received=True).counted)


def test_a_child_counts_until_its_superior_does() -> None:
    tree = UnitTree(
        [CollectionUnit(1, "县教育局", coverage=Coverage.WITH_PARTS), CollectionUnit(2, "县实验小学", parent=1)]
    )
    early = scope_of(tree, {1: Standing.RECEIVED, 2: Standing.PASSED})
    assert early.counted == (2,)
    assert early.sentence == "计入1个（通过的），未计入1个：县教育局（没有通过）"
    late = scope_of(tree, {1: Standing.PASSED, 2: Standing.PASSED})
    assert late.counted == (1,)
    assert late.sentence == "计入1个（通过的），已含在上级里1个，未计入0个"
    assert late.covered_sentences == ("县教育局的年报已含下属，县实验小学不再计入",)


def test_many_that_are_not_in_it_are_counted_and_the_first_named() -> None:
    tree = UnitTree(CollectionUnit(key, f"第{key}单位") for key in range(100))
    said = scope_of(tree, dict.fromkeys(tree.units, Standing.MISSING)).sentence
    assert said.startswith("计入0个（通过的），未计入100个：第0单位（没有收到）")
    assert said.endswith("等")
