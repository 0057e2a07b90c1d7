"""The folders of this user that the system knows, and those where files of each kind were looked for last."""

from __future__ import annotations

import os.path
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths


class Remembers(Protocol):
    """Whatever keeps trifles from one start to the next."""

    def setting(self, key: str) -> str | None:
        """Return one of them."""

    def remember(self, key: str, value: str) -> None:
        """Keep one."""


def documents() -> Path:
    """Return the folder of documents; where it is not there, as in a new home, the home itself."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(folder) if os.path.isdir(folder) else Path.home()  # noqa: PTH112 — Path.is_dir raises where a folder may not be entered


_ANY = ""  # the kind that stands for all of them
_last: dict[str, str] = {}  # by the title of the dialog
_kept: list[Remembers] = []


def remember_in(library: Remembers) -> None:
    """Keep the folders of file dialogs in a library from now on, and know those that it keeps."""
    _last.clear()
    _kept[:] = [library]


def forget() -> None:
    """Know of no folder any more, and of nothing that keeps them."""
    _last.clear()
    _kept.clear()


def last(kind: str) -> Path:
    """Return where files of a kind were looked for last, else where files of any kind were; else the documents."""
    for one in dict.fromkeys((kind, _ANY)):
        found = _last.get(one) or next((kept.setting(_key(one)) for kept in _kept), None)
        if found and os.path.isdir(found):  # noqa: PTH112
            return Path(found)
    return documents()


def last_of_any() -> Path:
    """Return where files of any kind were looked for last; the documents where none were."""
    return last(_ANY)


def note(kind: str, folder: Path) -> None:
    """Note where files of a kind were looked for."""
    for key in (kind, _ANY):
        _last[key] = str(folder)
        for one in _kept:
            one.remember(_key(key), str(folder))


def _key(kind: str) -> str:
    return f"folder {kind}"
