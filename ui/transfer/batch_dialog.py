"""What was read from several files, before anything is stored: one row each, and below it the row that is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QTableView,
    QWidget,
)

from app.beginning import YEARS, About
from app.editing import differences
from app.importing.batch import Batch, BatchRow
from app.importing.import_undo import ImportUndo
from app.importing.verdict import ImportVerdict, described
from model.errors import UserError
from model.report.report import Level, Report
from model.report.totals import with_totals
from model.storage.records import Change
from ui import dialogs
from ui.actions.in_widgets import TICK
from ui.actions.in_window import BRING_IN
from ui.actions.registry import KeyContext, pressed
from ui.library.new_report import AboutFields
from ui.lists.columns import fit
from ui.lists.look import dress
from ui.transfer.batch_model import BatchModel

_SIZE = (1180, 640)  # fits a screen of 1366×768 with its task bar
_LEAST_HEIGHT = 64  # pixels of each part, when everything is shown at 250 percent
_NARROW = 700  # pixels: a table that does without the level, which stands below, too
_PROMPT = "读完了{files}个文件，还没有放进报告库。勾选要导入的，选中一行看详情。"


def ask_and_store(parent: QWidget | None, batch: Batch) -> ImportUndo | None:
    """Show what was read, and store what is ticked, all or nothing; give that, None if called off."""
    dialog = BatchDialog(parent, batch)
    try:
        return dialog.stored if dialogs.run(dialog) else None
    finally:
        dialog.deleteLater()  # else it lives as long as its parent


class BatchDialog(dialogs.FormDialog):
    """The table of the files, and beneath it everything about one of them."""

    def __init__(self, parent: QWidget | None, batch: Batch) -> None:
        super().__init__(parent, _PROMPT.format(files=len(batch.rows)), BRING_IN.label)
        dialogs.entitle(self, BRING_IN.label, f"{len(batch.rows)}个文件")
        self._batch = batch
        self.stored: ImportUndo | None = None
        self.model = BatchModel(batch, self)
        self.table = FilesTable(self.model)
        self.about = AboutFields(About("", Level.TOWNSHIP, YEARS[1]))
        self.about.changed.connect(self._correct)
        self.about.unit.setMinimumWidth(120)
        self.about.level.setMinimumContentsLength(6)
        self.about.level.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.details = QPlainTextEdit(readOnly=True, tabChangesFocus=True)
        self.details.setAccessibleName("选中的文件：读到了什么、要核对什么、会改什么")
        self._sum = QLabel(wordWrap=True)
        self._sum.setAccessibleName("将导入的份数")
        self.body.addWidget(self._split())
        self.body.addWidget(self._sum)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_row())
        self.model.dataChanged.connect(lambda *_: self._show_sum())
        self.model.dataChanged.connect(lambda *_: self._show_details())
        self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_sum()
        self._fit()

    def _split(self) -> QSplitter:
        below = QWidget()
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(18)
        fields = QScrollArea(widgetResizable=True)
        fields.setFrameShape(QFrame.Shape.NoFrame)
        fields.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        fields.setWidget(self.about)
        row.addWidget(fields, 2)
        row.addWidget(self.details, 3)
        for whole in (self.table, fields, self.details):
            whole.setMinimumHeight(_LEAST_HEIGHT)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        for part, share in ((self.table, 3), (below, 2)):
            parts.addWidget(part)
            parts.setStretchFactor(parts.count() - 1, share)
        return parts

    def _fit(self) -> None:
        room = self.screen().availableGeometry().size()
        self.resize(min(_SIZE[0], room.width() - 40), min(_SIZE[1], room.height() - 40))

    @property
    def row(self) -> int:
        """The row that is chosen."""
        return self.table.currentIndex().row()

    def _show_row(self) -> None:
        one = self._batch.rows[self.row]
        if one.about is not None:
            self.about.show_about(one.about)
        self.about.setVisible(one.about is not None)
        says_all = one.whole and one.read is not None and About.of(one.read).is_whole
        self.about.setEnabled(not says_all)
        self.about.setToolTip("上报文件写明了单位、层级和年度，导入后可以在“年报”菜单里改" if says_all else "")
        self._show_details()

    def _correct(self) -> None:
        self.model.correct(self.row, self.about.about)

    def _show_details(self) -> None:
        text = "\n".join(
            _details(self._batch.rows[self.row], self._batch.verdict(self.row), self._batch.rivals(self.row))
        )
        if text != self.details.toPlainText():
            self.details.setPlainText(text)

    def _show_sum(self) -> None:
        taken = len(self._batch.taken)
        self._sum.setText(self._batch.sentence)
        self.yes.setText(f"{BRING_IN.label}{taken}份" if taken else BRING_IN.label)
        self.yes.setEnabled(taken > 0)

    def accept(self) -> None:
        """Store; where that fails nothing is stored, and the dialog stays for another attempt."""
        try:
            self.stored = self._batch.store()
        except UserError as error:
            dialogs.warn(self, f"一份也没有导入：{error.sentence}")
        else:
            super().accept()


class FilesTable(QTableView):
    """The files; the space bar ticks, whatever column the cursor is in."""

    def __init__(self, model: BatchModel) -> None:
        super().__init__()
        self._files = model
        self.setModel(model)
        dress(self, "读到的文件", row_height=30)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(False)
        self.setIconSize(QSize(14, 14))  # as a box to tick

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let every column have its share, on a small screen too."""
        super().resizeEvent(event)
        fit(self, self._files.columns, narrow_below=_NARROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if pressed(event, KeyContext.BATCH) is TICK:
            self._files.toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.scrollTo(current)


def _details(row: BatchRow, verdict: ImportVerdict, rivals: Sequence[BatchRow]) -> list[str]:
    """Tell everything about one file."""
    lines = [str(row.file.path)]
    reading = row.reading
    if reading is None or row.report is None:
        return [*lines, f"读不了：{row.file.sentence}"]
    to_do = "，请在旁边填写后勾选" if row.key is None else ""
    lines += [f"读到{reading.summary}。", f"{verdict.words}{to_do}。"]
    if reading.problems:
        lines += ["", f"要核对的{len(reading.problems)}处：", *map(str, reading.problems)]
    if verdict.changes:
        lines += ["", f"与库中不同的{len(verdict.changes)}处（库中 → 文件）：", *_listed(verdict.changes, row.report)]
    for rival in rivals:
        lines += ["", *_beside(rival, row.report)]
    return lines


def _beside(rival: BatchRow, report: Report) -> list[str]:
    """Tell in what another file for the same unit and year differs."""
    if rival.report is None or rival.report.edition != report.edition:
        return [f"“{rival.name}”用的是另一种表样"]
    changes = differences(with_totals(rival.report), with_totals(report))
    if not changes:
        return [f"数字和文字与“{rival.name}”相同"]
    return [f"与“{rival.name}”不同的{len(changes)}处（那份 → 这份）：", *_listed(changes, report)]


def _listed(changes: Sequence[Change], report: Report) -> list[str]:
    return [described(one, report) for one in changes]
