"""The window: the library, or one report; its title, its menus, its status line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from model.report.deadline import year_to_report
from model.storage.library import Library
from ui import folders
from ui.actions import in_window as actions
from ui.appearance.zoom import magnify
from ui.restoring.notices import Notices
from ui.window import following, geometry
from ui.window.county import Workspaces, county_page
from ui.window.cursor_keys import watch_keys
from ui.window.dialog_help import help_in_dialogs
from ui.window.looks import looks_of
from ui.window.low_window import LowWindow
from ui.window.menu import bar
from ui.window.menu.acting import Acting
from ui.window.status_line import StatusLine
from ui.window.trail import Trail
from ui.window.window_state import WindowState

if TYPE_CHECKING:  # all reports are shown without what one that is open needs
    from ui.library.removals import Removals
    from ui.report.page import ReportPage
    from ui.state.session import Session
    from ui.window.import_queue import Incoming


class MainWindow(QMainWindow):
    """One window for everything."""

    def __init__(
        self,
        library: Library,
        *,
        open_report: int | None = None,
        preview: bool = True,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__()
        self.library = library
        self.report_page: ReportPage | None = None
        self.may_preview = preview
        self._today = today
        self.incoming: Incoming | None = None
        self.removals: Removals | None = None
        help_in_dialogs()
        watch_keys()
        self._given_up = False
        self._pages = QStackedWidget()
        self.trail = Trail(self._pages, self)
        self.setAcceptDrops(True)
        self._status = StatusLine(self)
        self.setStatusBar(self._status)
        self._lay_out()
        self._acting = Acting(self)
        self.actions_by_key = bar.build(self._acting)
        self._face = WindowState(self)
        self.actions_by_key[looks_of(library)].setChecked(True)
        self._status.follow(self.actions_by_key)
        self.trail.moved.connect(self._status.let_go)
        self.workspaces = Workspaces(self)
        LowWindow(self)
        folders.remember_in(library)
        geometry.restore(self, library)
        from ui.window import pages

        pages.begin(self, open_report)

    def _lay_out(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.notices = Notices(self.library)
        self.notices.mended.connect(lambda: following.show_again(self))
        column.addWidget(self.notices)
        column.addWidget(self._pages)
        self.setCentralWidget(whole)

    def show_library(self) -> None:
        """Show all reports; where there is none, nor one that can be brought back, the three choices.

        Raises:
            UserError: what was typed is not on disk yet.
        """
        self.insist_on_saved("离开这份年报")
        current = self.session.id if self.session else None
        self._close_report()
        from ui.window import pages

        self.trail.put(pages.without_report(self, current))
        self.notices.look_at(None)
        self._status.begin("")
        self._face.update()

    def show_instead(self, page: QWidget) -> None:
        """Show a page in the place of the report that is open, or of all reports.

        Raises:
            UserError: what was typed is not on disk yet.
        """
        self.insist_on_saved("离开这份年报")
        self._close_report()
        self.trail.put(page)
        self.notices.look_at(None)
        self._status.begin("")
        self._face.update()

    def show_over(self, page: QWidget, back: str = "") -> None:
        """Show a page over the one that is shown, named by its window title; its `tools` stand in the title row.

        Where such a page is shown or lies below, that one is shown: none lies on itself. `back` names the way back,
        where that is not the name of what is shown now.

        Raises:
            UserError: what is being typed is no number.
        """
        self._acting.finish()
        from ui.window import pages

        if self.trail.return_to_like(page):
            pages.discard(page)
        else:
            self.trail.go_over(pages.over_page(self, page), back or pages.way_back(self))
        self._face.update()

    def visit_report(self, back: str) -> None:
        """Show the report from a page over it, with the way back to that page."""
        if self.report_page is not None and self.trail.current is not self.report_page:
            self.trail.go_over(self.report_page, back)
            self._face.update()

    def show_report(self) -> None:
        """Leave what is shown over the report."""
        if self.report_page is not None and self.trail.current is not self.report_page:
            self.trail.show_again(self.report_page)
            self._face.update()

    def back(self) -> None:
        """Go back to the page before; from the first one of a report to all reports."""
        if self.trail.is_over:
            self.trail.back()
            self._face.update()
        elif self.report_page is not None:
            self.actions_by_key[actions.LIBRARY.id].trigger()

    @property
    def session(self) -> Session | None:
        """The report that is open."""
        return self.report_page.session if self.report_page else None

    def open(self, report_id: int) -> Session:
        """Show a report of the library.

        Raises:
            UserError: what was typed into the one that is open is not on disk yet.
        """
        if self.session and self.session.id == report_id:
            return self.session
        self.insist_on_saved("离开这份年报")
        self._close_report()
        from ui.report.page import ReportPage
        from ui.state.session import Session

        session = Session(self.library, report_id, check_later=True)
        page = ReportPage(session, self.library, preview=self.may_preview)
        self.report_page = page
        following.follow(self, self._face, page, session)
        self.trail.put(page)
        page.show_where_left()
        self.library.remember("report", str(report_id))
        self.notices.look_at(session.stored)
        self._status.begin(following.what_is_so(session))
        self._face.update()
        return session

    def show_zoom(self, percent: int) -> None:
        """Show the pages over the report as large as it is."""
        self._status.show_zoom(percent)
        for page in self.trail.over_pages:
            magnify(page.page, percent)

    def library_changed(self) -> None:
        """Say what is chosen in the list, and what can be taken back there."""
        self._face.update_undo()
        self._face.update_counts()
        self._face.update_chosen()

    def choose_rules(self) -> None:
        """Show where the rules that are asked are chosen."""
        from ui.window import settings

        settings.choose_rules(self)

    def _close_report(self) -> None:
        self.commit()
        if self.report_page:
            self.report_page.leave()
            self.report_page.session.undo_stack.indexChanged.disconnect(self._face.update_undo)  # it fires as it dies
            self.report_page = None

    def insist_on_saved(self, what: str) -> None:
        """Let the report that is open be left only when it is on disk as it is shown.

        Raises:
            UserError: something of it still waits.
        """
        if self.session:
            self.session.insist_on_saved(what)

    def commit(self) -> bool:
        """Let what is being typed reach the session; False if it is no number: then it stays in its cell."""
        QGuiApplication.inputMethod().commit()
        return self.report_page is None or self.report_page.finish()

    # What several ways lead to

    def bring_in(self, files: Sequence[Path]) -> None:
        """Bring in files that were chosen, dropped on the window, or named to the program; a folder is its files."""
        if (county := county_page(self)) is not None:
            county.take_files(files)
            return
        from ui.window.import_queue import Incoming

        self.incoming = self.incoming or Incoming(self)
        self.incoming.bring_in(files)

    def hand_out(self, report_ids: Sequence[int]) -> None:
        """Export several reports of the library."""
        from ui.window.menu.file import hand_out

        hand_out(self._acting, report_ids)

    def open_imported(self, report_id: int) -> Session:
        """Show a report that was brought in; where it is last year's, offer to go on with this year's."""
        session = self.open(report_id)
        if session.report.year < year_to_report(self.today):
            carry_on = lambda: self.roll_forward(report_id)  # noqa: E731
            self._status.offer(f"打开的是{session.report.year}年度的年报", actions.NEXT_YEAR.label, carry_on)
        return session

    def roll_forward(self, report_id: int) -> None:
        """Carry on from a report into the next year."""
        from ui.library import new_report

        self.insist_on_saved(actions.NEXT_YEAR.label)
        created = new_report.roll_forward(self, self.library, self.library.load(report_id))
        if created is not None:
            self.open_new(created)

    def open_new(self, report_id: int) -> None:
        """Show a report that may be new, with what last year carried forward."""
        from ui.library.new_report import fill_brought_forward

        session = self.open(report_id)
        if fill_brought_forward(session):
            self._status.say("已把上年年报的“结转下年度继续办理”填入“上年结转”，可以撤销")

    @property
    def today(self) -> date:
        """What day it is."""
        return self._today()

    @property
    def status(self) -> StatusLine:
        """The line at the foot."""
        return self._status

    # How it is left

    def let_go(self) -> None:
        """Leave the report and close the library, so that another file can be put in its place."""
        self._close_report()
        self.incoming = self.removals = None  # what they could take back is of that file
        self.library.close()

    def give_up(self) -> None:
        """End without a library; nothing can be remembered of this window."""
        self._given_up = True
        QApplication.exit(2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the keys that nothing in the window has taken."""
        from ui.window import dead_keys

        if not dead_keys.answer(self, event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self.library.read_only is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring in the files that were dropped on the window."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        QTimer.singleShot(0, self, lambda: self.bring_in(files))  # the other program waits for the drop to end

    def closeEvent(self, event: QCloseEvent) -> None:
        from ui.window import closing

        if not closing.may_close(self):
            event.ignore()
            return
        if not self._given_up:
            geometry.keep(self, self.library)
            self._close_report()
            self.trail.leave_all()
        super().closeEvent(event)
