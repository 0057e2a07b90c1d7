"""Headings inside a line, where a page lost the breaks between its paragraphs: the line is parted before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from intake.interpret.headings import unnumbered
from intake.interpret.rows import SourceRow, words_of
from model.form.form import Form
from model.form.schema import Section

_SHORTEST = 30  # characters of a line that can hold more than one heading
_LONGEST = 50_000  # characters; a report has fewer
_LIST = 5  # headings without a word between them are a list of contents


def parted_at_headings(rows: Sequence[SourceRow], form: Form) -> tuple[SourceRow, ...]:
    """Part lines of prose before the headings of sections and parts that stand in them."""
    return tuple(part for row in rows for part in _parted(row, form))


def _parted(row: SourceRow, form: Form) -> Iterator[SourceRow]:
    cuts = _cuts(row.text, form) if _SHORTEST < len(row.text) <= _LONGEST and not row.parted else []
    if not cuts:
        yield row
        return
    for begin, end in zip([0, *cuts], [*cuts, len(row.text)], strict=True):
        if text := row.text[begin:end].strip():
            yield replace(row, text=text, fields=words_of(text))


def _cuts(text: str, form: Form) -> list[int]:
    """Return where the headings begin, a list of contents left out."""
    runs: list[list[re.Match[str]]] = []
    for one in _shape(form).finditer(text):
        if runs and not text[runs[-1][-1].end() : one.start()].strip():
            runs[-1].append(one)
        else:
            runs.append([one])
    return [one.start() for run in runs if len(run) < _LIST for one in run]


@cache
def _shape(form: Form) -> re.Pattern[str]:
    """Return what a heading inside a line looks like: after a sentence or a space, numbered, and followed by text."""
    sections = "|".join(rf"{one.ordinal}\s?[、.．]\s?(?:{_names(one)})" for one in form.sections)
    follows = r"(?=\s*$|\s*(?:[（(]一[）)]|1\s?[、.．])|[。：:]|\s+[^，,、；;\s])"
    cues = "|".join(text.cue for section in form.sections for text in section.texts if text.cue)
    part = rf"[（(][一二三四五六七][）)](?=[^。，,：:；;\s]{{0,24}}(?:{cues}))[^。，,：:；;\s]{{2,24}}(?=[。：:])"
    return re.compile(rf"(?:(?<=[。！!)）])\s*+|(?<!\s)\s++)(?:(?:{sections}){follows}|{part})|(?<=[；;]){part}")


def _names(section: Section) -> str:
    """Return the heading of a section without its number, and what else it may be called."""
    return "|".join(map(re.escape, (unnumbered(section.heading), *section.aliases)))
