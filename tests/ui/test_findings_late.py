"""The list of the findings beside a long text that is checked when nobody types: it makes nobody wait."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from model.form.editions.form_2021 import OVERVIEW
from model.report.prose import LONG
from ui.findings.followed import SOON, FollowedFindings
from ui.state import later
from ui.state.session import Session

KEY = OVERVIEW.texts[2].key
WRONG = ("公开情况情况良好。", "监督管理管理到位。")


@pytest.fixture
def listed(session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> FollowedFindings:
    """Return a list that is seen, beside a session that puts off what it can for ever."""
    monkeypatch.setattr(later, "PAUSE", 600_000)
    shown = FollowedFindings(session)
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def long_text(count: int) -> str:
    """Return a text in which so many words are written twice in a row."""
    return "".join(WRONG[:count]) + "".join(f"{chr(0x4E00 + number)}，" for number in range(LONG // 2))


def quotes(listed: FollowedFindings) -> list[str]:
    return [row.finding.quote for row in listed.model.rows if row.finding and row.finding.check == "T14"]


def test_a_list_that_is_due_does_not_check_what_is_being_typed(listed: FollowedFindings, session: Session) -> None:
    session.set_text(KEY, long_text(1))
    session.catch_up()  # the list is to follow in a moment
    session.set_text(KEY, long_text(2))  # and before it does, somebody types on
    QTest.qWait(3 * SOON)
    assert session.is_behind


def test_it_follows_once_all_is_checked(listed: FollowedFindings, session: Session, qtbot: QtBot) -> None:
    session.set_text(KEY, long_text(1))
    session.catch_up()
    session.set_text(KEY, long_text(2))
    QTest.qWait(3 * SOON)
    session.catch_up()
    qtbot.waitUntil(lambda: len(quotes(listed)) == 2)


def test_who_asks_for_the_findings_of_now_gets_them(listed: FollowedFindings, session: Session) -> None:
    session.set_text(KEY, long_text(1))
    session.catch_up()
    session.set_text(KEY, long_text(2))
    QTest.qWait(3 * SOON)
    listed.catch_up()
    assert len(quotes(listed)) == 2
