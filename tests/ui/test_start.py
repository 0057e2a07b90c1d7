"""Starting: one window per library, bugs told and logged without a word of the report, dialogs by one door only."""

import ast
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import main
from model.storage.library import Library
from model.storage.lock import AlreadyOpenError, ask_to_raise
from ui import faults
from ui.single_window import watch

UI = Path(main.__file__).parent / "ui"


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_second_start_raises_the_first_window(library: Library, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    watch(window, library.path)
    with pytest.raises(AlreadyOpenError):
        Library(library.path)
    for _ in range(2):
        window.hide()
        ask_to_raise(library.path)
        qtbot.waitUntil(window.isVisible)


def test_a_bug_is_logged_without_what_it_was_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    told: list[str] = []
    faults.catch(tmp_path, told.append)
    try:
        int("乙镇的秘密")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    log = (tmp_path / "gouji.log").read_text("utf-8")
    assert "ValueError" in log
    assert "test_start.py" in log
    assert "秘密" not in log.replace('int("乙镇的秘密")', "")
    assert len(told) == 1
    assert "秘密" not in told[0]


def test_every_box_and_file_dialog_is_opened_by_the_one_door() -> None:
    for module in UI.glob("*.py"):
        names = {node.id for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.Name)}
        assert module.name == "dialogs.py" or names.isdisjoint({"QMessageBox", "QFileDialog"}), module.name


@pytest.mark.parametrize("argv", [["没有这个命令"], ["--help", "x"], ["--library"]])
def test_what_is_no_command_is_told_in_chinese(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code = main.main(argv)
    output = capsys.readouterr()
    assert "用法" in output.out + output.err
    assert code == (0 if argv[0] == "--help" else 2)
