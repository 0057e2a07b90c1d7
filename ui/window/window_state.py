"""What the window says about itself: title, menus, status line, kept in step with what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.report.deadline import is_due
from model.storage.records import State
from ui import dialogs
from ui.actions import in_window as actions
from ui.actions.in_widgets import REDO, UNDO
from ui.actions.registry import Action, Situation
from ui.actions.registry import actions as all_actions
from ui.window.county import county_page
from ui.window.library_steps import to_make_again, to_take_back
from ui.window.trail import page_with_steps

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow


class WindowState:
    """Keeps the frame of the window in step; every method may be called at any time."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._actions = window.actions_by_key

    def update(self) -> None:
        """Show what is open, and what can be done with it."""
        self._enable(*all_actions())
        self._update_title()
        self.update_undo()
        self.update_counts()
        self.update_sides()
        page = self._window.report_page
        zooms = page is not None and self._window.trail.current is page  # a page over it is not scaled by that
        self._window.status.show_zoom(page.zoom if page and zooms else None)

    def update_sides(self) -> None:
        """Tick what stands beside the tabs."""
        page = self._window.report_page
        for declared in (actions.FINDINGS, actions.PREVIEW):
            shown = page is not None and page.title_row.toggles[declared.id].isChecked()
            self._actions[declared.id].setChecked(shown)

    def _situation(self) -> Situation:
        session, writable = self._window.session, self._window.library.read_only is None
        own = page_with_steps(self._window) is not None
        if session is None:
            undo = own or to_take_back(self._window) is not None
            redo = own or to_make_again(self._window) is not None
            return Situation(
                writable=writable, undo=undo, redo=redo, back=self._window.trail.is_over, chosen=self._chosen
            )
        stack, free = session.undo_stack, session.read_only is None
        return Situation(
            report=True,
            final=session.state is State.FINAL,
            writable=writable,
            undo=own or (free and (stack.canUndo() or bool(stack.end))),  # it says what it stops at
            redo=own or (free and stack.canRedo()),
            back=True,
        )

    @property
    def _chosen(self) -> int:
        """How many reports are chosen in the list that is shown."""
        return int(getattr(self._window.trail.current, "how_many_chosen", 0))

    def _enable(self, *declared: Action) -> None:
        now = self._situation()
        for one in declared:
            if one.id in self._actions:
                self._actions[one.id].setEnabled(one.when(now))

    def update_chosen(self) -> None:
        """Offer what can be done with what is chosen in the list, as its buttons do."""
        self._enable(actions.EXPORT, actions.NEXT_YEAR)

    def _update_title(self) -> None:
        session = self._window.session
        if session is None:
            county = county_page(self._window)
            name = county.own_title[0] if county else actions.LIBRARY.label
            dialogs.tell_subject(self._window, name)
            self._window.setWindowTitle(f"勾稽 · {name}")
        else:
            report = session.report
            dialogs.tell_subject(self._window, f"{report.unit}{report.year}年度")
            self._window.setWindowTitle(f"{report.unit} · {report.year}年度 · {session.state.label}")

    def update_undo(self) -> None:
        """Name what would be undone and redone."""
        self._enable(UNDO, REDO)
        session = self._window.session
        if page_with_steps(self._window) is not None:
            undone = redone = ""  # the page knows, and says it when it is done
        elif session is not None:
            undone, redone = session.undo_stack.undoText(), session.undo_stack.redoText()
        else:
            back, again = to_take_back(self._window), to_make_again(self._window)
            undone, redone = back.name if back else "", again.name if again else ""
        self._actions[UNDO.id].setText(f"{UNDO.label} {undone}".rstrip())
        self._actions[REDO.id].setText(f"{REDO.label} {redone}".rstrip())

    def update_unsaved(self) -> None:
        """Say what of the open report is not on disk, and why."""
        session = self._window.session
        if session is not None:
            self._window.status.waits(len(session.unsaved.changes), session.unsaved.reason)

    def update_counts(self) -> None:
        """Count what is blank, and the days to the deadline of a report that is not final."""
        session, status = self._window.session, self._window.status
        if session is None and (chosen := getattr(self._window.trail.current, "how_many_chosen", None)) is not None:
            status.count_chosen(chosen)
            return
        status.count(session.subject.unfilled if session else None)
        waits = session is not None and session.state is not State.FINAL
        due = is_due(session.report.year, session.stored.due, self._window.today) if session and waits else False
        status.due(session.stored.due if session and due else None, self._window.today)
