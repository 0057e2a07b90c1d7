"""The findings, and before them what the county says where it sent the report back."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui.actions.in_window import FINDINGS
from ui.report.opinions import NAME, OpinionsPanel
from ui.state.session import Session

_OPINIONS, _FINDINGS = range(2)


class TwoLists(QWidget):
    """Two tabs; where nothing was said, the findings alone."""

    def __init__(self, session: Session, findings: QWidget) -> None:
        super().__init__()
        self._session = session
        self.opinions, self._findings = OpinionsPanel(session), findings
        self.tabs, self._stack = QTabBar(), QStackedWidget()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        for words, page in ((NAME, self.opinions), (FINDINGS.label, findings)):
            self.tabs.addTab(words)
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.opinions.counted.connect(lambda words: self.tabs.setTabText(_OPINIONS, words))
        session.state_changed.connect(self._follow)
        self.opinions.refresh()
        self._follow()
        self.setFocusProxy(self._stack)

    def _follow(self) -> None:
        there = bool(self._session.stored.opinions)
        self.tabs.setVisible(there)
        if not there:
            self.show_findings()

    def show_opinions(self) -> None:
        """Put what the county says before the findings."""
        self.tabs.setCurrentIndex(_OPINIONS)

    def show_findings(self) -> None:
        """Put the findings before what the county says."""
        self.tabs.setCurrentIndex(_FINDINGS)
