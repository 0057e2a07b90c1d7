"""A library beside the killed one, in which what was acknowledged is done again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import closing, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from faults.contents import Contents, contents
from faults.window_robot.telling import Message, Sign
from model.storage.library import Library

Call = tuple[str, tuple[Any, ...], dict[str, Any]]
_ENDS = {Sign.DONE, Sign.REFUSED, Sign.APART, Sign.TAKEN_BACK}


@dataclass
class Unit:
    """What is written in one transaction, or was to be."""

    together: bool
    calls: list[Call] = field(default_factory=list)
    how: Sign | None = None  # how it ended; None: it was under way


def units(messages: Iterable[Message]) -> list[Unit]:
    """Gather the transactions that were told."""
    found: list[Unit] = []
    for sign, what in messages:
        inside = bool(found) and found[-1].how is None and found[-1].together
        if sign is Sign.TOGETHER:
            found.append(Unit(together=True))
        elif sign is Sign.BEGUN:
            found += [] if inside else [Unit(together=False)]
            found[-1].calls.append((what[0], what[1], what[2]))
        elif sign in {Sign.APART, Sign.TAKEN_BACK} or (sign in _ENDS and not inside):
            found[-1].how = sign
    return found


class _NotWrittenError(Exception):
    """The transaction is taken back, as it was in the window."""


class Replica:
    """Does again what was told; the moments are those of the killed process."""

    def __init__(self, path: Path, messages: Sequence[Message]) -> None:
        self._path = path
        self._units = units(messages)
        self._moments = deque(what[0] for sign, what in messages if sign is Sign.MOMENT)
        self.acknowledged = sum(unit.how in {Sign.DONE, Sign.APART} for unit in self._units)

    def _now(self) -> datetime:
        return self._moments.popleft() if self._moments else datetime.now(UTC)  # then it was not stamped yet

    def possible(self) -> list[Contents]:
        """Return what the library must hold: what was acknowledged, or that and what was under way, whole."""
        with closing(Library(self._path, self._now)) as library:
            library._db.execute("PRAGMA synchronous = OFF")
            for unit in self._units:
                if unit.how is not None:
                    self._repeat(library, unit)
            found = [contents(library._db)]
            if self._units and self._units[-1].how is None:
                self._repeat(library, self._units[-1])
                found.append(contents(library._db))
        return found

    def _repeat(self, library: Library, unit: Unit) -> None:
        with suppress(_NotWrittenError), library.together() if unit.together else nullcontext():
            for name, values, named in unit.calls:
                with suppress(Exception):  # it was refused there, too
                    getattr(library, name)(*values, **named)
            if unit.how is Sign.TAKEN_BACK:
                raise _NotWrittenError
