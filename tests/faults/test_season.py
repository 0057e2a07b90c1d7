"""A whole season of a county office, played by a robot that reckons for itself; and that it notices what is wrong."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faults.season.book import WHO
from faults.season.city import play_city
from faults.season.killed import Killed, at_a_statement
from faults.season.play import Player, SeasonError, all_steps, books, check, vouched
from faults.season.reports import draft, right
from faults.season.step import REVIEW, Desk
from faults.season.truth import YEAR, TrueCounty, added, reckoned
from model.collection.standing import StandingAct
from model.form.editions import form_for
from model.form.schema import Cell
from model.report.totals import with_totals
from tests.systems import posix_only

UNITS, FEW = 60, 6


def desk(folder: Path, name: str, size: int, seed: int) -> Desk:
    folder.mkdir(parents=True)
    return Desk(folder, TrueCounty(name, size, seed))


def test_a_season_of_sixty_units_in_a_city_of_three_counties(tmp_path: Path) -> None:
    sizes = {"甲县人民政府": UNITS, "乙县人民政府": FEW, "丙县人民政府": FEW}
    counties = [desk(tmp_path / f"{at}", name, size, at) for at, (name, size) in enumerate(sizes.items())]
    for at, one in enumerate(counties):
        player = Player(one, random.Random(at))
        player.play()
        assert player.counts["撤销重做"] > 10
        one.open()
        assert vouched(one) == ""
        one.close()
    assert len(list((tmp_path / "0" / "units").iterdir())) == UNITS - 1  # one need not report
    assert play_city(tmp_path, counties) == ""


@posix_only("processes are killed on Linux")
def test_a_season_comes_to_its_end_whenever_it_is_killed(tmp_path: Path) -> None:
    season = Killed(desk(tmp_path / "a", "甲县人民政府", FEW, 3), random.Random(3), at_a_statement, calls=150)
    season.play()
    assert season.lives > 10


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Play a season up to the first return."""
    folder = tmp_path_factory.mktemp("season") / "a"
    place = desk(folder, "甲县人民政府", FEW, 1)
    place.open()
    for one in all_steps(place):
        place.today = one.day
        one.do(place)
        if one.name.startswith("return"):
            break
    place.close()
    return folder


@pytest.fixture
def half_way(played: Path, tmp_path: Path) -> Iterator[Desk]:
    """Go on from there, with a copy."""
    place = Desk(shutil.copytree(played, tmp_path / "b"), TrueCounty("甲县人民政府", FEW, 1), today=REVIEW)
    place.open()
    yield place
    place.close()


def _pass_behind_its_back(place: Desk) -> None:
    waiting = next(one for one in place.county.senders if one.fault is None and not one.covers)
    place.library.county.act(place.key(waiting.name), StandingAct.PASS, WHO)


def _adjust(place: Desk) -> None:
    cell = Cell("fees/charges/amount")
    place.library.county.adjust(place.collection, cell, Decimal("0.01"), "多写一分", WHO)


def _change_a_figure(place: Desk) -> None:
    place.library._db.execute("UPDATE figure SET whole = whole + 1 WHERE collection = ? AND whole > 4", (2,))


@pytest.mark.parametrize("wrong", [_change_a_figure, _adjust, _pass_behind_its_back])
def test_what_is_not_in_the_books_is_noticed(half_way: Desk, wrong: Callable[[Desk], None]) -> None:
    at = next(at for at, one in enumerate(all_steps(half_way)) if one.name.startswith("return"))
    book = books(half_way)[at + 1]
    check(half_way, book)
    wrong(half_way)
    with pytest.raises(SeasonError):
        check(half_way, book)


@given(st.integers(0, 10**6), st.integers(1, 40))
def test_what_the_robot_reckons_is_what_the_form_says(seed: int, size: int) -> None:
    county = TrueCounty("甲县人民政府", size, seed)
    unit = county.units[-1]
    form, report = form_for(YEAR), right(county, unit)
    assert set(reckoned(county.numbers(unit))) == set(form.cells)
    assert with_totals(report).numbers == reckoned(county.numbers(unit))
    assert len(added([county.numbers(unit)] * 2)) == len(form.cells)
    assert draft(county, unit).unit == unit.name
