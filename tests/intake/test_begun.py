"""Reports that are only begun, and words that look like more than they are, come back from our own files."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from export import WRITERS, write
from intake import read_file
from model.form.editions import FORM_2021
from model.report.report import Level, Report

BEGUN = Report("青石镇人民政府", Level.TOWNSHIP, 2024)
CELLS = FORM_2021.tables["applications"].cells


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("filled", [1, 6, 18])
def test_a_few_numbers_of_section_three_come_back(tmp_path: Path, suffix: str, filled: int) -> None:
    parts = [cell for cell in CELLS if cell not in FORM_2021.totals][3 :: len(CELLS) // 20][:filled]
    report = BEGUN.with_numbers({cell: Decimal(number) for number, cell in enumerate(parts, 3)})
    write(report, tmp_path / f"一{suffix}")
    assert read_file(tmp_path / f"一{suffix}").report.numbers == report.numbers


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_date_within_the_report_is_no_signature(tmp_path: Path, suffix: str) -> None:
    report = replace(
        BEGUN, texts={"overview/supervision": "本机关已经完成。\n2024年1月5日", "problems/text": "还有不足。"}
    )
    write(report, tmp_path / f"一{suffix}")
    assert read_file(tmp_path / f"一{suffix}").report.texts == report.texts


def test_a_spreadsheet_of_our_own_does_not_wait_to_be_calculated(tmp_path: Path) -> None:
    write(BEGUN, tmp_path / "一.xlsx")
    assert not [problem for problem in read_file(tmp_path / "一.xlsx").problems if "公式" in problem.sentence]
