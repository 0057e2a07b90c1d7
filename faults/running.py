"""Runs the trials of a part, and keeps a journal from which an interrupted run goes on."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from faults.checkout import checkout
from faults.part import ROOT, Part
from faults.process import Answer, built, tried

KEPT = ROOT / ".faults"  # journals and built libraries; git does not see it
PROCESSES = 2


@dataclass
class Tally:
    """What came of a part's trials so far."""

    tried: int = 0
    broken: dict[int, str] = field(default_factory=dict)  # by seed
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, one: Answer) -> None:
        """Count one trial."""
        self.tried += 1
        self.counts.update(one["counts"])
        if one["broken"]:
            self.broken[one["seed"]] = one["broken"]

    @property
    def held(self) -> float:
        """The share of trials in which the promise held."""
        return 1 - len(self.broken) / self.tried if self.tried else 1.0


class Journal:
    """What came of each trial of a part, a line each; a line that was broken off is no line."""

    def __init__(self, path: Path, state: str) -> None:
        self._path, self._state = path, state

    def known(self) -> dict[int, Answer]:
        """Return what is known of this state of the program, by seed."""
        known: dict[int, Answer] = {}
        for line in self._lines():
            try:
                one = json.loads(line)
                if one.pop("commit") == self._state:
                    known[one["seed"]] = one
            except (ValueError, KeyError, AttributeError):
                continue
        return known

    def _lines(self) -> list[str]:
        return self._path.read_text("utf-8", "replace").splitlines() if self._path.exists() else []

    def write(self, one: Answer) -> None:
        """Keep what came of a trial."""
        with self._path.open("a+b") as file:
            end = file.seek(0, 2)
            if end:
                file.seek(end - 1)
                file.write(b"" if file.read(1) == b"\n" else b"\n")  # after a line that was broken off
            file.write(json.dumps({"commit": self._state, **one}, ensure_ascii=False).encode() + b"\n")


def run(module: str, part: Part, seeds: int, *, resume: bool, kept: Path = KEPT) -> Tally:
    """Try the first `seeds` seeds; with `resume`, what is known of this state of the program is not tried again.

    Raises:
        CannotBuildError: what the part puts under its processes cannot be built here.
    """
    kept.mkdir(exist_ok=True)
    preload = built(part.preload, kept) if part.preload else None
    journal, tally = Journal(kept / f"{part.name}.jsonl", checkout()), Tally()
    known = {seed: one for seed, one in journal.known().items() if resume and seed < seeds}
    for one in known.values():
        tally.add(one)
    for one in tried(module, part, (seed for seed in range(seeds) if seed not in known), preload, PROCESSES):
        tally.add(one)
        journal.write(one)
    return tally
