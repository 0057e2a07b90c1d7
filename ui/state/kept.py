"""What is taken back can be made again while the program runs, though page and report were left in between."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from app.report_store import ReportStore

S = TypeVar("S")


class KeptWhileOpen(Generic[S]):
    """Something for each report, or for all (0), of a library, as long as that is open; nothing of it is written."""

    def __init__(self, make: Callable[[], S]) -> None:
        self._make = make
        self._kept: WeakKeyDictionary[ReportStore, dict[int, S]] = WeakKeyDictionary()

    def of(self, library: ReportStore, report: int = 0) -> S:
        """Return what is kept, the same each time."""
        of_library = self._kept.setdefault(library, {})
        if report not in of_library:
            of_library[report] = self._make()
        return of_library[report]
