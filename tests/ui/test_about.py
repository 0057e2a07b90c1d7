"""关于: what is told, and a file for those who help that holds nothing of a report."""

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from model.errors import UserError
from model.report.report import Report
from model.storage.library import Library
from ui import dialogs
from ui.window import about, diagnostics

DAY = date(2024, 1, 10)


def noting(opened: list[str]) -> Callable[[QUrl], bool]:
    def note(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    return note


def words_of(report: Report) -> set[str]:
    return {report.unit, *report.texts.values()} - {""}


def test_the_archive_has_counts_versions_and_the_log_and_no_content(
    library: Library, full_report: Report, tmp_path: Path
) -> None:
    report = full_report.with_text("problems/text", "乙镇还有一件不便说的事。")
    library.create(report)
    (tmp_path / "gouji.log").write_text("2024-01-10 ValueError\n", "utf-8")
    diagnostics.write(library, tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert set(archive.namelist()) == {"facts.json", "gouji.log"}
        everything = "\n".join(archive.read(name).decode() for name in archive.namelist())
        facts = json.loads(archive.read("facts.json"))
    assert facts["counts"]["reports"] == 1
    assert facts["counts"]["numbers"] == len(report.numbers)
    assert facts["versions"]["勾稽"] == diagnostics.program_version()
    assert not [words for words in words_of(report) if words in everything]
    assert str(Path.home()) not in everything


def test_where_nothing_can_be_written_a_sentence_says_so(library: Library, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有这个文件夹"):
        diagnostics.write(library, tmp_path / "no such folder" / "out.zip")


def test_the_dialog_tells_what_it_is_and_its_buttons_work(
    library: Library, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    told: list[str] = []
    labels: list[str] = []

    def press_all(dialog: QDialog) -> bool:
        qtbot.addWidget(dialog)
        labels.extend(label.text() for label in dialog.findChildren(QLabel))
        for button in dialog.findChildren(QPushButton):
            if button.text() != "知道了":
                button.click()
        return True

    monkeypatch.setattr(dialogs, "run", press_all)
    monkeypatch.setattr(dialogs, "tell", lambda _, sentence: told.append(sentence))
    monkeypatch.setattr(dialogs, "save_file", lambda *_: tmp_path / "诊断.zip")
    monkeypatch.setattr(QDesktopServices, "openUrl", noting(opened))
    about.show(None, library, DAY)
    shown = "\n".join(labels)
    assert str(library.path.parent) in shown
    assert diagnostics.program_version() in shown
    assert "不联网" in shown
    assert Path(opened[0]) == library.path.parent
    assert Path(opened[1]).exists()
    assert zipfile.is_zipfile(tmp_path / "诊断.zip")
    assert len(told) == 1


def test_what_nothing_can_open_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    with pytest.raises(UserError, match="NOTICE"):
        about._open(about._first(about.LICENCES))
