"""What the robot does at the window: keys where the focus is, items of the menu, lists of files."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.editing import entering
from app.importing.batch import Batch
from app.importing.file_read import FileRead
from faults.work import FIRST_DAY, example
from intake.reading import Reading
from model.errors import UserError
from model.report.report import Level, Report
from model.report.totals import with_totals
from model.storage.backups.backup import daily_backup
from model.storage.records import How, State
from ui import dialogs
from ui.finalising.closing import finalise, reopen, write_sentence
from ui.library.page import LibraryPage
from ui.report.page import ReportPage
from ui.state.session import Session
from ui.tables.page import TablePage
from ui.texts.page import TextPage
from ui.window.main_window import MainWindow

KEY, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_TABLES, _TEXTS = (1, 2, 3), (0, 4, 5)
_REASON = "经核实，原始台账如此，已留存说明备查"


def answer_dialogs(out: Path, dice: random.Random) -> None:
    """Have every dialog answered at once, with yes where it is a question."""
    answers: Mapping[str, Callable[..., object]] = {
        "run": lambda _: True,
        "warn": lambda *_: None,
        "tell": lambda *_: None,
        "show_list": lambda *_: None,
        "ask": lambda *_, **__: True,
        "review": lambda *_, **__: True,
        "pick": lambda *_, **__: 0,
        "pick_some": lambda *_, **__: [0],
        "choose": lambda *_, **__: 0,
        "ask_date": lambda *_, **__: date(2024, 1, 20),
        "ask_text": lambda *_, **__: "发现数字有误需要更正",
        "save_file": lambda _, __, ___, kinds: _file(out, dice, kinds),
    }
    for name, answer in answers.items():
        setattr(dialogs, name, answer)


def _file(out: Path, dice: random.Random, kinds: Sequence[tuple[str, str]]) -> Path:
    """Choose a file of one of the kinds, often one that is there."""
    return out / f"{dice.randrange(2)}{dice.choice([suffix for _, suffix in kinds])}"


class Hands:
    """The robot's hands on one window."""

    def __init__(self, window: MainWindow, dice: random.Random) -> None:
        self._window, self._dice, self._library = window, dice, window.library

    @property
    def acts(self) -> dict[str, list[Callable[[], None]]]:
        """What is done in each scenario, the more often the more often it is listed."""
        number, text = self.number, self.text
        rare = [self.paste_text, self.block, self.zero, self.delete, self.make, self.finalise, self.backup, self.export]
        return {
            "混合": [number] * 6 + [text] * 4 + [self.undo] * 3 + [*rare, self.bring_in],
            "导入": [self.bring_in] * 4 + [number],
            "撤销": [number, text, self.block] + [self.undo] * 4,
            "删除": [self.delete] * 3 + [number, self.make],
            "备份": [self.backup] * 2 + [number],
            "定稿": [self.finalise] * 2 + [number],
            "导出": [self.export] * 3 + [number],
        }

    def do(self, act: Callable[[], None]) -> None:
        """Do something, and let the window come to rest."""
        with suppress(UserError):
            act()
        QApplication.processEvents()

    def number(self) -> None:
        """Type a few numbers into a table."""
        page = self._table(self._dice.choice(_TABLES))
        page.go_to(self._dice.choice([*page.section.cells]))
        page.view.setFocus()
        QApplication.processEvents()
        for _ in range(self._dice.randrange(1, 5)):
            self._type(str(self._dice.randrange(500)))
            self._press(self._dice.choice([KEY.Key_Return, KEY.Key_Tab, KEY.Key_Down]))

    def text(self) -> None:
        """Type a few characters into a text."""
        self._into_a_text()
        self._type("".join(self._dice.choices("收到申请0123件，公开𠮷。", k=self._dice.randrange(1, 12))))

    def paste_text(self) -> None:
        """Paste a long text."""
        self._into_a_text()
        QGuiApplication.clipboard().setText("2023年收到申请12件，" * self._dice.randrange(1, 150))
        self._press(KEY.Key_V, CTRL)

    def _into_a_text(self) -> None:
        page = self._open().page if self._shown(self._dice.choice(_TEXTS)) else None
        if isinstance(page, TextPage):
            key = self._dice.choice(list(page.boxes))
            page.go_to(key)
            page.boxes[key].editor.setFocus()
            QApplication.processEvents()

    def block(self) -> None:
        """Paste a block of numbers."""
        page = self._table(2)
        page.go_to(next(iter(page.section.cells)))
        page.view.setFocus()
        rows = ("\t".join(str(self._dice.randrange(50)) for _ in range(7)) for _ in range(self._dice.randrange(1, 26)))
        QGuiApplication.clipboard().setText("\n".join(rows))
        self._press(KEY.Key_V, CTRL)

    def undo(self) -> None:
        """Take steps back, and some of them forward again."""
        self._open()
        for _ in range(self._dice.randrange(1, 6)):
            self._window.actions_by_key[self._dice.choice(["undo", "undo", "redo"])].trigger()

    def zero(self) -> None:
        """Fill a table's blanks with zeros."""
        self._table(self._dice.choice(_TABLES)).view.setFocus()
        self._press(KEY.Key_0, ALT)

    def delete(self) -> None:
        """Delete the report that is chosen in the list, and bring one back."""
        self._window.show_library()
        page = self._window.findChild(LibraryPage)
        if page is not None and len(self._library.all()) > 1:
            page.delete_chosen()
            if self._dice.random() < 0.7:
                page.restore_some()

    def make(self) -> None:
        """Begin a report."""
        unit = f"第{self._dice.randrange(10**6)}镇人民政府"
        self._window.open_new(self._library.create(Report(unit, Level.TOWNSHIP, 2023)))

    def finalise(self) -> None:
        """Paste a whole report, explain what can be, 定稿, and often 修订."""
        session, whole = self._session(), with_totals(example())
        texts = [session.change_to(key, words) for key, words in whole.texts.items()]
        session.edit([*entering(session.typed, dict(whole.numbers)), *texts], How.PASTED, "粘贴")
        for finding in session.assessment.hindrances:
            session.explain(finding, _REASON, "甲")
        for key in session.subject.unwritten:
            write_sentence(session, key)
        finalise(self._window, session, date(2024, 1, 20))
        if self._dice.random() < 0.6 and session.state is State.FINAL:
            reopen(self._window, session)

    def backup(self) -> None:
        """Copy the library by the menu, and make the backup of some day."""
        self._window.actions_by_key["backup"].trigger()
        daily_backup(self._library.path, FIRST_DAY + timedelta(days=self._dice.randrange(30)))

    def export(self) -> None:
        """Export the report at once, beside the library."""
        self._open()
        self._library.set_setting("export folder", str(self._library.path.parent))
        self._window.actions_by_key["pdf"].trigger()

    def bring_in(self) -> None:
        """Import several files at once, and sometimes take all of them back."""
        batch = Batch(self._library, [self._read(number) for number in range(self._dice.randrange(2, 12))])
        for row in range(len(batch.rows)):
            if batch.can_be_ticked(row):
                batch.tick(row, wish=True)
        self._window.show_library()
        taken = batch.store()
        self._window.show_library()
        if self._dice.random() < 0.5:
            taken.take_back()

    def _read(self, number: int) -> FileRead:
        unit = f"导入{self._dice.randrange(20)}镇人民政府"
        cells = self._dice.sample([*example().form.cells], 10)
        report = replace(example(), unit=unit, texts={"problems/text": f"问题{self._dice.random()}"})
        numbers = {cell: Decimal(self._dice.randrange(9)) for cell in cells}
        return FileRead(Path(f"{number}.json"), Reading(report.with_numbers(numbers), as_written=True))

    # Where things are

    def _open(self) -> ReportPage:
        """Open a report that can be written, unless one is open."""
        if self._window.report_page is None:
            every = self._library.all()
            made = None if every else self._library.create(Report("新镇人民政府", Level.TOWNSHIP, 2023))
            self._window.open(made or self._dice.choice(every).id)
        page = self._window.report_page
        if page is None:
            raise RuntimeError("no report opens")
        if page.session.state is State.FINAL:
            page.session.reopen("发现数字有误需要更正")
        return page

    def _session(self) -> Session:
        return self._open().session

    def _shown(self, tab: int) -> bool:
        self._open().show_tab(tab)
        return True

    def _table(self, tab: int) -> TablePage:
        self._shown(tab)
        page = self._open().page
        if not isinstance(page, TablePage):
            raise TypeError(f"tab {tab} is no table")
        return page

    def _press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self._window, key, modifier)

    def _type(self, words: str) -> None:
        for char in words:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char)
                QApplication.sendEvent(QApplication.focusWidget() or self._window, event)
