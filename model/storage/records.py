"""What the library keeps, as values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

from model.labelled import LabelledEnum
from model.report.bindings import Bindings
from model.report.deadline import usual_deadline
from model.report.printed import Printed
from model.report.report import Report
from model.storage.facts import OLD_RULES, Facts
from model.values import NamedTuple, Value

if TYPE_CHECKING:  # a library is read without what checks a report
    from model.collection.opinion import Opinion
    from model.rules.explanations import About


class State(StrEnum):
    """Where a report stands."""

    DRAFT = "draft"
    FINAL = "final"  # 定稿: not to be changed
    REVISED = "revised"  # reopened after it was final, with a reason

    @property
    def label(self) -> str:
        """What the user reads."""
        return {"draft": "草稿", "final": "定稿", "revised": "修订"}[self.value]


class How(LabelledEnum):
    """Origin of a value: typed, pasted, filled in, imported; the id is what the library holds."""

    TYPED = "typed", "录入"
    PASTED = "pasted", "粘贴"
    IMPORTED = "imported", "导入"
    FILLED = "filled", "自动填入"  # 本年度无此类情形, a proposal taken, rolled forward
    UNDONE = "undone", "撤销或重做"  # by undo, and by redo


class Deadline(Enum):
    """What may be said of a deadline beside a day, or None for the usual one."""

    AS_IT_IS = "as it is"


class Move(Enum):
    """What a transaction is to the trail of undo."""

    NEW = "new"  # a step of its own
    GROWS = "grows"  # the last step goes on: the next letters of a word
    BACK = "back"  # the last step is taken back
    AGAIN = "again"  # the step that was taken back last is made again
    END = "end"  # what was before is not taken back step by step


class UndoTrail(NamedTuple):
    """What can be undone and redone in a report: the names of the steps, in the order in which they were made."""

    done: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    end: str = ""  # what stands before the first of them, and is not undone; nothing where the report begins


class Trodden(NamedTuple):
    """A step that was taken back or made again: its name, and what changed by that, as it is in the history."""

    label: str
    changes: tuple[tuple[str, str | None, str | None], ...]


class Change(NamedTuple):
    """One place with another value: a number (None is blank), a text ("" is empty), a total of the original."""

    place: str
    old: Decimal | str | None
    new: Decimal | str | None

    @property
    def reverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.place, self.new, self.old)


_NOT_EXPLAINED: Mapping[tuple[str, tuple[str, ...]], About] = {}
_NOTHING_PRINTED: Printed = {}
_NO_FACTS: Facts = {}


class Stored(Value):
    """A report as the library holds it: what was typed, without derived totals."""

    id: int
    report: Report
    state: State
    changed: datetime
    finalised_on: date | None = None  # the date that the print bears
    deadline: date | None = None  # None: the level's usual one
    # what each explanation was about, by (check, at): it lapses when that changes
    explained: Mapping[tuple[str, tuple[str, ...]], About] = _NOT_EXPLAINED
    bindings: Bindings = ()  # the numbers in its texts that follow cells
    printed: Printed = _NOTHING_PRINTED  # totals as the original prints them
    facts: Facts = _NO_FACTS  # what became of it once it was final
    opinions: tuple[Opinion, ...] = ()  # what the county said of it when it sent it back
    misfits: tuple[Misfit, ...] = ()  # looked for where one report is loaded, not in lists

    @property
    def by_old_rules(self) -> bool:
        """Whether it is final since before everything had to be looked at."""
        return self.state is State.FINAL and OLD_RULES in self.facts

    @property
    def due(self) -> date:
        """The day by which it must be public: the one that was set, or the usual one of its level."""
        return self.deadline or usual_deadline(self.report.level, self.report.year)


class MisfitKind(Enum):
    """What does not fit."""

    ROW = "row"  # what a row holds is not what was written
    MISSING = "missing"  # a number or text is not what the history says, and the rows do not add up
    COUNT = "count"  # the rows do not add up, and the history does not tell which
    HEADER = "header"  # unit, year, state, or the sums themselves
    REPORTS = "reports"  # reports do not add up: one is lost
    UNITS = "units"  # the records of units and of their names
    COLLECTIONS = "collections"  # what a county office collects
    ORPHAN = "orphan"  # rows of a report that is not there
    SETTING = "setting"  # something remembered; it counts as none


class Misfit(NamedTuple):
    """Something that is not as it was written: never put right in silence.

    `key` and `content` are the row as it stands, by the columns of `table`; content is None where there is no row.
    """

    kind: MisfitKind
    report: int
    name: str  # of the report, as far as it can be read
    table: str
    place: str  # what it is about, as in the history
    key: tuple[object, ...] = ()
    content: tuple[object, ...] | None = None


class Offer(NamedTuple):
    """A proposed content for a damaged row, and its source; None means that the row should not exist."""

    source: str
    content: tuple[object, ...] | None


class Unreadable(NamedTuple):
    """A report that cannot be shown, and why."""

    report: int
    name: str
    reason: str

    @property
    def sentence(self) -> str:
        """What to tell."""
        return f"“{self.name}”的年报读不出来：{self.reason}"


class LostEdits(NamedTuple):
    """How many edits a torn file has lost, and which is the last one that it kept."""

    lost: int
    number: int
    when: datetime | None = None
    name: str = ""  # of the report
    place: str = ""


class Entry(NamedTuple):
    """One line of the past: what was changed, when, and how."""

    place: str
    old: str | None
    new: str | None
    when: datetime
    how: How
    step: str  # what the user called it: “撤销 粘贴”
    fits: bool = True  # whether it is as it was written


class Final(NamedTuple):
    """A version that was final: `file` is the report with its totals, as `model.report.file_format` writes it."""

    on: date  # the date that its print bears
    when: datetime
    file: str
    fits: bool = True  # whether it is as it was written
