"""The record of full runs in docs/reliability.md: a row for each part, with what was tried and when."""

from __future__ import annotations

from datetime import date

from faults.part import ROOT, Part
from faults.running import Tally, commit

PAGE = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- record -->\n", "<!-- end of record -->\n"
HEAD = "| 部分 | 提交 | 日期 | 次数 | 未守住 | 计数 |\n|---|---|---|---|---|---|\n"


def write(part: Part, tally: Tally) -> None:
    """Put the row of a part in the place of its older one; seeds are 0 to the number of trials less one."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    table, _, after = rest.partition(END)
    rows = {line.split("|")[1].strip(): line for line in table.splitlines()[2:] if line.startswith("|")}
    counts = "，".join(f"{name} {count}" for name, count in sorted(tally.counts.items()))
    today = date.today().isoformat()  # noqa: DTZ011 — the day of whoever runs it
    rows[part.name] = f"| {part.name} | {commit()} | {today} | {tally.tried} | {len(tally.broken)} | {counts} |"
    lines = "\n".join(rows[name] for name in sorted(rows))
    PAGE.write_text(f"{before}{BEGIN}{HEAD}{lines}\n{END}{after}", "utf-8")
