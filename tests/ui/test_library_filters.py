"""The library is filtered by state, year and level; what is chosen is done with several at once."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QListWidget, QStyleOptionHeader
from pytestqt.qtbot import QtBot

from model.report.deadline import is_due, usual_deadline, year_to_report
from model.report.report import Level, Report
from model.storage.library import Library
from model.storage.records import State
from ui import dialogs
from ui.actions.in_widgets import REDO, UNDO
from ui.library import removing
from ui.library.filtering import Facets, Wanted
from ui.library.page import LibraryPage
from ui.window.main_window import MainWindow

KINDS = [
    ("甲镇人民政府", Level.TOWNSHIP, 2022, True),
    ("甲镇人民政府", Level.TOWNSHIP, 2023, False),
    ("乙镇人民政府", Level.TOWNSHIP, 2023, True),
    ("丙局", Level.COUNTY_DEPARTMENT, 2023, False),
    ("丙局", Level.COUNTY_DEPARTMENT, 2024, False),
    ("丁街道办事处", Level.SUBDISTRICT, 2024, True),
]
KEY, NONE, CTRL = Qt.Key, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(library: Library, blank_report: Report, qtbot: QtBot) -> LibraryPage:
    """Show six reports of four units."""
    for unit, level, year, final in KINDS:
        key = library.create(replace(blank_report, unit=unit, level=level, year=year, edition="2021"))
        if final:
            library.finalise(key, date(year + 1, 1, 20))
    page = LibraryPage(library)
    qtbot.addWidget(page)
    page.refresh()
    return page


def units(page: LibraryPage) -> list[str]:
    return sorted(page.model.row(row).unit for row in range(page.model.count()))


# What is shown


wanted = st.builds(
    Wanted,
    st.none() | st.sampled_from(State),
    st.none() | st.integers(2021, 2025),
    st.none() | st.sampled_from(Level),
    st.sampled_from(["", "镇", "丙 局", "没有"]),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=wanted)
def test_what_is_shown_is_what_is_wanted_and_each_chip_says_how_many_it_would_leave(
    page: LibraryPage, asked: Wanted
) -> None:
    page._want(asked)
    every = page.model.every
    shown = [page.model.row(row) for row in range(page.model.count())]
    right = [one for one in every if asked.takes(one) and asked.letters in one.unit]
    assert {one.id for one in shown} == {one.id for one in right}
    assert page.model.facets.of("state", asked) == Counter(
        one.state for one in every if asked._replace(state=None).takes(one) and asked.letters in one.unit
    )
    for chip, state in ((chip, state) for state, chip in page.filters.states.items() if state is not None):
        page._want(asked._replace(state=state))
        assert chip.accessibleName() == f"{state.label}，{page.model.count()}份"
    page._want(Wanted())
    assert page.model.count() == len(every)


def test_no_report_is_no_kind() -> None:
    assert Facets().of("year", Wanted()) == {}


def test_the_chips_filter_and_say_so(page: LibraryPage) -> None:
    assert page.title_row.about.whole == "6份"
    page.filters.states[State.DRAFT].click()
    assert units(page) == ["丙局", "丙局", "甲镇人民政府"]
    assert page.title_row.about.whole == "3份，共6份"
    (every, *years) = page.filters.years.menu().actions()
    assert [one.text() for one in (every, *years)] == ["全部年度\t3", "2024年度\t1", "2023年度\t2"]
    years[1].trigger()
    assert units(page) == ["丙局", "甲镇人民政府"]
    assert page.filters.years.text() == "2023年度"
    (_, *levels) = page.filters.levels.menu().actions()
    assert [one.text() for one in levels] == ["乡镇人民政府\t1", "县（市、区）政府部门\t1"]
    levels[1].trigger()
    assert units(page) == ["丙局"]
    page.filters.clear.click()
    assert len(units(page)) == 6
    assert page.filters.states[None].isChecked()


def test_one_report_alone_needs_no_filters(library: Library, blank_report: Report, qtbot: QtBot) -> None:
    library.create(blank_report)
    page = LibraryPage(library)
    qtbot.addWidget(page)
    page.refresh()
    assert page.filters.isHidden()


def test_where_nothing_is_as_wanted_it_is_said_and_escape_shows_all_again(page: LibraryPage, qtbot: QtBot) -> None:
    page.filters.states[State.REVISED].click()
    assert page.nothing.words.text() == "没有匹配的年报"
    page.search.setText("没有这个单位")
    assert page.nothing.words.text() == "没有匹配“没有这个单位”的年报"
    assert not page.nothing.isHidden()
    page.search.setText("丙")
    named = page.model.facets.count
    assert named
    assert page.nothing.words.text() == f"匹配“丙”的年报有{named}份，都不在选中的状态、年度、层级里"
    QTest.keyClick(page.search, KEY.Key_Escape)
    assert page.nothing.isHidden()
    assert (page.search.text(), len(units(page))) == ("", 6)
    page.search.setText("丙")
    QTest.keyClick(page.table, KEY.Key_Escape)
    assert (page.search.text(), len(units(page))) == ("", 6)


def test_enter_in_the_search_opens_the_one_that_is_found(page: LibraryPage, qtbot: QtBot) -> None:
    page.search.setFocus()
    page.search.setText("丁")
    with qtbot.waitSignal(page.opened):
        QTest.keyClick(page.search, KEY.Key_Return)
    page.search.setText("镇")
    with qtbot.assertNotEmitted(page.opened):
        QTest.keyClick(page.search, KEY.Key_Return)
    assert page.focusWidget() is page.table


@pytest.mark.parametrize(
    "order, arrow",
    [
        (Qt.SortOrder.AscendingOrder, QStyleOptionHeader.SortIndicator.SortUp),
        (Qt.SortOrder.DescendingOrder, QStyleOptionHeader.SortIndicator.SortDown),
    ],
)
def test_the_arrow_points_as_windows_has_it(
    page: LibraryPage, order: Qt.SortOrder, arrow: QStyleOptionHeader.SortIndicator
) -> None:
    page.table.sortByColumn(page.model.position("year"), order)
    option = QStyleOptionHeader()
    page.table.horizontalHeader().initStyleOptionForIndex(option, page.model.position("year"))
    assert option.sortIndicator is arrow  # type: ignore[attr-defined]


# What is done with several


@pytest.fixture
def yes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Agree to whatever is asked, and keep the questions."""
    asked: list[str] = []

    def ask(_: object, question: str, *__: str, **___: str) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(dialogs, "ask_undoable", ask)
    return asked


