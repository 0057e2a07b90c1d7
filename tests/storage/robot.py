"""A process that has a library open: it types until it is killed, does as it is told, or only looks."""

from __future__ import annotations

import os
import random
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from model.errors import UserError
from model.forms import FORM_2021
from model.storage.library import Library
from model.storage.records import Change, How

_CELLS, _TEXTS = [*FORM_2021.cells], [*FORM_2021.texts]


def typing(seed: int) -> Iterator[tuple[str, list[Change], How]]:
    """Give step by step what a robot types: mostly one number, sometimes a text or a pasted block."""
    dice = random.Random(seed)
    number = 0
    while True:
        number += 1
        kind = dice.choice(["number", "number", "number", "text", "block"])
        yield f"{seed}.{number}", _changes(dice, kind), How.PASTED if kind == "block" else How.TYPED


def _changes(dice: random.Random, kind: str) -> list[Change]:
    if kind == "text":
        return [Change(dice.choice(_TEXTS), None, "字𠮷\n" * dice.randrange(400))]
    cells = dice.sample(_CELLS, dice.randrange(2, 175) if kind == "block" else 1)
    return [Change(cell, None, dice.choice([None, Decimal(dice.randrange(10**6)) / 100])) for cell in cells]


def type_away(path: Path, seed: int) -> None:
    """Type for ever; a line on standard output acknowledges each step after it was written.

    In between, a dash says that SQLite begins another statement: moments at which to kill.
    """
    library = Library.open(path)
    (stored,) = library.all()
    library._db.set_trace_callback(lambda _: print("-", flush=True))  # noqa: T201
    for step, changes, how in typing(seed):
        library.write(stored.id, changes, how, step)
        print(step, flush=True)  # noqa: T201 — this is the acknowledgement


def hold(path: Path) -> None:
    """Keep the library open, and write each number that comes in on standard input."""
    library = Library.open(path)
    (stored,) = library.all()
    print("open", flush=True)  # noqa: T201 — this is the acknowledgement
    for line in sys.stdin:
        library.write(stored.id, [Change(_CELLS[0], None, Decimal(line))], How.TYPED, "录入")
        print("written", flush=True)  # noqa: T201 — this is the acknowledgement


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


if __name__ == "__main__":
    path = Path(sys.argv[2])
    {
        "type": lambda: type_away(path, int(sys.argv[3])),
        "hold": lambda: hold(path),
        "look": lambda: look(path),
        "write": lambda: write(path),
    }[sys.argv[1]]()
