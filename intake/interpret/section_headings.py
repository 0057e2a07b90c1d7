"""The headings of the six sections, as files have them: in other words or order, listed before, text behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from intake.characters import bare
from intake.interpret.behind_heading import behind
from intake.interpret.headings import FoundHeading, cut, is_numbered, numbering_of, ordinal_of, shape_of, unnumbered
from intake.interpret.rows import SourceRow
from model.form.form import Form
from model.form.schema import Section
from model.similarity import ratio

_CLOSE = 84  # of 100: how like a heading a line must be; labels come up to 77
_LONGEST = 40
_PARAGRAPH = 2000  # characters of it that are looked at
_CONTENTS = 3  # headings that stand elsewhere with their text: those beside them in a list are of it, too


def find_sections(rows: Sequence[SourceRow], form: Form) -> dict[str, FoundHeading]:
    """Find where each section begins: the last headings in the form's order, then those that stand elsewhere."""
    headings = _headings(rows, form)
    found: dict[str, FoundHeading] = {}
    end = len(rows)
    chinese = [key for key, some in headings.items() if any(_numbering(rows, one) == "chinese" for one in some)]
    for section in reversed(form.sections):
        some = _without_points(rows, headings[section.key], section)
        own = (one for one in reversed(some) if not _is_of_a_part(rows, one, section, len(chinese)))
        at = next((one for one in own if one.row < end), None)
        if at:
            at = _surer_above(rows, at, section) or at
            found[section.key] = at
            end = at.row
    found |= {section.key: one for section in form.sections for one in _elsewhere(rows, section, headings, found)}
    return {section.key: found[section.key] for section in form.sections if section.key in found}


def _headings(rows: Sequence[SourceRow], form: Form) -> dict[str, list[FoundHeading]]:
    """Return the lines that may be headings of sections, a list of contents left out."""
    found: dict[str, list[FoundHeading]] = {section.key: [] for section in form.sections}
    for i, row in enumerate(rows):
        for section in form.sections:
            found[section.key] += filter(None, [_section_heading(row, i, section)])
    listed = _contents(found)
    return {key: [one for one in some if one.row not in listed] for key, some in found.items()}


def _contents(found: Mapping[str, Sequence[FoundHeading]]) -> set[int]:
    """Return the rows of lists of headings, several of which stand over a text elsewhere."""
    at_rows = {one.row: key for key, some in found.items() for one in some}
    runs: list[list[int]] = []
    for row in sorted(at_rows):
        follows = runs and row == runs[-1][-1] + 1 and at_rows[row] != at_rows[row - 1]
        if not follows:
            runs.append([])
        runs[-1].append(row)
    listed: set[int] = set()
    for run in runs:
        inside = Counter(at_rows[row] for row in run)
        again = {key for key, count in inside.items() if len(found[key]) > count}
        if len(again) >= _CONTENTS:
            listed.update(run if at_rows[run[-1]] in again else run[:-1])
    return listed


def _elsewhere(
    rows: Sequence[SourceRow],
    section: Section,
    headings: Mapping[str, Sequence[FoundHeading]],
    found: Mapping[str, FoundHeading],
) -> Sequence[FoundHeading]:
    """Return the heading of a section that stands before or after others than on the form, where it is the only one."""
    sure = [one for one in headings[section.key] if _is_sure(rows[one.row], section)]
    return sure if section.key not in found and len(sure) == 1 else ()


def _is_sure(row: SourceRow, section: Section) -> bool:
    """Whether a heading is numbered as those of sections are, or has just the words of the form."""
    return numbering_of(row.text) == "chinese" or bare(row.text) == _title(section.heading)


def _numbering(rows: Sequence[SourceRow], heading: FoundHeading) -> str:
    return numbering_of(rows[heading.row].text)


def _without_points(
    rows: Sequence[SourceRow], headings: Sequence[FoundHeading], section: Section
) -> Sequence[FoundHeading]:
    """Leave out points below a heading that are called like it: “二、其他事项：无。” in section six."""
    counted = [(one, ordinal_of(rows[one.row].text)) for one in headings if _numbering(rows, one) == "chinese"]
    own = [one.row for one, ordinal in counted if ordinal == ordinal_of(section.heading)]
    points = [one for one, ordinal in counted if own and one.row > own[0] and ordinal != ordinal_of(section.heading)]
    return [one for one in headings if one not in points]


def _is_of_a_part(rows: Sequence[SourceRow], heading: FoundHeading, section: Section, chinese: int) -> bool:
    """Whether the numbering is that of the parts: another than the sections have, or another number."""
    text = rows[heading.row].text
    if numbering_of(text) not in {"bracket", "digit", "bracketed digit"}:
        return False
    return chinese > 1 or ordinal_of(text) != ordinal_of(section.heading)


def heading_at(row: SourceRow, index: int, form: Form) -> tuple[int, FoundHeading] | None:
    """Return which section of the form a row is the heading of, by its position, and the heading."""
    found = ((at, _section_heading(row, index, section)) for at, section in enumerate(form.sections))
    return next(((at, one) for at, one in found if one), None)


