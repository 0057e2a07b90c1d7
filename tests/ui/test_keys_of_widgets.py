"""Every key that a part of the window is said to obey does something there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app import assessment
from app.writing import own
from app.writing.offering import SentenceOffer
from app.writing.own import OwnSentence
from model.form.editions import FORM_2021
from model.form.schema import Severity
from model.report.report import Report
from model.rules.finding import Finding, Verdict
from model.sentences.filling import Filled
from model.storage.library import Library
from tests.ui.hands import CTRL, HANDLING, SHIFT, MakePage, cell, editing, show_window, write
from tests.ui.hands import press as hit
from tests.ui.test_import_many import batch_of
from ui import dialogs
from ui.actions import in_widgets
from ui.actions.registry import Action, KeyContext, in_context
from ui.finalising.page import FinalisePage
from ui.findings.panel import FindingsPanel
from ui.findings.rows import FindingGroup, RowKind
from ui.library.page import LibraryPage
from ui.manual.window import ManualWindow
from ui.preview.page_view import PageView
from ui.settings.context import SettingsContext
from ui.settings.sentences import SentencesField
from ui.state.session import Session
from ui.tables.keys import act_of
from ui.tables.page import TablePage
from ui.texts.find_bar import FindBar
from ui.texts.number_picker import NumberPicker
from ui.texts.page import TextPage
from ui.texts.sentence_list import SentenceList
from ui.transfer.batch_dialog import BatchDialog
from ui.window.cursor_keys import watch_keys

KEY = Qt.Key
MIDDLE = cell("disclosed/enterprise")
APPLIED = "overview/on_application"
WORDS = "全年受理261件，其中予以公开162件。"
Look = Callable[[], object]


def press(widget: QWidget, one: Action, number: int) -> None:
    pressed = one.combinations[number]
    key = KEY.Key_Backtab if (pressed.key(), pressed.keyboardModifiers()) == (KEY.Key_Tab, SHIFT) else pressed.key()
    QTest.keyClick(widget, key, pressed.keyboardModifiers())


def keys(context: KeyContext) -> list[tuple[Action, int]]:
    return [(one, number) for one in in_context(context) for number in range(len(one.keys))]


def named(value: object) -> str:
    return value.id if isinstance(value, Action) else str(value)


COUNTY = {
    *(KeyContext.ROLL, KeyContext.SUM, KeyContext.REVIEW, KeyContext.COMING),
    *(KeyContext.COMPARE, KeyContext.CHART, KeyContext.SCORES),
}


def in_all(context: KeyContext) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("one,number", keys(context), ids=named)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Note the dialogs and questions that would be shown."""
    noted: list[object] = []
    monkeypatch.setattr(dialogs, "run", noted.append)
    for name in ("ask", "ask_dangerous", "ask_undoable"):
        monkeypatch.setattr(dialogs, name, lambda *words, **_: noted.append(words))
    return noted


# Tables


@pytest.fixture
def look_at_table(make_page: MakePage, full_session: Session, qtbot: QtBot) -> tuple[QWidget, Look]:
    full_session.set_number(cell("received/other_organisation"), None)
    page = make_page(HANDLING, full_session)
    with qtbot.waitActive(page.window()):
        page.window().activateWindow()
    page.go_to(MIDDLE)
    page.say("旧的提示")
    QGuiApplication.clipboard().setText("777")

    def look() -> object:
        view = page.view
        return (
            view.current_cell(),
            view.selected_cells(),
            editing(page),
            view.editing.editor._caret,
            QGuiApplication.clipboard().text(),
            page.notice.isVisible() and page.notice.text(),
            page.help.isVisible(),
            dict(full_session.typed.numbers),
        )

    return page.view, look


@in_all(KeyContext.TABLE)
def test_a_key_of_tables_works(one: Action, number: int, look_at_table: tuple[QWidget, Look], qtbot: QtBot) -> None:
    view, look = look_at_table
    before = look()
    press(view, one, number)
    qtbot.waitUntil(lambda: look() != before)  # a button is seen to go down first


