"""The wrong cells of one report: by its identities alone, or by the totals of its original as well."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from model.report.totals import derived_totals
from model.rules.locate.equations import sums_of, system_of
from model.rules.locate.location import Location, Numbers, Weighed, is_broken, told, weighed
from model.rules.locate.problem import Corrections, count

if TYPE_CHECKING:
    from model.form.schema import Cell
    from model.report.edited import Lately
    from model.report.printed import Printed
    from model.report.report import Report
    from model.rules.locate.equations import Component


class Locator:
    """A report as it was typed, with what its original printed where totals follow, and what was changed lately."""

    def __init__(self, report: Report, printed: Printed, lately: Lately) -> None:
        self._report = report
        self._lately = lately
        self._blank = frozenset(report.form.cells.keys() - report.numbers.keys())
        follows = derived_totals(report) if printed else {}
        self._printed = {cell: n for cell, n in printed.items() if cell in follows and count(n) is not None}
        self._differs = any(follows[cell] != n for cell, n in self._printed.items())
        self._plain = system_of(report.edition, self._blank)

    def location(self) -> Location:
        """Say which cells are wrong.

        The original speaks only where it differs: what it printed may have been summed up from what was wrong already.
        """
        if not self._differs:
            return self._alone()
        numbers = {**self._report.numbers, **self._printed}
        sure = frozenset(self._printed)
        system = system_of(self._report.edition, self._blank - sure, sure)
        if is_broken((one for one in system.equations if not one.terms), numbers):
            return self._by_sums(numbers, sure)  # the original does not add up itself
        parts = weighed(system, numbers, self._lately, by_original=True)
        return self._parted(parts) if all(part.sets for part in parts) else self._alone()

    def _alone(self) -> Location:
        """Say what the identities of the report tell by themselves."""
        return told(weighed(self._plain, self._report.numbers, self._lately), self._report.numbers)

    def _parted(self, parts: list[Weighed]) -> Location:
        """Part what breaks identities of the report from what differs from the original only."""
        strays = chain.from_iterable(part.within(self._sound).likely for part in parts)
        breaking = [self._breaking(part) for part in parts]
        return told([one for one in breaking if one.equations], self._report.numbers, strays=tuple(strays))

    def _breaking(self, part: Weighed) -> Weighed:
        """Return what is said of the cells that break identities."""
        cells = frozenset(chain.from_iterable(one.terms for one in part.equations))
        broken = [one for one in self._broken if not cells.isdisjoint(one.bits)]
        within = cells.intersection(chain.from_iterable(one.bits for one in broken))
        return part.within(within, chain.from_iterable(one.equations for one in broken))

    @cached_property
    def _broken(self) -> list[Component]:
        return [one for one in self._plain.components if is_broken(one.equations, self._report.numbers)]

    @cached_property
    def _sound(self) -> frozenset[Cell]:
        """The cells that break no identity."""
        return frozenset(self._report.form.cells).difference(*(one.bits for one in self._broken))

    def _by_sums(self, numbers: Numbers, sure: frozenset[Cell]) -> Location:
        """Explain first what differs from the original, then what does not add up even so."""
        sums = sums_of(self._report.edition, self._blank - sure, sure)
        parts = weighed(sums, numbers, self._lately, by_original=True)
        clear: Corrections = tuple(chain.from_iterable(part.settled for part in parts))
        mended = self._report.with_numbers({one.cell: one.value for one in clear}).numbers
        strays = tuple(one for one in clear if one.cell in self._sound)
        known = tuple(one for one in clear if one.cell not in self._sound)
        return told(weighed(self._plain, mended, self._lately), mended, known, strays)
