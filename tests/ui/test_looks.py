"""The looks of what can have the focus or be typed into: one ring, an edge that can be seen, light and dark at once."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPalette, QPixmap
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTableView,
    QTextEdit,
    QToolButton,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from model.report.report import Report
from model.storage.library import Library
from tests.ui.hands import show_window
from tests.ui.test_colours import contrast
from ui.actions.in_window import EXPORT, LOOKS_DARK, LOOKS_LIGHT, SETTINGS
from ui.actions.registry import Action
from ui.appearance import theme
from ui.appearance.colours import colours
from ui.appearance.signs import chosen_icon
from ui.frame.sign import Sign
from ui.library.first_page import Card
from ui.lists.look import dress
from ui.texts.editor import TextEditor
from ui.window.main_window import MainWindow


def test_what_stands_at_the_foot_keeps_its_room_whatever_is_worn(window: MainWindow) -> None:
    window.show_library()  # nothing is said there
    window.actions_by_key[LOOKS_DARK.id].trigger()
    window.status.say("甲")
    QApplication.processEvents()
    dark = window.status._sentence.x()
    window.actions_by_key[LOOKS_LIGHT.id].trigger()
    window.status.say("乙")
    QApplication.processEvents()
    assert dark == window.status._sentence.x()
    assert window.status._sign.contentsMargins().left() == 10


class Signals(QObject):
    """What a button may do."""

    pressed = Signal()


SIGNALS = Signals()
MAKE_BUTTON: list[Callable[[], QWidget]] = [
    lambda: QPushButton("定稿"),
    lambda: primary(QPushButton("导出")),
    lambda: with_words(QToolButton(), "撤销"),
    lambda: QCheckBox("审签"),
    lambda: QRadioButton("草稿"),
    lambda: Card("看一个例子", "一份填好的年报", SIGNALS.pressed),
]
RING = 4  # pixels: the ring and what it takes of the padding


def with_words(button: QToolButton, words: str) -> QToolButton:
    button.setText(words)
    return button


def primary(button: QPushButton) -> QPushButton:
    button.setProperty("primary", True)
    return button


def in_a_row(qtbot: QtBot, made: QWidget) -> QWidget:
    """Show a widget beside one that has the focus."""
    whole, other = QWidget(), QLineEdit()
    row = QHBoxLayout(whole)
    row.addWidget(made)
    row.addWidget(other)
    show_window(whole, qtbot)
    other.setFocus()
    return whole


def inside(widget: QWidget) -> QImage:
    """Return what is drawn within the ring."""
    left = RING if isinstance(widget, QPushButton | QToolButton | Card) else 20  # right of the box to tick
    return widget.grab().toImage().copy(widget.rect().adjusted(left, RING, -RING, -RING))


@pytest.mark.parametrize("make", MAKE_BUTTON, ids=map(str, range(len(MAKE_BUTTON))))
def test_the_focus_is_one_ring_and_nothing_inside_of_it(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    made = make()
    whole = in_a_row(qtbot, made)
    assert not made.hasFocus()
    assert whole.isVisible()
    without, plain = inside(made), made.grab().toImage()
    made.setFocus(Qt.FocusReason.TabFocusReason)
    assert made.hasFocus()
    assert inside(made) == without
    assert made.grab().toImage() != plain


def listed(widget: QTableView) -> QTableView:
    dress(widget, "清单")
    widget.setModel(QStringListModel(["甲"], widget))
    return widget


MAKE_FIELD: list[Callable[[], QWidget]] = [
    QLineEdit,
    QSpinBox,
    QComboBox,
    QPlainTextEdit,
    lambda: QPlainTextEdit(readOnly=True),
    QTextEdit,
    QListWidget,
    QTreeWidget,
    lambda: listed(QTableView()),
    lambda: QPushButton("导出"),
]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("make", MAKE_FIELD, ids=map(str, range(len(MAKE_FIELD))))
def test_the_edge_of_a_field_can_be_seen(
    qtbot: QtBot, qapp: QApplication, make: Callable[[], QWidget], *, dark: bool
) -> None:
    theme.apply(qapp, dark=dark)
    made = make()
    whole = in_a_row(qtbot, made)
    assert whole.isVisible()
    assert contrast(edge_of(made), theme.colours().window) >= 3


def edge_of(widget: QWidget) -> QColor:
    """Return the colour of the outermost line, half way down the left side."""
    return widget.grab().toImage().pixelColor(0, widget.height() // 2)


def test_no_field_of_the_window_is_without_its_edge(window: MainWindow, qtbot: QtBot) -> None:
    for shown in (None, EXPORT, SETTINGS):
        if shown:
            window.actions_by_key[shown.id].trigger()
        qtbot.wait(1)
        fields = [one for one in window.findChildren(QAbstractScrollArea) if one.isVisible()]
        framed = [one for one in fields if one.frameWidth() and not one.property("side") and not one.hasFocus()]
        for one in framed:
            assert contrast(edge_of(one), theme.colours().window) >= 3, one


def test_what_is_shown_takes_the_other_looks_at_once(window: MainWindow, qapp: QApplication, qtbot: QtBot) -> None:
    """A page that is shown looks, after the change, as one that is opened after it."""
    for shown in (EXPORT, SETTINGS):
        theme.choose(qapp, dark=False)
        opened(window, shown, qtbot)
        theme.choose(qapp, dark=True)
        changed = window.grab(window.centralWidget().geometry()).toImage()
        window.back()
        opened(window, shown, qtbot)
        assert window.grab(window.centralWidget().geometry()).toImage() == changed


def opened(window: MainWindow, shown: Action, qtbot: QtBot) -> None:
    """Open a page, with the focus where it begins."""
    window.actions_by_key[shown.id].trigger()
    qtbot.wait(1)
    assert window.trail.current is not None
    window.trail.current.setFocus()


@pytest.mark.parametrize("dark", [False, True])
def test_a_sign_is_drawn_in_the_colours_that_are_worn(qtbot: QtBot, qapp: QApplication, *, dark: bool) -> None:
    theme.apply(qapp, dark=not dark)
    sign = Sign(24, theme.done_icon())
    qtbot.addWidget(sign)
    sign.resize(sign.sizeHint())
    sign.grab()
    theme.choose(qapp, dark)
    drawn = sign.grab().toImage()
    colours = {drawn.pixelColor(x, y).name() for x in range(24) for y in range(24)}
    assert theme.colours().done.name() in colours


def test_the_menu_marks_what_is_chosen_by_more_than_colour(window: MainWindow, qapp: QApplication) -> None:
    light, dark = (window.actions_by_key[one.id] for one in (LOOKS_LIGHT, LOOKS_DARK))
    menu = next(one for one in window.menuBar().findChildren(QMenu) if light in one.actions())
    menu.aboutToShow.emit()
    for one in (light, dark):
        assert inked(one.icon().pixmap(18, 18, state=chosen_icon().State.On)) > 0
        assert inked(one.icon().pixmap(18, 18, state=chosen_icon().State.Off)) == 0


def inked(picture: QPixmap) -> int:
    image = picture.toImage()
    return sum(image.pixelColor(x, y).alpha() > 0 for x in range(image.width()) for y in range(image.height()))


def test_words_are_marked_in_the_colours_of_the_look_that_is_worn(
    full_report: Report, library: Library, qapp: QApplication, qtbot: QtBot
) -> None:
    """The editor shows its frame through itself: its own palette says that it is black."""
    theme.apply(qapp, dark=False)
    texts = {"overview/on_application": "2019年受理申请5件。"}
    window = MainWindow(library)
    qtbot.addWidget(window)
    window.show()
    session = window.open(library.create(replace(full_report, texts=texts)))
    assert session.assessment.open
    assert window.report_page is not None
    window.report_page.go_to_place("overview/on_application")
    (editor,) = (one for one in window.findChildren(TextEditor) if one.toPlainText().startswith("2019"))
    own = editor.palette()
    own.setColor(QPalette.ColorRole.Window, QColor(0, 0, 0, 0))  # as the style sheet makes it on a screen
    editor.setPalette(own)
    editor.mark()
    formats = (one.format for one in editor.extraSelections())  # type: ignore[attr-defined]
    grounds = {one.background().color().name() for one in formats}
    assert grounds
    assert grounds <= {colours().warn_soft.name(), colours().hint_soft.name()}
