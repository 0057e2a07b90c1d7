"""Whose report a document is, and of which year: each from the surest source that says it, and what is to be told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from intake.characters import fold
from intake.interpret.footer import signed_unit
from intake.interpret.level import level_of, level_stated
from intake.interpret.prose_unit import unit_of_account, unit_of_prose
from intake.interpret.rows import SourceRow
from intake.interpret.title import (
    FoundTitle,
    confirmed_title,
    find_title,
    unit_alone,
    year_in,
    year_of_period,
    year_of_prose,
)
from intake.interpret.unit_words import same_unit
from intake.reading import NO_LEVEL_SAID, NO_YEAR_SAID, HeadingPart, Problem
from model.report.report import Level

_AS_PRINTED = str.maketrans("()", "（）")  # names were compared in one width
_FIRST_ROWS = 12  # where no section begins


class Pages(NamedTuple):
    """What is looked at: the rows, how many of them come before the first section, and where the text ends."""

    rows: Sequence[SourceRow]
    first: int
    end: int
    names: Sequence[str]  # titles from outside the document, the best first
    facts: Sequence[str]  # what the file says of itself

    @property
    def before(self) -> list[str]:
        """The lines before the first section."""
        return [row.text for row in self.rows[: self.first or min(len(self.rows), _FIRST_ROWS)]]

    @property
    def prose(self) -> list[str]:
        """All lines that are no rows of a table."""
        return [row.text for row in self.rows if not row.parted]


@dataclass(frozen=True)
class WhoseReport:
    """Unit, level and year, as far as they could be read; a year that could not is None."""

    unit: str = ""
    level: Level = Level.UNKNOWN
    year: int | None = None
    told: tuple[Problem, ...] = ()
    titled: bool = False  # the title names a unit


def whose(pages: Pages) -> WhoseReport:
    """Find whose report it is."""
    title = confirmed_title(pages.before, pages.facts) or find_title(pages.before, pages.names)
    signed = signed_unit(pages.rows, pages.end)
    unit, of_unit = _unit(title, signed, pages)
    unit = unit.translate(_AS_PRINTED)
    year, of_year = _year(title, pages)
    level, of_level = _level(unit, pages)
    said = ((HeadingPart.UNIT, of_unit), (HeadingPart.YEAR, of_year), (HeadingPart.LEVEL, of_level))
    told = tuple(Problem("", sentence, heading) for heading, sentences in said for sentence in sentences)
    return WhoseReport(unit, level, year, told, bool(title.unit))


def _unit(title: FoundTitle, signed: str, pages: Pages) -> tuple[str, Iterable[str]]:
    if title.unit:
        return title.unit, _contradiction(title.unit, signed)
    sources: Iterator[tuple[str, Callable[[], str]]] = iter(
        (
            ("落款", lambda: signed),
            ("标题行", lambda: unit_alone(pages.before)),
            ("正文里", lambda: unit_of_prose(pages.prose)),
            ("账号名", lambda: unit_of_account(pages.prose)),
        )
    )
    where, unit = next(((where, found) for where, look in sources if (found := look())), ("", ""))
    if not unit:
        return "", ["没有读到单位名称，请填写"]
    return unit, [f"没有从标题读到单位名称，暂按{where}的“{unit}”填写，请核对"]


def _contradiction(unit: str, signed: str) -> Iterator[str]:
    """Tell of a signature that names another unit."""
    if signed and not same_unit(unit, signed):
        yield f"标题的单位是“{unit}”，落款是“{signed}”，暂按标题填写，请核对"


def _year(title: FoundTitle, pages: Pages) -> tuple[int | None, Iterable[str]]:
    """Take the year from the title, else from what names it; it is never guessed from today's date."""
    if title.year:
        return title.year, ()
    period = next((year for row in pages.rows if (year := year_of_period(row.text))), None)
    named = next((year for name in pages.names if (year := year_in(name))), None)
    year = period or named or year_of_prose(pages.prose)
    source = "统计期限" if period else "文件名" if named else "正文"
    return year, [f"没有从标题读到年度，暂按{source}记为{year}年，请核对" if year else NO_YEAR_SAID]


def _level(unit: str, pages: Pages) -> tuple[Level, Iterable[str]]:
    """Take the kind of body as the file names it, if what it says of itself is of this unit; else judge by the name."""
    of_unit = not unit or fold(unit) in map(fold, pages.facts)
    stated = level_stated(pages.facts) if of_unit else None
    if stated is not None:
        return stated, [NO_LEVEL_SAID] if stated is Level.UNKNOWN else ()
    level = level_of(unit, pages.prose)
    if level is Level.UNKNOWN:
        return level, [NO_LEVEL_SAID]
    source = "名称" if unit else "正文的自称"
    return level, [f"层级按{source}判断为“{level.label}”，请核对"]
