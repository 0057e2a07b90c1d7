"""One process that reads, for all tests to which it is of no account when it was started: that takes half a second."""

from typing import ClassVar

from PySide6.QtCore import QProcess

from intake.process.apart import COMMAND, worker_command
from ui.transfer.read_many import ReadProcess


class KeptReader(ReadProcess):
    """Reads in the process that is there already, and leaves it to the next if nothing is asked of it."""

    idle: ClassVar[list[QProcess]] = []

    def _start(self) -> QProcess:
        if not (self._is_usual() and self.idle):
            return super()._start()
        process = self._process = self.idle.pop()
        process.setParent(self)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        return process

    def stop(self) -> None:
        """Leave the process to the next, if all that it was asked is answered; any other ends."""
        process = self._process
        if process is None or self.busy or self._heard or self.idle or not self._is_usual() or not _is_alive(process):
            super().stop()
            return
        self._process = None
        process.readyReadStandardOutput.disconnect()
        process.finished.disconnect()
        process.setParent(None)
        self.idle.append(process)
        self.settle()

    def _is_usual(self) -> bool:
        return tuple(self._command) == worker_command(COMMAND)

    @classmethod
    def end(cls) -> None:
        """End the process that is left."""
        while cls.idle:
            process = cls.idle.pop()
            process.kill()
            process.waitForFinished(2000)


def _is_alive(process: QProcess) -> bool:
    return process.state() is QProcess.ProcessState.Running
