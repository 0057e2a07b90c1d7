"""Several files that were read, what becomes of each, and all that is taken stored together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.beginning import About, untimely
from app.editing import carried_along, with_changes
from app.importing.file_read import FileRead, about_read, named
from app.importing.import_remarks import keep_remarks
from app.importing.import_undo import ImportUndo
from app.importing.verdict import TAKEN, ImportStatus, ImportVerdict, against
from intake.reading import Reading
from model.collection.parcel import ParcelKind
from model.report.as_read import AsRead
from model.report.bindings import sound
from model.report.printed import Printed, printed_totals
from model.report.report import Report
from model.report.totals import with_totals, without_derivable_totals
from model.rules.explanations import explained
from model.storage.events import HistoryEvent
from model.storage.library import Library
from model.storage.records import Change, How, Stored

_SMOOTH = {*TAKEN, ImportStatus.SAME, ImportStatus.COPY}
_UNTICKED = "没有勾选"


@dataclass
class BatchRow:
    """One file, with its heading as it was read or corrected; `wish` is what the user ticked or unticked."""

    file: FileRead
    name: str  # as much of its path as tells it from the others
    about: About | None = None
    report: Report | None = None  # without the totals that follow from its parts
    wish: bool | None = None

    @property
    def whole(self) -> bool:
        """Whether the file is the program's own, so that its blanks overwrite."""
        return self.file.reading is not None and self.file.reading.as_written

    @property
    def came_back(self) -> bool:
        """Whether the file is a return of the county: its report is an older one of the library's."""
        parcel = self.file.reading.parcel if self.file.reading else None
        return parcel is not None and parcel.kind is ParcelKind.RETURN

    @property
    def key(self) -> tuple[str, int] | None:
        """Whose report it is, and of which year; None where that is not known, or it is not to be taken as a report."""
        return self.about.key if self.about and self.about.is_whole and not self.came_back else None

    @property
    def read(self) -> Report | None:
        """The report with all that the file says."""
        return self.file.reading.report if self.file.reading else None

    @property
    def reading(self) -> Reading | None:
        """What was read, with the heading as it is now."""
        read = self.file.reading
        return read.with_heading(self.report) if read is not None and self.report is not None else read

    @property
    def as_read(self) -> AsRead:
        """The title and the date of the file."""
        return self.file.reading.as_read if self.file.reading else AsRead()

    @property
    def printed(self) -> Printed:
        """The totals of the file that follow from their parts."""
        return printed_totals(self.read, self.report) if self.read and self.report else {}

    @property
    def said(self) -> object:
        """All numbers and texts of the file, as what can be looked up."""
        read = self.read
        return None if read is None else (read.edition, frozenset(read.numbers.items()), frozenset(read.texts.items()))

    @property
    def beside(self) -> tuple[bool, int]:
        """What the file says beside: that it is the program's own, and how many reasons."""
        return self.whole, len(self.read.explanations) if self.read else 0

    def correct(self, about: About) -> None:
        """Take another heading."""
        reading = self.file.reading
        if reading is not None:
            self.about = about
            self.report = without_derivable_totals(named(reading.report, about))


