"""What all that works on an open report needs of it: the numbers, what the checks say, and the cells that are wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from model.report.report import Report

if TYPE_CHECKING:
    from model.rules.finding import Finding
    from model.rules.locate import Correction


class FoundIn(Protocol):
    """An open report with what was found in it; `ui.state.session.Session` says more of each."""

    @property
    def report(self) -> Report:
        """The report with its totals."""

    @property
    def findings(self) -> Sequence[Finding]:
        """All that the checks say of it."""

    @property
    def corrections(self) -> Sequence[Correction]:
        """The cells that must be wrong, and what should stand there."""
