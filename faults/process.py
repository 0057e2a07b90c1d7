"""The processes in which trials are made: what dies or hangs there is a broken promise, and the next one goes on."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import IO, TypedDict, cast

from faults.part import ROOT, Part


class Answer(TypedDict):
    """What came of one trial."""

    seed: int
    broken: str
    counts: dict[str, int]


class CannotBuildError(Exception):
    """There is no compiler, or it does not compile; the words say what to do."""


class Worker:
    """A process for trials, started anew when it has died or taken too long, with a scratch folder of its own.

    All that a trial leaves behind, processes and files, goes with it.
    """

    def __init__(self, module: str, part: Part, preload: Path | None) -> None:
        self._module, self._part, self._preload = module, part, preload
        self._process: subprocess.Popen[bytes] | None = None
        self._scratch = TemporaryDirectory(prefix="gouji-faults-", ignore_cleanup_errors=True)
        self.seed: int | None = None
        self.until = 0.0

    def give(self, seed: int) -> None:
        """Have a seed tried."""
        if self._process is None or self._process.poll() is not None:
            self.stop()
            self._process = self._start()
        self.seed, self.until = seed, monotonic() + self._part.patience
        with suppress(BrokenPipeError):  # it has died: `answer` says so
            pipe = cast("IO[bytes]", self._process.stdin)
            pipe.write(f"{seed}\n".encode())
            pipe.flush()

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_LOGGING_RULES": "default.warning=false",
            "TMPDIR": self._scratch.name,
        }
        if self._preload:
            environment["LD_PRELOAD"] = str(self._preload)
        command = [sys.executable, "-m", "faults.worker", self._module]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env={**environment, **self._part.environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # to be ended with whatever it has started
        )

    @property
    def output(self) -> IO[bytes]:
        """Where its answer comes."""
        if self._process is None:
            raise RuntimeError("nothing was given to it")
        return cast("IO[bytes]", self._process.stdout)

    def answer(self, *, ready: bool) -> Answer | None:
        """Return the answer when it is there, or when there will be none; None while it is awaited."""
        if self.seed is None or not (ready or monotonic() >= self.until):
            return None
        line = self.output.readline() if ready else b""
        seed, self.seed = self.seed, None
        if line.endswith(b"\n"):
            heard: Answer = json.loads(line)
            return heard
        how = "the process died" if ready else f"it took longer than {self._part.patience:.0f} seconds"
        self.stop()
        return {"seed": seed, "broken": how, "counts": {}}

    def stop(self) -> None:
        """End the process, all that it has started, and what it has left on disk."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()
        self._process = None
        for left in Path(self._scratch.name).iterdir():
            shutil.rmtree(left, ignore_errors=True)

    def close(self) -> None:
        """Leave nothing behind."""
        self.stop()
        self._scratch.cleanup()


def tried(module: str, part: Part, seeds: Iterable[int], preload: Path | None, workers: int) -> Iterator[Answer]:
    """Try seeds in a few processes at once, and give what came of each as soon as it is known."""
    waiting = deque(seeds)
    several = [Worker(module, part, preload) for _ in range(min(workers, len(waiting)))]
    try:
        while waiting or any(one.seed is not None for one in several):
            for one in several:
                if one.seed is None and waiting:
                    one.give(waiting.popleft())
            yield from _answers([one for one in several if one.seed is not None])
    finally:
        for one in several:
            one.close()


def _answers(busy: Sequence[Worker]) -> Iterator[Answer]:
    first = min(one.until for one in busy)
    ready, _, _ = select.select([one.output for one in busy], [], [], max(0.0, first - monotonic()))
    yield from filter(None, [one.answer(ready=one.output in ready) for one in busy])


def built(source: str, kept: Path) -> Path:
    """Build a C file of this folder into a library for LD_PRELOAD, unless it is there already.

    Raises:
        CannotBuildError: the sentence says why.
    """
    file = ROOT / "faults" / source
    library = kept / f"{file.stem}.so"
    if library.exists() and library.stat().st_mtime >= file.stat().st_mtime:
        return library
    compiler = shutil.which("cc")
    if compiler is None:
        raise CannotBuildError(f"faults/{source} needs a C compiler: apt-get install gcc libc6-dev, and run this again")
    kept.mkdir(exist_ok=True)
    beside = library.with_suffix(f".{os.getpid()}")
    built = subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", beside, file, "-ldl"], check=False)
    if built.returncode:
        raise CannotBuildError(f"faults/{source} does not compile here; the reason is above")
    beside.replace(library)  # one that was broken off is not taken for whole
    return library
