"""What was exported last of a report, kind by kind, and whether the report is still what the file holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

from app.exporting.handing import Handed
from model.report.report import DRAFT_MARK
from model.storage.library import Library

_MARK = 4  # bytes for a place: two texts that differ have one mark once in four thousand million times
_HEADING, _EXPLAINED = "heading", "explanations"  # no keys of a form


@dataclass(frozen=True)
class LastExport:
    """A file that was written, and a mark for each place of the report as it was then."""

    path: Path
    when: datetime
    marks: Mapping[str, str]
    was_draft: bool = False

    def changed(self, handed: Handed) -> int:
        """Count the places that are otherwise now."""
        now = marks_of(handed)
        return sum(self.marks.get(place) != now.get(place) for place in {*self.marks, *now})


def marks_of(handed: Handed) -> dict[str, str]:
    """Mark all that a file holds, so that a change of any place is seen."""
    report = handed.report
    said = {str(place): str(value) for place, value in report.numbers.items()}
    said |= {key: text for key, text in report.texts.items() if text}
    said[_HEADING] = repr((report.unit, report.level, report.year, handed.dated))
    if report.explanations:
        said[_EXPLAINED] = repr(sorted((one.check, one.at, one.reason) for one in report.explanations))
    return {place: blake2b(words.encode(), digest_size=_MARK).hexdigest() for place, words in said.items()}


def note(library: Library, handed: Handed, path: Path) -> None:
    """Remember that a file was written; where that cannot be kept, the file is there all the same."""
    when = datetime.now(UTC).isoformat(timespec="seconds")
    said = {"path": str(path), "when": when, "marks": marks_of(handed), "draft": bool(handed.draft)}
    library.remember(_key(handed.id, path.suffix.lower()), json.dumps(said, ensure_ascii=False))
    library.remember(f"handed {handed.id}", when)  # what a list shows, without reading the marks


def last_export(library: Library, report_id: int, suffix: str) -> LastExport | None:
    """Return what was written last of a kind; None where nothing was."""
    return library.recall(_key(report_id, suffix), _understood, None)


def _key(report_id: int, suffix: str) -> str:
    return f"exported {report_id} {suffix}"


def _understood(words: str) -> LastExport | None:
    try:
        said = json.loads(words)
        marks = {str(place): str(mark) for place, mark in said["marks"].items()}
        return LastExport(Path(said["path"]), datetime.fromisoformat(said["when"]), marks, bool(said.get("draft")))
    except (TypeError, AttributeError) as error:
        raise ValueError(words) from error


def says_the_same(last: LastExport | None, handed: Handed) -> str:
    """Say how a file and the report stand.

    >>> says_the_same(None, None)
    '没有导出过'
    """
    if last is None:
        return "没有导出过"
    if last.was_draft and not handed.draft:
        return f"导出时还是{DRAFT_MARK}"
    changed = last.changed(handed)
    return f"之后改了{changed}处" if changed else f"与{DRAFT_MARK}一致" if handed.draft else "与年报一致"
