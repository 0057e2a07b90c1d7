"""Several files in one go: what was ticked is written, what is called off leaves no trace."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QPushButton

from export import WRITERS
from model.errors import UserError
from ui import dialogs
from ui.handing_over.export_many import Job, write_all
from ui.window.main_window import MainWindow


def tick(monkeypatch: pytest.MonkeyPatch, suffixes: set[str]) -> None:
    """Answer the question for the kinds; every other dialog runs."""
    run = dialogs.run

    def answer(dialog: QDialog) -> bool:
        boxes = dialog.findChildren(QCheckBox)
        for box in boxes:
            box.setChecked(any(f"（{suffix}）" in box.text() for suffix in suffixes))
        return bool(suffixes) if boxes else run(dialog)

    monkeypatch.setattr(dialogs, "run", answer)


def test_all_kinds_are_written_into_the_folder(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "交件"
    folder.mkdir()
    window.library.set_setting("export folder", str(folder))
    tick(monkeypatch, set(WRITERS))
    window.actions_by_key["export_many"].trigger()
    starts = {path.suffix: path.read_bytes()[:2] for path in folder.iterdir()}
    assert starts == {".json": b"{\n", ".pdf": b"%P", ".docx": b"PK", ".xlsx": b"PK", ".html": b"<!"}
    assert window.status.sentence == "已导出5个文件"


def test_the_ticks_are_remembered_and_none_is_no_choice(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.library.set_setting("export folder", str(tmp_path / "无"))
    tick(monkeypatch, {".docx"})
    monkeypatch.setattr(dialogs, "show_list", lambda *_: None)
    window.actions_by_key["export_many"].trigger()
    seen: list[tuple[list[bool], bool]] = []

    def look(dialog: QDialog) -> bool:
        boxes = dialog.findChildren(QCheckBox)
        before = [box.isChecked() for box in boxes]
        for box in boxes:
            box.setChecked(False)
        assert isinstance(dialog, dialogs.FormDialog)
        seen.append((before, dialog.yes.isEnabled()))
        return False

    monkeypatch.setattr(dialogs, "run", look)
    window.actions_by_key["export_many"].trigger()
    assert seen == [([suffix == ".docx" for suffix in WRITERS], False)]


def test_what_is_there_is_replaced_only_when_the_user_says_so(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.library.set_setting("export folder", str(tmp_path))
    tick(monkeypatch, {".html", ".docx"})
    window.actions_by_key["export_many"].trigger()
    [page] = tmp_path.glob("*.html")
    page.write_text("改过")
    asked: list[str] = []

    def ask(_: object, question: str, *_buttons: str) -> bool:
        asked.append(question)
        return len(asked) > 1

    monkeypatch.setattr(dialogs, "ask", ask)
    window.actions_by_key["export_many"].trigger()
    assert page.read_text() == "改过"
    assert page.name in asked[0]
    window.actions_by_key["export_many"].trigger()
    assert page.read_bytes().startswith(b"<!DOCTYPE html>")


def test_what_cannot_be_written_is_told_and_the_rest_is_written(window: MainWindow, tmp_path: Path) -> None:
    def refuse() -> bytes:
        raise UserError("写不出")

    jobs = [Job(tmp_path / "一.pdf", refuse), Job(tmp_path / "无" / "二.json", bytes), Job(tmp_path / "三.json", bytes)]
    outcome = write_all(window, jobs)
    assert outcome.written == [tmp_path / "三.json"]
    assert outcome.refused[0] == f"{tmp_path / '一.pdf'}：写不出"
    assert "没有这个文件夹" in outcome.refused[1]
    assert outcome.sentence == "已导出1个文件，没有导出的有2个"
    assert [path.name for path in tmp_path.glob("*三*")] == ["三.json"]


def test_cancelling_lets_the_file_at_work_be_finished_and_begins_no_other(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Event(), Event()

    def slow() -> bytes:
        begun.set()
        go_on.wait(20)
        return b"whole"

    def press(dialog: QDialog) -> bool:
        begun.wait(20)
        [buttons] = dialog.findChildren(QDialogButtonBox)
        QTimer.singleShot(0, buttons.findChild(QPushButton).click)  # type: ignore[union-attr]
        QTimer.singleShot(0, go_on.set)
        return bool(dialog.exec())

    monkeypatch.setattr(dialogs, "run", press)
    outcome = write_all(window, [Job(tmp_path / "一", slow), Job(tmp_path / "二", bytes), Job(tmp_path / "三", bytes)])
    assert outcome.written == [tmp_path / "一"]
    assert outcome.called_off == 2
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir() if len(path.name) == 1] == [("一", b"whole")]


def test_a_bug_in_the_thread_comes_to_the_window(window: MainWindow, tmp_path: Path) -> None:
    def broken() -> bytes:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_all(window, [Job(tmp_path / "一", broken)])
