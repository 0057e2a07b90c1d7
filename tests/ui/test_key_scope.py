"""A key is listed as working where it works, and a notice is of the last step only."""

from decimal import Decimal

import pytest
from PySide6.QtGui import QGuiApplication

from tests.ui.hands import FIRST, SECOND
from ui.actions.overview import keys_of, needs_report, overview
from ui.actions.registry import KeyContext, actions
from ui.tables.page import TablePage
from ui.window.main_window import MainWindow

ANYWHERE = KeyContext.WINDOW.label


def test_what_is_listed_as_working_anywhere_does_so_in_the_list_too(window: MainWindow) -> None:
    declared = {one.id: one for one in actions() if one.in_window and keys_of(one)}
    listed = {key: line.where for line in overview() for key in line.keys.split("、")}
    window.show_library()
    for id_, one in declared.items():
        action = window.actions_by_key[id_]
        if needs_report(one):
            assert not action.isEnabled(), one.label
        elif id_ not in {"undo", "redo"}:  # there is nothing to undo
            assert action.isEnabled(), one.label
        for key in keys_of(one):
            assert listed.get(key, "") != ANYWHERE or not needs_report(one)


@pytest.mark.parametrize("key, anywhere", [("F7", False), ("F9", False), ("Ctrl+E", False), ("Ctrl+N", True)])
def test_keys_of_a_report_are_listed_as_such(key: str, *, anywhere: bool) -> None:
    (line,) = (one for one in overview() if key in one.keys.split("、"))
    assert (line.where == ANYWHERE) is anywhere


def test_lines_of_one_place_stand_together() -> None:
    places = [line.where for line in overview()]
    assert [place for at, place in enumerate(places) if place not in places[:at]] == [
        place for at, place in enumerate(places) if at == 0 or places[at - 1] != place
    ]


@pytest.fixture
def pasted(page: TablePage) -> TablePage:
    """Return a table into which something was just pasted."""
    page.go_to(FIRST)
    QGuiApplication.clipboard().setText("7")
    page.paste()
    assert page.session.value(FIRST) == 7
    assert not page.notice.isHidden()
    return page


def test_a_notice_goes_when_its_step_is_undone(pasted: TablePage) -> None:
    pasted.session.undo_stack.undo()
    assert pasted.session.value(FIRST) is None
    assert pasted.notice.isHidden()


def test_a_notice_goes_with_the_next_number(pasted: TablePage) -> None:
    pasted.session.set_number(SECOND, Decimal(3))
    assert pasted.notice.isHidden()


def test_a_notice_of_a_refusal_stays_until_something_is_done(page: TablePage) -> None:
    page.go_to(FIRST)
    QGuiApplication.clipboard().setText("甲乙丙")
    page.paste()
    assert not page.notice.isHidden()