@in_all(KeyContext.CELL)
def test_a_key_of_the_open_cell_works(one: Action, number: int, look_at_table: tuple[QWidget, Look]) -> None:
    view, look = look_at_table
    QTest.keyClicks(view, "12")
    editor = QApplication.focusWidget()
    assert editor is not None
    assert editor is not view
    if one is in_widgets.UNDO:
        QTest.keyClick(editor, KEY.Key_Escape)
        QTest.keyClick(view, KEY.Key_F2)  # nothing was typed: there is nothing in the cell itself to be undone
    before = look()
    press(editor, one, number)
    assert look() != before


@pytest.mark.parametrize("held", [CTRL, Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.MetaModifier])
def test_enter_takes_what_is_typed_whatever_else_is_held(held: Qt.KeyboardModifier, full: TablePage) -> None:
    full.go_to(MIDDLE)
    write(full, "12")
    hit(full, KEY.Key_Enter, held)
    assert full.session.typed.numbers[MIDDLE] == 12
    assert editing(full) is None
    assert full.current_place() != MIDDLE


def test_a_key_with_more_held_than_declared_is_another_key(full: TablePage) -> None:
    full.go_to(MIDDLE)
    before = full.session.typed.numbers[MIDDLE]
    QTest.keyClick(full.view, KEY.Key_Delete, CTRL | SHIFT)
    assert full.session.typed.numbers[MIDDLE] == before


@pytest.mark.parametrize("one", [in_widgets.COPY, in_widgets.PASTE, in_widgets.CUT], ids=named)
def test_a_widget_obeys_the_other_keys_of_the_system_too(one: Action, full: TablePage) -> None:
    """Ctrl+Insert and its like: few know them, those who do use no others."""
    others = {*QKeySequence.keyBindings(getattr(QKeySequence.StandardKey, one.standard))} - {*one.sequences}
    assert others
    for sequence in others:
        pressed = sequence[0]  # type: ignore[index]
        event = QKeyEvent(QEvent.Type.KeyPress, pressed.key(), pressed.keyboardModifiers())
        assert act_of(event) is one


# Texts


@pytest.fixture
def look_at_text(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, shown: list[object]
) -> tuple[QWidget, Look]:
    wrong = Finding("N1", Severity.WARN, Verdict.BROKEN, (APPLIED,), "受理261件，总计是335件", Decimal(261))
    wrong = replace(wrong, span=(2, 8), quote="受理261件", proposal=Decimal(335))
    monkeypatch.setattr(assessment, "steps", lambda _: (wrong,))
    session.set_text(APPLIED, WORDS)
    session.fill_blanks(FORM_2021.typed_cells)
    session.undo_stack.undo()
    page = TextPage(FORM_2021.sections[0], session)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.go_to(APPLIED, (2, 8))
    asked: list[object] = []
    page.boxes[APPLIED].editor.asked.connect(asked.append)
    QGuiApplication.clipboard().setText("别的")

    def look() -> object:
        editor = page.boxes[APPLIED].editor
        clipboard, stack = QGuiApplication.clipboard().text(), session.undo_stack.index()
        return editor.text, editor.textCursor().selectedText(), clipboard, stack, len(shown), len(asked)

    return page.boxes[APPLIED].editor, look


@in_all(KeyContext.TEXT)
def test_a_key_of_texts_works(one: Action, number: int, look_at_text: tuple[QWidget, Look]) -> None:
    editor, look = look_at_text
    before = look()
    press(editor, one, number)
    assert look() != before


# Sentences


@in_all(KeyContext.SENTENCES)
def test_a_key_of_the_sentences_works(one: Action, number: int, qtbot: QtBot) -> None:
    sentences = SentenceList()
    qtbot.addWidget(sentences)
    asked: list[object] = []
    for signal in (sentences.chosen, sentences.all_wanted, sentences.left, sentences.reworded, sentences.forgotten):
        signal.connect(lambda *what: asked.append(what))
    mine = OwnSentence(APPLIED, WORDS)
    sentences.show_offers([SentenceOffer("received", Filled(WORDS), wordings=2, own=mine)])
    sentences.show()
    press(sentences, one, number)
    assert len(asked) == 1


