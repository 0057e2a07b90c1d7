"""Sentences put to a report: which are true of it, and how they read with its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple
from zlib import crc32

from model.form.form import Form
from model.form.quotable import name_of
from model.form.schema import Cell, Kind
from model.report.bindings import total
from model.report.numbers import number_text
from model.report.report import Report
from model.sentences.ours import sentences
from model.sentences.places import cells_of
from model.sentences.schema import SLOTS, Condition, StockSentence, names_in, pieces


class Quoted(NamedTuple):
    """A number in filled words: from where to where it stands, and its cells."""

    start: int
    end: int
    cells: tuple[Cell, ...]


class Filled(NamedTuple):
    """A wording with the numbers of a report in it."""

    words: str
    numbers: tuple[Quoted, ...] = ()


def of_text(form: Form, key: str) -> Iterator[StockSentence]:
    """Return the sentences for a text that the edition has all numbers for, in the order in which they are offered."""
    role = form.texts[key].role
    return (one for one in sentences() if one.role is role and all(cells_of(form.edition, name) for name in one.names))


def filled(wording: str, report: Report) -> Filled | None:
    """Put the numbers of a report into a wording; None where one of them is blank, or is no number of things."""
    words, numbers = "", []
    for before, slot in pieces(wording):
        words += before
        if slot is None:
            continue
        if slot in SLOTS:
            words += str(report.year) if slot == "year" else report.form.source
            continue
        cells = cells_of(report.edition, slot)
        value = total(cells, report.numbers) if cells else None
        if value is None or not _is_sound(value, cells, report):
            return None
        start = len(words)
        words += number_text(value)
        numbers.append(Quoted(start, len(words), cells))
    return Filled(words, tuple(numbers))


def _is_sound(value: Decimal, cells: Iterable[Cell], report: Report) -> bool:
    """Whether a number can be quoted: a count is whole and not below 0."""
    counts = all(report.form.kinds[cell] is Kind.COUNT for cell in cells)
    return value >= 0 and not (counts and value != value.to_integral_value())


def objection(sentence: StockSentence, report: Report) -> str:
    """Say why a sentence cannot be offered for a report; empty where it is true of it."""
    if sentence.whose is not None and report.level not in sentence.whose.levels:
        return f"{sentence.whose.words}用"
    asked = dict.fromkeys(name for name in (*_named(sentence.when), *_said(sentence)))
    for name in asked:
        if why := _unsound(name, report):
            return why
    return next(filter(None, (_untrue(one, report) for one in sentence.when)), "")


def _named(conditions: Iterable[Condition]) -> Iterator[str]:
    return (name for one in conditions for name in one.names)


def _said(sentence: StockSentence) -> Iterator[str]:
    return (name for wording in sentence.wordings for name in names_in(wording))


def _unsound(name: str, report: Report) -> str:
    cells = cells_of(report.edition, name)
    value = total(cells, report.numbers)
    if value is None:
        return f"{_spoken(name, report)}还没有填"
    return "" if _is_sound(value, cells, report) else f"{_spoken(name, report)}填的是{number_text(value)}，不是件数"


def _untrue(condition: Condition, report: Report) -> str:
    values = {name: total(cells_of(report.edition, name), report.numbers) for name in condition.names}
    there = [name for name, value in values.items() if value]
    if condition.none and there:
        return f"{_spoken(there[0], report)}是{number_text(values[there[0]])}"
    if not condition.none and not there:
        return f"{'、'.join(_spoken(name, report) for name in condition.names)}是0"
    return ""


def _spoken(name: str, report: Report) -> str:
    """Name a number shortly: where sentences have no name for it, by its place on the form."""
    return f"“{name}”" if "/" not in name else name_of(report.edition, cells_of(report.edition, name))


def first_wording(sentence: StockSentence, report: Report) -> int:
    """Return which wording is offered first: not every unit is to write the same."""
    return crc32(f"{report.unit}{sentence.key}".encode()) % len(sentence.wordings)


def chosen(report: Report, key: str, wording: Mapping[str, int] | None = None) -> list[tuple[StockSentence, Filled]]:
    """Return what a whole text would say: of each topic the first sentence that is true, in the wording chosen."""
    found: dict[str, tuple[StockSentence, Filled]] = {}
    for one in of_text(report.form, key):
        if one.about not in found and not objection(one, report):
            number = (wording or {}).get(one.key, first_wording(one, report))
            said = filled(one.wordings[number % len(one.wordings)], report)
            if said is not None:
                found[one.about] = (one, said)
    return list(found.values())


def unfilled(wording: str, report: Report, mark: str) -> str:
    """Return a wording with the numbers that there are, and a mark for each that is not."""
    words = ""
    for before, slot in pieces(wording):
        one = None if slot is None else filled(f"{{{slot}}}", report)
        words += before + ("" if slot is None else mark if one is None else one.words)
    return words
