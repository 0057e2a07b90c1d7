"""The menu bar, built from the registry; keys of the window without an item are there, too."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenuBar, QWidget

from ui.actions import in_window
from ui.actions.registry import Action, Handler, Menu, actions, handler_of, in_menu
from ui.frame.buttons import flat_button, follow_action, put_icons
from ui.window.menu.acting import Acting

_HEIGHT = 32  # pixels


def build(acting: Acting) -> dict[str, QAction]:
    """Fill the menu bar; give every action of the window by its id."""
    window, menu_bar = acting.window, acting.window.menuBar()
    menu_bar.setFixedHeight(_HEIGHT)
    menu_bar.setNativeMenuBar(False)  # a bar of the desktop would take the corner with it
    made: dict[str, QAction] = {}
    for menu in Menu:
        shown, group = menu_bar.addMenu(menu.text), 0
        shown.aboutToShow.connect(partial(put_icons, made))  # not before: a start does without
        for declared in in_menu(menu):
            _, mine = declared.place or (menu, 0)
            if group not in {0, mine}:
                shown.addSeparator()
            group = mine
            made[declared.id] = _made(acting, declared)
            shown.addAction(made[declared.id])
            window.addAction(made[declared.id])  # its key works while the bar is put away, too
    menu_bar.setCornerWidget(_corner(menu_bar, made[in_window.SETTINGS.id]))
    for declared in actions():
        if declared.in_window and declared.id not in made:
            made[declared.id] = _made(acting, declared)
            window.addAction(made[declared.id])
    return made


def _corner(menu_bar: QMenuBar, settings: QAction) -> QWidget:
    corner = QWidget(menu_bar)
    row = QHBoxLayout(corner)
    row.setContentsMargins(0, 2, 8, 2)
    button = flat_button(in_window.SETTINGS)
    follow_action(button, settings)
    row.addWidget(button)
    return corner


def _made(acting: Acting, declared: Action) -> QAction:
    made = QAction(declared.text if declared.in_window else declared.text_with_key, acting.window)
    if declared.in_window:
        made.setShortcuts(declared.sequences)
    made.setToolTip(declared.tooltip)
    made.setCheckable(declared.checkable)
    run = partial(_do, acting) if declared.in_window else press
    made.triggered.connect(lambda *_: run(declared))
    return made


def _do(acting: Acting, declared: Action) -> None:
    handler = what_it_does(declared)
    if handler is not None:
        acting.do(handler)


def what_it_does(declared: Action) -> Handler | None:
    """Return what an action of the window does; the modules that say so are read when the first is wanted."""
    from ui.window.menu import edit, file, findings, help_, report, view  # noqa: F401 — they say what the actions do

    return handler_of(declared)


def press(declared: Action) -> None:
    """Press the key of an action on the widget that has the cursor, which does it by itself."""
    widget = QApplication.focusWidget()
    if widget is not None:
        pressed = declared.combinations[0]
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, pressed.key(), pressed.keyboardModifiers()))
