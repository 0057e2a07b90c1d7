"""导出: the kinds of file in rows, what was written last and when, and whether it is still the same as the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.exporting.handing import Handed
from app.exporting.last_export import last_export
from app.exporting.writing import PARCEL
from model.errors import UserError
from model.report.report import SUM_NOTE
from model.storage.library import Library
from model.storage.records import State
from ui.actions.in_window import COPY_HTML, EXPORT, PDF, PREVIEW, PRINT
from ui.appearance.labels import muted, muted_wrapped
from ui.appearance.marking import mark
from ui.appearance.theme import ui_font
from ui.frame.buttons import make_primary, push_button
from ui.frame.chip import Chip
from ui.state.session import Session
from ui.transfer import exporting
from ui.transfer.destination import Destination
from ui.transfer.export_rows import WHEN, ExportKind, ExportResult, KindRow, heads

if TYPE_CHECKING:
    from app.exporting.writing import ExportOutcome
    from ui.preview.panel import Preview

_WIDEST, _PREVIEW = 820, 1200  # pixels; from the last on the pages stand beside
_NARROW = 800  # pixels: below it is not said when
_TICKED, _FIRST = "export kinds", ".pdf .docx .json"


def over_words(handed: Handed) -> str:
    """Say over whom a sum is, and where its files tell that."""
    where = (
        f"草稿的导出件最后一页是“{SUM_NOTE}”，上报文件里没有；定稿的导出件都不带"
        if handed.draft
        else f"导出件不带“{SUM_NOTE}”"
    )
    return f"{'；'.join(handed.over)}。{where}。"


KINDS = (
    ExportKind(".pdf", "PDF", "打印、盖章、公开", "file-text"),
    ExportKind(".docx", "Word", "可以再排版", "file-type"),
    ExportKind(".xlsx", "Excel", "带公式的表", "file-spreadsheet"),
    ExportKind(".html", "网页", f"放到网站；也可直接{COPY_HTML.label}", "file-code"),
    ExportKind(".json", "上报文件", "交给县里，也留底；勾稽能直接读", "file-braces"),
    ExportKind(PARCEL, "上报包", "交给县里：定稿状态、对意见的答复都在内", "send"),
)


class ExportPage(QWidget):
    """One page for all that leaves the program as a file."""

    chapter = "预览、导出、打印"  # of the manual
    is_left_by_escape = True
    copy_wanted = Signal()
    print_wanted = Signal()
    exported = Signal(object)  # ExportOutcome, of what was chosen here

    def __init__(self, session: Session, library: Library, *, preview: bool = True) -> None:
        super().__init__()
        self.setWindowTitle(EXPORT.label)
        self._session, self._library, self._may_preview = session, library, preview
        self._handed = Handed.of(session, library)
        self.destination = Destination(session, exporting.last_folder(library))
        self.result, self.state = ExportResult(), Chip()
        self.over = QLabel(wordWrap=True)  # of a sum: over whom it is
        self.over.setProperty("muted", True)
        self.over.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.charts = QCheckBox("PDF的最后附一页图：历年新收的申请、本年的办理结果")
        self.charts.setChecked(bool(library.recall(exporting.CHARTS, int, 0)))
        self.rows = {kind.suffix: KindRow(kind) for kind in KINDS}
        self.all_button = push_button("")
        make_primary(self.all_button, sign=EXPORT.icon)
        self._preview: Preview | None = None
        self._beside = QVBoxLayout()
        self._lay_out()
        self._connect()
        came_back = [PARCEL] if session.stored.opinions else []  # the answers go with nothing else
        self._tick([*library.recall(_TICKED, str, _FIRST).split(), *came_back])
        self.refresh()
        self.setFocusProxy(self.all_button)

    # How it is laid out

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for part in (self._heading(), self.over, self.destination, self._table()):
            column.addLayout(part) if not isinstance(part, QWidget) else column.addWidget(part)
        column.addWidget(self.charts)
        column.addWidget(self.result)
        column.addStretch(1)
        self._inside = inside
        area = self._area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._whole = QHBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(area, 1000)  # all of the height that it has use for
        left.addWidget(self._acts())  # right below, also where the rows are scrolled
        left.addStretch()
        self._whole.addLayout(left, 3)
        self._whole.addLayout(self._beside)

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        title = QLabel(EXPORT.label)
        title.setFont(ui_font(138))
        row.addWidget(title)
        row.addWidget(self.state)
        self._hint = muted(f"{PDF.key} 直接{PDF.label}到下面的文件夹")
        row.addWidget(self._hint)
        row.addStretch(1)
        return row

    def _table(self) -> QFrame:
        frame = QFrame()
        mark(frame, "card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self._heads = heads()
        column.addWidget(self._heads)
        group = QButtonGroup(self)
        group.setExclusive(False)  # arrows go from one to the other
        for row in self.rows.values():
            group.addButton(row.box)
            column.addWidget(row)
        mark(row, "last")  # the frame is its lower line
        return frame

    def _acts(self) -> QFrame:
        foot = QFrame()
        mark(foot, "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(16)
        row.addWidget(self.all_button)
        row.addWidget(muted_wrapped("自己导出的、没有再改过的直接换新，别的同名文件先问；草稿不会换掉定稿"), 1)
        return foot

    def _connect(self) -> None:
        there = self.destination
        there.open_button.clicked.connect(lambda: self._try(lambda: exporting.open_folder(there.folder / "x")))
        self.all_button.clicked.connect(lambda: self.export(self.ticked()))
        for suffix, row in self.rows.items():
            row.box.toggled.connect(self._ticked)
            row.export_button.clicked.connect(lambda _=False, suffix=suffix: self.export([suffix]))
            row.open_button.clicked.connect(lambda _=False, suffix=suffix: self._open(suffix))
            row.folder_button.clicked.connect(lambda _=False, suffix=suffix: self._open_folder(suffix))
        self.charts.toggled.connect(lambda on: self._library.remember(exporting.CHARTS, str(int(on))))
        self.rows[".pdf"].offer(PRINT.icon, PRINT.tooltip, self.print_wanted.emit)
        self.rows[".html"].offer("copy", COPY_HTML.tooltip, self.copy_wanted.emit)
        self._session.checked.connect(self.refresh)
        self._session.state_changed.connect(self.refresh)
        self._session.handed_out.connect(self._show_outcome)

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the files again."""
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the pages beside the rows where there is room for them."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit all anew where the letters are larger or smaller now."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        if event.type() == QEvent.Type.ActivationChange and self.isVisible():
            self.refresh()  # who comes back from another program may have changed a file there

    def _fit(self) -> None:
        scale = self.font().pointSizeF() / ui_font().pointSizeF()
        self._inside.setMaximumWidth(round((_WIDEST + 48) * scale))
        wide = self.width() >= _PREVIEW * scale and self._may_preview
        if wide and self._preview is None:
            from ui.preview.panel import Preview

            made = self._preview = Preview(self._session)
            self._preview.setAccessibleName(PREVIEW.label)
            self._beside.addWidget(made)
            made.start()
        if self._preview is not None:
            self._preview.setVisible(wide)
        self._whole.setStretch(1, 2 if wide else 0)  # else two fifths of a narrow window stand empty
        self._take_height()
        narrow = self.width() < _NARROW * scale
        self._hint.setHidden(narrow)
        for row in self.rows.values():
            row.set_narrow(narrow=narrow)
        for head in self._heads.findChildren(QLabel, WHEN):
            head.setHidden(narrow)

    def _take_height(self) -> None:
        """Let the rows be as high as they are, not more: the button follows them."""
        self._area.setMaximumHeight(self._inside.sizeHint().height())

    def leave(self) -> None:
        """End what draws the pages."""
        if self._preview is not None:
            self._preview.stop()

    # What is shown

    def refresh(self, *_: object) -> None:
        """Show how each file and the report stand now."""
        self._handed = Handed.of(self._session, self._library)
        self.state.say(self._handed.draft or State.FINAL.label, "warn" if self._handed.draft else "done")
        self.over.setText(over_words(self._handed))
        self.over.setVisible(bool(self._handed.over))
        for suffix, row in self.rows.items():
            row.show_last(last_export(self._library, self._session.id, suffix), self._handed)

    def ticked(self) -> list[str]:
        """Return the kinds that are ticked."""
        return [suffix for suffix, row in self.rows.items() if row.box.isChecked()]

    def _tick(self, suffixes: Sequence[str]) -> None:
        for suffix, row in self.rows.items():
            row.box.setChecked(suffix in suffixes)
        self._ticked()

    def _ticked(self, *_: object) -> None:
        chosen = self.ticked()
        self.all_button.setText(f"导出勾选的{len(chosen)}种" if chosen else "先勾选要导出的格式")
        self.all_button.setEnabled(bool(chosen))
        self._library.remember(_TICKED, " ".join(chosen))

    # What can be done

    def export(self, suffixes: Sequence[str]) -> None:
        """Write files, and say below what became of them."""
        stem = self.destination.settle()
        paths = [self.destination.folder / f"{stem}{suffix}" for suffix in suffixes]
        done = exporting.export_files(self, self._library, self._session, paths)
        if done is not None:
            self.exported.emit(done)

    def _show_outcome(self, done: ExportOutcome) -> None:
        """Show what was written last, here or by a key: the line at the foot says the same."""
        self.refresh()
        self.result.show_outcome(done, self._try, {suffix: row.kind.name for suffix, row in self.rows.items()})
        self._take_height()
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self.result))  # once it has its height

    def _open(self, suffix: str) -> None:
        last = last_export(self._library, self._session.id, suffix)
        if last is not None:
            self._try(lambda: exporting.open_file(last.path))

    def _open_folder(self, suffix: str) -> None:
        last = last_export(self._library, self._session.id, suffix)
        if last is not None:
            self._try(lambda: exporting.open_folder(last.path))

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except UserError as error:
            self.result.refuse(error.sentence)
