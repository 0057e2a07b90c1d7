"""What becomes of each of several files: new, other than the library's, the same, or not to be taken, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from app.editing import carried_along, with_changes
from model.report.bindings import sound
from model.report.report import Explanation, Report
from model.report.totals import with_totals, without_derivable_totals
from model.rules.explanations import explained
from model.storage.library import Library
from model.storage.records import Change, How, State, Stored
from ui.library.new_report import About
from ui.transfer.import_undo import ImportUndo
from ui.transfer.importing import STEP, about_read, differences, says
from ui.transfer.read_many import FileRead


class ImportStatus(Enum):
    """What becomes of a file; the value is how many of them are called."""

    NEW = "新增"
    CHANGES = "更改"
    REASONS = "补入说明"
    SAME = "与库中相同"
    TWICE = "同一单位重复"
    FINAL = "库中已定稿"
    OTHER_FORM = "表样不同"
    NAMELESS = "缺单位或年度"
    UNREADABLE = "读不了"


TAKEN = {ImportStatus.NEW, ImportStatus.CHANGES, ImportStatus.REASONS}
_SMOOTH = {*TAKEN, ImportStatus.SAME}


@dataclass(frozen=True)
class BatchVerdict:
    """What becomes of one file, in words, and all that it would change."""

    fate: ImportStatus
    words: str
    there: Stored | None = None
    changes: tuple[Change, ...] = ()
    reasons: tuple[Explanation, ...] = ()
    rivals: tuple[BatchRow, ...] = ()  # other files for the same unit and year


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
        """Whether a blank in the file is meant."""
        return self.file.reading is not None and self.file.reading.as_written

    @property
    def key(self) -> tuple[str, int] | None:
        """Whose report it is, and of which year; None where that is not known."""
        about = self.about
        return ("".join(about.unit.split()), about.year) if about and about.is_whole else None

    @property
    def read(self) -> Report | None:
        """The report with all that the file says."""
        return self.file.reading.report if self.file.reading else None

    def correct(self, about: About) -> None:
        """Take another heading."""
        reading = self.file.reading
        if reading is not None:
            self.about = about
            named = replace(reading.report, unit=about.unit, level=about.level, year=about.year)
            self.report = without_derivable_totals(named)


class Batch:
    """Several files that were read, and what is to become of them; nothing is stored before `store`.

    The rows that need a look come first, then the others, in the order of the files.
    """

    def __init__(self, library: Library, files: Sequence[FileRead]) -> None:
        self._library = library
        self._there: dict[tuple[str, int], Stored | None] = {}
        self._verdicts: dict[int, BatchVerdict] = {}
        names = Counter(file.path.name for file in files)
        self.rows = [BatchRow(file, _name(file.path, alone=names[file.path.name] == 1)) for file in files]
        for row in self.rows:
            if row.file.reading is not None:
                row.correct(about_read(row.file.reading))
        self.rows = [self.rows[row] for row in sorted(range(len(self.rows)), key=self._place)]
        self._verdicts.clear()

    def _place(self, row: int) -> tuple[bool, int]:
        """Place what the user has to decide or will miss first, files for one unit beside each other."""
        return self.verdict(row).fate in _SMOOTH, min([row, *self._rivals(row)])

    def verdict(self, row: int) -> BatchVerdict:
        """Return what becomes of a file."""
        if row not in self._verdicts:
            self._verdicts[row] = self._judge(row)
        return self._verdicts[row]

    def can_be_ticked(self, row: int) -> bool:
        """Whether the file can be taken, if it is the one that is chosen of several."""
        return self.verdict(row).fate in {*TAKEN, ImportStatus.TWICE}

    def is_ticked(self, row: int) -> bool:
        """Whether the file will be taken."""
        return self.verdict(row).fate in TAKEN and self.rows[row].wish is not False

    def tick(self, row: int, wish: bool) -> None:
        """Take a file or leave it; of several for one unit and year, the others are left."""
        rivals = self._rivals(row)
        if wish:
            self._choose_anew(rivals)
        self.rows[row].wish = wish
        self._judge_anew(row, *rivals)

    def correct(self, row: int, about: About) -> None:
        """Take another heading for a file; where it meets another file's, one has to be chosen anew."""
        before, left = self.rows[row].key, self._rivals(row)
        self.rows[row].correct(about)
        if self.rows[row].key != before:
            touched = (row, *left, *self._rivals(row))
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
        """List the other files for the same unit and year."""
        key = self.rows[row].key
        return [] if key is None else [i for i, one in enumerate(self.rows) if i != row and one.key == key]

    def _judge(self, row: int) -> BatchVerdict:
        one, rivals = self.rows[row], self._rivals(row)
        if one.report is None or one.read is None:
            return BatchVerdict(ImportStatus.UNREADABLE, one.file.sentence)
        if one.key is None:
            return BatchVerdict(ImportStatus.NAMELESS, "没有读到单位名称或者年度，请在下面填写后导入")
        if rivals and one.wish is not True:
            return _twice(tuple(self.rows[rival] for rival in rivals))
        return _against(self._find(one.key), one.report, one.read, whole=one.whole)

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
        gone = Counter(self.verdict(row).fate for row in taken)
        left = Counter(self._why(row) for row in range(len(self.rows)) if row not in taken)
        counts = [f"{fate.value}{gone[fate]}份" for fate in ImportStatus if gone[fate]]
        says = f"将导入{len(taken)}份" + (f"（{'，'.join(counts)}）" if counts else "")
        return says + "".join(f"，{why}{count}份" for why, count in left.items()) + "。"

    def _why(self, row: int) -> str:
        fate = self.verdict(row).fate
        return "没有勾选" if fate in TAKEN else fate.value

    @property
    def skipped(self) -> list[str]:
        """List the files that will not be taken, and why."""
        left = (row for row in range(len(self.rows)) if not self.is_ticked(row))
        return [f"{self.rows[row].name}：{self._reason(row)}" for row in left]

    def _reason(self, row: int) -> str:
        verdict = self.verdict(row)
        return "没有勾选" if verdict.fate in TAKEN else verdict.words

    # What is stored

    def store(self) -> ImportUndo:
        """Bring in what is ticked, all of it or nothing; give what that was.

        Raises:
            UserError: nothing was stored.
        """
        brought = ImportUndo(self._library)
        with self._library.together():
            for row in self.taken:
                self._store(self.rows[row], self.verdict(row), brought)
            brought.close()
        return brought

    def _store(self, row: BatchRow, verdict: BatchVerdict, brought: ImportUndo) -> None:
        there, step = verdict.there, f"{STEP} {row.file.path.name}"
        if row.report is None:
            return
        if there is None:
            brought.made.append(self._library.create(row.report, step))
            return
        brought.before.append(there)
        whole = with_totals(there.report)
        kept = sound(there.bindings, whole.texts, whole.numbers)
        changes, bindings = carried_along(there.report, verdict.changes, kept)
        if changes:
            self._library.write(there.id, changes, How.IMPORTED, step, bindings)
        after = replace(with_changes(there.report, changes), explanations=verdict.reasons)
        for explanation, noted in explained(after):
            self._library.explain(there.id, explanation, noted)


