"""Keys with Alt type their letter into no field, and Enter presses the button that has the cursor."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QDate, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QListWidget,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.hands import show_window
from ui.actions import in_widgets, in_window
from ui.actions.registry import Action, action, actions, forget
from ui.frame.page_keys import PageKeys
from ui.tables.cell_editor import CellEditor
from ui.window.cursor_keys import watch_keys
from ui.window.main_window import MainWindow

ALT, SHIFT, KEYPAD = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)
TYPED = [
    (Qt.Key.Key_9, "9", ALT),  # 1 and 2 lead to other pages
    (Qt.Key.Key_9, "9", ALT | KEYPAD),
    (Qt.Key.Key_X, "x", ALT),
    (Qt.Key.Key_X, "X", ALT | SHIFT),
    (Qt.Key.Key_unknown, "ß", ALT),
]


def hit(key: Qt.Key, letter: str, held: Qt.KeyboardModifier) -> None:
    """Press a key with the letter that it carries, as a keyboard does, wherever the cursor is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(focus, QKeyEvent(kind, key, held, letter))


def line() -> tuple[QWidget, Callable[[], object]]:
    field = QLineEdit("甲")
    return field, field.text


def several_lines() -> tuple[QWidget, Callable[[], object]]:
    field = QPlainTextEdit("甲")
    return field, field.toPlainText


def rich() -> tuple[QWidget, Callable[[], object]]:
    field = QTextEdit("甲")
    return field, field.toPlainText


def number() -> tuple[QWidget, Callable[[], object]]:
    field = QSpinBox()
    return field, lambda: (field.value(), field.text())


def day() -> tuple[QWidget, Callable[[], object]]:
    field = QDateEdit(QDate(2024, 1, 10))
    return field, lambda: (field.date(), field.text())


def choice() -> tuple[QWidget, Callable[[], object]]:
    field = QComboBox()
    field.addItems(["甲", "x", "2"])
    return field, field.currentIndex


def own_choice() -> tuple[QWidget, Callable[[], object]]:
    field = QComboBox()
    field.setEditable(True)
    return field, field.currentText


def lines() -> tuple[QWidget, Callable[[], object]]:
    field = QListWidget()
    field.addItems(["甲", "x", "2"])
    return field, field.currentRow


@pytest.fixture(
    params=[line, several_lines, rich, number, day, choice, own_choice, lines], ids=lambda one: one.__name__
)
def field(request: pytest.FixtureRequest, qtbot: QtBot) -> tuple[QWidget, Callable[[], object]]:
    watch_keys()
    window = QWidget()
    made: tuple[QWidget, Callable[[], object]] = request.param()
    QVBoxLayout(window).addWidget(made[0])
    show_window(window, qtbot)
    made[0].setFocus()
    return window, made[1]


@pytest.mark.parametrize("key, letter, held", TYPED)
def test_a_key_with_alt_types_nothing_into_a_field(
    field: tuple[QWidget, Callable[[], object]], key: Qt.Key, letter: str, held: Qt.KeyboardModifier
) -> None:
    _, value = field
    before = value()
    hit(key, letter, held)
    assert value() == before


def test_without_alt_every_one_of_these_fields_takes_it(field: tuple[QWidget, Callable[[], object]]) -> None:
    _, value = field
    before = value()
    hit(Qt.Key.Key_2, "2", Qt.KeyboardModifier.NoModifier)
    assert value() != before


def test_right_alt_which_some_keyboards_need_for_a_sign_types_it(qtbot: QtBot) -> None:
    watch_keys()
    shown = QLineEdit()
    show_window(shown, qtbot)
    hit(Qt.Key.Key_At, "@", ALT | Qt.KeyboardModifier.ControlModifier)
    assert shown.text() == "@"


def table(window: MainWindow) -> None:
    assert window.report_page is not None
    window.report_page.show_tab(2)
    QApplication.processEvents()
    hit(Qt.Key.Key_7, "7", Qt.KeyboardModifier.NoModifier)
    assert isinstance(QApplication.focusWidget(), CellEditor)


def text(window: MainWindow) -> None:
    assert window.report_page is not None
    window.report_page.show_tab(0)


def asked(name: str) -> Callable[[MainWindow], None]:
    return lambda window: window.actions_by_key[name].trigger()


