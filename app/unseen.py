"""Texts that one key wrote, until somebody has looked at them: kept beside the report, so that closing loses none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from typing import Protocol

from model.errors import UserError
from model.report.report import Report

_MARK = 8  # bytes


class Remembers(Protocol):
    """What keeps trifles."""

    def setting(self, key: str) -> str | None:
        """Return one of them."""

    def remember(self, key: str, value: str) -> None:
        """Keep one; where that is not possible, it is forgotten."""


class Unseen:
    """The texts of one report that wait to be looked at; one that was changed by hand since then was looked at."""

    def __init__(self, kept: Remembers, report_id: int) -> None:
        self._kept, self._key = kept, f"unseen {report_id}"
        self._marks: dict[str, str] = {}
        with suppress(UserError):  # the disk does not give it
            self._marks.update(_understood(kept.setting(self._key)))

    def add(self, report: Report, key: str) -> None:
        """Note that a text was written by one key, as it stands."""
        self._marks[key] = _mark(report, key)
        self._keep()

    def looked_at(self, keys: Iterable[str]) -> None:
        """Note that texts were looked at."""
        gone = self._marks.keys() & set(keys)
        for key in gone:
            del self._marks[key]
        if gone:
            self._keep()

    def of(self, report: Report) -> Iterator[str]:
        """Return the texts that still stand as they were written."""
        return (key for key, mark in self._marks.items() if key in report.form.texts and mark == _mark(report, key))

    def _keep(self) -> None:
        self._kept.remember(self._key, json.dumps(self._marks) if self._marks else "")


def _mark(report: Report, key: str) -> str:
    return blake2b(report.texts.get(key, "").encode(), digest_size=_MARK).hexdigest()


def _understood(words: str | None) -> dict[str, str]:
    """Return the marks; what is odd is as if there were none."""
    try:
        said = json.loads(words or "{}")
    except ValueError:
        return {}
    return {str(key): str(mark) for key, mark in said.items()} if isinstance(said, dict) else {}