def test_several_are_deleted_at_once_and_come_back_by_one_click(
    page: LibraryPage, library: Library, yes: list[str], qtbot: QtBot
) -> None:
    page.filters.states[State.DRAFT].click()
    QTest.keyClick(page.table, KEY.Key_A, CTRL)
    assert page.bar.delete.text() == "删除3份"
    with qtbot.waitSignal(page.removed) as removed:
        QTest.keyClick(page.table, KEY.Key_Delete)
    assert "丙局2024年度" in yes[0]
    assert len(library.all()) == 3
    assert page.nothing.words.text() == "没有匹配的年报"
    said, back = removed.args
    assert said == "已删除3份年报"
    back()
    assert len(library.all()) == 6
    assert len(units(page)) == 3


def test_what_was_deleted_comes_back_from_the_line_at_the_foot(
    window: MainWindow, library: Library, blank_report: Report, yes: list[str]
) -> None:
    for year in (2022, 2023):
        library.create(replace(blank_report, unit="戊镇人民政府", year=year, edition="2021"))
    window.show_library()
    page = window.findChild(LibraryPage)
    assert isinstance(page, LibraryPage)
    before = len(library.all())
    page.table.selectRow(0)
    page.delete_chosen()
    assert len(library.all()) == before - 1
    assert window.status.sentence.startswith("已删除“")
    window.status._offers[0].click()
    assert len(library.all()) == before


