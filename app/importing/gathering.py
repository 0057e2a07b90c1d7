"""Which files are meant: those that were named, and in folders all that may be reports."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from model.errors import UserError, clip

MOST = 500  # files at a time: more than a county has units
_NAMED, _LONGEST = 3, 40  # places that are named; characters of a name
_LARGEST_TREE = 50_000  # names that are looked at


def gather(paths: Iterable[Path], most: int = 0) -> tuple[Path, ...]:
    """Return files in the order in which they were named; those of a folder by name, folders within it included.

    `most` is how many at a time; else as many as a county has units.

    A report of a kind that is not read is among them, so that nobody takes it for brought in. Pictures, what is
    hidden, and what an office program leaves beside an open file are passed over.

    Raises:
        UserError: a folder has more than can be meant, or cannot be opened.
    """
    found: dict[Path, None] = {}
    most = most or MOST
    for path in paths:
        is_folder = os.path.isdir(path)  # noqa: PTH112 — Path.is_dir raises where a folder may not be entered
        found.update(dict.fromkeys(_within(path) if is_folder else (path,)))
        if len(found) > most:
            raise UserError(f"可能是年报的文件超过{most}个，请分几次导入")
    return tuple(found)


def nothing_in(paths: Sequence[Path]) -> str:
    """Say that nothing that may be a report is in what was named.

    >>> nothing_in([Path("甲")]), nothing_in([Path("甲"), Path("乙")])
    ('“甲”里面没有可以读取的文件。', '“甲”、“乙”里面都没有可以读取的文件。')
    >>> nothing_in([Path(name) for name in "甲乙丙丁"])
    '“甲”、“乙”、“丙”等4处里面都没有可以读取的文件。'
    """
    named = "、".join(f"“{clip(one.name or one, _LONGEST)}”" for one in paths[:_NAMED])
    more = f"等{len(paths)}处" if len(paths) > _NAMED else ""
    return f"{named}{more}里面{'都' if len(paths) > 1 else ''}没有可以读取的文件。"


def _within(folder: Path) -> Iterator[Path]:
    from intake import READERS
    from intake.other_kinds import OTHERS, PICTURES

    kinds = {*READERS, *OTHERS}.difference(PICTURES)
    looked_at = 0
    for place, folders, names in os.walk(folder, onerror=_refuse):
        looked_at += len(folders) + len(names)
        if looked_at > _LARGEST_TREE:
            raise UserError(f"“{folder}”里的文件太多，请选只放年报的文件夹")
        folders[:] = sorted(name for name in folders if not _is_passed_over(name))
        for name in sorted(names):
            if not _is_passed_over(name) and Path(name).suffix.lower() in kinds:
                yield Path(place, name)


def _refuse(error: OSError) -> None:
    raise UserError(f"“{error.filename}”打不开，没有读取的权限；请换一个文件夹，或者请管理员放开") from error


def _is_passed_over(name: str) -> bool:
    return name.startswith((".", "~$"))
