"""Hands on the real window, and what is compared after each of their acts: screen, marks, disk, stack of undo."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from model.errors import DiskError
from model.form.schema import Cell
from model.report.report import Report
from model.storage.records import Stored
from ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from ui.tables.page import TablePage
    from ui.texts.page import TextPage

_KEY, _CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
_TABLES, _TEXTS = (1, 2, 3), (0, 4, 5)


class BrokenError(Exception):
    """A promise did not hold."""


def holds(true: object, what: str) -> None:
    """Say that something is so."""
    if not true:
        raise BrokenError(what)


class Robot:
    """Types, pastes, undoes and goes about in one report; knows what the screen must show."""

    def __init__(self, window: MainWindow, dice: random.Random) -> None:
        session, page = window.session, window.report_page
        if session is None or page is None:
            raise BrokenError("no report is open")
        self.window, self.session, self.page, self._dice = window, session, page, dice
        self.counts: Counter[str] = Counter()
        self.states: dict[int, Report] = {session.undo_stack.index(): session.typed}  # by the step of undo

    def act(self) -> None:
        """Do one thing, and compare."""
        acts = [self._number, self._number, self._type, self._type, self._compose, self._paste]
        others = [self._undo, self._undo, self._redo, self._change_tab, self._wait]
        self._dice.choice(acts + others)()
        QApplication.processEvents()
        self._remember()
        self.compare()

    def _remember(self) -> None:
        self.states[self.session.undo_stack.index()] = self.session.typed

    # What is done

    def _number(self) -> None:
        self._show(self._dice.choice(_TABLES))
        page: TablePage = self.page.page  # type: ignore[assignment]  # tables stand in these tabs
        cell: Cell = self._dice.choice(list(page.section.cells))
        page.go_to(cell)
        number = Decimal(self._dice.randrange(10_000))
        self._keys(str(number))
        QTest.keyClick(QApplication.focusWidget() or page.view, _KEY.Key_Return)
        self.counts["数字"] += 1
        holds(self.session.value(cell) == number, f"{cell} shows {self.session.value(cell)}, {number} was typed")

    def _type(self) -> None:
        words = "".join(self._dice.choices("收到申请件公开12", k=self._dice.randrange(1, 9)))
        self._write("逐字录入", words, lambda _: self._keys(words))

    def _compose(self) -> None:
        def commit(editor: object) -> None:
            event = QInputMethodEvent()
            event.setCommitString("青石镇人民政府")
            QApplication.sendEvent(editor, event)  # type: ignore[arg-type]  # the editor of a text

        self._write("输入法", "青石镇人民政府", commit)

    def _paste(self) -> None:
        words = "粘贴的一段话。" * self._dice.randrange(1, 900)
        QGuiApplication.clipboard().setText(words)
        self._write("粘贴", words, lambda editor: QTest.keyClick(editor, _KEY.Key_V, _CTRL))  # type: ignore[call-overload]

    def _write(self, how: str, words: str, put: Callable[[object], None]) -> None:
        """Put words at the end of a text; they must be there whatever the disk does."""
        self._show(self._dice.choice(_TEXTS))
        page: TextPage = self.page.page  # type: ignore[assignment]  # texts stand in these tabs
        key = self._dice.choice(list(page.boxes))
        page.go_to(key)
        editor = page.boxes[key].editor
        editor.moveCursor(editor.textCursor().MoveOperation.End)
        wanted = editor.text + words
        put(editor)
        self.counts[how] += 1
        holds(self.session.value(key) == wanted, f"the session has other words in {key} than were put there")
        holds(editor.text == wanted, f"the editor shows other words in {key} than were put there")

    def _undo(self) -> None:
        self._step("undo", -1)

    def _redo(self) -> None:
        self._step("redo", 1)

    def _step(self, way: str, by: int) -> None:
        """Take one step of undo or redo by the menu: it is made and the stack moves, or neither."""
        stack, before = self.session.undo_stack, self.session.typed
        can, index, count = stack.canUndo() if by < 0 else stack.canRedo(), stack.index(), stack.count()
        self.window.actions_by_key[way].trigger()
        self.counts["撤销重做"] += 1
        there = self.states[index + by] if can else before
        holds(stack.index() == index + by * can, f"{way} moved the stack from {index} to {stack.index()}")
        holds(stack.count() == count, f"{way} lost a step")
        holds(self.session.typed == there, f"{way} from {index} led to another state")

    def _change_tab(self) -> None:
        self._show(self._dice.randrange(6))

    def _wait(self) -> None:
        """Let the timer try again."""
        self.session.save()

    def _show(self, index: int) -> None:
        self.page.show_tab(index)
        QApplication.processEvents()

    def _keys(self, words: str) -> None:
        for char in words:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char)
                QApplication.sendEvent(QApplication.focusWidget() or self.window, event)
            self._remember()  # a key may begin a step of its own

    # What must be so

    def compare(self) -> None:
        """Find what differs from the disk marked where it stands, and told; else the disk has all of it."""
        session, waits = self.session, self.session.unsaved.changes
        try:
            self._compare_with_disk(self.window.library.load(session.id), set(waits))
        except DiskError:  # after a failed fsync SQLite may refuse to read, too
            self.counts["读取被拒"] += 1
        told = session.unsaved.reason
        holds(
            (told in self.window.status.sentence) if waits else "没有存下" not in self.window.status.sentence, "status"
        )
        self.counts["显示未保存"] += bool(waits)
        self._compare_marks(set(waits))

    def _compare_with_disk(self, stored: Stored, waits: set[str]) -> None:
        typed = self.session.typed
        differs = {one for one in places(typed) if stored.report.value(one) != typed.value(one)}
        holds(differs <= waits, f"not on disk and not marked: {sorted(differs - waits)}")
        holds(waits or is_on_disk(stored, typed), "told as saved, and not on disk")

    def _compare_marks(self, waits: set[str]) -> None:
        """Find each place of the tab that is shown marked if it waits, and not marked if it does not."""
        shown: object = self.page.page
        for place, box in getattr(shown, "boxes", {}).items():
            holds(box.editor.text == self.session.value(place), f"{place} shows other words")
            holds(box.unsaved.isHidden() == (place not in waits), f"{place} is marked wrongly")
        model = getattr(shown, "model", None)
        for cell in model.section.cells if model else ():
            look = model.look(model.grid.box_of[cell])  # type: ignore[union-attr]  # else there are no cells
            holds(bool(look.unsaved) == (cell in waits), f"{cell} is marked wrongly")


def places(report: Report) -> tuple[str, ...]:
    """Return all places of a report."""
    return (*report.form.cells, *report.form.texts)


def is_on_disk(stored: Stored, typed: Report) -> bool:
    """Whether numbers and texts are on disk as they were typed."""
    return (stored.report.numbers, stored.report.texts) == (typed.numbers, typed.texts)
