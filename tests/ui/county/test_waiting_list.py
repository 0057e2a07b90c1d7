"""待审: the list stays where it is while what is in it changes, and is cut off nowhere without a tooltip."""

from pytestqt.qtbot import QtBot

from ui.county.waiting_list import WaitingList, WaitingUnit

UNITS = [WaitingUnit(at, f"第{at}单位", f"必须{at}，意见{at}条，答{at}，没有定稿，未与上年核对") for at in range(60)]


def test_the_list_stays_where_it_was_when_one_is_decided(qtbot: QtBot) -> None:
    waiting = WaitingList()
    qtbot.addWidget(waiting)
    waiting.resize(190, 400)
    waiting.show()
    waiting.show_units(UNITS)
    waiting.point_to(40)
    before, place = waiting.verticalScrollBar().value(), waiting.visualItemRect(waiting.item(40)).top()
    assert before > 0
    waiting.show_units([one for one in UNITS if one.key != 40])
    waiting.point_to(41)
    assert waiting.verticalScrollBar().value() == before
    assert waiting.visualItemRect(waiting.item(40)).top() == place
    assert waiting.key(waiting.currentRow()) == 41


def test_every_line_is_of_one_height_and_whole_in_its_tooltip(qtbot: QtBot) -> None:
    waiting = WaitingList()
    qtbot.addWidget(waiting)
    waiting.show_units(UNITS)  # before it is shown, and dressed
    heights = {waiting.sizeHintForRow(at) for at in range(waiting.count())}
    waiting.show()
    heights |= {waiting.sizeHintForRow(at) for at in range(waiting.count())}
    assert len(heights) == 1
    assert UNITS[7].words in waiting.item(7).toolTip()
