"""Last year's text brought up to date: the years, the numbers that last year's tables bear out, and what is left over.

A number is known by what the checks of the narrative read of it: where it is that of last year's cells, this year's
number of the same cells takes its place, bound to them. What could not be brought up to date is told, place by place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from model.form.schema import Cell
from model.report.bindings import Binding, Bindings, Unseen, total
from model.report.numbers import number_text
from model.report.prose import sentences
from model.report.report import Report
from model.rules.narrative.claims import Claim
from model.rules.narrative.grammar import Origin, read
from model.rules.words.decision_counts import counts
from model.rules.words.decisions_in_words import cells_by_name
from model.sentences.filling import Quoted, filled, objection, of_text
from model.sentences.recognising import wording_of

Span = tuple[int, int]

_YEAR = re.compile(
    r"(?<![\d〔\[（(])(?P<year>20\d\d)(?=\s*年(?P<month>\s*(?P<m>\d{1,2})\s*月(?:\s*(?P<d>\d{1,2})\s*日)?)?)"
)
_ENDS_OF_THE_YEAR = {("1", "1"), ("12", "31")}
_TITLE = re.compile(r"《[^》]{0,100}》|〔\d{4}〕\s*\d+\s*号|第\s*\d+\s*[条号章]")
_COUNT = re.compile(r"(?<![\d.．A-Za-z/@-])\d{1,9}(?:[.．]\d+)?(?![\d.．A-Za-z/@-])(?!\s*[年月日号时：、.])")


class Renewal(NamedTuple):
    """A stretch of last year's text that is to be other words, and the numbers in these that follow cells."""

    span: Span
    words: str
    numbers: tuple[Quoted, ...] = ()
    has_year: bool = False


class TakenOver(NamedTuple):
    """The text as it is now, what in it follows cells, and where it could not be brought up to date."""

    text: str
    bound: Bindings
    doubtful: tuple[Span, ...]
    years: int
    numbers: int

    def marked(self, key: str) -> Bindings:
        """Return what is to be kept with a text: what follows cells, and what somebody has to look at."""
        return (*self.bound, *(Binding(key, *span, (), Unseen.LAST_YEARS) for span in self.doubtful))

    @property
    def told(self) -> str:
        """Say what was brought up to date.

        >>> TakenOver("", (), ((0, 1),), 2, 5).told
        '取来上年文字：年份改了2处，数字改了5处；1处改不了，已标出，请核实'
        """
        left = f"；{len(self.doubtful)}处改不了，已标出，请核实" if self.doubtful else ""
        return f"取来上年文字：年份改了{self.years}处，数字改了{self.numbers}处{left}"


def taken_over(last: Report, report: Report, key: str) -> TakenOver:
    """Bring last year's text up to date; both reports are with their totals."""
    text = last.texts.get(key, "")
    renewed, doubtful = _of_ours(text, last, report, key)
    known = [*(one.span for one in renewed), *doubtful]
    for more, doubts in (
        _of_claims(text, last, report, key),
        _of_decisions(text, last, report),
        _of_years(text, last, report),
    ):
        renewed += [one for one in more if not _meets(one.span, known)]
        doubtful += [span for span in doubts if not _meets(span, known)]
        known = [*(one.span for one in renewed), *doubtful]
    titles = [found.span() for found in _TITLE.finditer(text)]
    counts = (found.span() for found in _COUNT.finditer(text))
    doubtful += [span for span in counts if not _meets(span, [*known, *titles])]
    return _put_together(text, key, renewed, doubtful)


