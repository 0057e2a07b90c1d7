"""What the errors of the operating system are called: every sentence of the program about one is made here."""

from __future__ import annotations

import errno
import os

from model.file_names import LONGEST_PATH
from model.values import NamedTuple


class Wording(NamedTuple):
    """How one kind of error is told: of a file that is read, of one that is written, of the library."""

    reading: str
    writing: str
    library: str


_NOT_ALLOWED = Wording(
    "没有读取的权限，或者正被其他程序占用",
    "没有写入的权限，或者文件正被其他程序打开；请关闭后再试，或另选一处",
    "没有权限读写“{path}”，请检查文件和文件夹的权限，或者换一个位置",
)
_NOWHERE = Wording(
    "找不到这个文件",
    "没有这个文件夹，请先建立或另选一处",
    "“{path}”所在的位置不存在，或者不是文件夹，请换一个位置",
)
_FULL = Wording(
    "磁盘空间不足，请腾出空间后再试",
    "磁盘空间不足，请腾出空间或另选一处",
    "磁盘已满，这一步没有保存，请清理“{path}”所在的磁盘后再试",
)
_PROTECTED = Wording(
    "这个磁盘是只读的",
    "这个磁盘是只读的，请另选一处",
    "“{path}”所在的磁盘是只读的，没有权限写入，请换一个位置",
)
_BROKEN = Wording(
    "读取时出错，请检查磁盘，或者换一份文件",
    "写入时出错，请检查磁盘，或另选一处",
    "读写“{path}”时磁盘出错，这一步没有保存，请检查磁盘",
)
_BUSY = Wording(
    "正被其他程序占用，请稍后再试",
    "正被其他程序占用，请稍后再试，或另选一处",
    "“{path}”正被另一个程序使用，这一步没有完成，请稍后再试",
)
_AWAY = Wording(
    "所在的磁盘或网络位置已经断开，请重新接好后再试",
    "所在的磁盘或网络位置已经断开，请重新接好或另选一处",
    "“{path}”所在的磁盘或网络位置已经断开，这一步没有保存，请重新接好",
)
_TOO_LONG = Wording(
    "读取时出错：文件名（连同所在的文件夹）太长，请换一个短的",
    "文件名（连同所在的文件夹）太长，请换一个短的",
    "“{path}”的文件名（连同所在的文件夹）太长，请换一个短的",
)
_FOLDER = Wording("是文件夹，不是文件", "是文件夹，不能写成文件", "“{path}”是文件夹，不是报告库，请另选文件")
_LOOP = Wording(
    "是一个绕回自己的链接，找不到文件本身",
    "是一个绕回自己的链接，请另选一处",
    "“{path}”是一个绕回自己的链接，找不到文件本身，请另选文件",
)
_NO_ROOM_FOR_MORE = Wording(
    "打开的文件太多，请关闭一些程序后再试",
    "打开的文件太多，请关闭一些程序后再试",
    "打开的文件太多，“{path}”用不了，请关闭一些程序后再试",
)
_NO_NAME = Wording(
    "文件名里有系统不认的字符，请换一个名字",
    "文件名里有系统不认的字符，请换一个名字",
    "“{path}”里有系统不认的字符，请换一个名字",
)
_TOO_LARGE = Wording("文件太大", "文件太大，这个磁盘放不下，请另选一处", "“{path}”太大，这个磁盘放不下，请换一个位置")
_WORDINGS = {
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: _PROTECTED,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _TOO_LARGE,
    errno.EIO: _BROKEN,
    errno.ETIMEDOUT: _BUSY,
    errno.EBUSY: _BUSY,
    errno.EAGAIN: _BUSY,
    errno.ENOENT: _NOWHERE,
    errno.ENOTDIR: _NOWHERE,
    errno.EEXIST: _NOWHERE,
    errno.EISDIR: _FOLDER,
    errno.ELOOP: _LOOP,
    errno.ENAMETOOLONG: _TOO_LONG,
    errno.EMFILE: _NO_ROOM_FOR_MORE,
    errno.ENFILE: _NO_ROOM_FOR_MORE,
    errno.EILSEQ: _NO_NAME,
    errno.EINVAL: _NO_NAME,
    **dict.fromkeys(
        (errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ENOTCONN, errno.EHOSTDOWN, errno.EHOSTUNREACH), _AWAY
    ),
}
_WINDOWS_FULL = {39, 112}  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL: Python makes EINVAL or nothing of some
_WINDOWS_TOO_LONG = {206}  # ERROR_FILENAME_EXCED_RANGE
_WINDOWS_NOWHERE = {2, 3}  # no such file, no such path: what it says of most paths that are too long, too
_WINDOWS_AWAY = {21, 53, 55, 59, 64, 67, 1167}  # not ready, the network path or the device is not there any more


def why_not_read(error: OSError) -> str:
    """Return why a file cannot be read, to be put behind its name.

    >>> why_not_read(FileNotFoundError(2, "No such file"))
    '找不到这个文件'
    """
    return _wording(error).reading


def why_not_written(error: OSError) -> str:
    """Return why a file cannot be written, and what to do; to be put behind its name."""
    return _wording(error).writing


def about_library(error: OSError) -> str:
    """Return what is wrong with the library; the sentence has a place for its `path`."""
    return _wording(error).library


def _wording(error: OSError) -> Wording:
    on_windows = getattr(error, "winerror", None)
    if on_windows in _WINDOWS_FULL:
        return _FULL
    if on_windows in _WINDOWS_AWAY:
        return _AWAY
    if on_windows in _WINDOWS_TOO_LONG or (on_windows in _WINDOWS_NOWHERE and _is_long(error)):
        return _TOO_LONG
    return _WORDINGS.get(error.errno or 0) or _unknown(error)


def _is_long(error: OSError) -> bool:
    return any(len(os.fspath(name)) >= LONGEST_PATH for name in (error.filename, error.filename2) if name)


def _unknown(error: OSError) -> Wording:
    number = f"系统的错误号是{error.errno}" if error.errno else type(error).__name__
    return Wording(
        f"读取时出错（{number}）",
        f"写入时出错（{number}），请另选一处",
        f"不能使用“{{path}}”（{number}），请检查磁盘和路径",
    )
