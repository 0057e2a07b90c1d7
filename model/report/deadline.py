"""When a report is due: 《条例》第四十九条、第五十条 give one day to departments and another to governments."""

from __future__ import annotations

from datetime import date

from model.report.report import Level


def usual_deadline(level: Level, year: int) -> date:
    """Return the day by which a body of this level publishes its report on a year.

    Townships are governments too, but hand theirs to the county with the departments, so that it can add them up.

    >>> usual_deadline(Level.TOWNSHIP, 2025), usual_deadline(Level.COUNTY, 2025)
    (datetime.date(2026, 1, 31), datetime.date(2026, 3, 31))
    """
    if level.is_government and level is not Level.TOWNSHIP:
        return date(year + 1, 3, 31)
    return date(year + 1, 1, 31)


def is_due(year: int, deadline: date, today: date) -> bool:
    """Return whether anybody waits for a report on a year: it is the one to report on, or its day is still to come.

    >>> is_due(2023, date(2024, 1, 31), date(2026, 9, 30)), is_due(2025, date(2026, 1, 31), date(2026, 2, 10))
    (False, True)
    """
    return year >= year_to_report(today) or deadline >= today


def year_to_report(today: date) -> int:
    """Return the year that a new report is most likely about: the past one until autumn, then the present one.

    >>> year_to_report(date(2026, 1, 5)), year_to_report(date(2026, 11, 20))
    (2025, 2026)
    """
    return today.year if today.month >= 10 else today.year - 1  # noqa: PLR2004 — October, when offices begin to collect
