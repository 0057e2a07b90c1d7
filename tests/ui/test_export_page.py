"""导出: what was written last, whether it is still the report, and that what was written was read back."""

import os
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QEvent, QPoint, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QToolButton
from pytestqt.qtbot import QtBot

from app.exporting import writing
from app.exporting.handing import as_draft
from model.errors import UserError
from model.form.schema import Cell
from model.report.bindings import Binding
from model.report.file_format import loads
from model.report.report import CHARTS_HEADING
from model.report.totals import with_totals
from model.storage.records import How
from tests.ui.hands import look_at_all
from ui import dialogs
from ui.appearance.zoom import magnify
from ui.finalising.next_page import _FILES
from ui.report.page import ReportPage
from ui.transfer import exporting
from ui.transfer.export_page import KINDS, ExportPage
from ui.window.main_window import MainWindow
from ui.window.trail import OverPage

CELL = Cell("disputes/reconsideration/upheld")
SUFFIXES = [kind.suffix for kind in KINDS]


@pytest.fixture(autouse=True)
def folder(window: MainWindow, tmp_path: Path) -> Path:
    """Let files be written into a folder of their own."""
    made = tmp_path / "交件"
    made.mkdir()
    window.library.set_setting("export folder", str(made))
    return made


def report_page(window: MainWindow) -> ReportPage:
    assert window.report_page is not None
    return window.report_page


def page_of(window: MainWindow) -> ExportPage:
    """Open the page."""
    window.actions_by_key["export"].trigger()
    over = window.trail.current
    assert isinstance(over, OverPage)
    assert isinstance(over.page, ExportPage)
    return over.page


def draft_of(window: MainWindow) -> str:
    """Return what is said of the open report while it is a draft."""
    said = as_draft(report_page(window).session.assessment)
    assert said.startswith("草稿：")
    return said


def states(page: ExportPage) -> dict[str, str]:
    return {suffix: row.state.words for suffix, row in page.rows.items()}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_each_kind_is_written_by_its_row_and_read_back(window: MainWindow, folder: Path, suffix: str) -> None:
    page = page_of(window)
    assert set(states(page).values()) == {"没有导出过"}
    page.rows[suffix].export_button.click()
    [file] = folder.iterdir()
    assert file.name == f"{report_page(window).session.report.title}{suffix}"
    assert page.result.words.text() == f"{draft_of(window)}。已导出“{file.name}”到“{folder}”{writing.READ_BACK}"
    assert states(page) == {one: "与草稿一致" if one == suffix else "没有导出过" for one in SUFFIXES}
    if suffix == ".json":
        assert loads(file.read_bytes()) == with_totals(report_page(window).session.typed)


def test_what_was_changed_since_is_counted_and_counted_back(window: MainWindow) -> None:
    page, session = page_of(window), report_page(window).session
    page.rows[".json"].export_button.click()
    before = session.report.numbers[CELL]
    session.set_number(CELL, before + 1)  # and the total that follows it
    assert states(page)[".json"] == "之后改了1处"
    session.set_text("problems/text", "另写一段")
    assert states(page)[".json"] == "之后改了2处"
    session.set_number(CELL, before)
    session.set_text("problems/text", "")
    assert states(page)[".json"] == "与草稿一致"


def test_a_number_that_follows_its_cell_is_no_change_of_its_own(window: MainWindow) -> None:
    page, session, key = page_of(window), report_page(window).session, "problems/text"
    number = str(session.report.numbers[CELL])
    follows = (Binding(key, 2, 2 + len(number), (CELL,)),)
    session.edit([session.change_to(key, f"维持{number}件。")], How.TYPED, "插入数据", follows)
    page.rows[".json"].export_button.click()
    session.set_number(CELL, Decimal(4321))
    assert session.report.texts[key] == "维持4321件。"
    assert states(page)[".json"] == "之后改了1处"
    session.set_text(key, "维持4321件。没有其他问题。")
    assert states(page)[".json"] == "之后改了2处"
    for _ in range(2):
        session.undo_stack.undo()
    assert states(page)[".json"] == "与草稿一致"


