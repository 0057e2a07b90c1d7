"""Explanations that were begun and are not saved: they stay with the report until they are saved or emptied."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from model.errors import UserError

if TYPE_CHECKING:
    from app.report_store import ReportStore
    from model.rules.finding import Finding


class BegunReasons:
    """The words that were typed for findings of one report; each letter is on disk as soon as it is typed."""

    def __init__(self, library: ReportStore, report_id: int) -> None:
        self._library = library
        self._key = f"begun reasons {report_id}"
        self._words: dict[str, str] | None = None

    def of(self, finding: Finding) -> str:
        """Return what was begun for a finding; empty where nothing was."""
        return self._all.get(_name(finding), "")

    def keep(self, finding: Finding, words: str) -> None:
        """Keep what is typed; who empties it lets go of it."""
        before = self.of(finding)
        if words == before:
            return
        if words.strip():
            self._all[_name(finding)] = words
        else:
            self._all.pop(_name(finding), None)
        self._library.remember(self._key, json.dumps(self._all, ensure_ascii=False))

    def let_go(self, finding: Finding) -> None:
        """Forget what was begun: it is saved."""
        self.keep(finding, "")

    @property
    def _all(self) -> dict[str, str]:
        if self._words is None:
            self._words = {}
            with suppress(UserError, ValueError):  # what cannot be read is as if there were none
                self._words = _understood(self._library.setting(self._key) or "{}")
        return self._words


def _name(finding: Finding) -> str:
    check, at = finding.identity
    return " ".join((check, *at))


def _understood(words: str) -> dict[str, str]:
    said = json.loads(words)
    if not isinstance(said, dict):
        raise ValueError(words)  # noqa: TRY004 — odd words are as none
    return {str(name): str(begun) for name, begun in said.items()}
