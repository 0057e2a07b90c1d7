"""Files that came in: whose each is, what becomes of it, and all that is taken stored as one batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from app.assessment import Assessment, assessing
from app.collecting.coming_file import (
    ComingFile,
    ComingStatus,
    ComingVerdict,
    come_in,
    lay_originals,
    other_form,
    read_all,
)
from app.collecting.handed_collections import below_words
from app.collecting.last_years import LastYears
from app.collecting.returning import answers_in
from app.collecting.revising import Revision, revision_of
from app.subject import Subject
from model.collection.matching import UnitMatch, UnitNames
from model.collection.parcel import ParcelKind
from model.collection.standing import Standing, StandingAct, may, refusal
from model.collection.unit import CollectionUnit, Coverage, UnitTree
from model.errors import clip
from model.report.as_read import NOTHING_READ
from model.report.report import LONGEST_UNIT, NO_YEAR, Report
from model.rules.tally import Tally
from model.storage.county.acts import CollectionActs
from model.storage.county.records import NewAnswer, NewSubmission
from model.storage.library import Library

__all__ = ["Coming", "ComingFile", "ComingStatus", "ComingVerdict", "come_in", "lay_originals", "read_all"]


_TAKEN = {ParcelKind.SUBMISSION, ParcelKind.COLLECTION}


class Coming:
    """Files that came in for a collection; nothing is stored before `store`."""

    def __init__(self, library: Library, collection: int, files: Sequence[ComingFile]) -> None:
        """Take files that were read."""
        self._library, self.collection = library, collection
        self.files = list(files)
        self.heading = library.county.collection(collection).heading
        self.tree: UnitTree = library.county.units(collection)
        self._names = UnitNames(self.tree)
        self._standings = library.county.standings(collection)
        self._last = LastYears(library, self.heading.year)
        self._matches: dict[int, UnitMatch] = {}
        self._verdicts: dict[int, ComingVerdict] = {}
        self._revisions: dict[int, Revision | None] = {}
        self._new: dict[int, NewSubmission] = {}
        self._assessed: tuple[int, Assessment | None] | None = None  # the last one: it is asked for twice in a row
        self._tallies: dict[int, Tally] = {}

    # Whose each is

    def _match(self, at: int) -> UnitMatch:
        if at not in self._matches:
            file = self.files[at]
            name = file.report.unit if file.report else ""
            self._matches[at] = self._names.match(name, file.found.places)
        return self._matches[at]

    def unit_of(self, at: int) -> CollectionUnit | None:
        """Return whose a file is; None where that is not known."""
        key = self.files[at].unit
        key = self._match(at).unit if key is None and self.files[at].report is not None else key
        return None if key is None else self.tree.units[key]

    def decide(self, at: int, unit: int) -> None:
        """Say whose a file is; its own name for it is remembered when the batch is stored."""
        self.files[at].unit = unit
        self._judge_anew()

    def agree_on_year(self, at: int) -> None:
        """Take a file that names no year for one of this year's."""
        self.files[at].year_agreed = True
        self._judge_anew()

    def leave(self, at: int, *, left: bool = True) -> None:
        """Leave a file out, or take it after all."""
        self.files[at].left = left
        self._judge_anew()

    def choose(self, at: int) -> None:
        """Take this one of several files for a unit."""
        for other in self._rivals(at):
            self.files[other].chosen = False
        self.files[at].chosen, self.files[at].left = True, False
        self._judge_anew()

    def _judge_anew(self) -> None:
        self._verdicts.clear()
        self._revisions.clear()
        self._new.clear()
        self._assessed = None
        self.__dict__.pop("_by_unit", None)

    # What becomes of each

    def verdict(self, at: int) -> ComingVerdict:
        """Return what becomes of a file."""
        if at not in self._verdicts:
            self._verdicts[at] = self._judge(at)
        return self._verdicts[at]

    def judge(self, at: int) -> None:
        """Find out what becomes of a file, and what it changes: then both are known without waiting."""
        if self.verdict(at).status.is_taken:
            self.revision(at)

    def is_taken(self, at: int) -> bool:
        """Whether a file will be taken."""
        return not self.files[at].left and self.verdict(at).status.is_taken

    @cached_property
    def _by_unit(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for at in range(len(self.files)):
            unit = self.unit_of(at)
            if unit is not None and not self.files[at].left:
                found.setdefault(unit.key, []).append(at)
        return found

    def _rivals(self, at: int) -> list[int]:
        """List the other files for the same unit."""
        unit = self.unit_of(at)
        return [other for other in self._by_unit.get(unit.key, []) if other != at] if unit else []

    def _judge(self, at: int) -> ComingVerdict:
        file = self.files[at]
        if file.report is None:
            return ComingVerdict(ComingStatus.UNREADABLE, file.read.sentence)
        if file.parcel is not None and file.parcel.kind not in _TAKEN:
            words = f"这是{file.parcel.kind.label}用的文件，不是单位报来的年报"
            return ComingVerdict(ComingStatus.OTHER_KIND, words)
        unit = self.unit_of(at)
        if unit is None:
            match = self._match(at)
            status = ComingStatus.ASKS if match.proposed or not file.report.unit else ComingStatus.UNKNOWN_UNIT
            return ComingVerdict(status, match.asks, match.proposed)
        return self._wrong_year(file, unit) or self._not_now(unit) or self._repeated(at, unit) or self._taken(at, unit)

    def _wrong_year(self, file: ComingFile, unit: CollectionUnit) -> ComingVerdict | None:
        year, wanted = file.report.year if file.report else NO_YEAR, self.heading.year
        if year == NO_YEAR and not file.year_agreed:
            return ComingVerdict(ComingStatus.ASKS, f"没有读到年度，是不是{wanted}年的，请定", (unit.key,))
        if year not in {NO_YEAR, wanted}:
            words = f"“{clip(unit.name, 40)}”的这份是{year}年度的，“{clip(self.heading.title, 40)}”收{wanted}年度的"
            return ComingVerdict(ComingStatus.WRONG_YEAR, words)
        return None

    def _not_now(self, unit: CollectionUnit) -> ComingVerdict | None:
        standing = self._standings[unit.key]
        if may(standing, StandingAct.RECEIVE):
            return None
        status = ComingStatus.EXCUSED if standing is Standing.EXCUSED else ComingStatus.LOCKED
        return ComingVerdict(status, f"“{clip(unit.name, 40)}”{refusal(standing, StandingAct.RECEIVE)}")

    def _repeated(self, at: int, unit: CollectionUnit) -> ComingVerdict | None:
        file = self.files[at]
        known = self._library.county.same_bytes(self.collection, unit.key, file.digest)
        if known is not None:
            return ComingVerdict(ComingStatus.SAME_BYTES, f"与第{known.revision}稿逐字节相同，跳过")
        rivals = self._rivals(at)
        twin = next((one for one in rivals if self.files[one].digest == file.digest and one < at), None)
        if twin is not None:
            return ComingVerdict(ComingStatus.COPY, f"与“{clip(self.files[twin].found.name, 40)}”逐字节相同，跳过")
        others = [one for one in rivals if self.files[one].digest != file.digest]
        if not others or file.chosen:
            return None
        chosen = next((self.files[one].found.name for one in others if self.files[one].chosen), None)
        if chosen:
            return ComingVerdict(ComingStatus.TWICE, f"“{clip(unit.name, 40)}”已另选“{clip(chosen, 40)}”")
        names = "、".join(f"“{clip(self.files[one].found.name, 40)}”" for one in others[:3])
        return ComingVerdict(ComingStatus.TWICE, f"与{names}都是“{clip(unit.name, 40)}”的，请选一份")

    def _taken(self, at: int, unit: CollectionUnit) -> ComingVerdict:
        revision = self.revision(at)
        draft = "；单位还没有定稿" if (parcel := self.files[at].parcel) and parcel.final is False else ""
        draft += below_words(parcel, unit)
        draft += f"；{other.words}" if (other := other_form(self.files[at].report, self.heading.year)) else ""
        if revision is None:
            return ComingVerdict(ComingStatus.NEW, f"{self._said_beside(unit)}{draft}")
        answers = self.answers(at)
        said = f"，意见答{len(answers)}条" if answers else ""
        return ComingVerdict(ComingStatus.REVISION, f"{revision.sentence}{said}{draft}")

    def _said_beside(self, unit: CollectionUnit) -> str:
        """Say that the file is new, and that a superior which includes its parts has parts that reported, too."""
        parts = [key for key in self.tree.under(unit.key) if self._standings[key].is_in]
        if unit.coverage is Coverage.OWN or not parts:
            return ComingStatus.NEW.label
        return f"{ComingStatus.NEW.label}；{clip(self.tree.units[parts[0]].name, 40)}也单独交了，合计时不重复计"

    def revision(self, at: int) -> Revision | None:
        """Return what a file changes of the unit's revision before; None where it is the first."""
        if at not in self._revisions:
            self._revisions[at] = self._compared(at)
        return self._revisions[at]

    def _compared(self, at: int) -> Revision | None:
        unit, report = self.unit_of(at), self.files[at].report
        current = self._library.county.current(unit.key) if unit else None
        return None if current is None or report is None else revision_of(current, report)

    # What is found in it

    def assessment(self, at: int) -> Assessment | None:
        """Check a file as the unit's own window does; None where there is nothing to check."""
        for _ in self.assessing(at):
            pass
        return self._assessed[1] if self._assessed else None

    def assessing(self, at: int) -> Iterator[None]:
        """Check a file in pieces, none of which takes longer than a keystroke may wait."""
        if self._assessed is None or self._assessed[0] != at:
            subject = self._subject(at)
            self._assessed = at, None if subject is None else (yield from assessing(subject))

    def _subject(self, at: int) -> Subject | None:
        unit, report = self.unit_of(at), self._report(at)
        if unit is None or report is None:
            return None
        reading = self.files[at].read.reading
        as_read = reading.as_read if reading else NOTHING_READ
        return Subject(report, self._last.of(unit, report), switches=self._library.switches, as_read=as_read)

    def is_checked(self, at: int) -> bool:
        """Whether a file was checked already: then its tally costs nothing."""
        return at in self._tallies

    def tally(self, at: int) -> Tally:
        """Count what is open in a file; what its form has no place for is blank."""
        if at not in self._tallies:
            found, other = self.assessment(at), other_form(self.files[at].report, self.heading.year)
            tally = found.tally if found else Tally(0, 0, 0)
            self._tallies[at] = tally._replace(blanks=tally.blanks + other.lacking) if other else tally
        return self._tallies[at]

    def is_compared(self, at: int) -> bool:
        """Whether there is a report of last year that a file can be held against."""
        unit = self.unit_of(at)
        return unit is not None and self._last.is_there(unit)

    def _report(self, at: int) -> Report | None:
        """Return the report of a file as one of this collection: of its year where it names none."""
        report, unit = self.files[at].report, self.unit_of(at)
        if report is None or unit is None:
            return None
        return replace(report, year=self.heading.year) if report.year == NO_YEAR else report

    def answers(self, at: int) -> tuple[NewAnswer, ...]:
        """Return what a file says of the remarks that were made of the unit's reports before."""
        unit, parcel = self.unit_of(at), self.files[at].parcel
        return answers_in(parcel, self._library.county.remarks(unit.key)) if unit and parcel else ()

    # All of it

    @property
    def taken(self) -> list[int]:
        """The files that will be taken."""
        return [at for at in range(len(self.files)) if self.is_taken(at)]

    @property
    def counts(self) -> Counter[ComingStatus]:
        """How many files there are of each status."""
        return Counter(self.verdict(at).status for at in range(len(self.files)))

    @property
    def sentence(self) -> str:
        """Say what will be taken, and what not."""
        counts = self.counts
        told = [f"{status.label}{counts[status]}份" for status in ComingStatus if counts[status]]
        return f"{len(self.files)}个文件，将收下{len(self.taken)}份" + (f"：{'，'.join(told)}" if told else "")

    def not_taken(self) -> Iterator[tuple[ComingFile, ComingVerdict]]:
        """Return the files that will not be taken, and why."""
        for at, file in enumerate(self.files):
            if not self.is_taken(at):
                yield file, self.verdict(at)

    def store(
        self, who: str, step: Callable[[int, int], object] = lambda _done, _of: None, *, laid: bool = False
    ) -> int | None:
        """Take what is to be taken, all of it or nothing; give the number of the batch, None where there is nothing.

        What takes time can be done before: `prepare` file by file, and `lay_originals` of those that are taken, which
        then are `laid`.

        `step` is told how far it is; what it raises leaves everything as it was.

        Raises:
            UserError: nothing was taken: a file is another one now, or the disk does not allow it.
        """
        taken = self.taken
        if not taken:
            return None
        for done, at in enumerate(taken):
            step(done, len(taken))
            self.prepare(at)
        self._library.stay()  # else the files would lie where the library no longer is
        if not laid:
            lay_originals(self._library.path, [self.files[at] for at in taken])
        with self._library.county.batch(self.collection, who) as acts:
            for at in taken:
                self._remember(at, acts)
                self._include_parts(at, acts)
            acts.receive_all([self._new[at] for at in taken])
        return acts.number

    def prepare(self, at: int) -> None:
        """Work out all that is stored of a file; what was worked out is not again."""
        if at not in self._new:
            self._new[at] = self._submission(at)
            self._new[at].prepare()

    def _submission(self, at: int) -> NewSubmission:
        file, unit, report = self.files[at], self.unit_of(at), self._report(at)
        if unit is None or report is None:
            raise RuntimeError("a file is taken for no unit")
        name, source = clip(file.found.name, 200), clip(file.found.source, 400)
        found = (unit.key, file.digest, file.size, name, source, report, self.tally(at))
        parcel = file.parcel
        other = other_form(report, self.heading.year)
        problems = (*file.problems, *([other.words] if other else []))
        return NewSubmission(*found, problems, parcel.final if parcel else None, self.answers(at))

    def _include_parts(self, at: int, acts: CollectionActs) -> None:
        """Let a unit that hands its own collection up include its parts: what is in the sum is not counted again."""
        unit, parcel = self.unit_of(at), self.files[at].parcel
        if unit is not None and below_words(parcel, unit) and unit.coverage is Coverage.OWN:
            acts.cover(unit.key, Coverage.WITH_PARTS)

    def _remember(self, at: int, acts: CollectionActs) -> None:
        """Remember what somebody decided: the name that the report bears is one of the unit's."""
        file = self.files[at]
        if file.unit is not None and file.report is not None and not self._names.known(file.report.unit):
            acts.add_name(file.unit, clip(file.report.unit, LONGEST_UNIT))
