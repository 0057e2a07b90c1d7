"""A list of files that came in is one step of undo: all of it goes, and the library stands as it stood."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from model.errors import UserError
from model.form.schema import Cell
from model.report.file_format import dumps
from model.report.report import Explanation, Report
from model.storage.library import Library
from model.storage.records import Change, How
from ui import dialogs
from ui.library.page import LibraryPage
from ui.window.main_window import MainWindow

CELL = Cell("applications/received/natural_person")
TEXT = "problems/text"
OLD = Explanation("Y1", (TEXT,), "原来的说明", "李四", "2024-01-04T09:00:00")
NEW = Explanation("Y1", (TEXT,), "指的是前年的情况", "张三", "2024-01-05T09:00:00")
MORE = Explanation("N1", (TEXT,), "口径不同", "张三", "2024-01-05T09:00:00")

pytestmark = pytest.mark.usefixtures("pressed")


def bring_in(window: MainWindow, library: Library, folder: Path, report: Report) -> int:
    """Bring in one report that is new and one that changes numbers, texts and reasons of another."""
    there = replace(report, unit="甲镇人民政府", explanations=(OLD,)).with_text(TEXT, "库里的话")
    key = library.create(there)
    other = replace(there.with_number(CELL, Decimal(987)).with_text(TEXT, "文件里的话"), explanations=(NEW, MORE))
    for name, one in (("甲", other), ("乙", replace(report, unit="乙镇人民政府"))):
        (folder / f"{name}.json").write_text(dumps(one), "utf-8")
    window.bring_in([folder / "甲.json", folder / "乙.json"])
    return key


def units(library: Library) -> set[str]:
    return {one.report.unit for one in library.all()}


def test_ctrl_z_in_the_library_takes_the_whole_list_back(
    window: MainWindow, tmp_path: Path, full_report: Report, pressed: list[str], qtbot: QtBot
) -> None:
    library = window.library
    key = bring_in(window, library, tmp_path, full_report)
    assert library.load(key).report.numbers[CELL] == 987
    assert set(library.load(key).report.explanations) == {NEW, MORE}
    assert window.actions_by_key["undo"].text() == "撤销 导入2份年报"
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    report = library.load(key).report
    assert report.numbers == full_report.numbers
    assert (report.texts[TEXT], report.explanations) == ("库里的话", (OLD,))
    assert "乙镇人民政府" not in units(library)
    assert [one.report.unit for one in library.deleted()] == ["乙镇人民政府"]
    assert {line.how for line in library.history(key) if line.step == "撤销 导入2份年报"} == {How.UNDONE}
    assert window.status.sentence == "已撤销：导入2份年报"
    assert not window.actions_by_key["undo"].isEnabled()
    assert pressed == []


def test_ctrl_y_brings_the_list_in_again_and_ctrl_z_takes_it_back_once_more(
    window: MainWindow, tmp_path: Path, full_report: Report, pressed: list[str]
) -> None:
    library = window.library
    key = bring_in(window, library, tmp_path, full_report)
    undo, redo = (window.actions_by_key[one] for one in ("undo", "redo"))
    assert not redo.isEnabled()
    for _ in range(2):
        undo.trigger()
        assert redo.text() == "重做 导入2份年报"
        redo.trigger()
        assert library.load(key).report.numbers[CELL] == 987
        assert set(library.load(key).report.explanations) == {NEW, MORE}
        assert "乙镇人民政府" in units(library)
        assert window.status.sentence == "已重做：导入2份年报"
        assert not redo.isEnabled()
    undo.trigger()
    bring_in(window, library, tmp_path, replace(full_report, year=full_report.year - 1))
    assert not redo.isEnabled()  # another list came in meanwhile
    assert pressed == []


def test_what_was_changed_since_is_not_taken_back(
    window: MainWindow, library: Library, tmp_path: Path, full_report: Report, pressed: list[str]
) -> None:
    key = bring_in(window, library, tmp_path, full_report)
    library.write(key, [Change(CELL, Decimal(987), Decimal(5))], How.TYPED, "录入")
    before = library.all()
    window.actions_by_key["undo"].trigger()
    assert library.all() == before
    assert "甲镇人民政府" in pressed[0]
    assert "修改记录" in pressed[0]


def test_in_an_open_report_undo_is_that_of_the_report(
    window: MainWindow, library: Library, tmp_path: Path, full_report: Report
) -> None:
    key = bring_in(window, library, tmp_path, full_report)
    session = window.open(key)
    session.set_number(CELL, Decimal(6))
    window.actions_by_key["undo"].trigger()
    assert session.value(CELL) == 987
    window.actions_by_key["undo"].trigger()  # it says that it ends here
    assert session.value(CELL) == 987
    assert window.status.sentence.startswith("导入")
    assert "修改记录" in window.status.sentence
    assert "乙镇人民政府" in units(library)


def test_an_error_in_the_middle_takes_nothing_back(
    window: MainWindow, tmp_path: Path, full_report: Report, pressed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    library = window.library
    bring_in(window, library, tmp_path, full_report)
    before = library.all()
    monkeypatch.setattr(Library, "write", _refuse)
    window.actions_by_key["undo"].trigger()
    assert library.all() == before
    assert pressed == ["磁盘已满"]


def _refuse(*_: object, **__: object) -> None:
    raise UserError("磁盘已满")


def list_of(window: MainWindow) -> LibraryPage:
    page = window.trail.current
    assert isinstance(page, LibraryPage)
    return page


@pytest.fixture
def sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer every question of the list of reports with yes."""
    monkeypatch.setattr(dialogs, "ask_undoable", lambda *_, **__: True)
    monkeypatch.setattr(dialogs, "pick_some", lambda *_: [0])


@pytest.mark.usefixtures("sure")
@pytest.mark.parametrize("order", ["import first", "import last"])
def test_the_last_step_in_the_library_is_taken_back_first(
    window: MainWindow, library: Library, tmp_path: Path, full_report: Report, order: str
) -> None:
    window.show_library()
    if order == "import last":
        library.create(replace(full_report, unit="丙镇人民政府"))
        list_of(window).refresh()
        list_of(window).delete_chosen()
    bring_in(window, library, tmp_path, full_report)
    page, states = list_of(window), [units(library)]
    if order == "import first":
        page.delete_chosen()
        states.append(units(library))
        page.restore_some()
        states.append(units(library))
    for state in reversed(states[:-1]):
        window.actions_by_key["undo"].trigger()
        assert units(library) == state
    assert "导入" in window.actions_by_key["undo"].text()
    window.actions_by_key["undo"].trigger()
    assert "乙镇人民政府" not in units(library)
    for state in states:
        window.actions_by_key["redo"].trigger()
        assert units(library) == state
