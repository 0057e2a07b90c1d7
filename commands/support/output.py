"""Where a command writes: never over what it reads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from model.errors import UserError


def not_over(read: Iterable[Path], to: Path) -> Path:
    """Return where to write, after seeing that it is none of the files that are read, by whatever name.

    Raises:
        UserError: it is one of them.
    """
    for path in read:
        if _is_same(path, to):
            raise UserError(f"{to}：新文件就是要读的“{path}”，写了原来的就没有了；请换一个文件名")
    return to


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):  # one of them is not there: reading or writing says what is wrong with it
        return False
