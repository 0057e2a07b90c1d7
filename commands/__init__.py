"""The jobs that main.py does without a window: one module per command, listed here."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence

from model.errors import UserError
from model.failures import why_not_written

DONE, BROKEN, FAILED = 0, 1, 2  # what every command returns: done, done and something hard is broken, could not

Command = Callable[[Sequence[str]], int]


class UsageError(UserError):
    """The arguments make no sense; the usage is shown with the sentence."""


def _check(argv: Sequence[str]) -> int:
    from commands.check import main

    return main(argv)


def _convert(argv: Sequence[str]) -> int:
    from commands.convert import main

    return main(argv)


def _sum(argv: Sequence[str]) -> int:
    from commands.sum import main

    return main(argv)


def _preview_worker(argv: Sequence[str]) -> int:
    from commands.preview_worker import main

    return main(argv)


def _read_worker(argv: Sequence[str]) -> int:
    from commands.read_worker import main

    return main(argv)


COMMANDS: Mapping[str, Command] = {
    "check": _check,
    "convert": _convert,
    "sum": _sum,
    "preview-worker": _preview_worker,
    "read-worker": _read_worker,
}

USAGE = """\
用法：
  main.py [文件或文件夹…]                               打开窗口，给了文件就导入
  main.py check 文件… [--last-year 上年文件] [--json]    核对：没有硬性错误返回0，有返回1，读不了返回2
  main.py convert 文件 新文件                           按后缀转换成另一种文件
  main.py sum 文件… --to 新文件 [--unit 单位名称]        把几个单位的报告逐格相加
"""


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
            return f"{error.sentence}\n{USAGE}"
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
        print(USAGE, end="")
        return DONE if argv else FAILED
    command = COMMANDS.get(argv[0])
    if command is None:
        raise UsageError(f"没有“{argv[0]}”这个命令")
    return command(argv[1:])


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
