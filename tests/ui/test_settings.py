"""设置: what is changed is kept at once, and what cannot be kept is told where it was changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDateEdit, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from app import beginning
from app.preferences import BESIDE, DEADLINE, UNIT, default_deadline
from model.errors import DiskError
from model.report.deadline import usual_deadline
from model.report.report import Level, Report
from model.storage.backups.backup import backups, daily_backup
from model.storage.backups.second_place import copy_there
from model.storage.files.places import SECOND_PLACE
from model.storage.library import Library
from ui import dialogs
from ui.appearance import theme
from ui.settings.backups import Here, Place, Taken, There
from ui.settings.definition import CATEGORIES, SettingRow
from ui.settings.fields import ZOOM, DeadlineField, LineField
from ui.settings.page import RECOVER, SettingsPage
from ui.window.main_window import MainWindow
from ui.window.trail import OverPage


@pytest.fixture
def stick(library: Library, full_report: Report) -> Path:
    """Return a second place for a library that holds a report."""
    library.create(full_report)
    stick = library.path.parent / "U盘"
    stick.mkdir()
    return stick


@pytest.fixture
def dialog(library: Library, stick: Path, qtbot: QtBot) -> Iterator[SettingsPage]:
    dialog = SettingsPage(library, date.today())  # noqa: DTZ011 — the day on which files are made
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    dialog.leave()


W = TypeVar("W", bound=QWidget)


def only(dialog: QWidget, kind: type[W]) -> W:
    (found,) = dialog.findChildren(kind)
    return found


def button(dialog: QWidget, words: str) -> QPushButton:
    (found,) = [one for one in dialog.findChildren(QPushButton) if one.text() == words]
    return found


def place(dialog: QWidget, words: str) -> QPushButton:
    """Return a button beside the second place."""
    return button(only(dialog, Place), words)


def here(dialog: SettingsPage) -> str:
    return only(dialog, Here).words.text()


def there(dialog: SettingsPage) -> str:
    return only(dialog, There).words.text()


def test_the_definition_is_what_is_shown(dialog: SettingsPage) -> None:
    listed = [dialog.categories.item(row).text() for row in range(dialog.categories.count())]
    assert listed == [one.title for one in CATEGORIES]
    assert dialog.pages.count() == len(CATEGORIES)


def test_the_second_place_is_chosen_kept_and_given_up(
    dialog: SettingsPage, library: Library, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "没有设第二处" in there(dialog)
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: stick)
    place(dialog, "更改…").click()
    assert library.setting(SECOND_PLACE) == str(stick)
    assert only(dialog, Place).line.text() == str(stick)
    assert there(dialog) == "第二处还没有备份过"
    place(dialog, "不用").click()
    assert not library.setting(SECOND_PLACE)
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: None)
    place(dialog, "更改…").click()
    assert not library.setting(SECOND_PLACE)


def test_a_backup_at_once_is_made_here_and_there(
    dialog: SettingsPage, library: Library, stick: Path, qtbot: QtBot
) -> None:
    library.set_setting(SECOND_PLACE, str(stick))
    assert "还没有存着年报的备份" in here(dialog)
    only(dialog, Place).now.click()
    qtbot.waitUntil(lambda: "已备份" in here(dialog))
    assert "1份年报" in here(dialog)
    assert there(dialog).startswith("第二处上次成功是今天")
    assert len(backups(library.path)) == 1
    assert len(list(stick.glob("*.db"))) == 1
    assert only(dialog, Taken).words.text().startswith("1份，共")
    assert dialog.refusal.isHidden()


def test_a_stick_that_is_not_in_is_told_here(dialog: SettingsPage, library: Library, stick: Path, qtbot: QtBot) -> None:
    today = dialog.context.today
    library.set_setting(SECOND_PLACE, str(stick))
    daily_backup(library.path, today)
    copy_there(library.path, stick, today)
    shutil.rmtree(stick)
    dialog.context.changed.emit()
    assert "上次成功是今天" in there(dialog)
    assert "请插好U盘" in there(dialog)
    only(dialog, Place).now.click()
    qtbot.waitUntil(lambda: not dialog.refusal.isHidden() and only(dialog, Place).now.isEnabled())
    assert "U盘" in dialog.refusal.text()
    assert len(backups(library.path)) == 2  # here it was made


def test_a_setting_that_is_not_kept_is_told_where_it_was_changed(
    dialog: SettingsPage, library: Library, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DiskError("磁盘已满，这一步没有保存")

    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: stick)
    with monkeypatch.context() as patch:
        patch.setattr(library, "set_setting", refuse)
        place(dialog, "更改…").click()
    assert "磁盘已满" in dialog.refusal.text()
    assert not only(dialog, Place).line.text()
    library.read_only = "别人正在使用"
    place(dialog, "更改…").click()
    assert "别人正在使用" in dialog.refusal.text()
    assert not library.setting(SECOND_PLACE)


def settings_of(window: MainWindow) -> SettingsPage:
    """Open the page over whatever is shown."""
    window.actions_by_key["settings"].trigger()
    over = window.trail.current
    assert isinstance(over, OverPage)
    assert isinstance(over.page, SettingsPage)
    return over.page


def test_the_settings_lead_to_the_backups(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("ui.window.restoring.ask_and_restore", lambda _: asked.append(RECOVER))
    button(settings_of(window), "从备份恢复…").click()
    assert asked == [RECOVER]


def test_the_page_is_left_by_esc_but_a_search_is_cleared_first(window: MainWindow) -> None:
    page = settings_of(window)
    page.search.setFocus()
    page.search.setText("缩放")
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert (page.search.text(), window.trail.is_over) == ("", True)
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert not window.trail.is_over
    assert window.session is not None


def test_settings_are_not_stacked(window: MainWindow) -> None:
    page = settings_of(window)
    assert settings_of(window) is page
    window.back()
    assert not window.trail.is_over


def rows_of(page: SettingsPage) -> dict[str, list[str]]:
    """Name what is shown, by category."""
    items = [page.categories.item(row) for row in range(page.categories.count())]
    shown = [
        [
            label.text()
            for label in page.pages.widget(row).findChildren(QLabel)
            if label.buddy() is not None and not label.isHidden()
        ]
        for row in range(page.pages.count())
    ]
    return {item.text(): labels for item, labels in zip(items, shown, strict=True) if not item.isHidden()}


@pytest.mark.parametrize("row", [row for one in CATEGORIES for row in one.rows if row.label], ids=lambda row: row.label)
def test_every_setting_is_found_by_its_name(dialog: SettingsPage, row: SettingRow) -> None:
    whole = rows_of(dialog)
    dialog.search.setText(row.label)
    found = rows_of(dialog)
    assert row.label in [label for labels in found.values() for label in labels]
    assert dialog.categories.currentItem().text() in found
    dialog.search.setText("没有这样的设置")
    assert rows_of(dialog) == {}
    assert dialog.nothing.isVisible()
    dialog.search.clear()
    assert rows_of(dialog) == whole


def field(page: QWidget, kind: type[W], name: str) -> W:
    (found,) = [one for one in page.findChildren(kind) if one.accessibleName() == name]
    return found


def choose(page: QWidget, name: str, value: str) -> None:
    box = field(page, QComboBox, name)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_explanations_bear_the_name_of_the_settings(window: MainWindow) -> None:
    page = settings_of(window)
    name = field(page, QLineEdit, "填报人")
    name.setText(" 王敏 ")
    name.editingFinished.emit()
    window.back()
    assert window.session is not None
    assert window.report_page is not None
    panel = window.report_page.panel()
    panel.show()
    window.report_page.show_findings(True)
    for _ in range(40):
        panel.next()
        if panel.can_acknowledge:
            break
    panel.acknowledge()
    assert {one.by for one in window.session.typed.explanations} == {"王敏"}


class Kept(dict[str, str]):
    def setting(self, key: str) -> str | None:
        return self.get(key)


def test_what_is_typed_is_kept_when_the_page_is_left(window: MainWindow, library: Library) -> None:
    page = settings_of(window)
    unit = field(page, QLineEdit, "单位")
    unit.setFocus()
    QTest.keyClicks(unit, "abc")
    window.back()
    assert library.setting(UNIT) == "abc"


def test_a_new_report_is_of_the_unit_and_level_and_due_on_the_day_of_the_settings(
    window: MainWindow, library: Library
) -> None:
    page = settings_of(window)
    unit = field(page, QLineEdit, "单位")
    unit.setText("红岭镇人民政府")
    unit.editingFinished.emit()
    choose(page, "层级", Level.SUBDISTRICT.value)
    due = page.findChild(DeadlineField)
    assert isinstance(due, DeadlineField)
    due.own.setChecked(True)
    due.day.setDate(QDate(2024, 1, 15))
    about = beginning.suggested(library, date(2024, 1, 5))
    assert (about.unit, about.level) == ("红岭镇人民政府", Level.SUBDISTRICT)
    made = beginning.begin(library, about).report
    assert library.load(made).due == date(2024, 1, 15)
    due.own.setChecked(False)
    other = beginning.begin(library, replace(about, unit="甲街道办事处")).report
    assert library.load(other).due == usual_deadline(Level.SUBDISTRICT, about.year)


@pytest.mark.parametrize("words", ["02-30", "13-01", "x", "--", "02-29", "00-00", "1-1-1"])
def test_an_odd_day_in_the_library_harms_nothing(words: str) -> None:
    due = default_deadline(Kept({DEADLINE: words}), 2024)
    assert due is None or due.year == 2025


def test_what_is_shown_otherwise_is_so_at_once(window: MainWindow, library: Library) -> None:
    page = settings_of(window)
    choose(page, "缩放", "150")
    choose(page, "外观", "looks_dark")
    choose(page, "上年数", BESIDE)
    assert theme.is_dark()
    assert window.report_page is not None
    assert window.report_page.zoom == 150
    window.back()
    window.report_page.show_tab(2)
    assert window.report_page.page.view.delegate.show_last_year  # type: ignore[union-attr]
    choose(settings_of(window), "上年数", "")
    window.back()
    assert not window.report_page.page.view.delegate.show_last_year  # type: ignore[union-attr]


def test_every_control_has_a_name(dialog: SettingsPage) -> None:
    for one in dialog.findChildren(QPushButton):
        assert one.text() or one.accessibleName()
    for line in dialog.findChildren(QLineEdit):
        assert line.accessibleName() or isinstance(line.parentWidget(), QDateEdit | QSpinBox)


@pytest.mark.parametrize("name", ["填报人", "单位"])
def test_a_line_that_is_too_long_is_said_to_be_and_neither_cut_nor_kept(dialog: SettingsPage, name: str) -> None:
    (field,) = (one for one in dialog.findChildren(LineField) if one.accessibleName() == name)
    field.setText("甲" * 230)
    assert field.text() == "甲" * 230
    assert f"{name}最多" in dialog.refusal.text()
    assert "没有保存" in dialog.refusal.text()
    field.editingFinished.emit()
    assert dialog.context.value(field._key) == ""
    field.setText("甲镇")
    assert dialog.refusal.isHidden()
    field.editingFinished.emit()
    assert dialog.context.value(field._key) == "甲镇"


def test_no_field_cuts_what_is_put_in(dialog: SettingsPage) -> None:
    longest = QLineEdit().maxLength()
    assert {one.maxLength() for one in dialog.findChildren(QLineEdit)} == {longest}


def test_settings_are_taken_back_one_by_one_and_made_again(library: Library, window: MainWindow) -> None:
    assert window.session is not None
    before = window.session.undo_stack.index()
    window.actions_by_key["settings"].trigger()
    over = window.trail.current
    assert isinstance(over, OverPage)
    assert isinstance(over.page, SettingsPage)
    context = over.page.context
    context.keep(UNIT, "甲镇", "单位")
    context.keep(UNIT, "乙镇", "单位")
    context.keep(DEADLINE, "02-01", "截止日期")
    seen = []
    for name in ("undo", "undo", "redo", "undo", "undo", "undo"):
        window.actions_by_key[name].trigger()
        seen.append((context.value(UNIT), context.value(DEADLINE)))
    assert seen == [("乙镇", ""), ("甲镇", ""), ("乙镇", ""), ("甲镇", ""), ("", ""), ("", "")]
    assert window.status.sentence == "没有可以撤销的设置"
    window.actions_by_key["redo"].trigger()
    assert context.value(UNIT) == "甲镇"
    assert window.session.undo_stack.index() == before


def test_a_line_that_was_refused_stays_with_its_reason_while_another_is_kept(dialog: SettingsPage) -> None:
    name, unit = (field(dialog, LineField, name) for name in ("填报人", "单位"))
    name.setText("甲" * 52)
    name.editingFinished.emit()
    unit.setText("乙镇")
    unit.editingFinished.emit()
    choose(dialog, "层级", "township")
    assert dialog.context.value(unit._key) == "乙镇"
    assert name.text() == "甲" * 52
    assert "填报人最多" in dialog.refusal.text()
    assert not dialog.refusal.isHidden()
    name.setText("甲")
    assert dialog.refusal.isHidden()


def test_nothing_moves_when_a_reason_comes(dialog: SettingsPage) -> None:
    before = dialog.pages.pos()
    field(dialog, LineField, "填报人").setText("甲" * 52)
    QApplication.processEvents()
    assert not dialog.refusal.isHidden()
    assert dialog.pages.pos() == before


def test_settings_are_taken_back_and_made_again_after_the_page_was_left(library: Library, window: MainWindow) -> None:
    settings_of(window).context.keep(UNIT, "甲镇", "单位")
    window.back()
    again = settings_of(window)
    assert again.take_back() == "撤销：单位，已恢复为原来的"
    assert library.setting(UNIT) == ""
    window.back()
    assert settings_of(window).make_again() == "重做：单位"
    assert library.setting(UNIT) == "甲镇"


def test_a_setting_that_was_changed_elsewhere_since_stays_as_it_is(library: Library, window: MainWindow) -> None:
    context = settings_of(window).context
    context.keep(UNIT, "甲镇", "单位")
    context.keep(ZOOM, "150", "缩放")
    library.set_setting(ZOOM, "125")
    assert context.take_back() == "撤销：单位，已恢复为原来的"
    assert library.setting(ZOOM) == "125"
    assert context.take_back() == "没有可以撤销的设置"
