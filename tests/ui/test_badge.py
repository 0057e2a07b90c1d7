"""A tab says what is still open in its section, and looks done only when it is."""

import pytest
from pytestqt.qtbot import QtBot

from model.rules.tally import Tally
from ui.frame.badge import Badge


@pytest.mark.parametrize(
    "tally,counts",
    [
        (Tally(0, 0, 0), [""]),
        (Tally(144, 0, 0), ["144"]),
        (Tally(0, 0, 0, empty_texts=5), ["5"]),
        (Tally(3, 2, 1, empty_texts=0), ["3", "2", "1"]),
        (Tally(3, 2, 1, explain=1), ["3", "1", "1", "1"]),
        (Tally(0, 2, 0, explain=2), ["2"]),
    ],
)
def test_what_is_not_written_is_counted_like_what_is_not_filled_in(
    qtbot: QtBot, tally: Tally, counts: list[str]
) -> None:
    badge = Badge()
    qtbot.addWidget(badge)
    assert badge.show_tally(tally)
    assert [count for _, count in badge._parts()] == counts
    assert badge.width() > 0
    assert not badge.show_tally(tally)


def test_the_tenth_moves_no_tab(qtbot: QtBot) -> None:
    badge, other = Badge(), Badge()
    for one, count in ((badge, 9), (other, 10)):
        qtbot.addWidget(one)
        one.show_tally(Tally(0, count, 0))
    assert badge.width() == other.width()


def test_what_may_be_explained_does_not_look_as_what_must_be_mended(qtbot: QtBot) -> None:
    pictures = set()
    for tally in (Tally(0, 1, 0), Tally(0, 1, 0, explain=1), Tally(0, 0, 1)):
        badge = Badge()
        qtbot.addWidget(badge)
        badge.show_tally(tally)
        pictures.add(bytes(badge.grab().toImage().bits()))
    assert len(pictures) == 3
