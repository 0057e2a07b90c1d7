"""What is done to units within one transaction, as one batch of undo."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from model.collection.standing import Standing, StandingAct, UnitAct, after
from model.collection.unit import CollectionUnit, Coverage, plain_name
from model.errors import UserError, clip
from model.form.editions import form_for
from model.rules.version import RULES
from model.storage.county import figures
from model.storage.county.hindering import hindrance
from model.storage.county.judging import judged
from model.storage.county.marked import MarkedRows, Row
from model.storage.county.records import NewJudgement, NewRemark, NewSubmission, RemarkAnswer, RemarkVerdict
from model.storage.county.undoing import HEADING, REMARKS
from model.storage.writing import stamp

LONGEST_SAID = 2_000  # characters of a reason or remark


class CollectionActs:
    """What is done to units within one transaction, as one batch of undo."""

    def __init__(self, rows: MarkedRows, collection: int, who: str, now: datetime) -> None:
        """Begin a batch."""
        self._rows, self._now, self._who = rows, now, who
        self._was: Row = {}  # what the next step changes beside columns of the unit
        self._became: Row = {}
        self.collection = collection
        (last,) = rows.db.execute(
            "SELECT coalesce(max(batch), 0) FROM collection_step WHERE collection = ?", (collection,)
        ).fetchone()
        self.number = int(last) + 1

    def _step(self, unit: int, act: StandingAct | UnitAct, changes: Mapping[str, object], why: str = "") -> None:
        """Write columns of a unit, and the step that tells of it."""
        before = self._rows.change("collection_unit", unit, {**changes, "changed": stamp(self._now)})
        became = {name: value for name, value in changes.items() if before[name] != value}
        was = {name: before[name] for name in became}
        self._note(unit, act, was | self._was, became | self._became, why)
        self._was, self._became = {}, {}

    def _note(self, unit: int, act: StandingAct | UnitAct, was: Row, became: Mapping[str, object], why: str) -> None:
        told = {"collection": self.collection, "unit": unit, "batch": self.number, "act": act.value, "who": self._who}
        states = {"was": json.dumps(was, ensure_ascii=False), "became": json.dumps(became, ensure_ascii=False)}
        said = {"moment": stamp(self._now), "why": why.strip()[:LONGEST_SAID]}
        self._rows.add("collection_step", {**told, **states, **said})

    def act(self, unit: int, act: StandingAct, why: str = "", **columns: object) -> None:
        """Do one thing to a unit's report; as `CollectionStore.act`."""
        row = self._rows.get("collection_unit", unit)
        try:
            standing = after(Standing(row["standing"]), act, reason=why, returned=row["returned"])
            self._insist(row, act, why, columns)
        except UserError as error:
            raise UserError(f"{clip(row['name'], 40)}：{error.sentence}") from error
        changes: dict[str, object] = {"standing": standing.value, **columns}
        if act is StandingAct.RETURN:
            changes["returned"] = row["returned"] + 1
        elif act in {StandingAct.EXCUSE, StandingAct.EXPECT}:
            changes["excused"] = why.strip() if act is StandingAct.EXCUSE else ""
        elif act is StandingAct.REVOKE:
            changes |= {"published_on": None, "address": ""}
        self._step(unit, act, changes, why)

    def _insist(self, row: Row, act: StandingAct, why: str, columns: Mapping[str, object]) -> None:
        """Refuse what lacks something: a remark, a day, a reason that overrules."""
        if act is StandingAct.RETURN and not self._open_remarks(row):
            raise UserError("退回要写意见")
        if act is StandingAct.PUBLISH and not columns.get("published_on"):
            raise UserError("登记公开要写日期")
        if act is StandingAct.PASS and not why.strip() and (hindrance := self.hindrance(row["id"])):
            raise UserError(f"{hindrance}；仍要通过，请写原因")

    def _open_remarks(self, row: Row) -> int:
        """Count what is said of the report that is there, or was not heeded and is insisted on."""
        select = "SELECT count(*) FROM remark WHERE unit = ? AND removed IS NULL AND (submission = ? OR verdict = ?)"
        values = (row["id"], row["submission"], RemarkVerdict.INSISTED.value)
        return int(self._rows.db.execute(select, values).fetchone()[0])

    def hindrance(self, unit: int) -> str:
        """Say what keeps a unit's report from passing unless a reason overrules it; empty where nothing does."""
        return hindrance(self._rows.db, unit)

    def remark(self, one: NewRemark) -> int:
        """Say something of a submission, and give the key of the remark; as `CollectionStore.remark`."""
        return add_remark(self._rows, one, self._who, self._now)

    def judge(self, unit: int, new: NewJudgement) -> None:
        """Take an explanation, or do not, and ask in a remark for what is to be mended.

        Raises:
            UserError: it is not taken, and nothing is said.
        """
        remark = None
        if not new.accepted:
            remark = self.remark(NewRemark(new.submission, new.at[0], new.words, new.quote))
        self._was, self._became = judged(self._rows, unit, new, remark, (self._who, self._now))
        self._step(unit, UnitAct.JUDGE, {})

    def remind(self, unit: int) -> None:
        """Note that a unit was reminded."""
        self._step(unit, UnitAct.REMIND, {"reminded": stamp(self._now)})

    def hand_out(self, unit: int) -> None:
        """Note that a file was written that prepares a unit's report."""
        self._step(unit, UnitAct.HAND_OUT, {})

    def receive(self, new: NewSubmission) -> int:
        """Take a file for a unit, and give the key of the submission; its bytes must lie beside the library already.

        Raises:
            UserError: the unit's report is passed, or the unit need not report.
        """
        return self.receive_all([new])[0]

    def receive_all(self, new: Sequence[NewSubmission]) -> tuple[int, ...]:
        """Take files, at most one for each unit; as `receive`."""
        keys = tuple(map(self._receive, new))
        form = form_for(self._rows.get("collection", self.collection)["year"])
        figures.put_figures(self._rows.db, self.collection, form, [(one.unit, one.figures) for one in new])
        return keys

    def _receive(self, new: NewSubmission) -> int:
        row = self._rows.get("collection_unit", new.unit)
        before = row["submission"]
        revision = self._rows.get("submission", before)["revision"] + 1 if before is not None else 1
        values = {
            "collection": self.collection,
            "unit": new.unit,
            "revision": revision,
            "before": before,
            "sha256": new.digest,
            "size": new.size,
            "name": new.name,
            "source": new.source,
            "moment": stamp(self._now),
            "final": None if new.final is None else int(new.final),
            "report": new.file,
            "problems": json.dumps(new.problems, ensure_ascii=False),
            **new.tally._asdict(),
            "rules": RULES,
        }
        key = self._rows.add("submission", values)
        self._answer(new)
        self.act(new.unit, StandingAct.RECEIVE, submission=key)
        return key

    def _answer(self, new: NewSubmission) -> None:
        """Note what the unit says of remarks that were made of its reports before."""
        was, became = {}, {}
        for answer in new.answers:
            row = self._rows.get("remark", answer.remark)
            if row["unit"] != new.unit or row["removed"] is not None:
                continue
            said = {"answer": answer.answer.value, "answer_words": answer.words[:LONGEST_SAID]}
            values = {**said, "answered": stamp(self._now), "verdict": RemarkVerdict.NONE.value}
            self._rows.change("remark", answer.remark, values)
            was[str(answer.remark)] = {name: row[name] for name in values}
            became[str(answer.remark)] = values
        if was:
            self._was, self._became = {REMARKS: was}, {REMARKS: became}

    # The list

    def add_units(self, units: Sequence[CollectionUnit], there: Mapping[int, int] | None = None) -> dict[int, int]:
        """Add units, whose keys are only to tell their parents; give the keys that they have now.

        `there` are the keys of parents that are in the collection already, by those that they have among these.

        Raises:
            UserError: two of one superior have one name.
        """
        (last,) = self._rows.db.execute("SELECT coalesce(max(id), 0) FROM collection_unit").fetchone()
        keys = {one.key: int(last) + at for at, one in enumerate(units, 1)}
        above = {**(there or {}), **keys}
        self._rows.db.execute("PRAGMA defer_foreign_keys = ON")  # a parent may stand behind its children
        for one in units:
            placed = replace(one, key=keys[one.key], parent=above.get(one.parent) if one.parent is not None else None)
            self._add(placed)
        self._refuse_doubles()
        return keys

    def _add(self, unit: CollectionUnit) -> None:
        standing = Standing.EXCUSED if unit.excused else Standing.MISSING
        now = stamp(self._now)
        more = {"collection": self.collection, "standing": standing.value, "returned": 0, "address": "", "changed": now}
        key = self._rows.add("collection_unit", {**_of_unit(unit), **more})
        self._note(key, UnitAct.ADD, {"removed": now}, {"removed": None, "standing": standing.value}, "")

    def change_heading(self, columns: Row) -> None:
        """Change columns of the collection itself; its first unit bears the step.

        As `CollectionStore.change_heading`.
        """
        first = "SELECT id FROM collection_unit WHERE collection = ? ORDER BY id LIMIT 1"
        row = self._rows.db.execute(first, (self.collection,)).fetchone()
        before = self._rows.change("collection", self.collection, columns)
        became = {name: value for name, value in columns.items() if before[name] != value}
        if became and row is not None:
            was = {name: before[name] for name in became}
            self._note(row[0], UnitAct.HEADING, {HEADING: was}, {HEADING: became}, "")

    def edit(self, unit: CollectionUnit) -> None:
        """Change what is known of a unit; as `CollectionStore.edit`."""
        columns = _of_unit(unit)
        del columns["excused"]  # which is an act of its own
        self._step(unit.key, UnitAct.EDIT, columns)
        self._refuse_circle(unit.key)
        self._refuse_doubles()

    def add_name(self, unit: int, name: str) -> None:
        """Let a unit be known by another name, too."""
        row = self._rows.get("collection_unit", unit)
        others = json.loads(row["others"])
        if name.strip() and plain_name(name) not in map(plain_name, (row["name"], *others)):
            self._step(unit, UnitAct.EDIT, {"others": json.dumps([*others, name], ensure_ascii=False)})

    def cover(self, unit: int, coverage: Coverage) -> None:
        """Say what a unit's numbers are about."""
        self._step(unit, UnitAct.EDIT, {"coverage": coverage.value})

    def remove(self, unit: int, why: str = "") -> None:
        """Take a unit off the list; what came in from it stays.

        Raises:
            UserError: others are below it.
        """
        below = "SELECT name FROM collection_unit WHERE parent = ? AND removed IS NULL LIMIT 1"
        row = self._rows.db.execute(below, (unit,)).fetchone()
        if row is not None:
            name = self._rows.get("collection_unit", unit)["name"]
            raise UserError(f"“{clip(name, 40)}”还有下属单位“{clip(row[0], 40)}”，先移走下属单位")
        self._step(unit, UnitAct.REMOVE, {"removed": stamp(self._now)}, why)

    def _refuse_doubles(self) -> None:
        there = """
            SELECT name FROM collection_unit WHERE collection = ? AND removed IS NULL
            GROUP BY parent, replace(replace(name, ' ', ''), '　', '') HAVING count(*) > 1 LIMIT 1"""
        row = self._rows.db.execute(there, (self.collection,)).fetchone()
        if row is not None:
            raise UserError(f"名单里有两个“{clip(row[0], 40)}”，上级也相同，请去掉一个或改名")

    def _refuse_circle(self, unit: int) -> None:
        seen = set[int]()
        key: int | None = unit
        while key is not None and key not in seen:
            seen.add(key)
            key = self._rows.get("collection_unit", key)["parent"]
        if key is not None:
            name = self._rows.get("collection_unit", unit)["name"]
            raise UserError(f"“{clip(name, 40)}”的上级绕回自己，请另选上级")