@in_all(KeyContext.FINDER)
def test_a_key_of_find_and_replace_works(one: Action, number: int, session: Session, qtbot: QtBot) -> None:
    session.set_text(APPLIED, WORDS)
    bar = FindBar(session)
    qtbot.addWidget(bar)
    with qtbot.waitActive(bar):
        bar.show()
        bar.activateWindow()
    bar.arrive((APPLIED, 0), "件", to_replace=one is in_widgets.FIND_WORDS)
    asked: list[object] = []
    for signal in (bar.went, bar.left):
        signal.connect(lambda *what: asked.append(what))
    before = QApplication.focusWidget()
    press(before or bar, one, number)
    assert asked or QApplication.focusWidget() is not before


# Findings


@in_all(KeyContext.FINDINGS)
def test_a_key_of_the_findings_works(
    one: Action,
    number: int,
    session: Session,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cells = list(FORM_2021.cells)
    folded = Finding("H1", Severity.HARD, Verdict.UNDECIDED, (cells[3],), "还不能核对")
    wrong = Finding("H1", Severity.HARD, Verdict.BROKEN, (cells[2],), "不对")
    monkeypatch.setattr(assessment, "steps", lambda _: (wrong, folded))
    session.reload_last_year()
    panel = FindingsPanel(session)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    folds = one in {in_widgets.FOLD, in_widgets.UNFOLD}
    title = next(i for i, row in enumerate(panel.model.rows) if row.group is FindingGroup.UNDECIDED)
    card = next(i for i, row in enumerate(panel.model.rows) if row.kind is RowKind.CARD)
    panel.list.choose(title if folds else card)
    if one is in_widgets.FOLD:
        QTest.keyClick(panel.list, KEY.Key_Right)
    asked: list[object] = []
    panel.list.chosen.connect(asked.append)
    panel.list.rule_wanted.connect(asked.append)
    panel.list.take_wanted.connect(lambda: asked.append("take"))
    reason = panel.list.tools.reason
    if one in {in_widgets.SAVE_REASON, in_widgets.CLOSE_REASON}:
        reason.begin(wrong, "上年漏统计了一件", session.begun)
        reason.said.connect(asked.append)
        reason.given_up.connect(lambda: asked.append("closed"))
        press(reason.field, one, number)
    else:
        press(panel.list, one, number)
    assert len(asked) == 1


# The other parts


@in_all(KeyContext.PREVIEW)
def test_a_key_of_the_preview_works(one: Action, number: int, qtbot: QtBot) -> None:
    view = PageView()
    qtbot.addWidget(view)
    view.resize(300, 300)
    view.show_sizes([(595, 842)] * 5)
    bar = view.verticalScrollBar()
    middle = bar.maximum() // 2
    bar.setValue(middle)
    press(view, one, number)
    assert bar.value() != middle


@pytest.fixture
def look_at_library(library: Library, full_report: Report, qtbot: QtBot, shown: list[object]) -> tuple[QWidget, Look]:
    for year in (2021, 2022, 2023):
        library.create(replace(full_report, year=year))
    page = LibraryPage(library)
    qtbot.addWidget(page)
    opened: list[int] = []
    page.opened.connect(opened.append)
    page.refresh()
    page.search.setText(full_report.unit)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.table)

    page.table.selectRow(1)

    def look() -> object:
        now = page.table.currentIndex().row(), len(page.chosen()), page.search.text()
        return len(opened), len(shown), *now, QApplication.focusWidget()

    return page.table, look


@in_all(KeyContext.LIBRARY)
def test_a_key_of_the_library_works(one: Action, number: int, look_at_library: tuple[QWidget, Look]) -> None:
    table, look = look_at_library
    before = look()
    press(table, one, number)
    assert look() != before


