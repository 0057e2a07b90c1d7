"""How many of the claims of texts that others wrote are read, and what is alarmed that is right.

python -m bench.read_claims FOLDER-OR-FILE… [--missed] [--false]. A folder holds NNN.txt, the words of section one or
those of several sections under their headings, and beside it NNN.json with every clause that says something of cells
of the form: its words, the cells that add up to its number, the number; a file of lines holds both in each line
(bench/corpus). A table is made that agrees with all of them, so that whatever is said against the words is a false
alarm; then, claim by claim, one cell is changed: the clause must be told.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from intake.interpret import interpret
from intake.text_file import from_text
from model.form.editions.form_2021 import APPLICATIONS, FORM_2021
from model.form.schema import Cell
from model.report.report import Level, Report
from model.rules import findings

BY = 7  # what is added to a cell: no other number of a text is often as much more
ROWS = tuple(line.key for line in APPLICATIONS.row_leaves)
RECEIVED, FORWARD, *RESULTS, TOTAL, LEFT = ROWS
REST = "other_other"  # the row that takes what nobody told
_ZERO = Decimal()
_HEADED = re.compile("[一五六]、")


class Claim(NamedTuple):
    """Words that tell of cells, and the number that these add up to."""

    quote: str
    cells: tuple[Cell, ...]
    value: Decimal

    @property
    def kind(self) -> str:
        """Which line of the form, in short."""
        first = self.cells[0]
        row = first.row if first.table == APPLICATIONS.key else first.table
        named = {RECEIVED, FORWARD, TOTAL, LEFT}
        return row if row in named or first.table != APPLICATIONS.key else "results"


@dataclass(frozen=True)
class Labelled:
    """A text, what is known of it, and its name."""

    name: str
    text: str
    truth: Mapping[str, Any]
    claims: tuple[Claim, ...]
    derived: tuple[Claim, ...] = ()  # what words tell without the number: “均获维持”


class Told(NamedTuple):
    """What the program said: which rule, in which words of which text."""

    check: str
    key: str
    words: str
    quote: str


def labelled(path: Path) -> Iterator[Labelled]:
    """Read what lies in a folder, in the order of the names, or in a file of lines."""
    if path.is_dir():
        for one in sorted(path.glob("*.txt")):
            yield _labelled(one.stem, one.read_text("utf-8"), json.loads(one.with_suffix(".json").read_text("utf-8")))
        return
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        truth = json.loads(line)
        yield _labelled(f"{number:03}", truth.pop("text"), truth)


def _labelled(name: str, text: str, truth: Mapping[str, Any]) -> Labelled:
    return Labelled(name, text, truth, _claims(truth["claims"]), _claims(truth.get("derived", ())))


def _claims(found: Iterable[Mapping[str, Any]]) -> tuple[Claim, ...]:
    return tuple(Claim(one["quote"], tuple(map(Cell, one["cells"])), Decimal(str(one["value"]))) for one in found)


def table(claims: Sequence[Claim]) -> dict[Cell, Decimal]:
    """Make a table in which every claim holds; what nobody tells of is nought, or what the sums of the form want."""
    numbers = {one.cells[0]: one.value for one in claims if len(one.cells) == 1}
    for one in claims:
        unset = [cell for cell in one.cells if cell not in numbers]
        rest = one.value - sum(numbers.get(cell, _ZERO) for cell in one.cells)
        numbers |= dict.fromkeys(unset, _ZERO)
        if unset:
            numbers[unset[0]] = rest
    _balance(numbers)
    return dict.fromkeys(FORM_2021.cells, _ZERO) | numbers


def _balance(numbers: dict[Cell, Decimal]) -> None:
    """Let the total column come out, as far as the claims leave cells for it."""
    here = {row: Cell.at(APPLICATIONS.key, row, "total") for row in ROWS}
    known = sum(numbers.get(here[row], _ZERO) for row in RESULTS)
    came = sum(numbers.get(here[row], _ZERO) for row in (RECEIVED, FORWARD))
    left = numbers.get(here[LEFT], _ZERO)
    ended = numbers.setdefault(here[TOTAL], max(Decimal(known), Decimal(came - left), _ZERO))
    if here[REST] not in numbers and ended > known:
        numbers[here[REST]] = ended - known
    if here[LEFT] not in numbers and came > ended:
        numbers[here[LEFT]] = came - ended
    left = numbers.get(here[LEFT], _ZERO)
    for row in (RECEIVED, FORWARD):
        if here[row] not in numbers and ended + left > came:
            numbers[here[row]] = ended + left - came
            return
    for block in ("reconsideration", "direct_litigation", "litigation_after_reconsideration"):
        parts = [Cell.at("disputes", block, one) for one in ("upheld", "corrected", "other", "pending")]
        numbers.setdefault(Cell.at("disputes", block, "total"), sum((numbers.get(one, _ZERO) for one in parts), _ZERO))


def report_of(one: Labelled) -> Report:
    """Return the report of a text: read as a file is, with the table that agrees."""
    unit, year = one.truth.get("unit") or "甲县乙局", one.truth.get("year") or 2024
    title = f"{unit}{year}年政府信息公开工作年度报告"
    heading = "" if _HEADED.match(one.text) else "一、总体情况\n"
    read = interpret(from_text(f"{title}\n{heading}{one.text}")).report
    texts_ = read.texts or {"overview/opening": one.text}
    return Report(str(unit), Level.UNKNOWN, int(str(year)), numbers=table((*one.claims, *one.derived)), texts=texts_)


def told(report: Report) -> Iterator[Told]:
    """Return what the words say otherwise than the table."""
    for one in findings(report):
        if one.check.startswith("N") and one.quote:
            yield Told(one.check, one.at[0], one.about, one.quote)


class Place(NamedTuple):
    """Of which line a claim is, and in which part of the report it stands."""

    kind: str
    part: str


@dataclass
class Score:
    """What was counted."""

    claims: Counter[Place]
    read: Counter[Place]
    missed: list[tuple[str, Claim]]
    false: list[tuple[str, Told]]
    texts: int = 0

    def add(self, other: "Score") -> None:
        """Take in what was counted elsewhere."""
        self.claims += other.claims
        self.read += other.read
        self.missed += other.missed
        self.false += other.false
        self.texts += other.texts


def measure(found: Sequence[Labelled]) -> Score:
    """Change each claim's cell once, and count where that is told."""
    score = Score(Counter(), Counter(), [], [])
    for one in found:
        report = report_of(one)
        base = set(told(report))
        planted = [str(fault["quote"]) for fault in one.truth.get("faults", [])]
        score.false += [(one.name, each) for each in base if not any(_shares(each, quote) for quote in planted)]
        score.texts += 1
        for claim in one.claims:
            place = Place(claim.kind, _part(report, claim))
            score.claims[place] += 1
            if any(_stands_in(each, claim) for other in _others(report, claim) for each in set(told(other)) - base):
                score.read[place] += 1
            else:
                score.missed.append((one.name, claim))
    return score


