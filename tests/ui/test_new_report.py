"""The dialog of a new report: the level is that of the name, and a year that is far off is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from app.preferences import LEVEL, UNIT
from model.report.report import Level, Report
from model.storage.library import Library
from ui import dialogs
from ui.library import new_report
from ui.library.new_report import AboutFields

NOW = date(2026, 1, 10)
Act = Callable[[AboutFields, QPushButton], None]
Begin = Callable[[Act], Report | None]


@pytest.fixture
def begin(library: Library, monkeypatch: pytest.MonkeyPatch, qapp: object) -> Begin:
    """Return what opens the dialog, does something in it, and accepts it where that can be."""

    def go(act: Act) -> Report | None:
        def run(dialog: QDialog) -> bool:
            assert isinstance(dialog, dialogs.FormDialog)
            fields = dialog.findChild(AboutFields)
            assert isinstance(fields, AboutFields)
            act(fields, dialog.yes)
            return dialog.yes.isEnabled()

        monkeypatch.setattr(dialogs, "run", run)
        made = new_report.begin(QWidget(), library, NOW)
        return None if made is None else library.load(made).report

    return go


def named(name: str) -> Act:
    def act(fields: AboutFields, _: QPushButton) -> None:
        fields.unit.clear()
        for character in name:  # as it is typed, each beginning may be another body's name
            fields.unit.insert(character)

    return act


NAMES = (
    ("未来镇人民政府", Level.TOWNSHIP, date(2026, 1, 31)),
    ("东河街道办事处", Level.SUBDISTRICT, date(2026, 1, 31)),
    ("甲县发展和改革局", Level.COUNTY_DEPARTMENT, date(2026, 1, 31)),
    ("甲县人民政府", Level.COUNTY, date(2026, 3, 31)),
)


@pytest.mark.parametrize("before", list(Level))
def test_the_level_is_that_of_the_name_whatever_was_written_last(
    begin: Begin, library: Library, blank_report: Report, before: Level
) -> None:
    library.create(replace(blank_report, level=before, year=2023))
    for name, level, due in NAMES:
        made = begin(named(name))
        assert made is not None
        assert (made.unit, made.level) == (name, level)
        there = library.find(name, made.year)
        assert there is not None
        assert there.due == due


def test_a_level_that_was_chosen_stays(begin: Begin) -> None:
    def act(fields: AboutFields, _: QPushButton) -> None:
        named("甲镇")(fields, _)
        fields.level.setFocus()
        QTest.keyClick(fields.level, Qt.Key.Key_Down)
        chosen.append(fields.about.level)
        fields.unit.insert("人民政府")

    chosen: list[Level] = []
    made = begin(act)
    assert made is not None
    assert [made.level] == chosen != [Level.TOWNSHIP]


def test_a_name_that_tells_nothing_asks_for_the_level(begin: Begin) -> None:
    def act(fields: AboutFields, yes: QPushButton) -> None:
        named("丁市人民政府")(fields, yes)
        assert fields.level.currentText() == "请选择层级"
        assert not yes.isEnabled()
        fields.level.setCurrentIndex(list(Level).index(Level.CITY))
        assert yes.isEnabled()

    made = begin(act)
    assert made is not None
    assert made.level is Level.CITY


def test_the_level_of_the_settings_is_that_of_the_unit_named_there(begin: Begin, library: Library) -> None:
    library.remember(UNIT, "红岭镇人民政府")
    library.remember(LEVEL, Level.SUBDISTRICT.value)
    other, own = begin(named("甲县水利局")), begin(lambda *_: None)
    assert other is not None
    assert own is not None
    assert (other.level, own.level) == (Level.COUNTY_DEPARTMENT, Level.SUBDISTRICT)


def test_a_unit_of_the_library_keeps_the_level_it_had(begin: Begin, library: Library, blank_report: Report) -> None:
    library.create(replace(blank_report, unit="丁市人民政府", level=Level.COUNTY, year=2023))
    library.create(replace(blank_report, unit="别的局", level=Level.CITY_DEPARTMENT, year=2023))
    made = begin(named("丁市人民政府"))
    assert made is not None
    assert made.level is Level.COUNTY


@pytest.mark.parametrize("year, taken", [(2026, True), (2027, True), (2028, False), (2099, False)])
def test_a_year_that_is_far_off_is_refused_in_a_sentence(begin: Begin, *, year: int, taken: bool) -> None:
    def act(fields: AboutFields, yes: QPushButton) -> None:
        named("甲镇人民政府")(fields, yes)
        fields.year.setValue(year)
        said = [one.text() for one in fields.findChildren(QLabel) if one.isVisibleTo(fields) and "还早" in one.text()]
        assert said == ([] if taken else [f"{year}年还早，现在最晚可以写2027年度的年报"])
        assert yes.isEnabled() is taken

    assert (begin(act) is not None) is taken
