"""A process that works for the window: started when it is first asked, asked one thing at a time, heard, ended."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QProcess, Qt, QTimer, Signal

from intake.process.apart import worker_command
from intake.process.bounds import end_with_this_process

PATIENCE = 30_000  # ms that a request may take before the process counts as stuck

__all__ = ["PATIENCE", "WorkerProcess", "worker_command"]


class WorkerProcess(QObject):
    """Sends lines of JSON and hears lines of JSON, each followed by as many bytes as its `bytes` says.

    From `ask` until `settle` it is `busy`. An answer with `spent` is the last of its process; the next request gets a
    new one. What an answer means is said in `take` by each kind of work.
    """

    died = Signal()  # it ended without being told to

    def __init__(self, command: Sequence[str], parent: QObject | None = None, *, patience: int = PATIENCE) -> None:
        super().__init__(parent)
        self._command = command
        self._process: QProcess | None = None
        self._number = 0
        self._heard = bytearray()
        self._watch = QTimer(self, singleShot=True, interval=patience)
        self._watch.timeout.connect(self._kill)
        self.busy = False

    @property
    def pid(self) -> int:
        """Number of the process; 0 while there is none."""
        return int(self._process.processId()) if self._process is not None else 0

    def ask(self, request: Mapping[str, object]) -> None:
        """Send a request, starting the process if there is none."""
        process = self._process or self._start()
        self._number += 1
        self.busy = True
        self._watch.start()
        words = json.dumps({"number": self._number, **request})  # ASCII: a file name may be no text
        if process.isOpen():
            process.write(words.encode("ascii") + b"\n")

    def settle(self) -> None:
        """Count the request as answered."""
        self._watch.stop()
        self.busy = False

    def take(self, words: dict[str, Any], data: bytes) -> None:
        """Take one answer."""
        raise NotImplementedError

    def stop(self) -> None:
        """End the process; nothing is heard of it any more."""
        process, self._process = self._process, None
        self._heard.clear()
        self.settle()
        if process is None:
            return
        process.blockSignals(True)
        process.kill()  # it keeps nothing
        process.waitForFinished(2000)
        process.deleteLater()

    def _start(self) -> QProcess:
        process = self._process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.started.connect(lambda: end_with_this_process(process.processId()))
        process.finished.connect(self._ended)
        # queued: where a process cannot be started, Windows says so before `start` returns
        process.errorOccurred.connect(self._failed, Qt.ConnectionType.QueuedConnection)
        process.start(self._command[0], list(self._command[1:]))
        return process

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._ended()

    def _ended(self, *_: object) -> None:
        self.stop()
        self.died.emit()

    def _read(self) -> None:
        if self._process is not None:
            self._heard += self._process.readAllStandardOutput().data()
        while (answer := self._next_answer()) is not None:
            if answer[0].get("spent"):
                self.stop()
            self.take(*answer)

    def _next_answer(self) -> tuple[dict[str, Any], bytes] | None:
        """Take the next whole answer off what was heard; None while the rest of it is under way."""
        end = self._heard.find(b"\n")
        if end < 0:
            return None
        words: dict[str, Any] = json.loads(self._heard[:end])
        after = end + 1 + words.get("bytes", 0)
        if len(self._heard) < after:
            return None
        data = bytes(self._heard[end + 1 : after])
        del self._heard[:after]
        return words, data
