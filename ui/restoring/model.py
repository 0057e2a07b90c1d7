"""The table of backups: when, from where, how many reports, how large, whether it can be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from model.labelled import LabelledEnum
from model.storage.backups.backup_files import Backup
from ui.appearance.theme import colours
from ui.frame import moments
from ui.lists.columns import HIDDEN, ColumnsModel, ListColumn
from ui.restoring import words

Index = QModelIndex | QPersistentModelIndex
_UNKNOWN, SOUND = "正在核对…", "完好"


class NotRestorable(LabelledEnum):
    """Why a backup cannot be chosen."""

    BROKEN = "broken", "打不开"
    NEWER = "newer", "要新版程序"  # it is whole, and not of this program


class ListedBackup(NamedTuple):
    """One backup, and what came of reading it through; None while that is not known."""

    backup: Backup
    found: int | NotRestorable | None

    @property
    def reports(self) -> int | None:
        """How many reports it holds; None where that is not known."""
        return None if isinstance(self.found, NotRestorable) else self.found

    @property
    def is_sound(self) -> bool | None:
        """Whether it can be read; None while that is not known."""
        return None if self.found is None else not isinstance(self.found, NotRestorable)

    @property
    def verdict(self) -> str:
        """What is said of whether it can be read."""
        return self.found.label if isinstance(self.found, NotRestorable) else _UNKNOWN if self.found is None else SOUND

    @property
    def colour(self) -> QColor | None:
        """In which colour that is said."""
        return None if self.is_sound is None else colours().done if self.is_sound else colours().hard

    @property
    def tip(self) -> str:
        """Where it lies, and how large it is: that column is not always there."""
        return f"{self.backup.path}，{words.size(self.backup.size)}"


def _columns(today: date) -> tuple[ListColumn[ListedBackup], ...]:
    column = partial(ListColumn[ListedBackup], tip=lambda one: one.tip)
    return (
        column("made", "时间", lambda one: one.backup.made, shown=lambda made: moments.moment(made, today)),
        column("origin", "来自", lambda one: one.backup.source.label, width=76, narrow=62),
        column("reports", "年报", lambda one: one.reports, width=64, narrow=HIDDEN, right=True),
        column("size", "大小", lambda one: one.backup.size, shown=words.size, width=84, narrow=HIDDEN, right=True),
        column("sound", "核对", lambda one: one.verdict, width=92, narrow=84, colour=lambda one: one.colour),
    )


class BackupsModel(ColumnsModel[ListedBackup]):
    """Backups in the order in which they are given; one that cannot be read is shown, and cannot be chosen."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(_columns(today), parent)
        self._found: dict[Path, int | NotRestorable] = {}

    @property
    def backups(self) -> list[Backup]:
        """All of them, as they are listed."""
        return [one.backup for one in self._rows]

    def list_backups(self, backups: Sequence[Backup]) -> None:
        """Show other backups; what is known of some stays known."""
        self.show([ListedBackup(one, self._found.get(one.path)) for one in backups])

    def check(self, path: Path, found: int | NotRestorable) -> None:
        """Note what came of reading one through: how many reports it holds, or why it cannot be read."""
        self._found[path] = found
        self._rows = [one._replace(found=found) if one.backup.path == path else one for one in self._rows]
        self.tell()

    def is_sound(self, row: int) -> bool | None:
        """Whether one can be read; None while that is not known."""
        return self.row(row).is_sound

    def time(self, row: int) -> str:
        """Say when one was made."""
        return self.text(row, "made")

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.is_sound(index.row()) is False:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)
