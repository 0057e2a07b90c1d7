"""审核: a report is looked at, something is said of it, and it passes or goes back."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.assessment import assess
from app.collecting.explained import Explained
from app.collecting.roll import call_roll
from app.subject import Subject
from model.collection.remarks import RemarkAnswer, RemarkVerdict
from model.collection.standing import Standing, StandingAct
from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.report import Explanation
from model.rules.explanations import can_be_explained
from model.storage.county.records import NewRemark
from model.storage.library import Library
from tests.app.collecting.incoming import coming, of_unit, write
from tests.model.storage.county.collected import SCHOOL, TOWN, WHO, new_of, receive, units_of
from tests.ui.hands import ALT, CTRL, KEY, SHIFT
from ui import dialogs
from ui.actions.in_county import REVIEW
from ui.county.batch_steps import Turns
from ui.county.page import CountyPage
from ui.county.review_page import ReviewPage
from ui.frame.chip import Chip
from ui.tables.page import TablePage
from ui.window.main_window import MainWindow

CELL = next(cell for cell in FORM_2021.typed_cells if cell.table == "applications")


def shown(window: MainWindow) -> ReviewPage:
    page = getattr(window.trail.current, "page", None)
    assert isinstance(page, ReviewPage)
    return page


@pytest.fixture
def review(library: Library, collection: int, county: CountyPage, empty_window: MainWindow, folder: Path) -> ReviewPage:
    """Return the review of a report in which a number is wrong; another one waits behind it."""
    report = of_unit("青石镇人民政府")
    wrong = report.with_number(CELL, report.numbers[CELL] + 7)
    coming(library, collection, write(folder, "青石镇.json", wrong)).store(WHO)
    receive(library, collection, SCHOOL)
    county.refresh()
    county.roll_page.table.setCurrentIndex(county.roll_page.model.index(0, 0))
    QTest.keyClick(county.roll_page.table, KEY.Key_Return)
    return shown(empty_window)


def standing(library: Library, collection: int, place: int) -> Standing:
    return library.county.standings(collection)[units_of(library, collection)[place].key]


def said(library: Library, collection: int, place: int = TOWN) -> list[str]:
    return [one.words for one in library.county.remarks(units_of(library, collection)[place].key)]


def test_what_has_not_come_in_cannot_be_looked_at(county: CountyPage, empty_window: MainWindow) -> None:
    county.do(REVIEW)
    assert empty_window.status.sentence == "青石镇人民政府现在是“未交”，没有可以审核的年报"
    assert getattr(empty_window.trail.current, "page", None) is county


@pytest.mark.usefixtures("review")
@pytest.mark.parametrize("act", [StandingAct.RETURN, StandingAct.PASS])
def test_what_waits_no_longer_is_shown_where_it_is_opened_also_when_the_keys_come_to_the_list(
    library: Library, collection: int, county: CountyPage, empty_window: MainWindow, act: StandingAct
) -> None:
    town = units_of(library, collection)[TOWN].key
    if act is StandingAct.RETURN:
        library.county.return_(town, [NewRemark(submission_of(library, town), "", "请改")], WHO)
    else:
        library.county.act(town, act, WHO, "先通过")
    shown(empty_window).left.emit()
    county.refresh()
    county.review(town)
    page = shown(empty_window)
    page.queue.setFocus()
    QApplication.processEvents()
    assert page.one is not None
    assert (page.one.row.unit.key, page.head.name.text()) == (town, "青石镇人民政府")
    assert page.way.text().startswith("已退回" if act is StandingAct.RETURN else "已审过")


def submission_of(library: Library, unit: int) -> int:
    current = library.county.current(unit)
    assert current is not None
    return current.key


def test_the_report_is_read_only_in_its_six_tabs(review: ReviewPage) -> None:
    assert review.one is not None
    report = review.one.report
    assert report.tabs.count() == 6
    before = report.session.report
    for at in range(6):
        report.show_tab(at)
        for key in (KEY.Key_A, KEY.Key_Return, KEY.Key_Delete, KEY.Key_Backspace):
            QTest.keyClick(QApplication.focusWidget() or report, key)
    assert report.session.report == before
    assert report.session.undo_stack.count() == 0


def test_a_remark_is_about_the_cell_of_the_cursor(
    review: ReviewPage, library: Library, collection: int, empty_window: MainWindow
) -> None:
    assert review.one is not None
    review.one.report.go_to(CELL)
    QTest.keyClick(QApplication.focusWidget() or review, KEY.Key_M, CTRL)
    assert QApplication.focusWidget() is review.one.side.field
    QTest.keyClicks(review.one.side.field, "1+1")  # digits are typed here, and are no keys
    QTest.keyClick(review.one.side.field, KEY.Key_Return)
    (remark,) = library.county.remarks(units_of(library, collection)[TOWN].key)
    assert (remark.place, remark.words) == (CELL, "1+1")
    assert review.one.tabs.tabText(0) == "意见 1"
    empty_window.actions_by_key["undo"].trigger()
    assert said(library, collection) == []
    assert empty_window.status.sentence == "已撤销：提意见"


def test_what_was_found_is_said_by_one_key(review: ReviewPage, library: Library, collection: int) -> None:
    assert review.one is not None
    review.one.report.go_to(CELL)
    first, second = review.one.offered[:2]
    table = review.one.report.page(2)
    assert isinstance(table, TablePage)
    QTest.keyClick(table.view, KEY.Key_1)
    assert said(library, collection) == [first.words]
    assert review.one.offered[0] == second  # what was said is offered no more, and the others keep their keys
    QTest.keyClick(table.view, KEY.Key_1)
    assert said(library, collection) == [first.words]
    assert review.one.ready[1] == second
    (key,) = (one.key for one in library.county.remarks(review.one.row.unit.key))
    review.one.remove(key)
    assert said(library, collection) == []
    assert review.take_back() == "已撤销：去掉意见"
    assert said(library, collection) == [first.words]
    assert review.make_again() == "已重做：去掉意见"
    assert said(library, collection) == []
    assert review.make_again() == "没有可以重做的"


def test_f8_leads_from_finding_to_finding(review: ReviewPage) -> None:
    assert review.one is not None
    review.one.report.show_tab(0)
    QTest.keyClick(QApplication.focusWidget() or review, KEY.Key_F8)
    assert review.one.tabs.currentIndex() == 1
    place = review.one.report.current_place()
    assert place is not None
    assert review.one.assessment.at(place)


def test_passing_what_is_wrong_wants_a_reason_then_the_next_is_shown(
    review: ReviewPage, library: Library, collection: int, monkeypatch: pytest.MonkeyPatch, county: CountyPage
) -> None:
    assert "要通过得写明原因" in review.way.text()
    monkeypatch.setattr(dialogs, "run", lambda _: False)
    review.let_pass.click()
    assert standing(library, collection, TOWN) is Standing.RECEIVED
    assert review.one is not None
    assert review.one.row.unit.name == "青石镇人民政府"
    QTest.keyClick(QApplication.focusWidget() or review, KEY.Key_PageDown, ALT)
    assert review.one is not None
    assert review.one.row.unit.name == "县实验小学"
    QTest.keyClick(review.one.report, KEY.Key_Return, CTRL)
    assert standing(library, collection, SCHOOL) is Standing.PASSED
    assert review.one is not None
    assert review.one.row.unit.name == "青石镇人民政府"
    assert review.queue.count() == 1
    assert county.roll is not None
    assert county.roll.by_standing[Standing.PASSED] == 1
    review.take_back()
    assert standing(library, collection, SCHOOL) is Standing.RECEIVED
    assert review.queue.count() == 2
    QTest.keyClick(review.one.report, KEY.Key_Y, CTRL)
    assert standing(library, collection, SCHOOL) is Standing.PASSED
    assert review.queue.count() == 1


def test_sending_back_takes_what_was_said(
    review: ReviewPage, library: Library, collection: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert review.one is not None
    review.one.say("请核对")
    library.set_setting("return kinds", "none")

    def accept(dialog: QDialog) -> bool:
        assert isinstance(dialog, dialogs.FormDialog)
        assert dialog.findChildren(QPlainTextEdit)[0].toPlainText() == ""
        return dialog.yes.isEnabled()

    monkeypatch.setattr(dialogs, "run", accept)
    review.send_back.click()
    assert standing(library, collection, TOWN) is Standing.RETURNED
    words = said(library, collection)
    assert words[0] == "请核对"
    assert any("（H" in one for one in words[1:])  # what was found to be wrong is listed with it
    assert len(set(words)) == len(words)


def test_an_answer_is_accepted_or_not(
    review: ReviewPage, library: Library, collection: int, empty_window: MainWindow
) -> None:
    assert review.one is not None
    review.one.say("请核对")
    (one,) = library.county.remarks(review.one.row.unit.key)
    library.county.answer(one.key, RemarkAnswer.KEPT, "没有错")
    review.show_unit(review.one.row.unit.key)
    assert review.one is not None
    review.one.decide(one.key, RemarkVerdict.INSISTED)
    assert library.county.remarks(review.one.row.unit.key)[0].verdict is RemarkVerdict.INSISTED
    assert review.take_back() == "已撤销：仍需改正"
    assert library.county.remarks(review.one.row.unit.key)[0].verdict is RemarkVerdict.NONE


def test_the_roll_below_counts_what_is_said_and_settled_in_the_review(
    review: ReviewPage, library: Library, collection: int, county: CountyPage
) -> None:
    assert review.one is not None
    unit = review.one.row.unit.key
    keys = library.county.remark([NewRemark(review.one.current.key, CELL, f"请核对{at}") for at in range(3)], WHO)
    for key in keys:
        library.county.answer(key, RemarkAnswer.DONE)
    acts: list[Callable[[], object]] = [
        partial(review.one.say, "再看一看"),
        partial(review.one.decide, keys[0], RemarkVerdict.ACCEPTED),
        partial(review.one.decide, keys[1], RemarkVerdict.INSISTED),
        review.take_back,
        review.take_back,
        review.make_again,
    ]
    for act in acts:
        act()
        now = call_roll(library, collection, county.today())
        assert county.roll is not None
        assert county.roll.rows == now.rows
        row = next(one for one in now.rows if one.unit.key == unit)
        assert f"还有{row.undecided}条意见的回复没有定" in review.way.text()
        assert county.roll_page.model.row(0).row == row


@pytest.mark.parametrize(
    "answer, button", [(RemarkAnswer.DONE, "认可"), (RemarkAnswer.KEPT, "接受说明")], ids=["done", "kept"]
)
def test_an_answer_is_held_against_the_report_and_taken_by_a_word_that_fits(
    review: ReviewPage, library: Library, collection: int, answer: RemarkAnswer, button: str
) -> None:  # fmt: skip
    assert review.one is not None
    unit, before = review.one.row.unit.key, review.one.current
    (key,) = library.county.remark([NewRemark(before.key, CELL, "请核对")], WHO)
    again = before.report.with_text("problems/text", "另写了一段。")
    coming(library, collection, write(library.path.parent, "再交.json", again)).store(WHO)
    library.county.answer(key, answer, "没有错")
    review.show_unit(unit)
    side = review.one.side
    words = [one.text() for one in side.findChildren(QPushButton)]
    assert button in words
    chips = [one.words for one in side.findChildren(Chip)]
    assert ("与第1稿相同" in chips) is (answer is RemarkAnswer.DONE)
    review.one.decide(key, RemarkVerdict.ACCEPTED)
    assert review.take_back() == f"已撤销：{button}"


def test_the_remarks_stay_where_they_were_when_one_is_decided_or_taken(
    review: ReviewPage, library: Library, qtbot: QtBot
) -> None:
    assert review.one is not None
    unit, side = review.one.row.unit.key, review.one.side
    keys = library.county.remark([NewRemark(review.one.current.key, CELL, f"请核对{at}") for at in range(20)], WHO)
    for key in keys:
        library.county.answer(key, RemarkAnswer.DONE)
    review.show_unit(unit)
    side = review.one.side
    bar = side._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 400)
    bar.setValue(bar.maximum() // 2)
    before = bar.value()
    review.one.decide(keys[0], RemarkVerdict.ACCEPTED)
    qtbot.waitUntil(lambda: not side._area.is_held)
    assert bar.value() == before
    assert side._ready > 1
    bar.setValue(bar.maximum() - 80)
    top = side._offers.geometry().top() - bar.value()
    review.one.say_ready(0)
    qtbot.waitUntil(lambda: not side._area.is_held)
    assert side._offers.geometry().top() - bar.value() == top
    assert bar.value() > before


def test_what_a_report_lacks_is_told_beside_its_state(
    review: ReviewPage, library: Library, collection: int, county: CountyPage
) -> None:
    assert (review.head.draft.words, review.head.alone.words) == ("", "未与上年核对")
    assert "2024年度" in review.head.alone.toolTip()
    school = units_of(library, collection)[SCHOOL]
    library.create(of_unit(school.name, year=2024))
    with library.county.batch(collection, WHO) as acts:
        acts.receive(replace(new_of(library, school, 3), final=False))
    review.left.emit()
    county.refresh()
    county.review(school.key)
    page = shown(county.window())  # type: ignore[arg-type]
    assert (page.head.draft.words, page.head.alone.words) == ("没有定稿", "")
    words = [page.queue.item(at).text() for at in range(page.queue.count())]
    assert ["未与上年核对" in one for one in words] == [True, False]
    assert ["没有定稿" in one for one in words] == [False, True]


def test_a_second_revision_lists_what_changed_and_what_nobody_asked_for(
    review: ReviewPage, library: Library, collection: int, folder: Path, county: CountyPage
) -> None:
    assert review.one is not None
    before = review.one.current
    library.county.remark([NewRemark(before.key, CELL, "请核对")], WHO)
    other = Cell(FORM_2021.typed_cells[0])
    report = before.report.with_number(CELL, Decimal(999)).with_number(other, Decimal(888))
    coming(library, collection, write(folder, "再交.json", report)).store(WHO)
    county.refresh()
    page = ReviewPage(library, county.roll, collection, review.one.row.unit.key, Turns(str, str))  # type: ignore[arg-type]
    assert page.one is not None
    assert page.one.tabs.tabText(2).startswith("改动")
    told = page.one.changes.toPlainText().split("不在意见里")
    assert FORM_2021.name_of(CELL) in told[0]
    assert FORM_2021.name_of(other) in told[1]
    assert FORM_2021.name_of(CELL) not in told[1]


def test_what_is_passed_can_be_looked_at_only(
    county: CountyPage, empty_window: MainWindow, library: Library, collection: int
) -> None:
    receive(library, collection, TOWN)
    county.refresh()
    county.roll_page.table.setCurrentIndex(county.roll_page.model.index(0, 0))
    county.do(next(one for one in county.roll_page.deeds.buttons if one.id == "pass"))
    county.looks.review_chosen()
    page = shown(empty_window)
    assert not page.let_pass.isEnabled()
    assert page.way.text() == "已审过，只能看。"
    assert page.one is not None
    assert not page.one.side.field.isEnabled()
    page._ready(0)
    assert said(library, collection) == []


def test_a_number_of_the_sum_leads_to_the_cell_of_the_unit_and_back(
    county: CountyPage, empty_window: MainWindow, library: Library, collection: int
) -> None:
    receive(library, collection, TOWN)
    county.refresh()
    county.looks.sum()
    over = getattr(empty_window.trail.current, "page", None)
    assert over is not None
    over.scope.over.setCurrentIndex(1)
    over.go_to(CELL)
    over.side.table.setCurrentIndex(over.side.model.index(0, 0))
    over.side.open_row(0)
    page = shown(empty_window)
    assert page.one is not None
    assert page.one.report.current_place() == CELL
    empty_window.back()
    assert getattr(empty_window.trail.current, "page", None) is over


@pytest.fixture
def sent_again(
    library: Library, collection: int, folder: Path, county: CountyPage, empty_window: MainWindow
) -> ReviewPage:
    """Open the review of a report that explains something, sent a second time, beside last year's."""
    last = of_unit("青石镇人民政府", year=2024).with_text("problems/text", "上年写的问题是人手不够。")
    library.create(last)
    report = of_unit("青石镇人民政府").with_text("problems/text", "第一稿写的问题是人手不够。")
    coming(library, collection, write(folder, "一稿.json", report)).store(WHO)
    found = [one for one in assess(Subject(report, last)).open if can_be_explained(one)]
    explained = Explanation(*found[0].identity, "上年年报有误", "张三", "2026-01-20T10:00:00+08:00")
    again = replace(report.with_text("problems/text", "今年写的问题是人手不够。"), explanations=(explained,))
    coming(library, collection, write(folder, "二稿.json", again.with_number(CELL, Decimal(7)))).store(WHO)
    county.refresh()
    county.review(units_of(library, collection)[TOWN].key)
    return shown(empty_window)