def _meets(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


Found = tuple[list[Renewal], list[Span]]  # what is renewed, and what cannot be


def _of_ours(text: str, last: Report, report: Report, key: str) -> Found:
    """Say our own sentences anew with this year's numbers; one that is not true this year is doubtful as a whole."""
    ours = {one.key: one for one in of_text(report.form, key)}
    renewed: list[Renewal] = []
    doubtful: list[Span] = []
    for start, said in sentences(text):
        known = wording_of(said)
        one = ours.get(known[0]) if known else None
        if known is None or one is None:
            continue
        new = filled(one.every[known[1]], report)
        if new is None or objection(one, report):
            doubtful.append((start, start + len(said)))
            continue
        renewed.append(Renewal((start, start + len(said)), new.words, new.numbers, str(last.year) in said))
    return renewed, doubtful


def _of_claims(text: str, last: Report, report: Report, key: str) -> Found:
    """Find what the narrative says of last year's tables."""
    origin = Origin(key, last.form, last.year, last.unit)
    claims = [claim for reading in read(text, origin) for claim in reading.claims]
    renewed: list[Renewal] = []
    doubtful: list[Span] = []
    for span, some in groupby(sorted(claims, key=lambda one: one.span), key=lambda one: one.span):
        one = _renewed([*some], last, report)
        if isinstance(one, Renewal):
            renewed.append(one)
        elif one:
            doubtful.append(span)
    return renewed, doubtful


def _renewed(claims: list[Claim], last: Report, report: Report) -> Renewal | bool:
    """Return what takes the place of a number; True where it cannot be known, False where it may stay."""
    if claims[0].by_word:
        return any(total(one.target.cells, report.numbers) != one.said for one in claims)
    if len(claims) > 1:
        return True
    cells = _cells_of(claims[0], last)
    value = total(cells, report.numbers) if cells else None
    return (
        True if value is None else Renewal(claims[0].span, words := number_text(value), (Quoted(0, len(words), cells),))
    )


def _of_decisions(text: str, last: Report, report: Report) -> Found:
    """Find what is said of last year's section two: what was decided, what was charged.

    An amount that is not written in the unit of the table follows no cell, and is somebody's to see.
    """
    before, now = cells_by_name(last.form), cells_by_name(report.form)
    renewed: list[Renewal] = []
    doubtful: list[Span] = []
    for one in counts(text, last.unit):
        cells = tuple(cell for cell in (now.get(one.name),) if cell is not None)
        value = total(cells, report.numbers) if cells else None
        was = before.get(one.name)
        if one.number is None:
            doubtful += [] if value == 0 else [(one.start, one.end)]
        elif value is None or was is None or one.value != last.numbers.get(was) or one.times != 1:
            doubtful.append(one.number)
        else:
            words = number_text(value)
            renewed.append(Renewal(one.number, words, (Quoted(0, len(words), cells),)))
    return renewed, doubtful


def _cells_of(claim: Claim, last: Report) -> tuple[Cell, ...]:
    """Return the cells whose number a claim says; none where last year's table does not bear it out."""
    possible = (one.cells for one in (claim.target, *claim.also))
    return next((cells for cells in possible if total(cells, last.numbers) == claim.said), ())


def _of_years(text: str, last: Report, report: Report) -> Found:
    """Let last year be this year; the years beside it, and days but those of the period, are somebody's to see."""
    titles = [found.span() for found in _TITLE.finditer(text)]
    renewed: list[Renewal] = []
    doubtful: list[Span] = []
    for found in _YEAR.finditer(text):
        year, day = int(found["year"]), (found["m"], found["d"])
        if _meets(found.span(), titles) or abs(year - last.year) > 1:
            continue
        if year == last.year and (found["month"] is None or day in _ENDS_OF_THE_YEAR):
            renewed.append(Renewal(found.span(), str(report.year), has_year=True))
        else:
            doubtful.append(found.span())
    return renewed, doubtful


def _put_together(text: str, key: str, renewed: list[Renewal], doubtful: list[Span]) -> TakenOver:
    words, at = "", 0
    bound: list[Binding] = []
    moved: list[Span] = []
    changes = {one.span: one for one in renewed}
    for span in sorted([*changes, *doubtful]):
        words += text[at : span[0]]
        one = changes.get(span)
        new = text[slice(*span)] if one is None else one.words
        if one is None:
            moved.append((len(words), len(words) + len(new)))
        else:
            bound += [Binding(key, len(words) + n.start, len(words) + n.end, n.cells) for n in one.numbers]
        words, at = words + new, span[1]
    years = sum(one.has_year for one in renewed)
    return TakenOver(words + text[at:], tuple(bound), tuple(moved), years, len(bound))
