"""main.py hand-out: a file for each unit of a collection, or one for all, that prepares the unit's report."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.collecting.handing_out import (
    HandOutWish,
    already_there,
    file_names,
    hand_out_of,
    those_with_last_year,
    write_hand_outs,
)
from app.collecting.row_files import decoded
from commands import UsageError, command
from commands.support.arguments import Arguments
from commands.support.collections import looked_at
from model.collection.hand_out import HandOut
from model.collection.matching import bearers
from model.errors import UserError, clip
from model.failures import why_not_read
from model.storage.reading import LibraryReading

_ALL, _REPLACE = "--for-all", "--replace"
_FLAGS = [_ALL, "--without-last-year", "--without-rules", _REPLACE, "--json"]


@command(
    "hand-out --library 报告库文件 --year 年度 --to 文件夹 [--for-all] [--unit 单位名称] [--letterhead 抬头]"
    " [--require 要求.txt] [--without-last-year] [--without-rules] [--replace] [--json]"
    "    下发：每个单位一个.gouji文件，或者一份给所有单位"
)
def main(argv: Sequence[str]) -> int:
    """Write the files; none is written over one that is there unless that is asked for."""
    options = ["--unit", "--letterhead", "--require"]
    given = Arguments(needed=["--library", "--year", "--to"], options=options, flags=_FLAGS).read(argv)
    wish = HandOutWish(
        given.one_or_none("--letterhead") or "",
        _requirements(given.one_or_none("--require")),
        not given.has("--without-last-year"),
        not given.has("--without-rules"),
    )
    with looked_at(given) as (library, collection):
        handed = hand_out_of(library, collection, wish, _only(library, collection, given.one_or_none("--unit")))
    folder, for_all = _folder(Path(given.one("--to"))), given.has(_ALL)
    there = already_there(handed, folder, for_all=for_all)
    if there and not given.has(_REPLACE):
        raise UserError(f"{there[0]}：已有同名的文件，共{len(there)}个；要替换请加{_REPLACE}")
    write_hand_outs(handed, folder, for_all=for_all)
    names = file_names(handed, for_all=for_all)
    if given.has("--json"):
        for line in _as_json(handed, [folder / one for one in names]):
            print(line)
    else:
        last = f"，{len(those_with_last_year(handed))}个单位带着{handed.year - 1}年度的年报" if wish.last_year else ""
        print(
            f"{handed.title}　{len(handed.units)}个单位{last}，写好{len(names)}个文件，在“{folder}”", *names, sep="\n"
        )
    return 0


def _requirements(name: str | None) -> tuple[str, ...]:
    """Read what is asked of the units, a line each."""
    if name is None:
        return ()
    try:
        lines = decoded(Path(name).read_bytes()).splitlines()
    except OSError as error:
        raise UserError(f"{name}：{why_not_read(error)}") from error
    except UserError as error:
        raise UserError(f"{name}：{error.sentence}") from error
    return tuple(line.strip() for line in lines if line.strip())


def _only(library: LibraryReading, collection: int, name: str | None) -> list[int] | None:
    """Return the units of a name; None where none is named: then all are meant."""
    if name is None:
        return None
    found = bearers(library.county.units(collection).units.values(), name)
    if not found:
        raise UserError(f"名单里没有“{clip(name, 40)}”")
    return found


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise UsageError(f"--to后面要写已有的文件夹，“{path}”不是")
    return path


def _as_json(handed: HandOut, files: Sequence[Path]) -> Iterator[str]:
    """Say of each unit which file is its own; one for all is everybody's."""
    for at, unit in enumerate(handed.units):
        said = {
            "unit": unit.name,
            "file": str(files[at % len(files)]),
            "send_by": unit.send_by.isoformat(),
            "publish_by": unit.publish_by.isoformat(),
            "last_year": unit.last_year is not None,
        }
        yield json.dumps(said, ensure_ascii=False)
