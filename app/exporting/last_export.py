"""What was exported last of a report, kind by kind, and whether the report is still what the file holds."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

from app.exporting.handing import Handed
from app.exporting.names import exists, plain
from app.exporting.own_files import FileState, WrittenFile, note_written, written_files
from app.exporting.writing import PARCEL
from model.report.report import DRAFT_MARK
from model.storage.library import Library

_MARK = 4  # bytes for a place: two texts that differ have one mark once in four thousand million times
_HEADING, _DATED, _EXPLAINED = "heading", "dated", "explanations"  # no keys of a form
_ANSWERED = "answers"  # which of all kinds only a parcel holds
_OF_FILES = {FileState.GONE: "文件不在那里了", FileState.OTHER: "文件被改过"}
_AROUND = "around "  # before the key of a text: its words without the numbers that follow cells


@dataclass(frozen=True)
class LastExport:
    """A file that was written, and a mark for each place of the report as it was then."""

    path: Path
    when: datetime
    marks: Mapping[str, str]
    was_draft: bool = False
    written: WrittenFile | None = None  # what the file was then

    @property
    def file_state(self) -> FileState:
        """What became of the file; of one that was never looked at nothing is known but whether it is there."""
        if self.written is not None:
            return self.written.state(self.path)
        return FileState.AS_WRITTEN if exists(self.path) else FileState.GONE

    def changed(self, handed: Handed) -> int:
        """Count the places that somebody changed since; what follows from them is not counted with them.

        A file that differs differs in one place at least. A report that is open for revision has no date that could.
        """
        now = marks_of(handed)
        other = {place for place in {*self.marks, *now} if self.marks.get(place) != now.get(place)}
        if handed.dated is None:
            other.discard(_DATED)
        if self.path.suffix.lower() != PARCEL:
            other.discard(_ANSWERED)
        printed = {place for place in other if not place.startswith(_AROUND)}
        typed = {place for place in printed - {*handed.derived} if not self._follows(place, other, now)}
        return len(typed) or bool(printed)

    def _follows(self, place: str, other: Collection[str], now: Mapping[str, str]) -> bool:
        """Whether a text is otherwise only because of the numbers in it that follow cells."""
        around = _AROUND + place
        return around in self.marks and around in now and around not in other


def marks_of(handed: Handed) -> dict[str, str]:
    """Mark all that a file holds, so that a change of any place is seen."""
    report = handed.report
    said = {str(place): str(value) for place, value in report.numbers.items()}
    said |= {key: text for key, text in report.texts.items() if text}
    said |= {_AROUND + key: words for key, words in _without_bound(handed).items()}
    said[_HEADING] = repr((report.unit, report.level, report.year))
    if handed.dated is not None:
        said[_DATED] = handed.dated.isoformat()
    if handed.opinions:
        said[_ANSWERED] = repr([(one.id, one.answer.value, one.answer_words) for one in handed.opinions])
    if report.explanations:
        said[_EXPLAINED] = repr(sorted((one.check, one.at, one.reason) for one in report.explanations))
    return {place: blake2b(words.encode(), digest_size=_MARK).hexdigest() for place, words in said.items()}


def _without_bound(handed: Handed) -> dict[str, str]:
    """Return the texts in which numbers follow cells, each number as the cells that it follows."""
    words: dict[str, str] = {}
    for one in sorted(handed.bound, key=lambda one: one.start, reverse=True):
        text = words.get(one.text, handed.report.texts.get(one.text, ""))
        words[one.text] = f"{text[: one.start]}{{{'+'.join(one.cells)}}}{text[one.end :]}"
    return words


def note(library: Library, handed: Handed, path: Path) -> None:
    """Remember that a file was written; where that cannot be kept, the file is there all the same."""
    when = datetime.now(UTC).isoformat(timespec="seconds")
    said = {"path": str(path), "when": when, "marks": marks_of(handed), "draft": bool(handed.draft)}
    library.remember(_key(handed.id, path.suffix.lower()), json.dumps(said, ensure_ascii=False))
    note_written(library, handed.id, path, draft=bool(handed.draft))
    library.remember(f"handed {handed.id}", when)  # what a list shows, without reading the marks


def last_export(library: Library, report_id: int, suffix: str) -> LastExport | None:
    """Return what was written last of a kind; None where nothing was."""
    last = library.recall(_key(report_id, suffix), _understood, None)
    return last and replace(last, written=written_files(library, report_id).get(plain(last.path)))


def _key(report_id: int, suffix: str) -> str:
    return f"exported {report_id} {suffix}"


def _understood(words: str) -> LastExport | None:
    try:
        said = json.loads(words)
        marks = {str(place): str(mark) for place, mark in said["marks"].items()}
        return LastExport(Path(said["path"]), datetime.fromisoformat(said["when"]), marks, bool(said.get("draft")))
    except (TypeError, AttributeError) as error:
        raise ValueError(words) from error


def is_the_same(last: LastExport, handed: Handed) -> bool:
    """Whether the file holds the final report as it is now."""
    return last.file_state is FileState.AS_WRITTEN and not (last.changed(handed) or handed.draft or last.was_draft)


def says_the_same(last: LastExport | None, handed: Handed) -> str:
    """Say how a file and the report stand.

    >>> says_the_same(None, None)
    '没有导出过'
    """
    if last is None:
        return "没有导出过"
    if told := _OF_FILES.get(last.file_state):
        return told
    if last.was_draft and not handed.draft:
        return f"导出时还是{DRAFT_MARK}"
    changed = last.changed(handed)
    return f"之后改了{changed}处" if changed else f"与{DRAFT_MARK}一致" if handed.draft else "与年报一致"
