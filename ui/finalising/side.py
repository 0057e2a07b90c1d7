"""What stands beside the list before 定稿: what to do with the chosen lines, the button, and a warning."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from model.report.file_format import LONGEST_REASON
from ui.actions.in_widgets import READY_SAME
from ui.actions.in_window import ACKNOWLEDGE, FINALISE
from ui.appearance.signs import icon
from ui.appearance.theme import ui_font
from ui.findings.card_tools import with_key

_REASON_HEIGHT = 56  # pixels: two lines


class FinaliseSide(QWidget):
    """Three boxes under each other."""

    verify = Signal()
    choose_same = Signal()
    finalise = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._may_verify = self._is_low = False
        self.reason, self.chosen, self.left = QPlainTextEdit(), QLabel(), QLabel()
        self.verify_button = _button(with_key(ACKNOWLEDGE.label, ACKNOWLEDGE), ACKNOWLEDGE.told("选中的都确认无误"))
        self.same_button = _button(READY_SAME.text, READY_SAME.tooltip)
        self.finalise_button = _button(FINALISE.label, FINALISE.tooltip)
        self.verify_button.clicked.connect(self.verify)
        self.same_button.clicked.connect(self.choose_same)
        self.finalise_button.clicked.connect(self.finalise)
        self.verifying, self.closing, self.early = self._verifying(), self._closing(), _notice()
        self.without = _notice()  # what the report was not held against
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.verifying, self.closing, self.early, self.without):
            column.addWidget(part)
        column.addStretch(1)

    def _verifying(self) -> QWidget:
        self.reason.setPlaceholderText("原因（可不写，写了随年报存）")
        self.reason.setAccessibleName("核实的原因")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(_REASON_HEIGHT)
        heading = QLabel("核实的处理")
        heading.setFont(ui_font(100, bold=True))
        note = QLabel("核实过的，数字一变会重新出现。")
        for label in (self.chosen, note):
            label.setProperty("muted", True)
            label.setWordWrap(True)
        return card(heading, self.chosen, self.reason, self.verify_button, self.same_button, note)

    def _closing(self) -> QWidget:
        self.finalise_button.setProperty("primary", True)
        self.finalise_button.setIcon(icon("badge-check", "on_accent"))
        self.left.setWordWrap(True)
        return card(self.finalise_button, self.left)

    def offer_verifying(self, wanted: bool) -> None:
        """Show what is done with the chosen lines, where there are such lines and there is room."""
        self._may_verify = wanted
        self.verifying.setVisible(wanted and not self._is_low)

    def be_low(self, low: bool) -> None:
        """Take little height, under the list: there Space ticks, and a reason is asked for by its key."""
        self._is_low = low
        self.verifying.setVisible(self._may_verify and not low)
        across = QBoxLayout.Direction.LeftToRight if low else QBoxLayout.Direction.TopToBottom
        layout = self.closing.layout()
        if isinstance(layout, QBoxLayout):
            layout.setDirection(across)
            layout.setStretch(1, 1)

    @property
    def said(self) -> str:
        """The reason as it is kept."""
        return " ".join(self.reason.toPlainText().split())

    @property
    def too_long(self) -> str:
        """Say that the reason is longer than what is kept; nothing where it is not."""
        over = len(self.said) - LONGEST_REASON
        return f"说明最多{LONGEST_REASON}个字，多了{over}个，没有存下" if over > 0 else ""


def _notice() -> QLabel:
    """Make room for a sentence that is to be seen before the report is closed."""
    label = QLabel()
    label.setProperty("box", "warn")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.hide()
    return label


def card(*parts: QWidget) -> QFrame:
    """Put things under each other into a frame."""
    box = QFrame()
    box.setProperty("card", True)
    column = QVBoxLayout(box)
    column.setContentsMargins(12, 12, 12, 12)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part)
    return box


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAutoDefault(True)  # Enter presses it too
    return button
