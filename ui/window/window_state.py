"""What the window says about itself: title, menus, status line, kept in step with what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.storage.records import State
from ui.window import menus

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow


class WindowState:
    """Keeps the frame of the window in step; every method may be called at any time."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._actions = window.actions_by_key

    def update(self) -> None:
        """Show what is open, and what can be done with it."""
        self._update_actions()
        self._update_title()
        self.update_undo()
        self.update_counts()
        page = self._window.report_page
        self._actions["findings"].setChecked(page is not None and page.header.findings_button.isChecked())
        self._actions["preview"].setChecked(page is not None and page.header.preview_button.isChecked())
        self._window.status.show_zoom(page.zoom if page else None)

    def _update_actions(self) -> None:
        session, writable = self._window.session, self._window.library.read_only is None
        final = session is not None and session.state is State.FINAL
        for key, action in self._actions.items():
            needs = action.property("needs")
            met = {menus.REPORT: session is not None, menus.WRITE: writable}.get(needs, True)
            action.setEnabled(met and (key != "finalise" or not final) and (key != "reopen" or final))

    def _update_title(self) -> None:
        session = self._window.session
        if session is None:
            self._window.setWindowTitle("勾稽 · 报告库")
        else:
            report = session.report
            self._window.setWindowTitle(f"{report.unit} · {report.year}年度 · {session.state.label}")

    def update_undo(self) -> None:
        """Name what would be undone and redone."""
        session = self._window.session
        stack = session.undo_stack if session else None
        writable = session is not None and session.read_only is None
        undo, redo = self._actions["undo"], self._actions["redo"]
        last = self._window.incoming.last if session is None and self._window.incoming else None
        undo.setEnabled(last is not None or (stack is not None and writable and stack.canUndo()))
        redo.setEnabled(stack is not None and writable and stack.canRedo())
        undo.setText(f"撤销 {stack.undoText() if stack else last.name if last else ''}".rstrip())
        redo.setText(f"重做 {stack.redoText()}".rstrip() if stack else "重做")

    def update_unsaved(self) -> None:
        """Return what is not on disk."""
        session = self._window.session
        if session is not None:
            self._window.status.waits(len(session.unsaved.changes), session.unsaved.reason)

    def update_counts(self) -> None:
        """Count what is blank, and the days to the deadline of a report that is not final."""
        session, status = self._window.session, self._window.status
        status.count(len(session.blanks) if session else None)
        unfinished = session is not None and session.state is not State.FINAL
        status.due(session.stored.due if session and unfinished else None, self._window.today)
