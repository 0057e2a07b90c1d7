"""Several files in one go: which, under which names, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.exporting import handing
from app.exporting.handing import Handed
from app.exporting.names import apart, exists, file_name, free, plain
from app.exporting.reading_back import read_back
from export import replace_file
from model.errors import UserError
from model.report.report import Report

PARCEL = ".gouji"  # the kind that goes between offices
READ_BACK = "，重新读过一遍，数字与年报相同"


if TYPE_CHECKING:
    from export.charts.drawing import Chart

ChartsOf = Callable[[Report], "Sequence[Chart]"]


@dataclass(frozen=True)
class Job:
    """One file to be written: where, and what makes its bytes."""

    path: Path
    render: Callable[[], bytes]
    handed: Handed | None = None  # the report that it holds: what is compared when the file is read back


@dataclass
class ExportOutcome:
    """What became of the jobs."""

    written: list[Path] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)  # sentences
    cancelled: int = 0  # files that were not begun
    read: int = 0  # files that were read again, and hold the same numbers
    draft: str = ""  # what was written is no final report

    @property
    def lines(self) -> list[str]:
        """List what is worth reading when not all were written: which were, and why the others were not."""
        if self.refused == [self.sentence] or (not self.refused and not self.cancelled):
            return []
        return [*self.refused, *(f"已写好：{path.name}" for path in self.written)]

    @property
    def sentence(self) -> str:
        """Say it in one sentence; where there was one file only, and it was not written, why.

        >>> ExportOutcome([Path("乙/甲.pdf")], cancelled=2).sentence, ExportOutcome(cancelled=2).sentence
        ('已导出1个文件到“乙”，取消了2个', '没有导出文件，取消了2个')
        >>> ExportOutcome(refused=["“甲.pdf”正在被别的程序使用"]).sentence
        '“甲.pdf”正在被别的程序使用'
        >>> ExportOutcome([Path("乙/甲.pdf")], draft="草稿：还有3处必须改正").sentence
        '草稿：还有3处必须改正。已导出“甲.pdf”到“乙”'
        """
        if not self.written and not self.cancelled and len(self.refused) == 1:
            return self.refused[0]
        counts = (("取消了", self.cancelled), ("没有导出的有", len(self.refused)))
        all_read = self.written and self.read == len(self.written) and not self.refused and not self.cancelled
        read = READ_BACK if all_read else ""
        done = f"已导出{self._written}{read}" if self.written else "没有导出文件"
        draft = f"{self.draft}。" if self.draft and self.written else ""  # first: the end gives way where room is short
        return draft + done + "".join(f"，{words}{n}个" for words, n in counts if n)

    @property
    def _written(self) -> str:
        """Say which file was written where, or how many were."""
        many = len(self.written) > 1 or self.refused or self.cancelled
        named = f"{len(self.written)}个文件" if many else f"“{self.written[0].name}”"
        folders = {path.parent for path in self.written}
        return f"{named}到“{folders.pop()}”" if len(folders) == 1 else named

    @property
    def failed(self) -> bool:
        """Whether something was refused."""
        return bool(self.refused)


def jobs_for(
    reports: Sequence[Handed],
    folder: Path,
    suffixes: Sequence[str],
    *,
    explanations: bool,
    charts: ChartsOf | None = None,
) -> list[Job]:
    """Name a file for every report and kind; reports of the same name are numbered."""
    jobs: list[Job] = []
    for one, stem in zip(reports, apart(file_name(one.report) for one in reports), strict=True):
        paths = [folder / f"{stem}{suffix}" for suffix in suffixes]
        jobs += [job_for(one, path, explanations=explanations, charts=charts) for path in paths]
    return jobs


def job_for(one: Handed, path: Path, *, explanations: bool, charts: ChartsOf | None = None) -> Job:
    """Name one file of a report; what is printed has a page of charts where it is said how they are made."""
    suffix = path.suffix.lower()
    if suffix == PARCEL:
        return Job(path, partial(handing.render_parcel, one), one)
    with_page = explanations and bool(one.report.explanations)
    drawn = charts(one.report) if charts is not None and suffix == ".pdf" else ()
    render = partial(handing.render, one.report, suffix, one.dated, explanations=with_page, charts=drawn, over=one.over)
    return Job(path, render, one)


def there_already(jobs: Sequence[Job], ours: Collection[Path] = ()) -> list[str]:
    """Name the files that would be replaced, but for those that are ours to replace."""
    return [job.path.name for job in jobs if job.path not in ours and exists(job.path)]


def beside(jobs: Sequence[Job]) -> list[Job]:
    """Name the files anew that would replace others."""
    named = {plain(job.path) for job in jobs if not exists(job.path)}
    anew: list[Job] = []
    for job in jobs:
        path = free(job.path, lambda path: plain(path) in named or exists(path)) if exists(job.path) else job.path
        named.add(plain(path))
        anew.append(replace(job, path=path))
    return anew


def write_jobs(
    jobs: Sequence[Job], outcome: ExportOutcome, begun: Callable[[int], object], stopped: Callable[[], bool]
) -> None:
    """Write the files one after the other, and note in `outcome` what becomes of each; what is refused leaves no trace.

    `begun` hears the number of each; `stopped` is asked between two of them.
    """
    for number, job in enumerate(jobs):
        if stopped():
            outcome.cancelled = len(jobs) - number
            return
        begun(number)
        try:
            replace_file(job.path, _rendered(job))
            if job.handed is not None:
                read_back(job.path, job.handed.report)
                outcome.read += 1
            outcome.written.append(job.path)
        except UserError as error:
            outcome.refused.append(error.sentence)


def _rendered(job: Job) -> bytes:
    try:
        return job.render()
    except UserError as error:
        raise UserError(f"{job.path}：{error.sentence}") from error
