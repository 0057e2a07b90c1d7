"""Which rows belong to which section: by the headings, and where one is missing by the labels that only it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise

from intake.characters import bare
from intake.interpret.headings import FoundHeading, shape_of, small_heading
from intake.interpret.parts import find_parts
from intake.interpret.rows import SourceRow
from intake.interpret.section_headings import find_sections
from model.form.form import Form
from model.form.schema import Section

_PARTS, _MOST_PARTS = 2, 4  # of a section that are no accident, and that are none under another heading
_SHORTEST = 4  # characters of a label that tells a section
_LONGEST_ROW = 90  # characters; what is longer is prose


@dataclass(frozen=True)
class Regions:
    """Where each section begins, and after which row it ends."""

    starts: Mapping[str, FoundHeading]
    ends: Mapping[str, int]

    def rows(self, key: str, rows: Sequence[SourceRow]) -> Sequence[SourceRow]:
        """Return the rows of a section, its heading left out; none where it is not there."""
        start = self.starts.get(key)
        return rows[start.row + 1 : self.ends[key]] if start else ()

    @property
    def first(self) -> int:
        """The row with which the first section begins."""
        return min((max(0, start.row) for start in self.starts.values()), default=0)

    def text_moved(self, form: Form) -> bool:
        """Whether a section of text stands before or after others than on the form."""
        found = [one for one in form.sections if one.key in self.starts]
        moved = ((one, other) for one, other in combinations(found, 2) if self._row(one) > self._row(other))
        return any(one.texts or other.texts for one, other in moved)

    def _row(self, section: Section) -> int:
        return self.starts[section.key].row


def find_regions(rows: Sequence[SourceRow], form: Form) -> Regions:
    """Cut a document into its sections."""
    headings = find_sections(rows, form)
    starts = _with_appended(dict(headings), rows, form)
    for position, section in enumerate(form.sections):
        if section.tables and section.key not in starts:
            begin = max((starts[s.key].row + 1 for s in form.sections[:position] if s.key in starts), default=0)
            end = min((starts[s.key].row for s in form.sections[position:] if s.key in starts), default=len(rows))
            at = _first_with_labels(rows, begin, end, _labels(section))
            if at is not None:
                starts[section.key] = FoundHeading(at - 1, section.key, "")
    first = next(section for section in form.sections if section.texts)
    if first.key not in starts:
        lost = _first_part(rows, starts, first) or _parts_in_another(rows, starts, first, form)
        starts |= {first.key: lost} if lost else {}
    starts |= _lost_before_small_headings(rows, starts, form)
    ordered = sorted(starts.values(), key=lambda start: start.row)
    ends = {one.key: max(after.row, one.row + 1) for one, after in pairwise(ordered)}
    if ordered:
        ends[ordered[-1].key] = len(rows)
    for one, after in pairwise(ordered):
        if _has_no_heading(rows, after, form):
            ends[one.key] = after.row + 1
    for one in ordered:  # a heading ends what is before it even where its table stands elsewhere
        ends[one.key] = min([ends[one.key], *(h.row for h in headings.values() if h.row > one.row)])
    return Regions(starts, ends)


def _with_appended(starts: dict[str, FoundHeading], rows: Sequence[SourceRow], form: Form) -> dict[str, FoundHeading]:
    """Find the tables that stand at the end of the file rather than below their headings."""
    ordered = sorted(start.row for start in starts.values())
    begin = ordered[-1] + 1 if ordered else 0
    for section in form.sections:
        start = starts.get(section.key)
        if not start or not section.tables:
            continue
        end = next((row for row in ordered if row > start.row), None)
        if end is None or any(row.values for row in rows[start.row + 1 : end]):
            continue
        at = _first_with_labels(rows, begin, len(rows), _labels(section))
        if at is not None:
            starts[section.key] = FoundHeading(at - 1, section.key, "")
            begin = at + 1
    return starts


def _first_part(rows: Sequence[SourceRow], starts: Mapping[str, FoundHeading], section: Section) -> FoundHeading | None:
    """Return the row before the parts of a section whose own heading was lost, with the sentence that stands there."""
    end = min((start.row for start in starts.values()), default=len(rows))
    parts = find_parts(dict(enumerate(rows[: max(0, end)])), section.texts).headings
    if len(parts) < _PARTS:
        return None
    at = parts[0].row - 1
    return FoundHeading(at, section.key, rows[at].text if at >= 0 and rows[at].is_prose else "")


def _parts_in_another(
    rows: Sequence[SourceRow], starts: Mapping[str, FoundHeading], section: Section, form: Form
) -> FoundHeading | None:
    """Return the row before the parts of a section whose own heading was lost, where they stand below another text."""
    begins = sorted(start.row for start in starts.values())
    for begin, end in pairwise([*begins, len(rows)]):
        other = next(one for one in form.sections if one.key in starts and starts[one.key].row == begin)
        parts = () if other.tables else find_parts(_between(rows, begin + 1, end), section.texts).headings
        if len(parts) >= _MOST_PARTS:
            return FoundHeading(parts[0].row - 1, section.key, "")
    return None


def _between(rows: Sequence[SourceRow], begin: int, end: int) -> dict[int, SourceRow]:
    return {at: rows[at] for at in range(max(0, begin), end)}


def _lost_before_small_headings(
    rows: Sequence[SourceRow], starts: Mapping[str, FoundHeading], form: Form
) -> dict[str, FoundHeading]:
    """Find the sections whose heading was lost by the smaller ones of their texts, below all tables."""
    found: dict[str, FoundHeading] = {}
    for position, section in enumerate(form.sections):
        if not section.begins or section.key in starts:
            continue
        above = [starts[one.key].row for one in form.sections[:position] if one.tables and one.key in starts]
        below = [one.row for one in starts.values() if above and one.row > max(above)]
        inside = range(max(above) + 1, min(below, default=len(rows))) if above else ()
        names = {at: name for at in inside if (name := small_heading(rows[at]))}
        first = next((at for at, name in names.items() if shape_of(section.begins).search(name)), None)
        if first is not None and any(
            at > first and shape_of(section.goes_on).search(name) for at, name in names.items()
        ):
            found[section.key] = FoundHeading(first - 1, section.key, "")
    return found


def _has_no_heading(rows: Sequence[SourceRow], start: FoundHeading, form: Form) -> bool:
    """Whether the row before a section is not its heading but the end of what comes before."""
    return start.key not in find_sections(rows[max(0, start.row) : start.row + 1], form)


def _first_with_labels(rows: Sequence[SourceRow], begin: int, end: int, labels: frozenset[str]) -> int | None:
    for i in range(begin, end):
        row = rows[i]
        if len(row.text) <= _LONGEST_ROW and not row.is_prose and any(_names(field, labels) for field in row.fields):
            return i
    return None


def _names(field: str, labels: frozenset[str]) -> bool:
    text = bare(field)
    return any(text.startswith(label) for label in labels) if len(text) >= _SHORTEST else False


@cache
def _labels(section: Section) -> frozenset[str]:
    """Return the labels and titles of a section's tables."""
    words: list[str] = []
    for table in section.tables:
        words += [table.title, table.stub, *(line.label for line in table.lines)]
    return frozenset(word for text in words if len(word := bare(text)) >= _SHORTEST)
