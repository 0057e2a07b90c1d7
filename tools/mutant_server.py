"""A process in which the tests are collected once: each mutant takes its place in a fork of it, where they run.

What a function does is changed in the function itself, so that whoever holds it has the mutant; a constant is worked
out anew, with what is made of it. A mutant that something made before it may still remember (a default, a class, what
the tests asked while they were collected) cannot be put in place, and is tried in a new process.
"""

from __future__ import annotations

import ast
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path
from types import FrameType
from typing import IO

import pytest

from tools.mutant_change import Change, Loaded, NotInPlaceError
from tools.mutants import Mutant

NOT_IN_PLACE = 77  # the exit code of a fork in which a mutant cannot be put in place
FAILED = "mutate.failed"  # where the test is named that has seen the last mutant
TOO_LONG = -signal.SIGVTALRM
_PATIENCE, _LEAST_PATIENCE = 5, 5  # times what a test took before; seconds of the processor
_TRIES = 2  # a test that fails once only does so because the machine is busy


def in_a_fork(work: Callable[[], int], said: Path, patience: float) -> int | None:
    """Run something in a process of its own; None where it takes too long."""
    process = os.fork()
    if process == 0:
        os.setsid()
        with said.open("wb") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
        try:
            code = work()
        except BaseException:  # noqa: BLE001 — nothing of the child may go on as the parent
            code = 3
            traceback.print_exc()
        sys.stdout.flush()
        os._exit(code)
    end = time.monotonic() + patience
    pause = 0.01
    while time.monotonic() < end:
        done, status = os.waitpid(process, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(pause)
        pause = min(pause * 1.5, 0.2)
    with suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return None


def tame_hypothesis() -> None:
    """Draw the same examples each time, and report the first that fails as it is."""
    from hypothesis import Phase, settings

    phases = (Phase.explicit, Phase.generate)
    tame = settings(settings.default, phases=phases, derandomize=True, database=None)
    settings.register_profile("mutants", tame)
    settings.load_profile("mutants")


class Server:
    """Answers, mutant by mutant, with what `in_a_fork` returns of its tests."""

    def __init__(self, tree: Path, files: Sequence[str], run: Callable[[object], int]) -> None:
        """Start the process; `run` starts pytest with a plugin."""
        asked, self._ask = (os.fdopen(end, mode) for end, mode in zip(os.pipe(), "rw", strict=True))
        self._answered, answer = (os.fdopen(end, mode) for end, mode in zip(os.pipe(), "rw", strict=True))
        self.process = os.fork()
        if self.process == 0:
            self._ask.close()
            self._answered.close()
            with (tree / "server.out").open("wb") as out:
                os.dup2(out.fileno(), 1)
                os.dup2(out.fileno(), 2)
            with suppress(BaseException):
                run(Collected(tree, files, asked, answer))
            os._exit(0)
        asked.close()
        answer.close()
        if not self._answered.readline():  # until all is loaded no file may change
            sys.exit((tree / "server.out").read_text("utf-8", "replace")[-3000:])

    def tried(self, mutant: Mutant, limits: dict[str, float], patience: float) -> int | None:
        """Return the exit code of the tests, None where they take too long; the changed file must be there already."""
        print(json.dumps([[mutant.file, mutant.line], limits, patience]), file=self._ask, flush=True)
        answer = self._answered.readline()
        return int(json.loads(answer)) if answer.strip() not in {"", "null"} else None if answer else NOT_IN_PLACE

    def close(self) -> None:
        """Let the process end."""
        self._ask.close()
        os.waitpid(self.process, 0)


class Collected:
    """The plugin that collects all tests, and then waits to be asked rather than run them."""

    def __init__(self, tree: Path, files: Sequence[str], asked: IO[str], answer: IO[str]) -> None:
        self.tree, self.asked, self.answer = tree, asked, answer
        self.files = {file: ast.parse((tree / file).read_bytes()) for file in files}
        self.ran: set[tuple[str, str]] = set()  # functions that were called while the tests were collected

    def pytest_sessionstart(self) -> None:
        """Draw the same examples each time."""
        tame_hypothesis()

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Iterator[None]:
        """Note what runs before the first test: its results may be kept."""
        root = str(self.tree)

        def trace(frame: FrameType, _event: str, _argument: object) -> None:
            if frame.f_code.co_filename.startswith(root):
                self.ran.add((frame.f_code.co_filename, frame.f_code.co_qualname))

        sys.settrace(trace)
        try:
            return (yield)
        finally:
            sys.settrace(None)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Answer until nothing is asked any more."""
        ran = {(Path(file).relative_to(self.tree).as_posix(), name) for file, name in self.ran}
        loaded = Loaded(self.tree, self.files, ran)
        print("ready", file=self.answer, flush=True)
        for line in self.asked:
            (file, at), limits, patience = json.loads(line)

            def work(file: str = file, at: int = at, limits: dict[str, float] = limits) -> int:
                return _run(session, Change(loaded, file, at), limits)

            code = in_a_fork(work, self.tree / "mutate.out", patience)
            print(json.dumps(code), file=self.answer, flush=True)
        return True


def _run(session: pytest.Session, change: Change, limits: dict[str, float]) -> int:
    """Put a mutant in place and run the tests that are named, in the order of their names, until one fails."""
    try:
        change.put()
    except NotInPlaceError as reason:
        print(reason)
        return NOT_IN_PLACE
    except Exception:  # noqa: BLE001 — a constant that cannot be worked out: the module could not be imported
        traceback.print_exc()
        return int(pytest.ExitCode.TESTS_FAILED)
    order = {test: at for at, test in enumerate(limits)}
    items = sorted((one for one in session.items if one.nodeid in order), key=lambda one: order[one.nodeid])
    for item, after in zip_longest(items, items[1:]):
        limit = max(_LEAST_PATIENCE, _PATIENCE * limits[item.nodeid])
        signal.setitimer(signal.ITIMER_VIRTUAL, limit)  # ends the fork
        if all(_fails(session, item, after) for _ in range(_TRIES)):
            (session.config.rootpath / FAILED).write_text(item.nodeid, "utf-8")
            return int(pytest.ExitCode.TESTS_FAILED)
    return 0


def _fails(session: pytest.Session, item: pytest.Item, after: pytest.Item | None) -> bool:
    """Run a test; what it leaves open for the next one does no harm when it is run again."""
    before = session.testsfailed
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
    return session.testsfailed > before
