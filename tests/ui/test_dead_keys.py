"""No key of the program is dead in silence: on every page it does something, or the line at the foot says why not."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QTableView, QTextEdit, QWidget

from model.storage.events import HistoryEvent
from model.storage.records import How, State
from tests.ui.hands import look_at_all
from ui.actions.registry import Action, actions
from ui.library.page import LibraryPage
from ui.manual.window import ManualWindow
from ui.window.main_window import MainWindow
from ui.window.undo_shown import ended_words

FREE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
EDITING = {"undo", "redo", "cut", "copy", "paste", "select_all"}  # a field obeys them by itself


def table(window: MainWindow) -> None:
    assert window.report_page is not None
    window.report_page.show_tab(2)


def text(window: MainWindow) -> None:
    assert window.report_page is not None
    window.report_page.show_tab(0)


def final(window: MainWindow) -> None:
    assert window.session is not None
    look_at_all(window.session)
    assert window.session.finalise(window.today)
    assert window.session.state is State.FINAL
    table(window)


def final_text(window: MainWindow) -> None:
    final(window)
    text(window)


def what_next(window: MainWindow) -> None:
    final(window)
    window.actions_by_key["next_steps"].trigger()


def over(name: str) -> Callable[[MainWindow], None]:
    return lambda window: window.actions_by_key[name].trigger()


PAGES: dict[str, Callable[[MainWindow], None]] = {
    "table": table,
    "text": text,
    "final table": final,
    "final text": final_text,
    "library": MainWindow.show_library,
    "finalise": over("finalise"),
    "next": what_next,
    "export": over("export"),
    "settings": over("settings"),
    "county": over("county"),
}


def keyed() -> list[tuple[Action, QKeyCombination]]:
    """Return every key that no field types: with Ctrl or Alt, or F1 to F12."""
    every = [(one, keys) for one in actions() for keys in one.combinations]
    return [
        (one, keys)
        for one, keys in every
        if keys.keyboardModifiers() & HELD or Qt.Key.Key_F1 <= keys.key() <= Qt.Key.Key_F12
    ]


@pytest.mark.parametrize("place", PAGES)
def test_a_key_that_does_nothing_says_why(window: MainWindow, place: str) -> None:
    PAGES[place](window)
    QGuiApplication.clipboard().clear()
    QApplication.processEvents()
    focus = QApplication.focusWidget() or window
    silent = []
    for one, keys in keyed():
        action = window.actions_by_key.get(one.id)
        if one.in_window and action is not None and action.isEnabled():
            continue  # it is done, whatever has the cursor
        event = QKeyEvent(QEvent.Type.KeyPress, keys.key(), keys.keyboardModifiers())
        if any(other.is_pressed_by(event) and _lives_there(other, focus) for other in actions()):
            continue  # there it works: that it does is tested elsewhere
        if _moves_or_opens(keys, focus):
            continue
        window.status.say("")
        QTest.keyClick(focus, keys.key(), keys.keyboardModifiers())
        if not window.status.sentence and one.id not in EDITING and not window.findChildren(ManualWindow):
            silent.append(one.id)
    assert silent == []


_PAGES = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End}


def _moves_or_opens(keys: QKeyCombination, focus: QWidget) -> bool:
    """Whether a text field moves its cursor by a key, or a list opens what is chosen, a button is pressed."""
    by_ctrl = not keys.keyboardModifiers() & Qt.KeyboardModifier.AltModifier
    if isinstance(focus, QTextEdit):
        return by_ctrl and keys.key() in {*_MOVES, Qt.Key.Key_Backspace}  # which takes a word away
    if isinstance(focus, QTableView) and by_ctrl and keys.key() in _PAGES:
        return True
    return isinstance(focus, QTableView | QPushButton) and keys.key() in _ENTER


def _over(widget: QWidget | None) -> Iterator[QWidget]:
    while widget is not None:
        yield widget
        widget = widget.parentWidget()


def _lives_there(one: Action, focus: QWidget) -> bool:
    contexts = {context.value for context in one.contexts}
    name = type(focus).__name__
    if any(isinstance(one, LibraryPage) for one in _over(focus)):
        return "library" in contexts
    return ("TableView" in name and "table" in contexts) or ("Edit" in name and "text" in contexts)


@pytest.mark.parametrize("place", ["table", "text", "final table", "final text"])
@pytest.mark.parametrize("key, held", [(key, held) for held in (FREE, CTRL) for key in sorted(_MOVES)])
def test_a_key_that_moves_says_nothing_at_its_end(
    window: MainWindow, place: str, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    PAGES[place](window)
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert focus is not None
    for _ in range(60 if held is FREE else 20):
        QTest.keyClick(focus, key, held)
    window.status.say("")
    QTest.keyClick(focus, key, held)
    assert window.status.sentence == ""


CHAPTERS = {
    "library": "报告库",
    "finalise": "定稿和修订",
    "next": "接下来",
    "export": "预览、导出、打印",
    "settings": "设置",
    "county": "收齐各单位的年报（县级汇总）",
}


@pytest.mark.parametrize("place, chapter", CHAPTERS.items())
def test_f1_opens_the_chapter_of_the_page(window: MainWindow, place: str, chapter: str) -> None:
    PAGES[place](window)
    QApplication.processEvents()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F1)
    [manual] = window.findChildren(ManualWindow)
    assert manual.outline.currentItem().text() == chapter
    manual.close()


@pytest.mark.parametrize("place", [table, text])
def test_undo_says_what_keeps_it_from_going_back_before_several_files_came_in(
    window: MainWindow, place: Callable[[MainWindow], None]
) -> None:
    session = window.session
    assert session is not None
    change = session.change_to("problems/text", "改过的一段。")
    session._library.write(session.id, [change], How.IMPORTED, HistoryEvent.IMPORTED.named("各镇.zip"))
    session._show_stored()
    session.undo_stack.follow(session._library.trail(session.id))
    place(window)
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
    session.undo_stack.end = session.undo_stack.end or "成批导入"
    window.status.say("")
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.status.sentence == ended_words(session.undo_stack.end)


@pytest.mark.parametrize("key, letter", [(Qt.Key.Key_0, "0"), (Qt.Key.Key_X, "x"), (Qt.Key.Key_X, "X")])
def test_a_key_with_alt_types_no_letter_into_a_text(window: MainWindow, key: Qt.Key, letter: str) -> None:
    text(window)
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert isinstance(focus, QTextEdit)
    before = focus.toPlainText()
    held = Qt.KeyboardModifier.AltModifier
    if letter.isupper():
        held |= Qt.KeyboardModifier.ShiftModifier
    QApplication.sendEvent(focus, QKeyEvent(QEvent.Type.KeyPress, key, held, letter))
    assert focus.toPlainText() == before
    QApplication.sendEvent(focus, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter))
    assert focus.toPlainText().count(letter) == before.count(letter) + 1


@pytest.mark.parametrize("place", ["export", "finalise", "settings"])
def test_esc_leaves_a_page_that_has_nothing_to_close(window: MainWindow, place: str) -> None:
    below = window.trail.current
    PAGES[place](window)
    QApplication.processEvents()
    assert window.trail.current is not below
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    assert window.trail.current is below


def test_esc_leaves_nothing_where_a_reason_is_written(window: MainWindow) -> None:
    over("finalise")(window)
    QApplication.processEvents()
    there = window.trail.current
    reason = there.findChild(QPlainTextEdit) if there is not None else None
    assert reason is not None
    reason.setFocus()
    QTest.keyClick(reason, Qt.Key.Key_Escape)
    assert window.trail.current is there
