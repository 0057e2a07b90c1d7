"""Starting: one window per library, bugs told and logged without a word of the report, dialogs by one door only."""

import ast
import ctypes
import io
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

import main
from model.errors import UserError
from model.report.report import Report
from model.storage.backups.backup import daily_backup
from model.storage.backups.restoring import kept_backups, restore
from model.storage.files import volumes
from model.storage.files.lock import AlreadyOpenError, ask_to_raise, raise_file
from model.storage.library import Library
from ui import dialogs, start
from ui.restoring import offer
from ui.restoring.dialog import RestoreDialog
from ui.system import bug_log, crash_handler
from ui.system.single_window import watch
from ui.window.main_window import MainWindow

UI = Path(main.__file__).parent / "ui"


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_second_start_raises_the_first_window(library: Library, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    brought: list[Path] = []
    watch(window, library.path, brought.extend)
    with pytest.raises(AlreadyOpenError):
        Library(library.path)
    for _ in range(2):
        window.hide()
        ask_to_raise(library.path)
        qtbot.waitUntil(window.isVisible)
    ask_to_raise(library.path, [Path("甲 乙.json"), Path("丙.docx")])
    qtbot.waitUntil(lambda: len(brought) > 0)
    assert brought == [Path.cwd() / "甲 乙.json", Path.cwd() / "丙.docx"]


def test_on_windows_a_second_start_lets_the_first_window_come_to_the_front_before_it_asks_for_it(
    library: Library, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the process that the user has just started may say who comes to the front."""
    asked: list[tuple[int, bytes]] = []
    raise_file(library.path).touch()

    class User32:
        def AllowSetForegroundWindow(self, process: int) -> None:
            asked.append((process, raise_file(library.path).read_bytes()))

    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=User32()), raising=False)
    monkeypatch.setattr("sys.platform", "win32")
    start._leave_to_the_first_window(library.path, [], AlreadyOpenError("已经打开"))
    assert asked == [(-1, b"")]
    assert raise_file(library.path).read_bytes()


@pytest.mark.parametrize("kind, words", [("network", "网络位置"), ("stick", "U盘"), (None, "")])
def test_a_library_in_a_place_that_is_not_safe_is_used_and_its_window_says_so(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, kind: str | None, words: str
) -> None:
    monkeypatch.setattr(volumes, "kind_of", lambda _: kind)
    start._tidy_up(window, window.library)
    assert [words in one for one in window.notices.sentences] == [True] * (kind is not None)
    assert window.library.read_only is None


def test_a_bug_is_logged_without_what_it_was_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    told: list[str] = []
    crash_handler.catch(tmp_path, told.append)
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


def test_a_bug_in_a_thread_is_logged_and_opens_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    told: list[str] = []
    crash_handler.catch(tmp_path, told.append)
    thread = threading.Thread(target=lambda: int("乙镇的秘密"))
    thread.start()
    thread.join()
    assert "ValueError" in (tmp_path / "gouji.log").read_text("utf-8")
    assert told == []


def test_a_log_that_has_grown_large_is_laid_aside(tmp_path: Path) -> None:
    file = tmp_path / "gouji.log"
    file.write_text("x" * (bug_log.LARGEST + 1), "utf-8")
    for _ in range(2):
        assert bug_log.log(tmp_path, ValueError()) == file
    assert file.read_text("utf-8").count("ValueError") == 2
    assert (tmp_path / "gouji.log.1").stat().st_size == bug_log.LARGEST + 1


def test_a_bug_is_logged_once_and_without_its_message(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "gouji.log"
    for _ in range(2):
        bug_log.log(tmp_path, KeyError("乙镇的秘密"))
    entries = file.read_text("utf-8").split("\n\n")
    assert entries[2:] == [""]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d KeyError", one) for one in entries[:2])
    assert capfd.readouterr() == ("", "")


def test_where_the_library_takes_no_log_the_users_own_folder_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bug_log, "own_folder", lambda: tmp_path)
    (tmp_path / "library").write_text("no folder", "utf-8")
    assert bug_log.log(tmp_path / "library", ValueError()) == tmp_path / "gouji.log"
    (tmp_path / "gouji.log").unlink()
    monkeypatch.setattr(bug_log, "own_folder", lambda: tmp_path / "library")
    assert bug_log.log(tmp_path / "library", ValueError()) is None


class Sparing(io.FileIO):
    """A file on a full disk."""

    def write(self, data: bytes) -> int:  # type: ignore[override]
        return super().write(data[:9]) or 0


def test_an_entry_that_the_disk_takes_only_in_part_is_taken_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "gouji.log"
    bug_log.log(tmp_path, ValueError())
    before = file.read_bytes()
    monkeypatch.setattr(bug_log, "own_folder", lambda: tmp_path / "nowhere")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", lambda self, *_, **__: Sparing(self, "ab"))
        assert bug_log.log(tmp_path, KeyError()) is None
    assert file.read_bytes() == before


def test_every_box_and_file_dialog_is_opened_by_the_one_door() -> None:
    for module in UI.rglob("*.py"):
        names = {node.id for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.Name)}
        assert module.parent == UI / "dialogs" or names.isdisjoint({"QMessageBox", "QFileDialog"}), module.name


@pytest.mark.parametrize("argv", [["没有这个命令"], ["--help", "x"], ["--library"]])
def test_what_is_no_command_is_told_in_chinese(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code = main.main(argv)
    output = capsys.readouterr()
    assert "用法" in output.out + output.err
    assert code == (0 if argv[0] == "--help" else 2)


def test_folders_and_files_of_other_kinds_are_left_to_the_window_and_commands_to_the_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "年报.xls"
    other.touch()
    (tmp_path / "check").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main._for_the_window([str(tmp_path), str(other), "没有的.docx"])[1] == [tmp_path, other, Path("没有的.docx")]
    assert main._for_the_window(["check", "年报.xls"]) == (None, [])
    assert main._for_the_window(["没有的.xls"]) == (None, [])


def test_without_a_display_the_program_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main.main(["--library", str(tmp_path / "library.db")]) == 2
    assert "没有图形界面" in capsys.readouterr().err
    assert not (tmp_path / "library.db").exists()


def test_the_program_starts_paints_and_a_second_one_leaves_to_it(tmp_path: Path) -> None:
    command = [sys.executable, main.__file__, "--library", str(tmp_path / "library.db")]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "GOUJI_BENCH_READY": "1"}
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        assert first.stdout.readline().strip() == b"ready"
        second = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=60)
        assert (second.returncode, second.stdout) == (0, b"")
        assert raise_file(tmp_path / "library.db").read_text("ascii")
        first.communicate(b"\n", timeout=60)
    assert first.returncode == 0


def test_what_is_no_library_is_told_and_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    anew: list[bool] = []

    def run(dialog: RestoreDialog) -> bool:
        told.extend(label.text() for label in dialog.findChildren(QLabel) if "不是本程序的报告库" in label.text())
        anew.append(not dialog.anew.isHidden())
        return False

    monkeypatch.setattr(dialogs, "run", run)
    monkeypatch.setattr(start, "make_application", QApplication.instance)
    file = tmp_path / "library.db"
    file.write_bytes(b"not a library, but somebody's file")
    assert start.open_window(file) == 2
    assert len(told) == 1
    assert anew == [False]  # it is not laid aside by a click: it is somebody's
    assert file.read_bytes() == b"not a library, but somebody's file"


def test_qt_speaks_chinese_whatever_the_language_of_the_desktop() -> None:
    script = """
from PySide6.QtCore import QCoreApplication, QLocale, QDate
from ui.start import make_application
application = make_application()
say = QCoreApplication.translate
print(say("QAbstractFileIconProvider", "Folder"), say("QFileDialog", "Files of type:"))
print(QLocale().toString(QDate(2024, 1, 2)))
from PySide6.QtGui import QKeySequence
print(QKeySequence("Alt+Left").toString(QKeySequence.SequenceFormat.NativeText))
"""
    there = os.environ | {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, cwd=UI.parent, env=there)
    folder, kinds, day, keys = done.stdout.decode("utf-8").split()
    assert (folder, kinds[:4]) == ("文件夹", "文件类型")
    assert day.startswith("2024年1月2日")
    assert keys == "Alt+←"  # as in the list of keys


class Started:
    """A start with nobody at the screen: what was said and offered, and the windows that were shown."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, restore: Callable[[Path], bool] = lambda _: False) -> None:
        self._restore = restore
        self.said: list[str] = []
        self.offered: list[str] = []
        self.windows: list[str] = []
        monkeypatch.setattr(sys, "excepthook", sys.excepthook)
        monkeypatch.setattr(threading, "excepthook", threading.excepthook)
        monkeypatch.setattr(start, "make_application", QApplication.instance)
        monkeypatch.setattr(dialogs, "warn", lambda _, sentence: self.said.append(sentence))
        monkeypatch.setattr(offer, "offer", self._offer)
        monkeypatch.setattr(QApplication, "exec", staticmethod(self._run))

    def _offer(self, _: object, library: Path, sentence: str) -> bool:
        self.offered.append(sentence)
        return self._restore(library)

    def _run(self) -> int:
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()]
        self.windows += [one.windowTitle() for one in shown]
        return 0


@pytest.fixture
def file(tmp_path: Path, blank_report: Report) -> Path:
    """Make a library of one report, closed, with a backup."""
    path = tmp_path / "library.db"
    with closing(Library(path)) as library:
        library.create(blank_report)
    daily_backup(path, date(2026, 1, 2))
    return path


def test_a_missing_library_is_told_and_opened_once_a_backup_is_in_its_place(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (backup,) = kept_backups(file)
    file.unlink()
    started = Started(monkeypatch, restore=lambda path: restore(path, backup.path) is not None)
    assert start.open_window(file) == 0
    assert len(started.offered) == 1
    assert "不见了" in started.offered[0]
    assert len(started.windows) == 1
    assert "乙镇" in started.windows[0]
    assert started.said == []


def test_a_bug_on_the_way_to_the_window_is_told_and_the_backups_offered(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*_: object, **__: object) -> None:
        raise IndexError("乙镇的秘密")

    started = Started(monkeypatch)
    monkeypatch.setattr(start, "looks_of", fall)
    assert start.open_window(file) == 2
    assert "打不开" in started.offered[0]
    assert "IndexError" in file.with_name("gouji.log").read_text("utf-8")
    assert "秘密" not in started.offered[0] + file.with_name("gouji.log").read_text("utf-8").replace('"乙镇的秘密"', "")
    with closing(Library(file)) as library:  # the library was let go
        assert library.read_only is None


def test_a_report_that_cannot_be_shown_leaves_the_others(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(*_: object, **__: object) -> None:
        raise IndexError

    started = Started(monkeypatch)
    monkeypatch.setattr(MainWindow, "open", fall)
    assert start.open_window(file) == 0
    assert started.windows == ["勾稽 · 报告库"]
    assert started.offered == []


@given(
    words=st.dictionaries(
        st.sampled_from(["zoom", "tab 1", "splitter", "looks", "window", "report", "findings", "preview"]),
        st.text(max_size=20)
        | st.integers().map(str)
        | st.lists(st.integers(), max_size=4).map(lambda numbers: " ".join(map(str, numbers))),
    )
)
@example(words={"report": str(2**63)})
@example(words={"report": str(-(2**63) - 1)})
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_odd_words_among_what_is_remembered_keep_no_window_from_opening(
    words: dict[str, str], file: Path, qapp: QApplication
) -> None:
    with closing(Library(file)) as library:
        for key, value in words.items():
            if not any("\ud800" <= char <= "\udfff" for char in value):
                library.set_setting(key, value)
        window = MainWindow(library, preview=False)
        assert window.session is not None
        window.close()
        window.deleteLater()


def test_where_the_first_window_cannot_be_asked_it_is_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = Started(monkeypatch)
    with closing(Library(file)):
        monkeypatch.setattr(start, "ask_to_raise", lambda *_: False)
        assert start.open_window(file) == 2
    assert "已经打开" in started.said[0]


def test_a_trifle_that_cannot_be_remembered_stops_nothing(window: MainWindow, library: Library) -> None:
    pages = library._db.execute("PRAGMA page_count").fetchone()[0]
    library._db.execute(f"PRAGMA max_page_count = {pages}")
    library.remember("folder", "长" * 90_000)
    with pytest.raises(UserError, match="磁盘已满"):
        library.set_setting("folder", "长" * 90_000)
    assert library.setting("folder") is None
    window.show_library()
    window.open(library.all()[0].id)
    assert window.session is not None
