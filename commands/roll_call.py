"""main.py roll-call: who has sent a report, who has not, and how each stands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date

from app.collecting.roll import RollCall, RollText, call_roll, due_words, name_words, nobody_meant, write_text
from commands import UsageError, command
from commands.support.arguments import Arguments
from commands.support.collections import looked_at
from model.storage.county.records import RollRow


@command(
    "roll-call --library 报告库文件 --year 年度 [--text names|remind|correct|announce] [--json]"
    "    花名册；--text 写未交名单、催报、催改、通报"
)
def main(argv: Sequence[str]) -> int:
    """Call the roll of a collection, or write one of its texts."""
    given = Arguments(needed=["--library", "--year"], options=["--text"], flags=["--json"]).read(argv)
    text = _text(given.one_or_none("--text"))
    with looked_at(given) as (library, collection):
        roll = call_roll(library, collection, date.today())  # noqa: DTZ011 — the clerk's day
    if text is not None:
        print(write_text(roll, text) or ("" if text is RollText.NAMES else nobody_meant(roll, text)))
        return 0
    for line in _as_json(roll) if given.has("--json") else _page(roll):
        print(line)
    return 0


def _text(name: str | None) -> RollText | None:
    if name is None:
        return None
    known = {one.value: one for one in RollText}
    if name not in known:
        raise UsageError(f"--text后面要写{'、'.join(known)}中的一种")
    return known[name]


def _page(roll: RollCall) -> Iterator[str]:
    yield f"{roll.heading.title}　{roll.sentence}"
    for row in roll.rows:
        tally = f"　{row.tally.words}" if row.tally else ""
        due = f"　{due_words(row)}" if due_words(row) else ""
        returned = f"　退回{row.returned}次" if row.returned else ""
        yield f"{name_words(roll, row)}　{row.standing.label}{due}{tally}{returned}"


def _as_json(roll: RollCall) -> Iterator[str]:
    for row in roll.rows:
        yield json.dumps(_row(roll, row), ensure_ascii=False)


def _row(roll: RollCall, row: RollRow) -> dict[str, object]:
    above = next(roll.tree.above(row.unit.key), None)
    return {
        "unit": row.unit.name,
        "superior": above.name if above else None,
        "level": row.unit.level.value,
        "state": row.standing.value,
        "due": row.due.isoformat(),
        "days_left": row.days_left,
        "late": row.days_late,
        "revision": row.revision or None,
        "tally": row.tally._asdict() if row.tally else None,
        "returned": row.returned,
        "remarks": row.remarks,
        "answered": row.answered,
        "first": row.first.isoformat(timespec="seconds") if row.first else None,
        "changed": row.changed.isoformat(timespec="seconds"),
        "published_on": row.published_on.isoformat() if row.published_on else None,
        "address": row.address or None,
    }
