"""Work on many files: which one is at hand, how many are left, and 取消."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout, QWidget

from model.errors import clip
from ui import dialogs

GRACE = 300  # ms without a dialog: most work takes no longer
_LONGEST = 36  # characters of a file's name


class ProgressDialog(QDialog):
    """Shows how far the work has come, of one file only that it goes on; what 取消 stops is said in `cancel`."""

    def __init__(self, parent: QWidget | None, doing: str, files: int) -> None:
        super().__init__(parent)
        dialogs.entitle(self, doing, f"{files}个文件")
        self.cancelled = self._is_over = False
        self.finished.connect(self._end)
        self._doing = doing
        self._label = QLabel(f"{doing}…")
        self._label.setMinimumWidth(480)
        self._files = files
        self._bar = QProgressBar(maximum=files if files > 1 else 0)
        self._bar.setAccessibleName(f"{doing}，进度")
        buttons = QDialogButtonBox()
        self._cancel = buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self._cancel.setAutoDefault(False)  # Enter may still be pressed from the dialog before
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(12)
        for part in (self._label, self._bar, buttons):
            layout.addWidget(part)

    def work(self) -> bool:
        """Wait until the work is done, for a moment without being seen; False if it was called off, or failed."""
        self._wait(GRACE)
        return self.result() == QDialog.DialogCode.Accepted if self._is_over else dialogs.run(self)

    def _wait(self, milliseconds: int) -> None:
        """Wait so long, and no longer than it takes; what is typed or clicked meanwhile waits, too."""
        if self._is_over:
            return
        loop = QEventLoop(self)
        self.finished.connect(loop.quit)
        QTimer.singleShot(milliseconds, loop, loop.quit)
        window = self.parent()
        held = _HeldOpen(window.window() if isinstance(window, QWidget) else self)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        held.release()

    def _end(self) -> None:
        self._is_over = True

    def show_file(self, number: int, name: str) -> None:
        """Say that a file, counted from 0, is being worked on."""
        self._bar.setValue(number)
        if not self.cancelled:
            which = f" {number + 1}／{self._files}" if self._files > 1 else ""
            self._label.setText(f"{self._doing}{which}：{clip(name, _LONGEST)}")
            self._bar.setAccessibleDescription(self._label.text())

    def reject(self) -> None:
        """Stop as soon as it can be; also by Esc and by closing."""
        if not self.cancelled:
            self.cancelled = True
            self._cancel.setEnabled(False)
            self._label.setText("正在取消…")
            self.cancel()

    def cancel(self) -> None:
        """Stop the work."""
        super().reject()


class _HeldOpen(QObject):
    """Keeps a window from being closed while something is read for it, as a dialog over it would."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Refuse to close."""
        if event.type() is not QEvent.Type.Close:
            return False
        event.ignore()
        return True

    def release(self) -> None:
        """Let it be closed again."""
        self._window.removeEventFilter(self)


def breathe() -> None:
    """Let the window paint and its timers run between two parts of work; what is typed or clicked waits."""
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


def part_by_part(parent: QWidget | None, doing: str, names: Sequence[str], part: Callable[[int], object]) -> bool:
    """Do something for each of some files, and let the window answer in between; False if it was called off.

    What a part raises ends the work, and is raised here.
    """
    if not names:
        return True
    dialog = _PartsDialog(parent, doing, names, part)
    try:
        done = dialog.work()
    finally:
        dialog.deleteLater()
    if dialog.fault is not None:
        raise dialog.fault
    return done


class _PartsDialog(ProgressDialog):
    """Does one part whenever the window has nothing else to do."""

    def __init__(self, parent: QWidget | None, doing: str, names: Sequence[str], part: Callable[[int], object]) -> None:
        super().__init__(parent, doing, len(names))
        self._names, self._part, self._at = names, part, 0
        self.fault: Exception | None = None
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._do)
        self._next.start()

    def _do(self) -> None:
        if self.cancelled:
            return
        self.show_file(self._at, self._names[self._at])
        try:
            self._part(self._at)
        except Exception as fault:  # noqa: BLE001 — raised where the work was asked for
            self.fault = fault
            super().reject()
            return
        self._at += 1
        if self._at < len(self._names):
            self._next.start()
        else:
            self.accept()
