"""What was deleted in the list that is shown: taken back by a key, and done again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.library.page import LibraryPage


class Removals:
    """The last reports that were deleted together, and those that were brought back."""

    def __init__(self, page: LibraryPage) -> None:
        self._page = page
        self._gone: list[int] = []
        self._back: list[int] = []
        self.name = ""  # what was done

    def note(self, reports: Sequence[int], name: str) -> None:
        """Note what was deleted; what was brought back before is no step any more."""
        self._gone, self._back, self.name = list(reports), [], name

    def forget(self, reports: Sequence[int]) -> None:
        """Note that reports are back, whichever way they came."""
        if set(reports) & set(self._gone):
            self._gone, self._back = [], self._gone

    @property
    def can_take_back(self) -> bool:
        """Whether something was deleted that is still gone."""
        return bool(self._gone)

    @property
    def can_make_again(self) -> bool:
        """Whether something was brought back that could be deleted again."""
        return bool(self._back)

    def take_back(self) -> None:
        """Bring back what was deleted last; once."""
        if self._gone:
            self._page.bring_back(self._gone)

    def make_again(self) -> None:
        """Delete again what was brought back."""
        back, self._back = self._back, []
        if back:
            self._gone = back
            self._page.remove_again(back, self.name)
