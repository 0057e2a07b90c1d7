"""The process that draws the pages of the preview: started, asked one thing at a time, heard, ended."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTimer, Signal
from PySide6.QtGui import QImage

from ui import ROOT

PATIENCE = 30_000  # ms that a request may take before the process counts as stuck
_MAIN = ROOT / "main.py"


def worker_command() -> tuple[str, ...]:
    """Give the command line of the process, frozen or not."""
    if getattr(sys, "frozen", False):
        return sys.executable, "preview-worker"
    return sys.executable, str(_MAIN), "preview-worker"


class PreviewProcess(QObject):
    """Asks for pages; while an answer is on its way it is `busy`, and takes no other request."""

    sizes = Signal(object)  # list of (width, height) of all pages, in points
    places = Signal(object)  # where each section begins: heading -> (page, points from its top)
    page = Signal(int, QImage, float)  # number, picture, pixels a point
    sentence = Signal(str)
    done = Signal()
    died = Signal()  # it ended without being told to

    def __init__(self, command: Sequence[str] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = command or worker_command()
        self._process: QProcess | None = None
        self._number = 0
        self._heard = bytearray()
        self._watch = QTimer(self, singleShot=True, interval=PATIENCE)
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
        words = json.dumps({"number": self._number, **request}, ensure_ascii=False)
        process.write(words.encode() + b"\n")

    def stop(self) -> None:
        """End the process; nothing is heard of it any more."""
        process, self._process = self._process, None
        self._watch.stop()
        self._heard.clear()
        self.busy = False
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
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._failed)
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
            self._take(*answer)

    def _next_answer(self) -> tuple[dict[str, Any], bytes] | None:
        """Take the next whole answer off what was heard; None while the rest of it is under way."""
        end = self._heard.find(b"\n")
        if end < 0:
            return None
        words: dict[str, Any] = json.loads(self._heard[:end])
        after = end + 1 + words.get("bytes", 0)
        if len(self._heard) < after:
            return None
        pixels = bytes(self._heard[end + 1 : after])
        del self._heard[:after]
        return words, pixels

    def _take(self, words: dict[str, Any], pixels: bytes) -> None:
        match words["kind"]:
            case "sizes":
                self.places.emit(words["places"])
                self.sizes.emit([tuple(size) for size in words["sizes"]])
            case "page":
                grey = QImage.Format.Format_Grayscale8
                picture = QImage(pixels, words["width"], words["height"], words["stride"], grey).copy()
                self.page.emit(words["page"], picture, words["scale"])
            case "sentence":
                self.sentence.emit(words["sentence"])
            case _:
                self._watch.stop()
                self.busy = False
                self.done.emit()
