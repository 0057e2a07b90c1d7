"""The process that reads for a command: started when it is first asked, a new one after one that died."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Self

from intake import Reading, needs_limits, read_file
from intake.process.apart import COMMAND, GIVEN_UP, of_file, outcome, worker_command
from model.errors import UserError


class Apart:
    """Reads files one after the other; one that ends the process is no more than unreadable."""

    def __init__(self, command: Sequence[str] | None = None) -> None:
        self._command = command or worker_command(COMMAND)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Start nothing yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self._stop()

    def read(self, path: Path) -> Reading:
        """Read a file; one whose reader has its limits in itself, without a process.

        Raises:
            UserError: it cannot be read; the sentence names the file.
        """
        if not needs_limits(path):
            return read_file(path)
        reading, sentence = self._ask(path)
        if reading is None:
            raise UserError(sentence or f"{path}：{GIVEN_UP}")
        return reading

    def _ask(self, path: Path) -> tuple[Reading | None, str]:
        process = self._process = self._process or self._start()
        requests, answers = _pipes(process)
        try:
            requests.write(json.dumps(of_file(path)).encode("ascii") + b"\n")
            requests.flush()
            words = json.loads(answers.readline() or b"{}")
            data = answers.read(words.get("bytes", 0))
        except BrokenPipeError:  # it died of the file before, after its answer
            words, data = {}, b""
        if not words or "spent" in words:
            self._stop()
        return outcome(words, data)

    def _start(self) -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        return subprocess.Popen(self._command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603 — ourselves

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()  # it keeps nothing
            process.communicate()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the process was started without pipes")
    return process.stdin, process.stdout
