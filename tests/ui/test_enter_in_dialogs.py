"""Enter in a dialog does what its user expects: a button that has the cursor is pressed, a field calls nothing off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from model.form.schema import Severity
from model.rules.finding import Finding, Verdict
from model.storage.backups.backup import daily_backup
from model.storage.library import Library
from tests.ui.test_dialog_titles import asking
from ui import dialogs
from ui.findings.explain_dialog import ExplainDialog
from ui.library import removing
from ui.restoring.dialog import RestoreDialog
from ui.texts.number_picker import NumberPicker
from ui.transfer import export_many
from ui.window.main_window import MainWindow

REJECTS = {QDialogButtonBox.ButtonRole.RejectRole, QMessageBox.ButtonRole.RejectRole}
Ask = Callable[[MainWindow, Library], object]


def of_menu(name: str) -> Ask:
    def ask(window: MainWindow, _library: Library) -> None:
        QGuiApplication.clipboard().setText("甲县乙镇人民政府2022年政府信息公开工作年度报告")
        window.actions_by_key[name].setEnabled(True)
        window.actions_by_key[name].trigger()

    return ask


def explain(window: MainWindow, _library: Library) -> None:
    finding = Finding("X1", Severity.EXPLAIN, Verdict.BROKEN, ("applications/received/total",), "不等")
    dialogs.run(ExplainDialog(finding, "", window))


def picker(window: MainWindow, _library: Library) -> None:
    assert window.session is not None
    dialogs.run(NumberPicker(window.session, window))


ASKED: dict[str, Ask] = {
    **{name: of_menu(name) for name in asking()},
    "text": lambda window, _: dialogs.ask_text(window, "为什么？", "修订", text="原因是这样的"),
    "text that is too short": lambda window, _: dialogs.ask_text(window, "为什么？", "修订", least=5),
    "day": lambda window, _: dialogs.ask_date(window, "哪天？", "定稿", date(2024, 1, 2)),
    "pick": lambda window, _: dialogs.pick(window, "哪份？", ["甲", "乙"], "打开"),
    "some": lambda window, _: dialogs.pick_some(window, "哪几份？", ["甲", "乙"], "恢复"),
    "decide": lambda window, _: dialogs.decide(window, "怎么办？", ["甲"], ["再试", "另存", "放弃"]),
    "review": lambda window, _: dialogs.review(window, "替换？", ["甲 → 乙"], "替换"),
    "list": lambda window, _: dialogs.show_list(window, "这些", ["甲"]),
    "ask": lambda window, _: dialogs.ask(window, "好吗？", "好"),
    "doubtful": lambda window, _: dialogs.ask(window, "好吗？", "好", doubtful=True),
    "choose": lambda window, _: dialogs.choose(window, "哪样？", ["甲", "乙"]),
    "dangerous": lambda window, _: dialogs.ask_dangerous(window, "好吗？", "好"),
    "dangerous choice": lambda window, _: dialogs.choose_dangerous(window, "好吗？", "好", "另起名"),
    "delete": lambda window, library: removing.delete(window, library, library.summaries()),
    "explain": explain,
    "numbers": picker,
    "restore": lambda window, library: dialogs.run(RestoreDialog(window, library.path, None, date(2024, 1, 10))),
    "kinds": lambda window, library: export_many.ask_kinds(window, library, Path(), 28),
}


WITHOUT = {ASKED[name] for name in asking() if name in {"bring_in", "bring_in_folder", "template", "backup"}}  # files


class Enter:
    """Presses Enter at everything in a dialog that the cursor can come to, and notes which buttons that presses."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.seen: list[tuple[QWidget, list[QAbstractButton], QDialog, int]] = []
        self._is_within = False

    def __call__(self, dialog: QDialog) -> bool:
        if self._is_within:  # what a button asks further is another dialog's matter
            return False
        self._is_within = True
        self._qtbot.addWidget(dialog)
        if not isinstance(dialog, RestoreDialog):  # which says it in place of what it would compare
            assert says_why_off(dialog), dialog.windowTitle()
        pressed: list[QAbstractButton] = []
        for button in dialog.findChildren(QAbstractButton):
            button.clicked.connect(lambda *_, one=button: pressed.append(one))
        QApplication.processEvents()
        self._show(dialog)
        for widget in dialog.findChildren(QWidget):
            if not (widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus):
                continue
            self._show(dialog)
            for button in dialog.findChildren(QPushButton):
                button.setFocus()  # as Tab comes by: which button Enter presses elsewhere must not depend on it
            widget.setFocus()
            if QApplication.focusWidget() is not widget:  # hidden, or it hands the cursor on
                continue
            pressed.clear()
            dialog.setResult(-1)
            QTest.keyClick(widget, Qt.Key.Key_Return)
            self.seen.append((widget, [*pressed], dialog, dialog.result()))
        dialog.hide()
        self._is_within = False
        return False

    def _show(self, dialog: QDialog) -> None:
        if not dialog.isVisible():
            dialog.open()

        def is_active() -> bool:  # the window below may still be on its way to the front
            dialog.activateWindow()
            return dialog.isActiveWindow()

        self._qtbot.waitUntil(is_active)


