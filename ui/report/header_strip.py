"""The title row of a report: whose it is, of which year, where it stands, until when — and the main buttons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QWidget

from model.storage.facts import BY_OLD_RULES
from model.storage.records import State, Stored
from ui.actions.in_window import BACK, EXPORT, FINALISE, HEADING, LIBRARY, REOPEN
from ui.frame.buttons import flat_button, make_primary
from ui.frame.report_tools import ReportTools
from ui.frame.states import STATES
from ui.frame.title_row import TitleRow
from ui.state.shown import FINAL

_MIDDLE = 720  # pixels from which on there is more than the unit


class HeaderStrip(TitleRow):
    """One line, as high as a button."""

    findings_toggled = Signal(bool)
    preview_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._closing = FINALISE
        self._nothing_left = False
        self.lead_back(LIBRARY.label)
        self.edit_button = flat_button(HEADING, words="更改…")
        self.edit_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.row.insertWidget(self.row.indexOf(self.about) + 1, self.edit_button)
        self.tools = tools = ReportTools()
        self.findings_button, self.preview_button = tools.findings, tools.preview
        self.export_button, self.finalise_button = tools.export, tools.closing
        self.toggles = tools.toggles
        for button, toggled in ((tools.findings, self.findings_toggled), (tools.preview, self.preview_toggled)):
            button.setCheckable(True)
            button.clicked.connect(toggled)
        self.add(*tools.all)

    def follow(self, actions: Mapping[str, QAction]) -> None:
        """Let the buttons do what the menus do."""
        self.back.connect(actions[BACK.id].trigger)
        self.edit_button.clicked.connect(actions[HEADING.id].trigger)
        self.export_button.clicked.connect(actions[EXPORT.id].trigger)
        self.finalise_button.clicked.connect(lambda: self._close(actions))
        for declared, button in self.toggles.items():  # PySide gives a bare slot of Qt no state
            button.clicked.connect(lambda on, act=actions[declared]: act.setChecked(on))

    def _close(self, actions: Mapping[str, QAction]) -> None:
        actions[self._closing.id].trigger()

    def show_report(self, stored: Stored, *, writable: bool) -> None:
        """Show what a report is, and what can be done with it."""
        report, final = stored.report, stored.state is State.FINAL
        self.title.setText(report.unit or "（未填单位）")
        self.chip.say(stored.state.label, *STATES[stored.state])
        self.about.say(*_abouts(stored))
        self.chip.setToolTip(BY_OLD_RULES if stored.by_old_rules else "")
        self._closing = REOPEN if final else FINALISE
        self.tools.offer(self._closing).setEnabled(writable)
        self.edit_button.setEnabled(writable and not final)
        self.edit_button.setToolTip(FINAL if final else HEADING.tooltip)
        self._mark_next_step()

    def tell_left(self, *, nothing_left: bool) -> None:
        """Let 定稿 be the next step once nothing is in its way."""
        if nothing_left != self._nothing_left:
            self._nothing_left = nothing_left
            self._mark_next_step()

    def _mark_next_step(self) -> None:
        final = self._closing is REOPEN
        make_primary(self.export_button, final, EXPORT.icon)
        make_primary(self.finalise_button, not final and self._nothing_left, self._closing.icon)

    def resizeEvent(self, event: QResizeEvent) -> None:
        middle = self.tells_about = self.width() >= _MIDDLE
        super().resizeEvent(event)
        beside, only = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        self.tools.fit(self.width())
        self.edit_button.setVisible(middle)
        self.back_button.setToolButtonStyle(beside if middle else only)


def _abouts(stored: Stored) -> tuple[str, ...]:
    """Say of which year it is, of what level, and until when: whole, and shorter, the deadline last of all."""
    year, level, due = f"{stored.report.year}年度", stored.report.level.label, stored.due
    on, last = stored.finalised_on, f"截止{_spoken(due)}"
    closed = [_spoken(on) + (BY_OLD_RULES if stored.by_old_rules else FINALISE.label)] if on else []
    ways = ([year, level, *closed, last], [year, *closed, last], [year, last], [f"截止{due.month}月{due.day}日"])
    return tuple(" · ".join(parts) for parts in ways)


def _spoken(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