def test_a_report_that_is_open_for_revision_is_as_its_file_until_it_is_changed(window: MainWindow) -> None:
    page, session = page_of(window), report_page(window).session
    look_at_all(session)
    page.rows[".pdf"].export_button.click()
    assert session.finalise(date(2024, 1, 9))
    assert states(page)[".pdf"] == "导出时还是草稿"
    page.rows[".pdf"].export_button.click()
    assert states(page)[".pdf"] == "与年报一致"
    session.reopen("数字有误，更正")
    assert states(page)[".pdf"] == "与草稿一致"
    session.set_number(CELL, Decimal(4321))
    assert states(page)[".pdf"] == "之后改了1处"


@pytest.mark.parametrize("written, used", [("a/b:c*?", "a_b_c__"), ("", None), ("  ", None), ("甲乙", "甲乙")])
def test_the_name_that_files_get_is_shown_and_why_it_is_another(
    window: MainWindow, folder: Path, written: str, used: str | None
) -> None:
    page = page_of(window)
    title = page.destination.name.text()
    page.destination.name.setText(written)
    page.export([".json"])
    [file] = folder.iterdir()
    assert file.stem == page.destination.name.text() == (used or title)
    assert page.destination.note.isHidden() is (written == used)
    page.destination.name.textEdited.emit("x")
    assert page.destination.note.isHidden()


def test_the_page_says_once_what_became_of_an_export_whoever_asked_for_it(window: MainWindow) -> None:
    page = page_of(window)
    window.status.say("已导出3个文件")
    page.export(SUFFIXES)
    assert page.result.words.text().startswith(f"{draft_of(window)}。已导出6个文件")
    assert page.result.file_button.text() == "打开PDF"  # of several it is said which
    assert window.status.sentence == ""
    window.actions_by_key["pdf"].trigger()
    assert "已导出“" in page.result.words.text()
    assert page.result.file_button.text() == exporting.OPEN_FILE
    assert window.status.sentence == ""


@pytest.mark.parametrize("size", [(1366, 700), (1024, 540), (683, 345), (500, 300)])
def test_the_button_that_exports_is_in_sight_in_any_window(window: MainWindow, size: tuple[int, int]) -> None:
    page = page_of(window)
    page.resize(*size)
    page.layout().activate()  # type: ignore[union-attr]
    button = page.all_button
    top = button.mapTo(page, QPoint(0, 0))
    assert top.y() + button.height() <= size[1]
    assert top.x() + button.width() <= size[0]


def test_what_a_file_is_for_is_said_in_the_same_words_wherever_it_is_offered() -> None:
    said = {kind.suffix: kind.use for kind in KINDS}
    assert all(one.told == said[one.suffix] for one in _FILES if one.suffix)


def test_it_is_known_after_the_report_was_left(window: MainWindow) -> None:
    page, report = page_of(window), report_page(window).session.id
    page.rows[".html"].export_button.click()
    window.show_library()
    window.open(report)
    again = page_of(window)
    assert states(again)[".html"] == "与草稿一致"
    assert again.rows[".html"].when.text().startswith("今天 ")
    assert again.rows[".html"].open_button.isEnabled()
    assert not again.rows[".pdf"].open_button.isEnabled()


def test_the_ticked_kinds_are_written_together_and_remembered(window: MainWindow, folder: Path) -> None:
    page = page_of(window)
    for suffix, row in page.rows.items():
        row.box.setChecked(suffix in {".json", ".html"})
    assert page.all_button.text() == "导出勾选的2种"
    page.all_button.click()
    assert {path.suffix for path in folder.iterdir()} == {".json", ".html"}
    window.back()
    assert page_of(window).ticked() == [".html", ".json"]


def test_nothing_ticked_is_nothing_to_do(window: MainWindow) -> None:
    page = page_of(window)
    for row in page.rows.values():
        row.box.setChecked(False)
    assert not page.all_button.isEnabled()


