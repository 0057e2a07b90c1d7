"""导入年报: read apart, decided once, taken as one step, or not at all."""

from itertools import count
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from model.collection.standing import Standing
from model.errors import UserError
from model.storage.library import Library
from tests.app.collecting.incoming import of_unit, write
from tests.model.storage.county.collected import SCHOOL, TOWN, YEAR, receive, units_of
from tests.ui.county.test_handing_out import chosen as choose
from tests.ui.hands import KEY
from ui import dialogs
from ui.county.coming_model import ComingGroup
from ui.county.coming_page import ComingPage
from ui.county.laying import _LayingDialog
from ui.county.page import CountyPage
from ui.dialogs.form_dialog import FormDialog
from ui.transfer import read_many
from ui.transfer.progress import ProgressDialog
from ui.window.main_window import MainWindow


def shown(window: MainWindow) -> ComingPage:
    page = getattr(window.trail.current, "page", None)
    assert isinstance(page, ComingPage)
    return page


def groups(page: ComingPage) -> dict[str, int]:
    return {one.label: page.model.count_in(one) for one in ComingGroup if page.model.count_in(one)}


@pytest.fixture
def files(folder: Path) -> Path:
    """Return a folder with a good report, one of nobody, one of another year, one that is damaged."""
    write(folder, "青石镇.json", of_unit("青石镇人民政府"))
    write(folder, "终稿.json", of_unit("某某小学"))
    write(folder, "教育局.json", of_unit("县教育局", year=YEAR - 1))
    (folder / "坏.docx").write_bytes(b"no document")
    return folder


@pytest.fixture
def coming(empty_window: MainWindow, county: CountyPage, files: Path) -> ComingPage:
    empty_window.bring_in([files])
    return shown(empty_window)


def test_what_is_dropped_on_the_page_is_listed_by_what_becomes_of_it(coming: ComingPage) -> None:
    assert groups(coming) == {"要您定": 1, "拒收": 1, "读不了": 1, "将收下": 1}
    assert coming.take.text() == "收下1份"
    first = coming.model.row(0)
    assert first.group is ComingGroup.ASKS
    assert "某某小学" in first.words


def test_all_is_taken_as_one_step_and_taken_back_as_one(
    empty_window: MainWindow, coming: ComingPage, county: CountyPage, library: Library, collection: int
) -> None:
    units = units_of(library, collection)
    at = coming.current
    assert at is not None
    coming.side.units.setCurrentIndex(coming.side.units.findData(units[SCHOOL].key))
    coming.side.of_unit.click()
    assert coming.take.text() == "收下2份"
    coming.take.click()
    assert getattr(empty_window.trail.current, "page", None) is county
    assert empty_window.status.sentence.startswith("已收下2份年报，2个文件没有收下")
    now = library.county.standings(collection)
    assert (now[units[TOWN].key], now[units[SCHOOL].key]) == (Standing.RECEIVED, Standing.RECEIVED)
    assert "某某小学" in units_of(library, collection)[SCHOOL].other_names
    assert county.roll_page.model.text(0, "state") == "已收待审"
    empty_window.actions_by_key["undo"].trigger()
    assert set(library.county.standings(collection).values()) == {Standing.MISSING, Standing.EXCUSED}
    assert empty_window.status.sentence == "已撤销：收下2份年报"


