"""The line under the findings that names the rules that are not asked in this library, and leads to the settings."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from model.rules.switches import Switches

_MOST = 4  # ids that are named


def words_of(switches: Switches) -> str:
    """Say which rules were switched off; nothing where none was.

    >>> words_of(Switches(off=frozenset({"T5", "N7", "X4"}))), words_of(Switches())
    ('有3条规则没有核对：N7、T5、X4', '')
    """
    off = sorted(switches.off, key=lambda one: (one[0], one[1:].zfill(3)))
    if not off:
        return ""
    more = "等" if len(off) > _MOST else ""
    return f"有{len(off)}条规则没有核对：{'、'.join(off[:_MOST])}{more}"


class SwitchedOff(QPushButton):
    """Says it, and is not there where all rules are asked."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("link", True)
        self.setToolTip("在设置的“核对”里打开")
        self.hide()

    def show_for(self, switches: Switches) -> None:
        """Say what is off now."""
        words = words_of(switches)
        self.setText(words)
        self.setVisible(bool(words))
