"""The jobs that main.py does without a window: a module here for each, which registers itself.

`check` is commands/check.py, `read-worker` is commands/read_worker.py. None is imported before it is asked for.
"""

from __future__ import annotations

import codecs
import contextlib
import errno
import io
import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from model.errors import UserError
from model.failures import why_not_written

LIBRARY = "--library"  # before the files that the window is to open
DONE, BROKEN, FAILED = 0, 1, 2  # what every command returns: done, done and something hard is broken, could not

Run = Callable[[Sequence[str]], int]


class Command(NamedTuple):
    """One job: what does it, and its line of the usage; without one it is the program's own affair."""

    run: Run
    usage: str


class UsageError(UserError):
    """The arguments make no sense; the usage is shown with the sentence."""


_MODULES = (".py", ".pyc")
_registered: dict[str, Command] = {}


def command(usage: str = "") -> Callable[[Run], Run]:
    """Make a function the command that its module is named after."""

    def register(run: Run) -> Run:
        _registered[_name(run.__module__.rpartition(".")[2])] = Command(run, usage)
        return run

    return register


@cache
def names() -> frozenset[str]:
    """Return the names of all commands, by the files that are there: frozen, the finder of modules lists none."""
    files = (file for folder in __path__ for file in Path(folder).iterdir())
    return frozenset(_name(file.stem) for file in files if file.suffix in _MODULES and file.stem != "__init__")


def _name(module: str) -> str:
    return module.replace("_", "-")


def find(name: str) -> Command:
    """Return a command, importing no other.

    Raises:
        UsageError: there is none of this name.
    """
    if name.startswith("-"):
        raise UsageError(f"不认识的参数：{name}")
    if name not in names():
        raise UsageError(f"没有“{name}”这个命令")
    import_module(f"commands.{name.replace('-', '_')}")
    return _registered[name]


_WINDOW = "[--library 报告库文件] [文件或文件夹…]        打开窗口，给了文件就导入"
_OPTIONS = """\
每个命令都可以加：
  --encoding 编码   输出用的编码，不写是 utf-8；结果要交给只认 gbk 的程序（如 Windows PowerShell 5.1）时写 gbk
"""
_ENCODING = "--encoding"
_ENCODINGS = frozenset({"utf-8", "utf-8-sig", "gbk", "gb18030", "gb2312"})


def program() -> str:
    """Return what the program is called by: main.py, or the name of its own file once it is frozen."""
    return Path(sys.executable).stem if getattr(sys, "frozen", False) else "main.py"


def usage() -> str:
    """Return how the program is called."""
    lines = [_WINDOW, *(line for name in sorted(names()) if (line := find(name).usage))]
    return "用法：\n" + "".join(f"  {program()} {line}\n" for line in lines) + _OPTIONS


def run(argv: Sequence[str]) -> int:
    """Do one job and give the exit code; what goes wrong is one sentence on standard error, never a traceback."""
    _speak("utf-8")
    try:
        rest, encoding = _without_encoding(argv)
        _speak(encoding)
        code = _dispatch(rest)
        print(end="", flush=True)  # unlike sys.stdout.flush(), also where a windowed program has no output
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 — also of a bug the user reads a sentence
        if isinstance(error, OSError):
            _silence()
        if not _nobody_reads_on(error, on_windows=os.name == "nt"):
            say(_sentence(error))
        return FAILED
    return code


def _without_encoding(argv: Sequence[str]) -> tuple[list[str], str]:
    """Take out of the arguments how the output is to be encoded: UTF-8 unless it is said.

    >>> _without_encoding(["check", "--encoding", "gbk", "甲.json"])
    (['check', '甲.json'], 'gbk')

    Raises:
        UsageError: there is no such encoding, or it has no Chinese.
    """
    rest, encoding, given = [], "utf-8", iter(argv)
    for word in given:
        name, equals, value = word.partition("=")
        if name == _ENCODING:
            encoding = value if equals else next(given, "")
        else:
            rest.append(word)
    try:
        known = codecs.lookup(encoding).name in _ENCODINGS
    except LookupError:
        known = False
    if not known:
        raise UsageError(f"“{_ENCODING}”后面要写 utf-8、utf-8-sig、gbk、gb18030 中的一种")
    return rest, encoding


def _sentence(error: BaseException) -> str:
    match error:
        case UsageError():
            return f"{error.sentence}\n{usage()}"
        case UserError():
            return error.sentence
        case OSError():
            return f"无法输出结果：{why_not_written(error)}"
        case ModuleNotFoundError():
            return f"缺少组件“{error.name}”，这一步做不了；不装组件也能读 .json、.txt、.md，写 .json、.html"
        case KeyboardInterrupt():
            return "已中断"
        case _:
            return f"程序内部出错，请报告开发者（{type(error).__name__}：{error}）"


def _nobody_reads_on(error: BaseException, *, on_windows: bool) -> bool:
    """Whether the reader of our output has seen enough, which Windows calls an invalid argument.

    >>> _nobody_reads_on(OSError(errno.EINVAL, ""), on_windows=True)
    True
    """
    refused = on_windows and isinstance(error, OSError) and error.errno == errno.EINVAL
    return refused or isinstance(error, BrokenPipeError)


def _dispatch(argv: Sequence[str]) -> int:
    if not argv or not {"-h", "--help"}.isdisjoint(argv):
        if sys.stdout is None:
            say(usage())
        print(usage(), end="")
        return DONE if argv else FAILED
    if argv[0] == LIBRARY:
        raise UsageError(_why_no_window(argv[1:]))
    return find(argv[0]).run(argv[1:])


def _why_no_window(after: Sequence[str]) -> str:
    """Return what is wrong with what follows the option of the window: the library, then files to be opened."""
    if not after:
        return f"{LIBRARY}后面缺少报告库文件"
    command_named = next((name for name in after[1:] if name in names()), None)
    if command_named:
        return f"{LIBRARY}只用于打开窗口，不能和命令“{command_named}”一起用"
    missing = next((name for name in after[1:] if not os.path.exists(name)), after[-1])  # noqa: PTH110 — as in main.py
    return f"“{missing}”不是可以打开的文件"


def _speak(encoding: str) -> None:
    """Write in one encoding whatever the locale or the code page; what it has not is written as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def say(sentence: str) -> None:
    """Say something on standard error, or in a box where there is none: in a program without a console."""
    if sys.stderr is None:
        _show(sentence)
        return
    with contextlib.suppress(OSError):  # nobody listens
        print(sentence, end="\n" if sentence[-1:].strip() else "", file=sys.stderr, flush=True)


def _show(sentence: str) -> None:
    """Show a box of Windows itself; no other system starts programs without standard error."""
    if sentence and os.name == "nt":
        import ctypes

        warning, in_front = 0x30, 0x1_0000
        ctypes.windll.user32.MessageBoxW(None, sentence, "勾稽", warning | in_front)  # type: ignore[attr-defined, unused-ignore]


def _silence() -> None:
    """Keep the interpreter from writing the rest of the output when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
