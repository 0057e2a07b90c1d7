"""雷同 worked out beside the window, once for what is in the collection now, and kept until something else is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.collecting.alike import AlikeTexts, by_unit
from app.collecting.roll import RollCall
from intake.process.apart import worker_command
from ui.system.worker_process import WorkerProcess

_COMMAND = "alike-worker"
_PATIENCE = 600_000  # ms: 40,000 reports take a minute
_GONE = "比对雷同的进程意外结束，没有比成"

_Wanted = tuple[int, tuple[int | None, ...]]  # a collection, and the submissions that count in it


class AlikeFinder(QObject):
    """Knows the pairs of a collection, or asks for them; what comes too late for what is in now is asked anew."""

    found = Signal()  # what was asked for is known now, or why it is not

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._known: _Wanted | None = None
        self._asked: _Wanted | None = None
        self._wanted: _Wanted | None = None
        self._pairs: tuple[AlikeTexts, ...] = ()
        self._by_unit: Mapping[int, Sequence[AlikeTexts]] = {}
        self.failure = ""  # why the pairs are not known, where that is so
        self._process = AlikeProcess(self)
        self._process.heard.connect(self._take)
        self._process.died.connect(lambda: self._take([], _GONE))

    def pairs(self, collection: int, roll: RollCall) -> tuple[AlikeTexts, ...] | None:
        """Return all pairs; None while they are worked out, and `found` tells when that is done."""
        return self._pairs if self._is_known(collection, roll) else None

    def of_unit(self, collection: int, roll: RollCall, unit: int) -> Sequence[AlikeTexts] | None:
        """Return the pairs of a unit with others, seen from the unit; None while they are worked out."""
        return self._by_unit.get(unit, ()) if self._is_known(collection, roll) else None

    def _is_known(self, collection: int, roll: RollCall) -> bool:
        self._wanted = collection, tuple(row.submission for row in roll.rows)
        if self._wanted != self._known and self._asked is None:
            self._ask(self._wanted)
        return self._wanted == self._known

    def _ask(self, wanted: _Wanted) -> None:
        self._asked = wanted
        self._process.ask({"library": str(self._library), "collection": wanted[0]})

    def _take(self, pairs: Sequence[AlikeTexts], failure: str) -> None:
        self._known, self._asked = self._asked, None
        self._pairs, self._by_unit, self.failure = tuple(pairs), by_unit(pairs), failure
        if self._wanted is not None and self._wanted != self._known:
            self._ask(self._wanted)
        else:
            self.found.emit()

    def stop(self) -> None:
        """End the process."""
        self._process.stop()


class AlikeProcess(WorkerProcess):
    """Looks into the library for one collection at a time."""

    heard = Signal(list, str)  # the pairs, and why there are none

    def __init__(self, parent: QObject | None = None, command: Sequence[str] | None = None) -> None:
        super().__init__(command or worker_command(_COMMAND), parent, patience=_PATIENCE)

    def take(self, words: dict[str, Any], _data: bytes) -> None:
        """Take the pairs; the process has done its work until something comes in."""
        self.stop()
        pairs = [AlikeTexts(*one) for one in words.get("pairs", ())]
        self.heard.emit(pairs, words.get("sentence", ""))
