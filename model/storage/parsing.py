"""Rows as reports: what the library holds, as far as it can be read."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from model.errors import clip
from model.form.editions import FORMS
from model.form.schema import Cell
from model.report.bindings import Binding, Unseen
from model.report.report import Explanation, Level, Report
from model.storage.checksums.sums import TABLES, quoted, tolerant
from model.storage.records import State, Stored, Unreadable
from model.values import NamedTuple

if TYPE_CHECKING:  # a library is read without what checks a report
    from model.collection.opinion import Opinion
    from model.rules.explanations import About

_CELLS = {cell: cell for form in FORMS.values() for cell in form.cells}  # one object per place, not one per row


def moment_of(text: str) -> datetime:
    """Read a moment, as the clock on the wall shows it."""
    return datetime.fromisoformat(text).astimezone()


def _date_of(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _cell(text: str) -> Cell:
    return _CELLS.get(text) or Cell(text)  # type: ignore[call-overload]


NOT_AS_WRITTEN = (
    ValueError,
    ArithmeticError,
    TypeError,
    AttributeError,
    KeyError,
)  # what parsing a wrong row may raise
_FIRST_YEAR, _LAST_YEAR = 1000, 9998
_READ = {name: f"SELECT {quoted(table.columns)} FROM {name}" for name, table in TABLES.items()}  # noqa: S608


class WrongRowError(ValueError):
    """A row that this program cannot have written; its argument is the reason, in Chinese."""


class _Parts:
    """What belongs to one report, as it is gathered from the tables."""

    def __init__(self) -> None:
        self.numbers: dict[Cell, Decimal] = {}
        self.texts: dict[str, str] = {}
        self.explanations: list[Explanation] = []
        self.explained: dict[tuple[str, tuple[str, ...]], About] = {}
        self.bindings: list[Binding] = []
        self.printed: dict[Cell, Decimal] = {}
        self.facts: dict[str, str] = {}
        self.opinions: list[Opinion] = []
        self.wrong = ""  # the first reason why they cannot be read

    def add(self, table: str, row: Sequence[Any], *, broken: bool) -> None:
        """Take in a row; the report is left out for one that cannot be."""
        try:
            if broken:
                refuse_half_characters(row)
            _TAKEN_IN[table](self, *row)
        except NOT_AS_WRITTEN:
            self.wrong = self.wrong or f"{_NAMES[table]}“{clip(row[0])}”不是本程序写的样子"

    def add_number(self, cell: str, value: str) -> None:
        """Take in a number."""
        self.numbers[_cell(cell)] = _number(value)

    def add_text(self, key: str, words: str) -> None:
        """Take in a text."""
        refuse_other_types((words,), str)
        self.texts[key] = words

    def add_fact(self, key: str, value: str) -> None:
        """Take in what became of the report."""
        refuse_other_types((key, value), str)
        self.facts[key] = value

    def add_opinion(self, *row: Any) -> None:  # noqa: ANN401 — by the columns
        """Take in what an office said of the report."""
        from model.storage.opinions import opinion_of  # few are ever sent back

        self.opinions.append(opinion_of(row))

    def add_printed(self, cell: str, value: str) -> None:
        """Take in a total as the original prints it."""
        self.printed[_cell(cell)] = _number(value)

    def add_explanation(self, *row: str) -> None:
        """Take in a reason, and what it is about."""
        refuse_other_types(row, str)
        rule, places, reason, by, when, numbers = row
        at = tuple(json.loads(places))
        self.explained[rule, at] = _about(numbers)
        self.explanations.append(Explanation(rule, at, reason, by, when))

    def add_binding(self, text: str, start: int, end: int, cells: str) -> None:
        """Take in a number that follows cells, or words that nobody has looked at."""
        refuse_other_types((start, end), int)
        unseen = next((one for one in Unseen if one == cells), None)
        follows = () if unseen else tuple(map(_cell, cells.split("+")))
        self.bindings.append(Binding(text, start, end, follows, unseen))


_NAMES = {
    "number": "数字",
    "text": "文字",
    "explanation": "说明",
    "binding": "跟随数字",
    "printed": "原件合计",
    "fact": "办理情况",
    "opinion": "县里的意见",
}
_TAKEN_IN: dict[str, Callable[..., None]] = {
    "number": _Parts.add_number,
    "text": _Parts.add_text,
    "explanation": _Parts.add_explanation,
    "binding": _Parts.add_binding,
    "printed": _Parts.add_printed,
    "fact": _Parts.add_fact,
    "opinion": _Parts.add_opinion,
}
_ORDER = {
    "number": "",
    "text": "",
    "explanation": " ORDER BY rowid",
    "binding": " ORDER BY text, start",
    "printed": "",
    "fact": "",
    "opinion": " ORDER BY nth",
}


class Parsed(NamedTuple):
    """Reports that were read, and those that could not be."""

    stored: tuple[Stored, ...]
    unreadable: tuple[Unreadable, ...]


def read(db: sqlite3.Connection, which: str, *values: object) -> Parsed:
    """Read the reports for which an SQL condition on `report` holds, newest change first."""
    try:
        return _read(db, which, values, broken=False)
    except (sqlite3.OperationalError, UnicodeDecodeError) as error:
        if hasattr(error, "sqlite_errorcode"):  # only a text that is not UTF-8 comes without one
            raise
    with tolerant(db):
        return _read(db, which, values, broken=True)


def refuse_other_types(values: Iterable[object], kind: type) -> None:
    """Refuse what a flipped bit has made of a value: SQLite looks at types only when it writes."""
    for value in values:
        if not isinstance(value, kind):
            raise TypeError(value)


def refuse_half_characters(row: Iterable[object]) -> None:
    """Refuse texts that were not UTF-8."""
    for value in row:
        if isinstance(value, str):
            value.encode()


def _gather_numbers(parts: Mapping[int, _Parts], rows: Iterable[tuple[int, str, str]]) -> None:
    """Take in numbers: they are most of what a list reads, so without a call for each."""
    for report, cell, value in rows:
        try:
            parts[report].numbers[_cell(cell)] = _number(value)
        except NOT_AS_WRITTEN:
            parts[report].add("number", (cell, value), broken=True)


def _read(db: sqlite3.Connection, which: str, values: tuple[object, ...], *, broken: bool) -> Parsed:
    """Read; where texts may be `broken`, look at each."""
    chosen = f"SELECT id FROM report WHERE {which}"  # noqa: S608 — our own conditions, values are bound
    parts: defaultdict[int, _Parts] = defaultdict(_Parts)
    for table, order in _ORDER.items():
        found_rows = db.execute(f"{_READ[table]} WHERE report IN ({chosen}){order}", values)
        if table == "number" and not broken:
            _gather_numbers(parts, found_rows)
            continue
        for report, *row in found_rows:
            parts[report].add(table, row, broken=broken)
    headers = db.execute(
        "SELECT id, unit, level, year, edition, state, changed, finalised_on, deadline FROM report"  # noqa: S608
        f" WHERE id IN ({chosen}) ORDER BY changed DESC, id DESC",
        values,
    ).fetchall()
    found = [_readable(header, parts[header[0]], broken=broken) for header in headers]
    return Parsed(
        tuple(one for one in found if isinstance(one, Stored)),
        tuple(one for one in found if isinstance(one, Unreadable)),
    )


def _about(noted: str) -> About:
    about: dict[str, str | list[str] | None] = json.loads(noted)
    return {_cell(place): _then(then) for place, then in about.items()}


def _then(then: str | list[str] | None) -> Decimal | tuple[str, ...] | None:
    return tuple(then) if isinstance(then, list) else None if then is None else Decimal(then)


def report_name(unit: object, year: object) -> str:
    """Name a report whose header may be wrong."""
    return f"{clip(unit, 40)} {clip(year)}年度"


def _readable(row: Sequence[Any], parts: _Parts, *, broken: bool) -> Stored | Unreadable:
    try:
        if broken:
            refuse_half_characters(row)
        return _stored(row, parts)
    except WrongRowError as error:
        reason = str(error)
    except NOT_AS_WRITTEN:
        reason = "年报的状态、级别、日期或年度不是本程序写的样子"
    return Unreadable(row[0], report_name(row[1], row[3]), reason)


def _stored(row: Sequence[Any], parts: _Parts) -> Stored:
    key, unit, level, year, edition, state, changed, finalised_on, deadline = row
    refuse_other_types((unit,), str)
    _refuse_unknown(year, edition, parts)
    report = Report(unit, Level(level), year, edition, parts.numbers, parts.texts, tuple(parts.explanations))
    return Stored(
        key,
        report,
        State(state),
        moment_of(changed),
        _date_of(finalised_on),
        _date_of(deadline),
        parts.explained,
        tuple(parts.bindings),
        parts.printed,
        parts.facts,
        tuple(parts.opinions),
    )


def _refuse_unknown(year: int, edition: str, parts: _Parts) -> None:
    """Refuse what this program does not know: a newer one may have written it."""
    if edition not in FORMS:
        raise WrongRowError(f"不认识表样“{clip(edition)}”，可能要用更新的程序打开")
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise WrongRowError(f"年度“{year}”不可能")
    if parts.wrong:
        raise WrongRowError(parts.wrong)
    form = FORMS[edition]
    cells, texts = parts.numbers.keys() | parts.printed.keys(), parts.texts.keys()
    for place in (*(cells - form.cells.keys()), *(texts - form.texts.keys())):
        raise WrongRowError(f"不认识表中的位置“{clip(place, 60)}”，可能要用更新的程序打开")


def read_texts(db: sqlite3.Connection, which: str, *values: object) -> tuple[Report, ...]:
    """Read texts for which an SQL condition holds, without the numbers; what cannot be read is left out."""
    found: dict[int, Report] = {}
    with tolerant(db):
        rows = db.execute(
            'SELECT report.id, unit, level, year, edition, text."key", value'  # noqa: S608 — our own conditions
            f" FROM report JOIN text ON text.report = report.id WHERE {which} ORDER BY report.id",
            values,
        ).fetchall()
    for key, unit, level, year, edition, place, words in rows:
        known = level in _LEVELS and edition in FORMS and place in FORMS[edition].texts
        if known and isinstance(unit, str) and isinstance(words, str):
            report = found.get(key) or Report(unit, Level(level), year, edition)
            found[key] = replace(report, texts={**report.texts, place: words})
    return tuple(found.values())


_LEVELS = {level.value for level in Level}


_LARGEST_EXPONENT = 1000


def _number(value: str) -> Decimal:
    """Read a number as it is stored; what the program never writes, and cannot add up, is none."""
    number = Decimal(value)
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST_EXPONENT:
        raise ValueError(value)
    return number