def add_remark(rows: MarkedRows, one: NewRemark, who: str, now: datetime) -> int:
    """Add a remark to what came in; give its key."""
    unit = rows.get("submission", one.submission)["unit"]
    about = {"unit": unit, "submission": one.submission, "place": one.place, "quote": one.quote[:LONGEST_SAID]}
    said = {"words": said_of(one.words, "意见要写内容"), "who": who, "moment": stamp(now)}
    nothing = {"answer": RemarkAnswer.NONE.value, "answer_words": "", "verdict": RemarkVerdict.NONE.value}
    return rows.add("remark", {**about, **said, **nothing})


def said_of(words: str, otherwise: str) -> str:
    """Return what somebody wrote, or refuse that it is nothing."""
    if not words.strip():
        raise UserError(otherwise)
    return words.strip()[:LONGEST_SAID]


def _of_unit(unit: CollectionUnit) -> dict[str, object]:
    return {
        "name": unit.name,
        "others": json.dumps(unit.other_names, ensure_ascii=False),
        "level": unit.level.value,
        "place": unit.order,
        "parent": unit.parent,
        "send_by": _iso(unit.send_by),
        "publish_by": _iso(unit.publish_by),
        "coverage": unit.coverage.value,
        "counted": int(unit.counted),
        "excused": unit.excused,
        "contact": unit.contact,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
