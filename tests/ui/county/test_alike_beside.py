"""雷同 in a review: worked out once beside the window, said above the report, both texts a click away."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from model.storage.library import Library
from tests.app.collecting.incoming import coming, write
from tests.model.storage.county.collected import WHO
from tests.ui.county.test_comparison_page import LONG, NAMES, of, ten
from ui.county.alike_finder import AlikeProcess
from ui.county.alike_strip import AlikePage, AlikeStrip
from ui.county.page import CountyPage
from ui.county.review_page import ReviewPage
from ui.window.main_window import MainWindow

__all__ = ["ten"]
PATIENCE = 20_000  # ms


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Mapping[str, object]]:
    """Keep what the process is asked."""
    requests: list[Mapping[str, object]] = []
    ask = AlikeProcess.ask

    def note(process: AlikeProcess, request: Mapping[str, object]) -> None:
        requests.append(request)
        ask(process, request)

    monkeypatch.setattr(AlikeProcess, "ask", note)
    return requests


@pytest.fixture
def roll(ten: int, empty_window: MainWindow) -> CountyPage:
    """Return the page of a collection in which the second unit and the fourth have written the same."""
    empty_window.actions_by_key["county"].trigger()
    page = empty_window.trail.over_pages[-1].page
    assert isinstance(page, CountyPage)
    assert page.one is not None
    assert page.one.key == ten
    return page


def unit(county: CountyPage, name: str) -> int:
    assert county.roll is not None
    return next(row.unit.key for row in county.roll.rows if row.unit.name == name)


def review(county: CountyPage, window: MainWindow, name: str) -> tuple[ReviewPage, AlikeStrip]:
    county.review(unit(county, name))
    page = getattr(window.trail.current, "page", None)
    assert isinstance(page, ReviewPage)
    strip = page.findChild(AlikeStrip)
    assert isinstance(strip, AlikeStrip)
    return page, strip


def test_it_is_said_with_whom_and_both_texts_are_a_click_away(
    roll: CountyPage, empty_window: MainWindow, qtbot: QtBot
) -> None:
    page, strip = review(roll, empty_window, NAMES[1])
    assert strip.isHidden()  # the report is shown before it is known
    qtbot.waitUntil(strip.isVisible, timeout=PATIENCE)
    assert strip.words.whole == f"雷同：与{NAMES[3]}的“存在的主要问题及改进情况”100%相同"
    strip.show_both.click()
    both = getattr(empty_window.trail.current, "page", None)
    assert isinstance(both, AlikePage)
    assert [text.toPlainText() for text in both.view.texts] == [LONG, LONG]
    assert both.view.names[0].text().startswith(NAMES[1])
    both.view.to_other.click()
    assert getattr(empty_window.trail.current, "page", None) is page
    assert page.head.name.whole == NAMES[3]
    assert strip.words.whole == f"雷同：与{NAMES[1]}的“存在的主要问题及改进情况”100%相同"


def test_a_unit_that_wrote_its_own_has_no_line(roll: CountyPage, empty_window: MainWindow, qtbot: QtBot) -> None:
    page, strip = review(roll, empty_window, NAMES[1])
    qtbot.waitUntil(strip.isVisible, timeout=PATIENCE)
    page.show_unit(unit(roll, NAMES[0]))
    assert strip.isHidden()


def test_it_is_worked_out_once_until_something_comes_in(  # noqa: PLR0913, PLR0917 — its fixtures
    roll: CountyPage,
    empty_window: MainWindow,
    qtbot: QtBot,
    library: Library,
    ten: int,
    tmp_path: Path,
    asked: list[Mapping[str, object]],
) -> None:
    _, strip = review(roll, empty_window, NAMES[1])
    qtbot.waitUntil(strip.isVisible, timeout=PATIENCE)
    for name in NAMES[2:5]:
        empty_window.back()
        review(roll, empty_window, name)
    assert len(asked) == 1
    empty_window.back()
    rewritten = write(tmp_path / "再交", f"{NAMES[3]}.json", of(NAMES[3], 23, text="全部重新写过，与别的单位不同。"))
    coming(library, ten, rewritten).store(WHO)
    roll.refresh()
    _, strip = review(roll, empty_window, NAMES[1])
    with qtbot.waitSignal(roll.alike.found, timeout=PATIENCE):
        pass
    assert len(asked) == 2
    assert strip.isHidden()


def test_where_it_could_not_be_worked_out_that_is_said(
    roll: CountyPage, empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AlikeProcess, "ask", lambda process, _: process.take({"sentence": "磁盘读不了"}, b""))
    page, strip = review(roll, empty_window, NAMES[1])
    page.show_unit(unit(roll, NAMES[3]))
    assert strip.isVisible()
    assert strip.words.whole == "磁盘读不了"
    assert strip.show_both.isHidden()


def test_the_process_ends_with_the_page(roll: CountyPage, empty_window: MainWindow) -> None:
    review(roll, empty_window, NAMES[1])
    process = roll.alike._process
    assert process.busy
    empty_window.actions_by_key["reports"].trigger()
    assert process.pid == 0
