"""A report that is only looked at: what came in from a unit, or the sum; shown by the widgets of an open report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NoReturn

from model.collection.remarks import RemarkAnswer
from model.errors import UserError
from model.report.bindings import Bindings
from model.report.report import Explanation, Level, Report
from model.rules.explanations import About, explained
from model.rules.switches import Switches
from model.storage.records import Change, Deadline, Entry, How, Move, State, Stored, Trodden, UndoTrail
from ui.state.session import Session
from ui.tables.model import TableModel
from ui.tables.page import TablePage

ONLY = "这里只能看，不能改"


@dataclass(eq=False)
class PaperStore:
    """What a session asks of a library, answered for one report that is in no list."""

    report: Report
    last: Report | None
    switches: Switches
    read_only: str | None = ONLY

    def load(self, report_id: int) -> Stored:
        """Return the report; its explanations are about what stands there: it is as it was sent."""
        noted = {(one.check, one.at): about for one, about in explained(self.report, self.last_year)}
        return Stored(report_id, self.report, State.DRAFT, datetime.now(UTC), explained=noted)

    def last_year(self, report: Report) -> Report | None:
        """Return what it is held against."""
        del report
        return self.last

    def others(self, report: Report) -> Sequence[Report]:
        """Return nobody's: likeness is asked of the whole collection."""
        del report
        return ()

    def history(self, report_id: int, place: str | None = None, limit: int = 0) -> Sequence[Entry]:
        """Return nothing: it was not written here."""
        del report_id, place, limit
        return ()

    def trail(self, report_id: int) -> UndoTrail:
        """Return nothing to take back."""
        del report_id
        return UndoTrail()

    def setting(self, key: str) -> str | None:
        """Return nothing: it looks as reports do where nothing is set."""
        del key
        return None

    def remember(self, key: str, value: str) -> None:
        """Keep nothing."""

    def together(self) -> AbstractContextManager[None]:
        """Write nothing together."""
        return nullcontext()

    def hurried(self) -> AbstractContextManager[None]:
        """Wait for nobody."""
        return nullcontext()

    # What would change it

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
        """Refuse."""
        del report_id, changes, how, step, bindings, move
        _refuse()

    def take_back(self, report_id: int) -> Trodden | None:
        """Take nothing back."""
        del report_id
        return None

    def make_again(self, report_id: int) -> Trodden | None:
        """Make nothing again."""
        del report_id
        return None

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
        """Refuse."""
        del report_id, unit, level, year, same, deadline
        _refuse()

    def finalise(self, report_id: int, on: date, told: str = "") -> None:
        """Refuse."""
        del report_id, on, told
        _refuse()

    def set_fact(self, report_id: int, key: str, value: str | None, how: How = How.TYPED) -> None:
        """Refuse."""
        del report_id, key, value, how
        _refuse()

    def reopen(self, report_id: int, reason: str) -> None:
        """Refuse."""
        del report_id, reason
        _refuse()

    def explain(self, report_id: int, explanation: Explanation, noted: About) -> None:
        """Refuse."""
        del report_id, explanation, noted
        _refuse()

    def explain_all(
        self, report_id: int, said: Iterable[tuple[Explanation, About]], ends: str = "", event: str = ""
    ) -> None:
        """Refuse."""
        del report_id, said, ends, event
        _refuse()

    def unexplain_all(
        self, report_id: int, which: Iterable[tuple[str, tuple[str, ...]]], ends: str = "", event: str = ""
    ) -> None:
        """Refuse."""
        del report_id, which, ends, event
        _refuse()

    def answer_opinions(self, report_id: int, which: Sequence[str], answer: RemarkAnswer, words: str = "") -> None:
        """Refuse."""
        del report_id, which, answer, words
        _refuse()

    def unexplain(self, report_id: int, check: str, at: tuple[str, ...]) -> None:
        """Refuse."""
        del report_id, check, at
        _refuse()


class PaperModel(TableModel):
    """A table that looks as what cannot be typed into."""

    @property
    def is_closed(self) -> bool:
        """Whether its cells look so."""
        return True


class PaperTable(TablePage):
    """A tab of numbers that are only looked at."""

    model_kind = PaperModel


def _refuse() -> NoReturn:
    raise UserError(ONLY)


def paper(report: Report, last: Report | None, switches: Switches) -> Session:
    """Open a report to be looked at."""
    return Session(PaperStore(report, last, switches), 0)
