"""Dialogs are answered by keys alone: what is typed goes into the first field, Enter accepts."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from ui import dialogs
from ui.appearance import theme


@pytest.fixture
def typed(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answer every dialog by these words and Enter, where the focus is."""
    words: list[str] = []

    def answer(dialog: QDialog) -> bool:
        qtbot.addWidget(dialog)
        QApplication.processEvents()  # the window of the test before is on its way out
        with qtbot.waitActive(dialog):
            dialog.open()
            dialog.activateWindow()
        qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or dialog))
        for word in words:
            QTest.keyClicks(QApplication.focusWidget() or dialog, word)
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Return)
        return dialog.result() == QDialog.DialogCode.Accepted

    monkeypatch.setattr(dialogs, "run", answer)
    return words


def test_a_reason_is_typed_at_once(typed: list[str]) -> None:
    typed += ["figures of may"]
    assert dialogs.ask_text(None, "为什么？", "修订", least=5) == "figures of may"


def test_a_reason_that_is_too_short_is_not_taken(typed: list[str]) -> None:
    typed += ["may"]
    assert dialogs.ask_text(None, "为什么？", "修订", least=5) is None


def test_a_day_is_accepted_as_proposed(typed: list[str]) -> None:
    assert not typed
    assert dialogs.ask_date(None, "落款日期：", "定稿", date(2024, 1, 2)) == date(2024, 1, 2)


def test_one_of_several_lines_is_taken_by_enter(typed: list[str]) -> None:
    assert not typed
    assert dialogs.pick(None, "哪一份？", ("甲", "乙"), "打开") == 0


def test_a_field_chosen_to_begin_with_keeps_the_keys(qtbot: QtBot) -> None:
    dialog = dialogs.form(None, "填写", "好")
    fields = QLineEdit(), QLineEdit()
    for field in fields:
        dialog.body.addWidget(field)
    fields[1].setFocus()
    qtbot.addWidget(dialog)
    dialog.open()
    assert dialog.focusWidget() is fields[1]


@pytest.mark.parametrize("dark", [False, True])
def test_a_button_that_does_nothing_yet_looks_so(qtbot: QtBot, qapp: QApplication, *, dark: bool) -> None:
    theme.apply(qapp, dark=dark)
    dialog = dialogs.form(None, "填写", "好")
    qtbot.addWidget(dialog)
    dialog.show()
    grounds = []
    for ready in (True, False):
        dialog.yes.setEnabled(ready)
        grounds.append(dialog.yes.grab().toImage().pixelColor(dialog.yes.width() // 2, 4))
    assert grounds[0] == theme.colours().accent
    assert grounds[1] != grounds[0]


def test_a_title_says_what_is_about_to_be_done(qtbot: QtBot) -> None:
    for yes, cancel, title in (("导入", "取消", "导入 · 勾稽"), ("知道了", "", "提示 · 勾稽")):
        dialog = dialogs.form(None, "一句话", yes, cancel)
        qtbot.addWidget(dialog)
        assert dialog.windowTitle() == title


def test_enter_says_no_where_yes_is_doubtful(typed: list[str]) -> None:
    assert not typed
    assert dialogs.ask(None, "仍要定稿吗？", "仍要定稿", "回去改")
    assert not dialogs.ask(None, "仍要定稿吗？", "仍要定稿", "回去改", doubtful=True)
