"""The findings as a list: grouped, in form order, changed only where a check says something else than before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from typing import TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from app.rounds import in_reading_order
from model.form.schema import Severity
from model.report.report import Explanation
from model.rules import Finding, Verdict
from ui.appearance import theme
from ui.findings.suspects import located, possible, strayed, untold
from ui.state.session import Session

Index: TypeAlias = QModelIndex | QPersistentModelIndex
Key: TypeAlias = tuple[object, ...]
ROOT = QModelIndex()
MOST = 200  # findings of a group that are listed: nobody reads more, and a list is as slow as it is long
NOTED = "已阅知"  # what a finding says that was acknowledged without a reason


class FindingGroup(Enum):
    """What is to be done about a finding, most pressing first."""

    LOCATED = "located"
    POSSIBLE = "possible"
    HARD = Severity.HARD
    EXPLAIN = Severity.EXPLAIN
    WARN = Severity.WARN
    HINT = Severity.HINT
    GAP = "gap"
    UNDECIDED = "undecided"
    SETTLED = "settled"

    @property
    def folds(self) -> bool:
        """Whether it can be folded away, and is to begin with: nothing in it waits for the user."""
        return self in {FindingGroup.UNDECIDED, FindingGroup.SETTLED}

    @property
    def title(self) -> str:
        """What the user reads over it."""
        if isinstance(self.value, Severity):
            return theme.SEVERITY_NAMES[self.value]
        return _TITLES[self.value]

    @property
    def icon(self) -> QIcon:
        """The sign of its findings."""
        if isinstance(self.value, Severity):
            return theme.severity_icon(self.value)
        if self in {FindingGroup.LOCATED, FindingGroup.POSSIBLE}:
            return theme.severity_icon(Severity.HARD)
        return theme.done_icon() if self is FindingGroup.SETTLED else theme.blank_icon()


_TITLES = {
    "located": "最可能填错",
    "possible": "可能是以下几处之一填错",
    "gap": "还没有填",
    "undecided": "暂不能核对",
    "settled": "已说明",
}


@dataclass(frozen=True)
class FindingRow:
    """A line of the list: a finding, or the title over a group of them."""

    group: FindingGroup
    key: Key
    words: str
    note: str = ""  # what was said about the finding, or what it proposes
    finding: Finding | None = None


def group_of(session: Session, finding: Finding) -> FindingGroup:
    """Return where a finding is listed."""
    if finding.verdict is Verdict.UNDECIDED:
        return FindingGroup.UNDECIDED
    if not session.is_open(finding):
        return FindingGroup.SETTLED
    return FindingGroup.GAP if finding.gap else FindingGroup(finding.severity)


def rows(session: Session, unfolded: Iterable[FindingGroup]) -> list[FindingRow]:
    """List the findings of a session under their groups; folded groups have a title only."""
    found: dict[FindingGroup, list[Finding]] = {group: [] for group in FindingGroup}
    found[FindingGroup.LOCATED] += located(session)
    found[FindingGroup.POSSIBLE] += [*possible(session), *untold(session)]
    found[FindingGroup.HINT] += strayed(session)
    for finding in session.findings:
        found[group_of(session, finding)].append(finding)
    listed: list[FindingRow] = []
    for group, findings in found.items():
        if findings:
            listed.append(FindingRow(group, (group,), f"{_title(group, findings)}（{len(findings)}）"))
            if not group.folds or group in unfolded:
                # what is possible is listed with the likeliest first
                ordered = findings if group is FindingGroup.POSSIBLE else in_reading_order(session, findings)
                listed += _items(session, group, ordered[:MOST])
                if len(ordered) > MOST:
                    listed.append(
                        FindingRow(group, (group, MOST), f"还有{len(ordered) - MOST}项，前面的处理以后再列出")
                    )
    return listed


def _title(group: FindingGroup, found: Sequence[Finding]) -> str:
    if group is not FindingGroup.POSSIBLE or found[1:]:
        return group.title
    return "可能是这一处填错" if found[0].proposal is not None else "无法判断是哪一格填错"


def _items(session: Session, group: FindingGroup, findings: Sequence[Finding]) -> Iterator[FindingRow]:
    seen: Counter[tuple[str, tuple[str, ...]]] = Counter()  # a text can break one check several times
    for finding in findings:
        seen[finding.identity] += 1
        key = (group, *finding.identity, seen[finding.identity])
        yield FindingRow(group, key, finding.message, _note(session, group, finding), finding)


def _note(session: Session, group: FindingGroup, finding: Finding) -> str:
    if group is FindingGroup.SETTLED:
        said = session.explanation_of(finding)
        return _words(said) if said else ""
    lapsed = session.assessment.lapsed_explanation(finding) if finding.verdict is Verdict.BROKEN else None
    return f"说明已失效，数字或文字有变化；原说明：{_words(lapsed)}" if lapsed else ""


def _words(said: Explanation) -> str:
    return f"{said.reason or NOTED}（{' '.join(filter(None, (said.by, said.when[:10])))}）"


class FindingsModel(QAbstractListModel):
    """The rows of the list; `show_rows` moves nothing that stays."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[FindingRow] = []
        self.unfolded: set[FindingGroup] = set()

    def is_unfolded(self, group: FindingGroup) -> bool:
        """Whether the findings of a group are listed."""
        return not group.folds or group in self.unfolded

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.group.title}：{row.words}{row.note}" if row.finding else row.words
        if role == Qt.ItemDataRole.DecorationRole:
            return row.group.icon
        return None

    def row_of(self, key: Key | None) -> int | None:
        """Find a row by its key."""
        return next((number for number, row in enumerate(self.rows) if row.key == key), None)

    def show_rows(self, wanted: list[FindingRow]) -> bool:
        """Become the wanted rows by the fewest removals and insertions; False if they are there already."""
        if wanted == self.rows:
            return False
        old, new = [row.key for row in self.rows], [row.key for row in wanted]
        if _kept(old, new) != _kept(new, old):
            self.beginResetModel()
            self.rows = wanted
            self.endResetModel()
            return True
        self._remove_all_but(set(new))
        self._insert_new(wanted)
        self._replace_changed(wanted)
        return True

    def _remove_all_but(self, keys: set[Key]) -> None:
        for first, last in reversed(_runs(row.key not in keys for row in self.rows)):
            self.beginRemoveRows(ROOT, first, last)
            del self.rows[first : last + 1]
            self.endRemoveRows()

    def _insert_new(self, wanted: list[FindingRow]) -> None:
        here = {row.key for row in self.rows}
        for first, last in _runs(row.key not in here for row in wanted):
            self.beginInsertRows(ROOT, first, last)
            self.rows[first:first] = wanted[first : last + 1]
            self.endInsertRows()

    def _replace_changed(self, wanted: list[FindingRow]) -> None:
        changed = _runs(mine != other for mine, other in zip(self.rows, wanted, strict=True))
        self.rows = wanted
        for first, last in changed:
            self.dataChanged.emit(self.index(first), self.index(last))


def _kept(keys: list[Key], others: list[Key]) -> list[Key]:
    both = set(others)
    return [key for key in keys if key in both]


def _runs(flags: Iterable[bool]) -> list[tuple[int, int]]:
    """Return the first and last place of every run of True.

    >>> _runs([True, True, False, True])
    [(0, 1), (3, 3)]
    """
    runs: list[tuple[int, int]] = []
    for flag, places in groupby(enumerate(flags), key=lambda pair: pair[1]):
        if flag:
            numbers = [number for number, _ in places]
            runs.append((numbers[0], numbers[-1]))
    return runs
