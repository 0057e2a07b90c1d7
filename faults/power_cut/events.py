"""The record of what was done to a folder, as power.c writes it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import NamedTuple

_HEAD = struct.Struct("<IIQQQ")


class Kind(Enum):
    """What was done; the value is how the record calls it."""

    CREATED = "C"
    FOLDER_MADE = "D"
    RENAMED = "R"  # the new name is the data
    LINKED = "L"
    REMOVED = "X"
    WRITTEN = "W"
    CUT_TO = "T"  # or lengthened
    SYNCED = "S"
    ALL_SYNCED = "A"
    NOTED = "N"
    UNSEEN = "U"  # something that cannot be recorded was done


NAMES = {Kind.CREATED, Kind.FOLDER_MADE, Kind.RENAMED, Kind.LINKED, Kind.REMOVED}


class Event(NamedTuple):
    """One call: `at` is an offset or a length, `name` is below the folder."""

    kind: Kind
    name: str
    inode: int = 0
    at: int = 0
    data: bytes = b""


def read(record: Path) -> list[Event]:
    """Read a record.

    Raises:
        ValueError: something was done that it does not tell.
    """
    events = list(_parsed(record.read_bytes()))
    unseen = next((event.name for event in events if event.kind is Kind.UNSEEN), None)
    if unseen is not None:
        raise ValueError(f"{unseen} was changed in a way that is not recorded")
    return events


def _parsed(record: bytes) -> Iterator[Event]:
    at = 0
    while at < len(record):
        kind, name_length, inode, where, length = _HEAD.unpack_from(record, at)
        name = at + _HEAD.size
        data = name + name_length
        yield Event(
            Kind(chr(kind)),
            record[name:data].decode("utf-8", "surrogateescape"),
            inode,
            where,
            record[data : data + length],
        )
        at = data + length
