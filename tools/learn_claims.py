"""Learn which cells a number is of: python tools/learn_claims.py FOLDER-OR-FILE… [--try PARTS].

Reads texts as bench.read_claims does, and writes assets/claims.weights. With --try the texts are cut into that many
parts; each is read by what was learnt of the others, and nothing is written. The same texts always give the same weights.
"""

from __future__ import annotations

import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.read_claims import Labelled, Score, labelled, measure, report_of, show  # noqa: E402
from model.form.editions.form_2021 import FORM_2021  # noqa: E402
from model.report.report import Report  # noqa: E402
from model.rules.narrative.cutting import cut  # noqa: E402
from model.rules.narrative.grammar import Origin, phrases_of  # noqa: E402
from model.rules.narrative.learnt import reading  # noqa: E402
from model.rules.narrative.learnt.candidates import Candidate, candidates  # noqa: E402
from model.rules.narrative.learnt.features import features  # noqa: E402
from model.rules.narrative.learnt.kinds import kind_of, short  # noqa: E402
from model.rules.narrative.learnt.reading import NOTHING, tokens_of  # noqa: E402
from model.rules.narrative.learnt.weights import FILE, UNIT, Weights, packed  # noqa: E402
from model.rules.narrative.plain import Plain, plain  # noqa: E402

ROUNDS, RATE, SLOWER = 12, 0.5, 0.3
LEAST_OFTEN = 4  # texts' numbers of a kind, below which it is not learnt
LEAST_SEEN = 3  # times that a feature must be seen
LEAST_WEIGHT = 2  # in units of the file
NOTICED = 0.01  # an error that is worth a step


@dataclass
class Example:
    """A number of a text, and the kinds that it is of; what cannot be told is left out."""

    text: str
    tokens: Sequence[object]
    candidate: Candidate
    key: str
    span: tuple[int, int]
    kinds: set[str] = field(default_factory=set)
    unclear: set[str] = field(default_factory=set)
    around: tuple[str, ...] = ()


class Sample(NamedTuple):
    """What stands around a number, by numbers, and the kinds that it is of and may be of."""

    around: tuple[str, ...]
    kinds: frozenset[int]
    unclear: frozenset[int]


# What is learnt from


def examples(one: Labelled) -> list[Example]:
    """Return every number and denial of a text, with what it is of."""
    report = report_of(one)
    by_sentence = [*_sentences(report)]
    every = [example for some in by_sentence for example in some]
    for claim in one.claims:
        kind = kind_of(claim.cells, FORM_2021)
        for key, text in report.texts.items() if kind else ():
            at = text.find(claim.quote)
            inside = [e for e in every if e.key == key and at <= e.span[0] < at + len(claim.quote)] if at >= 0 else []
            numbers = [e for e in inside if not e.candidate.denial and e.candidate.value == claim.value]
            denials = [e for e in inside if e.candidate.denial] if not claim.value else []
            if numbers or denials:
                _label(numbers or denials, str(kind), first=bool(numbers))
                break
    for some in by_sentence:
        before: list[str] = []
        for e in some:
            e.around = tuple(features(e.text, e.tokens, e.candidate, before, e.key))  # type: ignore[arg-type]
            before.append(short(min(e.kinds)) if e.kinds else NOTHING)
    return every


def _label(found: Sequence[Example], kind: str, *, first: bool) -> None:
    """Of several that the words allow take the first number, or the last denial; what the others are is not known."""
    free = [e for e in found if not e.kinds] or found
    taken = free[0] if first else free[-1]
    for e in found:
        e.unclear.add(kind)
    taken.kinds.add(kind)


def _sentences(report: Report) -> Iterator[list[Example]]:
    for key, text in report.texts.items():
        origin = Origin(key, FORM_2021, report.year, report.unit)
        for start, words in cut(text):
            folded: Plain = plain(words, start)
            tokens = tokens_of(phrases_of(folded.text, origin))
            yield [
                Example(folded.text, tokens, one, key, folded.span(one.start, one.end))
                for one in candidates(folded.text, tokens)
            ]


