"""Documents of other programs come in after their problems were shown, and never blank what is there."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from app.importing.import_remarks import remarks_of
from export.html import write_html
from model.errors import UserError
from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.file_format import dumps
from model.report.report import NO_YEAR, Level, Report
from model.report.totals import with_totals
from model.storage.library import Library
from ui import dialogs
from ui.state.session import Session
from ui.transfer.importing import import_clipboard, import_file
from ui.transfer.remarks import show_remarks

Show = Callable[[int], Session]
Answer = Callable[[QDialog], bool]
RECEIVED = Cell("applications/received/natural_person")


@pytest.fixture
def show(library: Library, qapp: QApplication) -> Show:
    return lambda report_id: Session(library, report_id, qapp)


class Reader:
    """Answers dialogs: notes what they say, does something with them, accepts or not."""

    def __init__(self, answers: list[Answer]) -> None:
        self.said: list[str] = []
        self._answers = answers

    def __call__(self, dialog: QDialog) -> bool:
        lists = [one.toPlainText() for one in dialog.findChildren(QPlainTextEdit)]
        labels = [one.text() for one in dialog.findChildren(QLabel)]
        self.said.append("\n".join([*labels, *lists]))
        return self._answers.pop(0)(dialog) if self._answers else True


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    found = Reader([])
    monkeypatch.setattr(dialogs, "run", found)
    return found


def saved(folder: Path, report: Report) -> Path:
    file = folder / "年报.html"
    file.write_text(write_html(with_totals(report)), "utf-8")
    return file


def test_a_web_page_comes_in_with_its_assumptions_shown(
    library: Library, tmp_path: Path, full_report: Report, show: Show, reader: Reader
) -> None:
    page = saved(tmp_path, full_report)
    page.write_text(re.sub(r' data-level="[^"]*"', "", page.read_text("utf-8")), "utf-8")  # as web sites do
    import_file(QWidget(), library, page, show)
    (stored,) = library.all()
    assert (stored.report.unit, stored.report.year) == (full_report.unit, full_report.year)
    assert stored.report.numbers == full_report.numbers
    assert len(reader.said) == 1
    assert "第三部分25行" in reader.said[0]
    assert "25行读到25行" not in reader.said[0]
    assert "按名称判断" in reader.said[0]


def test_what_was_to_be_looked_at_is_found_again_with_the_report(
    library: Library, tmp_path: Path, full_report: Report, show: Show, reader: Reader
) -> None:
    page = saved(tmp_path, full_report)
    page.write_text(re.sub(r' data-level="[^"]*"', "", page.read_text("utf-8")), "utf-8")
    noted: list[str] = []
    sessions: list[Session] = []

    def shown(report: int) -> Session:
        sessions.append(show(report))
        sessions[-1].noted.connect(noted.append)
        return sessions[-1]

    import_file(QWidget(), library, page, shown)
    (session,) = sessions
    (remarks,) = remarks_of(library, session.id)
    assert all(one in reader.said[0] for one in remarks.problems)
    assert (len(noted), f"{len(remarks.problems)}处" in noted[0]) == (1, True)
    show_remarks(QWidget(), library, session)
    assert all(one in reader.said[-1] for one in (page.name, "第三部分25行", *remarks.problems))


def test_of_a_report_that_was_typed_it_is_said_that_no_file_was_read(
    library: Library, full_report: Report, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(dialogs, "tell", lambda _, sentence: told.append(sentence))
    show_remarks(QWidget(), library, show(library.create(full_report)))
    assert told == [f"“{full_report.unit}”{full_report.year}年度的年报没有导入过文件。"]


def test_nothing_is_stored_when_it_is_called_off(
    library: Library, tmp_path: Path, full_report: Report, show: Show, reader: Reader
) -> None:
    reader._answers.append(lambda _: False)
    import_file(QWidget(), library, saved(tmp_path, full_report), show)
    assert library.all() == ()


def test_unit_and_year_can_be_put_right_before_it_is_stored(
    library: Library, tmp_path: Path, full_report: Report, show: Show, reader: Reader
) -> None:
    def correct(dialog: QDialog) -> bool:
        (unit,) = [one for one in dialog.findChildren(QLineEdit) if one.accessibleName() == "单位"]
        (year,) = dialog.findChildren(QSpinBox)
        unit.setText("庚县档案馆")
        year.setValue(2022)
        return True

    reader._answers.append(correct)
    import_file(QWidget(), library, saved(tmp_path, full_report), show)
    assert [(one.report.unit, one.report.year) for one in library.all()] == [("庚县档案馆", 2022)]


def test_a_year_that_the_file_names_nowhere_has_to_be_entered(
    library: Library, tmp_path: Path, full_report: Report, show: Show, reader: Reader
) -> None:
    page = saved(tmp_path, full_report)
    page.write_text(page.read_text("utf-8").replace(f"{full_report.year}年", ""), "utf-8")

    def enter(dialog: QDialog) -> bool:
        assert isinstance(dialog, dialogs.FormDialog)
        (year,) = dialog.findChildren(QSpinBox)
        assert "请填写" in year.text()
        assert not dialog.yes.isEnabled()
        dialog.open()
        dialog.activateWindow()
        assert QTest.qWaitForWindowActive(dialog)
        year.setFocus()
        QTest.mouseClick(year.lineEdit(), Qt.MouseButton.LeftButton)
        QApplication.processEvents()
        QTest.keyClicks(year, "2023")
        assert dialog.yes.isEnabled()
        return True

    reader._answers.append(enter)
    import_file(QWidget(), library, page.rename(tmp_path / "报告.html"), show, replace(full_report, year=2022))
    assert [one.report.year for one in library.all()] == [2023]
    assert "打开着的" not in reader.said[0]


def test_our_own_file_without_a_year_asks_for_it_and_shows_that_the_level_is_to_be_chosen(
    library: Library, tmp_path: Path, full_report: Report, show: Show, reader: Reader
) -> None:
    file = tmp_path / "年报.json"
    file.write_text(dumps(replace(full_report, year=NO_YEAR, level=Level.UNKNOWN)), "utf-8")

    def enter(dialog: QDialog) -> bool:
        assert isinstance(dialog, dialogs.FormDialog)
        (level,) = [one for one in dialog.findChildren(QComboBox) if one.accessibleName() == "层级"]
        (year,) = dialog.findChildren(QSpinBox)
        assert level.currentText() == "请选择层级"
        assert not dialog.yes.isEnabled()
        year.setValue(2023)
        return dialog.yes.isEnabled()

    reader._answers.append(enter)
    import_file(QWidget(), library, file, show)
    (stored,) = library.all()
    assert (stored.report.year, stored.report.level) == (2023, Level.UNKNOWN)
    assert stored.report.numbers == full_report.numbers
    assert "没有读到报告年度" in reader.said[0]
    assert "没有认出层级" in reader.said[0]


def test_another_unit_than_the_open_one_is_said_with_both_names(
    library: Library, tmp_path: Path, full_report: Report, show: Show, reader: Reader
) -> None:
    current = replace(full_report, unit="辛县水利局", year=2022)
    import_file(QWidget(), library, saved(tmp_path, full_report), show, current)
    assert "“辛县水利局”2022年度" in reader.said[0]
    assert f"“{full_report.unit}”{full_report.year}年度" in reader.said[0]


def test_what_differs_is_shown_cell_by_cell_and_what_was_not_read_stays(
    library: Library, tmp_path: Path, full_report: Report, show: Show, reader: Reader
) -> None:
    old = full_report.with_number(RECEIVED, Decimal(987)).with_text("problems/text", "库里的话")
    report_id = library.create(old)
    sessions: list[Session] = []

    def noted(number: int) -> Session:
        sessions.append(show(number))
        return sessions[-1]

    lost = full_report.with_numbers(dict.fromkeys(FORM_2021.tables["disputes"].cells))
    import_file(QWidget(), library, saved(tmp_path, lost), noted)
    assert "第四部分" in reader.said[0]
    assert f"{FORM_2021.name_of(RECEIVED)}：987 → {full_report.numbers[RECEIVED]}" in reader.said[1]
    after = library.load(report_id).report
    assert after.numbers == full_report.numbers
    sessions[-1].undo_stack.undo()
    assert library.load(report_id).report == old


def test_a_copied_web_page_comes_in(
    library: Library, full_report: Report, show: Show, reader: Reader, qapp: QApplication
) -> None:
    data = QMimeData()
    data.setHtml(write_html(with_totals(full_report)))
    QGuiApplication.clipboard().setMimeData(data)
    import_clipboard(QWidget(), library, show)
    assert [one.report.numbers for one in library.all()] == [full_report.numbers]


@pytest.mark.parametrize("text", ["", "  ", "今天天气很好"])
def test_what_is_no_report_on_the_clipboard_is_told(
    library: Library, show: Show, text: str, qapp: QApplication
) -> None:
    QGuiApplication.clipboard().setText(text)
    with pytest.raises(UserError):
        import_clipboard(QWidget(), library, show)
    assert library.all() == ()
