"""年报: whose it is, its past, and whether it is final."""

from __future__ import annotations

from model.rules.finding import Finding
from ui import dialogs
from ui.actions import in_window as actions
from ui.actions.registry import handles
from ui.window.menu.acting import Acting
from ui.window.menu.file import write_kind


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


@handles(actions.REQUIREMENTS)
def requirements(act: Acting) -> None:
    """Show what an office asked of the report when it handed it out."""
    from ui.transfer.preparing import show_asked

    session = act.session
    show_asked(act.window, act.library, session.id, session.report.unit)


@handles(actions.IMPORT_REMARKS)
def import_remarks(act: Acting) -> None:
    """Show what was to be looked at when the report was read from its files."""
    from ui.transfer.remarks import show_remarks

    show_remarks(act.window, act.library, act.session)


@handles(actions.FINALISE)
def finalise(act: Acting) -> None:
    """Show what is left before the report can be final, or that nothing is."""
    from ui.finalising.page import TITLE, FinalisePage

    act.leave(actions.FINALISE.label)
    session, window = act.session, act.window
    if window.trail.return_to(FinalisePage):
        return
    page = FinalisePage(session, lambda: window.today)

    def visit(finding: Finding) -> None:
        window.visit_report(TITLE)
        act.page.go_to(finding)

    page.go_to.connect(visit)
    page.said.connect(window.status.say)
    page.heading_wanted.connect(window.actions_by_key[actions.HEADING.id].trigger)
    page.closed.connect(lambda: _show_what_is_next(act))
    window.show_over(page)


def _show_what_is_next(act: Acting) -> None:
    act.window.show_report()
    next_steps(act)
    act.window.status.say("已定稿，数字和文字不能再改")


@handles(actions.NEXT_STEPS)
def next_steps(act: Acting) -> None:
    """Show what is to be done with a final report."""
    from ui.finalising.next_page import NextPage

    window = act.window
    if not window.trail.return_to(NextPage):
        page = NextPage(act.session, act.library, window.actions_by_key, lambda: window.today)
        page.preview_wanted.connect(lambda: _show_pages(act))
        page.findings_wanted.connect(lambda: _show_findings(act))
        page.file_wanted.connect(lambda suffix: write_kind(act, suffix))
        page.section_wanted.connect(lambda number: window.actions_by_key[actions.TABS[number].id].trigger())
        window.show_over(page, back="看年报")


def _show_findings(act: Acting) -> None:
    act.window.show_report()
    act.page.show_findings(True)


def _show_pages(act: Acting) -> None:
    act.window.show_report()
    act.page.show_preview(True)


@handles(actions.REOPEN)
def reopen(act: Acting) -> None:
    """Open a final report for a revision, with the cursor in it."""
    from ui.finalising.closing import reopen

    if reopen(act.window, act.session):
        act.window.show_report()
        act.page.show_tab(act.page.tabs.currentIndex())
        act.window.status.say("已打开修订，改好后再定稿")
