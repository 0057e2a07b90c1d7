"""A file that came in: what it is, whose it was said to be, and what can become of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from app.collecting.found_files import FoundFile
from app.importing.file_read import FileRead
from intake.limits import LARGEST_FILE
from intake.reading import Reading
from model.collection.parcel import Parcel
from model.errors import UserError
from model.failures import why_not_read
from model.form.editions import form_for
from model.labelled import LabelledEnum
from model.report.report import Report
from model.report.totals import without_derivable_totals
from model.storage.county.originals import digest_of, keep_all


class ComingStatus(LabelledEnum):
    """What becomes of a file; the label is what so many files are called."""

    ASKS = "asks", "要您定"
    NEW = "new", "新收"
    REVISION = "revision", "重交"
    SAME_BYTES = "same_bytes", "完全相同"
    COPY = "copy", "与另一份文件相同"
    TWICE = "twice", "同一单位有几份"
    WRONG_YEAR = "wrong_year", "年度不对"
    UNKNOWN_UNIT = "unknown_unit", "名单里没有"
    LOCKED = "locked", "已通过"
    EXCUSED = "excused", "已免报"
    OTHER_KIND = "other_kind", "不是年报"
    UNREADABLE = "unreadable", "读不了"

    @property
    def is_taken(self) -> bool:
        """Whether such a file is taken."""
        return self in {ComingStatus.NEW, ComingStatus.REVISION}

    @property
    def wants_a_word(self) -> bool:
        """Whether somebody can decide what becomes of it."""
        return self in {ComingStatus.ASKS, ComingStatus.TWICE, ComingStatus.UNKNOWN_UNIT}

    @property
    def is_skipped(self) -> bool:
        """Whether it is passed over because it is there already."""
        return self in {ComingStatus.SAME_BYTES, ComingStatus.COPY}

    @property
    def is_refused(self) -> bool:
        """Whether it is refused."""
        return not (self.is_taken or self.wants_a_word or self.is_skipped)


@dataclass(frozen=True)
class ComingVerdict:
    """What becomes of a file, and why in words; `proposed` are the units that it may be of."""

    status: ComingStatus
    words: str
    proposed: tuple[int, ...] = ()


@dataclass
class ComingFile:
    """A file that was read; `unit` is what somebody decided, `left` that it is not to be taken."""

    found: FoundFile
    read: FileRead
    digest: str
    size: int
    unit: int | None = None
    year_agreed: bool = False
    left: bool = False
    chosen: bool = False  # of several for one unit
    report: Report | None = field(init=False, default=None)  # as typed, without the totals that follow

    def __post_init__(self) -> None:
        if self.read.reading is not None:
            self.report = without_derivable_totals(self.read.reading.report)

    @property
    def parcel(self) -> Parcel | None:
        """What came with the report in a file between offices."""
        return self.read.reading.parcel if self.read.reading else None

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be read."""
        return tuple(map(str, self.read.reading.problems)) if self.read.reading else ()


class OtherForm(NamedTuple):
    """A report in the form of other years: how many cells of this year's it has no place for."""

    edition: str
    wanted: str
    lacking: int

    @property
    def words(self) -> str:
        """Say it."""
        return f"用的是{self.edition}年的表样，应为{self.wanted}年的，缺{self.lacking}格"


def other_form(report: Report | None, year: int) -> OtherForm | None:
    """Say that a report is not in the form of its year; None where it is, or there is none."""
    wanted = form_for(year)
    if report is None or report.edition == wanted.edition:
        return None
    lacking = sum(cell not in report.form.cells for cell in wanted.typed_cells)
    return OtherForm(report.edition, wanted.edition, lacking)


def come_in(found: FoundFile, read: Callable[[Path], Reading]) -> ComingFile:
    """Read a file, and note what its bytes are; one that cannot be read says why."""
    try:
        digest, size = _digest(found.path)
        return ComingFile(found, FileRead(found.path, read(found.path)), digest, size)
    except UserError as error:
        return ComingFile(found, FileRead(found.path, None, _named(found, error.sentence)), "", 0)
    except OSError as error:
        return ComingFile(found, FileRead(found.path, None, why_not_read(error)), "", 0)


def _digest(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        data = file.read(LARGEST_FILE + 1)
    return digest_of(data), len(data)


def _named(found: FoundFile, sentence: str) -> str:
    """Return why a file cannot be read, without the path where it lies now."""
    return sentence.removeprefix(f"{found.path}：")


def lay_originals(
    library: Path, files: Iterable[ComingFile], step: Callable[[int], object] = lambda _done: None
) -> None:
    """Lay files beside a library, byte for byte as they were read; any thread may, and again costs little.

    Raises:
        UserError: one is another file now, or the disk does not allow it; the library tells of none of them yet.
    """

    def contents() -> Iterator[bytes]:
        for done, one in enumerate(files):
            step(done)
            yield _content(one)

    keep_all(library, contents())


def _content(file: ComingFile) -> bytes:
    try:
        data = file.found.path.read_bytes()
    except OSError as error:
        raise UserError(f"{file.found.name}：{why_not_read(error)}；这一批都没有收下") from error
    if digest_of(data) != file.digest:
        raise UserError(f"{file.found.name}：读过以后文件变了，这一批都没有收下，请重新导入")
    return data


def read_all(
    files: Iterable[FoundFile],
    read: Callable[[Path], Reading],
    step: Callable[[int, int], object] = lambda _done, _of: None,
) -> list[ComingFile]:
    """Read files one after the other; `step` is told how far it is, and stops it by raising."""
    listed = list(files)
    found = []
    for done, one in enumerate(listed):
        step(done, len(listed))
        found.append(come_in(one, read))
    return found
