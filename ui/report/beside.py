"""What stands beside the tabs of a report, built when it is first shown: findings, preview, the finding at the foot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from ui.actions.in_window import FINDINGS, PREVIEW, REOPEN
from ui.appearance.zoom import magnify
from ui.report.placeholder import Side
from ui.report.sides import Room, Sides

if TYPE_CHECKING:
    from ui.findings.panel import FindingsPanel
    from ui.preview.panel import Preview
    from ui.report.finding_bar import FindingBar
    from ui.report.page import ReportPage
    from ui.report.two_lists import TwoLists


class Beside(QObject):
    """The two sides and the bar of one report; nothing of them is built before the page is painted."""

    changed = Signal()  # what is shown is other

    def __init__(self, report: ReportPage, *, may_preview: bool) -> None:
        super().__init__(report)
        self._report, self._may_preview = report, may_preview
        self._panel: FindingsPanel | None = None
        self._bar: FindingBar | None = None
        self._preview: Preview | None = None
        self.lists: TwoLists | None = None  # where the county says something
        self._actions: Mapping[str, QAction] = {}
        self._may_build = False  # the page is painted
        self._is_walked = False  # while the list is not shown
        self.findings_side, self.preview_side = Side(FINDINGS.label, 220), Side(PREVIEW.label, 220)
        self.sides = Sides(report, report.tabs, self.findings_side, self.preview_side)
        self.sides.changed.connect(self._sides_changed)
        report.session.state_changed.connect(self._follow_opinions)

    def fill(self) -> None:
        """Build what is shown, now that the page is there to be typed into."""
        self._may_build = True
        if not self.findings_side.isHidden():
            self.panel()
        if not self.preview_side.isHidden():
            self._start_preview()

    def panel(self) -> FindingsPanel:
        """Return the findings panel, built when it is first wanted."""
        if self._panel is None:
            from ui.findings.panel import FindingsPanel

            report = self._report
            self._panel = FindingsPanel(report.session)
            self._panel.jump.connect(report.go_to)
            self._panel.look.connect(report.look_along)
            self._panel.went.connect(report.show_change)
            self._panel.said.connect(report.said)
            magnify(self._panel, report.zoom)
            self._panel.off.clicked.connect(report.rules_wanted)
            self._put(self._panel)
            if caret := report.page.caret():
                self._panel.follow(caret)
        return self._panel

    def _put(self, panel: FindingsPanel) -> None:
        """Put the findings into their place, behind what the county says where it says something."""
        if not self._report.session.stored.opinions:
            self.findings_side.put(panel)
            return
        from ui.report.two_lists import TwoLists

        report = self._report
        self.lists = TwoLists(report.session, panel)
        self.lists.opinions.chosen.connect(report.go_to_words)
        self.lists.opinions.reopen_wanted.connect(self._reopen)
        magnify(self.lists, report.zoom)
        self.findings_side.put(self.lists)
        if caret := report.page.caret():
            self.lists.opinions.follow(caret[0])

    def _reopen(self) -> None:
        self._actions[REOPEN.id].trigger()

    def _follow_opinions(self) -> None:
        """Make room for what the county says once it says something."""
        if self.lists is None and self._panel is not None and self._report.session.stored.opinions:
            self._put(self._panel)

    def show_opinions(self) -> None:
        """Show what the county says."""
        self.show_findings(True)
        self._may_build = True
        self.panel()
        if self.lists is not None:
            self.lists.show_opinions()

    def follow_caret(self, place: str, offset: int) -> None:
        """Choose the finding of the place where the cursor is."""
        if self._panel is not None:
            self._panel.follow((place, offset))
        if self.lists is not None:
            self.lists.opinions.follow(place)

    def show_findings(self, visible: bool) -> None:
        """Show the findings panel, or fold it."""
        self._show(self.findings_side, visible)

    def show_preview(self, visible: bool) -> None:
        """Show the printed pages, or fold them."""
        self._show(self.preview_side, visible and self._may_preview)

    def _show(self, side: Side, visible: bool) -> None:
        if visible and self.sides.room is Room.ONE:
            self._report.writing.show(False)
        self.sides.want(side, visible)
        self._sides_changed()

    def _sides_changed(self) -> None:
        """Build what is shown now, once the table is there to be typed into."""
        title_row = self._report.title_row
        findings, preview = not self.findings_side.isHidden(), not self.preview_side.isHidden()
        title_row.findings_button.setChecked(findings)
        title_row.preview_button.setChecked(preview)
        if self._may_build and findings:
            self.panel()
        if self._may_build and preview:
            self._start_preview()
        self.show_bar()
        self.changed.emit()

    def show_bar(self) -> None:
        """Show the current finding at the foot where the list has no room."""
        findings = self.sides.is_shown(self.findings_side)
        self._is_walked = self._is_walked and not findings
        wanted = self.sides.room is Room.NONE or self._is_walked
        if self._bar is not None:
            self._bar.setVisible(wanted)
        if self._may_build and wanted:
            self.bar.watch(self.panel())
            self.bar.setVisible(True)
            self.bar.refresh()

    def show_step(self) -> None:
        """Have the card in sight that a step has come to: at the foot, where the list gave way or was folded."""
        self._is_walked = True
        if self.lists is not None:
            self.lists.show_findings()
        self.show_bar()

    def come_in_sight(self) -> bool:
        """Have the current finding in sight; False where it was not until now, and may be another one."""
        if self._is_in_sight:
            return True
        self.show_step()
        if caret := self._report.page.caret():
            self.panel().come_to(caret)
        return False

    @property
    def _is_in_sight(self) -> bool:
        places = (self._panel, self._bar)
        return any(place is not None and place.isVisible() for place in places)

    @property
    def bar(self) -> FindingBar:
        """The row at the foot, built when it is first wanted."""
        if self._bar is None:
            from ui.report.finding_bar import FindingBar

            self._bar = FindingBar()
            self._bar.list_wanted.connect(lambda: self.show_findings(True))
            self._bar.follow(self._actions)
            whole = self._report.layout()
            if whole is not None:
                whole.addWidget(self._bar)  # before it is shown: else it were a window, and took the keys
            self._bar.setVisible(self.sides.room is Room.NONE)
        return self._bar

    def follow(self, actions: Mapping[str, QAction]) -> None:
        """Let the buttons do what the menus do."""
        self._actions = actions

    def _start_preview(self) -> None:
        if self._preview is None:
            from ui.preview.panel import Preview

            self._preview = Preview(self._report.session)
            self.preview_side.put(self._preview)
            self._preview.show_section(self._report.heading)
            self._preview.start()

    def show_section(self, heading: str) -> None:
        """Show the page of print on which a section begins."""
        if self._preview is not None:
            self._preview.show_section(heading)

    def set_zoom(self, percent: int) -> None:
        """Show what is beside the tabs larger or smaller."""
        shown = self.lists or self._panel
        if shown is not None:
            magnify(shown, percent)
        self.sides.set_zoom(percent)

    def stop(self) -> None:
        """End what runs beside the report."""
        if self._preview:
            self._preview.stop()
        if self._panel:
            self._panel.stop()
