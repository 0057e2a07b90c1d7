"""What came of the parts: docs/windows-tests.md, a row for each, what failed, and why tests were left out."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

BEGIN, END = "<!-- record -->\n", "<!-- end of record -->\n"
_TOTAL = "全部"
_HEADS = {
    "runs": "| 部分 | 提交 | 日期 | 通过 | 失败 | 跳过 | 秒 |\n|---|---|---|---|---|---|---|\n",
    "failed": "\n失败的：\n\n| 部分 | 测试 |\n|---|---|\n",
    "skipped": "\n跳过的：\n\n| 部分 | 项 | 为什么 |\n|---|---|---|\n",
}
_RUN, _FAILED, _SKIPPED = 7, 2, 3  # columns of each


class Outcome(NamedTuple):
    """What came of a part."""

    passed: int
    failed: tuple[str, ...]
    skipped: Mapping[str, int]  # the reason, how often
    seconds: int


class Row(NamedTuple):
    """What came of a part, of which commit, when."""

    commit: str
    day: str
    outcome: Outcome


def read(result: Path) -> Outcome:
    """Read what pytest wrote down (JUnit's XML, made here a moment ago)."""
    suite = ET.parse(result).getroot().find("testsuite")  # noqa: S314 — our own
    if suite is None:
        raise ValueError(f"{result} holds no suite")
    passed, failed, skipped = 0, list[str](), Counter[str]()
    for case in suite.iter("testcase"):
        left_out = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            failed.append(f"{case.get('classname', '')}::{case.get('name', '')}")
        elif left_out is not None:
            skipped[left_out.get("message", "")] += 1
        else:
            passed += 1
    return Outcome(passed, tuple(dict.fromkeys(failed)), skipped, round(float(suite.get("time", "0"))))


def node(name: str) -> str:
    """Return what pytest calls a test that is written down as failed.

    >>> node("tests.ui.test_about::test_a[1::2]")
    'tests/ui/test_about.py::test_a[1::2]'
    """
    module, _, test = name.partition("::")
    return f"{module.replace('.', '/')}.py::{test}"


def again(row: Row, commit: str, outcome: Outcome) -> Row:
    """Return the row of a part whose failed tests were run again later, alone."""
    before = row.outcome
    skipped = Counter(before.skipped) + Counter(outcome.skipped)
    told = row.commit if commit == row.commit.split("、")[-1] else f"{row.commit}、{commit}"
    seconds = before.seconds + outcome.seconds
    return Row(told, row.day, Outcome(before.passed + outcome.passed, outcome.failed, skipped, seconds))


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def _line(*cells: object) -> str:
    words = (" ".join(str(cell).split()).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(words)} |\n"


def parse(page: str) -> dict[str, Row]:
    """Read the rows of the page."""
    table = page.partition(BEGIN)[2].partition(END)[0]
    lines = [_cells(line) for line in table.splitlines() if line.startswith("|") and not line.startswith("|---")]
    rows: dict[str, Row] = {}
    failed: dict[str, list[str]] = {}
    skipped: dict[str, dict[str, int]] = {}
    for cells in lines:
        if cells[0] in {"部分", _TOTAL}:
            continue
        if len(cells) == _RUN:
            rows[cells[0]] = Row(cells[1], cells[2], Outcome(int(cells[3]), (), {}, int(cells[6])))
        elif len(cells) == _SKIPPED:
            skipped.setdefault(cells[0], {})[cells[2]] = int(cells[1])
        elif len(cells) == _FAILED:
            failed.setdefault(cells[0], []).append(cells[1])
    return {
        name: row._replace(
            outcome=row.outcome._replace(failed=tuple(failed.get(name, ())), skipped=skipped.get(name, {}))
        )
        for name, row in rows.items()
    }


def render(rows: Mapping[str, Row]) -> str:
    """Write the tables, the parts in the order of their names, and what they are together."""
    named = sorted(rows.items())
    words = _HEADS["runs"]
    for name, (commit, day, outcome) in named:
        words += _line(name, commit, day, *_figures(outcome))
    together = [_figures(row.outcome) for _, row in named]
    words += _line(_TOTAL, "", "", *(sum(column) for column in zip(*together, strict=True)))
    failed = "".join(_line(name, test) for name, row in named for test in row.outcome.failed)
    skipped = "".join(
        _line(name, times, why) for name, row in named for why, times in sorted(row.outcome.skipped.items())
    )
    return words + (_HEADS["failed"] + failed if failed else "") + (_HEADS["skipped"] + skipped if skipped else "")


def _figures(outcome: Outcome) -> tuple[int, int, int, int]:
    return outcome.passed, len(outcome.failed), sum(outcome.skipped.values()), outcome.seconds


def update(page: Path, new: Mapping[str, Row]) -> None:
    """Put new rows in the place of the older ones.

    Raises:
        ValueError: the page has no place for them.
    """
    words = page.read_text("utf-8")
    before, found, rest = words.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not found or not ended:
        raise ValueError(f"{page.name} has no {BEGIN.strip()} … {END.strip()}")
    page.write_text(f"{before}{BEGIN}{render({**parse(words), **new})}{END}{after}", "utf-8", newline="\n")
