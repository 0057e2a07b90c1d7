"""The line over a report that is reviewed: whose it is, how it stands, what it lacks, which file it is."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.assessment import Assessment
from app.collecting.roll import NOT_FINAL
from app.finalising import NOT_COMPARED, not_compared
from model.storage.county.records import RollRow, Submission
from ui.county.standings import LOOKS
from ui.frame.chip import Chip
from ui.frame.elided import Elided

_FIRST = 1000  # share of what is left over: before the gap


class ReviewHead(QWidget):
    """A name and its chips; the file gives way where there is little room."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.about = Elided(30), Elided(60, yields=True)
        self.standing, self.draft, self.alone = Chip(), Chip(), Chip()
        self.about.setProperty("muted", True)
        self.draft.setToolTip(f"单位报来时{NOT_FINAL}，可以通过，也可以退回请单位定稿")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 4)
        row.setSpacing(8)
        row.addWidget(self.name)
        for chip in (self.standing, self.draft, self.alone):
            row.addWidget(chip)
        row.addWidget(self.about, _FIRST)
        row.addStretch(1)

    def show_file(self, current: Submission) -> None:
        """Say which file it is."""
        when = current.when.astimezone()
        self.about.setText(f"第{current.revision}稿　{when.month}月{when.day}日　{current.name}")

    def show_row(self, row: RollRow | None, found: Assessment | None) -> None:
        """Say how the report stands, and what it was not held against; None: there is no report."""
        alone = not_compared(found) if found else ""
        self.name.setText(row.unit.name if row else "")
        self.standing.say(row.standing.label if row else "", *(LOOKS[row.standing] if row else ("off", "")))
        self.draft.say(NOT_FINAL if row is not None and row.is_draft else "", "explain")
        self.alone.say(NOT_COMPARED if alone else "", "off")
        self.alone.setToolTip(alone)
        self.about.setVisible(row is not None)
