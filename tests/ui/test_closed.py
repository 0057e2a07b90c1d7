"""A final report looks closed and is closed: whatever would change it says one sentence, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from model.storage.records import State
from tests.ui.hands import look_at_all
from ui.actions import in_widgets, in_window
from ui.actions.registry import KeyContext, Situation, actions
from ui.appearance import theme
from ui.report.page import ReportPage
from ui.state.session import Session
from ui.state.shown import FINAL
from ui.texts.editor import TextEditor
from ui.texts.page import TextPage
from ui.window.main_window import MainWindow

KEY, CTRL, SHIFT, NONE = (
    Qt.Key,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
WRITES = [(KEY.Key_X, NONE), (KEY.Key_Return, NONE), (KEY.Key_Backspace, NONE), (KEY.Key_Delete, NONE)]
WRITES += [(KEY.Key_Backspace, CTRL), (KEY.Key_Return, SHIFT), (KEY.Key_7, NONE)]
NOT_IN_TABLE = [(KEY.Key_Return, NONE), (KEY.Key_Return, SHIFT), (KEY.Key_Backspace, CTRL)]
IN_TEXT = {KeyContext.TEXT, KeyContext.WINDOW}
IN_TABLE = {KeyContext.TABLE, KeyContext.WINDOW}


@pytest.fixture
def session(window: MainWindow) -> Session:
    """Close the report that is open."""
    assert window.session is not None
    window.session.set_number(next(iter(window.session.report.form.typed_cells)), None)
    window.session.undo_stack.undo()  # there is something to make again
    look_at_all(window.session)
    assert window.session.finalise(window.today)
    assert window.session.state is State.FINAL
    return window.session


def page_of(window: MainWindow) -> ReportPage:
    assert window.report_page is not None
    return window.report_page


def text(window: MainWindow) -> QWidget:
    page_of(window).go_to_place("problems/text")
    return focused()


def table(window: MainWindow) -> QWidget:
    page_of(window).show_tab(2)
    return focused()


def focused() -> QWidget:
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def changing(contexts: set[KeyContext]) -> list[QKeyCombination]:
    """Return the keys of all that is off while a report is final, and of what is pasted."""
    final, draft = Situation(report=True, final=True), Situation(report=True, undo=True, redo=True)
    mine = [one for one in actions() if contexts & {*one.contexts}]
    off = [one for one in mine if one.when(draft) and not one.when(final) and one is not in_window.FINALISE]
    return [keys for one in (*off, in_widgets.PASTE) for keys in one.combinations]


@pytest.mark.parametrize("place, contexts", [(text, IN_TEXT), (table, IN_TABLE)])
def test_every_key_that_would_change_it_says_so_in_one_sentence_and_changes_nothing(
    window: MainWindow, session: Session, place: Callable[[MainWindow], QWidget], contexts: set[KeyContext]
) -> None:
    before, focus = session.typed, place(window)
    QGuiApplication.clipboard().setText("贴进来的3件")
    keys = [(one.key(), one.keyboardModifiers()) for one in changing(contexts)]
    assert len(keys) > 10
    silent = []
    for key, held in [*keys, *(one for one in WRITES if place is text or one not in NOT_IN_TABLE)]:
        focus.setFocus()
        window.status.say("")
        QTest.keyClick(window.windowHandle(), key, held)
        QApplication.processEvents()
        if window.status.sentence != FINAL:
            silent.append((key, held, window.status.sentence))
        assert session.typed == before
        assert QApplication.activeModalWidget() is None
    assert silent == []
    assert [one.text() for one in window.status._offers if one.isVisible()] == [in_window.REOPEN.text]


def test_words_are_looked_for_and_none_can_be_replaced(window: MainWindow, session: Session) -> None:
    before, focus = session.typed, text(window)
    QTest.keyClick(focus, KEY.Key_F, CTRL)
    bar = page_of(window).writing._bar
    assert bar is not None
    assert bar.field.hasFocus()
    QTest.keyClicks(bar.field, "0")
    for part in (bar.words, bar.replace_button, bar.all_button):
        assert not part.isEnabled()
        assert part.toolTip() == FINAL
    window.status.say("")
    QTest.keyClick(bar.field, KEY.Key_H, CTRL)
    assert window.status.sentence == FINAL
    assert bar.field.hasFocus()
    assert session.typed == before


def looks(editor: TextEditor) -> tuple[set[str], set[str]]:
    """Return the colours of the frame and of the ground, with the cursor in it."""
    frame = editor.parentWidget()
    assert frame is not None
    image = frame.grab().toImage()
    edge = {image.pixelColor(x, 1).name() for x in range(20, image.width() - 20, 7)}
    ground = {image.pixelColor(x, image.height() - 6).name() for x in range(20, image.width() - 20, 7)}
    return edge, ground


def test_a_text_looks_closed_and_shows_no_caret(window: MainWindow, session: Session) -> None:
    page_of(window).go_to_place("overview/opening")
    editor = focused()
    assert isinstance(editor, TextEditor)
    edge, ground = looks(editor)
    tone = theme.colours()
    assert tone.accent.name() not in edge
    assert ground == {tone.window.name()}
    assert editor.cursorWidth() == 0
    assert "按" not in editor.placeholderText()  # nothing is to be done
    page = page_of(window).page
    assert isinstance(page, TextPage)
    box = page.boxes["overview/opening"]
    assert not box.insert_button.isVisible()
    assert not box.sentences_button.isVisible()
    assert session.reopen("补充一处数据错误")
    assert editor.cursorWidth() == 1
    assert box.sentences_button.isVisible()
    QApplication.processEvents()
    edge, ground = looks(editor)
    assert tone.accent.name() in edge
    assert ground == {tone.base.name()}


def test_the_sentences_beside_it_look_closed_and_say_why(window: MainWindow, session: Session) -> None:
    page_of(window).go_to_place("overview/opening")
    page = page_of(window).page
    assert isinstance(page, TextPage)
    side = page.show_side(True)
    QApplication.processEvents()
    assert side.hint.text() == FINAL
    assert not side.list.isEnabled()
    assert not side.all_button.isVisible()
    assert side.list.offers.rows
    accent = theme.colours().accent.name()
    image = side.list.grab().toImage()
    painted = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(0, image.height(), 2)}
    assert accent not in painted


def test_every_button_that_is_off_for_it_says_why(window: MainWindow, session: Session) -> None:
    text(window)
    for one in (page_of(window).title_row.edit_button,):
        assert not one.isEnabled()
        assert one.toolTip() == FINAL
