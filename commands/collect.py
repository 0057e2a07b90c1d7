"""main.py collect: take the reports of units into a collection of the library."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from app.collecting.bringing import Coming, read_all
from app.collecting.found_files import find_files
from app.collecting.making import make, preset_heading
from app.collecting.unit_lists import read_list
from commands import BROKEN, DONE, UsageError, command
from commands.support.apart import Apart
from commands.support.arguments import Arguments, files
from commands.support.collections import year_of
from model.collection.matching import bearers
from model.collection.unit_list import UnitList, told_of
from model.errors import UserError
from model.storage.library import Library

_BY = "命令行"  # who did it, where nobody is named


@command(
    "collect 文件夹… --year 年度 --library 报告库文件 [--units 单位名单] [--unit 本级单位名称] [--by 姓名] [--json]"
    "    收各单位的年报：全部收下或跳过返回0，有不能收的返回1"
)
def main(argv: Sequence[str]) -> int:
    """Take in what is in folders, archives and files, as one batch; a collection is made where there is none."""
    given = Arguments(
        "文件夹…", needed=["--year", "--library"], options=["--units", "--unit", "--by"], flags=["--json"]
    ).read(argv)
    year, who = year_of(given.one("--year")), given.one_or_none("--by") or _BY
    names = given.one_or_none("--units")
    listed = read_list(Path(names), year) if names is not None else None
    for line in told_of(listed) if listed else ():
        print(line, file=sys.stderr)
    with closing(Library(Path(given.one("--library")))) as library, TemporaryDirectory() as unpacked:
        found = find_files(files(given.all("文件夹")), Path(unpacked))
        for line in found.told:
            print(line, file=sys.stderr)
        with Apart() as apart:
            read = read_all(found.files, apart.read)
        collection = _collection(library, year, listed, given.one_or_none("--unit") or "", who)
        coming = Coming(library, collection, read)
        lines = list(_lines(coming, as_json=given.has("--json")))
        coming.store(who)
    for line in lines:
        print(line)
    refused = any(not verdict.status.is_skipped for _, verdict in coming.not_taken())
    return BROKEN if refused or found.told else DONE


def _collection(library: Library, year: int, listed: UnitList | None, unit: str, who: str) -> int:
    """Return the collection of a year, with units that are new in the list; make it where there is none."""
    there = library.county.of_year(year)
    if len(there) > 1:
        raise UserError(f"报告库里有{len(there)}个{year}年度的汇总任务，请在窗口里删去多余的")
    if there:
        if listed is not None:
            _add_new(library, there[0].key, listed, who)
        return there[0].key
    if listed is None:
        raise UsageError(f"报告库里还没有{year}年度的汇总任务，请用--units给出单位名单")
    return make(library, preset_heading(year, unit or "本级"), listed, who)


def _add_new(library: Library, collection: int, listed: UnitList, who: str) -> None:
    """Add the units of a list that the collection does not have yet; nothing is taken off it."""
    known = list(library.county.units(collection).units.values())
    there = {one.key: found[0] for one in listed.units if (found := bearers(known, one.name))}
    new = [one for one in listed.units if one.key not in there]
    if new:
        with library.county.batch(collection, who) as acts:
            acts.add_units(new, there)


def _lines(coming: Coming, *, as_json: bool) -> Iterator[str]:
    """Say of each file what becomes of it, then of all of them; what is counted is counted before it is stored."""
    for at, file in enumerate(coming.files):
        verdict, unit = coming.verdict(at), coming.unit_of(at)
        tally = coming.tally(at) if coming.is_taken(at) else None
        if not as_json:
            found = f"，{tally.words}" if tally and not tally.done else ""
            yield f"{file.found.shown}　{unit.name if unit else '？'}：{verdict.words}{found}"
            continue
        yield json.dumps(
            {
                "file": file.found.name,
                "source": file.found.source,
                "unit": unit.name if unit else None,
                "status": verdict.status.value,
                "taken": coming.is_taken(at),
                "message": verdict.words,
                "sha256": file.digest or None,
                "tally": tally._asdict() if tally else None,
            },
            ensure_ascii=False,
        )
    if not as_json:
        yield coming.sentence
