"""Files that a batch did not take: why each was not, kept beside the collection so that they can be looked up later."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from app.collecting.bringing import Coming
from app.collecting.coming_file import ComingFile, ComingVerdict
from model.errors import clip
from model.storage.library import Library
from model.storage.reading import LibraryReading

_KEPT = "not taken {}"  # the setting, by the collection
_MOST = 20  # batches that are kept
_LONGEST = 300  # characters of a line
LEFT = "没有勾选"


class NotTaken(NamedTuple):
    """What one batch did not take, a line each; the moment is that of the batch."""

    when: datetime
    lines: tuple[str, ...]


def lines_of(coming: Coming, told: Sequence[str] = ()) -> tuple[str, ...]:
    """Tell of every file that will not be taken, and of what archives held besides; what is there already is last."""
    files = sorted(coming.not_taken(), key=lambda one: one[1].status.is_skipped)
    return tuple(clip(line, _LONGEST) for line in (*(_line(*one) for one in files), *told))


def _line(file: ComingFile, verdict: ComingVerdict) -> str:
    if verdict.status.is_taken:
        return f"{file.found.shown}：{LEFT}"
    label = verdict.status.label
    said = verdict.words.removeprefix(label).lstrip("：，")
    return f"{file.found.shown}{_own_name(file)}：{label}{'，' if said else ''}{said}"


def _own_name(file: ComingFile) -> str:
    """Return the unit that a file itself names, where somebody said that it is of another."""
    named = file.report.unit if file.report is not None and file.unit is not None else ""
    return f"（里面写的是“{clip(named, 40)}”）" if named else ""


def kept(library: LibraryReading, collection: int) -> tuple[NotTaken, ...]:
    """Return what the last batches of a collection did not take, the newest first."""
    return library.recall(_KEPT.format(collection), lambda words: tuple(_understood(json.loads(words))), ())


def _understood(said: object) -> Iterator[NotTaken]:
    if not isinstance(said, list):
        raise ValueError(said)  # noqa: TRY004 — as `recall` asks
    for one in said:
        if not isinstance(one, dict):
            raise ValueError(one)  # noqa: TRY004
        yield NotTaken(datetime.fromisoformat(str(one["when"])), tuple(map(str, one["lines"])))


def keep(library: Library, collection: int, found: NotTaken) -> None:
    """Keep what a batch did not take."""
    if not found.lines:
        return
    batches = [found, *kept(library, collection)][:_MOST]
    said = [{"when": one.when.isoformat(), "lines": one.lines} for one in batches]
    library.remember(_KEPT.format(collection), json.dumps(said, ensure_ascii=False))
