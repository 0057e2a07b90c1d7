"""Work in parts: all of it in its order, the window at hand between two parts, called off or failed without a rest."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget

from model.errors import UserError
from ui.transfer import progress
from ui.transfer.progress import ProgressDialog, part_by_part

NAMES = ["甲.json", "乙.json", "丙.json"]


@pytest.fixture
def parent(qapp: object) -> QWidget:
    return QWidget()


def test_all_is_done_in_its_order_and_the_window_is_at_hand_in_between(parent: QWidget) -> None:
    happened: list[object] = []

    def part(at: int) -> None:
        happened.append(at)
        QTimer.singleShot(0, lambda: happened.append("window"))

    assert part_by_part(parent, "正在收下", NAMES, part)
    assert happened[:5] == [0, "window", 1, "window", 2]


def test_nothing_is_done_of_nothing(parent: QWidget) -> None:
    assert part_by_part(parent, "正在收下", [], lambda _: pytest.fail("of what?"))


@pytest.mark.parametrize("grace", [0, 60_000])
def test_what_a_part_raises_ends_the_work_and_is_raised(
    parent: QWidget, grace: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "GRACE", grace)
    done: list[int] = []

    def part(at: int) -> None:
        if at == 1:
            raise UserError("盘满了")
        done.append(at)

    with pytest.raises(UserError, match="盘满了"):
        part_by_part(parent, "正在收下", NAMES, part)
    assert done == [0]


def test_what_is_called_off_goes_no_further(parent: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "GRACE", 0)
    done: list[int] = []

    def called_off(dialog: QDialog) -> bool:
        assert isinstance(dialog, ProgressDialog)
        dialog.reject()
        return bool(dialog.exec()) if dialog.isVisible() else False

    monkeypatch.setattr("ui.dialogs.run", called_off)
    assert not part_by_part(parent, "正在收下", NAMES, done.append)
    assert len(done) < len(NAMES)
