"""The library's one way to change a report: a transaction, its lines of history, its step of undo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from model.storage import rows, trail
from model.storage.changing import as_text, refuse_what_is_closed
from model.storage.failures import told
from model.storage.library_file import LibraryFile
from model.storage.records import How, Move
from model.storage.rows import Act, Past
from model.storage.writing import Writing


class LibraryRows(LibraryFile):
    """What all methods that change a report are made of."""

    @contextmanager
    def _writing(
        self, report_id: int, *, closed_too: bool = False, step: tuple[Move, str] | None = None
    ) -> Iterator[Writing]:
        """Open a transaction in which a report may be changed; `step` says what it is to the trail of undo."""
        with self._transaction(), told(self.path):
            writing = self._begun(report_id, closed_too=closed_too)
            if step is not None and step[0] in {Move.NEW, Move.GROWS}:
                writing.keep_journal()
            yield writing
            if step is not None:
                trail.note(writing, *step)
            self._end(writing)

    def _begun(self, report_id: int, *, closed_too: bool = False) -> Writing:
        writing = Writing(self._db, report_id, self._clock())
        refuse_what_is_closed(writing.header, closed_too=closed_too)
        return writing

    def _end(self, writing: Writing) -> None:
        writing.end(self._edit + 1)
        self._edited = True

    def _remember(self, writing: Writing, act: Act, past: Past, *, merge: bool) -> None:
        """Add a line of history, or lengthen the last one; it tells of one minute at most."""
        from model.storage.last_line import HistoryLine

        typed = merge and act.how is How.TYPED
        if typed and self._line and self._line.goes_on(writing.report, act, past.place):
            self._line = self._line.lengthened(writing, past.new)
            return
        ((number, mark),) = rows.remember(writing, act, [past])
        self._line = HistoryLine(writing.report, number, mark, act, past) if typed else None

    def _set(
        self, writing: Writing, values: Mapping[str, str | int | None], step: str, how: How = How.TYPED
    ) -> list[Past]:
        """Write columns of the header; the history tells which are others now."""
        before = dict(writing.header)
        writing.header |= values
        changed = [
            Past(place, as_text(before[place]), as_text(new)) for place, new in values.items() if before[place] != new
        ]
        rows.remember(writing, Act(writing.now, how, step), changed)
        self._line = None
        return changed

    def _set_column(self, report_id: int, column: str, value: str | None, step: str) -> None:
        with self._writing(report_id, closed_too=True) as writing:
            self._set(writing, {column: value}, step)
