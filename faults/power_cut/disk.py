"""What a disk may hold after the power went: all that was synced, and of the rest what chance has left of it."""

from __future__ import annotations

import os
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path, PurePosixPath

from faults.power_cut.events import NAMES, Event, Kind

SECTOR = 512  # what a disk writes whole or not at all
ROOT = "."


@dataclass(frozen=True)
class Losses:
    """How a disk loses what was not synced.

    `kept` is the chance of each write to have reached the disk, `torn` that it did in some of its sectors only.
    With `journal`, names are kept as ext4 keeps them: in their order, all that came before any sync being safe;
    without, as POSIX promises them: a name is safe only when the folder in which it stands was synced.
    """

    kept: float
    torn: float
    journal: bool

    @classmethod
    def by_chance(cls, dice: random.Random) -> Losses:
        """Choose; to lose all and to keep all are as likely as something between."""
        return cls(dice.choice([0.0, 0.5, 0.9, 1.0]), dice.choice([0.0, 0.3]), journal=dice.random() < 0.5)


_NONE = Losses(1.0, 0.0, journal=True)


@dataclass
class _Thing:
    """A file or a folder: what is safe of a file, and what is not yet."""

    folder: bool = False
    safe: bytearray = field(default_factory=bytearray)
    unsafe: list[Event] = field(default_factory=list)

    def sync(self) -> None:
        for event in self.unsafe:
            _apply(self.safe, event)
        self.unsafe.clear()


