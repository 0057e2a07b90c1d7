"""帮助: the manual, the keys, and what this program is."""

from __future__ import annotations

from ui.actions import in_window as actions
from ui.actions.registry import handles
from ui.window.menu.acting import Acting


@handles(actions.KEYS)
def keys(act: Acting) -> None:
    """List all keys."""
    from ui.window import key_list

    key_list.show(act.window)


@handles(actions.MANUAL)
def manual(act: Acting) -> None:
    """Open the manual, in a window beside this one."""
    from ui.manual import window

    window.show(act.window)


@handles(actions.ABOUT)
def about(act: Acting) -> None:
    """Show what this program is."""
    from ui.window.about import show

    show(act.window, act.library, act.window.today)
