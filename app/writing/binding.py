"""Take a number that is proposed for a text, and let it follow its cells from now on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from app import proposals
from app.proposals import Correctable
from model.form.schema import Cell
from model.report.bindings import Binding, Bindings, total
from model.report.numbers import number_text
from model.storage.events import HistoryEvent
from model.storage.records import Change, How

if TYPE_CHECKING:
    from model.rules.finding import Finding


class Bindable(Correctable, Protocol):
    """What is needed of the open report; `ui.state.session.Session` says more of each."""

    def edit(self, changes: Iterable[Change], how: How, step: str, bound: Bindings = ()) -> bool:
        """Make one step of undo out of some changes; `bound` are new bindings."""


def can_be_bound(session: Correctable, finding: Finding) -> bool:
    """Whether what a finding proposes for a text is the number of the cells that it is about."""
    cells = _cells(finding)
    is_number = bool(cells) and total(cells, session.report.numbers) == finding.proposal
    return is_number and finding.at[0] in session.report.form.texts and proposals.can_take(session, finding)


def take_bound(session: Bindable, finding: Finding) -> bool:
    """Put the number that a finding proposes into its text, bound to its cells, as one step of undo.

    What follows no cell is put in as it is.
    """
    change = proposals.proposed(session, finding) if can_be_bound(session, finding) else None
    if change is None:
        return proposals.take_one(session, finding)
    words, old, new = number_text(finding.proposal), str(change.old), str(change.new)
    start = _start(old, new, words)
    bound = (Binding(finding.at[0], start, start + len(words), _cells(finding)),) if start is not None else ()
    return session.edit([change], How.FILLED, HistoryEvent.PROPOSAL.label, bound)


def _cells(finding: Finding) -> tuple[Cell, ...]:
    return tuple(map(Cell, finding.at[1:]))


def _start(old: str, new: str, words: str) -> int | None:
    """Return where a number was put in: where the texts are alike before it and behind it."""
    for start in range(len(new) - len(words) + 1):
        rest = new[start + len(words) :]
        if (
            new.startswith(words, start)
            and old.startswith(new[:start])
            and old.endswith(rest)
            and _is_alone(new, start)
        ):
            return start
    return None


def _is_alone(text: str, start: int) -> bool:
    return start == 0 or not text[start - 1].isdigit()
