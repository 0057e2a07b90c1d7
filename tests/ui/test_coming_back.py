"""A report that the county sent back: what it says stands at its places, is answered there, and goes along."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.exporting.last_export import last_export
from export.gouji_parcel import write_parcel
from intake.gouji_parcel import load
from model.collection.parcel import Parcel, ParcelKind, ParcelRemark
from model.collection.remarks import RemarkAnswer
from model.form.schema import Cell
from model.report.report import Report
from model.report.totals import without_derivable_totals
from model.storage.library import Library
from model.storage.records import State
from tests.ui.hands import KEY
from ui import dialogs
from ui.report.opinions import OpinionsPanel
from ui.report.page import ReportPage
from ui.tables.page import TablePage
from ui.transfer.export_page import ExportPage
from ui.window.main_window import MainWindow

CELL = Cell("applications/received/natural_person")
TEXT = "overview/platform"
SAID = (
    ParcelRemark("1-a", CELL, "应为261"),
    ParcelRemark("2-b", TEXT, "缺平台数", "网站平台"),
    ParcelRemark("3-c", "", "落款日期不对"),
)


def write_return(folder: Path, report: Report, *said: ParcelRemark) -> Path:
    path = folder / "退回.gouji"
    parcel = Parcel(ParcelKind.RETURN, report, final=True, revision=1, due=date(2024, 2, 10), remarks=said or SAID)
    path.write_bytes(write_parcel(parcel))
    return path


def page_of(window: MainWindow) -> ReportPage:
    assert window.report_page is not None
    return window.report_page


def panel_of(window: MainWindow) -> OpinionsPanel:
    lists = page_of(window).beside.lists
    assert lists is not None
    assert lists.opinions.isVisible()
    return lists.opinions


@pytest.fixture
def back(window: MainWindow, tmp_path: Path) -> OpinionsPanel:
    """Bring in a return of the report that is open."""
    session = window.session
    assert session is not None
    session.set_text(TEXT, "本机关有网站平台。")
    window.bring_in([write_return(tmp_path, session.typed)])
    return panel_of(window)


def test_what_is_said_stands_at_its_places(window: MainWindow, back: OpinionsPanel) -> None:
    page = page_of(window)
    assert [card.opinion.words for card in back.cards] == [one.words for one in SAID]
    assert window.status.sentence == "县里退回第1稿，意见3条，还有3条没有答复，2月10日前重新报送"
    back.cards[0].place.click()
    assert page.page.current_place() == CELL
    table = page.table()
    assert isinstance(table, TablePage)
    look = table.model.look(table.model.grid.box_of[CELL])
    assert look.remarks == "意见：应为261"
    assert "有意见" in table.model.spoken(table.model.grid.box_of[CELL])
    assert back.cards[0].property("card") == "current"
    back.cards[1].place.click()
    assert page.page.current_place() == TEXT
    box = page.page.boxes[TEXT]  # type: ignore[union-attr]
    assert box.editor.textCursor().selectedText() == "网站平台"
    assert "缺平台数" in box.editor.accessibleDescription()
    assert box.said is not None
    assert box.said.words == "意见1条"
    assert not back.cards[2].place.isEnabled()


def test_each_is_answered_by_a_key_and_the_next_takes_the_keys(window: MainWindow, back: OpinionsPanel) -> None:
    session = window.session
    assert session is not None
    back.cards[0].done.setFocus()
    QTest.keyClick(back.cards[0].done, KEY.Key_Space)
    assert session.stored.opinions[0].answer is RemarkAnswer.DONE
    assert QApplication.focusWidget() is back.cards[1].done
    QTest.keyClick(back.cards[1].keep, KEY.Key_Space)
    assert QApplication.focusWidget() is back.cards[1].reason
    QTest.keyClick(back.cards[1].reason, KEY.Key_Return)  # nothing is written yet
    assert not session.stored.opinions[1].is_answered
    QTest.keyClicks(back.cards[1].reason, "as registered")
    QTest.keyClick(back.cards[1].reason, KEY.Key_Return)
    answered = session.stored.opinions[1]
    assert (answered.answer, answered.answer_words) == (RemarkAnswer.KEPT, "as registered")
    assert "还有1条没有答复" in back.about.text()
    window.actions_by_key["undo"].trigger()
    assert not session.stored.opinions[1].is_answered
    assert back.all_button.isVisible()
    back.all_button.click()
    assert all(one.is_answered for one in session.stored.opinions)
    window.actions_by_key["undo"].trigger()  # all of them were one step
    assert [one.is_answered for one in session.stored.opinions] == [True, False, False]


def test_saying_that_it_is_mended_where_nothing_changed_is_told_until_it_is(
    window: MainWindow, back: OpinionsPanel
) -> None:
    session = window.session
    assert session is not None
    back.all_button.click()
    assert [card.is_same for card in back.cards] == [True, True, True]
    assert "3条答了“已改”，那里还和退回时一样" in back.about.text()
    assert "与退回的那一稿相同" in back.cards[0].accessibleName()
    session.set_text(TEXT, "本机关有网站平台3个。")
    assert [card.is_same for card in back.cards] == [True, False, False]  # the last is of the whole report
    session.set_number(CELL, Decimal(5))
    assert [card.is_same for card in back.cards] == [False, False, False]
    assert "退回时一样" not in back.about.text()


def test_undoing_the_return_takes_the_list_away(window: MainWindow, back: OpinionsPanel) -> None:
    window.actions_by_key["undo"].trigger()
    lists = page_of(window).beside.lists
    assert lists is not None
    assert not lists.tabs.isVisible()
    assert page_of(window).panel().isVisible()
    window.actions_by_key["redo"].trigger()
    assert lists.tabs.isVisible()


def test_f8_shows_the_findings_again(window: MainWindow, back: OpinionsPanel) -> None:
    page = page_of(window)
    session = page.session
    session.set_text("problems/text", "2021年办理申请3件，没有问题。")
    page.step(forward=True)
    assert page.panel().isVisible()


def test_the_answers_go_along_with_the_parcel(
    window: MainWindow, library: Library, back: OpinionsPanel, tmp_path: Path
) -> None:
    session = page_of(window).session
    library.set_setting("export folder", str(tmp_path))
    session.answer_opinions(["1-a"], RemarkAnswer.DONE)
    page = ExportPage(session, library, preview=False)
    assert ".gouji" in page.ticked()
    page.export([".gouji"])
    last = last_export(library, session.id, ".gouji")
    assert last is not None
    parcel = load(last.path.read_bytes())
    assert (parcel.kind, parcel.final, parcel.revision) == (ParcelKind.SUBMISSION, False, 1)
    assert [one.answer for one in parcel.remarks] == [RemarkAnswer.DONE, RemarkAnswer.NONE, RemarkAnswer.NONE]
    assert without_derivable_totals(parcel.report) == without_derivable_totals(session.report)
    assert "还有2条没有答复" in page.result.words.text()
    assert "1条意见答了“已改”，那里还和退回时一样" in page.result.words.text()
    session.answer_opinions(["2-b", "3-c"], RemarkAnswer.DONE)
    assert page.rows[".gouji"].state.words == "之后改了1处"
    page.deleteLater()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Choose the first of what is offered, and keep what was asked."""
    questions: list[str] = []

    def choose(_: object, question: str, choices: Sequence[str], _title: str = "") -> int:
        questions.append(f"{question}{'／'.join(choices)}")
        return 0

    monkeypatch.setattr(dialogs, "choose", choose)
    return questions


