"""Scores of a collection: how it scores, what every unit loses and why; what people decide goes before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from app.collecting.alike import AlikeTexts, alike_texts
from app.collecting.last_years import LastYears
from app.collecting.roll import RollCall, call_roll
from app.finalising import NOT_COMPARED
from model.collection.scoring import (
    Deduction,
    ScoreFacts,
    ScoreItem,
    ScoreRuling,
    Scoring,
    deductions,
    proposals,
    score,
    scoring_from,
)
from model.collection.standing import Standing
from model.errors import UserError, clip
from model.storage.county.records import RollRow
from model.storage.library import Library
from model.storage.reading import LibraryReading


@dataclass(frozen=True)
class ScoredUnit:
    """A unit, what it loses, and what is left; `alike` are those whose texts are nearly its own."""

    row: RollRow
    scoring: Scoring
    alike: tuple[str, ...] = ()
    proposed: Mapping[str, str] | None = None  # why, by item; None for a unit that need not report
    deductions: tuple[Deduction, ...] = ()
    ruled: Mapping[str, ScoreRuling] | None = None  # what people decided, by item
    compared: bool = True  # whether there is a report of last year

    @property
    def score(self) -> Decimal | None:
        """What is left of the points; None for a unit that need not report, or need not have done so yet."""
        waits = self.row.standing is Standing.MISSING and self.row.days_left >= 0 and not self.deductions
        if waits or self.row.standing is Standing.EXCUSED:
            return None
        return score(self.deductions, self.scoring.full)

    def points(self, item: ScoreItem) -> Decimal:
        """Return what it loses for an item."""
        return next((one.points for one in self.deductions if one.item.id == item.id), Decimal())

    def proposal(self, item: ScoreItem) -> Decimal:
        """Return what the program would deduct for an item."""
        return item.points if self.proposed and item.id in self.proposed else Decimal()

    @property
    def why(self) -> str:
        """Say for what it loses points, and that no report of last year was there to look into."""
        alone = [] if self.compared or not self.row.standing.is_in else [NOT_COMPARED]
        return "；".join([*(one.words for one in self.deductions), *alone])


@dataclass(frozen=True)
class ScoreTable:
    """All units of a collection on a day."""

    roll: RollCall
    scoring: Scoring
    units: tuple[ScoredUnit, ...]


def score_table(library: LibraryReading, collection: int, today: date) -> ScoreTable:
    """Score every unit, by what is known without looking at its report again."""
    roll = call_roll(library, collection, today)
    scoring = scoring_of(library, collection)
    alike = alike_words(roll, alike_texts(library, collection))
    rulings = library.county.rulings(collection)
    last = LastYears(library, roll.heading.year)
    scored = (_scored(one, scoring, alike, rulings, today) for one in roll.rows)
    return ScoreTable(roll, scoring, tuple(replace(one, compared=last.is_there(one.row.unit)) for one in scored))


def _scored(
    row: RollRow,
    scoring: Scoring,
    alike: Mapping[int, tuple[str, ...]],
    rulings: Iterable[ScoreRuling],
    today: date,
) -> ScoredUnit:
    copied = alike.get(row.unit.key, ())
    if row.standing is Standing.EXCUSED:
        return ScoredUnit(row, scoring, copied)
    mine = [one for one in rulings if one.unit == row.unit.key]
    facts = facts_of(row, today, copied)
    lost = deductions(facts, mine, scoring.items)
    return ScoredUnit(row, scoring, copied, proposals(facts, scoring.items), lost, {one.item: one for one in mine})


def facts_of(row: RollRow, today: date, alike: Sequence[str] = ()) -> ScoreFacts:
    """Return what is known of a unit that points may be deducted for."""
    published = row.published_on or (None if row.standing is Standing.EXCUSED else today)
    days = (published - row.publish_due).days if published else 0
    unfilled = row.tally.unfilled.places if row.tally else 0
    uncorrected = row.is_uncorrected
    return ScoreFacts(row.days_late, max(days, 0), unfilled, alike, uncorrected)


def alike_words(roll: RollCall, pairs: Iterable[AlikeTexts]) -> Mapping[int, tuple[str, ...]]:
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


# How it scores


def scoring_of(library: LibraryReading, collection: int) -> Scoring:
    """Return how a collection scores; what nobody can read counts as not set."""
    words = library.setting(_key(collection))
    try:
        return Scoring() if words is None else scoring_from(words)
    except UserError:
        return Scoring()


def set_scoring(library: Library, collection: int, scoring: Scoring) -> None:
    """Keep how a collection scores.

    Raises:
        UserError: it cannot be, or the disk does not allow it.
    """
    if scoring.lacking:
        raise UserError(scoring.lacking)
    library.set_setting(_key(collection), scoring.words)


def _key(collection: int) -> str:
    return f"scoring {collection}"


# What people decide


def decide(library: Library, one: ScoredUnit, wanted: Mapping[str, Decimal], reason: str, who: str) -> Sequence[str]:
    """Deduct as somebody says, where that is other than now; give the items.

    What the program proposes itself needs no ruling: where somebody comes back to it, the ruling goes.

    Raises:
        UserError: there is no reason; nothing was done.
    """
    changed = [item for item in one.scoring.items if wanted.get(item.id, one.points(item)) != one.points(item)]
    with library.together():
        for item in changed:
            if wanted[item.id] == one.proposal(item):
                library.county.remove_ruling(one.row.unit.key, item.id)
            else:
                library.county.rule(one.row.unit.key, item.id, wanted[item.id], reason, who)
    return [item.id for item in changed]


def rule_again(library: Library, unit: int, items: Iterable[str], ruled: Mapping[str, ScoreRuling]) -> None:
    """Let what was decided of some items be as it was; those that are not `ruled` are as the program proposes."""
    with library.together():
        for item in items:
            if item in ruled:
                before = ruled[item]
                library.county.rule(unit, item, before.points, before.reason, before.by)
            else:
                library.county.remove_ruling(unit, item)
