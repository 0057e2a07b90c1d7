"""Learn which cells a number is of: python tools/learn_claims.py FOLDER-OR-FILE… [--try PARTS].

Reads texts as bench.read_claims does, and writes assets/claims.weights. With --try the texts are cut into that many
parts; each is read by what was learnt of the others, and nothing is
written. The same texts always give the same weights. Needs numpy, which nothing else here does: pip install numpy.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.read_claims import Labelled, Score, labelled, measure, report_of, show  # noqa: E402
from intake.interpret import interpret  # noqa: E402
from intake.text_file import from_text  # noqa: E402
from model.form.editions.form_2021 import FORM_2021  # noqa: E402
from model.form.schema import Cell  # noqa: E402
from model.report.report import Level, Report  # noqa: E402
from model.report.totals import with_totals  # noqa: E402
from model.rules.narrative.claims import Claim  # noqa: E402
from model.rules.narrative.contradiction import total_of  # noqa: E402
from model.rules.narrative.cutting import cut  # noqa: E402
from model.rules.narrative.form_lines import form_lines  # noqa: E402
from model.rules.narrative.grammar import Origin, phrases_of, read  # noqa: E402
from model.rules.narrative.learnt import reading  # noqa: E402
from model.rules.narrative.learnt.candidates import ClaimCandidate, candidates  # noqa: E402
from model.rules.narrative.learnt.features import features  # noqa: E402
from model.rules.narrative.learnt.kinds import kind_of, short, targets  # noqa: E402
from model.rules.narrative.learnt.reading import NOTHING, is_at, tokens_of  # noqa: E402
from model.rules.narrative.learnt.weights import FILE, UNIT, Sums, Weights, packed  # noqa: E402
from model.rules.narrative.lexicon import Token  # noqa: E402
from model.rules.narrative.plain import Plain, plain  # noqa: E402

SENTENCES, TRAPS = ROOT / "tests/data/narrative", ROOT / "tests/model/rules/kinds"
OTHERS = ROOT / "tests/data/of-something-else.txt"
ON_APPLICATION = "overview/on_application"
HEADINGS = [section.heading for section in FORM_2021.sections]
FAULTLESS = ROOT / "tests/data/faultless.jsonl"
ROUNDS, RATE, SLOWER = 12, 0.5, 0.3
LEAST_OFTEN = 4  # texts' numbers of a kind, below which it is not learnt
LEAST_SEEN = 6  # times that a feature must be seen
LEAST_WEIGHT = 2  # in units of the file
NOTICED = 0.01  # an error that is worth a step
MOST = 30.0  # a sum beyond which nothing changes


@dataclass
class Example:
    """A number of a text, and the kinds that it is of; what cannot be told is left out."""

    text: str
    tokens: Sequence[Token]
    candidate: ClaimCandidate
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
        inside = _inside(claim.quote, report, every) if kind else []
        numbers = [e for e in inside if not e.candidate.denial and e.candidate.value == claim.value]
        denials = [e for e in inside if e.candidate.denial] if not claim.value else []
        if numbers or denials:
            _label(numbers or denials, str(kind), first=bool(numbers))
    for claim in one.derived:
        for e in _inside(claim.quote, report, every):
            e.unclear.add(str(kind_of(claim.cells, FORM_2021)))
    _look_around(by_sentence)
    return every


def _inside(quote: str, report: Report, every: Iterable[Example]) -> list[Example]:
    """Return what stands in words that are quoted, of the first text in which any does."""
    for key, text in report.texts.items():
        at = text.find(quote)
        found = [e for e in every if e.key == key and at <= e.span[0] < at + len(quote)] if at >= 0 else []
        if found:
            return found
    return []


def _look_around(by_sentence: Iterable[Sequence[Example]]) -> None:
    for some in by_sentence:
        before: list[str] = []
        for e in some:
            e.around = tuple(features(e.text, e.tokens, e.candidate, before, e.key))
            before.append(short(min(e.kinds)) if e.kinds else NOTHING)


def of_sentences(kinds: Iterable[str]) -> Iterator[list[Example]]:
    """Return the numbers of the sentences that the grammar is tested by: what it reads, else nothing.

    A number that it leaves, and that is by chance or not the one of some cells, is not known to be none of them.
    """
    known = targets(form_lines(FORM_2021), tuple(sorted(set(kinds))))
    for report in _reports_of_sentences():
        every = [*_sentences(report)]
        claims = [*_read(report)]
        for e in (example for some in every for example in some):
            said = (claim for key, claim in claims if key == e.key and is_at(claim, e.span, denial=e.candidate.denial))
            e.kinds = {kind for claim in said if (kind := kind_of(claim.target.cells, FORM_2021))}
            if report.numbers and not e.kinds:
                value = e.candidate.value
                e.unclear = {kind for kind, one in known.items() if total_of(one.cells, report.numbers) == value}
        _look_around(every)
        yield [example for some in every for example in some]


def _read(report: Report) -> Iterator[tuple[str, Claim]]:
    for key, text in report.texts.items():
        for one in read(text, Origin(key, FORM_2021, report.year, report.unit)):
            yield from ((key, claim) for claim in one.claims)


def _reports_of_sentences() -> Iterator[Report]:
    ledgers = json.loads((SENTENCES / "ledgers.json").read_text("utf-8"))
    for path in sorted(SENTENCES.glob("*.jsonl")):
        for one in map(json.loads, _lines(path)):
            ledger = ledgers[one["ledger"]]
            numbers = {Cell(key): Decimal(value) for key, value in ledger["numbers"].items()}
            texts = {one["part"]: one["text"]}
            yield Report(ledger["unit"], Level.UNKNOWN, ledger["year"], numbers=numbers, texts=texts)
    for one in map(json.loads, _lines(FAULTLESS)):
        lines = [one["title"], one["opening"], HEADINGS[0], one["overview"], HEADINGS[4], one["problems"]]
        lines += [HEADINGS[5], one["other"]]
        reading = interpret(from_text("\n".join(lines))).report
        numbers = {Cell(key): Decimal(value) for key, value in one["numbers"].items()}
        zeros = dict.fromkeys(FORM_2021.typed_cells, Decimal())
        yield with_totals(replace(reading, numbers=zeros | numbers))
    for key, line in (*_traps(), *((ON_APPLICATION, line) for line in _lines(OTHERS))):
        yield Report("甲县人民政府", Level.COUNTY, 2023, texts={key: line})


def _traps() -> Iterator[tuple[str, str]]:
    """Return the innocent sentences with the text that each stands in."""
    for path in sorted(TRAPS.glob("*.txt")):
        key = ON_APPLICATION
        for line in _lines(path):
            if line.startswith("= ") and line.endswith("/text"):
                key = line[2:]
            if line.startswith("- "):
                yield key, line[2:]


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


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
    names = sorted(one for one, times in seen.items() if times >= LEAST_SEEN)
    numbered = {one: place for place, one in enumerate(names)}
    samples = [
        Sample(
            tuple(one for one in dict.fromkeys(e.around) if one in numbered),
            frozenset(places[kind] for kind in e.kinds if kind in places),
            frozenset(places[kind] for kind in e.unclear - e.kinds if kind in places),
        )
        for e in every
    ]
    anyhow = [
        one._replace(kinds=frozenset({0} if one.kinds else ()), unclear=frozenset({0} if one.unclear else ()))
        for one in samples
    ]
    return _in_units(kinds, names, _fitted(samples, numbered, len(kinds)), _fitted(anyhow, numbered, 1))


class Fitted(NamedTuple):
    """A weight for each kind to begin with, and one for each kind by feature."""

    base: Any
    rows: Any


def _fitted(samples: Sequence[Sample], seen: Mapping[str, int], number: int) -> Fitted:
    np = import_module("numpy")

    base, rows = np.full(number, -3.0), np.zeros((len(seen), number))
    order, dice = [*samples], random.Random(number)  # noqa: S311 — an order, no secret
    places = {id(one): np.array([seen[around] for around in one.around], dtype=np.intp) for one in order}
    for turn in range(ROUNDS):
        dice.shuffle(order)
        for one in order:
            here = places[id(one)]
            by = -1 / (1 + np.exp(-np.clip(base + rows[here].sum(0), -MOST, MOST)))
            by[[*one.kinds]] += 1
            by[[*one.unclear]] = 0
            by[abs(by) <= NOTICED] = 0
            if by.any():
                step = RATE / (1 + turn * SLOWER) / math.sqrt(len(here) or 1)
                base += 0.3 * step * by
                rows[here] += step * by
    return Fitted(base, rows)


def _in_units(kinds: Sequence[str], names: Sequence[str], of_kinds: Fitted, of_any: Fitted) -> Weights:
    found: dict[str, list[int]] = {}
    for name, row, some in zip(names, of_kinds.rows, of_any.rows, strict=True):
        whole = [round(UNIT * float(weight)) for weight in row]
        pairs = [n for place, weight in enumerate(whole) if abs(weight) >= LEAST_WEIGHT for n in (place, weight)]
        found[name] = [round(UNIT * float(some[0])), *pairs]
    found = {name: row for name, row in found.items() if len(row) > 1 or row[0]}
    return Weights(
        kinds, round(UNIT * float(of_any.base[0])), [round(UNIT * float(one)) for one in of_kinds.base], found
    )


def taught(texts: Iterable[Labelled]) -> Weights:
    """Learn from texts, and from the sentences of the tests."""
    every = [examples(text) for text in texts]
    sentences = [*of_sentences(kind for some in every for e in some for kind in e.kinds)]
    return learn([*every, *sentences * 4])  # each of them is a trap that somebody fell into


def main(arguments: Sequence[str]) -> int:
    """Learn from all texts that are named, or try it."""
    wanted = argparse.ArgumentParser()
    wanted.add_argument("texts", nargs="+", type=Path, metavar="FOLDER-OR-FILE")
    wanted.add_argument("--try", dest="parts", type=int, default=0, metavar="PARTS")
    said = wanted.parse_args(arguments)
    texts, parts = [text for one in said.texts for text in labelled(one)], said.parts
    if not parts:
        FILE.write_bytes(packed(taught(texts)))
        print(f"{FILE.stat().st_size} bytes of {len(texts)} texts")
        return 0
    score = Score(Counter(), Counter(), [], [])
    for part in range(parts):
        asked = Sums(taught([text for place, text in enumerate(texts) if place % parts != part]))
        with patch.object(reading, "sums", lambda known=asked: known):
            score.add(measure([text for place, text in enumerate(texts) if place % parts == part]))
    show("learnt", score)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
