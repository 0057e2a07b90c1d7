"""A screen of 1366×768 at 200 %: the title row is whole, the roll has room, a remark names its place."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from model.collection.remarks import RemarkAnswer
from model.storage.county.records import NewRemark
from model.storage.library import Library
from tests.app.collecting.incoming import coming, of_unit, write
from tests.model.storage.county.collected import OFFICE, SCHOOL, TOWN, UNITS, WHO, receive, units_of
from ui.county.page import CountyPage
from ui.county.review_page import ReviewPage
from ui.frame.chip import Chip
from ui.frame.place_link import PlaceLink
from ui.window.main_window import MainWindow

WIDE, NARROW = (1366, 728), (683, 352)


def resize(window: MainWindow, qtbot: QtBot, size: tuple[int, int]) -> None:
    window.resize(*size)
    qtbot.waitUntil(lambda: window.size().toTuple() == size)
    QApplication.processEvents()


@pytest.fixture
def narrow(county: CountyPage, empty_window: MainWindow, library: Library, collection: int, qtbot: QtBot) -> CountyPage:
    for place in (TOWN, OFFICE, SCHOOL):
        receive(library, collection, place)
    county.refresh()
    resize(empty_window, qtbot, NARROW)
    return county


def test_no_word_of_the_title_row_is_cut_off(narrow: CountyPage, empty_window: MainWindow, qtbot: QtBot) -> None:
    shown = [one for one in narrow.tools if isinstance(one, QPushButton)]
    assert len(shown) == 5
    assert all(one.width() >= one.sizeHint().width() for one in shown)
    assert "年报" in narrow.take.accessibleName()
    short = narrow.take.text()
    resize(empty_window, qtbot, WIDE)
    assert len(narrow.take.text()) > len(short)
    assert all(one.width() >= one.sizeHint().width() for one in shown)


def test_the_chips_stand_in_one_row(narrow: CountyPage) -> None:
    chips = [one for one in narrow.roll_page.chips.values() if one.isVisible()]
    assert len(chips) > 2
    assert len({one.y() for one in chips}) == 1


def test_a_remark_that_was_not_heeded_names_its_place(
    narrow: CountyPage, library: Library, collection: int, empty_window: MainWindow
) -> None:
    town = units_of(library, collection)[TOWN]
    current = library.county.current(town.key)
    assert current is not None
    (key,) = library.county.remark([NewRemark(current.key, "applications/received/natural_person", "请核对")], WHO)
    again = of_unit(UNITS[TOWN].name).with_text("problems/text", "另写了一段。")
    coming(library, collection, write(library.path.parent, "再交.json", again)).store(WHO)
    library.county.answer(key, RemarkAnswer.DONE)
    narrow.refresh()
    narrow.review(town.key)
    QApplication.processEvents()
    page = getattr(empty_window.trail.current, "page", None)
    assert isinstance(page, ReviewPage)
    assert page.one is not None
    assert "与第1稿相同" in [one.words for one in page.one.side.findChildren(Chip)]
    link = page.one.side.findChildren(PlaceLink)[0]
    assert link.width() > link.fontMetrics().horizontalAdvance("三·本年新收")
