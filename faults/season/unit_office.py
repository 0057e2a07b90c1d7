"""A unit with its own copy of the program: a library that the county knows nothing of, and files that come and go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from app.assessment import Assessment, assess
from app.editing import differences
from app.finalising import acknowledge, finalise, readiness, reopen
from app.preparing import Preparation
from app.returned import ComeBack, submission_parcel
from app.subject import Subject
from export import WRITERS, replace_file
from intake.gouji_parcel import hand_out_in, load
from model.collection.remarks import RemarkAnswer
from model.report.report import Report
from model.storage.library import Library
from model.storage.records import How, Move, State, Stored


@dataclass(frozen=True)
class UnitOffice:
    """One unit; everything that it does may be done again without doing it twice."""

    path: Path
    clock: Callable[[], datetime]

    @contextmanager
    def opened(self) -> Iterator[Library]:
        """Open its library."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        library = Library(self.path, self.clock)
        try:
            yield library
        finally:
            library.close()

    def prepare(self, handed: Path) -> int:
        """Open what was handed out, and have the report prepared by it."""
        found = hand_out_in(handed)
        if found is None:
            raise RuntimeError("nothing was handed out")
        with self.opened() as library:
            Preparation(library, found, found.units[0]).carry_out(rules=True)
            again = Preparation(library, found, found.units[0])
            if not again.is_done:
                raise RuntimeError(f"it was prepared, and would be again: {list(again.lines())}")
            return again.carry_out(rules=True).report

    def write(self, wanted: Report) -> None:
        """Type what is to be in the report."""
        with self.opened() as library:
            stored = _stored(library, wanted)
            if changes := differences(stored.report, wanted):
                library.write(stored.id, changes, How.TYPED, "录入", move=Move.NEW)

    def close(self, wanted: Report, on: date) -> None:
        """定稿: what only has to be looked at is acknowledged."""
        with self.opened() as library:
            stored = _stored(library, wanted)
            if stored.state is State.FINAL:
                return
            said = _assessed(library, stored)
            points = [one.finding for one in readiness(said).points if one.is_open and one.finding]
            acknowledge(library, stored.id, said, points, ("已核对，属实", "张敏"))
            finalise(library, stored.id, _assessed(library, library.load(stored.id)), on)

    def send(self, wanted: Report, to: Path) -> None:
        """Write the file that is sent, of the kind that its name says."""
        with self.opened() as library:
            stored = _stored(library, wanted)
            final = stored.state is State.FINAL
            if to.suffix == ".gouji":
                said = {"finalised_on": stored.finalised_on, "opinions": stored.opinions}
                data = submission_parcel(stored.report, final=final, **said)  # type: ignore[arg-type]
            else:
                data = WRITERS[to.suffix].render(stored.report, draft=not final)
        replace_file(to, data)

    def take_return(self, file: Path, answer: RemarkAnswer, why: str = "") -> None:
        """Open what came back, open the report for it, and answer all that is said."""
        with self.opened() as library:
            back = ComeBack.of(library, load(file.read_bytes()))
            report = back.keep(library)
            if library.load(report).state is State.FINAL:
                reopen(library, report, back.reason)
            left = [one.id for one in library.load(report).opinions if one.answer is not answer]
            if left:
                library.answer_opinions(report, left, answer, why)

    def undo_and_redo(self, wanted: Report) -> str:
        """Take back all that the trail of the report lets take back, and make it again; say what is otherwise then."""
        with self.opened() as library:
            stored = _stored(library, wanted)
            done = 0
            while library.trail(stored.id).done and done < _MOST_STEPS:
                library.take_back(stored.id)
                done += 1
            for _ in range(done):
                library.make_again(stored.id)
            after = library.load(stored.id)
            same = (after.report, after.opinions, after.state) == (stored.report, stored.opinions, stored.state)
            return "" if same else f"{done} steps taken back and made again leave another report of {wanted.unit}"


_MOST_STEPS = 50


def _stored(library: Library, wanted: Report) -> Stored:
    stored = library.find(wanted.unit, wanted.year)
    if stored is None:
        raise RuntimeError(f"{wanted.unit} has no report")
    return stored


def _assessed(library: Library, stored: Stored) -> Assessment:
    return assess(Subject(stored.report, library.last_year(stored.report), switches=library.switches))
