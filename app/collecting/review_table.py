"""审核情况表: what was found of every unit, in one row, with its score."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.assessment import Assessment, assess
from app.collecting.alike import AlikeTexts, alike_texts
from app.collecting.explained import without_refused
from app.collecting.last_years import LastYears
from app.collecting.returning import place_words
from app.collecting.roll import RollCall, call_roll
from app.subject import Subject
from export.xlsx.listing import ListSheet, ListValue, write_listing
from model.collection.remarks import RemarkAnswer
from model.collection.scoring import FULL, PRESET, Deduction, ScoreFacts, ScoreItem, deductions, score
from model.collection.standing import Standing
from model.errors import clip
from model.report.report import Report
from model.rules.tally import Tally
from model.storage.county.records import Remark, RollRow
from model.storage.reading import LibraryReading

_COLUMNS = (
    *("序号", "单位", "状态", "报送日期", "公开日期", "要素", "勾稽", "与上年衔接", "文字与表格", "雷同"),
    *("退回次数", "得分", "扣分", "问题明细", "整改结果"),
)
_OF_LAST_YEAR = "X"  # the family of checks that hold a report against last year's
_OF_NUMBERS = "H"


@dataclass(frozen=True)
class ReviewedUnit:
    """What was found of one unit; None where nothing came in."""

    row: RollRow
    tally: Tally | None
    identities: int  # that do not hold
    with_last_year: int
    words: int  # of the texts, beside the tables
    alike: tuple[str, ...]
    remarks: tuple[Remark, ...]
    deductions: tuple[Deduction, ...]
    full: Decimal = FULL
    report: Report | None = None

    @property
    def score(self) -> Decimal | None:
        """What is left of the points; None for a unit that need not report."""
        return None if self.row.standing is Standing.EXCUSED else score(self.deductions, self.full)


@dataclass(frozen=True)
class ReviewTable:
    """All units of a collection on a day."""

    roll: RollCall
    units: tuple[ReviewedUnit, ...]


def review_table(
    library: LibraryReading,
    collection: int,
    today: date,
    items: Sequence[ScoreItem] = PRESET,
    step: Callable[[int, int], object] = lambda _done, _of: None,
) -> ReviewTable:
    """Look at every report of a collection; `step` is told how far it is, and stops it by raising."""
    roll = call_roll(library, collection, today)
    alike = _alike_words(roll, alike_texts(library, collection))
    last = LastYears(library, roll.heading.year)
    rulings = library.county.rulings(collection)
    found = []
    for done, row in enumerate(roll.rows):
        step(done, len(roll.rows))
        mine = [one for one in rulings if one.unit == row.unit.key]
        copied = alike.get(row.unit.key, ())
        deducted = () if row.standing is Standing.EXCUSED else deductions(facts_of(row, today, copied), mine, items)
        remarks = library.county.remarks(row.unit.key)
        found.append(_reviewed(library, row, last, copied, remarks, deducted))
    return ReviewTable(roll, tuple(found))


def _reviewed(  # noqa: PLR0913, PLR0917 — what is known of a unit
    library: LibraryReading,
    row: RollRow,
    last: LastYears,
    alike: tuple[str, ...],
    remarks: tuple[Remark, ...],
    deducted: tuple[Deduction, ...],
) -> ReviewedUnit:
    if row.submission is None or not row.standing.is_in:
        return ReviewedUnit(row, None, 0, 0, 0, alike, remarks, deducted)
    report = without_refused(
        library.county.submission(row.submission).report, library.county.judgements(row.submission)
    )
    found = assess(Subject(report, last.of(row.unit, report), switches=library.switches))
    identities, with_last_year = _count(found, _OF_NUMBERS), _count(found, _OF_LAST_YEAR)
    words = len(found.open) - identities - with_last_year
    return ReviewedUnit(row, found.tally, identities, with_last_year, words, alike, remarks, deducted, report=report)


def _count(found: Assessment, family: str) -> int:
    return sum(one.check.startswith(family) and not one.gap for one in found.open)


def facts_of(row: RollRow, today: date, alike: Sequence[str] = ()) -> ScoreFacts:
    """Return what is known of a unit that points may be deducted for."""
    published = row.published_on or (None if row.standing is Standing.EXCUSED else today)
    days = (published - row.publish_due).days if published else 0
    unfilled = row.tally.unfilled.places if row.tally else 0
    uncorrected = row.standing is Standing.RETURNED and row.days_left < 0
    return ScoreFacts(row.days_late, max(days, 0), unfilled, alike, uncorrected)


def _alike_words(roll: RollCall, pairs: Iterable[AlikeTexts]) -> Mapping[int, tuple[str, ...]]:
    """Say for each unit whose texts are nearly its own, and how alike they are."""
    found: dict[int, list[str]] = {}
    names = {one.unit.key: clip(one.unit.name, 40) for one in roll.rows}
    for pair in pairs:
        percent = f"{pair.percent:.0f}%"
        if pair.other is None:
            found.setdefault(pair.unit, []).append(f"上年{percent}")
        elif pair.unit in names and pair.other in names:
            found.setdefault(pair.unit, []).append(f"{names[pair.other]}{percent}")
            found.setdefault(pair.other, []).append(f"{names[pair.unit]}{percent}")
    return {key: tuple(dict.fromkeys(said)) for key, said in found.items()}


def write_review_table(table: ReviewTable) -> bytes:
    """Write the table as a spreadsheet."""
    heading = table.roll.heading
    title = f"{heading.year}年度政府信息公开工作年度报告审核情况表"
    rows = [_line(number, one) for number, one in enumerate(table.units, 1)]
    return write_listing(ListSheet(title, [heading.unit, table.roll.sentence], _COLUMNS, rows))


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
        _count_words(one.with_last_year) if is_in else "",
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
    said = (f"{place_words(form, remark)}：{remark.words}" if form else remark.words for remark in one.remarks)
    return "\n".join(f"{number}.{words}" for number, words in enumerate(said, 1))


def _answers(one: ReviewedUnit) -> str:
    told = []
    for number, remark in enumerate(one.remarks, 1):
        if remark.answer is not RemarkAnswer.NONE:
            reason = f"：{remark.answer_words}" if remark.answer_words else ""
            told.append(f"{number}.{remark.answer.label}{reason}")
    return "\n".join(told)
