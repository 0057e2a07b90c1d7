"""A process that has a library open: it does as it is told, or only looks; kills are in `faults/parts/kills.py`."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

from model.errors import UserError
from model.form.editions import FORM_2021
from model.storage.files import lock
from model.storage.files.places import beside
from model.storage.library import Library
from model.storage.records import Change, How

_CELLS = [*FORM_2021.cells]


def hold(path: Path) -> None:
    """Keep the library open, and write each number that comes in on standard input; or be noted as somebody else."""
    library = Library.open(path)
    (stored,) = library.all()
    print("open", flush=True)  # noqa: T201 — this is the acknowledgement
    for line in sys.stdin:
        if line.startswith("as "):
            be_noted(library, *line.split()[1:])
            continue
        if line.startswith("look"):
            for file in path.parent.iterdir():
                file.read_bytes()  # as a file dialog does with all that it shows
            print("looked", flush=True)  # noqa: T201 — this is the acknowledgement
            continue
        library.write(stored.id, [Change(_CELLS[0], None, Decimal(line))], How.TYPED, "录入")
        print("written", flush=True)  # noqa: T201 — this is the acknowledgement


def be_noted(library: Library, user: str, machine: str) -> None:
    """Let the note beside the library say that somebody else has it open; only its own process may replace it."""
    own = library._lock
    own._close_note()
    with patch.object(lock, "myself", lambda: lock.Holder(user, machine, os.getpid())):
        own._write_note()
    print("noted", flush=True)  # noqa: T201 — this is the acknowledgement


def look(path: Path) -> None:
    """Open the library as somebody whom the modes of files keep out, and say what came of it."""
    if os.geteuid() == 0:
        os.setuid(65534)
    try:
        library = Library.open(path)
        print(len(library.all()), library.read_only)  # noqa: T201 — this is the answer
    except UserError as error:
        print(error.sentence)  # noqa: T201 — this is the answer


def write(path: Path) -> None:
    """Write past the lock, as another program would, and say whether SQLite lets it."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as stranger:
        try:
            stranger.execute("BEGIN IMMEDIATE")
            print("written")  # noqa: T201 — this is the answer
        except sqlite3.OperationalError as error:
            print(error)  # noqa: T201 — this is the answer


def lock_as_before(path: Path) -> None:
    """Take the lock that earlier versions of the program know alone, if SQLite lets it."""
    with closing(sqlite3.connect(beside(path, "lock"), timeout=0, isolation_level=None)) as stranger:
        try:
            stranger.execute("BEGIN EXCLUSIVE")
            print("taken")  # noqa: T201 — this is the answer
        except sqlite3.OperationalError:
            print("held")  # noqa: T201 — this is the answer


if __name__ == "__main__":
    path = Path(sys.argv[2])
    {
        "hold": lambda: hold(path),
        "look": lambda: look(path),
        "lock as before": lambda: lock_as_before(path),
        "take": lambda: print("taken" if lock.Lock(path).take() is None else "held"),  # noqa: T201 — the answer
        "write": lambda: write(path),
    }[sys.argv[1]]()
