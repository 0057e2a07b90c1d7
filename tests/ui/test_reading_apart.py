"""One file and the clipboard are read as several files are: in another process, with progress, to be called off."""

import ast
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QPushButton

from intake import read_file
from intake.process import bounds
from model.errors import UserError
from model.report.file_format import dumps
from model.report.report import Report
from model.storage.library import Library
from tests.samples import ROOT
from ui import dialogs
from ui.system import worker_process
from ui.transfer import read_many
from ui.transfer.importing import import_clipboard, import_file
from ui.transfer.progress import ProgressDialog
from ui.window.main_window import MainWindow

pytestmark = pytest.mark.usefixtures("own_reader")
SLEEPS = (sys.executable, "-c", "import time; input(); time.sleep(600)")
SPENT = (
    sys.executable,
    "-c",
    "import json; input(); print(json.dumps({'sentence': '读取要用的内存太多', 'spent': True}), flush=True); input()",
)
TEXT = "甲镇人民政府2023年政府信息公开工作年度报告\n一、总体情况\n全年公开信息9条。\n"


@pytest.fixture
def warned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(dialogs, "warn", lambda _, sentence: said.append(sentence))
    return said


def works_with(command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, grace: int = 0) -> None:
    monkeypatch.setattr(read_many, "worker_command", lambda _: command)
    monkeypatch.setattr("ui.transfer.progress.GRACE", grace)


def put(folder: Path) -> Path:
    path = folder / "甲.txt"
    path.write_text(TEXT, "utf-8")
    return path


def progress(look: Callable[[ProgressDialog], object]) -> Callable[[QDialog], bool]:
    """Look at the progress once it is shown."""

    def run(dialog: QDialog) -> bool:
        assert isinstance(dialog, ProgressDialog)
        QTimer.singleShot(0, dialog, lambda: look(dialog))
        return bool(dialog.exec())

    return run


@pytest.mark.parametrize("of", ["file", "clipboard"])
def test_what_takes_long_shows_progress_and_can_be_called_off_by_a_key(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warned: list[str], of: str
) -> None:
    library = window.library
    works_with(SLEEPS, monkeypatch)
    seen: list[str] = []
    before = library.all()

    def look(dialog: ProgressDialog) -> None:
        label, bar = dialog.findChild(QLabel), dialog.findChild(QProgressBar)
        assert label is not None
        assert bar is not None
        assert (bar.minimum(), bar.maximum()) == (0, 0)
        assert dialog.findChild(QPushButton) is not None
        seen.append(label.text())
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    monkeypatch.setattr(dialogs, "run", progress(look))
    if of == "file":
        import_file(window, library, put(tmp_path), lambda _: pytest.fail("it was shown"))
        assert seen == ["正在读取：甲.txt"]
    else:
        QGuiApplication.clipboard().setText(TEXT)
        import_clipboard(window, library, lambda _: pytest.fail("it was shown"))
        assert seen == ["正在读取：剪贴板里的内容"]
    assert library.all() == before
    assert warned == []


def test_what_is_quick_shows_nothing(
    window: MainWindow, tmp_path: Path, full_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "run", lambda _: pytest.fail("a dialog was shown"))
    path = tmp_path / "甲.json"
    path.write_text(dumps(full_report), "utf-8")
    (one,) = read_many.read_all(window, [path]) or ()
    assert one.reading == read_file(path)


def test_while_it_is_quick_the_window_cannot_be_closed(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    works_with(SLEEPS, monkeypatch, grace=200)
    monkeypatch.setattr(dialogs, "run", lambda _: False)
    QTimer.singleShot(50, window, window.close)
    assert read_many.read_all(window, [Path("甲.txt")]) is None
    assert window.isVisible()
    window.close()
    assert not window.isVisible()


def test_a_file_that_ends_the_process_is_one_sentence_with_its_name(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warned: list[str]
) -> None:
    for command in (("false",), SPENT):
        works_with(command, monkeypatch, grace=60_000)
        import_file(window, window.library, put(tmp_path), lambda _: pytest.fail("it was shown"))
    assert [one.startswith(f"{tmp_path / '甲.txt'}：") for one in warned] == [True, True]
    assert ["意外中止" in warned[0], "内存太多" in warned[1]] == [True, True]


def test_after_a_process_that_had_all_its_memory_the_next_file_gets_a_new_one(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    works_with(SPENT, monkeypatch, grace=60_000)
    read = read_many.read_all(window, [tmp_path / "甲.txt", tmp_path / "乙.txt"])
    assert read is not None
    assert [one.sentence for one in read] == ["读取要用的内存太多"] * 2


def test_of_a_clipboard_that_no_report_fills_nothing_is_read(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_many, "read_copied", lambda *_: pytest.fail("it was read"))
    window = ProgressDialog(None, "", 1)
    for markup, text in (("", ""), ("", "1" * 400_001), ("<b>" * 1_000_001, "")):
        data = QMimeData()
        data.setHtml(markup)
        data.setText(text)
        QGuiApplication.clipboard().setMimeData(data)
        with pytest.raises(UserError):
            import_clipboard(window, library, lambda _: pytest.fail("it was shown"))


def test_nothing_of_the_window_reads_a_file_of_others_by_itself() -> None:
    reads = {"read", "read_file", "read_clipboard"}
    found = [
        (module.relative_to(ROOT).as_posix(), name.name)
        for folder in ("ui", "app")
        for module in sorted((ROOT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "intake"
        for name in node.names
        if name.name in reads
    ]
    own = [  # the examples, and what it just wrote
        ("ui/window/pages.py", "read"),
        ("app/collecting/example.py", "read_file"),
        ("app/exporting/reading_back.py", "read"),
    ]
    assert found == own


def test_a_worker_gives_up_before_the_window_does() -> None:
    assert bounds.SECONDS * 1000 < worker_process.PATIENCE
