"""编辑: steps taken back and made again; the other items are keys that the widget with the cursor obeys."""

from __future__ import annotations

from ui.actions import in_widgets as actions
from ui.actions.registry import handles
from ui.window.menu.acting import Acting
from ui.window.trail import page_with_steps, removals_of


@handles(actions.UNDO)
def undo(act: Acting) -> None:
    """Take the last step back of the page that is shown; in the library, what was deleted or came in last."""
    page = page_with_steps(act.window)
    if page is not None:
        act.window.status.say(page.take_back())
    elif act.window.session:
        act.session.undo_stack.undo()
    elif (removed := removals_of(act.window)) and removed.can_take_back:
        removed.take_back()
    elif act.window.incoming:
        act.window.incoming.take_back()


@handles(actions.REDO)
def redo(act: Acting) -> None:
    """Make the step again that was taken back last; in the library, bring in the list again."""
    page = page_with_steps(act.window)
    if page is not None:
        act.window.status.say(page.make_again())
    elif act.window.session:
        act.session.undo_stack.redo()
    elif (removed := removals_of(act.window)) and removed.can_make_again:
        removed.make_again()
    elif act.window.incoming:
        act.window.incoming.make_again()