def test_a_file_may_be_left_by_the_space_bar(coming: ComingPage) -> None:
    at = next(row for row in range(coming.model.count()) if coming.model.row(row).group is ComingGroup.TAKEN)
    coming.table.setCurrentIndex(coming.model.index(at, 0))
    QTest.keyClick(coming.table, KEY.Key_Space)
    assert not coming.take.isEnabled()
    assert coming.model.data(coming.model.index(at, 0), Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Unchecked
    QTest.keyClick(coming.table, KEY.Key_Space)
    assert coming.take.text() == "收下1份"


def test_f8_goes_to_what_is_to_be_decided(coming: ComingPage) -> None:
    coming.table.setCurrentIndex(coming.model.index(coming.model.count() - 1, 0))
    coming.chips[ComingGroup.TAKEN].click()
    QTest.keyClick(coming.table, KEY.Key_F8)
    assert coming.model.row(coming.table.currentIndex().row()).group is ComingGroup.ASKS
    assert coming.model.count() == 4


def test_it_is_counted_while_nobody_does_anything(qtbot: object, coming: ComingPage) -> None:
    coming.chips[ComingGroup.TAKEN].click()
    qtbot.waitUntil(lambda: bool(coming.model.known))  # type: ignore[attr-defined]
    assert coming.model.row(0).words.endswith("未与上年核对")  # there is no report of last year


def test_cancel_takes_nothing_and_lets_go_of_what_was_unpacked(
    empty_window: MainWindow, county: CountyPage, folder: Path, library: Library, collection: int
) -> None:
    report = write(folder, "青石镇.json", of_unit("青石镇人民政府"))
    with ZipFile(folder / "年报.zip", "w") as archive:
        archive.write(report, "甲/青石镇.json")
    county.take_files([folder / "年报.zip"])
    page = shown(empty_window)
    path = page.coming.files[0].found.path
    assert path.exists()
    page.cancel.click()
    assert getattr(empty_window.trail.current, "page", None) is county
    assert not path.exists()
    assert library.county.batches(collection)[0].number == 1


def test_the_same_unit_again_is_a_revision_with_its_differences(
    empty_window: MainWindow, county: CountyPage, folder: Path, library: Library, collection: int
) -> None:
    receive(library, collection, TOWN)
    county.take_files([write(folder, "再交.json", of_unit("青石镇人民政府", 5))])
    page = shown(empty_window)
    assert page.model.text(0, "revision") == "第2稿"
    assert "与第1稿不同的" in page.side.details.toPlainText()
    page.take.click()
    unit = units_of(library, collection)[TOWN].key
    assert [one.revision for one in library.county.submissions(unit)] == [2, 1]


def test_where_it_cannot_be_stored_nothing_is_and_the_page_stays(
    coming: ComingPage, library: Library, collection: int, warned: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    over: list[str] = []
    coming.stored.connect(over.append)

    def refuse(*_: object) -> None:
        raise UserError("D盘满了")

    monkeypatch.setattr(dialogs, "ask", lambda *_, **__: True)  # one file waits for a word
    monkeypatch.setattr("app.collecting.coming_file.keep_all", refuse)
    coming.take.click()
    assert warned == ["一份也没有收下：D盘满了"]
    assert over == []
    assert len(library.county.batches(collection)) == 1


def test_what_is_called_off_while_the_files_are_laid_is_not_stored(
    coming: ComingPage, library: Library, collection: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored: list[str] = []
    coming.stored.connect(stored.append)

    def called_off(dialog: QDialog) -> bool:
        assert isinstance(dialog, ProgressDialog)
        if isinstance(dialog, _LayingDialog):
            QTimer.singleShot(0, dialog, dialog.reject)
        return bool(dialog.exec())

    monkeypatch.setattr(dialogs, "ask", lambda *_, **__: True)  # one file waits for a word
    monkeypatch.setattr("ui.transfer.progress.GRACE", 0)
    monkeypatch.setattr(dialogs, "run", called_off)
    monkeypatch.setattr(
        "ui.county.laying.lay_originals", lambda _, files, step: [step(at % len(files)) for at in count()]
    )
    coming.take.click()
    assert stored == []
    assert len(library.county.batches(collection)) == 1
    assert coming.take.isEnabled()


def test_calling_off_the_reading_keeps_nothing(
    empty_window: MainWindow, county: CountyPage, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_many, "read_all", lambda *_: None)
    empty_window.bring_in([files])
    assert getattr(empty_window.trail.current, "page", None) is county


def test_a_folder_without_reports_is_told(
    empty_window: MainWindow, county: CountyPage, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(dialogs, "tell", lambda _, sentence: said.append(sentence))
    empty_window.bring_in([folder])
    assert said == ["“年报”里面没有可以读取的文件。"]


def test_a_choice_of_files_that_was_called_off_does_nothing(county: CountyPage, empty_window: MainWindow) -> None:
    before = empty_window.status.sentence
    county.take_files([])
    assert getattr(empty_window.trail.current, "page", None) is county
    assert empty_window.status.sentence == before


def test_what_was_not_taken_is_listed_afterwards_and_copied_and_found_in_the_menu(
    empty_window: MainWindow, coming: ComingPage, county: CountyPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask", lambda _, question, *__, **___: not asked.append(question))  # type: ignore[func-returns-value]
    coming.take.click()
    assert asked == ["还有1个文件要您定，没有定的这次不收。"]
    assert empty_window.status.sentence.startswith("已收下1份年报，3个文件没有收下")
    shown: list[FormDialog] = []
    monkeypatch.setattr(dialogs, "run", shown.append)
    empty_window.status._offers[0].click()
    choose(county, "没有收下的文件…")
    for dialog in shown:
        button = next(one for one in dialog.button_box.buttons() if one.text() == "复制这些")
        button.click()
        copied = QGuiApplication.clipboard().text()
        assert all(name in copied for name in ("终稿.json：名单里没有", "教育局.json：年度不对", "坏.docx：读不了"))
        assert "青石镇.json" not in copied
    assert len(shown) == 2


def test_what_waits_for_a_word_may_be_decided_before_the_rest_is_taken(
    coming: ComingPage, library: Library, collection: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask", lambda *_, **__: False)
    coming.table.setCurrentIndex(coming.model.index(coming.model.count() - 1, 0))
    coming.take.click()
    assert len(library.county.batches(collection)) == 1
    assert coming.model.row(coming.table.currentIndex().row()).group is ComingGroup.ASKS


def test_without_anything_left_behind_the_way_is_to_undo(
    empty_window: MainWindow, county: CountyPage, folder: Path
) -> None:
    county.take_files([write(folder, "青石镇.json", of_unit("青石镇人民政府"))])
    shown(empty_window).take.click()
    assert empty_window.status.sentence.startswith("已收下1份年报")
    assert "没有收下" not in empty_window.status.sentence
    menu = county._tasks.menu(county.one.key if county.one else None)
    assert not next(one for one in menu.actions() if one.text() == "没有收下的文件…").isEnabled()
