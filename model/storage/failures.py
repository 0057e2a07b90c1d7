"""What can go wrong with a file, as one sentence; no error of SQLite's or of the system's gets past here."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from model.errors import DamagedError, DiskError, UserError

_NOT_ALLOWED = "没有权限读写“{path}”，请检查文件和文件夹的权限，或者换一个位置"
_NO_SUCH_PLACE = "“{path}”所在的位置不存在，或者不是文件夹，请换一个位置"
_BUSY = "“{path}”正被另一个程序使用，这一步没有完成，请稍后再试"
_SENTENCES = {
    sqlite3.SQLITE_FULL: "磁盘已满，这一步没有保存，请清理“{path}”所在的磁盘后再试",
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _NOT_ALLOWED,
    sqlite3.SQLITE_CANTOPEN: _NOT_ALLOWED,
    sqlite3.SQLITE_PERM: _NOT_ALLOWED,
    sqlite3.SQLITE_AUTH: _NOT_ALLOWED,
    sqlite3.SQLITE_CORRUPT: "报告库“{path}”已经损坏，请关闭程序，用旁边backups文件夹里最新的备份替换它",
    sqlite3.SQLITE_NOTADB: "“{path}”不是本程序的报告库，请另选文件",
    sqlite3.SQLITE_IOERR: "读写“{path}”时磁盘出错，这一步没有保存，请检查磁盘",
}
_OF_THE_SYSTEM = {
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: _NOT_ALLOWED,
    errno.ENOSPC: _SENTENCES[sqlite3.SQLITE_FULL],
    errno.EDQUOT: _SENTENCES[sqlite3.SQLITE_FULL],
    errno.EIO: _SENTENCES[sqlite3.SQLITE_IOERR],
    errno.ETIMEDOUT: _SENTENCES[sqlite3.SQLITE_BUSY],
    errno.ENOENT: _NO_SUCH_PLACE,
    errno.ENOTDIR: _NO_SUCH_PLACE,
    errno.EEXIST: _NO_SUCH_PLACE,
    errno.EISDIR: _NO_SUCH_PLACE,
}
DAMAGED = _SENTENCES[sqlite3.SQLITE_CORRUPT]
_KINDS: dict[int, type[UserError]] = {
    sqlite3.SQLITE_CORRUPT: DamagedError,
    sqlite3.SQLITE_NOTADB: DamagedError,
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
        raise _KINDS.get(_primary(error), DiskError)(_sentence(error).format(path=path)) from error
    except UnicodeDecodeError as error:  # names in a damaged file, or SQLite's own complaint about them
        raise DamagedError(DAMAGED.format(path=path)) from error
    except UnicodeEncodeError as error:
        raise UserError("文字里有不完整的字符，这一步没有保存，请删去这个字符后再试") from error
    except OSError as error:
        unknown = f"不能使用“{{path}}”，系统的错误号是{error.errno}，请检查磁盘和路径"
        raise DiskError(_OF_THE_SYSTEM.get(error.errno or 0, unknown).format(path=path)) from error


def _sentence(error: sqlite3.Error) -> str:
    """Find the sentence by SQLite's code; Python gives none for a text that is not UTF-8, which is damage."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    unknown = f"使用“{{path}}”时出错，这一步没有完成（{getattr(error, 'sqlite_errorname', code)}）"
    return _SENTENCES.get(_primary(error), unknown)


def _primary(error: sqlite3.Error) -> int:
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return code & _PRIMARY
