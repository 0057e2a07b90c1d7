"""Where the cursor was in each tab, also when the report was left last."""

from __future__ import annotations

from collections.abc import Mapping

from model.form.schema import Section
from model.values import NamedTuple

_LONGEST = 1_000_000  # characters; no text is longer


class CaretPlace(NamedTuple):
    """A cell, or a text with where in it the caret was."""

    place: str
    offset: int = 0

    @property
    def words(self) -> str:
        """How it is remembered."""
        return f"{self.place} {self.offset}"


class Places:
    """The places of the tabs of one report."""

    def __init__(self, section_of: Mapping[str, Section]) -> None:
        self._section_of = section_of
        self._left: dict[str, CaretPlace] = {}  # by the key of the section

    def note(self, caret: tuple[str, int] | None) -> None:
        """Note where the cursor is."""
        if caret is not None:
            place = CaretPlace(*caret)
            self._left[self._section_of[place.place].key] = place

    def at(self, section: Section) -> CaretPlace:
        """Return where the cursor was in a section; at first where it begins."""
        first = section.cells[0] if section.tables else section.texts[0].key
        return self._left.get(section.key) or CaretPlace(first)

    def read(self, words: str) -> CaretPlace:
        """Read a place that is remembered.

        Raises:
            KeyError, ValueError: it means nothing in this report.
        """
        place, offset = words.split(" ")
        _ = self._section_of[place]
        if not 0 <= int(offset) <= _LONGEST:
            raise ValueError(words)
        return CaretPlace(place, int(offset))
