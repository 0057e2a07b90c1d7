"""The power goes at any moment: what was acknowledged is there, and nothing is half there."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

from faults.part import Outcome, Part
from faults.power_cut.disk import Disk, Losses, after, lay_out
from faults.power_cut.events import Event, Kind, read
from faults.power_cut.scenarios import SCENARIOS
from faults.power_cut.working import Scenario
from faults.preloaded import LIBRARY, recorded

CUTS = 5  # in one record
TWICE = 0.25  # the share of cuts after which the next start is cut off, too


def trial(seed: int, scratch: Path) -> Outcome:
    """Record one thing being done, and cut the power at a few moments of it."""
    dice, place = random.Random(seed), scratch.resolve()
    name = sorted(SCENARIOS)[seed % len(SCENARIOS)]
    start, scenario, events = _recorded(SCENARIOS[name], place, dice)
    counts = Counter({"断电": 0})
    for number in range(CUTS):
        counts.update({"断电": 1, name: 1})
        cut, losses = _moment(events, dice), Losses.by_chance(dice)
        folder = place / f"after-{number}"
        lay_out(after(deepcopy(start), events[:cut], losses, dice), folder)
        if dice.random() < TWICE:
            counts["断电"] += 1
            folder = _cut_again(scenario, folder, dice)
        broken = scenario.broken(folder, _acknowledged(events[:cut]))
        if broken:
            return Outcome(f"{name}, {folder.name}, cut at {cut} of {len(events)}, {losses}: {broken}", counts)
    return Outcome("", counts)


def _cut_again(scenario: Scenario, folder: Path, dice: random.Random) -> Path:
    """Cut the power while the next start mends what the first cut has left."""
    start, record, again = Disk(folder), folder.with_suffix(".record"), folder.with_suffix(".again")
    with recorded(folder, record):
        scenario.start_again(folder)
    events = read(record)
    lay_out(after(start, events[: dice.randrange(len(events) + 1)], Losses.by_chance(dice), dice), again)
    return again


def _recorded(kind: type[Scenario], place: Path, dice: random.Random) -> tuple[Disk, Scenario, list[Event]]:
    folder, record = place / "before", place / "record"
    folder.mkdir()
    scenario = kind(folder, dice)
    scenario.prepare()
    start = Disk(folder)
    with recorded(folder, record):
        scenario.run()
    events = read(record)
    _compare(start, events, folder)
    return start, scenario, events


def _compare(start: Disk, events: Sequence[Event], folder: Path) -> None:
    """Make sure that the record tells all that was done.

    Raises:
        ValueError: it does not lead to what is there.
    """
    told, there = deepcopy(start), Disk(folder)
    told.take(events)
    if told.now() != there.now():
        names = [name for name, content in there.now().items() if told.now().get(name, 0) != content]
        raise ValueError(f"the record is not complete: {names or 'something was removed'}")


def _moment(events: Sequence[Event], dice: random.Random) -> int:
    """Choose when to cut; just after something was acknowledged is where most could be missing."""
    noted = [number for number, event in enumerate(events, 1) if event.kind is Kind.NOTED]
    return dice.choice(noted) if noted and dice.random() < 0.5 else dice.randrange(len(events) + 1)


def _acknowledged(events: Sequence[Event]) -> int:
    return max((int(event.name) for event in events if event.kind is Kind.NOTED), default=0)


PART = Part(
    name="power",
    promise="断电以后，已经保存的都在，没有做到一半的：录入、导入、首次启动、升级、备份、导出、恢复备份",
    goal="1000次断电，0处丢失",
    trial=trial,
    sample=30,
    full=200,
    preload=LIBRARY,
)
