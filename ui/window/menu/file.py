"""文件: what comes in, what goes out, and the library as a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.exporting.handing import Handed
from model.report.report import DRAFT_LINE
from ui import dialogs, folders
from ui.actions import in_window as actions
from ui.actions.in_widgets import COPY
from ui.actions.registry import handles
from ui.window.menu.acting import Acting

if TYPE_CHECKING:
    from app.exporting.writing import ExportOutcome
    from ui.library.page import LibraryPage


@handles(actions.NEW)
def new(act: Acting) -> None:
    """Begin a report."""
    from ui.library import new_report

    act.leave(actions.NEW.label)
    created = new_report.begin(act.window, act.library, act.window.today)
    if created is not None:
        act.window.open_new(created)


@handles(actions.BRING_IN)
def bring_in(act: Acting) -> None:
    """Bring in files that are chosen."""
    from ui.transfer.import_many import ask_for_files
    from ui.window.county import county_page

    act.leave(actions.BRING_IN.label)
    act.window.bring_in(ask_for_files(act.window, archives=county_page(act.window) is not None))


@handles(actions.BRING_IN_FOLDER)
def bring_in_folder(act: Acting) -> None:
    """Bring in all files of a folder."""
    from ui.transfer.import_many import ask_for_folder

    act.leave(actions.BRING_IN.label)
    act.window.bring_in(ask_for_folder(act.window))


@handles(actions.BRING_IN_CLIPBOARD)
def bring_in_clipboard(act: Acting) -> None:
    """Bring in what the clipboard holds."""
    from ui.transfer import importing

    act.leave(actions.BRING_IN.label)
    session = act.window.session
    current = session.report if session else None
    importing.import_clipboard(act.window, act.library, act.window.open_imported, current)


@handles(actions.LIBRARY)
def library(act: Acting) -> None:
    """Go back to all reports."""
    act.leave(f"回到{actions.LIBRARY.label}")
    act.window.show_library()


@handles(actions.REPORTS)
def reports(act: Acting) -> None:
    """Go from 汇总 back to where reports are written."""
    act.window.workspaces.go_to_reports()


@handles(actions.COUNTY)
def county(act: Acting) -> None:
    """Go to where the office collects what units send."""
    act.leave(f"去{actions.COUNTY.label}")
    act.window.workspaces.go_to_county()


@handles(actions.NEXT_YEAR)
def next_year(act: Acting) -> None:
    """Carry on into the next year, from the report that is open or chosen."""
    page = _list_of(act)
    chosen = page.current() if page else None
    act.window.roll_forward(chosen.id if chosen else act.session.id)


@handles(actions.PDF)
def pdf(act: Acting) -> None:
    """Write the PDF at once, into the folder of before."""
    write_kind(act, ".pdf")


def write_kind(act: Acting, suffix: str) -> None:
    """Write one kind of file at once, into the folder of before."""
    from ui.transfer import exporting

    _tell(act, exporting.export_kind(act.window, act.library, act.session, suffix))


@handles(actions.EXPORT)
def export(act: Acting) -> None:
    """Show what can be written, and what was written when; of the list, export what is chosen."""
    from ui.transfer.export_page import ExportPage

    if listed := _list_of(act):
        hand_out(act, listed.chosen())
        return
    page = ExportPage(act.session, act.library, preview=act.window.may_preview)
    page.copy_wanted.connect(act.window.actions_by_key[actions.COPY_HTML.id].trigger)
    page.print_wanted.connect(act.window.actions_by_key[actions.PRINT.id].trigger)
    page.exported.connect(lambda done: _say(act, done))
    act.window.show_over(page)


def _list_of(act: Acting) -> LibraryPage | None:
    """Return the list of all reports, where that is shown."""
    from ui.library.page import LibraryPage

    page = act.window.trail.current
    return page if isinstance(page, LibraryPage) else None


def hand_out(act: Acting, report_ids: Sequence[int]) -> None:
    """Export several reports of the library."""
    from ui.transfer import exporting

    done = exporting.export_chosen(act.window, act.library, report_ids)
    if page := _list_of(act):
        page.show_again()
    _tell(act, done)


def _tell(act: Acting, done: ExportOutcome | None) -> None:
    """Say what was written; where not all was, list it."""
    if done is None:
        return
    _say(act, done)
    if done.failed and not done.written and not done.lines:
        dialogs.warn(act.window, done.sentence)
    if done.lines:
        dialogs.show_list(act.window, f"{done.sentence}：", done.lines)


def _say(act: Acting, done: ExportOutcome) -> None:
    from ui.transfer.export_page import ExportPage

    if isinstance(getattr(act.window.trail.current, "page", None), ExportPage):
        act.window.status.say("")  # all of it stands in the page
    elif done.written:
        act.offer_folder(done.sentence, done.written[0], warns=bool(done.draft))
    elif not done.failed:
        act.window.status.say(done.sentence)


@handles(actions.TEMPLATE)
def template(act: Acting) -> None:
    """Write an empty form to be filled in elsewhere."""
    from ui.transfer import exporting

    path = exporting.export_template(act.window, act.library, act.window.today)
    if path is not None:
        act.offer_folder(f"已导出 {path.name}", path)


@handles(actions.COPY_HTML)
def copy_html(act: Acting) -> None:
    """Copy the report for the editor of a web site."""
    from ui.transfer import exporting

    session = act.session
    if exporting.may_hand_over(act.window, len(session.stored.misfits), COPY.label):
        draft = bool(Handed.of(session, act.window.library).draft)
        exporting.copy_html(session.report, draft=draft)
        marked = f"第一行写着“{DRAFT_LINE}”，" if draft else ""
        act.window.status.say(f"整份年报已复制，{marked}到网站的编辑器里粘贴即可")


@handles(actions.PRINT)
def print_(act: Acting) -> None:
    """Print the report."""
    from ui.preview import printing
    from ui.transfer import exporting

    session = act.session
    if not exporting.may_hand_over(act.window, len(session.stored.misfits), actions.PRINT.label):
        return
    if printing.print_report(act.window, session.report, session.stored.finalised_on):
        act.window.status.say("已送往打印机")


@handles(actions.BACKUP)
def backup(act: Acting) -> None:
    """Copy the library to a file."""
    suggested = folders.last(actions.BACKUP.label) / f"勾稽报告库备份{act.window.today:%Y%m%d}.db"
    kinds = [(actions.LIBRARY.label, ".db")]
    path = dialogs.save_file(act.window, actions.BACKUP.label, suggested, kinds)
    if path is not None:
        act.library.backup(path)
        act.window.status.say(f"报告库已备份并核验：{path}")


@handles(actions.RECOVER)
def recover(act: Acting) -> None:
    """Put a backup in the place of the library."""
    from ui.window import restoring

    act.finish()
    restoring.ask_and_restore(act.window)


@handles(actions.SETTINGS)
def settings(act: Acting) -> None:
    """Show the settings."""
    from ui.window.settings import show

    show(act)


@handles(actions.QUIT)
def quit_(act: Acting) -> None:
    """Close the window."""
    act.window.close()
