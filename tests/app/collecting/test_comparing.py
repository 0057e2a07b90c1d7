"""Units beside each other: groups are added up, a blank is none, a small change is not told in per cent."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.collecting.comparing import NOT_SO_SMALL, ComparedUnit, compare_collection, compare_reports
from app.collecting.comparison import listing, unit_rows
from app.collecting.presets import FigurePreset
from model.errors import UserError
from model.form.editions import FORMS
from model.form.form import Form
from model.report.bindings import total
from model.report.totals import with_totals
from model.storage.library import Library
from tests.app.collecting.incoming import coming, of_unit, write
from tests.model.storage.county.collected import WHO
from tests.samples import filled

FIGURES = FigurePreset.OUTCOMES.figures(FORMS["2021"])
NUMBERS = st.none() | st.integers(0, 500).map(Decimal)


@pytest.mark.parametrize("form", FORMS.values(), ids=repr)
@pytest.mark.parametrize("preset", FigurePreset)
def test_every_choice_finds_figures_in_every_form(preset: FigurePreset, form: Form) -> None:
    found = preset.figures(form)
    assert found
    assert len({one.short for one in found}) == len(found)
    assert all(cell in form.cells for one in found for cell in one.cells)


def test_of_a_collection_groups_are_added_up_and_a_blank_in_one_is_a_blank(
    library: Library, collection: int, tmp_path: Path
) -> None:
    whole = of_unit("青石镇人民政府")
    blank = next(one for one in FORMS["2021"].typed_cells if one.row == FIGURES[2].cells[0].row)
    partly = of_unit("县实验小学").with_number(blank, None)
    files = write(tmp_path, "1.json", whole), write(tmp_path, "2.json", partly)
    coming(library, collection, *files).store(WHO)
    first, second = compare_collection(library, collection, FIGURES).units
    assert first.values == tuple(total(one.cells, with_totals(whole).numbers) for one in FIGURES)
    assert second.values[2] is None
    assert second.values[3] == first.values[3]
    assert library.county.units(collection).units[first.unit].name == first.name


def test_last_years_are_beside_and_reports_of_two_forms_are_not_compared() -> None:
    cell = FIGURES[0].cells[0]
    now, then = of_unit("甲").with_number(cell, Decimal(30)), of_unit("甲", year=2024).with_number(cell, Decimal(12))
    found = compare_reports([with_totals(now)], FIGURES, [with_totals(then)])
    assert found.units[0].change(0) == found.units[0].values[0] - found.units[0].last[0]  # type: ignore[operator]
    name = FIGURES[0].name
    assert listing(found).columns[:4] == ["单位", name, f"{name} 上年", f"{name} 增减"]
    assert [row.value for row in unit_rows(found, 0, changes=True)] == [found.units[0].change(0)]
    with pytest.raises(UserError, match="用2019年表样"):
        compare_reports([now, filled(FORMS["2019"], 2019, "乙")], FIGURES)


@given(NUMBERS, NUMBERS)
def test_a_change_is_told_in_per_cent_where_both_years_are_large_enough(
    now: Decimal | None, then: Decimal | None
) -> None:
    one = ComparedUnit("甲", (now,), (then,))
    told = one.percent(0)
    if now is None or then is None:
        assert one.change(0) is None
    if now is None or then is None or min(now, then) < NOT_SO_SMALL:
        assert told is None
    else:
        assert told is not None
        assert then * (100 + told) / 100 == pytest.approx(now)
