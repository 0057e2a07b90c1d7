"""Find nearly identical texts for the window, in a process of its own: a request comes in, the pairs go out.

A request is a line of JSON: the `library`, the `collection` in it, and a `number`. The answer is a line of JSON with
that `number`, and the `pairs` (unit, other unit or null for last year's, place, per cent) or the `sentence` that says
why there are none. At the end of the input the process ends.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from app.collecting.alike import alike_texts
from commands import command
from intake.process.bounds import limit_memory
from model.errors import UserError
from model.storage.looking import Looking


@command()
def main(_argv: Sequence[str] = ()) -> int:
    """Answer requests until there are no more."""
    if hasattr(os, "nice"):
        os.nice(5)  # who reviews comes first
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # nothing that anybody prints gets between the answers
    limit_memory()
    run(sys.stdin.buffer, answers)
    return 0


def run(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer one request after the other."""
    for line in requests:
        request: dict[str, Any] = json.loads(line)
        answers.write(json.dumps({"number": request["number"], **_answer(request)}).encode("ascii") + b"\n")
        answers.flush()


def _answer(request: dict[str, Any]) -> dict[str, object]:
    try:
        with Looking(Path(request["library"])) as library:
            return {"pairs": alike_texts(library, request["collection"])}
    except UserError as error:
        return {"sentence": error.sentence}
    except Exception as error:  # noqa: BLE001 — the window goes on without
        traceback.print_exc()
        return {"sentence": f"比对时程序内部出错（{type(error).__name__}），请报告开发者"}
