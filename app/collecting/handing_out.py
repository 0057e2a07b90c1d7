"""What an office hands out (下发): one file for each unit, or one for all, that prepares the unit's report."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.collecting.last_years import LastYears
from app.exporting.names import apart
from export import replace_file
from export.gouji_parcel import write_parcel
from model.collection.hand_out import LONGEST_HEAD, LONGEST_REQUIREMENT, MOST_REQUIREMENTS, HandOut, HandOutUnit
from model.collection.unit import CollectionUnit
from model.errors import UserError
from model.file_names import safe
from model.report.report import Report
from model.report.totals import without_derivable_totals
from model.storage.reading import LibraryReading

SUFFIX = ".gouji"


@dataclass(frozen=True)
class HandOutWish:
    """What is to be handed out with the list and the days."""

    letterhead: str = ""
    requirements: tuple[str, ...] = ()
    last_year: bool = True
    rules: bool = True

    @property
    def refusal(self) -> str:
        """Say why it cannot be written; empty where it can."""
        if len(self.letterhead) > LONGEST_HEAD:
            return f"抬头最多{LONGEST_HEAD}字，现在有{len(self.letterhead)}字"
        if len(self.requirements) > MOST_REQUIREMENTS:
            return f"要求最多{MOST_REQUIREMENTS}条，现在有{len(self.requirements)}条"
        long = next((at for at, one in enumerate(self.requirements, 1) if len(one) > LONGEST_REQUIREMENT), None)
        return f"第{long}条要求超过{LONGEST_REQUIREMENT}字" if long else ""


def handed_to(
    library: LibraryReading, collection: int, only: Collection[int] | None = None
) -> Sequence[CollectionUnit]:
    """Return the units that something is handed out to: all that have to report, or some of them."""
    units = [one for _, one in library.county.units(collection).in_order() if not one.excused]
    return units if only is None else [one for one in units if one.key in only]


def hand_out_of(
    library: LibraryReading, collection: int, wish: HandOutWish, only: Collection[int] | None = None
) -> HandOut:
    """Return what is handed out to the units of a collection that have to report, in the order of the list.

    Those that are not among `only`, where some are named, are left out.

    Raises:
        UserError: nobody has to, or what is wished is too long.
    """
    if wish.refusal:
        raise UserError(wish.refusal)
    heading = library.county.collection(collection).heading
    units = handed_to(library, collection, only)
    if not units:
        raise UserError("名单里没有要报送的单位")
    last = LastYears(library, heading.year)
    days = heading.send_by, heading.publish_by
    return HandOut(
        heading.unit,
        heading.title[:LONGEST_HEAD],
        wish.letterhead,
        heading.year,
        tuple(HandOutUnit.of(one, *days, _as_typed(last.of(one)) if wish.last_year else None) for one in units),
        wish.requirements,
        library.switches if wish.rules else None,
    )


def _as_typed(last: Report | None) -> Report | None:
    return None if last is None else without_derivable_totals(last)


def file_names(handed: HandOut, *, for_all: bool) -> list[str]:
    """Return what the files are called, as any system allows it, each another.

    >>> from datetime import date
    >>> from model.report.report import Level
    >>> unit = HandOutUnit("青石镇/人民政府", Level.TOWNSHIP, date(2026, 1, 31), date(2026, 2, 28))
    >>> file_names(HandOut("甲县", "甲县2025年度年报", "", 2025, (unit, unit)), for_all=False)
    ['青石镇_人民政府2025年度年报下发.gouji', '青石镇_人民政府2025年度年报下发（2）.gouji']
    """
    if for_all:
        stems = [f"{handed.title}下发（各单位）"]
    else:
        stems = [f"{one.name[:_LONGEST_NAME]}{handed.year}年度年报下发" for one in handed.units]
    return [f"{one}{SUFFIX}" for one in apart(map(safe, stems))]


_LONGEST_NAME = 55  # characters of a unit in the name of its file


def write_hand_outs(
    handed: HandOut,
    folder: Path,
    *,
    for_all: bool,
    step: Callable[[int, str], object] = lambda _done, _name: None,
) -> list[Path]:
    """Write the files into a folder, over those of the same names; give where they are.

    `step` is told how far it is, and stops it by raising: what was written stays.

    Raises:
        UserError: one could not be written; the sentence says how many were.
    """
    written: list[Path] = []
    for at, name in enumerate(file_names(handed, for_all=for_all)):
        step(at, name)
        try:
            replace_file(folder / name, write_parcel(handed if for_all else handed.only(at)))
        except UserError as error:
            done = f"；前面的{len(written)}份已写好" if written else ""
            raise UserError(f"{_named(error, folder / name)}{done}") from error
        written.append(folder / name)
    return written


def _named(error: UserError, path: Path) -> str:
    """Return a sentence that begins with the file."""
    return error.sentence if error.sentence.startswith(str(path)) else f"{path}：{error.sentence}"


def already_there(handed: HandOut, folder: Path, *, for_all: bool) -> list[Path]:
    """Return the files that would be replaced."""
    paths = [folder / name for name in file_names(handed, for_all=for_all)]
    return [one for one in paths if one.is_file()]


def those_with_last_year(handed: HandOut) -> Sequence[HandOutUnit]:
    """Return the units whose report of the year before goes along."""
    return [one for one in handed.units if one.last_year is not None]
