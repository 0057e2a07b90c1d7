"""What checking costs: again after an edit, for the first time, and thousands of files in one call."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from bench.example import example
from bench.figure import ROOT, Figure, environment, median_seconds

ROUNDS = 100
CHARACTERS = 3000
FILES = 3000


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

    report = example()
    size = sum(map(len, report.texts.values()))
    grown = {
        key: (text * (CHARACTERS // size + 1))[: len(text) * CHARACTERS // size] for key, text in report.texts.items()
    }
    report = replace(report, texts=grown)
    findings(report)
    seconds = []
    for _ in range(ROUNDS):
        forget()
        began = perf_counter()
        findings(report)
        seconds.append(perf_counter() - began)
    return median(seconds) * 1000


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
    from export import WRITERS

    with tempfile.TemporaryDirectory() as folder:
        for number in range(FILES):
            report = replace(example(), unit=f"第{number}单位")
            (Path(folder) / f"{number}.json").write_bytes(WRITERS[".json"].render(report))
        began = perf_counter()
        command = [sys.executable, str(ROOT / "main.py"), "check", "--json", *map(str, Path(folder).iterdir())]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=environment())
        return perf_counter() - began


FIGURES = (
    Figure("all checks of one report", "ms", 0.3, milliseconds),
    Figure("all checks of one report, 3,000 characters for the first time", "ms", 5, first_time),
    Figure("3,000 reports in one check call", "s", 10, thousands),
)
