"""What a Windows executable says of itself: where it loads from, what its signature covers."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SUFFIXES = (".dll", ".exe", ".pyd")
_IMPORTS, _CERTIFICATES, _DELAYED = 1, 4, 13  # entries of the table of directories
_PE32_PLUS = 0x20B
_BY_ADDRESS = 1  # an attribute of a delayed import: its fields are relative to where the image is loaded


class NotPortableExecutableError(ValueError):
    """The file is not what Windows loads, or is damaged."""


class _Section(NamedTuple):
    address: int
    size: int
    offset: int


class Image:
    """The headers of an .exe, .dll or .pyd."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        try:
            self._read()
        except struct.error as error:
            raise NotPortableExecutableError("the headers are cut off") from error

    def _read(self) -> None:
        if self.data[:2] != b"MZ":
            raise NotPortableExecutableError("it does not begin with MZ")
        start = self._number("I", 0x3C)
        if self.data[start : start + 4] != b"PE\0\0":
            raise NotPortableExecutableError("it has no PE header")
        sections, size = self._number("H", start + 6), self._number("H", start + 20)
        self._optional = start + 24
        self._directories = self._optional + (112 if self._number("H", self._optional) == _PE32_PLUS else 96)
        self._count = self._number("I", self._directories - 4)
        self._sections = [self._section(self._optional + size + 40 * i) for i in range(sections)]

    def _number(self, kind: str, offset: int) -> int:
        return int(struct.unpack_from(f"<{kind}", self.data, offset)[0])

    def _section(self, at: int) -> _Section:
        virtual, address, raw, offset = struct.unpack_from("<4I", self.data, at + 8)
        return _Section(address, max(virtual, raw), offset)

    def _directory(self, number: int) -> tuple[int, int]:
        if number >= self._count:
            return 0, 0
        at = self._directories + 8 * number
        return self._number("I", at), self._number("I", at + 4)

    def _offset(self, address: int) -> int:
        for section in self._sections:
            if section.address <= address < section.address + section.size:
                return address - section.address + section.offset
        raise NotPortableExecutableError(f"the address {address:#x} is in no section")

    def _text(self, address: int) -> str:
        start = self._offset(address)
        return self.data[start : self.data.index(0, start)].decode("ascii")

    def imports(self) -> set[str]:
        """Return the libraries that it loads, at once or later, in lower case."""
        return {name.lower() for name in (*self._named(_IMPORTS, 20, 12), *self._named(_DELAYED, 32, 4))}

    def _named(self, directory: int, size: int, place: int) -> Iterator[str]:
        address, _ = self._directory(directory)
        if not address:
            return
        at = self._offset(address)
        while name := self._number("I", at + place):
            if directory == _DELAYED and not self._number("I", at) & _BY_ADDRESS:
                raise NotPortableExecutableError("a delayed import is of a kind that only 32-bit compilers made")
            yield self._text(name)
            at += size

    def signature(self) -> bytes | None:
        """Return the signature that the file carries (PKCS #7), if any."""
        offset, size = self._directory(_CERTIFICATES)
        return self.data[offset + 8 : offset + size] if offset else None

    def digest(self, algorithm: str) -> bytes:
        """Return the digest that an Authenticode signature is of: the file without its sum and its signature."""
        offset, size = self._directory(_CERTIFICATES)
        entry, checksum = self._directories + 8 * _CERTIFICATES, self._optional + 64
        end = offset or len(self.data)
        if offset and offset + size != len(self.data):
            raise NotPortableExecutableError("bytes that no signature covers follow the signature")
        total = hashlib.new(algorithm)
        for first, last in ((0, checksum), (checksum + 4, entry), (entry + 8, end)):
            total.update(self.data[first:last])
        return total.digest()


def images(folder: Path) -> Iterator[tuple[Path, Image]]:
    """Return everything under a folder that Windows would load.

    Raises:
        NotPortableExecutableError: a file is called like one and is none.
    """
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix.lower() in SUFFIXES:
            try:
                yield path, Image(path.read_bytes())
            except NotPortableExecutableError as error:
                raise NotPortableExecutableError(f"{path}: {error}") from error
