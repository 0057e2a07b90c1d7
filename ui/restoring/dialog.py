"""从备份恢复: every backup there is, what the chosen one would change, and one report taken out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from model.errors import UserError
from model.storage.backups.backup_files import Backup, BackupOrigin, a_file
from model.storage.backups.comparing import Comparison, Difference, Fate
from model.storage.backups.restoring import all_backups, can_be_given_up
from ui import dialogs
from ui.actions.in_window import RECOVER
from ui.appearance.theme import ui_font
from ui.lists.columns import fit
from ui.lists.look import dress
from ui.restoring.differences import Differences
from ui.restoring.inspector import Inspector
from ui.restoring.model import BackupsModel, NotRestorable

_SIZE = (1040, 610)  # fits a screen of 1366×768 with its task bar
_NARROW = 400  # pixels: a table without how many and how large; the day and the hour come first
_PROMPT = "选一份看差别。恢复以前，现在的报告库先留一份，随时可以换回来。"
_PROMPT_GONE = "选一份看里面有什么。"


@dataclass(frozen=True)
class Answer:
    """What was decided: a whole backup, or one report of it by its number; no backup is an empty library."""

    backup: Backup | None
    report: int | None = None


def ask(parent: QWidget | None, library: Path, second: Path | None, today: date, *, damaged: str = "") -> Answer | None:
    """Let a backup, or one report of a backup, be chosen; None if it was called off.

    `damaged` is the sentence that says what is wrong with the library; no report can be added to such a one.
    """
    dialog = RestoreDialog(parent, library, second, today, damaged=damaged)
    try:
        return dialog.answer if dialogs.run(dialog) else None
    finally:
        dialog.inspector.end()
        dialog.deleteLater()


class _Table(QTableView):
    """The table of backups; where there is no room, it does without how many and how large."""

    def __init__(self, model: BackupsModel) -> None:
        super().__init__()
        self._backups = model
        self.setModel(model)

    def resizeEvent(self, event: QResizeEvent) -> None:
        fit(self, self._backups.columns, narrow_below=_NARROW)
        super().resizeEvent(event)


class RestoreDialog(dialogs.FormDialog):
    """Backups on the left; on the right what would become of each report."""

    def __init__(
        self,
        parent: QWidget | None,
        library: Path,
        second: Path | None,
        today: date,
        *,
        damaged: str = "",
    ) -> None:
        prompt = _PROMPT if library.exists() else _PROMPT_GONE
        super().__init__(parent, f"{damaged}\n{prompt}" if damaged else prompt, "换成这一份")
        dialogs.entitle(self, RECOVER.label, library.name)
        self.endanger()
        self._today = today
        self.answer: Answer | None = None
        self._found: dict[Path, Comparison | str] = {}
        self.model = BackupsModel(today, self)
        self.inspector = Inspector(library, self)
        self.inspector.checked.connect(self._note_check)
        self.inspector.compared.connect(self._note_comparison)
        self.table = self._make_table()
        self.differences = Differences()
        self.heading, self.summary = _label("换成哪一份"), _label("备份的份数")
        self.heading.setFont(ui_font(110, bold=True))
        self.elsewhere = _link("别处的备份…", self._ask_elsewhere)
        self.one = _link("只取回一份年报…（其余不动）", self._ask_one)
        self.anew = _link("不恢复，从空的报告库开始", self._begin_anew)
        self._lay_out()
        self.one.setVisible(not damaged)
        self.anew.setVisible(bool(damaged) and can_be_given_up(library))
        self._note.setVisible(not damaged)
        self.table.setFocus()
        self._list(list(all_backups(library, second)))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for column, (view, link) in enumerate(((self.table, self.elsewhere), (self._right(), self.one))):
            grid.addWidget(view, 0, column)
            grid.addWidget(link, 1, column, Qt.AlignmentFlag.AlignLeft)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.anew, 1, 1, Qt.AlignmentFlag.AlignLeft)  # only where none can be taken out of one
        self.body.addLayout(grid)
        self._note = _label("换过以后")
        self._note.setText("换过以后，状态栏里有“换回来”。")
        self._note.setProperty("muted", True)
        self.body.addWidget(self._note)
        room = self.screen().availableGeometry().size()
        self.resize(min(_SIZE[0], room.width() - 40), min(_SIZE[1], room.height() - 60))

    def _right(self) -> QFrame:
        side = QFrame()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.heading, self.summary, self.differences):
            column.addWidget(part)
        column.setStretch(2, 1)
        return side

    def _make_table(self) -> QTableView:
        table = _Table(self.model)
        dress(table, "备份")
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.selectionModel().currentRowChanged.connect(self._show_row)
        return table

    # Which there are

    def _list(self, backups: list[Backup], chosen: int = 0) -> None:
        self.model.list_backups(backups)
        self.inspector.check([one.path for one in backups])
        self.table.setCurrentIndex(self.model.index(chosen, 0))
        self._show_row(self.table.currentIndex())

    def _ask_elsewhere(self) -> None:
        paths = dialogs.open_files(self, "别处的备份", (".db",))
        known = [one for one in self.model.backups if one.path not in paths]
        try:
            added = [a_file(path, BackupOrigin.ELSEWHERE) for path in paths]
        except OSError:  # gone again
            return
        if added:
            self._list([*added, *known])

    def _note_check(self, path: Path, found: int | NotRestorable) -> None:
        self.model.check(path, found)
        if isinstance(found, NotRestorable) and self._row() is None:
            self._go_on()

    def _go_on(self) -> None:
        """Leave a backup that turned out to be broken for the next that is not known to be."""
        rows = range(self.model.rowCount())
        row = next((row for row in rows if self.model.is_sound(row) is not False), None)
        self.table.setCurrentIndex(QModelIndex() if row is None else self.model.index(row, 0))
        self._show_row(self.table.currentIndex())

    # What the chosen one would change

    def _row(self) -> int | None:
        """Return the row that is chosen, where it is not known to be broken."""
        row = self.table.currentIndex().row()
        return row if row >= 0 and self.model.is_sound(row) is not False else None

    def _show_row(self, *_: object) -> None:
        row = self._row()
        found = None if row is None else self._found.get(self.model.backups[row].path)
        if row is not None and found is None:
            self.inspector.compare(self.model.backups[row].path)
        self.differences.clear()
        self.heading.setText(self._heading(row))
        self.summary.setText(self._summary(row, found))
        if isinstance(found, Comparison):
            self.differences.show_comparison(found)
        self.yes.setText("换成这一份" if row is None else f"换成{self.model.time(row)}的一份")
        self.yes.setEnabled(isinstance(found, Comparison))
        self.one.setEnabled(isinstance(found, Comparison) and bool(_to_take(found)))

    def _heading(self, row: int | None) -> str:
        if row is not None:
            return f"换成{self.model.time(row)}的一份"
        return "没有可用的备份" if self.model.rowCount() else "没有找到备份"

    def _summary(self, row: int | None, found: Comparison | str | None) -> str:
        if row is None:
            return "U盘、共享文件夹里的备份，请点“别处的备份…”"
        if found is None:
            return "正在比较…"
        return found if isinstance(found, str) else sentence(found)

    def _note_comparison(self, path: Path, found: Comparison | str) -> None:
        self._found[path] = found
        row = self._row()
        if row is not None and self.model.backups[row].path == path:
            self._show_row()

    # What is decided

    def accept(self) -> None:
        """Take the backup that is chosen."""
        row = self._row()
        if row is not None and self.yes.isEnabled():
            self.answer = Answer(self.model.backups[row])
            super().accept()

    def _begin_anew(self) -> None:
        question = "从空的报告库开始？备份都留着，以后也可以从“文件”菜单恢复。"
        if dialogs.ask_dangerous(self, question, "从空的开始"):
            self.answer = Answer(None)
            super().accept()

    def _ask_one(self) -> None:
        row = self._row()
        found = None if row is None else self._found.get(self.model.backups[row].path)
        if row is None or not isinstance(found, Comparison):
            return
        listed = _to_take(found)
        lines = [f"{one.name}（{one.kind.label}{'：' + one.what if one.what else ''}）" for one in listed]
        picked = dialogs.pick(self, "取回哪一份？它会加进报告库，现在有的都不动；不要了可以删除。", lines, "取回")
        if picked is not None:
            self.answer = Answer(self.model.backups[row], listed[picked].then)
            super().accept()


def sentence(found: Comparison) -> str:
    """Return how many reports there would be, and what lies between."""
    then = sum(1 for one in found.differences if one.then is not None)
    if found.edits is None:
        return f"{_reports(then)}；现在没有能打开的报告库，这份备份之后的修改不在里面"
    now = sum(1 for one in found.differences if one.kind is not Fate.BACK)
    lost = f"这份备份之后的修改不在里面：{found.edits}处" if found.edits else "没有比它更新的修改"
    return f"{_reports(then)}；现在{f'{now}份' if now else '没有'}。{lost}"


def _reports(count: int) -> str:
    return f"{count}份年报" if count else "没有年报"


def _to_take(found: Comparison) -> list[Difference]:
    return [one for one in found.differences if one.then is not None]


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setAccessibleName(name)
    return label


def _link(words_: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton(words_)
    button.setAutoDefault(False)
    button.clicked.connect(lambda *_: _told(button, act))
    return button


def _told(widget: QWidget, act: Callable[[], None]) -> None:
    try:
        act()
    except UserError as error:
        dialogs.warn(widget, error.sentence)
