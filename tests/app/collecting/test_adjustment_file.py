"""A list of adjustments tells its cells by key, by name, or by words of row and column."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.collecting.adjustment_file import find_cell, read_adjustments, signed_number
from model.errors import UserError
from model.form.editions import FORM_2021, FORMS
from model.form.form import Form
from model.form.schema import Cell
from model.report.numbers import number_text
from tests.model.storage.county.collected import WHO


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_cell_is_found_by_its_key_and_by_its_name(form: Form) -> None:
    for cell in form.cells:
        assert find_cell(form, cell) == cell
        assert find_cell(form, form.name_of(cell)) == cell
        assert find_cell(form, form.name_of(cell).replace("“", " ").replace("”", " ")) == cell


@pytest.mark.parametrize(
    "words, cell",
    [
        ("本年新收 自然人", "applications/received/natural_person"),
        ("新收/自然人", "applications/received/natural_person"),
        ("结果维持 行政复议", "disputes/reconsideration/upheld"),
    ],
)
def test_words_of_row_and_column_will_do(words: str, cell: str) -> None:
    assert find_cell(FORM_2021, words) == cell


@pytest.mark.parametrize("words", ["总计", "自然人", "结果"])
def test_what_may_be_several_cells_is_refused_by_name(words: str) -> None:
    with pytest.raises(UserError, match="不止一格：第"):
        find_cell(FORM_2021, words)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_a_number_comes_back_with_its_sign(value: Decimal) -> None:
    text = number_text(value)
    for written in (text, f"+{text}" if value >= 0 else text, text.replace("-", "−"), text.replace("-", "－")):
        assert signed_number(written) == value


ROWS = st.lists(
    st.tuples(st.sampled_from(FORM_2021.typed_cells), st.integers(-(10**6), 10**6).filter(bool), st.booleans()),
    min_size=1,
    max_size=8,
)


@given(ROWS)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Cell, int, bool]]) -> None:
    path: Path = tmp_path_factory.mktemp("list") / "调整.csv"
    lines = [f"{FORM_2021.name_of(cell) if named else cell},{value},原因，一,{WHO}" for cell, value, named in rows]
    path.write_text("\n".join(["格,调整,原因,谁记的", *lines]), encoding="utf-8")
    found = read_adjustments(path, FORM_2021)
    assert [(one.cell, one.value) for one in found] == [(cell, Decimal(value)) for cell, value, _ in rows]
    assert {(one.reason, one.by) for one in found} == {("原因，一", WHO)}
