"""Work on many files: which one is at hand, how many are left, and 取消."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout, QWidget

from model.errors import clip
from ui import dialogs

_LONGEST = 36  # characters of a file's name


class ProgressDialog(QDialog):
    """Shows how far the work has come, of one file only that it goes on; what 取消 stops is said in `cancel`."""

    def __init__(self, parent: QWidget | None, doing: str, files: int) -> None:
        super().__init__(parent)
        dialogs.entitle(self, doing, f"{files}个文件")
        self.cancelled = False
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
