"""Over whom the numbers of a report were added up, as it is kept beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from model.storage.library import Library
from model.storage.reading import LibraryReading

_OVER = "sum {}"  # the setting, by the number of the report


def over_what(library: LibraryReading, report: int) -> tuple[str, ...]:
    """Return the sentences that tell over whom the numbers of a report were added up; none where it is no sum."""
    return library.recall(_OVER.format(report), _understood, ())


def _understood(words: str) -> tuple[str, ...]:
    said = json.loads(words)
    if not isinstance(said, list):
        raise ValueError(words)  # noqa: TRY004 — as `recall` asks
    return tuple(map(str, said))


def note_over(library: Library, report: int, sentences: Sequence[str]) -> None:
    """Keep over whom the numbers of a report were added up."""
    if over_what(library, report) != tuple(sentences):
        library.remember(_OVER.format(report), json.dumps(list(sentences), ensure_ascii=False))
