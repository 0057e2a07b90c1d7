"""A file for a report that is there already: what it says is taken, and what the user said stays."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from export import write
from model.form.schema import Cell
from model.report.file_format import dumps
from model.report.report import Explanation, Report
from model.report.totals import with_totals
from model.storage.library import Library
from tests.ui.hands import FIRST
from ui.tables.page import TablePage
from ui.window.main_window import MainWindow

PART = Cell("applications/received/natural_person")
TOTAL = Cell("applications/received/total")
RULES = Cell("legislation/regulations/issued")

pytestmark = pytest.mark.usefixtures("pressed")


def put(folder: Path, name: str, report: Report) -> Path:
    write(with_totals(report), folder / name)
    return folder / name


@pytest.mark.parametrize("suffix", [".docx", ".html", ".xlsx", ".json"])
def test_a_total_that_the_file_has_right_takes_the_place_of_a_wrong_one(
    window: MainWindow, library: Library, tmp_path: Path, full_report: Report, suffix: str
) -> None:
    report = replace(full_report, unit="甲镇人民政府")
    right = with_totals(report).numbers[TOTAL]
    key = library.create(report.with_number(TOTAL, right + 10))
    other = put(tmp_path, f"乙{suffix}", replace(report, unit="乙镇人民政府"))
    window.bring_in([put(tmp_path, f"甲{suffix}", report), other])
    assert with_totals(library.load(key).report).numbers[TOTAL] == right


def test_taking_back_brings_back_what_a_reason_was_about(
    window: MainWindow, library: Library, tmp_path: Path, full_report: Report
) -> None:
    reason = Explanation("T1", (RULES,), "上级授权制定", "张三", "2024-01-05T09:00:00")
    there = replace(full_report, unit="甲镇人民政府", explanations=(reason,)).with_number(RULES, Decimal(3))
    key = library.create(there)
    before = library.load(key).explained
    for name, one in (("甲", there.with_number(RULES, Decimal(5))), ("乙", replace(there, unit="乙镇人民政府"))):
        (tmp_path / f"{name}.json").write_text(dumps(one), "utf-8")
    window.bring_in([tmp_path / "甲.json", tmp_path / "乙.json"])
    assert library.load(key).explained != before
    window.actions_by_key["undo"].trigger()
    assert library.load(key).explained == before


def test_what_is_being_typed_and_is_no_number_is_not_thrown_away(
    window: MainWindow, tmp_path: Path, full_report: Report, pressed: list[str]
) -> None:
    assert window.report_page is not None
    window.report_page.go_to_place(FIRST)
    page = window.report_page.page
    assert isinstance(page, TablePage)
    QTest.keyClicks(page.view, "1")
    editor = window.focusWidget()
    QTest.keyClicks(editor, "o")
    files = [put(tmp_path, f"{name}.json", replace(full_report, unit=name)) for name in ("甲镇", "乙镇")]
    window.bring_in(files)
    assert window.session is not None
    assert len(window.library.all()) == 1
    assert "Esc" in pressed[0]
    QTest.keyClick(editor, Qt.Key.Key_Escape)
