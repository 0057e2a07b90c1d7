"""The spreadsheet to be filled in: what may be typed where, what helps, and that it calculates."""

import re
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from export.layout.template import write_template
from export.xlsx.formulas import HOLDS
from export.xlsx.table import TOP, sheet_name
from model.form.editions import form_for
from model.form.grid import printed_grid
from model.form.schema import Cell, Kind
from model.report.report import Level
from model.report.totals import with_totals
from tests.samples import example

from .workbook import Place, StoredSheet, calculate, corners, read

YEARS = (2020, 2025)


def places(year: int) -> dict[Cell, tuple[str, Place]]:
    """Say on which sheet and where each number stands."""
    return {
        box.cell: (sheet_name(section), (TOP + box.row, box.column))
        for section in form_for(year).sections
        if section.tables
        for box in printed_grid(section).numbers
        if box.cell
    }


def rules(sheet: StoredSheet) -> dict[Place, dict[str, str]]:
    """Return what is said of each cell that has a rule or a prompt, by the cell's upper left corner."""
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    found = ET.fromstring(sheet.markup).iter(f"{main}dataValidation")  # noqa: S314
    return {
        corners(one.get("sqref", ""))[0]: {**one.attrib, "least": one.findtext(f"{main}formula1") or ""}
        for one in found
    }


@pytest.mark.parametrize("year", YEARS)
def test_numbers_may_be_typed_and_totals_come_by_themselves(year: int) -> None:
    form, sheets = form_for(year), read(write_template(year))
    for cell, (name, place) in places(year).items():
        stored = sheets[name].cells[place]
        assert stored.value == ""
        assert bool(stored.formula) == stored.locked == (cell in form.totals)


@pytest.mark.parametrize("year", YEARS)
def test_everything_else_is_locked_without_a_password(year: int) -> None:
    numbers = set(places(year).values())
    for name, sheet in read(write_template(year)).items():
        assert "<sheetProtection" in sheet.markup
        assert "password" not in sheet.markup
        for place, cell in sheet.cells.items():
            if cell.value and (name, place) not in numbers and place[1] == 0:
                assert cell.locked


@pytest.mark.parametrize("year", YEARS)
def test_each_number_has_its_rule_and_a_prompt_from_the_form(year: int) -> None:
    form, sheets = form_for(year), read(write_template(year))
    for cell, (name, place) in places(year).items():
        rule = rules(sheets[name])[place]
        kind = form.kinds[cell]
        assert rule["type"] == ("decimal" if kind is Kind.AMOUNT else "whole")
        assert (int(rule["least"]) < 0) == (kind is Kind.CHANGE)
        assert rule["operator"] == "greaterThanOrEqual"
        assert form.row(cell).spoken in rule["promptTitle"]
        assert form.row(cell).help in rule["prompt"]


def test_each_text_has_rows_to_type_in_and_its_prompt() -> None:
    form, sheets = form_for(2025), read(write_template(2025))
    for section in form.sections:
        if section.texts:
            sheet = sheets[sheet_name(section)]
            assert [rule["prompt"] for rule in rules(sheet).values()] == [text.prompt for text in section.texts]
            for text, first in zip(section.texts, rules(sheet), strict=True):
                assert not sheet.cells[first].locked
                assert text.heading in {"", sheet.words((first[0] - 1, 0))}


def test_a_filled_in_one_calculates_totals_and_checks() -> None:
    report = with_totals(example())
    sheets = read(write_template(report.year))
    for name, sheet in sheets.items():
        known: dict[Place, Decimal] = {}
        for cell, (where, place) in places(report.year).items():
            if where == name and cell not in report.form.totals:
                known[place] = report.numbers[cell]
        for cell in report.form.totals:  # parts before wholes
            where, place = places(report.year)[cell]
            if where == name:
                known[place] = Decimal(calculate(sheet.cells[place].formula, known))
                assert known[place] == report.numbers[cell]
        checks = [calculate(cell.formula, known) for cell in sheet.cells.values() if HOLDS in cell.formula]
        assert set(checks) <= {HOLDS}


def test_unit_level_and_year_stand_on_the_first_sheet() -> None:
    sheet = read(write_template(2025, "青石镇人民政府", Level.TOWNSHIP))["基本情况"]
    assert sheet.words((0, 0)) == "青石镇人民政府2025年政府信息公开工作年度报告"
    assert [sheet.words((row, 1)) for row in range(2, 5)] == ["青石镇人民政府", "乡镇人民政府", "2025"]
    assert [sheet.cells[row, 1].locked for row in range(2, 5)] == [False, False, True]
    assert read(write_template(2020))["基本情况"].words((5, 1)) == "国办公开办函〔2019〕60号"


def test_prompts_are_as_short_as_spreadsheets_ask() -> None:
    for year in YEARS:
        for sheet in read(write_template(year)).values():
            for rule in rules(sheet).values():
                assert len(rule.get("promptTitle", "")) <= 32
                assert len(rule.get("prompt", "")) <= 255


def test_the_same_year_gives_the_same_bytes_and_nothing_runs() -> None:
    data = write_template(2025)
    assert data == write_template(2025)
    with ZipFile(BytesIO(data)) as package:
        assert not [name for name in package.namelist() if re.search(r"(?i)vba|external|link|macro", name)]
