"""Units beside each other: groups are added up, a blank is none, a small change is not told in per cent."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.charting.collection import ChartKind, ChartSubject, CollectionCharts
from app.collecting.comparing import NOT_SO_SMALL, ComparedUnit, compare_collection, compare_reports
from app.collecting.comparison import listing, unit_rows
from app.collecting.presets import FigurePreset
from app.collecting.roll import call_roll
from app.collecting.totals import add_up_collection
from export.charts.drawing import value_words
from export.charts.on_paper import paper_of
from export.fonts.shipped import typesetter
from model.collection.unit import Coverage
from model.errors import UserError
from model.form.editions import FORMS
from model.form.form import Form
from model.report.bindings import total
from model.report.totals import with_totals
from model.storage.library import Library
from tests.app.collecting.incoming import coming, of_unit, write
from tests.model.storage.county.collected import OFFICE, WHO, units_of
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


def test_a_unit_without_last_years_report_says_so_among_the_changes(
    library: Library, collection: int, tmp_path: Path
) -> None:
    cells = [one for one in FORMS["2021"].typed_cells if one.row == FIGURES[0].cells[0].row]
    library.create(of_unit("青石镇人民政府", year=2024).with_numbers(dict.fromkeys(cells)), "")
    library.create(of_unit("县教育局", year=2024), "")
    files = [write(tmp_path, f"{name}.json", of_unit(name)) for name in ("青石镇人民政府", "县实验小学")]
    files.append(write(tmp_path, "3.json", of_unit("县教育局").with_numbers(dict.fromkeys(cells))))
    library.county.edit(replace(units_of(library, collection)[OFFICE], coverage=Coverage.OWN), WHO)
    coming(library, collection, *files).store(WHO)
    found = compare_collection(library, collection, FIGURES)
    said = {row.name: row.words for row in unit_rows(found, 0, changes=True)}
    assert said == {"青石镇人民政府": "上年未填", "县实验小学": "无上年", "县教育局": "未填"}
    assert all(row.words != "无上年" for row in unit_rows(found, 0))


@pytest.mark.parametrize("is_of_results", [True, False])
def test_the_chart_of_all_results_says_that_adjustments_are_in_it(
    library: Library, collection: int, tmp_path: Path, *, is_of_results: bool
) -> None:
    coming(library, collection, write(tmp_path, "镇.json", of_unit("青石镇人民政府"))).store(WHO)
    found = compare_collection(library, collection, FIGURES)
    form = found.form
    outcome = next(one for one in form.typed_cells if one.table == FIGURES[0].cells[0].table and "disclosed" in one)
    cell = outcome if is_of_results else next(one for one in form.typed_cells if one.table != outcome.table)
    library.county.adjust(collection, cell, Decimal(1), "漏报", WHO)
    roll = call_roll(library, collection, date(2026, 1, 26))
    charts = CollectionCharts(library, collection, roll)
    chart = charts.draw(ChartKind.WHOLE, ChartSubject(found, 0, found.units[0].unit), paper_of(typesetter()))
    assert any("含调整" in word.text for word in chart.words) is is_of_results
    whole = with_totals(add_up_collection(library, collection, all_received=True).report).numbers
    figures = FigurePreset.OUTCOMES.figures(form)
    assert [row[1] for row in chart.rows] == [value_words(total(one.cells, whole)) for one in figures]
