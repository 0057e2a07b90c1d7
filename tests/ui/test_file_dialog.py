"""Asking for files: what was chosen comes back, and a look at the library's own folder lets go of none of its locks."""

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QFileInfo, QSize, QStandardPaths
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QToolButton, QTreeView
from pytestqt.qtbot import QtBot

from model.storage.library import Library
from tests.model.storage.processes import answer, robot
from ui import dialogs
from ui.appearance.signs import icon
from ui.dialogs import file_dialog


def shown(dialog: QFileDialog, qtbot: QtBot) -> int:
    """Show a dialog until Qt has read what it is to show; return how many rows that are."""
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    view = dialog.findChild(QTreeView)
    assert view is not None
    dialog.open()
    qtbot.waitUntil(lambda: view.model().rowCount(view.rootIndex()) > 0)
    qtbot.wait(200)
    return view.model().rowCount(view.rootIndex())


def test_a_look_into_the_folder_of_the_library_lets_go_of_no_lock(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "library.db"
    with closing(Library.open(path)):
        dialog = file_dialog.to_read(None, "导入", tmp_path, ("所有文件 (*)",))
        qtbot.addWidget(dialog)
        assert shown(dialog, qtbot) > len([path])
        with robot("lock as before", path) as other:
            assert answer(other) == "held"


def test_what_is_chosen_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = tmp_path / "年报.docx"
    there.touch()

    def choose(dialog: QFileDialog) -> bool:
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        if dialog.fileMode() is QFileDialog.FileMode.ExistingFiles:
            dialog.selectFile(str(there))
        elif dialog.fileMode() is QFileDialog.FileMode.AnyFile:
            dialog.selectNameFilter("网页 (*.html)")
        return True

    monkeypatch.setattr(dialogs, "run", choose)
    assert dialogs.open_files(None, "导入", (".docx",)) == (there,)
    kinds = (("PDF", ".pdf"), ("网页", ".html"))
    assert dialogs.save_file(None, "导出", tmp_path / "年报", kinds) == tmp_path / "年报.html"
    assert dialogs.save_file(None, "导出", tmp_path / "年报.pdf", kinds) == tmp_path / "年报.html"
    assert dialogs.choose_folder(None, "备份", tmp_path) == tmp_path
    monkeypatch.setattr(dialogs, "run", lambda _: False)
    assert dialogs.open_files(None, "导入", (".docx",)) == ()
    assert dialogs.save_file(None, "导出", tmp_path / "年报.pdf", kinds) is None
    assert dialogs.choose_folder(None, "备份", tmp_path) is None


def test_it_looks_like_the_rest_of_the_program(tmp_path: Path, qtbot: QtBot) -> None:
    for name in ("年报.docx", "年报.pdf"):
        (tmp_path / name).touch()
    dialog = file_dialog.to_read(None, "导入", tmp_path, ("所有文件 (*)",))
    qtbot.addWidget(dialog)
    shown(dialog, qtbot)
    assert all(button.icon().isNull() for button in dialog.findChildren(QPushButton))
    signs = [one for one in dialog.findChildren(QToolButton) if not one.isHidden()]
    assert len(signs) == len(file_dialog._BUTTONS)
    assert {one.icon().cacheKey() for one in signs} == {icon(one).cacheKey() for one in file_dialog._BUTTONS.values()}
    provider = dialog.iconProvider()
    assert provider.icon(QFileInfo(str(tmp_path))).cacheKey() == icon("folder").cacheKey()


@pytest.mark.parametrize("room", [QSize(683, 360), QSize(546, 290)])
def test_all_of_it_is_on_a_small_screen(tmp_path: Path, qtbot: QtBot, room: QSize) -> None:
    made = (
        file_dialog.of_folders(None, "导入", tmp_path),
        file_dialog.to_read(None, "导入", tmp_path, ("年报 (*.docx)",)),
        file_dialog.to_write(None, "导出", tmp_path / "年报.docx", ("Word (*.docx)",)),
    )
    for dialog in made:
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        qtbot.addWidget(dialog)
        file_dialog.fit(dialog, room)
        dialog.show()
        QApplication.processEvents()
        assert dialog.frameGeometry().height() < room.height()
        for button in dialog.findChildren(QPushButton):
            assert button.isHidden() or dialog.rect().contains(button.mapTo(dialog, button.rect().bottomRight()))


@pytest.mark.parametrize("room", [QSize(1366, 700), QSize(683, 360)])
def test_a_name_of_a_report_can_be_read_and_so_can_its_day(tmp_path: Path, qtbot: QtBot, room: QSize) -> None:
    (tmp_path / "甲县乙镇人民政府2025年政府信息公开工作年度报告.docx").touch()
    dialog = file_dialog.to_read(None, "导入", tmp_path, ("所有文件 (*)",))
    qtbot.addWidget(dialog)
    file_dialog.fit(dialog, room)
    shown(dialog, qtbot)
    view = dialog.findChild(QTreeView)
    assert view is not None
    header = view.header()
    for column in range(header.count()):
        narrow = column == 0 and room.width() < 700
        wanted = view.sizeHintForColumn(column)
        assert header.isSectionHidden(column) or header.sectionSize(column) >= wanted * (0.5 if narrow else 1)


def test_the_usual_folders_are_there_once_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path))
    folders = file_dialog.usual_folders()
    assert folders.count(tmp_path) == 1
    assert all(one.is_dir() for one in folders)
