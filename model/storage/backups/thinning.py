"""Which daily backups stay: a function of their days and of what they hold, and of nothing else.

Ten days, then eight weeks, then twelve months, the newest of each; beyond that, whatever holds a report or an edit that
no newer one that stays has. A day that has not come yet was written by a clock gone wrong: such a backup counts as the
oldest, so it never takes the place of one that is known to be new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from model.storage.backups.backup_files import BackupOrigin
from model.storage.backups.holdings import Tip

DAYS, WEEKS, MONTHS = 10, 8, 12
LEAST = 3  # stay, however little space there is
SHARE = 10  # of what is free, they take one part in so many


@dataclass(frozen=True)
class Candidate:
    """A daily backup: `tips` are its reports' last edits, `holds` all edits of any candidate's tips that it has."""

    name: str
    day: date
    number: int = 1  # of those of one day
    size: int = 0
    tips: frozenset[Tip] = frozenset()
    holds: frozenset[Tip] = frozenset()


@dataclass(frozen=True)
class Plan:
    """What stays and what goes, newest first; `too_large` where what must stay takes more than its share."""

    stay: tuple[Candidate, ...]
    go: tuple[Candidate, ...]
    too_large: bool


def plan(candidates: Iterable[Candidate], today: date, limit: int) -> Plan:
    """Decide; `limit` is how many bytes they may take together."""
    ordered = newest_first(candidates, today)
    stay = _within(_not_to_be_thinned(ordered, today), ordered, limit)
    too_large = sum(one.size for one in stay) > limit
    return Plan(tuple(stay), tuple(one for one in ordered if one not in stay), too_large)


def newest_first(candidates: Iterable[Candidate], today: date) -> list[Candidate]:
    """Put them in order, those of days to come behind all others."""
    return sorted(candidates, key=lambda one: (one.day <= today, one.day, one.number, one.name), reverse=True)


def by_calendar(days: Sequence[date]) -> dict[date, BackupOrigin]:
    """Say for which of some days, newest first, a backup stays for its day, its week or its month."""
    sources: dict[date, BackupOrigin] = {}
    for source, count, period in _PERIODS:
        last: object = None
        left = count
        for day in days:
            if left and period(day) != last:
                last = period(day)
                if day not in sources:
                    sources[day] = source
                    left -= 1
    return sources


_PERIODS: tuple[tuple[BackupOrigin, int, Callable[[date], object]], ...] = (
    (BackupOrigin.DAILY, DAYS, lambda day: day),
    (BackupOrigin.WEEKLY, WEEKS, lambda day: day.isocalendar()[:2]),
    (BackupOrigin.MONTHLY, MONTHS, lambda day: (day.year, day.month)),
)


def _not_to_be_thinned(ordered: Sequence[Candidate], today: date) -> list[Candidate]:
    """Go from the newest to the oldest: what an older one holds is weighed against those that stay before it."""
    wanted = set(by_calendar([one.day for one in ordered if one.day <= today]))
    stay: list[Candidate] = []
    held: set[Tip] = set()
    for one in ordered:
        first_of_day = one.day in wanted and all(other.day != one.day for other in stay)
        if first_of_day or not one.tips <= held or len(stay) < LEAST:
            stay.append(one)
            held |= one.holds
    return stay


def _within(stay: list[Candidate], ordered: Sequence[Candidate], limit: int) -> list[Candidate]:
    """Take out the oldest first until they fit, but for the newest, the last three and what no newer one holds."""
    size = sum(one.size for one in stay)
    for one in reversed(stay[1:]):
        if size <= limit or len(stay) <= LEAST:
            break
        rest = [other for other in stay if other is not one]
        if nothing_is_lost(rest, ordered):
            stay, size = rest, size - one.size
    return stay


def nothing_is_lost(stay: Sequence[Candidate], ordered: Sequence[Candidate]) -> bool:
    """Whether each of `ordered`, newest first, stays, or all of it is held by newer ones that stay."""
    held: set[Tip] = set()
    for one in ordered:
        if one in stay:
            held |= one.holds
        elif not one.tips <= held:
            return False
    return True
