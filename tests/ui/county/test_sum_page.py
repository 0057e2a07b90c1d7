"""合计: what is in it, what is blank in it, who contributed what, and what is added by hand."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from intake import read_file
from model.collection.standing import StandingAct
from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.numbers import number_text
from model.storage.library import Library
from model.storage.records import Change, How
from tests.app.collecting.incoming import coming, of_unit, write
from tests.export.workbook import read
from tests.model.storage.county.collected import SCHOOL, TOWN, WHO, receive, report_of, units_of
from tests.ui.hands import CTRL, KEY, SHIFT
from ui import dialogs
from ui.county.page import CountyPage
from ui.county.review_page import ReviewPage
from ui.county.sum_page import SumPage
from ui.window.main_window import MainWindow

FIRST = FORM_2021.typed_cells[0]
SECOND = next(cell for cell in FORM_2021.typed_cells if cell.table == "applications")
TOTAL = next(cell for cell in FORM_2021.totals if cell.table == "applications")


def shown(window: MainWindow, county: CountyPage) -> SumPage:
    county.refresh()
    county.looks.sum()
    page = getattr(window.trail.current, "page", None)
    assert isinstance(page, SumPage)
    return page


@pytest.fixture
def two(library: Library, collection: int, county: CountyPage, empty_window: MainWindow) -> SumPage:
    """Return the sum of two units that have passed."""
    for place, change in ((TOWN, 0), (SCHOOL, 5)):
        receive(library, collection, place, change)
        library.county.act(units_of(library, collection)[place].key, StandingAct.PASS, WHO)
    return shown(empty_window, county)


def text(page: SumPage, cell: Cell) -> str:
    page.go_to(cell)
    assert page.table is not None
    return page.table.model.text_of(page.table.model.grid.box_of[cell])


def test_every_cell_is_the_sum_of_those_who_passed(two: SumPage) -> None:
    numbers = report_of("甲").numbers
    assert text(two, FIRST) == number_text(2 * numbers[FIRST] + 5)
    assert two.scope.words.whole.startswith("计入2个（通过的），未计入2个：县教育局（没有收到）")
    assert [(row.unit.name, row.value) for row in (two.side.model.row(at) for at in range(2))] == [
        ("县实验小学", numbers[FIRST] + 5),
        ("青石镇人民政府", numbers[FIRST]),
    ]


@pytest.mark.parametrize("anew", [False, True])
def test_the_keys_go_to_the_table_that_is_shown(two: SumPage, *, anew: bool) -> None:
    if anew:
        two.refresh()
        two.setFocus()
    for tab in range(two.tabs.count()):
        two.tabs.setCurrentIndex(tab)
        two.setFocus()
        table, at = two.table, QApplication.focusWidget()
        assert table is not None
        assert at is table.view
        before = two.side.place.text()
        QTest.keyClick(at, KEY.Key_Right)
        assert two.side.place.text() != before


def test_of_nobody_there_is_no_sum(
    county: CountyPage, empty_window: MainWindow, library: Library, collection: int
) -> None:
    receive(library, collection, TOWN)
    page = shown(empty_window, county)
    assert page.nobody.isVisible()
    page.scope.over.setCurrentIndex(1)
    assert page.table is not None
    assert page.scope.words.whole.startswith("计入1个（收到的）")
    again = SumPage(library, collection)
    assert again.scope.over.currentData() is True  # the choice is remembered


def test_a_blank_is_no_zero_the_partial_sum_is_grey_and_the_unit_named(
    county: CountyPage, empty_window: MainWindow, library: Library, collection: int, folder: Path
) -> None:
    report = of_unit("县实验小学").with_number(SECOND, None)
    coming(library, collection, write(folder, "小学.json", report)).store(WHO)
    receive(library, collection, TOWN)
    page = shown(empty_window, county)
    page.scope.over.setCurrentIndex(1)
    known = report_of("甲").numbers[SECOND]
    assert text(page, SECOND) == f"○ {known}"
    assert page.table is not None
    look = page.table.model.look(page.table.model.grid.box_of[SECOND])
    assert look.derived
    assert "县实验小学空白" in page.side.parts.text()
    assert "县实验小学有空白格" in page.notes.text()
    assert SECOND not in page.session.report.numbers


def test_an_adjustment_is_marked_in_its_cell_and_its_total_and_taken_back(
    two: SumPage, empty_window: MainWindow
) -> None:
    before = {cell: text(two, cell) for cell in (SECOND, TOTAL)}
    two.go_to(SECOND)
    two.side.value.setText("－3")
    assert not two.side.note.isEnabled()
    two.side.reason.setText("重复登记")
    QTest.keyClick(two.side.reason, KEY.Key_Return)
    for cell in (SECOND, TOTAL):
        assert text(two, cell) == f"± {number_text(Decimal(before[cell]) - 3)}"
    assert empty_window.status.sentence.startswith("已记下：")
    two.go_to(SECOND)
    assert two.side.listed.count() == 1
    empty_window.actions_by_key["undo"].trigger()
    assert {cell: text(two, cell) for cell in (SECOND, TOTAL)} == before
    empty_window.actions_by_key["redo"].trigger()
    assert text(two, SECOND).startswith("±")
    two.remove(two.totals.adjustments[0].key)
    assert text(two, SECOND) == before[SECOND]
    assert two.take_back() == "已撤销：去掉一笔调整"
    assert text(two, SECOND).startswith("±")


def test_a_total_is_adjusted_through_its_parts_only(two: SumPage) -> None:
    two.go_to(TOTAL)
    assert not two.side.value.isEnabled()
    assert "合计跟着各格走" in two.side.why_not.text()


def test_what_is_no_number_is_told(two: SumPage, empty_window: MainWindow) -> None:
    two.go_to(SECOND)
    two.side.value.setText("几件")
    two.side.reason.setText("不清楚")
    two.side.note.click()
    assert empty_window.status.sentence == "“几件”不是数字"
    two.side.value.setText("0")
    two.side.note.click()
    assert empty_window.status.sentence == "调整不能是0"


def test_nothing_can_be_typed_into_the_sum(two: SumPage) -> None:
    before = text(two, SECOND)
    assert two.table is not None
    QTest.keyClick(two.table.view, KEY.Key_7)
    QTest.keyClick(two.table.view, KEY.Key_Return)
    two.table.fill_blanks()
    assert text(two, SECOND) == before
    assert two.session.undo_stack.count() == 0


def test_keys_lead_through_the_tables_and_back(two: SumPage, empty_window: MainWindow, county: CountyPage) -> None:
    assert two.table is not None
    QTest.keyClick(two.table, KEY.Key_3, CTRL)
    assert two.table.section.ordinal == "三"
    QTest.keyClick(two.table, KEY.Key_2, CTRL)
    assert two.table.section.ordinal == "二"
    QTest.keyClick(two.table, KEY.Key_PageUp, CTRL)
    assert getattr(empty_window.trail.current, "page", None) is county


def test_the_findings_of_the_sum_lead_to_its_cells(
    county: CountyPage, empty_window: MainWindow, library: Library, collection: int, folder: Path
) -> None:
    report = of_unit("县实验小学")
    wrong = report.with_number(SECOND, report.numbers[SECOND] + 7)
    coming(library, collection, write(folder, "小学.json", wrong)).store(WHO)
    page = shown(empty_window, county)
    page.scope.over.setCurrentIndex(1)
    assert page.sides.tabText(1) != "核对"
    found = page.session.assessment.hindrances[0]
    page._jump(found)
    assert page.table is not None
    assert page.table.current_place() == found.at[0]


def test_the_sum_becomes_the_report_of_the_own_unit_and_follows(
    two: SumPage, empty_window: MainWindow, library: Library
) -> None:
    two.become.click()
    made = library.find("甲县人民政府", 2025)
    assert made is not None
    assert made.report.numbers[SECOND] == two.totals.report.numbers[SECOND]
    assert two.become.text() == "打开本级年报"
    (link,) = (one for one in empty_window.status.findChildren(QToolButton) if one.text() == "打开" and one.isVisible())
    link.click()
    assert empty_window.session is not None
    assert empty_window.session.id == made.id


def test_a_report_that_is_as_the_sum_is_opened(two: SumPage, empty_window: MainWindow, library: Library) -> None:
    two.become.click()
    made = library.find("甲县人民政府", 2025)
    assert made is not None
    two.become.click()
    assert empty_window.session is not None
    assert empty_window.session.id == made.id


def test_a_final_report_is_opened_and_not_written(two: SumPage, empty_window: MainWindow, library: Library) -> None:
    two.become.click()
    made = library.find("甲县人民政府", 2025)
    assert made is not None
    library.finalise(made.id, date(2026, 3, 20))
    two.adjust(SECOND, Decimal(4), "漏报")
    assert two.become.text() == "打开本级年报"
    assert "已定稿，有" in two.become.toolTip()
    two.become.click()
    assert empty_window.session is not None
    assert library.load(made.id).report.numbers[SECOND] == made.report.numbers[SECOND]


def test_what_was_changed_in_the_report_gives_way_only_when_somebody_says_so(
    two: SumPage, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.become.click()
    made = library.find("甲县人民政府", 2025)
    assert made is not None
    library.write(made.id, [Change(SECOND, made.report.numbers[SECOND], Decimal(1))], How.TYPED, "录入")
    two.adjust(SECOND, Decimal(4), "漏报")
    assert library.load(made.id).report.numbers[SECOND] == 1
    assert two.become.text() == "更新本级年报"
    asked: list[str] = []
    answers = iter([False, True])

    def answer(_: object, question: str, *_more: object) -> bool:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr(dialogs, "ask", answer)
    two.become.click()
    assert library.load(made.id).report.numbers[SECOND] == 1
    two.become.click()
    assert library.load(made.id).report.numbers[SECOND] == two.totals.report.numbers[SECOND]
    assert "年报里有1格是另外改过的" in asked[0]
    assert two.become.text() == "打开本级年报"


def test_the_report_follows_what_is_adjusted_and_what_is_done_in_the_roll_call(
    two: SumPage, library: Library, county: CountyPage, collection: int
) -> None:
    two.become.click()
    made = library.find("甲县人民政府", 2025)
    assert made is not None
    two.adjust(SECOND, Decimal(4), "漏报")
    assert library.load(made.id).report.numbers[SECOND] == made.report.numbers[SECOND] + 4
    assert two.become.text() == "打开本级年报"
    library.county.act(units_of(library, collection)[TOWN].key, StandingAct.REVOKE, WHO, "有误")
    county.refresh()
    now = library.load(made.id).report.numbers[FIRST]
    assert now == report_of("甲").numbers[FIRST] + 5


def test_who_contributed_what_is_copied_and_leads_to_the_units_cell(two: SumPage, empty_window: MainWindow) -> None:
    two.go_to(FIRST)
    two.side.table.setFocus()
    QTest.keyClick(two.side.table, KEY.Key_C, CTRL)
    head, columns, *lines = QGuiApplication.clipboard().text().split("\n")
    assert head == FORM_2021.name_of(FIRST)
    assert columns == "单位\t数\t占\t上年"
    numbers = report_of("甲").numbers
    assert [line.split("\t")[:2] for line in lines] == [
        ["县实验小学", number_text(numbers[FIRST] + 5)],
        ["青石镇人民政府", number_text(numbers[FIRST])],
    ]
    QTest.keyClick(two.side.table, KEY.Key_Down)
    QTest.keyClick(two.side.table, KEY.Key_Return)
    review = getattr(empty_window.trail.current, "page", None)
    assert isinstance(review, ReviewPage)
    assert review.one is not None
    assert review.one.row.unit.name == "青石镇人民政府"
    assert review.one.report.current_place() == FIRST


def test_the_button_leads_to_the_unit_at_the_cursor(two: SumPage, empty_window: MainWindow) -> None:
    two.go_to(SECOND)
    two.side.go.click()
    review = getattr(empty_window.trail.current, "page", None)
    assert isinstance(review, ReviewPage)
    assert review.one is not None
    assert review.one.row.unit.name == two.side.model.row(0).unit.name
    assert review.one.report.current_place() == SECOND


@pytest.mark.parametrize("suffix", [".xlsx", ".pdf", ".docx", ".html", ".json"])
def test_the_sum_is_written_as_a_file_that_says_over_whom_it_is(
    two: SumPage, empty_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    path = tmp_path / f"合计{suffix}"
    monkeypatch.setattr(dialogs, "save_file", lambda *_: path)
    assert two.table is not None
    QTest.keyClick(two.table, KEY.Key_S, CTRL | SHIFT)
    assert empty_window.status.sentence.endswith("，计入2个（通过的），未计入2个")
    if suffix == ".xlsx":
        assert list(read(path.read_bytes())) == ["合计", "构成", "调整", "空白", "未计入"]
    else:
        found = read_file(path).report
        assert found.numbers == two.totals.report.numbers


def test_a_folder_that_takes_nothing_is_told(
    two: SumPage, empty_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "save_file", lambda *_: tmp_path / "没有" / "合计.xlsx")
    two.export.click()
    assert "合计.xlsx" in empty_window.status.sentence
    assert "已导出" not in empty_window.status.sentence


def test_f6_leads_to_the_list_of_units_and_on(two: SumPage, empty_window: MainWindow) -> None:
    assert two.table is not None
    two.table.view.setFocus()
    seen: list[QWidget | None] = []
    for _ in range(8):
        QTest.keyClick(QApplication.focusWidget() or two, KEY.Key_F6)
        seen.append(QApplication.focusWidget())
    assert two.side.table in seen
    assert two.tabs in seen
    assert two.table.view in seen
    assert any(one is not None and not two.isAncestorOf(one) for one in seen)
    assert empty_window.isAncestorOf(two)
