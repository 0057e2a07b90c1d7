"""All about one file that came in: whose it may be, what differs from the revision before, what was found in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

from app.collecting.bringing import Coming, ComingStatus
from app.collecting.revising import difference
from app.finalising import not_compared
from model.errors import clip
from model.report.report import NO_YEAR, Report
from ui.appearance.theme import ui_font
from ui.frame.elided import Elided
from ui.frame.moments import moment_here

_SEVERAL = {ComingStatus.TWICE, ComingStatus.OTHER_CHOSEN}  # files of one unit
_FEW_CHARACTERS = 12  # of a digest
_CHECKING = "正在核对…"  # what is said in its place comes by `follow_tally`
_MOST_FOUND = 30  # findings that are listed


class ComingSide(QFrame):
    """Shows one file; what is decided is told, not done."""

    decided = Signal(int, int)  # a file, the unit that it is of
    chosen = Signal(int)  # of several files for a unit, this one
    taken_back = Signal(int)  # whose a file is, as it was said
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
        self.of_unit, self.this_one, self.this_year, self.not_of_unit = (QPushButton() for _ in range(4))
        self.details = QPlainTextEdit(readOnly=True, tabChangesFocus=True)
        self.details.setAccessibleName("这份文件：与上一稿的不同，核对出的问题")
        self._lay_out()
        self.of_unit.clicked.connect(self._say_whose)
        self.this_one.clicked.connect(lambda: self._say(self.chosen))
        self.not_of_unit.clicked.connect(self._say_back)
        self.this_year.clicked.connect(lambda: self._say(self.agreed))
        for unit in coming.tree.units.values():
            self.units.addItem(unit.name, unit.key)

    def _lay_out(self) -> None:
        self.of_unit.setText("是这个单位的")
        self.this_one.setText("就收这一份")
        self.not_of_unit.setText("不是这个单位的")
        self.not_of_unit.setToolTip("收回刚才定的单位，重新定")
        row = QHBoxLayout()
        row.addWidget(self.units, 1)
        row.addWidget(self.of_unit)
        more = QHBoxLayout()
        more.addWidget(self.this_one)
        more.addWidget(self.this_year)
        more.addWidget(self.not_of_unit)
        more.addStretch(1)
        for button in (self.of_unit, self.this_one, self.this_year, self.not_of_unit):
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
        self.this_one.setVisible(verdict.status in _SEVERAL)
        self.this_year.setText(f"是{self._coming.heading.year}年度的")
        self.this_year.setVisible(year_only)
        self.not_of_unit.setVisible(file.unit is not None)
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
        """Tell whose it is; where what was typed is no unit's name, say so, or take the only one that it is part of."""
        words = "".join(self.units.currentText().split())
        known = self.units.findText(self.units.currentText())
        parts = [at for at in range(self.units.count()) if words and words in self.units.itemText(at)]
        at = known if known >= 0 else parts[0] if len(parts) == 1 else None
        if at is not None and self._at is not None:
            self.decided.emit(self._at, self.units.itemData(at))
            return
        found = f"有{len(parts)}个单位的名称含“{clip(words, 20)}”，请选一个" if parts else ""
        self.verdict.setText(found or (f"名单里没有名称含“{clip(words, 20)}”的单位" if words else "请先选单位"))

    def _say_back(self) -> None:
        if self._at is not None:
            self.taken_back.emit(self._at)

    def follow_tally(self, at: int) -> None:
        """Show what was found in a file meanwhile, where it is the one that is shown."""
        if self._at == at and self._coming.is_taken(at):
            words = "\n".join(self._lines(at))
            if words != self.details.toPlainText():
                self.details.setPlainText(words)

    def _beside_others(self, at: int, report: Report) -> Iterator[str]:
        """Hold one of several files of a unit beside the others: when each was changed, and what differs."""
        if self._coming.verdict(at).status not in _SEVERAL:
            return
        yield f"这份{_changed(self._coming.files[at].found.modified)}"
        for other in self._coming.others_of(at):
            file = self._coming.files[other]
            named = f"“{clip(file.found.name, 40)}”（{_changed(file.found.modified)}）"
            if file.report is not None:
                apart = difference(0, file.report, report)
                yield f"与{named}不同的{apart.count}处：" if apart.count else f"与{named}内容相同，收哪一份都一样"
                yield from apart.lines(report.form)
        yield ""

    def _lines(self, at: int) -> Iterator[str]:
        """Tell all about a file."""
        file, report = self._coming.files[at], self._coming.files[at].report
        if report is None:
            yield f"读不了：{file.read.sentence}"
            return
        if file.problems:
            yield f"读的时候要看一看的{len(file.problems)}处："
            yield from file.problems
            yield ""
        yield from self._beside_others(at, report)
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


def _changed(when: datetime | None) -> str:
    return f"{moment_here(when)}改过" if when else "不知道什么时候改的"
