"""The heading dialog: a new name is the same unit or another one, and either answer is taken back there."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from model.errors import DiskError
from model.report.report import Report
from model.storage.library import Library
from tests.ui.conftest import UNIT
from tests.ui.hands import show_window
from ui import dialogs
from ui.library.heading import SameUnitChoice, change_heading
from ui.library.new_report import AboutFields
from ui.library.page import LibraryPage
from ui.state.session import Session

NEW = "甲县乙街道办事处"
Visit = Callable[[SameUnitChoice, AboutFields, QPushButton], None]


@pytest.fixture
def session(library: Library, blank_report: Report, qapp: object) -> Session:
    """Open this year's report of a unit that has last year's, too."""
    library.create(replace(blank_report, year=2022))
    return Session(library, library.create(blank_report))


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch, library: Library, session: Session) -> Callable[[Visit], list[str]]:
    """Return what opens the dialog, does something there, and accepts it where that can be; it gives the warnings."""
    warnings: list[str] = []
    monkeypatch.setattr(dialogs, "warn", lambda _, sentence: warnings.append(sentence))

    def go(act: Visit) -> list[str]:
        def run(dialog: QDialog) -> bool:
            assert isinstance(dialog, dialogs.FormDialog)
            choice, fields = dialog.findChild(SameUnitChoice), dialog.findChild(AboutFields)
            assert isinstance(choice, SameUnitChoice)
            assert isinstance(fields, AboutFields)
            act(choice, fields, dialog.yes)
            return dialog.yes.isEnabled()

        monkeypatch.setattr(dialogs, "run", run)
        change_heading(QWidget(), library, session)
        return warnings

    return go


def asked(choice: SameUnitChoice) -> tuple[bool, bool | None]:
    """Return whether something is asked, and the answer that is chosen."""
    return not choice.same_unit.isHidden(), choice.same


def test_nothing_is_said_of_a_heading_whose_name_stays(visit: Callable[[Visit], list[str]], session: Session) -> None:
    def act(choice: SameUnitChoice, fields: AboutFields, yes: QPushButton) -> None:
        assert choice.isHidden()
        fields.unit.setText(f"{UNIT[:2]} {UNIT[2:]}")
        assert (choice.isHidden(), yes.isEnabled()) == (True, True)

    visit(act)
    assert session.last_year is not None


def test_a_new_name_waits_for_an_answer(visit: Callable[[Visit], list[str]], session: Session) -> None:
    def act(choice: SameUnitChoice, fields: AboutFields, yes: QPushButton) -> None:
        fields.unit.setText(NEW)
        assert (asked(choice), yes.isEnabled()) == ((True, None), False)
        fields.unit.setText("")
        assert asked(choice) == (False, None)

    visit(act)
    assert session.report.unit == UNIT


@pytest.mark.parametrize("same", [True, False])
def test_the_answer_is_kept_shown_and_taken_back_in_the_same_dialog(
    visit: Callable[[Visit], list[str]], session: Session, *, same: bool
) -> None:
    def answer(choice: SameUnitChoice, fields: AboutFields, _: QPushButton) -> None:
        fields.unit.setText(NEW)
        (choice.same_unit if same else choice.another_unit).click()

    def change_ones_mind(choice: SameUnitChoice, *_: object) -> None:
        assert asked(choice) == (True, same)
        (choice.another_unit if same else choice.same_unit).click()

    visit(answer)
    assert (session.last_year is not None) is same
    visit(change_ones_mind)
    assert (session.last_year is not None) is not same


def test_a_name_that_is_typed_on_keeps_the_answer(visit: Callable[[Visit], list[str]], session: Session) -> None:
    def act(choice: SameUnitChoice, fields: AboutFields, _: QPushButton) -> None:
        fields.unit.setText(NEW[:-1])
        choice.another_unit.click()
        fields.unit.setText(NEW)
        assert asked(choice) == (True, False)

    visit(act)
    assert session.last_year is None


def test_the_name_of_a_known_unit_asks_nothing_and_says_so(
    visit: Callable[[Visit], list[str]], library: Library, session: Session, blank_report: Report
) -> None:
    library.create(replace(blank_report, unit=NEW, year=2020))

    def act(choice: SameUnitChoice, fields: AboutFields, yes: QPushButton) -> None:
        fields.unit.setText(NEW)
        assert (choice.isHidden(), *asked(choice), yes.isEnabled()) == (False, False, None, True)

    visit(act)
    assert library.kinship(session.id, NEW) is not None  # the way back


def test_by_keys_the_question_comes_after_the_name(
    library: Library, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(dialog: QDialog) -> bool:
        show_window(dialog, qtbot)
        fields, choice = dialog.findChild(AboutFields), dialog.findChild(SameUnitChoice)
        assert isinstance(fields, AboutFields)
        assert isinstance(choice, SameUnitChoice)
        fields.unit.setText(NEW)
        QTest.keyClick(fields.unit, Qt.Key.Key_Tab)
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Space):
            QTest.keyClick(QApplication.focusWidget() or dialog, key)
        assert asked(choice) == (True, False)
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Return)
        dialog.setParent(None)  # the parent is gone before the test closes its windows
        return dialog.result() == QDialog.DialogCode.Accepted

    monkeypatch.setattr(dialogs, "run", run)
    change_heading(QWidget(), library, session)
    assert (session.report.unit, session.last_year) == (NEW, None)


def test_a_disk_that_refuses_asks_nothing(
    visit: Callable[[Visit], list[str]], library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DiskError("磁盘读不出来")

    def act(choice: SameUnitChoice, fields: AboutFields, yes: QPushButton) -> None:
        monkeypatch.setattr(library, "kinship", refuse)
        fields.unit.setText(NEW)
        assert asked(choice) == (False, None)
        fields.unit.setText(UNIT)

    visit(act)


def test_two_of_a_unit_and_year_are_refused_whichever_way_they_meet(
    visit: Callable[[Visit], list[str]], library: Library, session: Session, blank_report: Report
) -> None:
    def part(choice: SameUnitChoice, fields: AboutFields, _: QPushButton) -> None:
        fields.unit.setText(NEW)
        choice.another_unit.click()

    assert visit(part) == []
    library.create(blank_report)

    def same(choice: SameUnitChoice, _: AboutFields, yes: QPushButton) -> None:
        choice.same_unit.click()
        assert "2023" in yes.toolTip()
        assert not yes.isEnabled()

    def back(_: SameUnitChoice, fields: AboutFields, yes: QPushButton) -> None:
        fields.unit.setText(UNIT)
        assert "2023" in yes.toolTip()
        fields.year.setValue(2021)
        assert yes.isEnabled()
        fields.year.setValue(2023)

    assert visit(same) == visit(back) == []
    assert session.last_year is None
    assert session.report.unit == NEW


def test_one_of_two_can_still_be_given_a_deadline(
    visit: Callable[[Visit], list[str]], library: Library, session: Session, blank_report: Report
) -> None:
    library.create(blank_report)
    assert visit(lambda *_: None) == []


def test_a_report_that_comes_back_beside_another_is_told_of(
    library: Library, blank_report: Report, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, told = LibraryPage(library), list[str]()
    qtbot.addWidget(page)
    library.delete(library.create(blank_report))
    library.create(blank_report)
    monkeypatch.setattr(dialogs, "pick_some", lambda *_: [0])
    monkeypatch.setattr(dialogs, "tell", lambda _, sentence: told.append(sentence))
    page.restore_some()
    assert len(told) == 1
    assert len(library.all()) == 2


def test_a_pasted_name_that_is_too_long_is_refused_and_not_cut(
    visit: Callable[[Visit], list[str]], session: Session
) -> None:
    before = session.report.unit

    def told(fields: AboutFields) -> list[str]:
        return [one.text() for one in fields.findChildren(QLabel) if "最长200个字" in one.text() and not one.isHidden()]

    def act(choice: SameUnitChoice, fields: AboutFields, yes: QPushButton) -> None:
        assert told(fields) == []
        fields.unit.insert("字" * 200)
        assert len(told(fields)) == 1
        fields.unit.setText("字" * 200)
        choice.another_unit.click()
        assert (told(fields), yes.isEnabled()) == ([], True)
        fields.unit.setText("字" * 201)
        choice.another_unit.click()
        assert fields.about.unit == "字" * 201
        assert (len(told(fields)), yes.isEnabled()) == (1, False)

    visit(act)
    assert session.report.unit == before
