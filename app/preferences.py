"""What the user has chosen once for all reports, as far as it changes what the program does."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from model.report.report import Level

CLERK, UNIT, LEVEL = "person", "default unit", "default level"
DEADLINE, LAST_YEAR = "default deadline", "last year"
BESIDE = "beside"  # last year's figures stand beside this year's; else in the strip only


class Kept(Protocol):
    """Whatever keeps settings."""

    def setting(self, key: str) -> str | None:
        """Return one of them."""


def clerk(kept: Kept) -> str:
    """Return whose name explanations carry; nobody's where none is set: a login says nothing to a reader."""
    return (kept.setting(CLERK) or "").strip()


def default_unit(kept: Kept) -> str:
    """Return the unit that most reports are of; empty where none is set."""
    return (kept.setting(UNIT) or "").strip()


def default_level(kept: Kept) -> Level | None:
    """Return its level; None where none is set."""
    try:
        return Level(kept.setting(LEVEL) or "")
    except ValueError:
        return None


def default_deadline(kept: Kept, year: int) -> date | None:
    """Return the day that was set for reports on a year; None where the level's usual one holds.

    >>> class Kept(dict):
    ...     setting = dict.get
    >>> default_deadline(Kept({DEADLINE: "02-29"}), 2024), default_deadline(Kept(), 2024)
    (datetime.date(2025, 2, 28), None)
    """
    month, _, day = (kept.setting(DEADLINE) or "").partition("-")
    if not (month.isdecimal() and day.isdecimal()):
        return None
    for last in range(int(day), 27, -1) if int(day) > 28 else (int(day),):  # noqa: PLR2004 — every month has so many
        try:
            return date(year + 1, int(month), last)
        except ValueError:
            continue
    return None
