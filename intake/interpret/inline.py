"""Headings inside a line, where a page lost the breaks between its paragraphs: the line is parted around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from intake.interpret.headings import shape_of, unnumbered
from intake.interpret.rows import SourceRow, words_of
from intake.interpret.section_headings import heading_at
from model.form.form import Form
from model.form.schema import Section

_SHORTEST = 30  # characters of a line that can hold more than one heading
_LONGEST = 50_000  # characters; a report has fewer
_ENDS_POINT = "(?<=公开|管理|建设|保障|平台|情况|方面|工作)"
_SURE = 3  # parts that are named by numbers with which lists begin as well
_LIST = 5  # headings without a word between them are a list of contents


def parted_at_headings(rows: Sequence[SourceRow], form: Form) -> tuple[SourceRow, ...]:
    """Part lines of prose before the headings of sections and parts that stand in them, and behind those of tables."""
    return tuple(part for row in rows for line in _parted(row, form) for part in _parted_behind(line, form))


def _parted_behind(row: SourceRow, form: Form) -> Iterator[SourceRow]:
    """Part what stands behind the heading of a section that has no text from it, as a line of its own."""
    found = None if row.parted else heading_at(row, 0, form)
    rest = found[1].rest if found and not form.sections[found[0]].texts else ""
    yield _with_text(row, row.text.removesuffix(rest).rstrip()) if rest else row
    if rest:
        yield _with_text(row, rest)


def _with_text(row: SourceRow, text: str) -> SourceRow:
    return replace(row, text=text, fields=words_of(text))


def _parted(row: SourceRow, form: Form) -> Iterator[SourceRow]:
    cuts = _cuts(row.text, form) if _SHORTEST < len(row.text) <= _LONGEST and not row.parted else []
    if not cuts:
        yield row
        return
    for begin, end in zip([0, *cuts], [*cuts, len(row.text)], strict=True):
        if text := row.text[begin:end].strip():
            yield _with_text(row, text)


def _cuts(text: str, form: Form) -> list[int]:
    """Return where the headings begin, a list of contents left out."""
    found = list(_shape(form).finditer(text))
    weak = [one for one in found if one["weak"]]
    cues = [shape_of(part.cue) for section in form.sections for part in section.texts if part.cue]
    named = sum(any(cue.search(one["weak"]) for one in weak) for cue in cues)
    runs: list[list[re.Match[str]]] = []
    for one in found if named >= _SURE else (one for one in found if not one["weak"]):
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
    words = rf"(?=[^。，,：:；;\s]{{0,24}}(?:{cues}))[^。，,：:；;\s]{{2,24}}(?=[。：:]|\s+[^，,、；;\s])"
    aside = rf"(?=[^。，,：:；;\s]{{0,10}}(?:{cues})[^。，,：:；;\s]{{0,4}}方面)[^。，,：:；;\s]{{2,24}}"
    part = rf"[（(][一二三四五六七][）)](?:{words}|{aside})"
    name = rf"(?=[^。，,：:；;\s]{{0,6}}(?:{cues}))[^。，,：:；;\s]{{2,14}}(?=[。：:])"
    begins = rf"(?:[（(]\d[）)]|\d\s?[、.．](?!\d)){name}|[一二三四五六七]是{name}{_ENDS_POINT}"
    weak = rf"(?P<weak>{begins})"  # lists begin so as well
    named = "|".join(
        f"(?<={name})|(?<={name}[：:])" for section in form.sections if section.texts for name in _plain_names(section)
    )
    after = rf"(?<!\s)(?:(?:(?<=[。！!)）])|{named})\s*+|\s++)"
    return re.compile(rf"{after}(?:(?:{sections}){follows}|{part}|{weak})|(?<=[；;]){part}")


def _plain_names(section: Section) -> tuple[str, ...]:
    return (re.escape(unnumbered(section.heading)), *map(re.escape, section.aliases))


def _names(section: Section) -> str:
    """Return the heading of a section without its number, and what else it may be called."""
    return "|".join(_plain_names(section))
