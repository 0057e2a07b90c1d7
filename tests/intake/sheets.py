"""Tables as people find them in text: a sheet of labels and values, printed in every layout."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Rng = random.Random


@dataclass
class Row:
    """One printed row of a table: its labels from left to right, and what stands in its places."""

    labels: list[str]
    values: list[str]


@dataclass
class Sheet:
    """A table to be printed: header rows, rows; `title` rows stand alone over a block."""

    headers: list[list[str]]
    rows: list[Row]
    title: str = ""


# Layouts: a sheet as text


def _filled(row: Row) -> list[str]:
    return [text for text in row.labels if text]


def tabs_ragged(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """Lose merged cells, and sometimes empty fields before or behind."""
    yield from ([sheet.title] if sheet.title else [])
    for header in sheet.headers:
        yield "\t".join(header) + "\t" * rng.randrange(2)
    pattern = rng.choice(["plain", "jiyuan", "trailing"])
    for row in sheet.rows:
        lead = "" if len(row.labels) < 2 or pattern == "plain" else "\t"
        gap = "\t" if pattern == "jiyuan" and len(row.labels) == 1 else ""
        yield (
            lead
            + "\t".join([*_filled(row)])
            + ("\t" if row.labels else "")
            + gap
            + "\t".join(row.values)
            + ("\t" if pattern == "trailing" else "")
        )


def tabs_square(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """Every row as many fields; a merged cell leaves empty ones."""
    yield from ([sheet.title] if sheet.title else [])
    depth = max((len(row.labels) for row in sheet.rows), default=0)
    yield from ("\t".join([*header[:1], *[""] * (depth - 1), *header[1:]]) for header in sheet.headers)
    yield from ("\t".join([*row.labels, *[""] * (depth - len(row.labels)), *row.values]) for row in sheet.rows)


def bars(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """With outer bars, now and then a Markdown rule under the header."""
    for line in tabs_square(rng, sheet):
        yield "| " + " | ".join(line.split("\t")) + " |"
    if rng.random() < 0.3:
        yield "|" + "---|" * 10


def bars_inner(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """Without outer bars."""
    yield from (" | ".join(line.split("\t")) for line in tabs_square(rng, sheet))


def bars_broken(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """With outer bars, and cells that are broken over lines."""
    for line in bars(rng, sheet):
        at = rng.randrange(3, len(line) - 2) if len(line) > 12 and rng.random() < 0.4 else 0
        if at and not (line[at - 1].isdigit() and line[at].isdigit()) and line[at - 1] not in "./,":
            yield line[:at].rstrip()
            yield line[at:].lstrip()
        else:
            yield line


def one_per_line(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """One cell in a line."""
    between = rng.choice([[], [""], ["|"], ["", ""]])
    for fields in _sequence(sheet):
        for text in fields:
            yield text
            yield from between


def _sequence(sheet: Sheet) -> Iterator[list[str]]:
    if sheet.title:
        yield [sheet.title]
    yield from ([text for text in header if text] for header in sheet.headers)
    yield from ([*_filled(row), *row.values] for row in sheet.rows)


def pdf_lines(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """Fields between spaces, long labels broken, the vertical label a character to a line, page numbers in between."""
    for header in ([sheet.title], *sheet.headers):
        yield from (text for text in header if text)
    page = rng.randrange(1, 5)
    for row in sheet.rows:
        labels = _filled(row)
        if len(row.labels) > 1 and labels and row.labels[0]:
            yield from labels.pop(0).replace("、", "")
        while len(labels) > 1:
            yield labels.pop(0)
        words = labels[0] if labels else ""
        if len(words) > 14 and rng.random() < 0.6:
            yield words[:12]
            words = words[12:]
            if rng.random() < 0.5:
                yield words
                words = ""
        yield " ".join([words, *filter(None, row.values)] if words else [*filter(None, row.values)])
        if rng.random() < 0.04:
            page += 1
            yield rng.choice([f"- {page} -", f"— {page} —", f"第 {page} 页", f"－{page}－"])


def pdf_numbers_first(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """Every row's numbers before its label."""
    for header in ([sheet.title], *sheet.headers):
        yield from (text for text in header if text)
    for row in sheet.rows:
        numbers = " ".join(filter(None, row.values))
        together = rng.random() < 0.5
        words = "".join(_filled(row))
        yield from [f"{numbers} {words}"] if together and words and not words[:1].isdigit() else [numbers, words]


def pdf_long_labels_last(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """Numbers stand before their label where it takes two lines, behind it where it takes one."""
    for header in ([sheet.title], *sheet.headers):
        yield from (text for text in header if text)
    for row in sheet.rows:
        words, numbers = "".join(_filled(row)), " ".join(filter(None, row.values))
        if len(words) > 20:
            yield from (numbers, words[:14], words[14:])
        else:
            yield f"{words} {numbers}"


def markdown(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """Fragments of Markdown from a converter."""
    lines = list(tabs_square(rng, sheet))
    for i, line in enumerate(lines):
        fields = line.split("\t")
        yield (
            "| "
            + " | ".join(f"**{f}**" if f and not f[:1].isdigit() and rng.random() < 0.3 else f for f in fields)
            + " |"
        )
        if i == 0:
            yield "| " + " | ".join("---" for _ in fields) + " |"


def labels_only(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """Lose the numbers, or have them in a picture."""
    for fields in _sequence(Sheet(sheet.headers, [Row(row.labels, []) for row in sheet.rows], sheet.title)):
        yield " ".join(fields)


LAYOUTS: dict[str, Callable[[Rng, Sheet], Iterator[str]]] = {
    "tabs, merged cells lost": tabs_ragged,
    "tabs, square": tabs_square,
    "bars": bars,
    "bars without outer ones": bars_inner,
    "bars, cells broken over lines": bars_broken,
    "one cell a line": one_per_line,
    "PDF lines": pdf_lines,
    "PDF, numbers before labels": pdf_numbers_first,
    "PDF, long labels behind": pdf_long_labels_last,
    "Markdown": markdown,
    "labels only": labels_only,
}
