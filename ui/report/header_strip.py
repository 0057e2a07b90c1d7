"""The strip over the tabs: whose report it is, of which year, where it stands, until when — and the main buttons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from model.storage.records import State, Stored
from ui.actions.in_window import FINALISE, FINDINGS, HEADING, PDF, PREVIEW, REOPEN
from ui.actions.registry import Action
from ui.appearance.theme import ui_font


class HeaderStrip(QWidget):
    """One line, as high as a button."""

    findings_toggled = Signal(bool)
    preview_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._closing = FINALISE
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
        self.edit_button = _button("更改", HEADING)
        row.addWidget(self.edit_button)
        row.addStretch(1)
        self.findings_button = _toggle(FINDINGS, self.findings_toggled)
        self.preview_button = _toggle(PREVIEW, self.preview_toggled)
        self.toggles = {FINDINGS.id: self.findings_button, PREVIEW.id: self.preview_button}
        self.finalise_button = QPushButton(FINALISE.label)
        self.export_button = QPushButton(PDF.label)
        self.export_button.setProperty("primary", True)
        self.export_button.setToolTip(PDF.tooltip)
        for button in (self.findings_button, self.preview_button, self.finalise_button, self.export_button):
            row.addWidget(button)

    def follow(self, actions: Mapping[str, QAction]) -> None:
        """Let the buttons do what the menus do."""
        self.edit_button.clicked.connect(actions[HEADING.id].trigger)
        self.export_button.clicked.connect(actions[PDF.id].trigger)
        self.finalise_button.clicked.connect(lambda: self._close(actions))
        for declared, button in self.toggles.items():
            button.clicked.connect(actions[declared].setChecked)

    def _close(self, actions: Mapping[str, QAction]) -> None:
        actions[self._closing.id].trigger()

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
        self._closing = REOPEN if final else FINALISE
        self.finalise_button.setText(self._closing.label)
        self.finalise_button.setToolTip(self._closing.tooltip)
        self.finalise_button.setEnabled(writable)
        self.edit_button.setEnabled(writable and not final)


def _button(text: str, declared: Action) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(declared.tooltip)
    button.setAccessibleName(declared.tooltip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _toggle(declared: Action, signal: SignalInstance) -> QToolButton:
    button = _button(declared.label, declared)
    button.setCheckable(True)
    button.clicked.connect(signal)
    return button


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