@in_all(KeyContext.BATCH)
def test_a_key_of_the_list_of_imports_works(
    one: Action, number: int, library: Library, full_report: Report, qtbot: QtBot
) -> None:
    dialog = BatchDialog(None, batch_of(library, full_report))
    qtbot.addWidget(dialog)
    dialog.table.setCurrentIndex(dialog.model.index(1, 0))
    before = dialog.model.batch.is_ticked(1)
    press(dialog.table, one, number)
    assert dialog.model.batch.is_ticked(1) is not before


@in_all(KeyContext.OWN)
def test_a_key_of_the_sentences_in_the_settings_works(
    one: Action, number: int, library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.keep(library, OwnSentence(APPLIED, WORDS))
    asked: list[object] = []
    monkeypatch.setattr(dialogs, "run", asked.append)
    field = SentencesField(SettingsContext(library, date(2024, 1, 5)))
    qtbot.addWidget(field)
    press(field.list, one, number)
    assert bool(asked) is (own.kept(library) != [])


@in_all(KeyContext.PICKER)
def test_a_key_of_the_number_picker_works(one: Action, number: int, full_session: Session, qtbot: QtBot) -> None:
    picker = NumberPicker(full_session)
    qtbot.addWidget(picker)
    picker.list.setCurrentRow(picker.list.count() // 2)
    before = picker.list.currentRow()
    press(picker.field, one, number)
    assert picker.list.currentRow() != before


@in_all(KeyContext.READY)
def test_a_key_of_the_list_before_finalising_works(
    one: Action, number: int, full_session: Session, qtbot: QtBot, shown: list[object]
) -> None:
    full_session.set_text("overview/on_application", "2021年办理申请3件。2020年办理4件。")
    full_session.set_number(FORM_2021.typed_cells[0], Decimal(1))
    page = FinalisePage(full_session, lambda: date(2024, 1, 9))
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    went: list[object] = []
    page.go_to.connect(went.append)
    rule = "T1"
    page.list.setCurrentIndex(page.model.index([row.rule for row in page.model.rows].index(rule)))

    def look() -> object:
        open_ones = len(full_session.assessment.open)
        return open_ones, len(went), len(shown), len(page.list.selectedIndexes()), full_session.report.texts

    before = look()
    press(page.list, one, number)
    assert look() != before


@in_all(KeyContext.MANUAL)
def test_a_key_of_the_manual_works(one: Action, number: int, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    window = ManualWindow(parent)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.field.setText("备份")
    window.browser.zoom(120)
    window.browser.setFocus()
    closed: list[object] = []
    window.destroyed.connect(lambda: closed.append(window))

    def look() -> object:
        if closed:
            return None
        return window.browser.percent, window.count.text(), window.field.hasFocus()

    before = look()
    press(window.browser, one, number)
    qtbot.waitUntil(lambda: look() != before)


@in_all(KeyContext.BUTTON)
@pytest.mark.parametrize("made", [QPushButton, QToolButton])
def test_a_key_presses_the_button_that_has_the_cursor(
    one: Action, number: int, made: type[QPushButton | QToolButton], qtbot: QtBot
) -> None:
    watch_keys()
    button, told = made(), []
    button.setText("好")
    button.clicked.connect(lambda *_: told.append(1))
    show_window(button, qtbot)
    button.setFocus()
    press(button, one, number)
    assert told == [1]


def test_every_place_with_keys_is_tried_here() -> None:
    """Those of the window are held to the registry in test_actions, that of pages in test_dead_keys.

    Those of the county's pages are tried in tests/ui/county.
    """
    source = Path(__file__).read_text("utf-8")
    tried = {context for context in KeyContext if f"@in_all(KeyContext.{context.name})" in source}
    assert set(KeyContext) - tried == {KeyContext.WINDOW, KeyContext.MISFITS, KeyContext.PAGE} | COUNTY