@pytest.fixture
def enter(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Enter:
    press = Enter(qtbot)
    monkeypatch.setattr(dialogs, "run", press)
    monkeypatch.setattr(dialogs, "save_file", lambda *_: None)
    monkeypatch.setattr(dialogs, "open_files", lambda *_: ())
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: None)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda *_: True)
    return press


def says_why_off(dialog: QDialog) -> bool:
    """Whether a form says beside its accepting button why that is off."""
    return not isinstance(dialog, dialogs.FormDialog) or dialog.yes.isEnabled() is dialog.missing.isHidden()


def rejects(button: QAbstractButton, dialog: QDialog) -> bool:
    """Whether a button calls off a dialog that something can be called off in."""
    boxes = dialog.findChildren(QDialogButtonBox)
    roles = {one: box.buttonRole(one) for box in boxes for one in box.buttons()}
    return roles.get(button) in REJECTS and len(roles) > 1 and button.text() not in {"关闭", "知道了"}


def test_what_is_wanting_goes_as_it_is_filled_in(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def fill_in(dialog: QDialog) -> bool:
        assert isinstance(dialog, dialogs.FormDialog)
        field = dialog.findChild(QLineEdit)
        assert field is not None
        for words in ("", "改错", "改了一处错"):
            field.setText(words)
            said.append(dialog.missing.text())
            assert dialog.yes.toolTip() == dialog.missing.text()
            assert dialog.yes.isEnabled() is not bool(said[-1])
        return False

    monkeypatch.setattr(dialogs, "run", fill_in)
    dialogs.ask_text(window, "为什么？", "修订", least=5)
    assert said == ["还差5个字", "还差3个字", ""]


@pytest.mark.parametrize("ask", ASKED.values(), ids=list(ASKED))
def test_enter_presses_the_button_at_the_cursor_and_calls_nothing_off_elsewhere(
    ask: Ask, window: MainWindow, library: Library, enter: Enter
) -> None:
    ask(window, library)
    wrong = []
    for widget, pressed, dialog, _ in enter.seen:
        if isinstance(widget, QPushButton | QToolButton):
            right = pressed == [widget]
        else:
            right = not any(rejects(one, dialog) for one in pressed)
        if not right:
            wrong.append((dialog.windowTitle(), type(widget).__name__, [one.text() for one in pressed]))
    assert wrong == []
    assert enter.seen or ask in WITHOUT


def test_enter_in_a_field_of_what_cannot_be_undone_goes_on_to_the_red_button(
    window: MainWindow, library: Library, enter: Enter
) -> None:
    daily_backup(library.path, date(2024, 1, 9))
    dialog = RestoreDialog(window, library.path, None, date(2024, 1, 10))
    enter._show(dialog)
    enter._qtbot.waitUntil(dialog.yes.isEnabled)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.yes.hasFocus()
    dialog.hide()


def test_what_is_written_over_several_lines_takes_enter_as_a_line(
    window: MainWindow, library: Library, enter: Enter
) -> None:
    explain(window, library)
    fields = [one for one in enter.seen if isinstance(one[0], QPlainTextEdit)]
    assert [(pressed, result) for _, pressed, _, result in fields] == [([], -1)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_and_enter_accept_what_is_written_over_several_lines(window: MainWindow, key: Qt.Key) -> None:
    dialog = dialogs.form(window, "？", "好")
    field = QPlainTextEdit(dialog)
    dialog.body.addWidget(field)
    dialog.show()
    field.setFocus()
    dialog.yes.setEnabled(False)
    QTest.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    dialog.yes.setEnabled(True)
    QTest.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert field.toPlainText() == ""


def test_a_key_that_is_held_presses_a_button_once(window: MainWindow, enter: Enter) -> None:
    dialog = dialogs.form(window, "？", "好")
    told: list[bool] = []
    more = QPushButton("再来")
    more.clicked.connect(lambda *_: told.append(True))
    box = QCheckBox("也要")
    for one in (more, box):
        dialog.body.addWidget(one)
    enter._show(dialog)
    more.setFocus()
    for repeated in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", repeated)
        QApplication.sendEvent(more, event)
    assert told == [True]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Return)  # a tick is Space's: Enter goes on
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert not box.isChecked()
