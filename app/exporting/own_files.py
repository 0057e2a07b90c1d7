"""The files that were written of a report: whether one is still what was written, so that no other is replaced."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto
from hashlib import sha256
from pathlib import Path

from app.exporting.names import exists, plain
from app.exporting.writing import Job
from model.report.report import DRAFT_MARK
from model.storage.library import Library
from model.values import NamedTuple

_KEPT = 40  # files of a report that are remembered, the newest


class FileState(Enum):
    """What became of a file."""

    AS_WRITTEN = auto()
    OTHER = auto()
    GONE = auto()


class WrittenFile(NamedTuple):
    """What a file was when it was written."""

    draft: bool
    size: int
    moment: int  # ns: when it was changed last
    digest: str

    @classmethod
    def of(cls, path: Path, *, draft: bool) -> WrittenFile | None:
        """Take down what stands there now; None where it cannot be read."""
        try:
            there, data = path.stat(), path.read_bytes()
        except OSError:
            return None
        return cls(draft, there.st_size, there.st_mtime_ns, sha256(data).hexdigest())

    def state(self, path: Path) -> FileState:
        """Return what became of it; who has not touched it since need not be read."""
        try:
            there = path.stat()
            if (there.st_size, there.st_mtime_ns) == (self.size, self.moment):
                return FileState.AS_WRITTEN
            return FileState.AS_WRITTEN if self._is_said_by(path) else FileState.OTHER
        except OSError:
            return FileState.OTHER if exists(path) else FileState.GONE

    def is_at(self, path: Path) -> bool:
        """Whether just this stands there, byte for byte: only then it may be replaced without a question."""
        try:
            return self._is_said_by(path)
        except OSError:
            return False

    def _is_said_by(self, path: Path) -> bool:
        return sha256(path.read_bytes()).hexdigest() == self.digest


def written_files(library: Library, report_id: int) -> Mapping[str, WrittenFile]:
    """Return what was written of a report, by place."""
    return library.recall(_key(report_id), _understood, {})


def note_written(library: Library, report_id: int, path: Path, *, draft: bool) -> None:
    """Remember what was written."""
    made = WrittenFile.of(path, draft=draft)
    if made is None:
        return
    kept = {place: one for place, one in written_files(library, report_id).items() if place != plain(path)}
    kept = dict([*kept.items(), (plain(path), made)][-_KEPT:])
    library.remember(_key(report_id), json.dumps(kept, ensure_ascii=False))


def beside_final(library: Library, jobs: Sequence[Job]) -> list[Job]:
    """Let no draft take the place of a final report: it gets a name of its own."""
    return [_beside_final(library, job) for job in jobs]


def _beside_final(library: Library, job: Job) -> Job:
    if job.handed is None or not job.handed.draft:
        return job
    before = written_files(library, job.handed.id).get(plain(job.path))
    if before is None or before.draft or not exists(job.path):
        return job
    return replace(job, path=job.path.with_name(f"{job.path.stem}（{DRAFT_MARK}）{job.path.suffix}"))


def ours(library: Library, jobs: Sequence[Job]) -> Collection[Path]:
    """Return the files that may be replaced: they are just what was written of the same report."""
    return {job.path for job in jobs if job.handed is not None and _is_ours(library, job.handed.id, job.path)}


def altered(library: Library, jobs: Sequence[Job]) -> list[str]:
    """Name the files that we wrote and somebody changed since."""
    found = ((job, written_files(library, job.handed.id).get(plain(job.path))) for job in jobs if job.handed)
    return [job.path.name for job, before in found if before and before.state(job.path) is FileState.OTHER]


def _is_ours(library: Library, report_id: int, path: Path) -> bool:
    before = written_files(library, report_id).get(plain(path))
    return before is not None and before.is_at(path)


def _key(report_id: int) -> str:
    return f"files {report_id}"


def _understood(words: str) -> dict[str, WrittenFile]:
    try:
        said = json.loads(words).items()
        return {
            str(place): WrittenFile(bool(draft), int(size), int(moment), str(digest))
            for place, (draft, size, moment, digest) in said
        }
    except (TypeError, AttributeError) as error:
        raise ValueError(words) from error
