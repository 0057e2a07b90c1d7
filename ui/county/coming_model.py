"""The files that came in as a table: what is to be decided first, then what is refused, taken, there already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QIcon

from app.collecting.bringing import Coming, ComingStatus, ComingVerdict
from app.finalising import NOT_COMPARED
from model.collection.unit import CollectionUnit
from model.form.schema import Severity
from model.labelled import LabelledEnum
from model.report.report import NO_YEAR
from model.rules.tally import Tally
from ui.appearance.signs import blank_icon, severity_icon
from ui.appearance.theme import colours
from ui.lists.columns import HIDDEN, ColumnsModel, ListColumn

FILE = "file"  # the column with the box to tick
_ROLE = Qt.ItemDataRole
_TICKED = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}


class ComingGroup(LabelledEnum):
    """What becomes of files, in the order in which they stand."""

    ASKS = "asks", "要您定"
    REFUSED = "refused", "拒收"
    UNREADABLE = "unreadable", "读不了"
    TAKEN = "taken", "将收下"
    SKIPPED = "skipped", "完全相同"


def group_of(status: ComingStatus) -> ComingGroup:
    """Return where a file stands."""
    if status.wants_a_word:
        return ComingGroup.ASKS
    if status.is_taken:
        return ComingGroup.TAKEN
    if status.is_skipped:
        return ComingGroup.SKIPPED
    return ComingGroup.UNREADABLE if status is ComingStatus.UNREADABLE else ComingGroup.REFUSED


_ORDER = list(ComingGroup)
_SIGNS: dict[ComingGroup, Callable[[], QIcon]] = {
    ComingGroup.ASKS: lambda: severity_icon(Severity.WARN),
    ComingGroup.REFUSED: lambda: severity_icon(Severity.HARD),
    ComingGroup.UNREADABLE: lambda: severity_icon(Severity.HARD),
    ComingGroup.SKIPPED: blank_icon,
}


@dataclass(frozen=True)
class ComingLine:
    """One file as it is listed."""

    at: int
    name: str
    shown: str
    unit: CollectionUnit | None
    named: str  # the unit that the report names
    year: int
    revision: int | None
    verdict: ComingVerdict
    is_left: bool
    tally: Tally | None
    compared: bool = True  # whether there is a report of last year

    @property
    def group(self) -> ComingGroup:
        """Where it stands."""
        return group_of(self.verdict.status)

    @property
    def words(self) -> str:
        """What becomes of it, and what was found in it so far."""
        found = ""
        if self.tally is not None:
            alone = "" if self.compared else f"，{NOT_COMPARED}"
            found = f"，{self.tally.words}{alone}" if not self.tally.done else alone or "，没有问题"
        return f"{self.verdict.words}{found if self.group is ComingGroup.TAKEN else ''}"


def line_of(coming: Coming, at: int, tally: Tally | None) -> ComingLine:
    """Return a file as it is listed now."""
    file, verdict, unit = coming.files[at], coming.verdict(at), coming.unit_of(at)
    report = file.report
    before = coming.revision(at) if verdict.status.is_taken else None
    revision = (before.before + 1 if before else 1) if verdict.status.is_taken else None
    named, year = (report.unit, report.year) if report else ("", NO_YEAR)
    about = file.found.name, file.found.shown, unit, named, year
    return ComingLine(at, *about, revision, verdict, file.left, tally, coming.is_compared(at))


def _colour(line: ComingLine) -> QColor | None:
    tone = colours()
    tones = {ComingGroup.ASKS: tone.warn, ComingGroup.REFUSED: tone.hard, ComingGroup.UNREADABLE: tone.hard}
    return tones.get(line.group, tone.muted)


COLUMNS: tuple[ListColumn[ComingLine], ...] = (
    ListColumn(
        FILE,
        "文件",
        lambda line: line.name,
        share=30,
        icon=lambda line: _SIGNS[line.group]() if line.group in _SIGNS else None,
        tip=lambda line: line.shown,
    ),
    ListColumn("unit", "单位", lambda line: line.unit.name if line.unit else line.named, share=24),
    ListColumn("year", "年度", lambda line: line.year or "—", width=64, narrow=HIDDEN),
    ListColumn(
        "revision", "稿次", lambda line: f"第{line.revision}稿" if line.revision else "—", width=70, narrow=HIDDEN
    ),
    ListColumn("becomes", "结果", lambda line: line.words, tip=lambda line: line.words, colour=_colour),
)


class ComingModel(ColumnsModel[ComingLine]):
    """The files by what becomes of them; those that are taken have a box to tick."""

    wanted = Signal(int)  # a row whose box was clicked: the list is arranged anew by that

    def __init__(self, coming: Coming, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self.coming = coming
        self._tallies: dict[int, Tally] = {}
        self.only: ComingGroup | None = None
        self.arrange()

    def arrange(self) -> None:
        """List all files anew."""
        lines = [line_of(self.coming, at, self._tallies.get(at)) for at in range(len(self.coming.files))]
        self.every: Sequence[ComingLine] = sorted(lines, key=lambda one: (_ORDER.index(one.group), one.at))
        self.show([one for one in self.every if self.only in {None, one.group}])

    def count_in(self, group: ComingGroup) -> int:
        """Return how many files there are of a group."""
        return sum(one.group is group for one in self.every)

    def tell_tally(self, at: int, tally: Tally) -> None:
        """Show what was found in a file."""
        self._tallies[at] = tally
        for row in range(self.count()):
            if self.row(row).at == at:
                changed = list(self._rows)
                changed[row] = line_of(self.coming, at, tally)
                self._rows = changed
                self.tell(row, row)

    @property
    def known(self) -> frozenset[int]:
        """The files that were checked."""
        return frozenset(self._tallies)

    def row_of(self, at: int) -> int | None:
        """Return where a file stands."""
        return next((row for row in range(self.count()) if self.row(row).at == at), None)

    def toggle(self, row: int) -> None:
        """Take a file or leave it, where it may be taken; the list is to be arranged anew."""
        line = self.row(row)
        if line.group is ComingGroup.TAKEN:
            self.coming.leave(line.at, left=not line.is_left)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        usable = super().flags(index)
        boxed = index.isValid() and index.column() == 0 and self.row(index.row()).group is ComingGroup.TAKEN
        return usable | Qt.ItemFlag.ItemIsUserCheckable if boxed else usable

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _ROLE.DisplayRole) -> object:
        if role == _ROLE.CheckStateRole and index.isValid() and index.column() == 0:
            line = self.row(index.row())
            return _TICKED[not line.is_left] if line.group is ComingGroup.TAKEN else None
        return super().data(index, role)

    def setData(self, index: QModelIndex | QPersistentModelIndex, value: object, role: int = _ROLE.EditRole) -> bool:
        if role != _ROLE.CheckStateRole:
            return False
        self.wanted.emit(index.row())
        return True