def test_our_own_file_is_renewed_and_anothers_is_asked_about(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "choose_dangerous", lambda _, question, *__, **___: asked.append(question))
    page = page_of(window)
    other = folder / f"{report_page(window).session.report.title}.html"
    other.write_text("别人的", "utf-8")
    page.rows[".html"].export_button.click()
    assert other.name in asked[0]
    assert other.read_text("utf-8") == "别人的"
    other.unlink()
    for _ in range(2):
        page.rows[".html"].export_button.click()
    assert len(asked) == 1
    assert other.read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_draft_never_takes_the_place_of_the_final_file(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr(dialogs, "choose_dangerous", lambda *_, **__: pytest.fail("nothing is to be asked"))
    page, session = page_of(window), report_page(window).session
    look_at_all(session)
    assert session.finalise(date(2024, 1, 9))
    page.export([suffix])
    [final] = folder.iterdir()
    before = final.read_bytes()
    session.reopen("数字有误，更正")
    session.set_number(CELL, Decimal(4321))
    for _ in range(2):
        page.export([suffix])
    draft = final.with_name(f"{final.stem}（草稿）{suffix}")
    assert sorted(folder.iterdir()) == sorted([final, draft])
    assert final.read_bytes() == before
    assert draft.name in page.result.words.text()
    assert str(folder) in page.result.words.text()
    session.set_number(CELL, Decimal(0))
    session.undo_stack.undo()
    session.undo_stack.undo()
    look_at_all(session)
    assert session.finalise(date(2024, 1, 10))
    page.export([suffix])
    assert page.result.words.text().startswith(f"已导出“{final.name}”")


def test_a_file_of_ours_that_was_changed_outside_is_asked_about_and_is_not_said_to_be_the_report(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "choose_dangerous", lambda _, question, *__, **___: asked.append(question))
    page = page_of(window)
    page.export([".docx"])
    [file] = folder.iterdir()
    written = file.read_bytes()
    os.utime(file, (1, 1))  # copied, or synchronised: it is the same all the same
    page.refresh()
    assert states(page)[".docx"] == "与草稿一致"
    other = bytes(reversed(written))  # of the same length
    file.write_bytes(other)
    QApplication.sendEvent(page, QEvent(QEvent.Type.ActivationChange))
    assert states(page)[".docx"] == "文件被改过"
    page.export([".docx"])
    assert f"“{file.name}”导出以后被改过" in asked[0]
    assert file.read_bytes() == other
    file.write_bytes(written)
    page.export([".docx"])
    assert len(asked) == 1, "it is what we wrote again"
    file.unlink()
    page.refresh()
    assert states(page)[".docx"] == "文件不在那里了"


@pytest.mark.parametrize("name", ["", "  ", "甲/乙:丙", "改过的名字"])
def test_any_name_is_a_name_that_the_system_allows(window: MainWindow, folder: Path, name: str) -> None:
    page = page_of(window)
    page.destination.name.setText(name)
    page.rows[".json"].export_button.click()
    assert [path.suffix for path in folder.iterdir()] == [".json"]


def test_a_file_that_reads_otherwise_is_told_of_in_its_place(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def otherwise(path: Path, _: object) -> None:
        raise UserError(f"{path}：与年报不同")

    monkeypatch.setattr(writing, "read_back", otherwise)
    page = page_of(window)
    page.rows[".json"].export_button.click()
    assert "与年报不同" in page.result.words.text()
    assert page.result.property("state") == "failed"
    assert states(page)[".json"] == "没有导出过"


def test_a_file_is_opened_and_so_is_its_folder(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    page = page_of(window)
    row = page.rows[".json"]
    row.export_button.click()
    buttons: list[QPushButton | QToolButton] = [
        row.open_button,
        row.folder_button,
        page.result.file_button,
        page.result.folder_button,
    ]
    for button in buttons:
        button.click()
    assert [Path(one).suffix for one in opened] == [".json", "", ".json", ""]


def test_a_file_that_is_gone_is_said_to_be(window: MainWindow, folder: Path) -> None:
    page = page_of(window)
    page.rows[".json"].export_button.click()
    for path in folder.iterdir():
        path.unlink()
    page.rows[".json"].open_button.click()
    assert "已经不在那里了" in page.result.words.text()


def test_the_pdf_is_written_at_once_by_its_key(window: MainWindow, folder: Path) -> None:
    window.actions_by_key["pdf"].trigger()
    [file] = folder.iterdir()
    assert file.suffix == ".pdf"
    assert window.status.sentence == f"{draft_of(window)}。已导出“{file.name}”到“{folder}”{writing.READ_BACK}"
    words = [button.text() for button in window.status._offers if not button.isHidden()]
    assert words == [exporting.OPEN_FILE, exporting.OPEN_FOLDER]
    assert states(page_of(window))[".pdf"] == "与草稿一致"


def test_a_total_that_is_typed_otherwise_is_one_change(window: MainWindow) -> None:
    page, session = page_of(window), report_page(window).session
    page.rows[".json"].export_button.click()
    session.set_number(Cell("applications/received/total"), Decimal(1))
    assert states(page)[".json"] == "之后改了1处"


def test_where_there_is_little_room_each_row_still_has_its_buttons_in_sight(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    window.resize(683, 384)
    qtbot.waitUntil(lambda: page.width() < 700)
    area = page.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    qtbot.waitUntil(lambda: not area.horizontalScrollBar().isVisible())
    assert area.width() == page.width()
    for row in page.rows.values():
        assert row.rect().contains(row.export_button.mapTo(row, row.export_button.rect().bottomRight()))


@pytest.mark.parametrize("percent", [100, 150, 200, 250])
def test_at_any_zoom_nothing_is_cut_off_at_the_side(window: MainWindow, qtbot: QtBot, percent: int) -> None:
    report = report_page(window)
    page = page_of(window)
    report.set_zoom(percent)
    magnify(page, percent)
    qtbot.wait(20)
    area = page.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert not area.horizontalScrollBar().isVisible()
    inside = area.widget()
    assert inside.minimumSizeHint().width() <= inside.width() <= area.viewport().width()
    for row in page.rows.values():
        for button in (one for one in row.findChildren(QToolButton) if one.isVisible()):
            assert row.rect().contains(button.mapTo(row, button.rect().bottomRight()))
    head = next(one for one in page._heads.findChildren(QLabel) if one.text() == "与年报")
    state = page.rows[".docx"].state
    assert abs(head.mapTo(page, QPoint()).x() - state.mapTo(page, QPoint()).x()) <= 40 * percent / 100


def test_the_page_says_that_it_is_a_draft_and_what_is_left_until_it_is_final(window: MainWindow) -> None:
    page, session = page_of(window), report_page(window).session
    session.set_number(CELL, session.report.numbers[CELL] + 1)
    assert page.state.words == draft_of(window)
    page.rows[".json"].export_button.click()
    assert page.result.property("state") == "bad", "no green sign beside what is not finished"
    session._library.finalise(session.id, date(2024, 1, 10))  # as if everything had been looked at
    session._show_stored()
    assert page.state.words == "定稿"
    assert states(page)[".json"] == "导出时还是草稿"
    page.rows[".json"].export_button.click()
    assert page.result.property("state") == "good"
    assert states(page)[".json"] == "与年报一致"


def test_charts_are_printed_on_a_last_page_where_that_is_ticked(window: MainWindow, folder: Path) -> None:
    page = page_of(window)
    page.rows[".pdf"].export_button.click()
    [file] = folder.iterdir()
    bare = pages_of(file)
    page.charts.setChecked(True)
    page.rows[".pdf"].export_button.click()
    drawn = pages_of(file)
    assert drawn[: len(bare)] == bare
    assert len(drawn) == len(bare) + 1
    assert CHARTS_HEADING in drawn[-1]
    assert "予以公开" in drawn[-1]
    assert states(page)[".pdf"] == "与草稿一致"
    assert ExportPage(report_page(window).session, window.library, preview=False).charts.isChecked()


def pages_of(file: Path) -> list[str]:
    with closing(pypdfium2.PdfDocument(file)) as document:
        return [page.get_textpage().get_text_range() for page in document]
