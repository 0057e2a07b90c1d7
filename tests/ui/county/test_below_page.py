"""What is below a unit that handed its own collection up is looked at, and nothing of it is changed."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from export.gouji_parcel import write_parcel
from model.collection.handed_up import HandedUp, HandedUpAdjustment, HandedUpUnit
from model.collection.parcel import Parcel, ParcelKind
from model.collection.standing import Standing
from model.collection.unit import Coverage
from model.report.file_format import dumps
from model.report.report import Level
from model.storage.library import Library
from tests.app.collecting.incoming import coming
from tests.model.collection.test_handed_up import CELL, TOWNS, whole_of
from tests.model.storage.county.collected import OFFICE, TOWN, WHO, receive, report_of, units_of
from tests.ui.county.test_roll_page import choose
from tests.ui.hands import CTRL, KEY
from ui.county.below_page import BelowPage
from ui.county.page import CountyPage
from ui.window.main_window import MainWindow

BELOW = HandedUp(
    "县教育局的",
    (
        *TOWNS,
        HandedUpUnit("丁校", Level.COUNTY_DEPARTMENT, Standing.RETURNED, 0, report=dumps(report_of("丁校")).encode()),
        HandedUpUnit("戊校", Level.COUNTY_DEPARTMENT, Standing.EXCUSED, excused="并入丁校"),
    ),
    (HandedUpAdjustment(CELL, whole_of(*TOWNS).numbers[CELL] * 0 + 2, "补报"),),
    ("计入3个（通过的），未计入2个",),
)


@pytest.fixture
def file(folder: Path) -> Path:
    whole = replace(whole_of(*TOWNS, more=2), unit="县教育局", level=Level.COUNTY_DEPARTMENT)
    path = folder / "教育局.gouji"
    path.write_bytes(write_parcel(Parcel(ParcelKind.COLLECTION, whole, final=True, below=BELOW)))
    return path


def opened(window: MainWindow, county: CountyPage, place: int) -> BelowPage | None:
    county.refresh()
    choose(county, place)
    county.roll_page.choose_unit(units_of(window.library, 1)[place].key)
    QTest.keyClick(county.roll_page.table, KEY.Key_B, CTRL)
    page = getattr(window.trail.current, "page", None)
    return page if isinstance(page, BelowPage) else None


def test_the_tree_and_every_report_are_shown(
    empty_window: MainWindow, county: CountyPage, library: Library, collection: int, file: Path
) -> None:
    coming(library, collection, file).store(WHO)
    page = opened(empty_window, county, OFFICE)
    assert page is not None
    rows = [[page.model.data(page.model.index(at, column)) for column in range(4)] for at in range(page.model.count())]
    assert rows == [
        ["甲镇人民政府", "通过", "计入", "第0稿"],
        ["　　丁校", "退回", "不计入", "第0稿"],
        ["乙镇人民政府", "通过", "计入", "第0稿"],
        ["丙镇人民政府", "通过", "计入", "第0稿"],
        ["戊校", "免报", "—", "—"],
    ]
    assert page.report is not None
    assert page.report.session.report.unit == "甲"
    page.table.setCurrentIndex(page.model.index(1, 0))
    assert page.report.session.report.unit == "丁校"
    assert page.report.session.read_only
    page.table.setCurrentIndex(page.model.index(4, 0))
    assert page.nothing.isVisible()
    assert page.report_of_row() is None
    assert page.nothing.words.text() == "免报：并入丁校"
    said = page.said.toPlainText().splitlines()
    assert said[0] == "计入3个（通过的），未计入2个"
    assert said[1].endswith(" +2：补报")


def test_the_key_of_the_roll_leads_back(
    empty_window: MainWindow, county: CountyPage, library: Library, collection: int, file: Path
) -> None:
    coming(library, collection, file).store(WHO)
    page = opened(empty_window, county, OFFICE)
    assert page is not None
    QTest.keyClick(page.table, KEY.Key_PageUp, CTRL)
    assert getattr(empty_window.trail.current, "page", None) is county


def test_a_bare_report_says_that_nothing_is_below(
    empty_window: MainWindow, county: CountyPage, library: Library, collection: int, warned: list[str]
) -> None:
    receive(library, collection, TOWN)
    assert opened(empty_window, county, TOWN) is None
    assert warned == ["“青石镇人民政府.json”只是一份年报，里面没有下属单位的年报"]


def test_a_file_that_was_damaged_since_is_told(
    empty_window: MainWindow, county: CountyPage, collection: int, file: Path, warned: list[str]
) -> None:
    library = empty_window.library
    coming(library, collection, file).store(WHO)
    assert units_of(library, collection)[OFFICE].coverage is Coverage.WITH_PARTS
    for original in (library.path.parent / f"{library.path.name}.originals").rglob("*"):
        if original.is_file():
            original.write_bytes(b"something else")
    assert opened(empty_window, county, OFFICE) is None
    assert "和收到时不一样了" in warned[0]
