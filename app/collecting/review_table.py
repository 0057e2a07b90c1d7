"""审核情况表: what was found of every unit, in one row, with its score."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.assessment import Assessment, assess
from app.collecting.answers import not_done, same_words
from app.collecting.explained import without_refused
from app.collecting.last_years import LastYears
from app.collecting.returning import place_words, words_at_place
from app.collecting.roll import RollCall
from app.collecting.scores import ScoredUnit, score_table
from app.finalising import NOT_COMPARED, not_compared
from app.subject import Subject
from export.layout.listing import PrintedList, SheetColumn
from export.xlsx.listing import ListSheet, ListValue, write_listing
from model.collection.remarks import RemarkAnswer
from model.collection.scoring import Deduction
from model.report.numbers import number_text
from model.report.report import Report
from model.rules.tally import Tally
from model.storage.county.records import Remark, RollRow
from model.storage.reading import LibraryReading

_COLUMNS = (
    *("序号", "单位", "状态", "报送日期", "公开日期", "要素", "勾稽", "与上年衔接", "文字与表格", "雷同"),
    *("退回次数", "得分", "扣分", "问题明细", "整改结果"),
)
_SHARES = (4, 12, 7, 8, 8, 7, 5, 6, 6, 10, 4, 5, 12, 20, 12)
_OF_LAST_YEAR = "X"  # the family of checks that hold a report against last year's
_OF_NUMBERS = "H"


@dataclass(frozen=True)
class ReviewedUnit:
    """What was found of one unit; None where nothing came in."""

    scored: ScoredUnit
    tally: Tally | None
    identities: int  # that do not hold
    with_last_year: int | None  # None where there is no report of last year
    words: int  # of the texts, beside the tables
    remarks: tuple[Remark, ...]
    report: Report | None = None
    same: Mapping[int, int] = field(default_factory=dict)  # remarks said to be heeded where nothing changed

    @property
    def row(self) -> RollRow:
        """The unit in the roll call."""
        return self.scored.row

    @property
    def alike(self) -> tuple[str, ...]:
        """Whose texts are nearly its own."""
        return self.scored.alike

    @property
    def deductions(self) -> tuple[Deduction, ...]:
        """What it loses, and why."""
        return self.scored.deductions

    @property
    def score(self) -> Decimal | None:
        """What is left of the points; None for a unit that need not report."""
        return self.scored.score


@dataclass(frozen=True)
class ReviewTable:
    """All units of a collection on a day."""

    roll: RollCall
    units: tuple[ReviewedUnit, ...]


def review_table(
    library: LibraryReading,
    collection: int,
    today: date,
    step: Callable[[int, int], object] = lambda _done, _of: None,
) -> ReviewTable:
    """Look at every report of a collection; `step` is told how far it is, and stops it by raising."""
    scores = score_table(library, collection, today)
    last = LastYears(library, scores.roll.heading.year)
    found = []
    for done, one in enumerate(scores.units):
        step(done, len(scores.units))
        found.append(_reviewed(library, one, last, library.county.remarks(one.row.unit.key)))
    return ReviewTable(scores.roll, tuple(found))


def _reviewed(library: LibraryReading, one: ScoredUnit, last: LastYears, remarks: tuple[Remark, ...]) -> ReviewedUnit:
    row = one.row
    if row.submission is None or not row.standing.is_in:
        return ReviewedUnit(one, None, 0, None, 0, remarks)
    current = library.county.submission(row.submission)
    report = without_refused(current.report, library.county.judgements(current.key))
    found = assess(Subject(report, last.of(row.unit, report), switches=library.switches))
    identities, with_last_year = _count(found, _OF_NUMBERS), _count(found, _OF_LAST_YEAR)
    words = len(found.open) - identities - with_last_year
    compared = None if not_compared(found) else with_last_year
    same = not_done(library, current, remarks, found)
    return ReviewedUnit(one, found.tally, identities, compared, words, remarks, report, same)


def _count(found: Assessment, family: str) -> int:
    return sum(one.check.startswith(family) and not one.gap for one in found.open)


def write_review_table(table: ReviewTable) -> bytes:
    """Write the table as a spreadsheet."""
    rows = [_line(number, one) for number, one in enumerate(table.units, 1)]
    return write_listing(ListSheet(_title(table), [table.roll.heading.unit, table.roll.sentence], _COLUMNS, rows))


def review_list(table: ReviewTable) -> PrintedList:
    """Lay the table out for paper, on a turned page."""
    columns = tuple(SheetColumn(*one) for one in zip(_COLUMNS, _SHARES, strict=True))
    rows = tuple(tuple(map(_as_words, _line(number, one))) for number, one in enumerate(table.units, 1))
    unit = table.roll.heading.unit
    return PrintedList(_title(table), columns, rows, (table.roll.sentence,), (unit,), unit, landscape=True)


def _as_words(value: ListValue) -> str:
    return value if isinstance(value, str) else "" if value is None else number_text(Decimal(value))


def _title(table: ReviewTable) -> str:
    return f"{table.roll.heading.year}年度政府信息公开工作年度报告审核情况表"


def _line(number: int, one: ReviewedUnit) -> list[ListValue]:
    row, is_in = one.row, one.tally is not None
    return [
        number,
        row.unit.name,
        row.standing.label,
        row.first.astimezone().strftime("%Y-%m-%d") if row.first else "",
        row.published_on.isoformat() if row.published_on else "",
        (one.tally.unfilled.words or "齐全") if one.tally else "",
        _count_words(one.identities) if is_in else "",
        (NOT_COMPARED if one.with_last_year is None else _count_words(one.with_last_year)) if is_in else "",
        _count_words(one.words) if is_in else "",
        "、".join(one.alike),
        row.returned,
        one.score,
        "；".join(deducted.words for deducted in one.deductions),
        _problems(one),
        _answers(one),
    ]


def _count_words(count: int) -> str:
    return f"{count}处" if count else "没有问题"


def _problems(one: ReviewedUnit) -> str:
    form = one.report.form if one.report else None
    said = (
        f"{place_words(form, remark)}：{words_at_place(form, remark)}" if form else remark.words
        for remark in one.remarks
    )
    return "\n".join(f"{number}.{words}" for number, words in enumerate(said, 1))


def _answers(one: ReviewedUnit) -> str:
    told = []
    for number, remark in enumerate(one.remarks, 1):
        if remark.answer is not RemarkAnswer.NONE:
            reason = f"：{remark.answer_words}" if remark.answer_words else ""
            same = f"，但{same_words(one.same[remark.key])}" if remark.key in one.same else ""
            told.append(f"{number}.{f'答“{remark.answer.label}”' if same else remark.answer.label}{reason}{same}")
    return "\n".join(told)
