"""雷同: texts of a collection that are nearly another unit's, or last year's, each pair once, with how alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from app.collecting.last_years import LastYears
from app.writing.differing import Stretch, stretches
from model.report.report import Report
from model.rules.likeness import ALIKE, is_compared
from model.rules.neighbours import Neighbours, mark
from model.sentences.own_words import own_words
from model.storage.reading import LibraryReading


class AlikeTexts(NamedTuple):
    """A text that is nearly another one; `other` is None where that is the unit's own of last year."""

    unit: int
    other: int | None
    place: str
    percent: float


def alike_texts(
    library: LibraryReading,
    collection: int,
    *,
    last_year: bool = True,
    step: Callable[[int, int], object] = lambda _done, _of: None,
) -> tuple[AlikeTexts, ...]:
    """Find all nearly identical texts of what counts now; `step` is told how far it is, and stops it by raising.

    Of a text that many copied, each is compared with some of them, which is enough to say so.
    """
    units = dict(library.county.current_reports(collection))
    heading = library.county.collection(collection).heading
    found = list(_among(units, step))
    if last_year:
        tree, last = library.county.units(collection), LastYears(library, heading.year)
        for key, report in units.items():
            before = last.of(tree.units[key], report)
            if before is not None:
                found += (AlikeTexts(key, None, place, alike) for place, alike in _both(report, before))
    return tuple(sorted(found, key=lambda one: (-one.percent, one.unit, one.other or 0, one.place)))


def by_unit(pairs: Iterable[AlikeTexts]) -> Mapping[int, Sequence[AlikeTexts]]:
    """Return for each unit its pairs with other units, as they look from there, in the order in which they came."""
    found: dict[int, list[AlikeTexts]] = {}
    for one in pairs:
        if one.other is not None:
            found.setdefault(one.unit, []).append(one)
            found.setdefault(one.other, []).append(one._replace(unit=one.other, other=one.unit))
    return found


def _among(units: Mapping[int, Report], step: Callable[[int, int], object]) -> Iterator[AlikeTexts]:
    keys, reports = [*units], [*units.values()]
    near = Neighbours([mark(one)._replace(unit=str(at)) for at, one in enumerate(reports)])
    seen: set[tuple[int, int]] = set()
    for at, report in enumerate(reports):
        step(at, len(reports))
        for other in near.of(at):
            pair = min(at, other), max(at, other)
            if pair not in seen:
                seen.add(pair)
                yield from (
                    AlikeTexts(keys[pair[0]], keys[pair[1]], place, alike)
                    for place, alike in _both(report, reports[other])
                )


def _both(report: Report, other: Report) -> Iterator[tuple[str, float]]:
    """Return the texts that two reports have nearly alike, the program's own sentences left out."""
    from model.similarity import likest

    for place, text in report.texts.items():
        theirs = other.texts.get(place, "")
        if not (_counts(report, place, text) and _counts(report, place, theirs)):
            continue
        mine = own_words(text)
        if is_compared(report.form, place, len(mine)):
            twin = likest(mine, [own_words(theirs)], ALIKE)
            if twin is not None:
                yield place, twin[1]


def _counts(report: Report, place: str, text: str) -> bool:
    return is_compared(report.form, place, len(text))


def passages(text: str, other: str) -> Sequence[Stretch] | None:
    """Return two texts side by side, word by word; None where they are too long for that."""
    return stretches(other, text)