def section_at(row: SourceRow, index: int, form: Form) -> int | None:
    """Return which section of the form a row is the heading of, by its position."""
    found = heading_at(row, index, form)
    return found and found[0]


def _surer_above(rows: Sequence[SourceRow], at: FoundHeading, section: Section) -> FoundHeading | None:
    """Return the heading right above a line of its text that only begins like it."""
    above = _section_heading(rows[at.row - 1], at.row - 1, section) if at.row else None
    if above is None:
        return None
    line, text = rows[above.row].text, rows[at.row].text
    surer = bare(line) == bare(section.heading) or (is_numbered(line) and not is_numbered(text))
    return above if surer else None


@dataclass(frozen=True)
class _Candidate:
    """A line that may be a heading: without its number, its words up to the first mark, and what follows these."""

    numbering: str
    numbered: bool
    whole: str
    words: str
    rest: str
    whole_name: str
    name: str

    @property
    def is_sentence(self) -> bool:
        return bool(self.rest) and self.whole.endswith("。")


@lru_cache(maxsize=500)
def _line(text: str) -> _Candidate | None:
    """Take a line apart once for all sections; None where it is too long for a heading."""
    words, _, rest = cut(text)
    if len(words) > _LONGEST:
        return None
    whole = unnumbered(text.strip())
    whole_name = bare(whole) if len(whole) <= _LONGEST else ""
    return _Candidate(numbering_of(text), whole != text.strip(), whole, words, rest, whole_name, bare(words))


def _section_heading(row: SourceRow, index: int, section: Section) -> FoundHeading | None:
    text, beside = _fields_of_heading(row, section)
    if not text or len(text) > _PARAGRAPH:
        return None
    rest = _rest(text, section)
    return None if rest is None else FoundHeading(index, section.key, f"{rest}{beside}")


def _fields_of_heading(row: SourceRow, section: Section) -> tuple[str, str]:
    """Return the field that may be a heading, and the text that stands beside a numbered one."""
    filled = [field for field in row.fields if field] if row.parted else [row.text]
    if len(filled) == 1:
        return filled[0], ""
    has_text = len(filled) == 2 and section.texts and not row.values  # noqa: PLR2004 — a heading and its text
    return (filled[0], filled[1]) if has_text and numbering_of(filled[0]) == "chinese" else ("", "")


def _rest(text: str, section: Section) -> str | None:
    """Return what stands behind a heading of a section in a line; None where the line is none."""
    line = _line(text)
    is_own = numbering_of(text) == "chinese" and ordinal_of(text) == ordinal_of(section.heading)
    heads = line is not None and _heads(line, section)
    if not is_own and not heads:
        return None
    more = behind(unnumbered(text.strip()), lambda words: _names_section(words, section))
    return more if more is not None or not line or not heads else _rest_of_line(line, section)


def _names_section(words: str, section: Section) -> bool:
    name = bare(words)
    otherwise = section.cue and len(name) >= 4 and shape_of(section.cue).fullmatch(name)  # noqa: PLR2004 — as in a name
    return bool(otherwise) or _is_like(name, section)


def _heads(line: _Candidate, section: Section) -> bool:
    """Whether a line is a heading of a section, or begins with one."""
    if (line.numbering == "chinese" and _is_otherwise(line, section)) or _is_whole(line, section):
        return True
    return (line.numbered or not line.rest) and _is_like(line.name, section)


def _rest_of_line(line: _Candidate, section: Section) -> str:
    otherwise = line.numbering == "chinese" and _is_otherwise(line, section)
    return "" if _is_whole(line, section) and not otherwise else line.rest


def _is_whole(line: _Candidate, section: Section) -> bool:
    """Whether all of a line is like the heading of a section."""
    return bool(line.whole_name) and not line.is_sentence and _is_like(line.whole_name, section)


def _is_otherwise(line: _Candidate, section: Section) -> bool:
    cut_short = "，" in line.words or (line.rest and len(line.words) < 4)  # noqa: PLR2004 — a word of a sentence
    return bool(section.cue and shape_of(section.cue).fullmatch(line.name)) and not cut_short


def _is_like(name: str, section: Section) -> bool:
    title = _title(section.heading)
    if len(name) < 4 and name != title:  # noqa: PLR2004 — 总体 is a word of its own
        return False
    if section.texts and len(section.texts) == 1:
        return _is_like_text(name, title)
    return ratio(name, title) >= _close(title)


@cache
def _title(heading: str) -> str:
    return bare(unnumbered(heading))


def _close(title: str) -> float:
    return 85 if len(title) <= 8 else _CLOSE  # noqa: PLR2004 — in a short heading each character says more


def _is_like_text(name: str, title: str) -> bool:
    """Compare the heading of a section of prose, of which only the beginning is ever kept to the letter."""
    begin = title[: len(title) // 2 + 1]
    return ratio(name, title) >= 66 or (begin in name and len(name) <= len(title) + 8)  # noqa: PLR2004 — measured
