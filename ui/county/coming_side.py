"""All about one file that came in: whose it may be, what differs from the revision before, what was found in it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

from app.collecting.bringing import Coming, ComingStatus
from app.finalising import not_compared
from model.report.report import NO_YEAR
from ui.appearance.theme import ui_font
from ui.frame.elided import Elided

_FEW_CHARACTERS = 12  # of a digest
_CHECKING = "正在核对…"  # what is said in its place comes by `follow_tally`
_MOST_FOUND = 30  # findings that are listed


class ComingSide(QFrame):
    """Shows one file; what is decided is told, not done."""

    decided = Signal(int, int)  # a file, the unit that it is of
    chosen = Signal(int)  # of several files for a unit, this one
    agreed = Signal(int)  # a file that names no year is of this one

    def __init__(self, coming: Coming) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._coming = coming
        self._at: int | None = None
        self.title, self.about = Elided(40, yields=True), QLabel(wordWrap=True)
        self.title.setFont(ui_font(110, bold=True))
        self.about.setProperty("muted", True)
        self.verdict = QLabel(wordWrap=True)
        self.units = QComboBox()
        self.units.setAccessibleName("是哪个单位的")
        self.units.setEditable(True)
        self.units.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        if (completer := self.units.completer()) is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
        if (line := self.units.lineEdit()) is not None:
            line.setPlaceholderText("选单位，或输入名称的一部分")
        self.of_unit, self.this_one, self.this_year = (QPushButton() for _ in range(3))
        self.details = QPlainTextEdit(readOnly=True, tabChangesFocus=True)
        self.details.setAccessibleName("这份文件：与上一稿的不同，核对出的问题")
        self._lay_out()
        self.of_unit.clicked.connect(self._say_whose)
        self.this_one.clicked.connect(lambda: self._say(self.chosen))
        self.this_year.clicked.connect(lambda: self._say(self.agreed))
        for unit in coming.tree.units.values():
            self.units.addItem(unit.name, unit.key)

    def _lay_out(self) -> None:
        self.of_unit.setText("是这个单位的")
        self.this_one.setText("就收这一份")
        row = QHBoxLayout()
        row.addWidget(self.units, 1)
        row.addWidget(self.of_unit)
        more = QHBoxLayout()
        more.addWidget(self.this_one)
        more.addWidget(self.this_year)
        more.addStretch(1)
        for button in (self.of_unit, self.this_one, self.this_year):
            button.setAutoDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        for part in (self.title, self.about, self.verdict):
            column.addWidget(part)
        column.addLayout(row)
        column.addLayout(more)
        column.addWidget(self.details, 1)

    def show_file(self, at: int | None) -> None:
        """Show a file, or none."""
        self._at = at
        self.setEnabled(at is not None)
        if at is None:
            for label in (self.title, self.about, self.verdict):
                label.setText("")
            self.details.setPlainText("")
            return
        file, verdict = self._coming.files[at], self._coming.verdict(at)
        unit = self._coming.unit_of(at)
        named = file.report.unit if file.report else ""
        self.title.setText(unit.name if unit else named or file.found.name)
        digest = f"　SHA-256 {file.digest[:_FEW_CHARACTERS]}…" if file.digest else ""
        self.about.setText(f"{file.found.shown}{digest}")
        self.verdict.setText(f"{verdict.words}。" if verdict.words else "")
        asks = verdict.status in {ComingStatus.ASKS, ComingStatus.UNKNOWN_UNIT}
        year_only = asks and unit is not None and file.report is not None and file.report.year == NO_YEAR
        self._offer_units(at, shown=asks and not year_only)
        self.this_one.setVisible(verdict.status is ComingStatus.TWICE)
        self.this_year.setText(f"是{self._coming.heading.year}年度的")
        self.this_year.setVisible(year_only)
        self.details.setPlainText("\n".join(self._lines(at)))

    def _offer_units(self, at: int, *, shown: bool) -> None:
        self.units.setVisible(shown)
        self.of_unit.setVisible(shown)
        if shown:
            proposed = self._coming.verdict(at).proposed
            place = self.units.findData(proposed[0]) if proposed else -1
            self.units.setCurrentIndex(place)
            if place < 0:
                self.units.setEditText("")

    def take_keys(self) -> None:
        """Put the cursor where the file is decided."""
        for part in (self.units, self.this_one, self.this_year):
            if not part.isHidden():
                part.setFocus()
                return

    def _say(self, what: SignalInstance) -> None:
        if self._at is not None:
            what.emit(self._at)

    def _say_whose(self) -> None:
        key = self.units.currentData()
        known = self.units.findText(self.units.currentText())
        if known >= 0:
            key = self.units.itemData(known)
        if self._at is not None and key is not None and known >= 0:
            self.decided.emit(self._at, key)

    def follow_tally(self, at: int) -> None:
        """Show what was found in a file meanwhile, where it is the one that is shown."""
        if self._at == at and self._coming.is_taken(at):
            words = "\n".join(self._lines(at))
            if words != self.details.toPlainText():
                self.details.setPlainText(words)

    def _lines(self, at: int) -> Iterator[str]:
        """Tell all about a file."""
        file, report = self._coming.files[at], self._coming.files[at].report
        if report is None:
            yield f"读不了：{file.read.sentence}"
            return
        if file.problems:
            yield f"没有读懂的{len(file.problems)}处："
            yield from file.problems
            yield ""
        revision = self._coming.revision(at)
        if revision is not None and revision.count:
            yield f"与第{revision.before}稿不同的{revision.count}处："
            yield from revision.lines(report.form)
            yield ""
        if self._coming.is_taken(at) and not self._coming.is_checked(at):
            yield _CHECKING
        elif self._coming.is_taken(at):
            found = self._coming.assessment(at)
            listed = [one.message for one in found.hindrances if not one.gap] if found else []
            tally = self._coming.tally(at)
            counted, alone = "" if tally.done else tally.words, not_compared(found) if found else ""
            yield f"核对：{'；'.join(filter(None, (counted, alone))) or '没有问题'}"
            yield from listed[:_MOST_FOUND]
