"""Dialogs are answered by keys alone: what is typed goes into the first field, Enter accepts."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from model.storage.library import Library
from ui import dialogs, folders
from ui.actions.in_widgets import HELP_OF_PAGE
from ui.appearance import theme
from ui.manual.window import ManualWindow
from ui.window.dialog_help import chapter_of, offer_help
from ui.window.main_window import MainWindow


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


def test_what_is_done_stands_at_the_right_and_calling_it_off_before_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    places: list[list[str]] = []

    def look(dialog: QDialog) -> bool:
        qtbot.addWidget(dialog)
        dialog.open()
        QApplication.processEvents()
        buttons = [one for one in dialog.findChildren(QPushButton) if one.isVisible()]
        places.append([one.text() for one in sorted(buttons, key=lambda one: one.mapTo(dialog, QPoint()).x())])
        dialog.reject()
        return False

    monkeypatch.setattr(dialogs, "run", look)
    dialogs.ask(None, "读到一份年报。", "导入")
    dialogs.ask_dangerous(None, "删除？", "删除")
    dialogs.ask_text(None, "为什么？", "修订")
    dialogs.choose(None, "哪一年？", ["2023年度", "2022年度"])
    assert places == [["取消", "导入"], ["取消", "删除"], ["取消", "修订"], ["2022年度", "取消", "2023年度"]]


def test_files_of_a_kind_are_looked_for_where_they_were_found_last(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    found = tmp_path / "来文" / "年报.docx"
    found.parent.mkdir()
    found.touch()

    def answer(dialog: QFileDialog) -> bool:
        asked.append(dialog.directory().absolutePath())
        dialog.setDirectory(str(found.parent))
        dialog.selectFile(str(found))
        return True

    monkeypatch.setattr(dialogs, "run", answer)
    folders.remember_in(library)
    for kind in ("导入年报", "导入年报", "别处的备份"):
        dialogs.open_files(None, kind, (".docx",))
    folders.remember_in(library)  # another start
    dialogs.open_files(None, "导入年报", (".docx",))
    folder, documents = str(found.parent), str(folders.documents())
    assert asked == [documents, folder, folder, folder]  # another kind begins where one was found, too
    shutil.rmtree(found.parent)
    dialogs.open_files(None, "导入年报", (".docx",))
    assert asked[-1] == documents


@pytest.mark.parametrize("about", ["清江县河口镇人民政府2026年度", "甲县乙镇人民政府2023年度", "3份年报", "长" * 25])
def test_a_dialog_is_as_wide_as_its_title(qtbot: QtBot, about: str) -> None:
    dialog = dialogs.form(None, "落款日期：", "定稿")
    dialogs.entitle(dialog, "定稿", about)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.width() > dialog.fontMetrics().horizontalAdvance(dialog.windowTitle())


@pytest.mark.parametrize(
    "act, chapter",
    [
        ("定稿", "定稿和修订"),
        ("修订", "定稿和修订"),
        ("导入", "一次导入几十份年报"),
        ("开始填写", "报告库"),
        ("删除", "报告库"),
        ("从备份恢复", "备份和恢复"),
        ("说明", "核对"),
        ("知道了", ""),
    ],
)
def test_f1_opens_the_manual_over_a_dialog_at_its_chapter(
    window: MainWindow, qtbot: QtBot, act: str, chapter: str
) -> None:
    dialog = dialogs.form(window, "？", act)
    dialogs.entitle(dialog, act)
    qtbot.addWidget(dialog)
    offer_help(dialog)
    offer_help(dialog)  # shown again: still one key
    dialog.open()
    (key,) = dialog.findChildren(QShortcut)
    assert key.key() == HELP_OF_PAGE.sequences[0]
    key.activated.emit()
    manual = dialog.findChild(ManualWindow)
    assert manual is not None
    assert manual.isVisible()
    assert chapter_of(dialog) == chapter
    assert not chapter or any(name.endswith(chapter) for name, _ in manual._chapters)
