"""What the items of the menus share: the window, the report that is open, and how it is left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from model.errors import UserError
from ui import dialogs
from ui.actions.registry import Handler
from ui.window.unfinished import go_to_unfinished

if TYPE_CHECKING:
    from ui.report.page import ReportPage
    from ui.state.session import Session
    from ui.window.main_window import MainWindow


class Acting:
    """What is handed to every action of the window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.library = window.library

    def do(self, handler: Handler) -> None:
        """Do what an action does; a known condition is told in its sentence."""
        try:
            handler(self)
        except UserError as error:
            dialogs.warn(self.window, error.sentence)

    @property
    def page(self) -> ReportPage:
        """The report that is open, in front of what was shown over it: items that need one are off where none is."""
        page = self._open()
        self.window.show_report()
        return page

    def _open(self) -> ReportPage:
        page = self.window.report_page
        if page is None:
            raise UserError("请先打开一份年报。")
        return page

    @property
    def session(self) -> Session:
        """The state of the report that is open, with what was being typed."""
        self.finish()
        return self._open().session

    def finish(self) -> None:
        """Take what is being typed.

        Raises:
            UserError: it is no number.
        """
        if not self.window.commit():
            raise UserError(f"{go_to_unfinished(self.window)}。请先改正，或按Esc放弃。")

    def leave(self, what: str) -> None:
        """Take what is being typed, and let the report be left only when it is on disk."""
        self.finish()
        self.window.insist_on_saved(what)

    def offer_folder(self, sentence: str, path: Path, *, warns: bool = False) -> None:
        """Say what was written, and offer to open it, or to show where it lies."""
        from ui.transfer.exporting import OPEN_FILE, OPEN_FOLDER, open_file, open_folder

        show: Callable[[], None] = lambda: open_folder(path)  # noqa: E731
        file: Callable[[], None] = lambda: self.do(lambda _: open_file(path))  # noqa: E731
        self.window.status.offer(sentence, OPEN_FILE, file, (OPEN_FOLDER, show), warns=warns)
