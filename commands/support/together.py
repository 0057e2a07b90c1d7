"""A check of many files, parted among processes: what it says is the same, in the same order, as of one process.

Each process is `check-worker`. It takes its share of the files and says something of each as it reads them. It hands
over the marks of its reports and is given those of all; names the reports of other shares that its own are compared
with; hands over the texts of those that others named, and is given those that it named; and says something of each.
"""

from __future__ import annotations

import pickle
import subprocess
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, suppress
from itertools import islice
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import IO, Any, NamedTuple, Self

from commands.support.apart import Apart
from commands.support.checking import CheckJob, Said, alone
from intake.process.apart import worker_command
from model.report.report import Report
from model.rules.neighbours import Mark

COMMAND = "check-worker"


class Portion(NamedTuple):
    """What one of several processes is asked: every `step`th file, from the one with this number."""

    job: CheckJob
    number: int
    step: int

    def numbers(self, count: int) -> range:
        """Return which of so many files these are."""
        return range(self.number, count, self.step)


class LostError(Exception):
    """A process has ended before it had said all."""


def together(job: CheckJob, apart: Apart, count: int) -> Iterator[Said]:
    """Check files in so many processes; where one of them is lost, the rest is done in this one."""
    done = 0
    try:
        for said in _together(job, count):
            yield said
            done += 1
    except LostError:
        yield from islice(alone(job, apart), done, None)


def _together(job: CheckJob, count: int) -> Generator[Said, None, None]:
    with ExitStack() as stack:
        workers = [stack.enter_context(_Worker()) for _ in range(count)]
        for number, worker in enumerate(workers):
            worker.ask(Portion(job._replace(paths=job.paths[number::count]), number, count))
        for number in range(len(job.paths)):
            yield workers[number % count].answer()
        marks = _meet(workers, len(job.paths))
        for number, mark in enumerate(marks):
            if mark is not None:
                yield workers[number % count].answer()


def _meet(workers: Sequence[_Worker], size: int) -> Sequence[Mark | None]:
    """Hand on between the processes what they need of each other's reports, and return the marks of all."""
    marks: list[Mark | None] = [None] * size
    count = len(workers)
    for number, worker in enumerate(workers):
        marks[number::count] = worker.answer()
    for worker in workers:
        worker.ask(marks)
    wanted: list[set[int]] = [worker.answer() for worker in workers]
    for number, worker in enumerate(workers):
        worker.ask([one for one in sorted(set().union(*wanted)) if one % count == number])
    texts: dict[int, Report] = {}
    for worker in workers:
        texts |= worker.answer()
    for worker, some in zip(workers, wanted, strict=True):
        worker.ask({number: texts[number] for number in some})
    return marks


class _Worker:
    """One process; what it answers is taken off it at once, so that it never waits."""

    def __init__(self, command: Sequence[str] | None = None) -> None:
        self._command = command or worker_command(COMMAND)
        self._answers: SimpleQueue[Any] = SimpleQueue()

    def __enter__(self) -> Self:
        """Start it.

        Raises:
            LostError: it cannot be started.
        """
        pipe = subprocess.PIPE
        try:
            self._process = subprocess.Popen(self._command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603 — ourselves
        except OSError as error:
            raise LostError from error
        self._thread = Thread(target=self._hear, args=(self._process.stdout,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """End it."""
        self._process.kill()  # it keeps nothing
        self._thread.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what it was not sent, as it had ended, stays in its pipe
                    pipe.close()
        self._process.wait()

    def ask(self, what: object) -> None:
        """Send it something.

        Raises:
            LostError: it has ended.
        """
        if self._process.stdin is None:
            raise LostError
        try:
            pickle.dump(what, self._process.stdin)
            self._process.stdin.flush()
        except OSError as error:
            raise LostError from error

    def answer(self) -> Any:  # noqa: ANN401 — what it is, who asked knows
        """Return its next answer, as soon as it is there.

        Raises:
            LostError: there is no more.
        """
        answer = self._answers.get()
        if isinstance(answer, LostError):
            raise answer
        return answer

    def _hear(self, answers: IO[bytes]) -> None:
        try:
            while True:
                self._answers.put(pickle.load(answers))  # noqa: S301 — our own process
        except (EOFError, OSError, pickle.UnpicklingError):
            self._answers.put(LostError())
