"""What can go wrong with a file, as one sentence; no error of SQLite's or of the system's gets past here."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from model.errors import DamagedError, DiskError, UserError
from model.failures import about_library

_LIKE = {  # what the system would have said, where SQLite only says that it did not work
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_BUSY: errno.EBUSY,
    sqlite3.SQLITE_LOCKED: errno.EBUSY,
    sqlite3.SQLITE_PROTOCOL: errno.EBUSY,
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_AUTH: errno.EACCES,
    sqlite3.SQLITE_IOERR: errno.EIO,
}
_UNCLEAR = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR}
_SENTENCES = {
    sqlite3.SQLITE_CORRUPT: "报告库“{path}”已经损坏，请从备份里选一份恢复；程序打开时会列出备份",
    sqlite3.SQLITE_NOTADB: "“{path}”不是本程序的报告库，请另选文件",
    sqlite3.SQLITE_ERROR: "“{path}”里的表和本程序的报告库不一样，读写时出错，这一步没有完成，可能已经损坏",
}
DAMAGED = _SENTENCES[sqlite3.SQLITE_CORRUPT]
_KINDS: dict[int, type[UserError]] = {
    sqlite3.SQLITE_CORRUPT: DamagedError,
    sqlite3.SQLITE_NOTADB: DamagedError,
    sqlite3.SQLITE_ERROR: DamagedError,
}  # all others are the disk's
_PRIMARY = 0xFF  # extended codes carry theirs above it


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn errors of the disk and of SQLite into the sentence for the user.

    Raises:
        UserError: for every such error, but for the faults of the program (a closed library, another thread).
    """
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.Error as error:
        raise _KINDS.get(_primary(error), DiskError)(_sentence(error, path).format(path=path)) from error
    except UnicodeDecodeError as error:  # names in a damaged file, or SQLite's own complaint about them
        raise DamagedError(DAMAGED.format(path=path)) from error
    except UnicodeEncodeError as error:
        raise UserError("文字里有不完整的字符，这一步没有保存，请删去这个字符后再试") from error
    except OSError as error:
        raise DiskError(about_library(error).format(path=path)) from error


def _sentence(error: sqlite3.Error, path: Path) -> str:
    """Find the sentence by SQLite's code; Python gives none for a text that is not UTF-8, which is damage."""
    code = _primary(error)
    if code in _SENTENCES:
        return _SENTENCES[code]
    if code in _LIKE:
        likely = OSError(_LIKE[code], "")
        return about_library(_cause(path) or likely if code in _UNCLEAR else likely)
    name = getattr(error, "sqlite_errorname", code)
    return f"使用“{{path}}”时出错，这一步没有完成（{name}）"


def _cause(path: Path) -> OSError | None:
    """Find out what keeps SQLite from opening or writing: it says the same of a full disk and of a missing permission.

    The library itself is not opened: closing it again would take away SQLite's locks on it (POSIX).
    """
    try:
        if os.path.lexists(path):
            os.stat(path)  # noqa: PTH116 — Path.stat refuses some paths in other words
            if not os.access(path, os.W_OK):
                return None
        _try_to_write(path.parent / f".gouji-{os.urandom(8).hex()}.part")
    except OSError as error:
        return error
    except ValueError:  # a path with a NUL
        return OSError(errno.EINVAL, "")
    return None


def _try_to_write(probe: Path) -> None:
    """Write a file that is not there, and remove it; nothing else is loaded for it, for no file may be left to open."""
    try:
        with probe.open("xb") as file:
            file.write(bytes(65_536))
            file.flush()
            os.fsync(file.fileno())
    finally:
        probe.unlink(missing_ok=True)


def _primary(error: sqlite3.Error) -> int:
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return code & _PRIMARY
