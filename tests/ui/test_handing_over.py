"""What leaves the window: files, pages, the clipboard."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog

from app.exporting import handing
from export.layout.template import write_template
from intake.block import Block
from model.form.schema import Cell
from model.report.report import DRAFT_LINE
from model.storage.library import Library
from ui import dialogs
from ui.preview import printing
from ui.report.page import ReportPage
from ui.state.session import Session
from ui.window.main_window import MainWindow


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def page_of(window: MainWindow) -> ReportPage:
    assert window.report_page is not None
    return window.report_page


def save_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(dialogs, "save_file", lambda *_: path)


def into(window: MainWindow, folder: Path) -> Path:
    """Let files be written into a folder; return where the PDF will stand."""
    window.library.set_setting("export folder", str(folder))
    return folder / f"{session_of(window).report.title}.pdf"


@pytest.mark.parametrize("answer", ["附上", "不附", None])
def test_the_page_of_explanations_is_asked_for_where_there_are_some(
    window: MainWindow, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str | None
) -> None:
    session = session_of(window)
    library.create(replace(session.typed, year=session.typed.year - 1))
    session.reload_last_year()
    session.explain(next(f for f in session.findings if f.check == "X1"), "上年年报登记有误", "张三")
    asked: list[str] = []

    def choose(_: object, question: str, choices: Sequence[str], _title: str) -> int | None:
        assert choices[0] == "不附"  # by Enter
        asked.append(question)
        return None if answer is None else choices.index(answer)

    monkeypatch.setattr(dialogs, "choose", choose)
    path = into(window, tmp_path)
    window.actions_by_key["pdf"].trigger()
    if answer is None:
        assert not path.exists()
        return
    pages = pypdfium2.PdfDocument(path.read_bytes())
    assert "1条说明" in asked[0]
    assert ("审核说明" in pages[len(pages) - 1].get_textpage().get_text_bounded()) is (answer == "附上")
    assert len(asked) == 1


def test_what_was_only_looked_at_is_no_explanation(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_of(window)
    session.set_text("problems/text", "2021年办理申请3件，没有问题。")
    seen = [one for one in session.assessment.open if one.check == "Y1"]
    assert session.acknowledge(seen, "", "张三")
    monkeypatch.setattr(dialogs, "choose", lambda *_: pytest.fail("asked"))
    path = into(window, tmp_path)
    window.actions_by_key["pdf"].trigger()
    assert path.exists()


def test_what_cannot_be_written_is_told(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    into(window, tmp_path / "没有的文件夹")
    monkeypatch.setattr(dialogs, "show_list", lambda *_: pytest.fail("two sentences for one file"))
    monkeypatch.setattr(dialogs, "warn", lambda _, sentence: told.append(sentence))
    window.actions_by_key["pdf"].trigger()
    assert len(told) == 1
    assert "没有这个文件夹" in told[0]
    assert "没有的文件夹" in told[0]


def test_a_final_report_bears_its_date_in_print(window: MainWindow) -> None:
    report = session_of(window).report
    pages = [handing.render(report, ".pdf", dated) for dated in (None, date(2024, 1, 5))]
    texts = ["".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(p)) for p in pages]
    assert ["2024年1月5日" in text for text in texts] == [False, True]


def test_the_printer_gets_every_page_with_something_on_it(window: MainWindow, tmp_path: Path) -> None:
    pdf = handing.render(session_of(window).report, ".pdf", None)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printing.draw(pdf, printer)
    printed = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    assert len(printed) == len(pypdfium2.PdfDocument(pdf))
    for page in printed:
        shades = bytes(page.render(scale=0.2, grayscale=True).buffer)
        assert min(shades) < 200


def test_printing_called_off_prints_nothing(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[QDialog] = []

    def cancelled(dialog: QDialog) -> bool:
        asked.append(dialog)
        return False

    monkeypatch.setattr(dialogs, "run", cancelled)
    window.actions_by_key["print"].trigger()
    assert len(asked) == 1
    assert "打印" not in window.status.sentence


def test_without_a_printer_windows_is_not_asked_for_one(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "can_print", lambda: False)
    told: list[str] = []
    monkeypatch.setattr(dialogs, "warn", lambda _, sentence: told.append(sentence))
    monkeypatch.setattr(dialogs, "run", lambda _: pytest.fail("asked"))
    window.actions_by_key["print"].trigger()
    assert told == [printing.NO_PRINTER]


def test_copy_in_the_menu_copies_the_cell_with_the_cursor(window: MainWindow) -> None:
    cell = Cell("applications/received/natural_person")
    page_of(window).go_to_place(cell)
    window.actions_by_key["copy"].trigger()
    assert QGuiApplication.clipboard().text().strip() == str(session_of(window).report.numbers[cell])


def test_a_backup_is_a_library_of_its_own(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "备份.db"
    save_to(monkeypatch, path)
    window.actions_by_key["backup"].trigger()
    copy = Library(path)
    assert [one.report for one in copy.all()] == [session_of(window).typed]
    copy.close()


def test_the_pages_fold_where_there_is_no_room_for_both_sides(window: MainWindow) -> None:
    page = page_of(window)
    page.show_findings(True)
    assert not page.beside.findings_side.isHidden()
    window.actions_by_key["findings"].trigger()
    assert page.beside.findings_side.isHidden()
    assert not page.title_row.findings_button.isChecked()
    page.leave()
    assert window.library.setting("findings") == "off"


def test_the_template_is_for_the_year_that_is_chosen(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "模板.xlsx"
    monkeypatch.setattr(dialogs, "choose", lambda _, _question, years: years.index("2022年度"))
    monkeypatch.setattr(dialogs, "save_file", lambda *_: path)
    window.actions_by_key["template"].trigger()
    assert path.read_bytes() == write_template(2022)


def test_the_clipboard_holds_tables_for_editors_and_lines_for_others(window: MainWindow) -> None:
    window.actions_by_key["copy_html"].trigger()
    data = QGuiApplication.clipboard().mimeData()
    markup, lines = data.html(), data.text().split("\n")
    assert markup.count("<table") == 3
    assert "<html" not in markup
    block = Block.from_html(markup)
    assert block is not None
    assert window.session is not None
    assert lines[:2] == [DRAFT_LINE, window.session.report.title]
    assert any(line.startswith("规章\t") for line in lines)
