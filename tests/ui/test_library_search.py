"""The list finds a unit by every name it bore, and puts last what was never counted."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from model.errors import DiskError
from model.report.report import Report
from model.rules.switches import PRESET
from model.rules.tally import Tally
from model.storage.library import Library
from model.storage.summaries import Summary
from model.storage.tallies import Around
from ui.library.model import LibraryModel
from ui.library.page import LibraryPage

OLD, NEW, OTHER = "甲县乙镇人民政府", "甲县乙街道办事处", "丙县水利局"
ORDERS = st.sampled_from([Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder])


@pytest.fixture
def page(library: Library, blank_report: Report, qtbot: QtBot) -> LibraryPage:
    """Show a unit that was renamed, and another one."""
    library.create(replace(blank_report, unit=OLD, year=2022))
    this = library.create(replace(blank_report, unit=OLD))
    library.set_header(this, unit=NEW, level=blank_report.level, year=2023, same=True)
    library.create(replace(blank_report, unit=OTHER))
    page = LibraryPage(library)
    qtbot.addWidget(page)
    page.refresh()
    return page


def found(page: LibraryPage, part: str) -> list[str]:
    page.search.setText(part)
    return sorted(page.model.row(row).unit for row in range(page.model.count()))


@pytest.mark.parametrize(
    "part, units",
    [
        (NEW, [NEW, OLD]),
        (f"{OLD[:4]} {OLD[4:]}", [NEW, OLD]),
        ("水利", [OTHER]),
        ("", [OTHER, NEW, OLD]),
        ("政府甲县", []),  # two names are not one
        ("办事处甲", []),
        ("没有", []),
    ],
)
def test_a_unit_is_found_by_each_of_its_names(page: LibraryPage, part: str, units: list[str]) -> None:
    assert found(page, part) == sorted(units)


def test_a_disk_that_refuses_leaves_the_names_that_are_shown(
    page: LibraryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> dict[int | None, str]:
        raise DiskError("磁盘读不出来")

    monkeypatch.setattr(page._library, "names_of_renamed", refuse)
    assert found(page, OLD) == [OLD]


def summary(number: int, blanks: int | None) -> Summary:
    row = (number, OTHER, 1, 2023, "township", "2021", "draft", "2024-01-02T03:04:05+00:00", None, 1, False, None)
    return Summary((*row, *((None,) * 4 if blanks is None else (blanks, 0, 0, 0))), _nothing())


def _nothing() -> Around:
    def refuse() -> object:
        raise AssertionError("nothing is read while a list is sorted")

    return Around(refuse, PRESET)  # type: ignore[arg-type]


@given(st.lists(st.none() | st.integers(0, 3), max_size=8), ORDERS)
def test_what_was_never_counted_comes_last_whichever_way(counts: list[int | None], order: Qt.SortOrder) -> None:
    model = LibraryModel()
    model.show([summary(number, blanks) for number, blanks in enumerate(counts)])
    model.sort(model.position("unfilled"), order)
    shown = [counts[model.row(row).id] for row in range(model.count())]
    known = sorted((one for one in counts if one is not None), reverse=order is Qt.SortOrder.DescendingOrder)
    assert shown == [*known, *[None] * counts.count(None)]


def test_one_that_is_counted_takes_its_place() -> None:
    model = LibraryModel()
    model.show([summary(0, None), summary(1, 5)])
    model.sort(model.position("unfilled"), Qt.SortOrder.AscendingOrder)
    first: Callable[[], int] = lambda: model.row(0).id  # noqa: E731
    assert first() == 1
    next(one for one in model.every if one.id == 0).take(Tally(2, 0, 0))
    model.tell_of(range(2), 0)
    model.arrange_counted()
    assert first() == 0
