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
