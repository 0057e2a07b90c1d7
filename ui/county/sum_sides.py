"""Beside the tables of a sum: who contributed what to a cell, what is found in the sum, all its adjustments."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from model.form.form import Form
from ui.county.adjustments_list import AdjustmentsList
from ui.county.sum_model import SumSession
from ui.county.sum_side import SumSide
from ui.findings.panel import FindingsPanel

_PARTS, _FINDINGS, _ADJUSTED = range(3)
_NAMES = "构成、调整", "核对", "全部调整"


class SumSides(QWidget):
    """One of three at a time."""

    def __init__(self, form: Form, session: SumSession, *, writable: bool) -> None:
        super().__init__()
        self.tabs, self.pages = QTabBar(), QStackedWidget()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.parts, self.adjusted = SumSide(writable=writable), AdjustmentsList(form, writable=writable)
        self.panel = FindingsPanel(session)
        area = QScrollArea(widgetResizable=True)  # in a low window the side is looked through
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.parts)
        for name, page in zip(_NAMES, (area, self.panel, self.adjusted), strict=True):
            self.tabs.addTab(name)
            self.pages.addWidget(page)
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.pages, 1)

    def show_sum(self, session: SumSession) -> FindingsPanel:
        """Show what is found in another sum, and its adjustments; return the panel of its findings."""
        self.pages.removeWidget(self.panel)
        self.panel.deleteLater()
        self.panel = FindingsPanel(session)
        self.pages.insertWidget(_FINDINGS, self.panel)
        self.pages.setCurrentIndex(self.tabs.currentIndex())
        self.adjusted.show_all(session.totals.adjustments)
        for at, count in (
            (_FINDINGS, len(session.assessment.hindrances)),
            (_ADJUSTED, len(session.totals.adjustments)),
        ):
            self.tabs.setTabText(at, f"{_NAMES[at]} {count}" if count else _NAMES[at])
        return self.panel

    def toggle_findings(self) -> None:
        """Show what is found, or who contributed what where that is shown."""
        self.tabs.setCurrentIndex(_PARTS if self.tabs.currentIndex() == _FINDINGS else _FINDINGS)
