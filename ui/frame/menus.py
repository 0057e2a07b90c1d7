"""Items of menus that a part of the window makes by itself: the words, the icon and the key of an action."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu

from ui.actions.registry import Action
from ui.appearance.signs import icon


def add_item(
    menu: QMenu, declared: Action, act: Callable[[], object], *, what: str = "", enabled: bool = True
) -> QAction:
    """Add what an action is called everywhere; `what` tells more of it, such as how many reports."""
    key = f"\t{declared.key}" if declared.keys else ""
    words = f"{declared.text_of(what)}{key}"
    item = menu.addAction(icon(declared.icon) if declared.icon else QIcon(), words)
    item.triggered.connect(lambda *_: act())
    item.setEnabled(enabled)
    return item
