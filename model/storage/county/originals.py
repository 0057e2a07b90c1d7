"""The files that came in, byte for byte, beside the library: each once, under its SHA-256, never changed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Self

from model.errors import DamagedError, MissingError
from model.storage.failures import told
from model.storage.files import durable
from model.storage.files.places import backups_of, beside, real
from model.storage.files.rights import make_backups_folder, share_as

FOLDER = "originals"  # among backups
LAYING = Lock()  # held while it is decided of one file whether it lies there, or may go
_NAME = re.compile(r"[0-9a-f]{64}", re.ASCII)


def originals_of(library: Path) -> Path:
    """Return the folder of the files that came in."""
    return beside(real(library), "originals")


def kept_in_backups(library: Path) -> Path:
    """Return the folder among the backups that holds them, too."""
    return backups_of(real(library)) / FOLDER


def originals_beside(backup: Path) -> Path:
    """Return the folder of the files that came in, at a place of backups: known by their content, all share it."""
    return backup.parent / FOLDER


def digest_of(data: bytes) -> str:
    """Return what a file is known by."""
    return sha256(data).hexdigest()


def place_of(folder: Path, digest: str) -> Path:
    """Return where a file lies in a folder of originals."""
    return folder / digest[:1] / digest  # sixteen folders: each of them is one more to wait for


def keep(library: Path, data: bytes) -> str:
    """Lay a file beside the library unless it lies there whole; it is on disk when this returns. Give its digest.

    Raises:
        UserError: the disk does not allow it.
    """
    return keep_all(library, [data])[0]


def keep_all(library: Path, files: Iterable[bytes]) -> list[str]:
    """Lay files beside the library, as `keep`; what an error cuts off leaves no half of a file.

    Raises:
        UserError: the disk does not allow it.
    """
    folder, digests = originals_of(library), list[str]()
    with told(library), _Laying(library) as laying:
        for data in files:
            digest = digest_of(data)
            digests.append(digest)
            to = place_of(folder, digest)
            if not _lies_there_anew(to, digest):
                laying.put(data, to)
    return digests


def _lies_there_anew(place: Path, digest: str) -> bool:
    """Whether a file lies at its place whole; it counts as laid now, so that nobody sweeps it away."""
    with LAYING:
        if not (place.is_file() and digest_of(place.read_bytes()) == digest):
            return False
        os.utime(place)
        return True


class _Laying:
    """Files on their way to their places: all written, then all synced, then all named, then their folders synced.

    One after the other, each would wait for the disk anew: the first sync takes most of the others along.
    """

    def __init__(self, library: Path) -> None:
        self._library = library
        self._written: dict[Path, Path] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._settle()
        finally:
            for unchecked in self._written.values():
                unchecked.unlink(missing_ok=True)

    def put(self, data: bytes, to: Path) -> None:
        """Write a file beside its place."""
        if to not in self._written:
            make_backups_folder(to.parent)
            self._written[to] = unchecked = to.with_name(f".{to.name}.{os.getpid()}.part")
            unchecked.write_bytes(data)
            share_as(self._library, unchecked)

    def _settle(self) -> None:
        for unchecked in self._written.values():
            durable.sync_content(unchecked)
        for to, unchecked in self._written.items():
            unchecked.replace(to)
        for folder in {to.parent for to in self._written}:
            durable.sync_folder(folder)
        if os.name == "nt":  # there a file that is synced takes its name along
            for to in self._written:
                durable.sync_name(to)


def original(library: Path, digest: str) -> bytes:
    """Return a file that came in; where it was lost or damaged, from the backups.

    Raises:
        UserError: it is neither here nor there as it was.
    """
    found = False
    with told(library):
        for folder in (originals_of(library), kept_in_backups(library)):
            place = place_of(folder, digest)
            if place.is_file():
                data, found = place.read_bytes(), True
                if digest_of(data) == digest:
                    return data
    if found:
        raise DamagedError(f"原文件（SHA-256 {digest[:12]}…）和收到时不一样了，备份里也没有完好的一份")
    raise MissingError(f"原文件（SHA-256 {digest[:12]}…）不在“{originals_of(library)}”里，备份里也没有")


def is_whole(library: Path, digest: str) -> bool:
    """Whether a file lies beside the library as it came in."""
    place = place_of(originals_of(library), digest)
    return place.is_file() and digest_of(place.read_bytes()) == digest


def digests(folder: Path) -> Iterator[str]:
    """Return what lies in a folder of originals."""
    if folder.is_dir():
        for inner in sorted(folder.iterdir()):
            if inner.is_dir() and not inner.is_symlink():
                yield from (one.name for one in sorted(inner.iterdir()) if _NAME.fullmatch(one.name))


def copy_new(library: Path, source: Path, to: Path) -> int:
    """Copy the files that another folder does not have yet, each looked at before it counts; give how many.

    One that is damaged here is not copied over anything: the other folder may have it whole.

    Raises:
        UserError: the disk does not allow it.
    """
    copied = 0
    with told(to), _Laying(library) as laying:
        for digest in digests(source):
            target = place_of(to, digest)
            if not target.is_file():
                data = place_of(source, digest).read_bytes()
                if digest_of(data) == digest:
                    laying.put(data, target)
                    copied += 1
    return copied


def back_up_originals(library: Path, folder: Path | None = None) -> int:
    """Copy to the backups, or to another folder, what is not there yet; give how many files these were.

    Raises:
        UserError: the disk does not allow it.
    """
    return copy_new(library, originals_of(library), folder or kept_in_backups(library))


def take_along(old: Path, new: Path) -> int:
    """Copy what lies beside a library, or among its backups, beside another one, where its work goes on; as `copy_new`.

    Raises:
        UserError: the disk does not allow it.
    """
    to = originals_of(new)
    return sum(copy_new(new, source, to) for source in (originals_of(old), kept_in_backups(old)))


def fetch_back(library: Path, folder: Path | None = None) -> int:
    """Bring back from the backups, or another folder, what is missing beside the library; give how many files.

    Raises:
        UserError: the disk does not allow it.
    """
    return copy_new(library, folder or kept_in_backups(library), originals_of(library))