class Batch:
    """Several files that were read, and what is to become of them; nothing is stored before `store`.

    The rows that need a look come first, then the others, in the order of the files.
    """

    def __init__(self, library: Library, files: Sequence[FileRead]) -> None:
        self._library = library
        self._there: dict[tuple[str, int], Stored | None] = {}
        self._units: dict[str, int | str] = {}  # by name
        self._verdicts: dict[int, ImportVerdict] = {}
        self._copies: dict[int, int] | None = None  # of each copy the file that is taken in its stead
        names = Counter(file.path.name for file in files)
        self.rows = [BatchRow(file, _name(file.path, alone=names[file.path.name] == 1)) for file in files]
        for row in self.rows:
            if row.file.reading is not None:
                row.correct(about_read(row.file.reading))
        self.rows = [self.rows[row] for row in sorted(range(len(self.rows)), key=self._place)]
        self._verdicts.clear()
        self._copies = None

    def _place(self, row: int) -> tuple[bool, int]:
        """Place what the user has to decide or will miss first, files for one unit beside each other."""
        return self.verdict(row).status in _SMOOTH, min([row, *self._rivals(row)])

    def verdict(self, row: int) -> ImportVerdict:
        """Return what becomes of a file."""
        if row not in self._verdicts:
            self._verdicts[row] = self._judge(row)
        return self._verdicts[row]

    def rivals(self, row: int) -> list[BatchRow]:
        """List the other files that keep one from being taken, being of the same unit and year."""
        is_held = self.verdict(row).status is ImportStatus.TWICE
        return [self.rows[rival] for rival in self._rivals(row)] if is_held else []

    def can_be_ticked(self, row: int) -> bool:
        """Whether the file can be taken, if it is the one that is chosen of several."""
        return self.verdict(row).status in {*TAKEN, ImportStatus.TWICE}

    def is_ticked(self, row: int) -> bool:
        """Whether the file will be taken; one that overwrites what somebody entered only if that is wished."""
        verdict, wish = self.verdict(row), self.rows[row].wish
        return verdict.status in TAKEN and (wish is True or (wish is None and not verdict.over))

    def tick(self, row: int, *, wish: bool) -> None:
        """Take a file or leave it; of several for one unit and year, the others are left."""
        rivals = self._rivals(row)
        if wish:
            self._choose_anew(rivals)
        self.rows[row].wish = wish
        self._judge_anew(row, *rivals)

    def correct(self, row: int, about: About) -> None:
        """Take another heading for a file; where it meets another file's, one has to be chosen anew."""
        before, left = self.rows[row].key, self._same(row)
        self.rows[row].correct(about)
        self._copies = None
        if self.rows[row].key != before:
            touched = (row, *left, *self._same(row))
            self._choose_anew(touched)
            self._judge_anew(*touched)

    def _choose_anew(self, rows: Iterable[int]) -> None:
        """Forget which file was chosen; one that the user does not want stays out."""
        for row in rows:
            self.rows[row].wish = None if self.rows[row].wish else self.rows[row].wish

    def _judge_anew(self, *rows: int) -> None:
        for row in rows:
            self._verdicts.pop(row, None)

    def _rivals(self, row: int) -> list[int]:
        """List the other files for the same unit and year that say something else."""
        copies = self._all_copies()
        return [] if row in copies else [other for other in self._same(row) if other not in copies]

    def _same(self, row: int) -> list[int]:
        """List the other files for the same unit and year, whichever of its names each bears."""
        whose = self._whose(row)
        return [] if whose is None else [i for i in range(len(self.rows)) if i != row and self._whose(i) == whose]

    def _all_copies(self) -> dict[int, int]:
        """Find the files that say what another one says: the one with the most beside numbers and texts is taken."""
        if self._copies is None:
            self._copies = {}
            alike: dict[object, list[int]] = {}
            for row in range(len(self.rows)):
                if (whose := self._whose(row)) is not None:
                    alike.setdefault((whose, self.rows[row].said), []).append(row)
            for rows in alike.values():
                best = max(rows, key=lambda row: (self.rows[row].beside, -row))
                self._copies |= {row: best for row in rows if row != best}
        return self._copies

    def _whose(self, row: int) -> tuple[int | str, int] | None:
        """Return whose report a file is, and of which year: a unit that the library knows has one number."""
        key = self.rows[row].key
        if key is None:
            return None
        name, year = key
        if name not in self._units:
            number = self._library.unit_known_as(name)
            self._units[name] = name if number is None else number
        return self._units[name], year

    def _judge(self, row: int) -> ImportVerdict:
        one, rivals = self.rows[row], self._rivals(row)
        if one.report is None or one.read is None:
            return ImportVerdict(ImportStatus.UNREADABLE, one.file.sentence)
        if one.key is None:
            return _without_key(one)
        early = untimely(one.key[1], date.today())  # noqa: DTZ011 — the clerk's day
        if early:
            return ImportVerdict(ImportStatus.NAMELESS, f"{early}，请核对年度")
        copy = self._all_copies().get(row)
        if copy is not None:
            return ImportVerdict(ImportStatus.COPY, f"与“{self.rows[copy].name}”内容相同，只取一份")
        if rivals and one.wish is not True:
            return _twice([self.rows[rival] for rival in rivals])
        return self._with_care(against(self._find(one.key), one.report, one.read, whole=one.whole))

    def _with_care(self, verdict: ImportVerdict) -> ImportVerdict:
        """Say how much of what a file would change was entered in the window."""
        if verdict.there is None or verdict.status is not ImportStatus.CHANGES:
            return verdict
        over = sum(self._was_entered(verdict.there.id, one) for one in verdict.changes)
        words = f"{verdict.words}，其中{over}处是在库中录入或改过的，要替换请勾选" if over else verdict.words
        return replace(verdict, words=words, over=over)

    def _was_entered(self, report_id: int, change: Change) -> bool:
        """Whether somebody entered what a change would overwrite, or emptied the place; an undone import is neither."""
        last = next(iter(self._library.history(report_id, change.place, 1)), None)
        nobodys = {How.IMPORTED} if change.old not in {None, ""} else {How.IMPORTED, How.UNDONE}
        return last is not None and last.how not in nobodys

    def _find(self, key: tuple[str, int]) -> Stored | None:
        if key not in self._there:
            self._there[key] = self._library.find(*key)
        return self._there[key]

    # What is said of all

    @property
    def taken(self) -> list[int]:
        """The files that will be taken."""
        return [row for row in range(len(self.rows)) if self.is_ticked(row)]

    @property
    def sentence(self) -> str:
        """Return what will be taken and what not."""
        taken = self.taken
        gone = Counter(self.verdict(row).status for row in taken)
        left = Counter(self._why_not(row) for row in range(len(self.rows)) if row not in taken)
        counts = [f"{status.label}{gone[status]}份" for status in ImportStatus if gone[status]]
        says = (f"将导入{len(taken)}份" if taken else "没有要导入的") + (f"（{'，'.join(counts)}）" if counts else "")
        return says + "".join(f"，{why.label if why else _UNTICKED}{count}份" for why, count in left.items()) + "。"

    def _why_not(self, row: int) -> ImportStatus | None:
        """Return what keeps a file from being taken; None where that is only that it is not ticked."""
        status = self.verdict(row).status
        return None if status in TAKEN else status

    @property
    def skipped(self) -> list[str]:
        """List the files that will not be taken, and why."""
        left = (row for row in range(len(self.rows)) if not self.is_ticked(row))
        return [f"{self.rows[row].name}：{self._reason(row)}" for row in left]

    def _reason(self, row: int) -> str:
        return self.verdict(row).words if self._why_not(row) else _UNTICKED

    # What is stored

    def store(self) -> ImportUndo:
        """Bring in what is ticked, all of it or nothing; give what that was.

        Raises:
            UserError: nothing was stored.
        """
        brought = ImportUndo(self._library)
        with self._library.together():
            for row in sorted(self.taken, key=self._year):  # a reason notes the numbers of last year's as well
                self._store(self.rows[row], self.verdict(row), brought)
            brought.close()
        return brought

    def _year(self, row: int) -> int:
        about = self.rows[row].about
        return about.year if about else 0

    def _store(self, row: BatchRow, verdict: ImportVerdict, brought: ImportUndo) -> None:
        there, step = verdict.there, HistoryEvent.IMPORTED.named(row.file.path.name)
        if row.report is None:
            return
        if there is None:
            made = self._library.create(row.report, step, printed=row.printed, as_read=row.as_read)
            brought.made.append(made)
            self._note(row, made)
            return
        brought.before.append(there)
        whole = with_totals(there.report)
        kept = sound(there.bindings, whole.texts, whole.numbers)
        changes, bindings = carried_along(there.report, verdict.changes, kept)
        if changes:
            self._library.write(there.id, (*verdict.printed, *changes), How.IMPORTED, step, bindings)
        after = replace(with_changes(there.report, changes), explanations=verdict.reasons)
        said = list(explained(after, self._library.last_year))
        if said:
            self._library.explain_all(there.id, said, ends=step)
        self._note(row, there.id)

    def _note(self, row: BatchRow, report: int) -> None:
        if row.reading is not None:
            keep_remarks(self._library, report, row.file.path.name, row.reading)


def _name(path: Path, *, alone: bool) -> str:
    return path.name if alone else str(path)


def _without_key(one: BatchRow) -> ImportVerdict:
    if one.came_back:
        return ImportVerdict(ImportStatus.RETURNED, "是县里退回的文件，请单独导入，意见会放到那份年报上")
    return ImportVerdict(ImportStatus.NAMELESS, one.about.lacking if one.about else "")


def _twice(rivals: Sequence[BatchRow]) -> ImportVerdict:
    """Say that a file is one of several for the same unit and year."""
    chosen = next((rival for rival in rivals if rival.wish), None)
    if chosen:
        return ImportVerdict(ImportStatus.TWICE, f"已另选“{chosen.name}”，同一单位同一年度只取一份")
    names = "、".join(f"“{rival.name}”" for rival in rivals)
    return ImportVerdict(ImportStatus.TWICE, f"请勾选一份：与{names}是同一单位同一年度")