def test_an_explanation_is_taken_or_not_and_taken_back(
    sent_again: ReviewPage, library: Library, collection: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judge(*, accepted: bool) -> Explained:
        assert sent_again.one is not None
        (one,) = sent_again.one.explained
        sent_again.one.side.judged.emit(one, accepted)
        assert sent_again.one is not None
        return sent_again.one.explained[0]

    monkeypatch.setattr(dialogs, "ask_text", lambda *_, text, **__: text)
    assert sent_again.one is not None
    before = sent_again.one.row.tally
    one = judge(accepted=False)
    assert one.is_refused
    assert said(library, collection) == [one.asked]
    assert sent_again.one is not None
    assert sent_again.one.row.tally != before
    assert one.finding.identity in {found.identity for found in sent_again.one.assessment.open}
    assert sent_again.take_back() == "已撤销：记下：说明不接受，列为意见"
    assert said(library, collection) == []
    assert sent_again.one.explained[0].judgement is None
    sent_again.make_again()
    assert said(library, collection) == [one.asked]
    assert not judge(accepted=True).is_refused
    assert said(library, collection) == []
    monkeypatch.setattr(dialogs, "ask_text", lambda *_, **__: None)
    assert not judge(accepted=False).is_refused


def test_the_text_of_last_year_or_of_the_revision_before_stands_beside(sent_again: ReviewPage) -> None:
    assert sent_again.one is not None
    report = sent_again.one.report
    assert [one.text() for one in report.choices] == ["第1稿", "上年"]
    report.show_tab(4)
    beside = report.beside_of(4)
    assert beside is not None
    assert beside.isVisible()
    assert beside.title.text() == "第1稿"
    assert beside.words.toPlainText() == "第一稿今年写的问题是人手不够。"  # what was, what is instead
    report.choices[1].click()
    assert [one.isChecked() for one in report.choices] == [False, True]
    assert beside.words.toPlainText() == "上今年写的问题是人手不够。"
    assert "不同" in beside.about.text()
    report.choices[1].click()
    assert not beside.isVisible()


def test_what_was_changed_since_the_revision_before_is_marked(sent_again: ReviewPage) -> None:
    assert sent_again.one is not None
    sent_again.one.report.show_tab(2)
    table = sent_again.one.report.page(2)
    assert isinstance(table, TablePage)
    model = table.model
    before = str(of_unit("青石镇人民政府").numbers[CELL])
    assert model.look(model.grid.box_of[CELL]).before == before
    assert f"第1稿{before}" in model.spoken(model.grid.box_of[CELL])
    other = next(cell for cell in model.grid.box_of if cell.column != CELL.column and cell not in FORM_2021.totals)
    assert model.look(model.grid.box_of[other]).before is None
    sent_again.one.report.go_to(CELL)
    assert (table.strip.words.revision, table.strip.words.before) == ("第1稿", before)


def test_the_files_of_a_return_are_written_and_told(
    review: ReviewPage, library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch, empty_window: MainWindow
) -> None:
    assert review.one is not None
    review.one.say("请核对")
    library.set_setting("return folder", str(folder))
    library.set_setting("return kinds", "parcel word pdf excel receipt_pdf receipt_text")
    run = dialogs.run
    accept = lambda dialog: dialog.yes.isEnabled() if type(dialog) is dialogs.FormDialog else run(dialog)  # noqa: E731
    monkeypatch.setattr(dialogs, "run", accept)
    review.send_back.click()
    there = sorted(path.suffix for path in folder.iterdir() if path.name != "青石镇.json")
    assert there == [".docx", ".gouji", ".pdf", ".pdf", ".txt", ".xlsx"]
    assert "写了6个文件到" in empty_window.status.sentence
    assert said(library, 1)[0] == "请核对"


def test_receipts_can_be_written_of_what_has_no_remark(
    review: ReviewPage, library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    review.step(1)
    library.set_setting("return folder", str(folder))
    library.set_setting("return kinds", "parcel receipt_text")
    seen: list[list[str]] = []
    run = dialogs.run

    def accept(dialog: QDialog) -> bool:
        if type(dialog) is not dialogs.FormDialog:
            return run(dialog)
        seen.append([box.text() for box in dialog.findChildren(QCheckBox) if box.isChecked()])
        return True

    monkeypatch.setattr(dialogs, "run", accept)
    QTest.keyClick(QApplication.focusWidget() or review, KEY.Key_Backspace, CTRL | SHIFT)
    assert seen[0][0] == "回执（文本）"
    assert [path.name for path in folder.glob("*.txt")] == ["县实验小学2025年度年报第1稿回执.txt"]
