"""How large the streams of a PDF become when they are unpacked: the library that reads it sets no limit."""

from __future__ import annotations

import re
import zlib

from model.errors import UserError

_STREAM = re.compile(rb"\bstream\r?\n")
_DICTIONARY = 600  # bytes before a stream in which its dictionary stands
_OTHER = (b"/Image", b"/Length1", b"/FontFile", b"Type1C", b"CIDFontType0C", b"/OpenType")  # never run as a page
_LARGEST, _LARGEST_SUM = 6_000_000, 60_000_000  # bytes; a page of text has some ten thousand


def check_streams(data: bytes) -> None:
    """Refuse a PDF of which a page becomes far larger than a page is.

    Raises:
        UserError: it does.
    """
    total = 0
    for found in _STREAM.finditer(data):
        about = data[max(0, found.start() - _DICTIONARY) : found.start()]
        about = about[about.rfind(b" obj") + 1 :]
        if b"/FlateDecode" in about and not any(mark in about for mark in _OTHER):
            size = _unpacked(memoryview(data)[found.end() :])
            total += size
            if size > _LARGEST or total > _LARGEST_SUM:
                raise UserError("PDF里的内容解压后过大，不会是一份年度报告")


def _unpacked(packed: memoryview) -> int:
    try:
        return len(zlib.decompressobj().decompress(packed, _LARGEST + 1))
    except zlib.error:
        return 0  # damaged: what is in it is not run
