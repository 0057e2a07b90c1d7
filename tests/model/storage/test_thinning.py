"""Nothing that only one backup holds goes, whatever the days, the sizes and the space."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from model.storage.backups.backup_files import BackupOrigin
from model.storage.backups.holdings import Tip
from model.storage.backups.thinning import DAYS, LEAST, MONTHS, WEEKS, Candidate, by_calendar, newest_first, plan

TODAY = date(2026, 3, 2)
PLENTY = 10**12


def tips(*numbers: int) -> frozenset[Tip]:
    return frozenset(Tip(number, 1, "then") for number in numbers)


@st.composite
def lots(draw: st.DrawFn) -> list[Candidate]:
    """Backups of any days, holding any edits: lines that part, a clock that jumps, several of one day."""
    days = draw(st.lists(st.integers(-800, 40), max_size=60))
    random, made = Random(draw(st.integers(0, 2**32))), []
    for at, back in enumerate(days):
        own = frozenset(random.sample(range(1, 13), random.randint(0, 4)))
        more = frozenset(random.sample(range(1, 13), random.randint(0, 8)))
        day = TODAY + timedelta(days=back)
        size = random.randint(0, 1000)
        made.append(Candidate(str(at), day, at, size, tips(*own), tips(*(own | more))))
    return made


@given(lots(), st.integers(0, 20_000))
def test_what_goes_is_held_by_newer_ones_that_stay(candidates: list[Candidate], limit: int) -> None:
    decided = plan(candidates, TODAY, limit)
    ordered = newest_first(candidates, TODAY)
    assert sorted(decided.stay + decided.go, key=ordered.index) == ordered
    for gone in decided.go:
        newer = [one for one in decided.stay if ordered.index(one) < ordered.index(gone)]
        assert gone.tips <= frozenset().union(*(one.holds for one in newer))


@given(lots(), st.integers(0, 20_000))
def test_three_stay_and_what_is_too_large_is_said(candidates: list[Candidate], limit: int) -> None:
    decided = plan(candidates, TODAY, limit)
    assert len(decided.stay) >= min(LEAST, len(candidates))
    assert decided.too_large == (sum(one.size for one in decided.stay) > limit)


@given(lots())
def test_space_takes_the_oldest_first_and_no_more_than_is_needed(candidates: list[Candidate]) -> None:
    alike = [replace(one, tips=tips(1), holds=tips(1), size=10) for one in candidates]
    roomy = plan(alike, TODAY, PLENTY).stay
    assert plan(alike, TODAY, 10 * len(roomy)).stay == roomy
    for room in range(LEAST, len(roomy)):
        assert plan(alike, TODAY, 10 * room + 5).stay == roomy[:room]


@given(lots())
def test_thinning_what_was_thinned_changes_nothing(candidates: list[Candidate]) -> None:
    once = plan(candidates, TODAY, PLENTY)
    assert plan(once.stay, TODAY, PLENTY).go == ()


@given(lots())
def test_the_newest_that_is_not_of_the_future_stays(candidates: list[Candidate]) -> None:
    """A clock gone wrong must not end backups: those of 2099 are not preferred to today's."""
    decided = plan([*candidates, Candidate("today", TODAY, 99)], TODAY, 0)
    assert decided.stay[0].name == "today"


def line(days: int) -> list[Candidate]:
    """One backup a day, each holding all that came before."""
    return [
        Candidate(str(back), TODAY - timedelta(days=back), 1, 10, tips(days - back), tips(*range(days - back + 1)))
        for back in range(days)
    ]


def test_of_two_years_ten_days_eight_weeks_and_twelve_months_stay() -> None:
    decided = plan(line(730), TODAY, PLENTY)
    back = [(TODAY - one.day).days for one in decided.stay]
    assert len(back) == DAYS + WEEKS + MONTHS
    assert back[:DAYS] == list(range(DAYS))
    assert len({one.day.isocalendar()[:2] for one in decided.stay}) >= WEEKS + 2
    assert len({(one.day.year, one.day.month) for one in decided.stay}) >= MONTHS
    assert back[-1] > 365


def test_day_by_day_as_many_stay_as_at_once() -> None:
    """What is thinned every day keeps weeks and months all the same."""
    stay: tuple[Candidate, ...] = ()
    first = TODAY - timedelta(days=730)
    for gone in range(730):
        day = first + timedelta(days=gone)
        stay = plan([*stay, Candidate(str(gone), day, 1, 10, tips(gone), tips(*range(gone + 1)))], day, PLENTY).stay
    assert len(stay) == DAYS + WEEKS + MONTHS
    assert (TODAY - stay[-1].day).days > 365


def test_twelve_empty_days_do_not_push_out_what_held_something() -> None:
    full = replace(line(1)[0], day=TODAY - timedelta(days=400), tips=tips(1, 2), holds=tips(1, 2))
    empty = [replace(one, tips=frozenset(), holds=frozenset()) for one in line(60)]
    assert full in plan([*empty, full], TODAY, PLENTY).stay
    assert full in plan([*empty, full], TODAY, 0).stay


def test_a_clock_set_to_2099_and_back_costs_no_backup() -> None:
    wrong = [
        Candidate(f"wrong{n}", date(2099, 1, 1 + n), 1, 10, tips(n), tips(*range(n + 1))) for n in range(20)
    ]  # newer by name than all that come
    right = Candidate("right", TODAY, 1, 10, tips(30), tips(*range(31)))
    assert plan([*wrong, right], TODAY, PLENTY).stay[0] == right
    day = date(2099, 2, 1)  # and while it is wrong, what was made before stays for its day
    assert set(plan([*line(8), Candidate("wrong", day)], day, PLENTY).stay) >= set(line(8))


def test_each_that_stays_has_its_reason() -> None:
    days = [one.day for one in line(400)]
    sources = list(by_calendar(days).values())
    assert [sources.count(one) for one in (BackupOrigin.DAILY, BackupOrigin.WEEKLY, BackupOrigin.MONTHLY)] == [
        DAYS,
        WEEKS,
        MONTHS,
    ]
