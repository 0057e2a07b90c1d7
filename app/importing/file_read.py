"""A file that was read, and what is to be said of it before it is taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from app.beginning import About
from intake.reading import Reading
from model.errors import quoted
from model.report.report import Report


@dataclass(frozen=True)
class FileRead:
    """What came of reading a file: a reading, or the sentence that says why there is none."""

    path: Path
    reading: Reading | None
    sentence: str = ""


def about_read(reading: Reading, current: Report | None = None) -> About:
    """Return whose report was read; a year that the file does not name is left to be entered.

    What names neither unit nor year, as a table that was copied, belongs to the report that is open.
    """
    about = About.of(reading.report)
    if current is not None and not about.unit and not reading.year_is_known:
        return About.of(current)
    return about


def named(report: Report, about: About) -> Report:
    """Return what was read with another heading."""
    return replace(report, unit=about.unit, level=about.level, year=about.year)


def stranger(reading: Reading, current: Report | None) -> list[str]:
    """Say when what was read is not of the unit and year of the open report."""
    report, known = reading.report, reading.year_is_known
    if current is not None and not report.unit and not known:
        return [f"没有读到单位和年度，按打开着的{quoted(current.unit)}{current.year}年度放入"]
    if current is None or (current.unit == report.unit and (current.year == report.year or not known)):
        return []
    whose = quoted(report.unit, "没有写单位名称")
    here = f"{whose}{'、' if not report.unit else ''}{report.year}年度的" if known else f"{whose}的"
    return [f"打开着的是{quoted(current.unit)}{current.year}年度的年报，这里读到的是{here}，不会放进打开着的这份"]


def amount(report: Report) -> str:
    """Say how many numbers were read."""
    return f"{len(report.numbers)}个数字" if report.numbers else "没有数字"


def sizes(report: Report) -> str:
    """Say whose report was read, and how much."""
    texts = f"、{len(report.texts)}段文字" if report.texts else ""
    whose = quoted(report.unit, "")
    return f"{whose}{report.year}年度的年报（{report.level.label}），{amount(report)}{texts}"
