"""Whatever is not as it was written is told, whatever was written fits, and nothing is put right in silence."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.collection.opinion import Opinion
from model.errors import DamagedError, UserError
from model.form.schema import Cell
from model.report.bindings import Binding
from model.report.printed import printed_place
from model.report.report import Explanation, Level
from model.storage import rows
from model.storage.backups.backup import back_up
from model.storage.checksums import sums
from model.storage.checksums.sums import HEADER, SETTING, STEP, TABLES, TALLY, UNIT, UNIT_NAME, mark
from model.storage.checksums.verifying import verify
from model.storage.county.tables import MARKED
from model.storage.events import HistoryEvent
from model.storage.files.places import backups_of
from model.storage.library import Library
from model.storage.records import Change, How, Misfit, MisfitKind, Offer
from tests.model.storage.samples import CELL, CHANGES, TEXT, WORDS, a_report, reports

TYPING = HistoryEvent.TYPED.label
OTHER = "applications/received/natural_person"
TOTAL = Cell("applications/received/total")
WRONG = f"UPDATE number SET value = '337' WHERE cell = '{CELL}'"  # noqa: S608 — a cell of the form


def covered(table: str) -> tuple[str, ...]:
    others = {"report": HEADER, "setting": SETTING, "unit": UNIT, "unit_name": UNIT_NAME, "tally": TALLY, "step": STEP}
    return others.get(table) or MARKED.get(table) or TABLES[table].columns


def columns(db: sqlite3.Connection) -> dict[str, list[str]]:
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {name: [row[1] for row in db.execute(f"PRAGMA table_info({name})")] for name in names}


def test_every_column_of_every_table_is_under_a_mark(library: Library) -> None:
    following = {"figure", "figure_cell"}  # they follow from the submissions, and are compared with them
    for table, there in columns(library._db).items():
        if table in following:
            continue
        assert sorted(there) == sorted([*covered(table), "mark"]), table


def filled(library: Library) -> int:
    """Fill every table."""
    key = library.create(a_report(numbers={CELL: Decimal(335)}, texts={TEXT: "受理335件"}))
    library.write(key, [Change(OTHER, None, Decimal("5.10"))], How.TYPED, TYPING)
    library.write(key, [], How.TYPED, TYPING, (Binding(TEXT, 2, 5, (CELL,)),))
    library.explain(key, Explanation("X1", (CELL,), "原因如此", "王", "2024-01-02T03:04:05"), {CELL: Decimal(335)})
    library.finalise(key, date(2024, 1, 20))
    library.reopen(key, "更正一处")
    library.write(key, [Change(printed_place(TOTAL), None, Decimal(340))], How.IMPORTED, TYPING)
    library.set_deadline(key, date(2024, 1, 31))
    library.set_setting("zoom", "125")
    with library._writing(key) as writing:  # as of a final report, which no edit would be possible in
        rows.put(writing, "fact", "signed", "2024-01-21")
    library.take_opinions(key, [Opinion("1-a", CELL, "请核对")])
    return key


PLACES = [(table, column) for table in (*TABLES, "report", "unit", "unit_name") for column in (*covered(table), "mark")]


@pytest.mark.parametrize("table, column", PLACES)
def test_whatever_was_changed_beside_the_program_is_told(path: Path, table: str, column: str) -> None:
    with closing(Library.open(path)) as library:
        filled(library)
    assert verify(path) == ()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        (value,) = db.execute(f'SELECT "{column}" FROM {table} ORDER BY rowid LIMIT 1').fetchone()  # noqa: S608
        other = value + 100 if isinstance(value, int) else f"{value or ''}1"
        db.execute(f'UPDATE {table} SET "{column}" = ? WHERE rowid = (SELECT min(rowid) FROM {table})', (other,))  # noqa: S608
    assert verify(path) != ()


@pytest.mark.parametrize("table", [*TABLES, "report", "unit", "unit_name"])
def test_a_lost_row_is_told(path: Path, table: str) -> None:
    with closing(Library.open(path)) as library:
        filled(library)
        library.create(a_report(unit="乙镇"))
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"DELETE FROM {table} WHERE rowid = (SELECT max(rowid) FROM {table})")  # noqa: S608
    assert verify(path) != ()


def test_a_setting_that_does_not_fit_counts_as_none(library: Library) -> None:
    library.set_setting("zoom", "125")
    library._db.execute("UPDATE setting SET value = '12' || CAST(x'ff' AS TEXT) WHERE key = 'zoom'")
    assert library.setting("zoom") is None
    (misfit,) = verify(library.path)
    assert (misfit.kind, misfit.place) == (MisfitKind.SETTING, "zoom")
    library.mend(misfit)
    assert verify(library.path) == ()


def test_damage_that_sqlite_finds_is_damage(path: Path) -> None:
    with closing(Library.open(path)) as library:
        filled(library)
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 4] = bytes(4096)
    path.write_bytes(content)
    with pytest.raises(DamagedError):
        verify(path)


@given(st.lists(st.integers(0, 2**62) | st.none() | WORDS, min_size=1, max_size=5), st.data())
def test_a_mark_finds_every_single_bit(row: list[object], data: st.DataObject) -> None:
    framed = bytearray(sums._framed(row).encode())
    right = sums.checksum(framed)
    framed[data.draw(st.integers(0, len(framed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert sums.checksum(framed) != right


@given(st.lists(WORDS | st.none() | st.integers(), min_size=2, max_size=4))
def test_what_stands_in_another_column_has_another_mark(row: list[object]) -> None:
    assert mark("text", row) != mark("history", row)
    assert mark("text", [*row, None]) != mark("text", row)
    assert mark("text", [str(row), *row]) != mark("text", row)


@dataclass
class Robot:
    """Does with a library whatever can be done."""

    library: Library

    def act(self, data: st.DataObject) -> None:
        keys = [one.id for one in (*self.library.all(), *self.library.deleted())]
        acts: list[Callable[[st.DataObject, int], object]] = [
            self.write, self.type, self.bind, self.explain, self.unexplain, self.head, self.finalise, self.reopen,
            self.delete, self.restore, self.together, self.due,
        ]  # fmt: skip
        if not keys or data.draw(st.integers(0, 9)) == 0:
            self.library.create(data.draw(reports()))
        else:
            with suppress(UserError):
                data.draw(st.sampled_from(acts))(data, data.draw(st.sampled_from(keys)))

    def write(self, data: st.DataObject, key: int) -> None:
        with suppress(ValueError):  # a place of another form
            self.library.write(key, data.draw(CHANGES), How.PASTED, "粘贴")

    def type(self, data: st.DataObject, key: int) -> None:
        for words in data.draw(st.lists(WORDS, max_size=3)):
            self.library.write(key, [Change(TEXT, None, words)], How.TYPED, TYPING)

    def bind(self, data: st.DataObject, key: int) -> None:
        starts = data.draw(st.lists(st.integers(0, 9), unique=True, max_size=3))
        bindings = tuple(Binding(TEXT, start, start + 1, (CELL,)) for start in starts)
        self.library.write(key, [], How.TYPED, "绑定", bindings)

    def explain(self, data: st.DataObject, key: int) -> None:
        check = data.draw(st.sampled_from(["X1", "X2"]))
        self.library.explain(key, Explanation(check, (CELL,), data.draw(WORDS), "", ""), {CELL: None})

    def unexplain(self, data: st.DataObject, key: int) -> None:
        self.library.unexplain(key, data.draw(st.sampled_from(["X1", "X2"])), (CELL,))

    def head(self, data: st.DataObject, key: int) -> None:
        year = data.draw(st.integers(2015, 2024))
        self.library.set_header(key, unit=data.draw(WORDS), level=data.draw(st.sampled_from(Level)), year=year)

    def finalise(self, data: st.DataObject, key: int) -> None:
        self.library.finalise(key, date(2024, 1, 2))

    def reopen(self, data: st.DataObject, key: int) -> None:
        self.library.reopen(key, "更正")

    def delete(self, data: st.DataObject, key: int) -> None:
        self.library.delete(key)

    def restore(self, data: st.DataObject, key: int) -> None:
        self.library.restore(key)

    def due(self, data: st.DataObject, key: int) -> None:
        self.library.set_deadline(key, data.draw(st.none() | st.dates()))

    def together(self, data: st.DataObject, key: int) -> None:
        """Do several things, of which one may fail and be caught, and all may be taken back."""
        with suppress(ZeroDivisionError), self.library.together():
            self.type(data, key)
            with suppress(ValueError):
                self.library.write(key, [Change(CELL, None, Decimal(1)), Change("x", None, None)], How.TYPED, TYPING)
            self.delete(data, key)
            if data.draw(st.booleans()):
                raise ZeroDivisionError


@given(st.data())
@settings(max_examples=15, deadline=None)
def test_whatever_is_done_fits(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        with closing(Library.open(path)) as library:
            for _ in range(data.draw(st.integers(1, 12))):
                Robot(library).act(data)
            assert all(library.load(one.id).misfits == () for one in library.all())
        assert verify(path) == ()


# What does not fit is put right by somebody who looks at it


def flip(library: Library, statement: str) -> None:
    library._db.execute(statement)


@pytest.fixture
def key(library: Library) -> int:
    return filled(library)


def only(library: Library, key: int) -> Misfit:
    (misfit,) = library.load(key).misfits
    return misfit


def test_a_wrong_number_is_named_and_the_history_offers_the_right_one(library: Library, key: int) -> None:
    flip(library, WRONG)
    misfit = only(library, key)
    assert (misfit.kind, misfit.place, misfit.content) == (MisfitKind.ROW, CELL, ("337",))
    (offer,) = library.offers(misfit)
    assert offer == Offer("修改记录", ("335",))
    assert library.load(key).report.numbers[CELL] == 337  # nothing was put right in silence
    library.mend(misfit, offer)
    assert library.load(key).report.numbers[CELL] == 335
    line = library.history(key)[0]
    assert (line.place, line.old, line.new, line.step) == (CELL, "337", "335", "按修改记录改正")
    assert verify(library.path) == ()


def test_a_value_can_be_taken_as_it_stands(library: Library, key: int) -> None:
    flip(library, WRONG.replace("value = '337'", "mark = mark + 4"))
    misfit = only(library, key)
    assert library.offers(misfit) == ()  # the history says the same
    library.mend(misfit)
    assert library.load(key).report.numbers[CELL] == 335
    assert library.history(key)[0].step == "核对后采用现值"
    assert verify(library.path) == ()


def test_lost_rows_are_named_by_the_history_and_brought_back_one_by_one(library: Library, key: int) -> None:
    flip(library, "DELETE FROM number")
    lost = library.load(key).misfits
    assert [(one.kind, one.place) for one in lost] == [(MisfitKind.MISSING, place) for place in sorted([CELL, OTHER])]
    for left, misfit in enumerate(lost):
        assert len(library.misfits(key)) == 2 - left
        library.mend(misfit, library.offers(misfit)[0])
    assert library.load(key).report.numbers == {CELL: Decimal(335), OTHER: Decimal("5.10")}
    assert verify(library.path) == ()


@pytest.mark.parametrize("header", ["unit = '未例镇'", "sum = sum + 1", "unit = '未例镇', past = past + 7"])
@pytest.mark.parametrize("lost", ["number", "explanation", "history"])
@pytest.mark.parametrize("offered", [False, True])
def test_what_is_lost_is_not_looked_at_with_the_header(
    library: Library, key: int, header: str, lost: str, *, offered: bool
) -> None:
    flip(library, f"UPDATE report SET {header}")  # noqa: S608 — of the test
    flip(library, f"DELETE FROM {lost}")  # noqa: S608
    (first, *_) = library.misfits(key)
    assert first.kind is MisfitKind.HEADER
    offers = library.offers(first)
    library.mend(first, offers[-1] if offered and offers else None)
    left = [one.kind for one in verify(library.path)]
    assert MisfitKind.HEADER not in left
    assert left


def test_a_header_whose_sum_was_hit_is_all_there_was(library: Library, key: int) -> None:
    flip(library, "UPDATE report SET sum = sum + 1 - 2 * (sum & 1)")
    (misfit,) = library.misfits(key)
    library.mend(misfit)
    assert verify(library.path) == ()


def test_a_lost_history_is_not_looked_at_with_a_number(library: Library, key: int) -> None:
    flip(library, WRONG)
    flip(library, "DELETE FROM history WHERE place = 'unit'")
    flip(library, "DELETE FROM history WHERE id = (SELECT max(id) FROM history)")
    (misfit,) = library.misfits(key)
    library.mend(misfit)
    assert [one.table for one in library.past_misfits(key)] == ["past"]


def test_the_backup_offers_what_the_history_does_not_know(library: Library, key: int) -> None:
    back_up(library.path, backups_of(library.path) / "library-2024-01-03.db")
    flip(library, "UPDATE report SET unit = '未例镇'")
    flip(library, "UPDATE explanation SET reason = '原因如比'")
    assert [one.kind for one in library.load(key).misfits] == [MisfitKind.HEADER, MisfitKind.ROW]
    for misfit in library.load(key).misfits:
        (offer,) = library.offers(misfit)
        assert offer.source == "备份2024-01-03"
        library.mend(misfit, offer)
    stored = library.load(key)
    assert (stored.report.unit, stored.report.explanations[0].reason) == (a_report().unit, "原因如此")
    assert verify(library.path) == ()


@pytest.mark.parametrize(
    "table, column",
    [("report", "unit"), ("report", "year"), ("explanation", "by"), ("history", "step"), ("binding", "end")],
)
def test_a_single_bit_is_found_by_the_mark_alone(library: Library, key: int, table: str, column: str) -> None:
    (right,) = library._db.execute(f'SELECT "{column}" FROM {table} WHERE rowid = 1').fetchone()  # noqa: S608
    wrong = right ^ 4 if isinstance(right, int) else right[:-1] + chr(ord(right[-1]) ^ 1)
    library._db.execute(f'UPDATE {table} SET "{column}" = ? WHERE rowid = 1', (wrong,))  # noqa: S608
    (misfit,) = (*library.misfits(key), *library.past_misfits(key))
    assert Offer("校验值", library.offers(misfit)[-1].content) == library.offers(misfit)[-1]
    library.mend(misfit, library.offers(misfit)[-1])
    assert library._db.execute(f'SELECT "{column}" FROM {table} ORDER BY rowid').fetchone() == (right,)  # noqa: S608
    assert verify(library.path) == ()


def test_a_wrong_year_is_put_right_from_the_history(library: Library, key: int) -> None:
    year = library.load(key).report.year
    library.set_header(key, unit="示例镇人民政府", level=Level.TOWNSHIP, year=year - 1)
    flip(library, "UPDATE report SET year = year + 98")
    (misfit,) = library.misfits(key)
    offer = library.offers(misfit)[0]
    assert offer.source == "修改记录"
    library.mend(misfit, offer)
    assert library.load(key).report.year == year - 1
    assert verify(library.path) == ()


@pytest.mark.parametrize("bit", [*range(8), 8 * 6 + 7, 8 * 11])  # of the first character, of others
def test_whichever_bit_of_a_text_was_hit_the_mark_finds_it(library: Library, key: int, bit: int) -> None:
    (right,) = library._db.execute("SELECT CAST(reason AS BLOB) FROM explanation").fetchone()
    wrong = bytearray(right)
    wrong[bit // 8] ^= 1 << bit % 8
    library._db.execute("UPDATE explanation SET reason = CAST(? AS TEXT)", (bytes(wrong),))
    (misfit,) = library.misfits(key)
    (offer,) = library.offers(misfit)
    assert offer.source == "校验值"
    library.mend(misfit, offer)
    assert library.load(key).report.explanations[0].reason == right.decode()


@pytest.mark.parametrize("length, sought", [(2000, True), (2001, False)])
def test_the_mark_is_asked_of_rows_so_long(library: Library, key: int, length: int, *, sought: bool) -> None:
    def hit(letters: int) -> Misfit:
        library.unexplain(key, "X1", (CELL,))
        library.explain(key, Explanation("X1", (CELL,), "因" * letters, "王", "2024-01-02T03:04:05"), {CELL: None})
        flip(library, "UPDATE explanation SET reason = '团' || substr(reason, 2)")  # U+56E2 for U+56E0: one bit
        return only(library, key)

    misfit = hit(1000)
    misfit = hit(1000 + length - len(str(misfit.content)))
    assert len(str(misfit.content)) == length
    assert [one.source for one in library.offers(misfit)] == (["校验值"] if sought else [])


@pytest.mark.parametrize("bit", [0, 31, 62])
def test_whichever_bit_of_a_number_was_hit_the_mark_finds_it(library: Library, key: int, bit: int) -> None:
    right, cells = library._db.execute('SELECT "end", cells FROM binding WHERE rowid = 1').fetchone()
    library._db.execute('UPDATE binding SET "end" = ? WHERE rowid = 1', (right ^ 1 << bit,))
    misfit = only(library, key)
    (offer,) = library.offers(misfit)
    assert offer == Offer("校验值", (right, cells))
    library.mend(misfit, offer)
    line = library.history(key)[0]
    assert (line.old, line.new) == (f"{right ^ 1 << bit}；{cells}", f"{right}；{cells}")


@pytest.mark.parametrize("table", list(TABLES))
@pytest.mark.parametrize("how", ["UPDATE {} SET mark = mark + 1", "DELETE FROM {}"])
def test_everything_can_be_settled(library: Library, key: int, table: str, how: str) -> None:
    """Whatever stands there can be taken as it is; then all fits again, and the history says so."""
    flip(library, how.format(table))
    for misfit in verify(library.path):
        library.mend(misfit)
    assert verify(library.path) == ()
    assert "采用现值" in library.history(key)[0].step


def test_an_edit_puts_nothing_right_that_it_does_not_touch(library: Library, key: int) -> None:
    flip(library, "UPDATE report SET unit = '未例镇'")
    flip(library, WRONG)
    before = library.misfits(key)
    library.write(key, [Change(OTHER, None, Decimal(6)), Change(TEXT, None, "别的")], How.TYPED, TYPING)
    library.set_header(key, unit="又一镇", level=Level.TOWNSHIP, year=2023)
    assert [(one.kind, one.place) for one in library.misfits(key)] == [(one.kind, one.place) for one in before]


def test_what_does_not_fit_is_not_made_final(library: Library, key: int) -> None:
    flip(library, WRONG)
    with pytest.raises(UserError, match="1处与保存时不符"):
        library.finalise(key, date(2024, 2, 1))
    library.mend(only(library, key))
    library.finalise(key, date(2024, 2, 1))


def test_a_lost_report_is_told_until_somebody_has_looked(library: Library, key: int) -> None:
    library.create(a_report(unit="乙镇"))
    flip(library, "DELETE FROM history WHERE report = 2")
    flip(library, "DELETE FROM report WHERE id = 2")
    (misfit,) = verify(library.path)
    assert misfit.kind is MisfitKind.REPORTS
    library.mend(misfit)
    assert verify(library.path) == ()


def test_a_line_of_history_says_whether_it_fits(library: Library, key: int) -> None:
    flip(library, "UPDATE history SET new = '9' WHERE id = 1")
    assert [one.fits for one in library.history(key)].count(False) == 1
    (misfit,) = library.past_misfits(key)
    assert misfit.place == f"history/{CELL}"
    flip(library, "UPDATE final SET file = file || ' '")
    assert [one.fits for one in library.finals(key)] == [False]