def _others(report: Report, claim: Claim) -> Iterator[Report]:
    """Change a cell of a claim: more, and less, as some words hold for the one and not for the other."""
    cell = claim.cells[0]
    value = report.numbers[cell]
    yield report.with_number(cell, value + BY)
    if value:
        yield report.with_number(cell, value - 1)


def _part(report: Report, claim: Claim) -> str:
    """Return in which part the words of a claim stand."""
    return next((key.split("/")[0] for key, text in report.texts.items() if claim.quote in text), "")


def _stands_in(found: Told, claim: Claim) -> bool:
    return found.quote in claim.quote or claim.quote in found.words


def _shares(found: Told, quote: str) -> bool:
    return bool(found.quote and (found.quote in quote or quote in found.words))


def _by(field: str, places: Counter[Place]) -> Counter[str]:
    found = Counter[str]()
    for place, number in places.items():
        found[getattr(place, field)] += number
    return found


def show(name: str, score: Score, *lists: str) -> None:
    """Print what is read by kind, and how much is false; what is missed, or false, where `lists` ask for it."""
    for field in Place._fields:
        claims, read_ = _by(field, score.claims), _by(field, score.read)
        for one, number in claims.most_common():
            print(f"{name:<10} {one:<24} {read_[one]:>5} of {number:<5} {read_[one] / number:.2f}")
    read, every = score.read.total(), score.claims.total()
    print(f"{name:<10} {'all':<24} {read:>5} of {every:<5} {read / max(every, 1):.3f}")
    print(f"{name:<10} false alarms {len(score.false)} in {score.texts} texts", flush=True)
    for place, claim in score.missed if "--missed" in lists else ():
        print(f"missed {place} {claim.kind} {claim.value}: {claim.quote}")
    for place, each in score.false if "--false" in lists else ():
        print(f"false {place} {each.check} {each.words} | {each.quote}")


def main(arguments: Sequence[str]) -> int:
    """Measure what is named, and list the missed and the false ones where that is asked for."""
    for path in (Path(one) for one in arguments if not one.startswith("--")):
        show(path.stem, measure([*labelled(path)]), *arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
