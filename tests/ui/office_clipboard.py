"""What an office program puts on the clipboard, several kinds at once, as bytes; on Windows on the real clipboard."""

import ctypes
import sys
from collections.abc import Mapping

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

TEXT, RTF, HTML = "CF_UNICODETEXT", "Rich Text Format", "HTML Format"
_QTS = {TEXT: "text/plain", RTF: "text/rtf", HTML: "text/html"}  # what Qt calls them elsewhere
_CF_UNICODETEXT, _MOVEABLE = 13, 0x0002


def put(kinds: Mapping[str, bytes]) -> None:
    """Put kinds on the clipboard as another program does: by their names, and as they are in its memory."""
    if sys.platform == "win32":
        _put_on_windows(kinds)
        return
    data = QMimeData()
    for name, content in kinds.items():
        words = content.decode("utf-16-le").rstrip("\0").encode() if name == TEXT else content.rstrip(b"\0")
        data.setData(_QTS.get(name, f'application/x-qt-windows-mime;value="{name}"'), words)
    QGuiApplication.clipboard().setMimeData(data)


def _put_on_windows(kinds: Mapping[str, bytes]) -> None:
    if sys.platform == "win32":
        user, kernel = ctypes.windll.user32, ctypes.windll.kernel32
        kernel.GlobalAlloc.restype = kernel.GlobalLock.restype = ctypes.c_void_p
        kernel.GlobalAlloc.argtypes = [ctypes.c_uint, ctypes.c_size_t]
        kernel.GlobalLock.argtypes = kernel.GlobalUnlock.argtypes = [ctypes.c_void_p]
        user.SetClipboardData.argtypes = [ctypes.c_uint, ctypes.c_void_p]
        assert user.OpenClipboard(None)
        user.EmptyClipboard()
        for name, content in kinds.items():
            memory = kernel.GlobalAlloc(_MOVEABLE, len(content))
            ctypes.memmove(kernel.GlobalLock(memory), content, len(content))
            kernel.GlobalUnlock(memory)
            kind = _CF_UNICODETEXT if name == TEXT else user.RegisterClipboardFormatW(name)
            user.SetClipboardData(kind, memory)
        user.CloseClipboard()


def plain(words: str) -> bytes:
    """Return CF_UNICODETEXT: with Windows's ends of lines, and a zero at the end."""
    return f"{words}\0".replace("\n", "\r\n").encode("utf-16-le")


def in_word(rows: list[list[str]]) -> bytes:
    """Return the RTF of a table as Word writes it: characters in the code page of the office, a style for each."""
    head = r"{\rtf1\adeflang1025\ansi\ansicpg936\uc2\adeff0\deff0\stshfdbch13\deflang1033\deflangfe2052"
    head += r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f13\fnil\fcharset134 \'cb\'ce\'cc\'e5;}}"
    head += r"{\*\generator Microsoft Word 16;}{\info{\author 12345}{\nofpages1}}" + "\r\n"
    return (head + "".join(map(_row_of_word, rows)) + r"\pard\plain}").encode("ascii") + b"\0"


def _row_of_word(row: list[str]) -> str:
    edges = "".join(rf"\clvertalc\cltxlrtb\clftsWidth3\cellx{1440 * (at + 1)}" for at in range(len(row)))
    cells = "".join(rf"{{\rtlch\fcs1 \af0 \ltrch\fcs0 \loch\af0\dbch\f13 {_in_936(text)}\cell }}" for text in row)
    return rf"\trowd \trgaph108\trleft-108{edges}\pard\intbl {cells}\row " + "\r\n"


def _in_936(text: str) -> str:
    encoded = text.encode("gbk")
    return "".join(chr(byte) if byte < 0x80 else rf"\'{byte:02x}" for byte in encoded)


def in_wps(rows: list[list[str]]) -> bytes:
    """Return the RTF of a table as WPS writes it: characters by their numbers, which may be negative."""
    head = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}{\*\wpsdoc 2052-12.1.0.15120}" + "\n"
    body = "".join(map(_row_of_wps, rows))
    return (head + body + "}").encode("ascii") + b"\0"


def _row_of_wps(row: list[str]) -> str:
    edges = "".join(rf"\cellx{900 * (at + 1)}" for at in range(len(row)))
    cells = "".join(rf"{_by_number(text)}\cell " for text in row)
    return rf"\trowd{edges}\intbl {cells}\row" + "\n"


def _by_number(text: str) -> str:
    numbers = (int.from_bytes(char.encode("utf-16-le"), "little", signed=True) for char in text)
    return "".join(char if char.isascii() else rf"\u{number}?" for char, number in zip(text, numbers, strict=True))