def in_text(name: str) -> Callable[[MainWindow], None]:
    def show(window: MainWindow) -> None:
        text(window)
        QApplication.processEvents()
        one = getattr(in_widgets, name)
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, one.combinations[0].key(), one.combinations[0].keyboardModifiers())

    return show


PAGES: dict[str, Callable[[MainWindow], None]] = {
    "cell": table,
    "text": text,
    "find": in_text("FIND_WORDS"),
    "replace": in_text("REPLACE_WORDS"),
    "library": MainWindow.show_library,
    "export": asked(in_window.EXPORT.id),
    "finalise": asked(in_window.FINALISE.id),
    "settings": asked("settings"),
}


KINDS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit)


def editable(window: QWidget) -> Iterator[QWidget]:
    for one in window.findChildren(QWidget):
        can_be_come_to = one.isVisible() and one.isEnabled() and one.focusPolicy() is not Qt.FocusPolicy.NoFocus
        if isinstance(one, KINDS) and can_be_come_to:
            yield one


def standing(window: QWidget) -> list[object]:
    """Return what stands in every field."""
    every: list[object] = []
    for one in window.findChildren(QWidget):
        if isinstance(one, QLineEdit):
            every.append(one.text())
        elif isinstance(one, (QPlainTextEdit, QTextEdit)):
            every.append(one.toPlainText())
        elif isinstance(one, QComboBox):
            every.append(one.currentIndex())
    return every


@pytest.mark.parametrize("place", PAGES)
def test_no_field_of_the_window_takes_a_key_with_alt(window: MainWindow, place: str) -> None:
    PAGES[place](window)
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert focus is not None
    taken = []
    for one in [focus] if place == "cell" else list(editable(window)):
        one.setFocus()
        before = standing(window)
        for key, letter, held in TYPED:
            hit(key, letter, held)
        taken += [one] if standing(window) != before else []
    hit(Qt.Key.Key_Escape, "", Qt.KeyboardModifier.NoModifier)  # a cell that holds no number asks before it closes
    assert taken == []


def test_a_key_with_alt_that_a_field_obeys_still_works(window: MainWindow) -> None:
    text(window)
    QApplication.processEvents()
    window.status.say("")
    hit(Qt.Key.Key_0, "0", ALT)  # back to 100 %: of the preview
    assert window.status.sentence


@pytest.mark.parametrize("made", [QMenu, QMenuBar])
def test_a_menu_keeps_its_letters(made: type[QMenu | QMenuBar], qtbot: QtBot) -> None:
    watch_keys()
    window, done = QWidget(), []
    menu = made(window)
    menu.addAction("删除(&X)", lambda: done.append(1))
    show_window(window, qtbot)
    menu.setFocus()
    QApplication.sendEvent(menu, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_X, ALT, "x"))
    assert done


# Commands of the window and of a page


@pytest.mark.parametrize("make", [line, several_lines, rich, number])
@pytest.mark.parametrize(
    "one", [one for one in actions() if one.in_window and one.keys and not one.standard], ids=lambda one: one.id
)
def test_no_field_takes_a_command_of_the_window(
    one: Action, make: Callable[[], tuple[QWidget, Callable[[], object]]], qtbot: QtBot
) -> None:
    """Qt asks a field before it looks for a shortcut; on Linux fields have more keys of their own."""
    watch_keys()
    field, _ = make()
    take_all = Greedy(field)
    show_window(field, qtbot)
    field.setFocus()
    for keys in one.combinations:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, keys.key(), keys.keyboardModifiers())
        event.ignore()
        QApplication.sendEvent(QApplication.focusWidget() or field, event)
        assert not event.isAccepted()
    assert take_all.asked == 0


class Greedy(QObject):
    """Stands for what a field would take on another system: all."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self.asked = 0
        field.installEventFilter(self)  # before the keys are watched, so it is asked after

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            self.asked += 1
            event.accept()
        return False


def test_a_page_has_its_keys_before_a_field_in_it_and_no_letters(qtbot: QtBot) -> None:
    watch_keys()
    page, done = QWidget(), []
    field = QLineEdit(page)
    Greedy(field)
    one, letter = action("of_a_page", "某事", "Ctrl+U"), action("of_a_page_too", "某事", "7")
    try:
        PageKeys(page, [(one, lambda: done.append(one)), (letter, lambda: done.append(letter))])
        show_window(page, qtbot)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(field, Qt.Key.Key_7)
    finally:
        forget(one)
        forget(letter)
    assert (done, field.text()) == ([one], "7")