# Learning


def learn(texts: Iterable[Sequence[Example]]) -> Weights:
    """Learn kinds, and whether a number is of any, by logistic regression, one example after the other."""
    every = [example for some in texts for example in some]
    counted = Counter(kind for e in every for kind in e.kinds)
    kinds = sorted(kind for kind, times in counted.items() if times >= LEAST_OFTEN)
    places = {kind: place for place, kind in enumerate(kinds)}
    seen = Counter(one for e in every for one in set(e.around))
    samples = [
        Sample(
            tuple(one for one in dict.fromkeys(e.around) if seen[one] >= LEAST_SEEN),
            frozenset(places[kind] for kind in e.kinds if kind in places),
            frozenset(places[kind] for kind in e.unclear - e.kinds if kind in places),
        )
        for e in every
    ]
    base, rows = _fitted(samples, len(kinds))
    anyhow = [
        one._replace(kinds=frozenset({0} if one.kinds else ()), unclear=frozenset({0} if one.unclear else ()))
        for one in samples
    ]
    any_base, any_rows = _fitted(anyhow, 1)
    return _in_units(kinds, base, rows, any_base[0], {one: row[0] for one, row in any_rows.items()})


Rows = dict[str, list[float]]


def _fitted(samples: Sequence[Sample], number: int) -> tuple[list[float], Rows]:
    base, rows = [-3.0] * number, Rows()
    order, dice = [*samples], random.Random(number)  # noqa: S311 — an order, no secret
    for turn in range(ROUNDS):
        dice.shuffle(order)
        for one in order:
            sums = base
            for around in one.around:
                row = rows.get(around)
                if row:
                    sums = [a + b for a, b in zip(sums, row, strict=True)]
            wrong = [(place, _error(total, place, one)) for place, total in enumerate(sums)]
            wrong = [(place, by) for place, by in wrong if abs(by) > NOTICED]
            step = RATE / (1 + turn * SLOWER) / math.sqrt(len(one.around) or 1)
            for place, by in wrong:
                base[place] += 0.3 * step * by
            for around in one.around if wrong else ():
                row = rows.setdefault(around, [0.0] * number)
                for place, by in wrong:
                    row[place] += step * by
    return base, rows


def _error(total: float, place: int, one: Sample) -> float:
    if place in one.unclear and place not in one.kinds:
        return 0.0
    return (place in one.kinds) - 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _in_units(
    kinds: Sequence[str], base: Sequence[float], rows: Rows, any_base: float, any_: dict[str, float]
) -> Weights:
    found: dict[str, list[int]] = {}
    for one in sorted(rows.keys() | any_.keys()):
        whole = [round(UNIT * weight) for weight in rows.get(one, ())]
        pairs = [n for place, weight in enumerate(whole) if abs(weight) >= LEAST_WEIGHT for n in (place, weight)]
        some = round(UNIT * any_.get(one, 0.0))
        if some or pairs:
            found[one] = [some, *pairs]
    return Weights(kinds, round(UNIT * any_base), [round(UNIT * one) for one in base], found)


def main(arguments: Sequence[str]) -> int:
    """Learn from all texts that are named, or try it."""
    parts = int(arguments[arguments.index("--try") + 1]) if "--try" in arguments else 0
    named = [one for one in arguments if not one.startswith("--") and not one.isdecimal()]
    texts = [text for one in named for text in labelled(Path(one))]
    if not parts:
        FILE.write_bytes(packed(learn(map(examples, texts))))
        print(f"{FILE.stat().st_size} bytes of {len(texts)} texts")
        return 0
    score = Score(Counter(), Counter(), [], [])
    for part in range(parts):
        learnt = learn([examples(text) for place, text in enumerate(texts) if place % parts != part])
        with patch.object(reading, "weights", lambda known=learnt: known):
            score.add(measure([text for place, text in enumerate(texts) if place % parts == part]))
    show("learnt", score, *arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
