"""What was to be looked at when a report was read from a file: it stays to be found once the report is taken."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from model.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.report_store import ReportStore
    from intake.reading import Reading

_MOST = 5  # files that came one after another into one report


class ImportRemarks(NamedTuple):
    """What was read from one file, and what of it was to be looked at."""

    file: str
    summary: str
    problems: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """Tell all of it."""
        told = [f"要核对的{len(self.problems)}处：", *self.problems] if self.problems else ["没有要核对的。"]
        return [f"{self.file}：读到{self.summary}。", *told]


def keep_remarks(library: ReportStore, report: int, file: str, reading: Reading) -> int:
    """Keep what a file was read with; how many remarks there are."""
    problems = tuple(map(str, reading.problems))
    before = [one for one in remarks_of(library, report) if one.file != file]
    kept = [ImportRemarks(file, reading.summary, problems), *before][:_MOST]
    library.remember(_key(report), json.dumps(kept, ensure_ascii=False))
    return len(problems)


def remarks_of(library: ReportStore, report: int) -> Sequence[ImportRemarks]:
    """Return what the files of a report were read with, the last one first."""
    with suppress(UserError, ValueError, TypeError):  # what cannot be read is as if there were none
        kept = json.loads(library.setting(_key(report)) or "[]")
        return [ImportRemarks(str(file), str(said), tuple(map(str, problems))) for file, said, problems in kept]
    return []


def _key(report: int) -> str:
    return f"import remarks {report}"
