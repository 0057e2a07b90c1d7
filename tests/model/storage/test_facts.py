"""What became of a final report is kept with its history; what was final before was so by older rules, and says so."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from model.errors import UserError
from model.storage.checksums.verifying import verify
from model.storage.county.tables import MARKED
from model.storage.facts import ADDRESS, OLD_RULES, Milestone, done_on
from model.storage.library import Library
from model.storage.records import State
from tests.model.storage.samples import a_report

DATA = Path(__file__).parents[2] / "data"
DAY = date(2024, 1, 21)


@pytest.fixture
def final(library: Library) -> int:
    key = library.create(a_report())
    library.finalise(key, DAY)
    return key


def test_what_became_of_a_report_is_stored_and_told_in_its_history(library: Library, final: int) -> None:
    library.set_fact(final, Milestone.SIGNED.value, "2024-01-21")
    library.set_fact(final, ADDRESS, "https://例子.gov.cn/1.html")
    library.set_fact(final, Milestone.SIGNED.value, "2024-01-22")
    library.set_fact(final, ADDRESS, None)
    stored = library.load(final)
    assert stored.facts == {"signed": "2024-01-22"}
    assert done_on(stored.facts, Milestone.SIGNED) == date(2024, 1, 22)
    assert done_on(stored.facts, Milestone.SENT) is None
    past = [(one.old, one.new) for one in library.history(final, "fact/signed")]
    assert past == [("2024-01-21", "2024-01-22"), (None, "2024-01-21")]
    assert stored.misfits == ()
    library.close()
    assert verify(library.path) == ()


def test_only_a_final_report_is_signed_and_a_revised_one_begins_anew(library: Library, final: int) -> None:
    library.set_fact(final, Milestone.SENT.value, "2024-01-21")
    library.reopen(final, "漏报一件申请")
    assert library.load(final).facts == {}
    assert library.history(final, "fact/sent")[0].old == "2024-01-21"  # it can be looked up
    with pytest.raises(UserError, match="还没有定稿"):
        library.set_fact(final, Milestone.SENT.value, "2024-01-21")
    library.finalise(final, DAY)
    assert library.load(final).facts == {}


def before_everything_was_looked_at(path: Path) -> int:
    """Make a library of format 6 with a report that is final, and one that is not."""
    shutil.copy(DATA / "library-v6.db", path)
    with closing(Library.open(path)) as library:
        (stored,) = library.all()
        library.finalise(stored.id, DAY)
        library.create(a_report())
    with closing(sqlite3.connect(path)) as db:
        for table in ("figure", "figure_cell", *reversed(MARKED)):
            db.execute(f"DROP TABLE {table}")  # which are of format 9
        for table in ("fact", "opinion"):
            db.execute(f"DROP TABLE {table}")  # of formats 7 and 11
        db.execute("ALTER TABLE tally DROP COLUMN explain")  # which is of format 8
        db.execute("PRAGMA user_version = 6")
        db.commit()
    return stored.id


def test_what_was_final_before_stays_so_and_says_by_which_rules(path: Path) -> None:
    final = before_everything_was_looked_at(path)
    with closing(Library.open(path)) as library:
        there = {one.id: one for one in library.all()}
        assert {key for key, one in there.items() if one.by_old_rules} == {final}
        assert {one.id for one in library.summaries() if one.by_old_rules} == {final}
        assert there[final].state is State.FINAL
        assert there[final].finalised_on == DAY
        assert library.load(final).misfits == ()
        library.set_fact(final, Milestone.SENT.value, "2024-01-31")
        assert library.load(final).by_old_rules
        library.reopen(final, "按现在的规则再看一遍")
        library.finalise(final, DAY)
        assert not library.load(final).by_old_rules
        assert OLD_RULES not in library.load(final).facts
    assert verify(path) == ()


def test_a_header_that_did_not_fit_before_does_not_fit_afterwards_either(path: Path) -> None:
    final = before_everything_was_looked_at(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE report SET unit = unit || '!' WHERE id = ?", (final,))
        db.commit()
    with closing(Library.open(path)) as library:
        assert [one.table for one in library.load(final).misfits] == ["report"]
