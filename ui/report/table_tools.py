"""What the row of the tabs offers for the table that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.report.page import ReportPage


class TableTools:
    """Lets the buttons do what the table does, as far as one is shown."""

    def __init__(self, report: ReportPage) -> None:
        self._report = report
        tools = report.tabs.tools
        tools.zero.clicked.connect(self._fill_blanks)
        tools.help.clicked.connect(self._toggle_help)
        report.session.checked.connect(self.offer)
        report.session.state_changed.connect(self.offer)

    def offer(self, *_: object) -> None:
        """Offer what can be done now."""
        table, tools = self._report.table(), self._report.tabs.tools
        tools.offer(of_table=table is not None)
        tools.zero.setEnabled(table is not None and table.can_fill_blanks)

    def _fill_blanks(self) -> None:
        if (table := self._report.table()) is not None:
            table.fill_blanks()

    def _toggle_help(self) -> None:
        if (table := self._report.table()) is not None:
            table.toggle_help()
