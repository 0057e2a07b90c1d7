"""Blocks copied and pasted: all of it in one step, or nothing with the reason."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.report import Report
from model.report.totals import with_totals
from model.storage.records import How
from tests.ui.hands import CTRL, FIRST, HANDLING, KEY, SECOND, SHIFT, TOTAL, MakePage, cell, press, stored
from ui.state.session import Session
from ui.tables.clipboard import copied as block_of
from ui.tables.clipboard import to_mime
from ui.tables.page import TablePage


def clip(text: str = "", html: str = "") -> None:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def test_a_whole_table_is_copied_and_pasted_in_one_step(full: TablePage) -> None:
    values = dict(full.session.report.numbers)
    full.view.selectAll()
    press(full, KEY.Key_C, CTRL)
    full.session.edit([full.session.change_to(c, None) for c in HANDLING.cells], How.TYPED, "清除")
    assert all(stored(full, c) is None for c in HANDLING.cells)
    full.go_to(cell("disclosed/enterprise"))
    steps = full.session.undo_stack.count()
    press(full, KEY.Key_V, CTRL)
    assert {c: full.session.report.numbers[c] for c in HANDLING.cells} == {c: values[c] for c in HANDLING.cells}
    assert full.session.is_derived(TOTAL)
    assert full.session.undo_stack.count() == steps + 1
    assert full.session.undo_stack.undoText() == "粘贴"
    full.session.undo_stack.undo()
    assert all(stored(full, c) is None for c in HANDLING.cells)


def test_the_table_of_the_clipboard_goes_before_its_text(page: TablePage) -> None:
    clip("9\t9", "<table><tr><td>1<td>2</table>")
    press(page, KEY.Key_V, CTRL)
    assert (stored(page, FIRST), stored(page, SECOND)) == (1, 2)
    clip("5", "<b>5</b>")
    press(page, KEY.Key_V, CTRL)
    assert stored(page, FIRST) == 5


def test_nothing_is_half_pasted_and_every_place_is_named(page: TablePage) -> None:
    clip("1\t2\t三\n4\tx\t6")
    press(page, KEY.Key_V, CTRL)
    assert not page.session.typed.numbers
    said = page.notice.text()
    assert all(word in said for word in ("“科研机构”列", "“三”", "“商业企业”列", "“x”"))
    assert page.notice.isVisible()
    assert page.session.undo_stack.count() == 0


def test_words_alone_are_not_said_to_be_pasted(page: TablePage) -> None:
    clip("约定\n若干\t很多")
    press(page, KEY.Key_V, CTRL)
    assert page.session.undo_stack.count() == 0
    assert page.notice.text() == "没有粘贴：粘贴的内容里没有数字"


def test_strokes_are_pasted_as_blanks_and_that_is_said(page: TablePage) -> None:
    clip("1\t/\t—\n2\t无\t——")
    press(page, KEY.Key_V, CTRL)
    assert (stored(page, FIRST), stored(page, SECOND)) == (1, None)
    assert "4处" in page.notice.text()


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(blank=st.sets(st.sampled_from([c for c in HANDLING.cells if c not in FORM_2021.totals]), min_size=1))
def test_what_is_blank_in_a_pasted_table_empties_nothing(full: TablePage, blank: set[Cell]) -> None:
    """The clipboard holds the whole table with other numbers, and nothing where some cells are."""
    session, before = full.session, dict(full.session.typed.numbers)
    numbers = {c: None if c in blank else before[c] + 1 for c in HANDLING.cells if c not in FORM_2021.totals}
    other = with_totals(session.typed.with_numbers(numbers).with_numbers(dict.fromkeys(FORM_2021.totals)))
    QGuiApplication.clipboard().setMimeData(to_mime(block_of(HANDLING, other, HANDLING.cells)))
    press(full, KEY.Key_V, CTRL)
    entered = {c for c, n in numbers.items() if n is not None}
    assert {c: stored(full, c) for c in numbers} == {c: before[c] + (c in entered) for c in numbers}
    if entered:
        assert f"另有{len(blank)}格粘贴的是空的，原来的数没有动" in full.notice.text()
        session.undo_stack.undo()
    assert session.typed.numbers == before


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(other=st.sets(st.sampled_from([c for c in HANDLING.cells if c not in FORM_2021.totals])))
def test_the_cells_are_counted_in_which_another_number_stands_after_pasting(full: TablePage, other: set[Cell]) -> None:
    session, before = full.session, dict(full.session.report.numbers)
    pasted = with_totals(
        session.typed.with_numbers({c: before[c] + (c in other) for c in before} | dict.fromkeys(FORM_2021.totals))
    )
    QGuiApplication.clipboard().setMimeData(to_mime(block_of(HANDLING, pasted, HANDLING.cells)))
    press(full, KEY.Key_V, CTRL)
    changed = sum(session.report.numbers[c] != before[c] for c in HANDLING.cells)
    assert bool(changed) == bool(other)
    told = f"其中{changed}格与原来不同" if changed else "都与原来一样"
    assert full.notice.text() == f"已粘贴{len(HANDLING.cells)}格，{told}"
    if other:
        session.undo_stack.undo()
    assert session.report.numbers == before


def test_strokes_alone_empty_nothing_and_it_is_said_how_to(full: TablePage) -> None:
    before = dict(full.session.typed.numbers)
    clip("/	—")
    press(full, KEY.Key_V, CTRL)
    assert full.session.typed.numbers == before
    assert full.notice.text() == "没有粘贴：粘贴的内容里没有数字，要清空请按 Delete"


def test_a_pasted_total_that_differs_is_kept(page: TablePage) -> None:
    clip("1\t0\t0\t0\t0\t0\t8\n1\t0\t0\t0\t0\t0\t1")
    press(page, KEY.Key_V, CTRL)
    assert stored(page, TOTAL) == 8
    assert page.session.is_derived(cell("brought_forward/total"))


def test_a_single_number_fills_the_selection(page: TablePage) -> None:
    press(page, KEY.Key_Down, SHIFT)
    press(page, KEY.Key_Right, SHIFT)
    clip("0")
    press(page, KEY.Key_V, CTRL)
    assert set(page.session.typed.numbers) == {
        cell(f"{row}/{column}")
        for row in ("received", "brought_forward")
        for column in ("natural_person", "enterprise")
    }


def test_a_selection_is_copied_without_the_subtotals_and_cut_away(full: TablePage) -> None:
    values = full.session.report.numbers
    full.go_to(cell("refused_administrative_query/natural_person"))
    press(full, KEY.Key_Down, SHIFT)
    chosen = [cell(f"{row}/natural_person") for row in ("refused_administrative_query", "unavailable_not_held")]
    expected = "\n".join(str(values[c]) for c in chosen)
    press(full, KEY.Key_X, CTRL)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == expected
    assert "<td>" in mime.html()
    assert [stored(full, c) for c in chosen] == [None, None]
    assert full.session.undo_stack.undoText() == "剪切"


@pytest.mark.parametrize("there", ["disclosure", "handling", "review"])
@pytest.mark.parametrize("here", ["disclosure", "handling", "review"])
def test_a_whole_table_goes_where_it_belongs_whichever_is_open(
    there: str, here: str, make_page: MakePage, session: Session, full_report: Report
) -> None:
    sections = {section.key: section for section in FORM_2021.sections}
    page, copied = make_page(sections[here], session), sections[there]
    whole = with_totals(full_report)
    QGuiApplication.clipboard().setMimeData(to_mime(block_of(copied, whole, copied.cells)))
    press(page, KEY.Key_V, CTRL)
    assert {c: session.report.numbers.get(c) for c in copied.cells} == {c: whole.numbers[c] for c in copied.cells}
    assert set(session.typed.numbers) <= set(copied.cells)
    assert (f"第{copied.ordinal}部分" in page.notice.text()) is (there != here)
    assert session.undo_stack.count() == 1


@pytest.mark.parametrize("text", ["9" * 20, "9" * 13, "９" * 14, f"{'9' * 13}件", "0.1234567", f"本年\t{'9' * 13}"])
def test_a_pasted_number_that_is_too_long_is_said_to_be(page: TablePage, text: str) -> None:
    clip(text)
    press(page, KEY.Key_V, CTRL)
    assert not page.session.typed.numbers
    assert "最多" in page.notice.text()
