"""The list of a sample: what was found of each mutant, before tests were written for those that survived and after."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tools.mutants import Mutant

KILLED, TIMEOUT, SURVIVED, EQUIVALENT, GONE = "killed", "timeout", "survived", "equivalent", "gone"
_VERDICTS = (KILLED, TIMEOUT, SURVIVED, EQUIVALENT, GONE)
_FIGURES = ("commit", "budget", *_VERDICTS, "share")
Row = dict[str, Any]
Key = tuple[str, str, str, str, int]  # the name of a mutant, and which of those that bear it


def keyed(mutants: Iterable[Mutant]) -> dict[Key, Mutant]:
    """Return all mutants, in the order of the files, by what tells them apart when lines have moved."""
    seen: Counter[tuple[str, str, str, str]] = Counter()
    found: dict[Key, Mutant] = {}
    for one in mutants:
        found[(*one.name, seen[one.name])] = one
        seen[one.name] += 1
    return found


def read(path: Path) -> tuple[Row, dict[Key, Row]]:
    """Return the head of a list and its rows; nothing where there is none."""
    if not path.exists():
        return {}, {}
    head = json.loads(path.read_text("utf-8"))
    rows: dict[Key, Row] = {}
    for row in head.pop("mutants"):
        at = row.get("nth", 0)
        while (key := (row["file"], row["source"], row["old"], row["new"], at)) in rows:
            at += 1  # lists of before had no number
        rows[key] = row
    return head, rows


def row_of(key: Key, mutant: Mutant, verdict: str, old: Row | None) -> Row:
    """Return the row of a mutant; what was written by hand stays unless a test notices it now."""
    row: Row = {"file": mutant.file, "line": mutant.line, "old": mutant.old, "new": mutant.new, "source": mutant.source}
    if key[-1]:
        row["nth"] = key[-1]
    row["verdict"] = verdict
    if old is None:
        return row
    if verdict == SURVIVED and old["verdict"] == EQUIVALENT:
        row["verdict"] = EQUIVALENT
    if verdict == SURVIVED and "reason" in old:
        row["reason"] = old["reason"]
    survived_first = old.get("before", old["verdict"]) in {SURVIVED, EQUIVALENT}
    return {**row, "before": SURVIVED} if survived_first and verdict in {KILLED, TIMEOUT} else row


def gone(row: Row) -> Row:
    """Return the row of a mutant whose code is not there any more."""
    return {**row, "verdict": GONE, "before": row.get("before", row["verdict"])}


def head_of(head: Row, rows: Sequence[Row], old: Row) -> Row:
    """Return the head with the figures: those of the first time, where there was one, and those of now."""
    counts = {what: sum(row["verdict"] == what for row in rows) for what in _VERDICTS}
    able = len(rows) - counts[EQUIVALENT] - counts[GONE]
    share = round((counts[KILLED] + counts[TIMEOUT]) / able, 3) if able else None
    first: Mapping[str, Any] | None = old.get("before") or ({k: old[k] for k in _FIGURES if k in old} or None)
    before = {"before": first} if first else {}
    return {**head, **before, "tried": len(rows), **counts, "share": share}


def write(path: Path, head: Row, rows: Sequence[Row]) -> None:
    """Write the list, a mutant a line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    path.write_text(f'{opening},\n "mutants": [\n{lines}\n]}}\n', "utf-8")


def commit_of(root: Path) -> str:
    """Return the commit that is tried, with a + where the files are not quite its files."""
    commit = _git(root, "rev-parse", "--short=10", "HEAD")
    return commit + "+" * bool(_git(root, "status", "--porcelain", "--", "*.py"))


def _git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True).stdout.strip()
