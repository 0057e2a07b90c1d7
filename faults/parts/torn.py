"""The -wal is cut off anywhere: edits are missing from the end only, never from the middle, and it is told how many."""

from __future__ import annotations

from pathlib import Path

from faults.part import Outcome, Part
from faults.parts.broken_bits import EDITS, Seen, glance, killed, look

EVERY = 16  # bytes
CUTS = 20  # in one trial
STEP = 131  # prime to the number of cuts: a sample is spread over the whole file


def _kept(seen: Seen) -> tuple[int, int]:
    """Return how many edits are there from the first on, and how many there are in all."""
    for one in seen.reports:
        if one.id == 1:
            cells = list(one.report.form.cells)[:EDITS]
            there = [one.report.numbers.get(cell) == 1000 + number for number, cell in enumerate(cells)]
            return (there.index(False) if False in there else EDITS), sum(there)
    return 0, 0


def trial(seed: int, folder: Path) -> Outcome:
    """Cut at some places; all seeds together cut at every sixteenth byte."""
    files = killed()
    places = len(files.wal) // EVERY + 1
    wrong, lost = [], 0
    for number in range(CUTS):
        cut = (seed * CUTS + number) * STEP % places * EVERY
        path = files._replace(wal=files.wal[:cut]).put(folder / "library")
        seen = glance(path) if number else look(path)
        kept, there = _kept(seen)
        if kept != there:
            wrong.append(f"a hole after edit {kept} when cut at {cut}")
        lost += kept < EDITS
        if (kept < EDITS) != bool(seen.told):
            wrong.append(f"{EDITS - kept} edits lost when cut at {cut}, told: {seen.told!r}")
    return Outcome("; ".join(wrong), {"cuts": CUTS, "lost edits": lost, "silent": len(wrong)})


PART = Part(
    name="torn",
    promise="断电使-wal断在任何一处，缺的只是最后几处修改，并且说出最后留下的是哪一处",
    goal="每16字节断一次，没有空洞，缺了都说",
    trial=trial,
    sample=40,
    full=1082,
    patience=120,
)
