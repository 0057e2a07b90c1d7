"""Read files for the window, in a process of its own: names come in on standard input, readings go out.

A request is a line of JSON with the `path` of one file. The answer is a line of JSON: with `bytes`, the size of the
pickled reading that follows it, or with the `sentence` that says why the file cannot be read. At the end of the input
the process ends.
"""

from __future__ import annotations

import json
import pickle
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from intake import read_file
from model.errors import UserError


def main(_argv: Sequence[str] = ()) -> int:
    """Answer requests until there are no more."""
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # nothing that anybody prints gets between the answers
    run(sys.stdin.buffer, answers)
    return 0


def run(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer one request after the other."""
    for line in requests:
        answers.write(_answer(Path(json.loads(line)["path"])))
        answers.flush()


def _answer(path: Path) -> bytes:
    try:
        reading = pickle.dumps(read_file(path))
    except UserError as error:
        return _line({"sentence": error.sentence})
    except Exception as error:  # noqa: BLE001 — a bug in one file must not lose the others
        traceback.print_exc()
        return _line({"sentence": f"{path}：读取时程序内部出错（{type(error).__name__}），请单独导入这个文件"})
    return _line({"bytes": len(reading)}) + reading


def _line(words: dict[str, object]) -> bytes:
    return json.dumps(words).encode("ascii") + b"\n"  # ASCII: a file name may be no text
