"""设置 › 句子、快捷键: what the clerk has kept is listed, changed and let go of; each key is found by its words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.writing import own
from app.writing.own import OwnSentence
from model.storage.library import Library
from ui import dialogs
from ui.actions.overview import overview
from ui.settings.keys import KeysField
from ui.settings.page import SettingsPage
from ui.settings.rules import RulesField
from ui.settings.sentences import SentencesField
from ui.window.main_window import MainWindow
from ui.window.trail import OverPage

KEY = Qt.Key
APPLIED = OwnSentence("overview/on_application", "{year}年收到{applications/received/total}件，都由党政办公室答复。")
PROBLEM = OwnSentence("problems/text", "解读的形式还比较单一。")


@pytest.fixture
def page(library: Library, qtbot: QtBot) -> SettingsPage:
    for one in (APPLIED, PROBLEM):
        own.keep(library, one)
    page = SettingsPage(library, date(2024, 1, 5))
    qtbot.addWidget(page)
    page.show()
    return page


def field(page: QWidget) -> SentencesField:
    (found,) = page.findChildren(SentencesField)
    return found


def shown(page: QWidget) -> list[str]:
    listing = field(page).list
    return [listing.item(row).text() for row in range(listing.count()) if not listing.isRowHidden(row)]


def answering(monkeypatch: pytest.MonkeyPatch, words: str, text: str = "", *, yes: bool = True) -> list[str]:
    """Fill in the dialog that comes; return how it read before."""
    before: list[str] = []

    def run(dialog: dialogs.FormDialog) -> bool:
        (edit,), (where,) = dialog.findChildren(QPlainTextEdit), dialog.findChildren(QComboBox)
        before.append(edit.toPlainText())
        edit.setPlainText(words)
        if text:
            where.setCurrentIndex(where.findData(text))
        return yes and dialog.yes.isEnabled()

    monkeypatch.setattr(dialogs, "run", run)
    return before


def test_what_was_kept_is_listed_by_text_and_read_without_keys_of_cells(page: SettingsPage) -> None:
    assert shown(page) == [
        "依申请公开\n｛年度｝年收到｛第三部分“本年新收”行“总计”列｝件，都由党政办公室答复。",
        f"存在的主要问题及改进情况\n{PROBLEM.words}",
    ]


@pytest.mark.parametrize(
    "act", [lambda one: one.change.click(), lambda one: QTest.keyClick(one.list, KEY.Key_Return)], ids=["click", "key"]
)
def test_one_is_changed_and_its_number_still_follows_the_table(
    page: SettingsPage, library: Library, monkeypatch: pytest.MonkeyPatch, act: Callable[[SentencesField], None]
) -> None:
    said = answering(monkeypatch, "收到｛第三部分“本年新收”行“总计”列｝件。", "overview/active_disclosure")
    act(field(page))
    assert said == ["｛年度｝年收到｛第三部分“本年新收”行“总计”列｝件，都由党政办公室答复。"]
    changed = OwnSentence("overview/active_disclosure", "收到{applications/received/total}件。")
    assert own.kept(library) == [PROBLEM, changed]
    assert field(page).current == changed


@pytest.mark.parametrize(
    "act", [lambda one: one.forget.click(), lambda one: QTest.keyClick(one.list, KEY.Key_Delete)], ids=["click", "key"]
)
def test_one_is_let_go_of_and_comes_back_by_undo(
    page: SettingsPage, library: Library, act: Callable[[SentencesField], None]
) -> None:
    before = own.kept(library)
    act(field(page))
    assert own.kept(library) == [PROBLEM]
    assert field(page).current == PROBLEM
    assert "本单位的句子" in page.take_back()
    assert own.kept(library) == before
    assert len(shown(page)) == 2
    assert "本单位的句子" in page.make_again()
    assert own.kept(library) == [PROBLEM]


def test_one_is_added_for_a_text_that_is_chosen(
    page: SettingsPage, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, "  {其他}没有。 ", "other_matters/text")
    field(page).add.click()
    assert own.kept(library)[0] == OwnSentence("other_matters/text", "{{其他}}没有。")
    assert shown(page)[-1].endswith("\n{其他}没有。")


@pytest.mark.parametrize("words", ["", " \n ", "收到｛别的数｝件", "长" * (own.LONGEST + 1)])
def test_what_cannot_be_kept_cannot_be_said_yes_to(
    page: SettingsPage, library: Library, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    before = own.kept(library)
    answering(monkeypatch, words)
    field(page).change.click()
    field(page).add.click()
    assert own.kept(library) == before


def test_calling_it_off_changes_nothing(page: SettingsPage, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    before = own.kept(library)
    answering(monkeypatch, "别的", yes=False)
    field(page).change.click()
    assert own.kept(library) == before


def test_where_there_are_none_it_says_how_to_keep_one(library: Library, qtbot: QtBot) -> None:
    page = SettingsPage(library, date(2024, 1, 5))
    qtbot.addWidget(page)
    page.show()
    page.choose("句子")
    assert field(page).none.isVisible()
    assert "Alt+Shift+S" in field(page).none.text()
    assert not field(page).change.isEnabled()
    assert not field(page).forget.isEnabled()


def test_a_library_that_is_only_to_be_read_says_so_and_keeps_them(page: SettingsPage, library: Library) -> None:
    library.read_only = "别人正在使用"
    field(page).forget.click()
    assert "别人正在使用" in page.refusal.text()
    assert len(shown(page)) == 2


def test_every_key_is_listed_and_found_by_any_of_its_words(page: SettingsPage) -> None:
    (keys,) = page.findChildren(KeysField)
    listed = [keys.lines.row(row) for row in range(keys.lines.count())]
    assert listed == overview()
    for line in listed:
        for words in line:
            page.search.setText(words)
            assert line in [keys.lines.row(row) for row in range(keys.lines.count())], words
    page.search.setText("alt+k")
    assert {keys.lines.row(row).what for row in range(keys.lines.count())} == {"确认无误"}
    page.search.clear()
    assert keys.lines.count() == len(listed)


def test_a_search_shows_of_every_list_what_holds_the_words(page: SettingsPage) -> None:
    page.search.setText("解读")
    assert shown(page) == [f"存在的主要问题及改进情况\n{PROBLEM.words}"]
    page.search.setText("t12")
    (rules,) = page.findChildren(RulesField)
    assert [rules.item(row).text()[:3] for row in range(rules.count()) if not rules.isRowHidden(row)] == ["T12"]
    page.search.clear()
    assert len(shown(page)) == 2
    assert not any(rules.isRowHidden(row) for row in range(rules.count()))


def test_what_was_changed_in_the_settings_is_offered_beside_the_text(
    window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.keep(library, APPLIED)
    window.actions_by_key["settings"].trigger()
    over = window.trail.current
    assert isinstance(over, OverPage)
    answering(monkeypatch, "都由县政务公开办答复。")
    field(over.page).change.click()
    window.back()
    assert own.kept(library) == [OwnSentence(APPLIED.text, "都由县政务公开办答复。")]
