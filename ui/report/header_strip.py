"""The title row of a report: whose it is, of which year, where it stands, until when — and the main buttons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from model.storage.records import State, Stored
from ui.actions.in_window import BACK, FINALISE, FINDINGS, HEADING, LIBRARY, PDF, PREVIEW, REOPEN
from ui.actions.registry import Action
from ui.frame.title_row import TitleRow


class HeaderStrip(TitleRow):
    """One line, as high as a button."""

    findings_toggled = Signal(bool)
    preview_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._closing = FINALISE
        self.lead_back(LIBRARY.label)
        self.edit_button = _button("更改", HEADING)
        self.row.insertWidget(self.row.indexOf(self.about) + 1, self.edit_button)
        self.findings_button = _toggle(FINDINGS, self.findings_toggled)
        self.preview_button = _toggle(PREVIEW, self.preview_toggled)
        self.toggles = {FINDINGS.id: self.findings_button, PREVIEW.id: self.preview_button}
        self.finalise_button = QPushButton(FINALISE.label)
        self.export_button = QPushButton(PDF.label)
        self.export_button.setProperty("primary", True)
        self.export_button.setToolTip(PDF.tooltip)
        self.add(self.findings_button, self.preview_button, self.finalise_button, self.export_button)

    def follow(self, actions: Mapping[str, QAction]) -> None:
        """Let the buttons do what the menus do."""
        self.back.connect(actions[BACK.id].trigger)
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
        self.title.setText(report.unit or "（未填单位）")
        state = stored.state.label
        if stored.finalised_on:
            state += f" {_spoken(stored.finalised_on)}"
        self.about.setText(f"{report.year}年度 · {report.level.label} · {state} · 截止{_spoken(due)}")
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


def _spoken(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
