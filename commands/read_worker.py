"""Read files for others, in a process of its own: names come in on standard input, readings go out.

A request is a line of JSON with the `path` of one file, or with the `markup` and the `text` of a clipboard. The answer
is a line of JSON: with `bytes`, the size of the pickled reading that follows it, or with the `sentence` that says why
it cannot be read; with `spent` as well, the process has had all the memory that it may have, and ends. At the end of
the input the process ends.
"""

from __future__ import annotations

import json
import pickle
import sys
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from commands import command
from intake import Reading, read_clipboard, read_file
from intake.process.bounds import READING, limit_memory, limited_time
from model.errors import UserError

_TOO_MUCH = "读取要用的内存太多，不会是一份年度报告"


@command()
def main(_argv: Sequence[str] = ()) -> int:
    """Answer requests until there are no more."""
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # nothing that anybody prints gets between the answers
    limit_memory(READING)
    run(sys.stdin.buffer, answers)
    return 0


def run(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer one request after the other."""
    for line in requests:
        request: dict[str, str] = json.loads(line)
        with limited_time():
            answer = _answer(request)
        answers.write(answer or _line({"sentence": _named(request, _TOO_MUCH), "spent": True}))
        answers.flush()
        if answer is None:  # what the memory looks like now nobody knows
            return


def _answer(request: Mapping[str, str]) -> bytes | None:
    """Return the answer; None where the memory did not suffice."""
    try:
        reading = pickle.dumps(_read(request))
    except UserError as error:
        return _line({"sentence": error.sentence})
    except MemoryError:
        return None
    except Exception as error:  # noqa: BLE001 — a bug in one file must not lose the others
        traceback.print_exc()
        return _line({"sentence": _named(request, f"读取时程序内部出错（{type(error).__name__}），请报告开发者")})
    return _line({"bytes": len(reading)}) + reading


def _read(request: Mapping[str, str]) -> Reading:
    if "path" in request:
        return read_file(Path(request["path"]))
    return read_clipboard(request["markup"], request["text"])


def _named(request: Mapping[str, str], sentence: str) -> str:
    return f"{request['path']}：{sentence}" if "path" in request else sentence


def _line(words: dict[str, object]) -> bytes:
    return json.dumps(words).encode("ascii") + b"\n"  # ASCII: a file name may be no text
