"""What the window does when something happens in the report that is open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from model.errors import UserError
from ui.actions import in_window as actions
from ui.window import undo_shown
from ui.window.refusing import refuse

if TYPE_CHECKING:
    from ui.report.page import ReportPage
    from ui.state.session import Session
    from ui.window.main_window import MainWindow
    from ui.window.status_line import StatusLine
    from ui.window.window_state import WindowState


def follow(window: MainWindow, face: WindowState, page: ReportPage, session: Session) -> None:
    """Say at the foot what is done in a report, and keep the frame of the window in step with it."""
    status = window.status
    session.saved.connect(status.saved)
    session.refused.connect(partial(refuse, window))
    session.did.connect(status.say)
    session.noted.connect(status.add)
    session.came_back.connect(page.beside.show_opinions)
    session.table_pasted.connect(lambda: _offer_table(window, page))
    session.unsaved_changed.connect(face.update_unsaved)
    session.checked.connect(face.update_counts)
    session.state_changed.connect(face.update)
    session.state_changed.connect(lambda: _rest(status, session))
    session.undo_stack.indexChanged.connect(face.update_undo)
    undo_shown.follow(window, page, session)
    page.follow(window.actions_by_key)
    page.sides_changed.connect(face.update_sides)
    page.writing.said.connect(status.say)
    page.said.connect(status.say)
    page.tabs.currentChanged.connect(lambda _: status.let_go())
    page.rules_wanted.connect(window.choose_rules)
    page.writing.last_year_wanted.connect(window.actions_by_key[actions.BRING_IN.id].trigger)


def what_is_so(session: Session) -> str:
    """Say what is so of a report as long as nothing happens."""
    return session.read_only or "每一格录入后立即保存"


def _rest(status: StatusLine, session: Session) -> None:
    """Say of a report that has become final no more that it is saved, and of one for revision no more that it is."""
    if session.read_only or not status.tells_when_saved:
        status.rest_on(what_is_so(session))


def _offer_table(window: MainWindow, page: ReportPage) -> None:
    from ui.window import pasted_table

    pasted_table.offer(window, page)


def show_again(window: MainWindow) -> None:
    """Read what is shown anew, after the library was put right."""
    current = window.session.id if window.session else None
    try:
        window.show_library()
        if current is not None:
            window.open(current)
    except UserError as error:  # something still waits, or the report cannot be read after all
        window.status.refuse(error.sentence)
