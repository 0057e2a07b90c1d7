"""Buttons as they are everywhere: one that is the next step, plain ones, and flat ones with an icon."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QPushButton, QToolButton, QWidget

from ui.actions.registry import Action, actions
from ui.appearance.marking import mark
from ui.appearance.signs import chosen_icon, icon

SIDE = 18  # pixels of an icon


def push_button(text: str, sign: str = "", tip: str = "") -> QPushButton:
    """Make a button with words, and an icon before them."""
    button = QPushButton(text)
    if sign:
        button.setIcon(icon(sign))
        button.setIconSize(QSize(SIDE, SIDE))
    if tip:
        button.setToolTip(tip)
    button.setAutoDefault(False)
    return button


def make_primary(button: QPushButton, primary: bool = True, sign: str = "") -> None:
    """Let a button be the next step of a page, or no longer; there is one at most."""
    if sign:
        button.setIcon(icon(sign, "on_accent" if primary else ""))
    mark(button, "primary", primary)


def flat_button(declared: Action, *, words: str = "") -> QToolButton:
    """Make a flat button of an action: its icon, and words where there is room for some."""
    button = QToolButton()
    if declared.icon:
        button.setIcon(icon(declared.icon))
    button.setText(words or declared.label)
    button.setToolTip(declared.tooltip)
    button.setAccessibleName(declared.tooltip)
    button.setIconSize(QSize(SIDE, SIDE))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if words else Qt.ToolButtonStyle.ToolButtonIconOnly
    button.setToolButtonStyle(beside)
    return button


def icon_button(sign: str, name: str) -> QToolButton:
    """Make a flat button that is an icon only; its name is its tooltip."""
    button = QToolButton()
    button.setIcon(icon(sign))
    button.setIconSize(QSize(SIDE, SIDE))
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def follow_action(button: QToolButton, made: QAction) -> None:
    """Let a button do what an item of a menu does, and be off where that is."""
    button.clicked.connect(lambda *_: made.trigger())
    button.setEnabled(made.isEnabled())
    made.enabledChanged.connect(button.setEnabled)


def divider() -> QWidget:
    """Make the thin line between groups of buttons."""
    line = QFrame(frameShape=QFrame.Shape.NoFrame)
    line.setProperty("divider", True)
    line.setFixedSize(1, 20)
    return line


def put_icons(made: Mapping[str, QAction]) -> None:
    """Put its icon before each item of a menu: a start does without."""
    for declared in actions():
        if declared.id in made and made[declared.id].icon().isNull():
            if declared.checkable:
                made[declared.id].setIcon(chosen_icon())  # in the place of its own: colour alone would tell the choice
            elif declared.icon:
                made[declared.id].setIcon(icon(declared.icon))