@dataclass
class _Naming:
    """A change of names, and the thing that it names."""

    event: Event
    thing: _Thing
    synced: set[str] = field(default_factory=set)

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders that have to be synced for it to be safe."""
        return tuple(dict.fromkeys(str(PurePosixPath(name).parent) for name in (self.event.name, _target(self.event))))


class Disk:
    """What happened to a folder up to the cut, beginning with what lay there, all of it safe."""

    def __init__(self, start: Path) -> None:
        self._inodes: dict[int, _Thing] = {start.stat().st_ino: _Thing(folder=True)}
        self._start: dict[str, _Thing] = {}
        self._namings: list[_Naming] = []
        for path in sorted(path for path in start.rglob("*") if not path.name.endswith("-shm")):
            content = bytearray() if path.is_dir() else bytearray(path.read_bytes())
            thing = _Thing(path.is_dir(), content)
            self._start[path.relative_to(start).as_posix()] = self._inodes[path.stat().st_ino] = thing
        self._now = dict(self._start)

    def take(self, events: Iterable[Event]) -> None:
        """Let things happen."""
        for event in events:
            self._take(event)

    def _take(self, event: Event) -> None:
        if event.kind in NAMES:
            self._name(event)
        elif event.kind in {Kind.WRITTEN, Kind.CUT_TO}:
            self._inodes[event.inode].unsafe.append(event)
        elif event.kind is Kind.SYNCED:
            self._sync(event)
        elif event.kind is Kind.ALL_SYNCED:
            self._sync_all()

    def _name(self, event: Event) -> None:
        if event.kind in {Kind.CREATED, Kind.FOLDER_MADE}:
            self._inodes[event.inode] = self._now[event.name] = _Thing(event.kind is Kind.FOLDER_MADE)
        naming = _Naming(event, self._now[event.name])
        self._namings.append(naming)
        _rename(self._now, naming)

    def _sync(self, event: Event) -> None:
        self._inodes[event.inode].sync()
        for naming in self._namings:
            if event.name in naming.folders:
                naming.synced.add(event.name)

    def _sync_all(self) -> None:
        for thing in self._inodes.values():
            thing.sync()
        for naming in self._namings:
            naming.synced.update(naming.folders)

    def left(self, losses: Losses, dice: random.Random, *, journalled: int) -> dict[str, bytes | None]:
        """Return what is left after a cut, by name; a folder is None. `journalled` namings are in the journal."""
        names = dict(self._start)
        kept = self._kept_by_journal(dice, journalled) if losses.journal else self._kept_by_folder(dice)
        for naming in kept:
            _rename(names, naming)
        contents = {id(thing): _content(thing, losses, dice) for thing in self._things()}
        reachable = sorted(name for name in names if _is_reachable(name, names))
        return {name: None if names[name].folder else contents[id(names[name])] for name in reachable}

    def now(self) -> dict[str, bytes | None]:
        """Return what a process sees that does not know of the cut."""
        seen = {name: _content(thing, _NONE, random.Random(0)) for name, thing in self._now.items()}
        return {name: None if self._now[name].folder else content for name, content in seen.items()}

    def _things(self) -> list[_Thing]:
        """List everything that a name may lead to, in the order in which it came to be."""
        things = [*self._start.values(), *(naming.thing for naming in self._namings)]
        return list({id(thing): thing for thing in things}.values())

    @property
    def namings(self) -> int:
        """How many changes of names there were."""
        return len(self._namings)

    def _kept_by_journal(self, dice: random.Random, journalled: int) -> Sequence[_Naming]:
        return self._namings[: dice.choice([journalled, len(self._namings), dice.randint(journalled, self.namings)])]

    def _kept_by_folder(self, dice: random.Random) -> list[_Naming]:
        """Keep in each folder what was synced, and the next few in their order."""
        ends: defaultdict[str, int] = defaultdict(int)
        of: defaultdict[str, list[_Naming]] = defaultdict(list)
        for naming in self._namings:
            for folder in naming.folders:
                of[folder].append(naming)
        for folder, namings in of.items():
            synced = sum(folder in naming.synced for naming in namings)
            ends[folder] = dice.choice([synced, len(namings), dice.randint(synced, len(namings))])
        kept = {folder: {id(naming) for naming in namings[: ends[folder]]} for folder, namings in of.items()}
        return [one for one in self._namings if all(id(one) in kept[folder] for folder in one.folders)]


def after(start: Disk, events: Sequence[Event], losses: Losses, dice: random.Random) -> dict[str, bytes | None]:
    """Return what a disk may hold when the power went after these events."""
    synced = [number for number, event in enumerate(events) if event.kind in {Kind.SYNCED, Kind.ALL_SYNCED}]
    journalled = sum(event.kind in NAMES for event in events[: synced[-1]]) if synced else 0
    start.take(events)
    return start.left(losses, dice, journalled=journalled)


def lay_out(left: dict[str, bytes | None], folder: Path) -> None:
    """Make a folder that holds what is left."""
    folder.mkdir()
    for name, content in left.items():
        if content is None:
            (folder / name).mkdir()
        else:
            (folder / name).write_bytes(content)


def _rename(names: dict[str, _Thing], naming: _Naming) -> None:
    """Change names; what was lost before is not found, and stays lost."""
    event = naming.event
    if event.kind in {Kind.CREATED, Kind.FOLDER_MADE}:
        names[event.name] = naming.thing
        return
    if event.kind in {Kind.RENAMED, Kind.LINKED}:
        names[_target(event)] = naming.thing
    if event.kind is not Kind.LINKED and names.get(event.name) is naming.thing:
        del names[event.name]


def _target(event: Event) -> str:
    return os.fsdecode(event.data) if event.kind in {Kind.RENAMED, Kind.LINKED} else event.name


def _is_reachable(name: str, names: dict[str, _Thing]) -> bool:
    parents = [str(parent) for parent in PurePosixPath(name).parents if str(parent) != ROOT]
    return all(parent in names and names[parent].folder for parent in parents)


def _content(thing: _Thing, losses: Losses, dice: random.Random) -> bytes:
    content = bytearray(thing.safe)
    for event in thing.unsafe:
        if dice.random() < losses.kept:
            for part in _torn(event, dice) if dice.random() < losses.torn else [event]:
                _apply(content, part)
    return bytes(content)


def _torn(event: Event, dice: random.Random) -> list[Event]:
    """Return what some sectors of the disk got of a write."""
    if event.kind is not Kind.WRITTEN:
        return [event]
    ends = [*range(event.at + SECTOR - event.at % SECTOR, event.at + len(event.data), SECTOR)]
    borders = [event.at, *ends, event.at + len(event.data)]
    parts = [
        event._replace(at=begin, data=event.data[begin - event.at : end - event.at]) for begin, end in pairwise(borders)
    ]
    return [part for part in parts if dice.random() < 0.5]


def _apply(content: bytearray, event: Event) -> None:
    end = event.at + len(event.data)
    if event.kind is Kind.CUT_TO:
        del content[event.at :]
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if event.kind is Kind.WRITTEN:
        content[event.at : end] = event.data
