"""The jobs that main.py does without a window: a module here for each, which registers itself.

`check` is commands/check.py, `read-worker` is commands/read_worker.py. None is imported before it is asked for.
"""

from __future__ import annotations

import contextlib
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
    if name not in names():
        raise UsageError(f"没有“{name}”这个命令")
    import_module(f"commands.{name.replace('-', '_')}")
    return _registered[name]


_WINDOW = "[文件或文件夹…]                               打开窗口，给了文件就导入"


def program() -> str:
    """Return what the program is called by: main.py, or the name of its own file once it is frozen."""
    return Path(sys.executable).stem if getattr(sys, "frozen", False) else "main.py"


def usage() -> str:
    """Return how the program is called."""
    lines = [_WINDOW, *(line for name in sorted(names()) if (line := find(name).usage))]
    return "用法：\n" + "".join(f"  {program()} {line}\n" for line in lines)


def run(argv: Sequence[str]) -> int:
    """Do one job and give the exit code; what goes wrong is one sentence on standard error, never a traceback."""
    _speak_utf8()
    try:
        code = _dispatch(argv)
        print(end="", flush=True)  # unlike sys.stdout.flush(), also where a windowed program has no output
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 — also of a bug the user reads a sentence
        if isinstance(error, OSError):
            _silence()
        _say(_sentence(error))
        return FAILED
    return code


def _sentence(error: BaseException) -> str:
    match error:
        case UsageError():
            return f"{error.sentence}\n{usage()}"
        case UserError():
            return error.sentence
        case BrokenPipeError():  # the reader of our output has seen enough
            return ""
        case OSError():
            return f"无法输出结果：{why_not_written(error)}"
        case KeyboardInterrupt():
            return "已中断"
        case _:
            return f"程序内部出错，请报告开发者（{type(error).__name__}：{error}）"


def _dispatch(argv: Sequence[str]) -> int:
    if not argv or not {"-h", "--help"}.isdisjoint(argv):
        print(usage(), end="")
        return DONE if argv else FAILED
    return find(argv[0]).run(argv[1:])


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale or the code page; a file name that is no text is written as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(sentence: str) -> None:
    with contextlib.suppress(OSError):  # nobody listens
        print(sentence, end="\n" if sentence[-1:].strip() else "", file=sys.stderr, flush=True)


def _silence() -> None:
    """Keep the interpreter from writing the rest of the output when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
