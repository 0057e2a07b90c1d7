"""A unit that is given another name: whether it is the same unit or another is asked, kept, and can be taken back."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from model.storage.checksums.verifying import verify
from model.storage.events import HistoryEvent
from model.storage.library import Library
from model.storage.same_unit import Kinship
from model.storage.units import fit, known, squeezed
from tests.model.storage.samples import TEXT, UNIT, a_report

NEW, THIRD = "示例街道办事处", "示例园区管理委员会"


def rename(library: Library, key: int, unit: str, *, same: bool | None = None) -> None:
    report = library.load(key).report
    library.set_header(key, unit=unit, level=report.level, year=report.year, same=same)


def groups(library: Library) -> set[frozenset[int]]:
    """Return which reports are of one unit."""
    whose: dict[int, set[int]] = {}
    for report, unit in library._db.execute("SELECT id, unit_id FROM report").fetchall():
        whose.setdefault(unit, set()).add(report)
    return set(map(frozenset, whose.values()))


def asked(library: Library, key: int, name: str) -> tuple[str, bool | None] | None:
    kin = library.kinship(key, name)
    return None if kin is None else (kin.name, kin.same)


@pytest.fixture
def years(library: Library) -> list[int]:
    """Return the reports of one unit for three years."""
    return [library.create(a_report(year=year)) for year in (2021, 2022, 2023)]


def test_nothing_is_asked_of_the_only_report_of_a_unit(library: Library) -> None:
    key = library.create(a_report())
    assert asked(library, key, NEW) is None
    rename(library, key, NEW)
    assert [library.number_of(name, 2023) for name in (UNIT, NEW)] == [None, key]


def test_nothing_is_asked_where_the_new_name_is_known(library: Library, years: list[int]) -> None:
    other = library.create(a_report(unit=NEW, year=2020))
    assert asked(library, years[2], NEW) is None
    rename(library, years[2], NEW)
    assert groups(library) == {frozenset(years[:2]), frozenset({years[2], other})}


@pytest.mark.parametrize("name", [UNIT, f"{UNIT[:2]}　{UNIT[2:]}"])
def test_nothing_is_asked_while_all_bear_one_name(library: Library, years: list[int], name: str) -> None:
    assert asked(library, years[2], name) is None


def test_a_name_that_is_new_among_reports_of_the_old_is_asked_about(library: Library, years: list[int]) -> None:
    assert asked(library, years[2], NEW) == (UNIT, None)


def test_a_slip_in_the_new_name_is_put_right_without_a_question(library: Library, years: list[int]) -> None:
    rename(library, years[2], "示例接道办事处", same=True)
    assert asked(library, years[2], NEW) == (UNIT, True)
    rename(library, years[2], NEW)
    assert groups(library) == {frozenset(years)}


def test_another_unit_has_no_last_year(library: Library, years: list[int]) -> None:
    rename(library, years[2], NEW, same=False)
    assert library.last_year(library.load(years[2]).report) is None
    assert groups(library) == {frozenset(years[:2]), frozenset(years[2:])}
    assert library.number_of(UNIT, 2023) is None


@pytest.mark.parametrize("first", [True, False])
def test_either_answer_is_taken_back_by_the_other(library: Library, years: list[int], *, first: bool) -> None:
    rename(library, years[2], NEW, same=first)
    before = groups(library)
    assert asked(library, years[2], NEW) == (UNIT, first)
    rename(library, years[2], NEW, same=not first)
    assert groups(library) != before
    assert asked(library, years[2], NEW) == (UNIT, not first)
    rename(library, years[2], NEW, same=first)
    assert groups(library) == before
    assert verify(library.path) == ()


def test_all_that_bear_the_name_go_together(library: Library, years: list[int]) -> None:
    rename(library, years[1], NEW, same=True)
    rename(library, years[2], NEW)
    rename(library, years[2], NEW, same=False)
    assert groups(library) == {frozenset(years[:1]), frozenset(years[1:])}
    for key in years[1:]:  # each tells of it, and each can take it back
        entry = library.history(key, "unit_id")[0]
        assert (entry.old, entry.new, entry.step) == (UNIT, NEW, HistoryEvent.PARTED.label)
        assert asked(library, key, NEW) == (UNIT, False)
    rename(library, years[1], NEW, same=True)
    assert groups(library) == {frozenset(years)}
    assert library.history(years[2], "unit_id")[0].step == HistoryEvent.JOINED.label


def test_of_three_names_one_is_parted_and_comes_back(library: Library, years: list[int]) -> None:
    rename(library, years[1], NEW, same=True)
    rename(library, years[2], THIRD, same=True)
    rename(library, years[1], NEW, same=False)
    assert groups(library) == {frozenset({years[0], years[2]}), frozenset({years[1]})}
    rename(library, years[1], NEW, same=True)
    assert groups(library) == {frozenset(years)}


def test_the_name_that_was_before_leads_back_without_a_question(library: Library, years: list[int]) -> None:
    rename(library, years[2], NEW, same=False)
    assert asked(library, years[2], UNIT) is None
    rename(library, years[2], UNIT)
    assert groups(library) == {frozenset(years)}


def test_what_was_one_units_is_another_ones_peer_once_it_is_parted(library: Library) -> None:
    words = {TEXT: "围绕重点领域公开政府信息，加强解读和回应，" * 9}
    first = library.create(a_report(year=2022, texts=words))
    second = library.create(a_report(year=2023))
    rename(library, second, NEW, same=True)
    other = library.create(a_report(unit=NEW, year=2022, texts=words))
    mine = library.load(first).report
    near = list(library.others(mine).near(TEXT, words[TEXT], 90))  # the sketches are held from now on
    assert near == []
    rename(library, second, NEW, same=False)  # the other report goes along
    assert [one.unit for one in library.others(mine).near(TEXT, words[TEXT], 90)] == [NEW]
    rename(library, second, NEW, same=True)
    assert [*library.others(mine).near(TEXT, words[TEXT], 90)] == []
    assert library.is_there(other)


def test_a_closed_and_a_deleted_report_go_along(library: Library, years: list[int]) -> None:
    rename(library, years[1], NEW, same=True)
    rename(library, years[2], NEW)
    library.delete(years[1])
    rename(library, years[2], NEW, same=False)
    library.restore(years[1])
    assert library.number_of(NEW, 2022) == years[1]
    assert verify(library.path) == ()


def test_a_deleted_report_alone_asks_nothing(library: Library, years: list[int]) -> None:
    for key in years[:2]:
        library.delete(key)
    assert asked(library, years[2], NEW) is None


def test_two_of_a_year_are_told_before_they_are(library: Library, years: list[int]) -> None:
    rename(library, years[2], NEW, same=False)
    assert library.clash(years[2], NEW, 2023, same=True) is None
    beside = library.create(a_report(year=2023))
    assert library.clash(years[2], NEW, 2023, same=True) == 2023
    assert library.clash(beside, UNIT, 2023) is None
    assert library.clash(beside, UNIT, 2022) == 2022
    assert library.clash(beside, "又一个镇", 2022, same=True) == 2022
    assert library.clash(beside, "又一个镇", 2022, same=False) is None
    along = library.create(a_report(unit=NEW, year=2022))
    library.delete(beside)
    assert library.clash(years[2], NEW, 2023, same=True) == 2022  # that of the report that comes along
    assert library.clash(along, NEW, 2023) == 2023


def test_of_two_of_a_year_the_one_that_bears_the_name_is_meant(library: Library, years: list[int]) -> None:
    library.delete(years[1])
    newer = library.create(a_report(unit=NEW, year=2022))
    rename(library, newer, UNIT)
    rename(library, newer, NEW, same=True)
    library.restore(years[1])
    for name, meant in ((UNIT, years[1]), (NEW, newer), (f" {NEW}", newer), ("没有的镇", None)):
        assert library.number_of(name, 2022) == meant
    library.set_deadline(newer, None)  # which was changed last does not matter
    assert library.number_of(UNIT, 2022) == years[1]


def test_of_two_under_one_name_the_one_changed_last_is_meant(library: Library, years: list[int]) -> None:
    library.delete(years[2])
    newer = library.create(a_report(year=2023))
    library.restore(years[2])
    assert library.number_of(UNIT, 2023) == years[2]
    library.set_deadline(newer, None)
    assert library.number_of(UNIT, 2023) == newer


NAMES = st.sampled_from(["甲镇", "甲 镇", "乙镇", "丙局", "丁委"])


class Headings(RuleBasedStateMachine):
    """Headings changed at random: whatever is answered, a name and all that bear it are of one unit."""

    reports = Bundle("reports")

    @initialize(target=reports, names=st.lists(NAMES, min_size=2, max_size=4))
    def begin(self, names: list[str]) -> object:
        self.folder = TemporaryDirectory()
        self.library = Library(Path(self.folder.name, "library.db"))
        made = (self.library.create(a_report(unit=name, year=2020 + at)) for at, name in enumerate(names))
        return multiple(*made)

    @rule(target=reports, name=NAMES, year=st.integers(2020, 2024))
    def create(self, name: str, year: int) -> int:
        return self.library.create(a_report(unit=name, year=year))

    @rule(key=reports, name=NAMES, same=st.sampled_from([True, False, None]))
    def rename(self, key: int, name: str, same: bool | None) -> None:  # noqa: FBT001 — hypothesis names it
        if self.library.is_there(key):
            rename(self.library, key, name, same=same)

    @rule(key=reports, data=st.data())
    def change_ones_mind(self, key: int, data: st.DataObject) -> None:
        if not self.library.is_there(key):
            return
        name = self.library.load(key).report.unit
        kin, before = self.library.kinship(key, name), groups(self.library)
        if kin is not None:
            assert isinstance(kin, Kinship)
            assert kin.same is not None  # it bears the name already
            rename(self.library, key, name, same=not kin.same)
            assert groups(self.library) != before
            rename(self.library, key, name, same=kin.same)
            if kin.same or not self.bears_others(before, key, name):  # what came along under another name stays
                assert groups(self.library) == before

    def bears_others(self, before: set[frozenset[int]], key: int, name: str) -> bool:
        """Return whether a unit had reports of other names, deleted ones, too."""
        mine = next(group for group in before if key in group)
        placed = ",".join("?" * len(mine))
        borne = self.library._db.execute(f"SELECT unit FROM report WHERE id IN ({placed})", tuple(mine))  # noqa: S608
        return any("".join(one.split()) != "".join(name.split()) for (one,) in borne)

    @rule(key=reports)
    def delete_or_restore(self, key: int) -> None:
        act = self.library.delete if self.library.is_there(key) else self.library.restore
        act(key)

    @invariant()
    def a_name_is_one_units(self) -> None:
        if not hasattr(self, "library"):
            return
        for name, unit in self.library._db.execute("SELECT unit, unit_id FROM report").fetchall():
            assert known(self.library._db, name) == unit
        spelt = [squeezed(name) for (name,) in self.library._db.execute("SELECT name FROM unit_name").fetchall()]
        assert len(spelt) == len(set(spelt))
        assert fit(self.library._db)

    def teardown(self) -> None:
        if hasattr(self, "library"):
            assert verify(self.library.path) == ()
            self.library.close()
            self.folder.cleanup()


TestHeadings = Headings.TestCase
TestHeadings.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
