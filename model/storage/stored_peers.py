"""The reports of other units of a year: their texts are read where their sketches say that they matter."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import overload

from model.errors import UserError
from model.report.report import Report
from model.rules.peers import Peers, sketch
from model.sentences.own_words import own_words
from model.storage import parsing
from model.storage.failures import told
from model.storage.year_sketches import WhosePeers, YearSketches, sketch_of

_SOME = 500  # numbers of reports in one statement


class StoredPeers(Peers):
    """The peers of a report as the library holds them, asked anew for each new text; `db` is the open library's."""

    def __init__(
        self, db: Callable[[], sqlite3.Connection], path: Path, sketches: YearSketches, whose: WhosePeers
    ) -> None:
        self._db, self._path, self._sketches, self._whose = db, path, sketches, whose
        self._near: dict[str, tuple[str, tuple[Report, ...]]] = {}  # by key: the text that was asked for last
        self._all: tuple[Report, ...] | None = None

    def near(self, key: str, text: str, least: float) -> Sequence[Report]:
        """Return those whose text at a key may be `least` per cent like this one; of identical ones only the first.

        What the disk does not give now is as it was for the text before: nothing of it is lost.
        """
        asked, found = self._near.get(key, (None, ()))
        if asked != text:
            with suppress(UserError), told(self._path):
                found = self._found(key, text, least)
            self._near[key] = text, found
        return found

    def _found(self, key: str, text: str, least: float) -> tuple[Report, ...]:
        mine, db = sketch(text), self._db()
        self._sketches.catch_up(db)
        alike = self._sketches.alike(self._whose.unit, key, mine, least)
        for report in alike:
            if sketch_of(db, report, key) == mine:
                twin = self._read([report], key)
                if [own_words(one.texts[key]) for one in twin] == [own_words(text)]:
                    return twin
        return self._read(alike, key)

    def _read(self, reports: Sequence[int], key: str) -> tuple[Report, ...]:
        found: list[Report] = []
        for start in range(0, len(reports), _SOME):
            some = reports[start : start + _SOME]
            blanks = ", ".join("?" * len(some))
            found += parsing.read_texts(self._db(), f'report.id IN ({blanks}) AND text."key" = ?', *some, key)
        return tuple(found)

    def _everything(self) -> tuple[Report, ...]:
        if self._all is None:
            which = "year = ? AND deleted IS NULL AND unit_id IS NOT ?"
            with told(self._path):
                self._all = parsing.read_texts(self._db(), which, *self._whose)
        return self._all

    @overload
    def __getitem__(self, index: int) -> Report: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Report]: ...
    def __getitem__(self, index: int | slice) -> Report | Sequence[Report]:
        return self._everything()[index]

    def __len__(self) -> int:
        return len(self._everything())

    def __iter__(self) -> Iterator[Report]:
        return iter(self._everything())
