"""The last line of history, while it is the one that typing goes on with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from model.storage import rows
from model.storage.rows import Act, Past
from model.storage.writing import Writing

_ONE_SITTING = timedelta(seconds=60)


@dataclass(frozen=True)
class HistoryLine:
    """The last line of history, as it was written: typing lengthens it instead of adding one per character."""

    report: int
    number: int
    mark: int
    act: Act
    past: Past

    def goes_on(self, report: int, act: Act, place: str) -> bool:
        """Whether what is typed now belongs to it."""
        soon = timedelta() <= act.when - self.act.when <= _ONE_SITTING
        return soon and (report, place, act.step) == (self.report, self.past.place, self.act.step)

    def lengthened(self, writing: Writing, new: str | None) -> HistoryLine:
        """Write it anew."""
        past = self.past._replace(new=new)
        mark = writing.put("history", (self.number,), rows.line_of(self.act, past), self.mark)
        return replace(self, past=past, mark=mark)
