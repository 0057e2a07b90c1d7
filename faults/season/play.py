"""A season played step by step: after each the library must be what the robot's books say."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.collecting.own_report import keep_up_with
from faults.contents import contents
from faults.season.book import Book, collection_of, roll_of, seen, sum_of, total
from faults.season.coming_steps import coming_steps
from faults.season.review_steps import review_steps
from faults.season.step import DUE, Desk, Step
from faults.season.sum_steps import sum_steps
from model.collection.standing import Standing
from model.errors import UserError
from model.storage.checksums.verifying import verify
from model.storage.county.tables import MARKED
from model.storage.library import Library

_IN = tuple(one for one in Standing if one.is_in)
_PASSED = tuple(one for one in Standing if one.is_locked)
_MANY = 3  # batches that are taken back in a row at most
_MOVING = {"changed", "mark", "withdrawn"}  # columns that tell when, not what
_KEPT = ("collection", "collection_unit", "adjustment", "ruling", "judgement", "remark")
_WHOLE = ("figure", "number", "text")


class SeasonError(Exception):
    """Something is not as the robot's books say."""


def all_steps(desk: Desk) -> list[Step]:
    """Return the steps of a whole season."""
    return [*coming_steps(desk), *review_steps(desk), *sum_steps()]


def books(desk: Desk) -> list[Book]:
    """Return what the robot knows before each step, and at the end."""
    found = [Book()]
    for one in all_steps(desk):
        found.append(one.book(found[-1]))
    return found


@dataclass
class Player:
    """Plays a season; `dice` say where something is taken back and made again."""

    desk: Desk
    dice: random.Random
    counts: Counter[str] = field(default_factory=Counter)

    def play(self) -> None:
        """Play it from the beginning to the end.

        Raises:
            SeasonError: something is not as it should be; the words say after which step.
        """
        self.desk.open()
        try:
            steps, known = all_steps(self.desk), books(self.desk)
            for at, step in enumerate(steps):
                self._do(step, known[at], known[at + 1])
                self.counts["步"] += 1
        finally:
            self.desk.close()

    def _do(self, step: Step, before: Book, after: Book) -> None:
        desk = self.desk
        desk.today = step.day
        was = dump(desk.library)
        try:
            step.do(desk)
            check(desk, after)
            if step.can_undo:
                self._undo(step, (was, dump(desk.library)), step.stays(before, after), after)
            if collection_of(desk.library) is not None and self.dice.random() < 0.2:
                self._undo_some(after)
        except SeasonError as error:
            raise SeasonError(f"{step.name}: {error}") from error
        except Exception as error:
            raise SeasonError(f"{step.name}: {type(error).__name__}: {error}") from error

    def _undo(self, step: Step, dumps: tuple[Dump, Dump], before: Book, after: Book) -> None:
        """Take the step back and make it again: the library is as it was each time."""
        county, collection = self.desk.library.county, self.desk.collection
        batch = county.batches(collection)[0].number
        county.take_back(collection, batch)
        self._follow()
        check(self.desk, before)
        expect_same(dumps[0], dump(self.desk.library), f"{step.name} taken back", but=_left(step))
        county.make_again(collection, batch)
        self._follow()
        check(self.desk, after)
        expect_same(dumps[1], dump(self.desk.library), f"{step.name} made again")
        self.counts["撤销重做"] += 1

    def _undo_some(self, book: Book) -> None:
        """Take some batches back, the last one first, and make them again."""
        county, collection = self.desk.library.county, self.desk.collection
        was, done = dump(self.desk.library), 0
        for _ in range(self.dice.randrange(1, _MANY + 1)):
            batches = county.batches(collection)
            if not batches:
                break
            try:
                county.take_back(collection, batches[0].number)
            except UserError:  # an answer was decided since
                break
            done += 1
        for _ in range(done):
            again = county.to_make_again(collection)
            if again is None:
                raise SeasonError("what was taken back cannot be made again")
            county.make_again(collection, again.number)
        self._follow()
        check(self.desk, book)
        expect_same(was, dump(self.desk.library), f"{done} batches taken back and made again")
        self.counts["撤销重做"] += done

    def _follow(self) -> None:
        keep_up_with(self.desk.library, self.desk.collection)


def _left(step: Step) -> tuple[str, ...]:
    """Name what stays when a step is taken back: what was said is not unsaid."""
    return ("remark",) if step.name.startswith("return") else ()


# What is compared

Dump = dict[str, list[tuple[object, ...]]]


def dump(library: Library) -> Dump:
    """Return all that counts in a library, without the moments and the history."""
    found = contents(library._db)
    kept = {name: found.get(name, ()) for name in (*_KEPT, *_WHOLE)}
    return {name: sorted((_plain(name, row) for row in rows), key=repr) for name, rows in kept.items()}


def _plain(table: str, row: tuple[object, ...]) -> tuple[object, ...]:
    if table not in MARKED:
        return row if table == "figure" else row[:-1]
    return tuple(value for name, value in zip(MARKED[table], row, strict=False) if name not in _MOVING)


def expect_same(one: Dump, other: Dump, when: str, but: tuple[str, ...] = ()) -> None:
    """Compare two dumps.

    Raises:
        SeasonError: they differ.
    """
    for table, rows in one.items():
        if table not in but and rows != other[table]:
            left = [row for row in rows if row not in other[table]]
            right = [row for row in other[table] if row not in rows]
            raise SeasonError(f"{when}: {table} differs: {left[:2]} / {right[:2]}"[:600])


def check(desk: Desk, book: Book) -> None:
    """Compare the library with the books: every unit, the count line, both sums.

    Raises:
        SeasonError: something is otherwise; the words say what.
    """
    found = seen(desk.library, desk.county, desk.today)
    for wrong in _differing(found, book):
        raise SeasonError(wrong)
    if not book.lines:
        return
    said, wanted = roll_of(desk.library, desk.today).sentence, book.sentence(desk.today, DUE)
    if said != wanted:
        raise SeasonError(f"the roll says {said}, it is {wanted}")
    for all_received, standings in ((False, _PASSED), (True, _IN)):
        whole = total(desk.county, book, standings)
        numbers = sum_of(desk.library, all_received=all_received)
        wrong_cells = [cell for cell, value in whole.items() if numbers[cell] != value]
        if wrong_cells or (not whole and any(value is not None for value in numbers.values())):
            first = [(cell, numbers[cell], whole[cell]) for cell in wrong_cells[:1]]
            raise SeasonError(f"the sum differs in {len(wrong_cells)} cells: {first}")


def _differing(found: Book, book: Book) -> Iterator[str]:
    for name, line in book.lines.items():
        if found.lines.get(name) != line:
            yield f"{name} is {found.lines.get(name)}, not {line}"
    if (len(found.lines), found.adjusted, found.ruled) != (len(book.lines), book.adjusted, book.ruled):
        yield f"adjusted {found.adjusted}, ruled {found.ruled}; wanted {book.adjusted}, {book.ruled}"


def vouched(desk: Desk) -> str:
    """Say what in the county's library does not vouch for itself."""
    misfits = [str(one) for one in verify(desk.path)] + list(desk.library.county.misfits())
    return "；".join(misfits[:3])