def _name(path: Path, *, alone: bool) -> str:
    return path.name if alone else str(path)


def _twice(rivals: tuple[BatchRow, ...]) -> BatchVerdict:
    """Say that a file is one of several for the same unit and year."""
    chosen = next((rival for rival in rivals if rival.wish), None)
    if chosen:
        return BatchVerdict(ImportStatus.TWICE, f"已另选“{chosen.name}”，同一单位同一年度只取一份", rivals=rivals)
    names = "、".join(f"“{rival.name}”" for rival in rivals)
    return BatchVerdict(ImportStatus.TWICE, f"请勾选一份：与{names}是同一单位同一年度", rivals=rivals)


def _against(there: Stored | None, report: Report, read: Report, *, whole: bool) -> BatchVerdict:
    """Hold a file against the library's report of the same unit and year."""
    if there is None:
        return BatchVerdict(ImportStatus.NEW, ImportStatus.NEW.value)
    if there.report.edition != report.edition:
        return BatchVerdict(ImportStatus.OTHER_FORM, "库中用的是另一种表样，不能替换", there)
    changes = tuple(one for one in differences(there.report, report) if whole or says(one, read))
    reasons = _new_reasons(there, report, changes)
    if not changes and not reasons:
        return BatchVerdict(ImportStatus.SAME, ImportStatus.SAME.value, there)
    if there.state is State.FINAL:
        return BatchVerdict(ImportStatus.FINAL, "库中已定稿，不会替换；要替换请先打开它“修订”", there, changes)
    if changes:
        return BatchVerdict(ImportStatus.CHANGES, f"更改{len(changes)}处", there, changes, reasons)
    return BatchVerdict(ImportStatus.REASONS, f"补入{len(reasons)}条说明", there, reasons=reasons)


def _new_reasons(there: Stored, report: Report, changes: Sequence[Change]) -> tuple[Explanation, ...]:
    """Return the explanations that the library lacks, or has for what is changed."""
    touched = {change.place for change in changes}
    return tuple(
        one
        for one in report.explanations
        if (one.check, one.at) not in there.explained or not touched.isdisjoint(one.at)
    )
