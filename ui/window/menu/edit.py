"""编辑: steps taken back and made again; the other items are keys that the widget with the cursor obeys."""

from __future__ import annotations

from ui.actions import in_widgets as actions
from ui.actions.registry import handles
from ui.window.library_steps import to_make_again, to_take_back
from ui.window.menu.acting import Acting
from ui.window.trail import page_with_steps


@handles(actions.UNDO)
def undo(act: Acting) -> None:
    """Take the last step back of the page that is shown; in the library, what was deleted, restored or came in last."""
    page = page_with_steps(act.window)
    if page is not None:
        act.window.status.say(page.take_back())
    elif act.window.session:
        act.session.undo_stack.undo()
    elif step := to_take_back(act.window):
        step.act()


@handles(actions.REDO)
def redo(act: Acting) -> None:
    """Make the step again that was taken back last; in the library, too."""
    page = page_with_steps(act.window)
    if page is not None:
        act.window.status.say(page.make_again())
    elif act.window.session:
        act.session.undo_stack.redo()
    elif step := to_make_again(act.window):
        step.act()
