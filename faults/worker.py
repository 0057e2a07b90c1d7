"""The process that does trials: seeds come in on standard input, outcomes go out, a line of JSON each."""

from __future__ import annotations

import json
import os
import sys
import traceback
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from faults.part import Outcome, Part


def main(module: str) -> None:
    """Try the seeds that come in until there are no more."""
    part: Part = import_module(module).PART
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # nothing that a trial prints gets between the answers
    for line in sys.stdin:
        answers.write(json.dumps(_answer(part, int(line)), ensure_ascii=False) + "\n")
        answers.flush()


def _answer(part: Part, seed: int) -> dict[str, object]:
    with TemporaryDirectory(prefix="gouji-faults-", ignore_cleanup_errors=True) as scratch:
        try:
            outcome = part.trial(seed, Path(scratch))
        except Exception as error:  # noqa: BLE001 — an unforeseen error is a broken promise, and the next seed goes on
            frames = traceback.extract_tb(error.__traceback__)[-3:]
            where = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
            outcome = Outcome(f"{type(error).__name__}: {str(error)[:200]} @ {where}")
    return {"seed": seed, "broken": outcome.broken, "counts": dict(outcome.counts)}


if __name__ == "__main__":
    main(sys.argv[1])
