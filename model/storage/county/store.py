"""The collections of a library: each act one transaction, on disk when it returns, and taken back as one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from model.collection.adding import why_not_adjusted
from model.collection.standing import StandingAct
from model.collection.unit import CollectionUnit
from model.errors import UserError
from model.form.editions import form_for
from model.form.schema import Cell
from model.report.numbers import number_text
from model.storage.county.acts import LONGEST_SAID, CollectionActs, add_remark, said_of
from model.storage.county.hindering import hindrance
from model.storage.county.marked import MarkedRows
from model.storage.county.reading import CollectionReading
from model.storage.county.records import (
    CollectionHeading,
    KeptCollection,
    NewJudgement,
    NewRemark,
    RemarkAnswer,
    RemarkVerdict,
)
from model.storage.county.undoing import made_again, taken_back
from model.storage.writing import stamp

KEPT_DELETED = timedelta(days=366)


class CollectionStore(CollectionReading):
    """What can be done to the collections of an open library."""

    def __init__(
        self,
        connection: Callable[[], sqlite3.Connection],
        path: Callable[[], Path],
        transaction: Callable[[], AbstractContextManager[None]],
        clock: Callable[[], datetime],
    ) -> None:
        """Work in the transactions of a library."""
        super().__init__(connection, path)
        self._transaction, self._clock = transaction, clock

    @contextmanager
    def _rows(self) -> Iterator[MarkedRows]:
        with self._transaction(), self._asking() as db:
            rows = MarkedRows(db)
            yield rows
            rows.end()

    @contextmanager
    def batch(self, collection: int, who: str) -> Iterator[CollectionActs]:
        """Do several things to units as one: one transaction, one batch of undo.

        Raises:
            UserError: nothing of it was done.
        """
        _refuse_if_deleted(self.collection(collection))
        with self._rows() as rows:
            yield CollectionActs(rows, collection, who, self._clock())

    # Collections

    def create(self, heading: CollectionHeading, units: Sequence[CollectionUnit], who: str) -> int:
        """Make a collection of units, whose keys are only to tell their parents.

        Raises:
            UserError: two units of one superior have one name, or it could not be written.
        """
        with self._rows() as rows:
            now = self._clock()
            key = rows.add("collection", {**_of_heading(heading), "created": stamp(now)})
            CollectionActs(rows, key, who, now).add_units(units)
        return key

    def change_heading(self, collection: int, heading: CollectionHeading, who: str) -> None:
        """Change title, own unit, level, deadlines, as one step of undo.

        Raises:
            UserError: the year is another one, and something came in already; or it has no title.
        """
        if not heading.title.strip():
            raise UserError("汇总任务要有名称")
        before = self.collection(collection).heading
        if heading.year != before.year and any(one.is_in for one in self.standings(collection).values()):
            raise UserError(f"已经收到{before.year}年的年报，不能改成{heading.year}年")
        with self.batch(collection, who) as acts:
            acts.change_heading(_of_heading(heading))

    def delete(self, collection: int) -> None:
        """Put a collection among the deleted ones, where it stays for a year."""
        with self._rows() as rows:
            rows.change("collection", collection, {"deleted": stamp(self._clock())})

    def bring_back(self, collection: int) -> None:
        """Bring a deleted collection back."""
        with self._rows() as rows:
            rows.change("collection", collection, {"deleted": None})

    def clear_deleted(self) -> int:
        """Take away for good what was deleted more than a year ago; give how many collections. Files stay."""
        before = self._clock() - KEPT_DELETED
        old = [one.key for one in self.collections(deleted=True) if one.deleted and one.deleted < before]
        with self._rows() as rows:
            for key in old:
                _take_collection(rows, key)
        return len(old)

    # One act

    def act(self, unit: int, act: StandingAct, who: str, why: str = "", **columns: object) -> None:
        """Do one thing to a unit's report; `columns` go with it.

        Raises:
            UserError: that is not possible where it stands, or wants a reason.
        """
        with self.batch(self._collection_of(unit), who) as acts:
            acts.act(unit, act, why, **columns)

    def publish(self, unit: int, on: date, address: str, who: str) -> None:
        """Note that a passed report is public since a day, at an address."""
        self.act(unit, StandingAct.PUBLISH, who, published_on=on.isoformat(), address=address.strip()[:LONGEST_SAID])

    def return_(self, unit: int, remarks: Iterable[NewRemark], who: str, why: str = "") -> None:
        """Say something of a unit's report and send it back, as one act.

        Raises:
            UserError: nothing is said of it, or it is not there to be sent back.
        """
        with self.batch(self._collection_of(unit), who) as acts:
            for one in remarks:
                acts.remark(one)
            acts.act(unit, StandingAct.RETURN, why)

    def hindrance(self, unit: int) -> str:
        """Say what keeps a unit's report from passing unless a reason overrules it; empty where nothing does."""
        with self._asking() as db:
            return hindrance(db, unit)

    def edit(self, unit: CollectionUnit, who: str) -> None:
        """Change what is known of a unit: names, level, order, parent, deadlines, coverage, counted, contact.

        Raises:
            UserError: another unit of the same superior has this name, or it would be its own superior.
        """
        with self.batch(self._collection_of(unit.key), who) as acts:
            acts.edit(unit)

    def _collection_of(self, unit: int) -> int:
        row = self._db.execute("SELECT collection FROM collection_unit WHERE id = ?", (unit,)).fetchone()
        if row is None:
            raise KeyError(unit)
        return int(row[0])

    def take_back(self, collection: int, batch: int) -> tuple[int, ...]:
        """Take back all that was done at once; give the units. What came in is withdrawn, its files stay.

        Raises:
            UserError: nothing was taken back: something else was done to one of the units since; it names them.
        """
        with self._rows() as rows:
            return taken_back(rows, collection, batch, self._clock())

    def make_again(self, collection: int, batch: int) -> tuple[int, ...]:
        """Make all again that was taken back at once; give the units. What was withdrawn with it counts again.

        Raises:
            UserError: nothing was made again: something else was done to one of the units since; it names them.
        """
        _refuse_if_deleted(self.collection(collection))
        with self._rows() as rows:
            return made_again(rows, collection, batch, self._clock())

    # Remarks

    def remark(self, remarks: Iterable[NewRemark], who: str) -> tuple[int, ...]:
        """Say something of submissions; give the keys of the remarks.

        Raises:
            UserError: there are no words.
        """
        with self._rows() as rows:
            return tuple(add_remark(rows, one, who, self._clock()) for one in remarks)

    def change_remark(self, key: int, words: str) -> None:
        """Put a remark into other words.

        Raises:
            UserError: there are no words.
        """
        with self._rows() as rows:
            rows.change("remark", key, {"words": said_of(words, "意见要写内容")})

    def remove_remark(self, key: int, *, removed: bool = True) -> None:
        """Take a remark away, or back in."""
        with self._rows() as rows:
            rows.change("remark", key, {"removed": stamp(self._clock()) if removed else None})

    def answer(self, key: int, answer: RemarkAnswer, words: str = "") -> None:
        """Note what a unit did about a remark; that it was not heeded wants a reason.

        Raises:
            UserError: there is no reason.
        """
        if answer is RemarkAnswer.KEPT:
            words = said_of(words, "不改要写原因")
        with self._rows() as rows:
            when = None if answer is RemarkAnswer.NONE else stamp(self._clock())
            values = {"answer": answer.value, "answer_words": words[:LONGEST_SAID], "answered": when}
            rows.change("remark", key, {**values, "verdict": RemarkVerdict.NONE.value})

    def decide(self, key: int, verdict: RemarkVerdict) -> None:
        """Decide whether an answer will do."""
        with self._rows() as rows:
            rows.change("remark", key, {"verdict": verdict.value})

    def judge(self, unit: int, new: NewJudgement, who: str) -> None:
        """Take a unit's explanation, or do not; as `CollectionActs.judge`."""
        with self.batch(self._collection_of(unit), who) as acts:
            acts.judge(unit, new)

    # Scores

    def rule(self, unit: int, item: str, points: Decimal, reason: str, who: str) -> int:
        """Decide how many points of an item a unit loses, over what the program proposes; give the key of the ruling.

        Raises:
            UserError: there are no such points, no reason, or nobody who says so.
        """
        if not points.is_finite() or points < 0:
            raise UserError("扣分不能是负数")
        collection = self._collection_of(unit)
        _refuse_if_deleted(self.collection(collection))
        with self._rows() as rows:
            about = {"collection": collection, "unit": unit, "item": item, "points": number_text(points)}
            said = {"reason": said_of(reason, "改评分要写原因"), "who": said_of(who, "改评分要写是谁定的")}
            return rows.add("ruling", {**about, **said, "moment": stamp(self._clock())})

    def remove_ruling(self, unit: int, item: str) -> None:
        """Let the program's proposal hold again for an item of a unit."""
        select = "SELECT id FROM ruling WHERE unit = ? AND item = ? AND removed IS NULL"
        with self._rows() as rows:
            for (key,) in rows.db.execute(select, (unit, item)).fetchall():
                rows.change("ruling", key, {"removed": stamp(self._clock())})

    # Adjustments

    def adjust(self, collection: int, cell: Cell, value: Decimal, reason: str, who: str) -> int:
        """Add something to a cell of the sum, or take it off; give the key of the adjustment.

        Raises:
            UserError: it is a total, not a number of its kind, or there is no reason or person.
        """
        one = self.collection(collection)
        _refuse_if_deleted(one)
        if why := why_not_adjusted(form_for(one.heading.year), cell, value, reason, who):
            raise UserError(why)
        with self._rows() as rows:
            said = {"reason": reason.strip()[:LONGEST_SAID], "who": who.strip(), "moment": stamp(self._clock())}
            return rows.add("adjustment", {"collection": collection, "cell": cell, "value": number_text(value), **said})

    def remove_adjustment(self, key: int, *, removed: bool = True) -> None:
        """Take an adjustment away, or back in."""
        with self._rows() as rows:
            rows.change("adjustment", key, {"removed": stamp(self._clock()) if removed else None})


