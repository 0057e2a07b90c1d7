"""设置 › 核对: a rule that is switched off there says nothing in the open report, nor in the list, at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from model.report.report import Report
from model.rules.registry import can_be_switched, rules
from model.rules.switches import SETTING, Switches
from model.storage.library import Library
from ui.settings.definition import RULES
from ui.settings.page import SettingsPage
from ui.settings.rules import LimitField, RulesField
from ui.window.main_window import MainWindow
from ui.window.trail import OverPage


@pytest.fixture
def page(library: Library, qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(library, date(2024, 1, 5))
    qtbot.addWidget(page)
    page.show()
    return page


def field(page: SettingsPage) -> RulesField:
    (found,) = page.findChildren(RulesField)
    return found


def row_of(rules_field: RulesField, rule_id: str) -> int:
    return next(row for row, one in enumerate(rules_field.rules) if one.id == rule_id)


def test_every_rule_that_may_be_off_is_there_with_what_it_holds(page: SettingsPage) -> None:
    shown = [field(page).item(row).text() for row in range(field(page).count())]
    assert [one.partition("　")[0] for one in shown] == [one.id for one in rules() if can_be_switched(one)]
    assert all(len(one) > 8 for one in shown)
    on = [field(page).item(row).checkState() is Qt.CheckState.Checked for row in range(len(shown))]
    assert on == [one.preset for one in field(page).rules]


def test_the_space_bar_switches_and_it_is_kept(page: SettingsPage, library: Library) -> None:
    rules_field = field(page)
    rules_field.setCurrentRow(row_of(rules_field, "T5"))
    QTest.keyClick(rules_field, Qt.Key.Key_Space)
    assert library.switches == Switches(off=frozenset({"T5"}))
    QTest.keyClick(rules_field, Qt.Key.Key_Space)
    assert library.setting(SETTING) == ""


def test_the_limit_is_kept_and_says_whether_it_is_asked(page: SettingsPage, library: Library) -> None:
    (limit,) = page.findChildren(LimitField)
    assert "T12" in limit.hint.text()
    limit.count.setValue(800)
    field(page).item(row_of(field(page), "T12")).setCheckState(Qt.CheckState.Checked)
    assert library.switches == Switches(on=frozenset({"T12"}), limit=800)
    assert limit.hint.text() == ""


def test_an_open_report_follows_at_once(library: Library, full_report: Report, qtbot: QtBot) -> None:
    texts = {"overview/active_disclosure": "联系人13812345678。"}
    report = library.create(replace(full_report, texts=texts))
    window = MainWindow(library)
    qtbot.addWidget(window)
    window.show()
    window.open(report)
    session = window.session
    assert session is not None
    assert "T7" in {one.check for one in session.assessment.findings}
    window.actions_by_key["settings"].trigger()
    (rules_field,) = window.findChildren(RulesField)
    rules_field.item(row_of(rules_field, "T7")).setCheckState(Qt.CheckState.Unchecked)
    assert "T7" not in {one.check for one in session.assessment.findings}
    window.back()
    assert window.report_page is not None
    off = window.report_page.panel().off
    assert not off.isHidden()
    assert off.text() == "有1条规则没有核对：T7"
    off.click()
    now = window.trail.current
    assert isinstance(now, OverPage)
    assert isinstance(now.page, SettingsPage)
    assert now.page.categories.currentItem().text() == RULES


def test_the_rules_have_a_name_and_no_bar_to_scroll_sideways(page: SettingsPage) -> None:
    page.choose(RULES)
    page.resize(900, 560)
    listing = page.findChild(RulesField)
    assert listing is not None
    assert not listing.horizontalScrollBar().isVisible()
    limit = page.findChild(LimitField)
    assert limit is not None
    assert listing.x() == limit.x()  # under each other, both beside their names
    assert any(one.buddy() is listing and one.text() for one in page.findChildren(QLabel))
