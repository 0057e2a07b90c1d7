"""The strip over the tabs: whose report it is, of which year, where it stands, until when — and the main buttons."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from model.storage.records import State, Stored
from ui.appearance.theme import ui_font


class HeaderStrip(QWidget):
    """One line, as high as a button."""

    edit = Signal()
    findings_toggled = Signal(bool)
    preview_toggled = Signal(bool)
    finalise = Signal()
    export = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 12, 6)
        row.setSpacing(8)
        self._unit = _Elided(22)
        self._unit.setFont(ui_font(125, bold=True))
        self._about = _Elided(60)
        self._about.setProperty("muted", True)
        for label in (self._unit, self._about):
            label.setMinimumWidth(80)  # in a narrow window the words give way, not the buttons
        row.addWidget(self._unit)
        row.addWidget(self._about)
        self.edit_button = self._button("更改", "更改单位、层级、年度、截止日期", self.edit)
        row.addWidget(self.edit_button)
        row.addStretch(1)
        self.findings_button = self._toggle("核对结果", "显示或收起核对结果（F7）", self.findings_toggled)
        self.preview_button = self._toggle("预览", "显示或收起打印预览（F9）", self.preview_toggled)
        self.finalise_button = QPushButton("定稿")
        self.finalise_button.clicked.connect(self.finalise)
        self.export_button = QPushButton("导出PDF")
        self.export_button.setProperty("primary", True)
        self.export_button.setToolTip("导出PDF（Ctrl+E）")
        self.export_button.clicked.connect(self.export)
        for button in (self.findings_button, self.preview_button, self.finalise_button, self.export_button):
            row.addWidget(button)

    def _button(self, text: str, tip: str, signal: SignalInstance) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(signal)
        return button

    def _toggle(self, text: str, tip: str, signal: SignalInstance) -> QToolButton:
        button = self._button(text, tip, signal)
        button.setCheckable(True)
        return button

    def show_report(self, stored: Stored, *, writable: bool) -> None:
        """Show what a report is, and what can be done with it."""
        report, due = stored.report, stored.due
        self._unit.setText(report.unit or "（未填单位）")
        state = stored.state.label
        if stored.finalised_on:
            state += f" {_spoken(stored.finalised_on)}"
        about = f"{report.year}年度 · {report.level.label} · {state} · 截止{_spoken(due)}"
        self._about.setText(about)
        final = stored.state is State.FINAL
        self.finalise_button.setText("修订" if final else "定稿")
        self.finalise_button.setToolTip(
            "重新打开修改，须写明原因" if final else "全部填好、没有必须改正的问题后定稿（Ctrl+D）"
        )
        self.finalise_button.setEnabled(writable)
        self.edit_button.setEnabled(writable and not final)


class _Elided(QLabel):
    """A line that gives way: what does not fit ends in “…” and is whole in its tooltip."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._whole = ""
        self._most = most  # characters that it asks for
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        super().setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))

    def sizeHint(self) -> QSize:
        measure = self.fontMetrics().horizontalAdvance
        wanted = min(measure(self._whole), measure("国") * self._most)
        return QSize(wanted + 1, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _spoken(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
