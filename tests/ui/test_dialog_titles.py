"""Every dialog says what it does, and to what; what loses something for good is asked in red, and Enter says no."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from model.storage.library import Library
from ui import ROOT, dialogs
from ui.actions.registry import Menu, in_menu
from ui.library import removing
from ui.transfer import export_many
from ui.transfer.progress import ProgressDialog
from ui.window.main_window import MainWindow

SAID_ELSEWHERE = {"关于勾稽"}  # it is about the program
NATIVE = {"print"}  # the system's own
LOSING = {"删除", "替换", "仍要关闭", "从空的开始", "换成这一份"}
HARMLESS = {"ask", "choose", "pick", "pick_some", "ask_text", "ask_date", "form"}
SOURCES = sorted((ROOT / "ui").rglob("*.py"))


@pytest.fixture
def shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> list[QDialog]:
    """Call every dialog off, and keep it."""
    seen: list[QDialog] = []

    def call_off(dialog: QDialog) -> bool:
        seen.append(dialog)
        return False

    monkeypatch.setattr(dialogs, "run", call_off)
    monkeypatch.setattr(dialogs, "save_file", lambda *_: None)
    monkeypatch.setattr(dialogs, "open_files", lambda *_: ())
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: None)
    return seen


def asking() -> list[str]:
    return [one.id for menu in Menu for one in in_menu(menu) if one.asks and one.id not in NATIVE]


@pytest.mark.parametrize("act", asking())
def test_what_an_item_of_the_menus_asks_is_entitled(window: MainWindow, shown: list[QDialog], act: str) -> None:
    QGuiApplication.clipboard().setText("甲县乙镇人民政府2022年政府信息公开工作年度报告")
    window.actions_by_key[act].setEnabled(True)
    window.actions_by_key[act].trigger()
    for dialog in shown:
        assert dialog.windowTitle().count(" · ") == 2 or dialog.windowTitle() in SAID_ELSEWHERE, dialog.windowTitle()


def test_the_report_that_is_open_is_named(window: MainWindow, shown: list[QDialog]) -> None:
    assert window.session is not None
    about = f"{window.session.report.unit}{window.session.report.year}年度"
    for act in ("heading", "history"):
        window.actions_by_key[act].trigger()
    dialogs.tell(window, "一句话")
    dialogs.warn(shown[0], "在一个对话框上的一句话")
    assert [one.windowTitle() for one in shown] == [
        f"{act} · {about} · 勾稽" for act in ("更改", "修改记录", "提示", "没有完成")
    ]


def test_many_are_counted(window: MainWindow, library: Library, shown: list[QDialog]) -> None:
    export_many.ask_kinds(window, library, Path(), 28)
    removing.delete(window, library, [library.summaries()[0]] * 2)
    ProgressDialog(window, "正在导出", 3)
    assert [one.windowTitle() for one in shown] == ["导出 · 28份年报 · 勾稽", "删除 · 2份年报 · 勾稽"]


def of_dialogs(tree: ast.AST) -> Iterator[ast.ClassDef]:
    for one in ast.walk(tree):
        if isinstance(one, ast.ClassDef) and any(ast.unparse(base).endswith("Dialog") for base in one.bases):
            yield one


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for one in ast.walk(tree):
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name | ast.Attribute):
            yield (one.func.id if isinstance(one.func, ast.Name) else one.func.attr), one


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_titles_come_from_one_place_and_losses_are_asked_by_one(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    if path.parent != ROOT / "ui" / "dialogs":
        for one in of_dialogs(tree):
            names = {name for name, _ in calls(one)}
            assert "setWindowTitle" not in names, one.name
    for name, call in calls(tree):
        words = {part.value for part in ast.walk(call) if isinstance(part, ast.Constant)}
        labels = {ast.unparse(part) for part in call.args}
        assert name not in HARMLESS or not (words & LOSING or "DELETE.label" in labels), ast.unparse(call)


DANGEROUS: list[Callable[[QWidget], object]] = [
    lambda parent: dialogs.ask_dangerous(parent, "删除？", "删除"),
    lambda parent: dialogs.choose_dangerous(parent, "替换？", "替换", "另起名"),
]
UNDOABLE: list[Callable[[QWidget], object]] = [
    lambda parent: dialogs.ask_undoable(parent, "删除？可以撤销。", "删除"),
    lambda parent: dialogs.review(parent, "替换？可以撤销。", ["甲 → 乙"], "替换"),
]


@pytest.mark.parametrize("ask", [*DANGEROUS, *UNDOABLE], ids=["ask", "choose", "undoable", "review"])
def test_a_loss_is_red_and_enter_does_it_only_where_it_can_be_undone(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, ask: Callable[[QWidget], object]
) -> None:
    parent = QWidget()
    seen: list[str] = []
    qtbot.addWidget(parent)

    def press_enter(dialog: QDialog) -> bool:
        buttons = {one.text(): one for one in dialog.findChildren(QPushButton)}
        seen.extend(words for words, one in buttons.items() if one.property("danger"))
        assert not any(one.property("primary") for one in buttons.values() if one.property("danger"))
        QApplication.processEvents()  # the window of the test before is on its way out
        with qtbot.waitActive(dialog):
            dialog.open()
            dialog.activateWindow()
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Return)
        return dialog.result() == QDialog.DialogCode.Accepted and not isinstance(dialog, QMessageBox)

    monkeypatch.setattr(dialogs, "run", press_enter)
    assert bool(ask(parent)) is (ask in UNDOABLE)
    assert len(seen) == 1
