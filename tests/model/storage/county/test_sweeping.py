"""What a batch left that was cut off goes after a day; what is told of, is new, or cannot be judged stays."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.storage.backups.backup import back_up_now
from model.storage.county import originals
from model.storage.county.originals import digests, keep, originals_of, place_of, take_along
from model.storage.county.records import Submission
from model.storage.county.sweeping import LAID, sweep_originals
from model.storage.library import Library
from tests.model.storage.county.collected import HEADING, SCHOOL, TOWN, UNITS, WHO, new_of, receive, units_of

OLD = 2 * LAID


def aged(library: Library, digest: str, seconds: float = OLD) -> Path:
    place = place_of(originals_of(library.path), digest)
    moment = time.time() - seconds
    os.utime(place, (moment, moment))
    return place


class CutOffError(Exception):
    """What stands for a kill."""


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.booleans(), st.booleans()), max_size=8))
def test_only_what_nobody_told_of_in_time_goes(library: Library, files: list[tuple[int, bool, bool]]) -> None:
    collection = library.county.create(HEADING, UNITS, WHO)
    unit = units_of(library, collection)[TOWN]
    is_old = dict[str, bool]()
    for change, told, old in files:
        new = new_of(library, unit, change)
        if told:
            with library.county.batch(collection, WHO) as acts:
                acts.receive(new)
        if old:
            aged(library, new.digest)
        is_old[new.digest] = old
    told_of = {one.digest for one in all_submissions(library)}
    sweep_originals(library.path)
    there = set(digests(originals_of(library.path)))
    assert {one for one in is_old if one in there} == {one for one, old in is_old.items() if one in told_of or not old}
    assert library.county.misfits() == ()


def all_submissions(library: Library) -> Iterator[Submission]:
    for collection in library.county.collections():
        for unit in library.county.units(collection.key).units:
            yield from library.county.submissions(unit)


def test_a_batch_that_was_cut_off_leaves_nothing_for_long_and_comes_in_again(library: Library, collection: int) -> None:
    unit = units_of(library, collection)[SCHOOL]
    new = new_of(library, unit)
    with suppress(CutOffError), library.county.batch(collection, WHO) as acts:
        acts.receive(new)
        raise CutOffError
    assert library.county.current(unit.key) is None
    place = aged(library, new.digest)
    new_of(library, unit)  # the same file is on its way once more: it counts as laid now
    assert sweep_originals(library.path) == 0
    with library.county.batch(collection, WHO) as acts:
        acts.receive(new)
    aged(library, new.digest)
    assert sweep_originals(library.path) == 0
    assert place.is_file()
    assert library.county.misfits() == ()


def test_what_was_taken_back_or_deleted_is_still_told_of(library: Library, collection: int) -> None:
    key = receive(library, collection, TOWN)
    digest = library.county.submission(key).digest
    library.county.take_back(collection, library.county.batches(collection)[0].number)
    library.county.delete(collection)
    aged(library, digest)
    assert sweep_originals(library.path) == 0
    assert library.county.original(library.county.submission(key))


def test_nothing_goes_while_the_rows_are_not_as_they_were_written(library: Library, collection: int) -> None:
    key = receive(library, collection, TOWN)
    place = aged(library, library.county.submission(key).digest)
    with library.together():
        library._db.execute("UPDATE submission SET sha256 = ? WHERE id = ?", ("0" * 64, key))
    assert sweep_originals(library.path) == 0
    assert place.is_file()


def test_halves_of_files_go_and_what_is_not_ours_stays(library: Library) -> None:
    digest = keep(library.path, b"a file")
    place = aged(library, digest)
    half, hidden = place.with_name(f".{digest}.1.part"), place.with_name(".gitkeep")
    for one in (half, hidden):
        one.write_bytes(b"")
        os.utime(one, (0, 0))
    assert sweep_originals(library.path) == 2
    assert [one.name for one in place.parent.iterdir()] == [hidden.name]


def test_a_backup_has_a_copy_of_what_it_sweeps_away(library: Library) -> None:
    digest = keep(library.path, b"a file")
    place = aged(library, digest)
    back_up_now(library.path, date(2026, 1, 25))
    assert not place.exists()
    assert originals.original(library.path, digest) == b"a file"


def test_originals_go_along_with_a_library(library: Library, tmp_path: Path) -> None:
    kept = [keep(library.path, data) for data in (b"one", b"two")]
    originals.back_up_originals(library.path)
    place_of(originals_of(library.path), kept[0]).unlink()  # it is among the backups only
    new = tmp_path / "elsewhere" / "new.db"
    new.parent.mkdir()
    assert take_along(library.path, new) == 2
    assert [originals.original(new, digest) for digest in kept] == [b"one", b"two"]
