"""What checking costs: again after an edit, for the first time, and thousands of files in one call."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from bench.example import example
from bench.figure import ROOT, Figure, environment, median_seconds, seconds
from model.report.report import Report

ROUNDS = 100
CHARACTERS = 3000
FILES = 3000
OF_EACH = 2000  # characters of each of them
_COUNT = re.compile(r"(?<![0-9])(?!20[0-9]{2}年)[0-9]+(?=[件条个])")


def milliseconds() -> float:
    """Check the example against last year's, as every edit does."""
    from model.rules import findings

    report = example()
    last_year = replace(report, year=report.year - 1)

    def job() -> None:
        for _ in range(ROUNDS):
            findings(report, last_year)

    return median_seconds(job) / ROUNDS * 1000


def first_time() -> float:
    """Check a report with 3,000 characters of text, nothing of which is remembered."""
    from model.rules import findings

    report = grown(CHARACTERS)
    findings(report)
    took = []
    for _ in range(ROUNDS):
        forget()
        took.append(seconds(lambda: findings(report)))
    return median(took) * 1000


def grown(characters: int) -> Report:
    """Return the example with texts of so many characters together."""
    report = example()
    size = sum(map(len, report.texts.values()))
    texts = {key: _on_and_on(text, len(text) * characters // size) for key, text in report.texts.items()}
    return replace(report, texts=texts)


def _on_and_on(text: str, size: int) -> str:
    """Go on with a text in other words each time, to the end of a sentence: twice the same, or half one, is a fault."""
    said, more = text, text
    while len(said) < size:
        for stop in "，。；、":
            more = more.replace(stop, f"者{stop}")
        said += more
    return said[: said.find("。", size) + 1 or None]


def forget() -> None:
    """Empty what the checks remember of texts: their bounded caches; those of the form are for ever."""
    for cache in remembering():
        cache.cache_clear()


def remembering() -> Iterator[Any]:
    """Return every bounded cache of the checks and of the narrative."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("model.rules", "model.rules.narrative")):
            for value in vars(module).values():
                if hasattr(value, "cache_parameters") and value.cache_parameters()["maxsize"]:
                    yield value


def thousands() -> float:
    """Return the seconds of one `check --json` call over 3,000 files."""
    with tempfile.TemporaryDirectory() as folder:
        return _seconds_of_check(_files(Path(folder)))


def of_two_processors() -> float:
    """Return the time of such a call on two processors, as a share of its time on one; the shortest of three each."""
    both = sorted(os.sched_getaffinity(0))[:2]
    with tempfile.TemporaryDirectory() as folder:
        files = _files(Path(folder))
        times = [(_seconds_of_check(files, both), _seconds_of_check(files, both[:1])) for _ in range(3)]
    return min(two for two, _ in times) / min(one for _, one in times)


def _files(folder: Path) -> list[Path]:
    """Write 3,000 units whose texts are their own: no sentence of one is remembered from another."""
    from export import WRITERS

    report = grown(OF_EACH)
    for number in range(FILES):
        texts = {key: _own_words(text, number) for key, text in report.texts.items()}
        own = replace(report, unit=f"第{number}单位", texts=texts)
        (folder / f"{number}.json").write_bytes(WRITERS[".json"].render(own))
    return list(folder.iterdir())


def _own_words(text: str, number: int) -> str:
    """Make every count another one, and of clauses without a number other words: no two units are alike."""
    own = Random(number)  # noqa: S311 — the same words each time

    def clause(found: re.Match[str]) -> str:
        if _COUNT.search(found[0]):
            return f"第{number}单位{_COUNT.sub(lambda count: str(int(count[0]) + number), found[0])}"
        return "".join(own.sample(found[0], len(found[0])))

    return re.sub(r"[^，。；]+", clause, text)


def _seconds_of_check(files: Sequence[Path], processors: Sequence[int] = ()) -> float:
    """Time one call, on these processors only where any are named."""
    command = [sys.executable, str(ROOT / "main.py"), "check", "--json", *map(str, files)]
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, processors or before)
    try:
        return seconds(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=environment()))
    finally:
        os.sched_setaffinity(0, before)


FIGURES = (
    Figure("all checks of one report", "ms", 0.3, milliseconds),
    Figure("all checks of one report, 3,000 characters for the first time", "ms", 5, first_time),
    Figure("3,000 reports in one check call", "s", 10, thousands),
    Figure("3,000 reports in one check call, on two processors / on one", "x", 0.6, of_two_processors),
)
