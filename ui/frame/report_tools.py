"""The main acts of a report at the end of its title row: in one order, wherever of it one is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from ui.actions.in_window import EXPORT, FINALISE, FINDINGS, NEXT_STEPS, PREVIEW
from ui.actions.registry import Action
from ui.frame.buttons import flat_button, push_button

_WIDE = 1000  # pixels of the row from which on the sides have names
_CHECKED = "核对"


class ReportTools:
    """核对, 预览, 导出, and 定稿 or 修订."""

    def __init__(self) -> None:
        self.findings, self.preview = flat_button(FINDINGS, words=_CHECKED), flat_button(PREVIEW, words=PREVIEW.label)
        self.export = push_button(EXPORT.label, EXPORT.icon, EXPORT.tooltip)
        self.closing = push_button(FINALISE.label, FINALISE.icon)

    @property
    def toggles(self) -> dict[str, QToolButton]:
        """The buttons of what stands beside the tabs, by the action."""
        return {FINDINGS.id: self.findings, PREVIEW.id: self.preview}

    @property
    def all(self) -> tuple[QWidget, ...]:
        """All of them in their order."""
        return self.findings, self.preview, self.export, self.closing

    def offer(self, act: Action) -> QPushButton:
        """Let the last one be 定稿, or 修订, which asks for the reason."""
        self.closing.setText(act.plain_text)
        self.closing.setToolTip(act.tooltip)
        return self.closing

    def fit(self, width: int) -> None:
        """Leave the names out where the row is narrow."""
        beside, only = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in self.toggles.values():
            button.setToolButtonStyle(beside if width >= _WIDE else only)


def steps_told(left: int) -> str:
    """Return what the tab of 接下来 says.

    >>> steps_told(2), steps_told(0)
    ('接下来 ○2', '接下来 ✓')
    """
    return f"{NEXT_STEPS.label} {f'○{left}' if left else '✓'}"
