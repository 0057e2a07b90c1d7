"""Batches of a collection as steps that are taken back and made again, by the words that told of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from model.collection.standing import UnitAct
from model.errors import UserError
from model.storage.county.records import CollectionBatch
from model.storage.library import Library
from ui.actions.in_widgets import REDO, UNDO
from ui.actions.registry import Action


class Turned(NamedTuple):
    """What became of a step, and the units that it was about; none where nothing was done."""

    sentence: str
    units: tuple[int, ...] = ()


class Turns(NamedTuple):
    """How a page over the roll call takes a batch back, and makes it again; each says what it did."""

    back: Callable[[], str]
    again: Callable[[], str]


class BatchSteps:
    """The steps of one library; which of them can be made again, the library knows."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._names: dict[tuple[int, int], str] = {}  # by collection and batch

    def note(self, collection: int, sentence: str) -> None:
        """Remember what the last batch was."""
        if done := self._library.county.batches(collection, 1):
            self._names[collection, done[0].number] = sentence.removeprefix("已")

    def take_back(self, collection: int) -> Turned:
        """Take the last batch back, but not the list itself."""
        done = self._library.county.batches(collection, 2)
        if not done or (done[0].act is UnitAct.ADD and len(done) == 1):
            return Turned(f"没有可以{UNDO.label}的")
        return self._turn(UNDO, collection, done[0])

    def make_again(self, collection: int) -> Turned:
        """Make the batch again that was taken back last."""
        batch = self._library.county.to_make_again(collection)
        return self._turn(REDO, collection, batch) if batch else Turned(f"没有可以{REDO.label}的")

    def _turn(self, way: Action, collection: int, batch: CollectionBatch) -> Turned:
        if self._library.read_only:
            return Turned(self._library.read_only)
        county = self._library.county
        turn = county.take_back if way is UNDO else county.make_again
        try:
            units = turn(collection, batch.number)
        except UserError as error:
            return Turned(error.sentence)
        return Turned(f"已{way.label}：{self._names.get((collection, batch.number), batch.label)}", units)
