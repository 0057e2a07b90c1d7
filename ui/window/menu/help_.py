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
def manual(_: Acting) -> None:
    """Open the manual."""
    from ui.window import about

    about.open_manual()


@handles(actions.ABOUT)
def about(act: Acting) -> None:
    """Show what this program is."""
    from ui.window.about import show

    show(act.window, act.library, act.window.today)
