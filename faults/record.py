"""The record of full runs in docs/reliability.md: a row for each part, with what was tried and when."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from faults.checkout import checkout
from faults.part import ROOT, Part
from faults.running import Tally

PAGE = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- record -->\n", "<!-- end of record -->\n"
HEAD = "| 部分 | 提交 | 日期 | 次数 | 未守住 | 计数 |\n|---|---|---|---|---|---|\n"
_ROW = re.compile(r"^\| ([^|]+?) \|.*$", re.MULTILINE)


def write(part: Part, tally: Tally, page: Path = PAGE) -> None:
    """Put the row of a part in the place of its older one, the parts in the order of their names.

    Raises:
        ValueError: the page has no place for it.
    """
    before, found, rest = page.read_text("utf-8").partition(BEGIN)
    table, ended, after = rest.partition(END)
    if not found or not ended:
        raise ValueError(f"{page.name} has no {BEGIN.strip()} … {END.strip()}")
    rows = {one[1]: one[0] for one in _ROW.finditer(table.removeprefix(HEAD))}
    rows[part.name] = _row(part, tally)
    lines = "\n".join(rows[name] for name in sorted(rows))
    page.write_text(f"{before}{BEGIN}{HEAD}{lines}\n{END}{after}", "utf-8")


def _row(part: Part, tally: Tally) -> str:
    counts = "，".join(f"{name} {count}" for name, count in sorted(tally.counts.items()))
    today = date.today().isoformat()  # noqa: DTZ011 — the day of whoever runs it
    return f"| {part.name} | {checkout()} | {today} | {tally.tried} | {len(tally.broken)} | {counts} |"
