"""评分: proposals are overruled with a reason, items are changed, all of it is taken back, the sheet is written."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from app.collecting.scores import scoring_of
from model.collection.scoring import PRESET, Scoring
from model.storage.library import Library
from tests.model.storage.county.collected import ARCHIVE, OFFICE, TOWN, receive
from tests.ui.hands import CTRL, KEY
from ui import dialogs
from ui.county.page import CountyPage
from ui.county.score_dialogs import ItemsDialog, ScoreDialog
from ui.county.score_page import ScorePage
from ui.window.main_window import MainWindow


@pytest.fixture
def page(library: Library, collection: int, county: CountyPage, empty_window: MainWindow) -> ScorePage:
    receive(library, collection, TOWN)
    county.refresh()
    QTest.keyClick(county.roll_page.table, KEY.Key_J, CTRL)
    found = getattr(empty_window.trail.current, "page", None)
    assert isinstance(found, ScorePage)
    return found


def answer(monkeypatch: pytest.MonkeyPatch, fill: object) -> list[QDialog]:
    """Fill in the next dialogs and accept them, if they can be accepted."""
    seen: list[QDialog] = []

    def run(dialog: QDialog) -> bool:
        seen.append(dialog)
        fill(dialog)  # type: ignore[operator]
        return bool(dialog.yes.isEnabled())  # type: ignore[attr-defined]

    monkeypatch.setattr(dialogs, "run", run)
    return seen


def words(page: ScorePage, row: int, column: str) -> str:
    return page.model.text(row, column)


def test_a_proposal_is_overruled_with_a_reason_and_taken_back(
    page: ScorePage, library: Library, collection: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (words(page, OFFICE, "late"), words(page, OFFICE, "score")) == ("−5", "5")
    page.table.setCurrentIndex(page.model.index(OFFICE, 0))

    def without_reason(dialog: ScoreDialog) -> None:
        dialog.fields["late"].setValue(2)
        assert not dialog.yes.isEnabled()
        assert dialog.missing.text() == "改扣分要写原因"

    answer(monkeypatch, without_reason)
    QTest.keyClick(page.table, KEY.Key_Return)
    assert library.county.rulings(collection) == ()

    def overrule(dialog: ScoreDialog) -> None:
        dialog.fields["late"].setValue(2)
        dialog.reason.setText("雪灾")

    answer(monkeypatch, overrule)
    QTest.keyClick(page.table, KEY.Key_Return)
    assert (words(page, OFFICE, "late"), words(page, OFFICE, "score")) == ("−2*", "8")
    assert "雪灾" in words(page, OFFICE, "why")
    assert page.take_back() == "已撤销：改扣分：县教育局"
    assert (words(page, OFFICE, "late"), library.county.rulings(collection)) == ("−5", ())
    page.make_again()
    assert words(page, OFFICE, "late") == "−2*"

    def as_proposed(dialog: ScoreDialog) -> None:
        dialog.fields["late"].setValue(5)

    answer(monkeypatch, as_proposed)
    page.rule_current()  # who comes back to the proposal needs no reason
    assert (words(page, OFFICE, "late"), library.county.rulings(collection)) == ("−5", ())
    page.take_back()
    assert words(page, OFFICE, "late") == "−2*"


def test_own_items_and_full_points_are_kept_with_the_collection(
    page: ScorePage, library: Library, collection: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(dialog: ItemsDialog) -> None:
        dialog.full.setValue(100)
        dialog.lines[1].used.setChecked(False)
        dialog.add.click()
        assert not dialog.yes.isEnabled()  # it has no name yet
        dialog.lines[-1].name.setText("没有按格式写")
        dialog.lines[-1].points.setValue(3)

    answer(monkeypatch, change)
    QTest.keyClick(page.table, KEY.Key_I, CTRL)
    kept = scoring_of(library, collection)
    assert kept.full == Decimal(100)
    assert [one.label for one in kept.items] == [
        *(one.label for at, one in enumerate(PRESET) if at != 1),
        "没有按格式写",
    ]
    assert words(page, OFFICE, "score") == "95"
    own = kept.items[-1]

    def deduct(dialog: ScoreDialog) -> None:
        dialog.fields[own.id].setValue(3)
        dialog.reason.setText("标题用了黑体")

    page.table.setCurrentIndex(page.model.index(TOWN, 0))
    answer(monkeypatch, deduct)
    page.rule_current()
    before = words(page, TOWN, "score")
    assert words(page, TOWN, own.id) == "−3*"
    page.take_back()
    page.take_back()
    assert scoring_of(library, collection) == Scoring()
    page.make_again()
    page.make_again()
    assert words(page, TOWN, "score") == before


def test_who_need_not_report_is_not_scored(
    page: ScorePage, empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = answer(monkeypatch, lambda _: None)
    page.table.setCurrentIndex(page.model.index(ARCHIVE, 0))
    QTest.keyClick(page.table, KEY.Key_Return)
    assert seen == []
    assert empty_window.status.sentence == "县档案馆免报，不评分"
    assert words(page, ARCHIVE, "score") == "免报"


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_the_sheet_is_written_and_read_back(
    page: ScorePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_window: MainWindow, suffix: str
) -> None:
    path = tmp_path / f"表{suffix}"
    monkeypatch.setattr(dialogs, "save_file", lambda *_: path)
    QTest.keyClick(page.table, KEY.Key_T, CTRL)
    assert "审核情况表写到" in empty_window.status.sentence
    if suffix == ".docx":
        (table,) = Document(BytesIO(path.read_bytes())).tables
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        assert rows[0][:3] == ["序号", "单位", "状态"]
        assert [row[1] for row in rows[1:]] == ["青石镇人民政府", "县教育局", "县实验小学", "县档案馆"]
        scores = rows[0].index("得分")
        assert [row[scores] for row in rows[1:]] == [words(page, at, "score").strip("免报—") for at in range(4)]
    else:
        assert path.stat().st_size > 0


def test_one_row_is_current_and_the_columns_have_their_room(page: ScorePage, empty_window: MainWindow) -> None:
    assert page.model.headerData(page.model.position("why"), Qt.Orientation.Horizontal) == "扣分说明"
    assert not page.table.isColumnHidden(page.model.position("why"))
    assert page.current() is not None
    QTest.keyClick(page.table, KEY.Key_PageUp, CTRL)
    assert getattr(empty_window.trail.current, "page", None) is not page