def _take_collection(rows: MarkedRows, key: int) -> None:
    db = rows.db
    db.execute("PRAGMA defer_foreign_keys = ON")
    db.execute("DELETE FROM figure WHERE collection = ?", (key,))
    units = "SELECT id FROM collection_unit WHERE collection = ?"
    of = {one: f"SELECT id FROM {one} WHERE unit IN ({units})" for one in ("judgement", "remark")}  # noqa: S608
    of["collection_unit"] = units
    for table in ("ruling", "adjustment", "collection_step", "submission"):
        of[table] = f"SELECT id FROM {table} WHERE collection = ?"  # noqa: S608
    for table, select in of.items():
        rows.take(table, [one for (one,) in db.execute(select, (key,)).fetchall()])
    rows.take("collection", [key])
    db.execute('DELETE FROM setting WHERE "key" = ?', (f"scoring {key}",))  # the next collection may get the number


def _of_heading(heading: CollectionHeading) -> dict[str, object]:
    days = {"send_by": heading.send_by.isoformat(), "publish_by": heading.publish_by.isoformat()}
    return {"year": heading.year, "title": heading.title, "unit": heading.unit, "level": heading.level.value, **days}


def _refuse_if_deleted(one: KeptCollection) -> None:
    """Refuse to change a collection that was deleted.

    Raises:
        UserError: it was.
    """
    if one.deleted is not None:
        raise UserError(f"汇总任务“{one.heading.title}”已删除，先恢复再改")
