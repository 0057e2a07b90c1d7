"""Through the window: a library that is gone is told at once, and also where nothing is typed any more."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from model.storage.backups import rescued
from model.storage.files import moving
from model.storage.library import Library
from tests.systems import needs_loose_files
from ui import dialogs
from ui.system.staying import StayingPut
from ui.window.main_window import MainWindow


@pytest.fixture(autouse=True)
def _no_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(rescued, "own_folder", lambda: tmp_path / "own")
    monkeypatch.setattr(dialogs, "tell", lambda *_: None)


pytestmark = needs_loose_files


@pytest.fixture
def staying(window: MainWindow, library: Library) -> StayingPut:
    tell = lambda sentence: dialogs.tell(window, sentence)  # noqa: E731
    return StayingPut(window, library, show=window.notices.show_until_read, refuse=window.status.refuse, box=tell)


def test_an_edit_after_the_library_was_deleted_is_saved_and_it_is_said_where(
    window: MainWindow, library: Library, staying: StayingPut
) -> None:
    library.path.unlink()
    session = window.session
    assert session is not None
    cell = session.report.form.typed_cells[0]
    assert session.set_number(cell, Decimal(77))
    (sentence,) = window.notices.sentences
    assert str(library.path) in sentence
    assert library.load(session.id).report.numbers[cell] == 77
    window.notices.show_until_read(sentence)
    assert window.notices.sentences == [sentence]


def test_it_is_noticed_where_nothing_is_typed(window: MainWindow, library: Library, staying: StayingPut) -> None:
    library.path.unlink()
    staying.look()
    assert "找回" in window.notices.sentences[0]
    assert library.path.exists()


def test_at_closing_it_is_told_in_a_box(
    window: MainWindow, library: Library, staying: StayingPut, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(dialogs, "tell", lambda _, sentence: told.append(sentence))
    library.path.unlink()
    window.close()
    assert len(told) == 1
    assert str(library.path) in told[0]
    assert library.path.exists()


def test_where_there_is_nowhere_to_go_it_is_told(
    window: MainWindow, library: Library, staying: StayingPut, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(moving, "_folders", lambda *_: [])
        library.path.unlink()
        staying.look()
        assert "没有保存" in window.status.sentence
