"""A robot that presses keys at random never brings the table, the report and the library apart."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

from model.form.editions import FORM_2021
from model.form.schema import Section
from model.report.report import Report
from ui.state.session import Session
from ui.tables.cell_state import looks_of
from ui.tables.page import TablePage

KEY = Qt.Key
NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
SECTIONS = [section for section in FORM_2021.sections if section.tables]
Press = tuple[int, Qt.KeyboardModifier, str]

named = st.sampled_from(
    [
        KEY.Key_Return,
        KEY.Key_Tab,
        KEY.Key_Backtab,
        KEY.Key_Left,
        KEY.Key_Right,
        KEY.Key_Up,
        KEY.Key_Down,
        KEY.Key_Home,
        KEY.Key_End,
        KEY.Key_PageDown,
        KEY.Key_F1,
        KEY.Key_F2,
        KEY.Key_Escape,
        KEY.Key_Delete,
        KEY.Key_Backspace,
        KEY.Key_Shift,
        KEY.Key_A,
        KEY.Key_C,
        KEY.Key_X,
        KEY.Key_V,
        KEY.Key_Z,
        KEY.Key_Period,
    ]
)
letters = {KEY.Key_A, KEY.Key_C, KEY.Key_X, KEY.Key_V, KEY.Key_Z, KEY.Key_Period}
commands = st.tuples(named, st.sampled_from([NONE, NONE, SHIFT, CTRL])).map(
    lambda pair: (pair[0].value, CTRL if pair[0] in letters else pair[1], "")
)
signs = st.sampled_from("0123456789０/x件.,").map(lambda char: (0, NONE, char))
presses = st.lists(signs | commands, min_size=5, max_size=40)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(section=st.sampled_from(SECTIONS), keys=presses)
def test_whatever_is_pressed_screen_report_and_library_agree(
    section: Section, keys: list[Press], open_session: Callable[[Report], Session], full_report: Report
) -> None:
    session = open_session(full_report)
    page = TablePage(section, session)
    QGuiApplication.clipboard().setText("7")
    page.show()
    page.setFocus()
    for key, modifier, text in keys:
        focused = QApplication.focusWidget()
        target = focused if focused and page.isAncestorOf(focused) else page.view
        QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, key, modifier, text))
    assert page.model._looks == looks_of(session, page.model.grid)
    assert session._library.load(session.id).report.numbers == session.typed.numbers
    assert page.current_place() in page.section.cells
    page.view.editing.cancel()
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
    assert session.typed == full_report
    page.close()
