"""The window while the disk refuses: it says so, does not leave the report, and asks before anything is lost."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from intake import read
from model.errors import UserError
from model.form.schema import Cell
from model.report.totals import with_totals, without_derivable_totals
from model.storage.library import Library
from tests.ui.disk import Disk
from ui import dialogs
from ui.state.session import Session
from ui.window import closing
from ui.window.main_window import MainWindow

TEXT = "problems/text"
CELL = Cell("applications/received/natural_person")
LEAVING = ("new", "bring_in", "bring_in_folder", "bring_in_clipboard", "library", "next_year", "heading", "finalise")


class Answers(list[int | None]):
    """Answers the question of closing with each in turn, and keeps what was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, list[str]]] = []

    def __call__(self, _parent: object, question: str, lines: list[str], _choices: object) -> int | None:
        self.asked.append((question, lines))
        return self.pop(0) if self else closing.CLOSE


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    given = Answers()
    monkeypatch.setattr(dialogs, "decide", given)
    return given


@pytest.fixture
def warned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(dialogs, "warn", lambda _, sentence: said.append(sentence))
    return said


@pytest.fixture
def session(window: MainWindow, disk: Disk, answers: Answers) -> Session:
    """Return what is open, with a number and a text that wait, and are given up when the test ends."""
    assert window.session
    session = window.session
    disk.refuse()
    session.set_number(CELL, Decimal(4321))
    session.set_text(TEXT, "磁盘满了以后写的话")
    return session


def test_the_status_line_says_how_much_waits_and_why_until_all_is_saved(
    window: MainWindow, session: Session, disk: Disk
) -> None:
    reason = session.unsaved.reason
    assert window.status.sentence == f"没有存下2处：{reason}；还在屏幕上，会自动再试"
    window.status.offer("已导出 a.json", "打开所在文件夹", lambda: None)
    assert reason in window.status.sentence
    disk.allow()
    assert session.save()
    assert window.status.sentence == "已全部保存"
    session.set_number(CELL, Decimal(1))
    assert window.status.sentence.startswith("已保存 ")


@pytest.mark.parametrize("key", LEAVING)
def test_the_report_is_not_left_and_the_reason_is_told(
    window: MainWindow, session: Session, warned: list[str], key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(dialogs, "run", asked.append)
    window.actions_by_key[key].trigger()
    assert (asked, len(warned)) == ([], 1)
    assert session.unsaved.reason in warned[0]
    assert window.session is session
    assert session.value(TEXT) == "磁盘满了以后写的话"


def test_no_way_leads_to_another_report(
    window: MainWindow, session: Session, warned: list[str], tmp_path: Path, disk: Disk
) -> None:
    disk.allow()
    other = window.library.create(replace(session.typed, year=2022))
    disk.refuse()
    for leave in (lambda: window.open(other), window.show_library, lambda: window.roll_forward(session.id)):
        with pytest.raises(UserError, match="没有存下"):
            leave()
    (tmp_path / "a.json").write_text("{}")
    window.bring_in([tmp_path / "a.json"])
    assert "现在不能导入" in warned[-1]
    assert window.session is session


def test_words_survive_the_change_of_tabs(window: MainWindow, session: Session, disk: Disk) -> None:
    page = window.report_page
    assert page
    for index in (4, 0, 2, 4):
        page.show_tab(index)
    box = page.page.boxes[TEXT]  # type: ignore[union-attr]  # a page of texts
    assert box.editor.text == "磁盘满了以后写的话"
    assert not box.unsaved.isHidden()
    disk.allow()
    window.show_library()
    assert window.library.load(session.id).report.texts[TEXT] == "磁盘满了以后写的话"


def test_closing_asks_with_what_would_be_lost_and_stays_open_while_it_is_tried_again(
    window: MainWindow, session: Session, answers: Answers
) -> None:
    answers += [None, closing.RETRY]
    for _ in range(2):
        assert not window.close()
        assert window.isVisible()
    question, lines = answers.asked[0]
    assert session.unsaved.reason in question
    assert lines == [
        f"{session.report.form.name_of(CELL)}：4321",
        f"{session.report.form.name_of(TEXT)}：9字“磁盘满了以后写的话”",
    ]
    assert session.value(CELL) == 4321


def test_closing_asks_nothing_when_all_is_saved(
    window: MainWindow, session: Session, answers: Answers, disk: Disk
) -> None:
    disk.allow()
    assert window.close()
    assert answers.asked == []
    assert window.library.load(session.id).report.numbers[CELL] == 4321


def test_trying_again_closes_the_window_once_the_disk_takes_it(
    window: MainWindow, session: Session, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def free_space(*_: object) -> int:
        disk.allow()
        return closing.RETRY

    monkeypatch.setattr(dialogs, "decide", free_space)
    assert window.close()
    assert window.library.load(session.id).report.texts[TEXT] == "磁盘满了以后写的话"


def test_put_into_a_file_it_can_be_closed_and_the_file_is_what_the_screen_showed(
    window: MainWindow, session: Session, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [None, tmp_path / "nowhere" / "a.gouji.json", tmp_path / "a.gouji.json"]
    warned: list[str] = []
    monkeypatch.setattr(dialogs, "warn", lambda _, sentence: warned.append(sentence))
    monkeypatch.setattr(dialogs, "save_file", lambda *_: places.pop(0))
    answers += [closing.PUT_ELSEWHERE] * 3
    shown = session.typed
    assert window.close()
    assert len(warned) == 1
    assert len(answers.asked) == 3
    written = read(tmp_path / "a.gouji.json")
    assert written == with_totals(shown)
    assert without_derivable_totals(written) == shown


def test_given_up_it_is_closed_and_the_library_has_what_it_had(
    window: MainWindow, session: Session, answers: Answers, library: Library, disk: Disk
) -> None:
    disk.allow()
    before = library.load(session.id)
    disk.refuse()
    answers += [closing.CLOSE]
    assert window.close()
    assert library.load(session.id) == before


def test_the_question_offers_three_ways_and_esc_leads_back(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def press(words: str) -> Callable[[dialogs.FormDialog], bool]:
        def run(dialog: dialogs.FormDialog) -> bool:
            qtbot.addWidget(dialog)
            seen[:] = [button.text() for button in dialog.button_box.buttons()]
            if words:
                next(one for one in dialog.button_box.buttons() if one.text() == words).click()
            else:
                dialog.reject()
            return bool(dialog.result())

        return run

    for answer, words in enumerate(closing.WAYS):
        monkeypatch.setattr(dialogs, "run", press(words))
        assert dialogs.decide(None, "怎么办？", ["一", "二"], closing.WAYS) == answer
    monkeypatch.setattr(dialogs, "run", press(""))
    assert dialogs.decide(None, "怎么办？", ["一", "二"], closing.WAYS) is None
    assert sorted(seen) == sorted(closing.WAYS)
