"""A line that gives way says less before it is cut off: what stands in all of its ways stays to be read."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from model.report.report import Report
from model.storage.library import Library
from tests.ui.hands import show_window
from ui.frame.elided import Elided
from ui.report.header_strip import HeaderStrip


@pytest.mark.parametrize("room", range(20, 400, 20))
def test_the_first_way_that_has_room_is_said(qtbot: QtBot, room: int) -> None:
    line, ways = Elided(60), ("甲" * 20, "乙" * 12, "丙" * 4)
    qtbot.addWidget(line)
    line.say(*ways)
    line.resize(room, 20)
    line.show()
    wide = line.fontMetrics().horizontalAdvance
    fits = [one for one in ways if wide(one) <= room]
    assert line.text() == fits[0] if fits else line.text().endswith("…")
    assert line.toolTip() == ways[0]


@pytest.mark.parametrize("wide", [760, 860, 960, 1100, 1366])
def test_the_deadline_can_be_read_at_every_width(
    full_report: Report, library: Library, qtbot: QtBot, wide: int
) -> None:
    key = library.create(full_report)
    library.set_deadline(key, date(2024, 3, 31))
    strip = HeaderStrip()
    strip.resize(wide, 44)
    show_window(strip, qtbot)
    strip.show_report(library.load(key), writable=True)
    qtbot.wait(10)
    assert "3月31日" in strip.about.text()


def test_what_is_only_begun_gives_way_to_the_title(qtbot: QtBot) -> None:
    strip = HeaderStrip()
    strip.resize(683, 44)
    show_window(strip, qtbot)
    assert not strip.about.isVisible()
