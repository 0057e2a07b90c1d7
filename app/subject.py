"""A report as it was entered, with its totals, and what it is held against: known before anything is checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from model.form.schema import Cell
from model.report.as_read import NOTHING_READ, AsRead
from model.report.bindings import Bindings, sound, waiting
from model.report.edited import Edits, Lately, Zeroed
from model.report.printed import Printed
from model.report.report import Report
from model.report.totals import derived_totals, with_totals
from model.rules.switches import PRESET, Switches
from model.rules.tally import Unfilled
from model.rules.words.unwritten import unwritten
from model.values import Fixed

if TYPE_CHECKING:
    from model.rules.explanations import Noted
    from model.rules.registry import Context
    from model.storage.records import Stored

_NOTHING_PRINTED: Printed = {}


class Subject(Fixed):
    """A report as it was entered, and what it is held against.

    `last_year` is with its totals. `noted` tells what each explanation of the report was about when it was written;
    those of a report that tells nothing of it, as a file does, are about what stands there now.
    Totals that nobody typed follow from their parts; `as_printed` leaves them blank, for a file that is as it is.
    `printed` are the totals of the original, `edits` what was changed lately, newest first: they tell what is wrong.
    `zeroed` are the cells that were filled with 0 along with all that were blank.
    `switches` tell which rules are not asked; `as_read` is what a file said of its report besides, `unseen`
    the words that nobody has looked at since they were put there.
    """

    typed: Report
    last_year: Report | None = None
    others: Sequence[Report] = ()
    noted: Noted | None = None
    printed: Printed = _NOTHING_PRINTED
    edits: Edits = ()
    zeroed: Zeroed = frozenset()
    as_printed: bool = False
    switches: Switches = PRESET
    as_read: AsRead = NOTHING_READ
    unseen: Bindings = ()

    @classmethod
    def of(
        cls, stored: Stored, last_year: Report | None, others: Sequence[Report] = (), switches: Switches = PRESET
    ) -> Subject:
        """Return a report of the library, held against last year's as it was entered, and those of other units."""
        held = (stored.report, last_year and with_totals(last_year), others, stored.explained, stored.printed)
        marked = sound(waiting(stored.bindings), stored.report.texts, {})
        return cls(*held, switches=switches, as_read=AsRead.of(stored.facts), unseen=marked)

    @cached_property
    def derived(self) -> Mapping[Cell, Decimal]:
        """The totals that nobody typed and that follow from their parts."""
        return {} if self.as_printed else derived_totals(self.typed)

    @cached_property
    def report(self) -> Report:
        """The report with its totals: what is shown, checked, handed over."""
        return self.typed.with_numbers(dict(self.derived)) if self.derived else self.typed

    @cached_property
    def original(self) -> Printed:
        """The totals of the original beside those that follow now: a total that is typed has taken its place."""
        return {cell: n for cell, n in self.printed.items() if cell in self.derived}

    @property
    def lately(self) -> Lately:
        """What was changed lately."""
        return Lately(self.edits, self.zeroed)

    @property
    def context(self) -> Context:
        """What the checks may look at."""
        from model.rules.registry import Context  # nothing is checked before the window is there

        return Context(
            self.report,
            self.last_year,
            self.others,
            self.original,
            switches=self.switches,
            as_read=self.as_read,
            unseen=self.unseen,
        )

    @property
    def blanks(self) -> tuple[Cell, ...]:
        """The cells still to be typed, in print order."""
        return self.report.blanks(self.report.form.typed_cells)

    @cached_property
    def unwritten(self) -> tuple[str, ...]:
        """The texts still to be written, in print order."""
        return unwritten(self.report)

    @property
    def unfilled(self) -> Unfilled:
        """How much is not there yet; known before anything is checked."""
        return Unfilled(len(self.blanks), len(self.unwritten))