def test_several_are_chosen_from_those_deleted(
    page: LibraryPage, library: Library, yes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page.table.selectAll()
    page.delete_chosen()
    assert library.is_empty()

    def choose(dialog: QDialog) -> bool:
        (listing,) = dialog.findChildren(QListWidget)
        listing.selectAll()
        listing.item(0).setSelected(False)
        return True

    monkeypatch.setattr(dialogs, "run", choose)
    page.restore_some()
    assert len(library.all()) == 5


def test_all_or_none_is_deleted(
    page: LibraryPage, library: Library, yes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    delete, done = library.delete, []

    def refuse_the_third(report: int) -> None:
        done.append(report)
        if len(done) > 2:
            raise ZeroDivisionError
        delete(report)

    monkeypatch.setattr(library, "delete", refuse_the_third)
    page.table.selectAll()
    with pytest.raises(ZeroDivisionError):
        page.delete_chosen()
    assert len(library.all()) == 6


def test_more_than_a_moment_takes_are_not_deleted(page: LibraryPage, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(removing, "AT_ONCE", 5)
    monkeypatch.setattr(dialogs, "tell", lambda _, sentence: told.append(sentence))
    page.table.selectAll()
    page.delete_chosen()
    assert told == ["一次最多删除5份年报，请分几次删除。"]
    assert page.model.count() == 6


@pytest.mark.parametrize(
    "choose", [lambda page: page.table.selectRow(0), lambda page: page.table.selectAll()], ids="1a"
)
def test_the_menu_is_the_bar(page: LibraryPage, choose: Callable[[LibraryPage], None]) -> None:
    choose(page)
    items = [one for one in page.bar.menu().actions() if not one.isSeparator()]
    buttons = page.bar.findChildren(type(page.bar.new))
    said = [(re.sub(r"\(&.\)", "", one.text()).partition("\t"), one.isEnabled()) for one in items]
    assert {words: enabled for (words, _, _), enabled in said} == {one.text(): one.isEnabled() for one in buttons}
    keys = {words: key for (words, _, key), _ in said}
    assert keys["打开"] == "Enter"


# What is due


@given(st.dates(date(2021, 1, 1), date(2030, 12, 31)), st.integers(2019, 2031), st.sampled_from(Level))
def test_only_what_somebody_waits_for_is_counted_in_days(today: date, year: int, level: Level) -> None:
    deadline = usual_deadline(level, year)
    assert is_due(year, deadline, today) >= (year == year_to_report(today))
    if is_due(year, deadline, today):
        assert (today - deadline).days < 366


def test_an_old_draft_is_not_said_to_be_late(
    window: MainWindow, library: Library, blank_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MainWindow, "today", date(2026, 11, 30))
    for year, words in ((2023, ""), (2026, "距截止还有62天")):
        window.open(library.create(replace(blank_report, unit="戊镇人民政府", year=year, edition="2021")))
        assert window.status._due.text() == words


def test_after_the_last_report_is_deleted_the_way_back_is_in_sight(window: MainWindow, yes: list[str]) -> None:
    window.show_library()
    page = window.findChild(LibraryPage)
    assert isinstance(page, LibraryPage)
    page.table.selectAll()
    page.delete_chosen()
    window.show_library()
    page = window.findChildren(LibraryPage)[-1]
    assert window.trail.current is page
    assert page.nothing.words.text() == "没有年报，最近删除里有1份"
    assert not page.nothing.isHidden()
    assert [one.isHidden() for one in (page.nothing.button, page.nothing.back)] == [True, False]
    window.library.restore(window.library.deleted()[0].id)
    page.refresh()
    assert page.nothing.isHidden()


def test_the_last_report_that_was_deleted_is_brought_back_at_once(window: MainWindow, yes: list[str]) -> None:
    window.show_library()
    page = window.findChild(LibraryPage)
    assert isinstance(page, LibraryPage)
    page.table.selectAll()
    page.delete_chosen()
    window.status._offers[0].click()
    assert len(window.library.all()) == 1
    assert page.nothing.isHidden()


def test_what_was_deleted_is_undone_and_done_again_by_the_keys_of_undo(
    window: MainWindow, library: Library, blank_report: Report, yes: list[str]
) -> None:
    for year in (2022, 2023):
        texts = {"problems/text": "没有"}
        library.create(replace(blank_report, unit="戊镇人民政府", year=year, edition="2021", texts=texts))
    window.show_library()
    page = window.findChild(LibraryPage)
    assert isinstance(page, LibraryPage)
    before = {one.id: one.changed for one in library.all()}
    undo, redo = (window.actions_by_key[one.id] for one in (UNDO, REDO))
    assert not undo.isEnabled()
    page.table.selectAll()
    page.delete_chosen()
    assert len(library.all()) == 0
    assert undo.isEnabled()
    undo.trigger()
    assert {one.id: one.changed for one in library.all()} == before
    assert window.status.sentence == f"已恢复{len(before)}份年报"
    assert not undo.isEnabled()
    redo.trigger()
    assert len(library.all()) == 0
    assert window.status.sentence == f"已删除{len(before)}份年报"
    undo.trigger()
    assert {one.id: one.changed for one in library.all()} == before


def test_the_line_at_the_foot_no_longer_offers_what_was_restored_otherwise(
    window: MainWindow, library: Library, yes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    window.show_library()
    page = window.findChild(LibraryPage)
    assert isinstance(page, LibraryPage)
    page.table.selectAll()
    page.delete_chosen()
    monkeypatch.setattr(dialogs, "pick_some", lambda *_: [0])
    page.restore_some()
    assert window.status.sentence == "已恢复1份年报"
    assert window.status._offers[0].isHidden()
    assert window.actions_by_key[UNDO.id].text() == "撤销 恢复1份年报"  # the last step
