"""What can be done to units that are chosen in 花名册: asked, then done as one batch, which is one undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.assessment import assess
from app.collecting.explained import without_refused
from app.collecting.last_years import LastYears
from app.collecting.list_changes import change_units, remove_units, what_goes
from app.collecting.passing import held_back, hindrances
from app.collecting.returning import ready_remarks
from app.collecting.roll import RollCall, drafts_told
from app.preferences import clerk
from app.subject import Subject
from model.collection.again import again_by_words
from model.collection.standing import StandingAct, may
from model.errors import UserError, clip
from model.storage.county.records import NewRemark, RollRow
from model.storage.library import Library
from ui import dialogs
from ui.actions.in_county import (
    DUE,
    EDIT_UNIT,
    EXCUSE,
    EXPECT,
    PASS,
    PUBLISH,
    REMOVE_UNIT,
    RETURN,
    RETURN_FILES,
    REVOKE,
)
from ui.actions.registry import Action
from ui.county import questions
from ui.county.return_files import WantedFiles, WrittenFiles, ask_files, write_files

NOBODY = "本机"  # who did it, where 填报人 is not set
_LISTED = 8  # hindrances in a question
_ACTS = {
    PASS: StandingAct.PASS,
    RETURN: StandingAct.RETURN,
    REVOKE: StandingAct.REVOKE,
    PUBLISH: StandingAct.PUBLISH,
    EXCUSE: StandingAct.EXCUSE,
    EXPECT: StandingAct.EXPECT,
}
_OF_THE_LIST = {DUE, EDIT_UNIT, REMOVE_UNIT}  # which are done to a unit wherever its report stands


def who_of(library: Library) -> str:
    """Return who does what is done here."""
    return clerk(library) or NOBODY


def able(act: Action, rows: Iterable[RollRow]) -> list[RollRow]:
    """Return those of some units to which something can be done now."""
    if act is RETURN_FILES:
        return [one for one in rows if one.submission is not None]
    return [one for one in rows if act in _OF_THE_LIST or may(one.standing, _ACTS[act])]


class Deeds:
    """Does what is asked for, to those units to which it can be done; gives the sentence to show, or none."""

    def __init__(self, parent: QWidget, library: Library, collection: int) -> None:
        self._parent, self._library, self._collection = parent, library, collection
        self.written: Path | None = None  # a file of what was written
        self._more = ""  # what else is to be said
        self._held: Sequence[RollRow] = ()  # to which it was not done after all
        self._unlike: Sequence[RollRow] = ()  # that were so already

    def do(self, act: Action, roll: RollCall, rows: Sequence[RollRow]) -> str:
        """Ask what is to be asked, and do it; "" where it was called off."""
        chosen = able(act, rows)
        if not chosen:
            return _refused(act, rows)
        deeds: dict[Action, Callable[[RollCall, Sequence[RollRow]], bool]] = {
            PASS: self._pass,
            RETURN: self._return,
            REVOKE: self._revoke,
            PUBLISH: self._publish,
            EXCUSE: self._excuse,
            EXPECT: self._expect,
            DUE: self._due,
            RETURN_FILES: self._write_files,
            EDIT_UNIT: self._edit,
            REMOVE_UNIT: self._remove,
        }
        try:
            done = deeds[act](roll, chosen)
        except UserError as error:
            dialogs.warn(self._parent, error.sentence)
            return ""
        if not done:
            return ""
        if act is RETURN_FILES:
            return self._more
        left = len(rows) - len(chosen)
        more = f"；另{left}个单位现在不能{act.label}，没有动" if left else ""
        if self._held:
            more = f"；{questions.named(self._held)}没有{act.label}{more}"
        if self._unlike:
            more = f"；{questions.named(self._unlike)}本来就是这样，没有动{more}"
        done_to = [one for one in chosen if one not in (*self._held, *self._unlike)]
        return f"已{act.label}：{questions.named(done_to)}{more}{self._more}"

    def _act(self, rows: Iterable[RollRow], act: StandingAct, why: str = "", **columns: object) -> bool:
        with self._library.county.batch(self._collection, who_of(self._library)) as acts:
            for one in rows:
                acts.act(one.unit.key, act, why, **columns)
        return True

    def _pass(self, roll: RollCall, rows: Sequence[RollRow]) -> bool:
        """Pass units, those below before those above; what is in the way of one wants a reason."""
        depths = {unit.key: depth for depth, unit in roll.tree.in_order()}
        ordered = sorted(rows, key=lambda one: -depths[one.unit.key])
        ways, alone = hindrances(roll, ordered), held_back(roll, ordered)
        free = [one for one in ordered if one.unit.key not in alone]
        held = [one for one in ordered if one.unit.key in ways]
        why = ""
        if held and free:
            kept = [one for one in ordered if one.unit.key in alone]
            lines = [f"{clip(one.unit.name, 30)}：{alone[one.unit.key]}" for one in kept[:_LISTED]]
            question = f"{len(rows)}个单位中有{len(kept)}个还不能直接通过：\n" + "\n".join(lines)
            picked = dialogs.choose(
                self._parent, question, (f"只通过其余{len(free)}个", "写明原因，全部通过"), PASS.label
            )
            if picked is None:
                return False
            self._held, held = ((), held) if picked else (kept, [])
        if held:
            told = ways[held[0].unit.key] if len(held) == 1 else f"{len(held)}个单位还有要改的地方"
            given = questions.ask_reason(self._parent, PASS.label, held, f"{told}。")
            if given is None:
                return False
            why = given
        passing = [one for one in ordered if one not in self._held]
        with self._library.county.batch(self._collection, who_of(self._library)) as acts:
            for one in passing:
                acts.act(one.unit.key, StandingAct.PASS, why if one.unit.key in ways else "")
        self._more = drafts_told(passing)
        return True

    def _return(self, roll: RollCall, rows: Sequence[RollRow]) -> bool:
        said = {one.unit.key for one in rows if self._has_remarks(one)}
        wanted = questions.ask_return(self._parent, self._library, rows, len(said), roll.today)
        if wanted is None:
            return False
        due = wanted.files.due
        with self._library.county.batch(self._collection, who_of(self._library)) as acts:
            for one in rows:
                for remark in self._remarks(one, wanted):
                    acts.remark(remark)
                acts.act(one.unit.key, StandingAct.RETURN, again_by_words(due) if due else "")
        if wanted.files.kinds:
            self._write(rows, wanted.files)
        return True

    def _write_files(self, roll: RollCall, rows: Sequence[RollRow]) -> bool:
        wanted = ask_files(self._parent, self._library, rows, roll.today)
        if wanted is not None:
            self._write(rows, wanted)
            self._more = self._more.removeprefix("；")
        return wanted is not None

    def _write(self, rows: Sequence[RollRow], wanted: WantedFiles) -> None:
        """Write what goes to units; what was done to them stays where that cannot be."""
        try:
            found = write_files(self._parent, self._library, [one.unit for one in rows], wanted)
        except UserError as error:
            found = WrittenFiles(f"文件没有写：{error.sentence}")
        self.written, self._more = found.first, f"；{found.sentence}"

    def _has_remarks(self, row: RollRow) -> bool:
        return any(one.submission == row.submission for one in self._library.county.remarks(row.unit.key))

    def _remarks(self, row: RollRow, wanted: questions.WantedReturn) -> Iterable[NewRemark]:
        if row.submission is None:
            return
        if wanted.words:
            yield NewRemark(row.submission, "", wanted.words)
        if wanted.with_findings and row.tally and (row.tally.must or row.tally.unfilled.places):
            known = {one.words for one in self._library.county.remarks(row.unit.key)}
            yield from (one for one in ready_of(self._library, row) if one.words not in known)

    def _revoke(self, _roll: RollCall, rows: Sequence[RollRow]) -> bool:
        why = questions.ask_reason(self._parent, REVOKE.label, rows, questions.published_told(rows))
        return why is not None and self._act(rows, StandingAct.REVOKE, why)

    def _publish(self, roll: RollCall, rows: Sequence[RollRow]) -> bool:
        found = questions.ask_published(self._parent, rows, roll.heading.year, roll.today)
        if found is None:
            return False
        day, address = found
        return self._act(rows, StandingAct.PUBLISH, published_on=day.isoformat(), address=address)

    def _excuse(self, _roll: RollCall, rows: Sequence[RollRow]) -> bool:
        why = questions.ask_reason(self._parent, EXCUSE.label, rows)
        return why is not None and self._act(rows, StandingAct.EXCUSE, why)

    def _expect(self, _roll: RollCall, rows: Sequence[RollRow]) -> bool:
        return self._act(rows, StandingAct.EXPECT)

    def _due(self, _roll: RollCall, rows: Sequence[RollRow]) -> bool:
        wanted = questions.ask_due(self._parent, rows)
        if wanted is None:
            return False
        days = {name: day for name, day in wanted._asdict().items() if day is not None}
        with self._library.county.batch(self._collection, who_of(self._library)) as acts:
            for one in rows:
                acts.edit(replace(one.unit, **days))
        return True

    def _edit(self, roll: RollCall, rows: Sequence[RollRow]) -> bool:
        from ui.county.unit_dialogs import EditUnitsDialog

        units = [one.unit for one in rows]
        dialog = EditUnitsDialog(self._parent, roll.tree, units, roll.heading)
        try:
            if not dialogs.run(dialog):
                return False
            with self._library.county.batch(self._collection, who_of(self._library)) as acts:
                changed = {one.key for one in change_units(acts, units, dialog.changes)}
            self._unlike = [one for one in rows if one.unit.key not in changed]
            return bool(changed)
        finally:
            dialog.deleteLater()

    def _remove(self, roll: RollCall, rows: Sequence[RollRow]) -> bool:
        question = f"把{questions.named(rows)}移出名单？{what_goes(rows)}"
        if not dialogs.ask_undoable(self._parent, question, REMOVE_UNIT.label, about=questions.about(rows)):
            return False
        with self._library.county.batch(self._collection, who_of(self._library)) as acts:
            remove_units(acts, roll.tree, [one.unit.key for one in rows])
        return True


def _refused(act: Action, rows: Sequence[RollRow]) -> str:
    """Say of which state units are to which something cannot be done: of each, where they are not alike."""
    if not rows:
        return f"先在花名册里选单位，再{act.label}"
    states = Counter(one.standing for one in rows)
    if len(states) == 1:
        return f"{questions.named(rows)}现在是“{rows[0].standing.label}”，不能{act.label}"
    counted = "、".join(f"{one.label}{count}个" for one, count in states.items())
    return f"选中的{len(rows)}个单位现在不能{act.label}：{counted}"


def ready_of(library: Library, row: RollRow) -> tuple[NewRemark, ...]:
    """Return what has to be mended or filled in in a unit's report as remarks that are ready."""
    current = library.county.current(row.unit.key)
    if current is None:
        return ()
    heading = library.county.collection(current.collection).heading
    last = LastYears(library, heading.year).of(row.unit, current.report)
    judgements = library.county.judgements(current.key)
    found = assess(Subject(without_refused(current.report, judgements), last, switches=library.switches))
    wanted = {one.message for one in found.open if one.blocks or one.gap}
    refused = {one.identity for one in judgements if not one.accepted}
    return tuple(one for one in ready_remarks(found, current.key, refused) if one.words in wanted)
