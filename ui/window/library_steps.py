"""What undo takes back in the library: reports deleted or restored, and lists that came in, the last step first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from model.values import NamedTuple
from ui.window.trail import removals_of

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow


class LibraryStep(NamedTuple):
    """One step: what it is called, and what takes it back, or makes it again."""

    name: str
    act: Callable[[], None]


def to_take_back(window: MainWindow) -> LibraryStep | None:
    """Return the step that was made last; None where there is none."""
    removals, incoming = removals_of(window), window.incoming
    removed, brought = (removals.last if removals else None), (incoming.last if incoming else None)
    if removals and removed and not (incoming and brought and incoming.at > removed.at):
        return LibraryStep(removed.name, removals.take_back)
    return LibraryStep(brought.name, incoming.take_back) if incoming and brought else None


def to_make_again(window: MainWindow) -> LibraryStep | None:
    """Return the step that was taken back last; None where there is none."""
    removals, incoming = removals_of(window), window.incoming
    removed, brought = (removals.again if removals else None), (incoming.taken_back if incoming else None)
    if removals and removed and not (incoming and brought and incoming.at < removed.at):
        return LibraryStep(removed.name, removals.make_again)
    return LibraryStep(brought.name, incoming.make_again) if incoming and brought else None