def test_a_final_report_is_opened_for_its_revision(window: MainWindow, tmp_path: Path, asked: list[str]) -> None:
    session = page_of(window).session
    window.library.finalise(session.id, date(2024, 1, 9))
    session.look_again()
    window.bring_in([write_return(tmp_path, session.typed)])
    assert "放入意见并修订／只放入意见" in asked[0]
    assert session.state is State.REVISED
    assert window.library.history(session.id, "state")[0].step == "修订：县里退回第1稿，意见3条"
    assert panel_of(window).cards[0].done.isVisible()


def test_what_is_final_is_answered_after_a_revision_only(window: MainWindow, back: OpinionsPanel) -> None:
    session = page_of(window).session
    window.library.finalise(session.id, date(2024, 1, 9))
    session.look_again()
    assert back.reopen_button.isVisible()
    assert not back.cards[0].done.isVisible()
    assert not session.answer_opinions(["1-a"], RemarkAnswer.DONE)


def test_what_was_changed_since_is_told_and_stays(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = page_of(window).session
    path = write_return(tmp_path, session.typed)
    session.set_text("problems/text", "后来写的。")
    seen: list[Sequence[str]] = []
    monkeypatch.setattr(dialogs, "add_list", lambda _, __, lines, **_more: seen.append(lines))
    monkeypatch.setattr(dialogs, "run", lambda _: True)
    window.bring_in([path])
    assert "后来写的" in seen[0][0]
    assert session.value("problems/text") == "后来写的。"
    assert len(session.stored.opinions) == len(SAID)


def test_one_of_another_name_is_made_or_put_to_another(
    window: MainWindow, tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    session = page_of(window).session
    path = write_return(tmp_path, replace(session.typed, unit="丙县丁镇人民政府"))
    window.bring_in([path])
    assert "报告库里没有这份年报" in asked[0]
    assert page_of(window).session.report.unit == "丙县丁镇人民政府"
    window.library.delete(page_of(window).session.id)
    window.open(session.id)
    monkeypatch.setattr(dialogs, "choose", lambda *_: 1)
    monkeypatch.setattr(dialogs, "pick", lambda *_: 0)
    monkeypatch.setattr(dialogs, "run", lambda _: True)
    window.bring_in([path])
    assert len(window.library.load(session.id).opinions) == len(SAID)


def test_among_several_files_a_return_is_left(window: MainWindow, tmp_path: Path) -> None:
    from app.importing.batch import Batch
    from app.importing.file_read import FileRead
    from app.importing.verdict import ImportStatus
    from intake import read_file

    session = page_of(window).session
    other = session.typed.with_text("problems/text", "退回的那一稿。")
    path = write_return(tmp_path, other)
    batch = Batch(window.library, [FileRead(path, read_file(path))])
    assert batch.verdict(0).status is ImportStatus.RETURNED
    assert batch.taken == []
