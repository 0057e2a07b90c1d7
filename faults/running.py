"""Runs the trials of a part in two processes, and keeps a record from which an interrupted run goes on."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import IO, TypedDict

from faults.part import ROOT, Part

KEPT = ROOT / ".faults"  # records and built libraries; git does not see it
PROCESSES = 2


class Answer(TypedDict):
    """What a worker says of one trial."""

    seed: int
    broken: str
    counts: dict[str, int]


@dataclass
class Tally:
    """What came of a part's trials so far."""

    tried: int = 0
    broken: dict[int, str] = field(default_factory=dict)  # by seed
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, one: Answer) -> None:
        """Count one trial."""
        self.tried += 1
        self.counts.update(one["counts"])
        if one["broken"]:
            self.broken[one["seed"]] = one["broken"]

    @property
    def held(self) -> float:
        """The share of trials in which the promise held."""
        return 1 - len(self.broken) / self.tried if self.tried else 1.0


def commit() -> str:
    """Name what is tried: the commit, with a plus where the checkout differs from it."""
    name = _git("rev-parse", "--short", "HEAD")
    return name + ("+" if _git("status", "--porcelain", "--", ":!docs") else "")


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def run(module: str, part: Part, seeds: int, *, resume: bool) -> Tally:
    """Try the first `seeds` seeds; with `resume`, those that this commit has behind it are not tried again."""
    KEPT.mkdir(exist_ok=True)
    record, name = KEPT / f"{part.name}.jsonl", commit()
    tally = Tally()
    done: set[int] = set()
    for one in _recorded(record, name) if resume else ():
        done.add(one["seed"])
        tally.add(one)
    with record.open("a", encoding="utf-8") as file:
        for one in _tried(module, part, (seed for seed in range(seeds) if seed not in done)):
            tally.add(one)
            file.write(json.dumps({"commit": name, **one}, ensure_ascii=False) + "\n")
            file.flush()
    return tally


def _recorded(record: Path, name: str) -> Iterator[Answer]:
    with suppress(FileNotFoundError), record.open(encoding="utf-8") as file:
        yield from (one for line in file if (one := json.loads(line))["commit"] == name)


class _Process:
    """One worker, started anew when it dies or takes too long."""

    def __init__(self, module: str, part: Part) -> None:
        self._module, self._part = module, part
        self._process: subprocess.Popen[str] | None = None
        self.seed: int | None = None
        self._until = 0.0

    def give(self, seed: int) -> None:
        """Have a seed tried."""
        if self._process is None or self._process.poll() is not None:
            self._process = self._start()
        self.seed, self._until = seed, monotonic() + self._part.patience
        with suppress(BrokenPipeError):  # it has died: `answer` says so
            self._pipe(self._process.stdin).write(f"{seed}\n")
            self._pipe(self._process.stdin).flush()

    def _start(self) -> subprocess.Popen[str]:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **self._part.environment}
        if self._part.preload:
            environment["LD_PRELOAD"] = str(built(self._part.preload))
        command = [sys.executable, "-m", "faults.worker", self._module]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        if pipe is None:
            raise RuntimeError("the worker was started without pipes")
        return pipe

    @property
    def output(self) -> IO[str]:
        """Where its answer comes."""
        return self._pipe(self._process.stdout if self._process else None)

    def answer(self, *, ready: bool) -> Answer | None:
        """Give the answer when it is there, or when there will be none; None while it is awaited."""
        if not ready and monotonic() < self._until:
            return None
        line = self.output.readline() if ready else ""
        seed, self.seed = self.seed or 0, None
        if line:
            heard: Answer = json.loads(line)
            return heard
        self.stop()
        return {"seed": seed, "broken": "the process died" if ready else "took too long", "counts": {}}

    def stop(self) -> None:
        """End the worker."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _tried(module: str, part: Part, seeds: Iterable[int]) -> Iterator[Answer]:
    waiting = deque(seeds)
    processes = [_Process(module, part) for _ in range(min(PROCESSES, len(waiting)))]
    try:
        while waiting or any(one.seed is not None for one in processes):
            for one in processes:
                if one.seed is None and waiting:
                    one.give(waiting.popleft())
            busy = [one for one in processes if one.seed is not None]
            ready, _, _ = select.select([one.output for one in busy], [], [], 0.2)
            yield from filter(None, [one.answer(ready=one.output in ready) for one in busy])
    finally:
        for one in processes:
            one.stop()


def built(source: str) -> Path:
    """Build a C file of this folder into a library for LD_PRELOAD, unless it is there already."""
    file = ROOT / "faults" / source
    library = KEPT / f"{file.stem}.so"
    if not library.exists() or library.stat().st_mtime < file.stat().st_mtime:
        KEPT.mkdir(exist_ok=True)
        subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", library, file, "-ldl"], check=True)
    return library
