"""What is needed of the library while one report is open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from model.collection.remarks import RemarkAnswer
from model.report.bindings import Bindings
from model.report.report import Explanation, Level, Report
from model.rules.explanations import About
from model.rules.switches import Switches
from model.storage.records import Change, Deadline, Entry, How, Move, Stored, Trodden, UndoTrail


class ReportStore(Protocol):
    """The library, as far as one report is concerned; `model.storage.library.Library` says more of each."""

    @property
    def read_only(self) -> str | None:
        """Why nothing can be written."""

    def remember(self, key: str, value: str) -> None:
        """Keep a trifle, or forget it."""

    def setting(self, key: str) -> str | None:
        """Return what is remembered under a key."""

    @property
    def switches(self) -> Switches:
        """Which rules are asked."""

    def load(self, report_id: int) -> Stored:
        """Return a report."""

    def history(self, report_id: int, place: str | None = None, limit: int = 0) -> Sequence[Entry]:
        """Return what was changed, newest first."""

    def write(  # noqa: PLR0913 — as the library
        self,
        report_id: int,
        changes: Sequence[Change],
        how: How,
        step: str,
        bindings: Bindings | None = None,
        *,
        move: Move = Move.END,
    ) -> datetime:
        """Write numbers and texts."""

    def trail(self, report_id: int) -> UndoTrail:
        """Return what can be undone and redone."""

    def take_back(self, report_id: int) -> Trodden | None:
        """Take the last step back."""

    def make_again(self, report_id: int) -> Trodden | None:
        """Make the step again that was taken back last."""

    def together(self) -> AbstractContextManager[None]:
        """Write all that is written inside, or nothing."""

    def hurried(self) -> AbstractContextManager[None]:
        """Do not wait for another program."""

    def set_header(  # noqa: PLR0913 — as the library
        self,
        report_id: int,
        *,
        unit: str,
        level: Level,
        year: int,
        same: bool | None = None,
        deadline: date | Deadline | None = Deadline.AS_IT_IS,
    ) -> datetime:
        """Change whose report it is."""

    def finalise(self, report_id: int, on: date, told: str = "") -> None:
        """Close a report."""

    def set_fact(self, report_id: int, key: str, value: str | None, how: How = How.TYPED) -> None:
        """Write what became of a final report."""

    def reopen(self, report_id: int, reason: str) -> None:
        """Open a final report again."""

    def answer_opinions(self, report_id: int, which: Sequence[str], answer: RemarkAnswer, words: str = "") -> None:
        """Note what was done about what the county said."""

    def last_year(self, report: Report) -> Report | None:
        """Return the same unit's report of the year before."""

    def others(self, report: Report) -> Sequence[Report]:
        """Return the reports of other units of the same year."""

    def explain(self, report_id: int, explanation: Explanation, noted: About) -> None:
        """Keep a reason."""

    def explain_all(
        self, report_id: int, said: Iterable[tuple[Explanation, About]], ends: str = "", event: str = ""
    ) -> None:
        """Keep several reasons."""

    def unexplain_all(
        self, report_id: int, which: Iterable[tuple[str, tuple[str, ...]]], ends: str = "", event: str = ""
    ) -> None:
        """Take several reasons back."""

    def unexplain(self, report_id: int, check: str, at: tuple[str, ...]) -> None:
        """Take a reason back."""
