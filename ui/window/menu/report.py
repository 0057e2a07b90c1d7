"""年报: whose it is, its past, and whether it is final."""

from __future__ import annotations

from ui import dialogs
from ui.actions import in_window as actions
from ui.actions.registry import handles
from ui.window.menu.acting import Acting


@handles(actions.HEADING)
def heading(act: Acting) -> None:
    """Change unit, level, year and deadline."""
    from ui.library.heading import change_heading

    act.leave("更改单位和年度")
    change_heading(act.window, act.library, act.session)


@handles(actions.HISTORY)
def history(act: Acting) -> None:
    """Show what was changed."""
    from ui.report.history_panel import HistoryDialog

    session, page = act.session, act.page.page
    act.window.notices.show_past(act.library.past_misfits(session.id))
    dialog = HistoryDialog(session, act.library, page.current_place(), act.window)
    dialog.places.setCurrentIndex(0)
    dialogs.run(dialog)


@handles(actions.FINALISE)
def finalise(act: Acting) -> None:
    """Close the report."""
    from ui.transfer.finalise import finalise

    if finalise(act.window, act.session, act.window.today, act.page.go_to):
        act.window.status.say("已定稿")


@handles(actions.REOPEN)
def reopen(act: Acting) -> None:
    """Open a final report for a revision."""
    from ui.transfer.finalise import reopen

    if reopen(act.window, act.session):
        act.window.status.say("已打开修订，改好后再定稿")
