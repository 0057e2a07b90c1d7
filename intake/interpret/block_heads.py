"""The headers over the rows of small tables below each other: each row is read by those that stand over it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from intake.characters import bare
from intake.interpret.align import NumberGroup
from intake.interpret.beside import RowNames
from intake.interpret.by_forms import cached_by_forms
from intake.interpret.heads import Heads, by_position, by_sequence, rejoined, usual
from intake.interpret.row_templates import LIKE
from model.errors import clip
from model.form.editions import FORMS
from model.form.schema import Layout, Section, Table
from model.similarity import common_length

_Columns = frozenset[tuple[str, str]]  # of a table, by its key and that of the column
_LONGEST = 40  # characters of a header


@dataclass(frozen=True)
class Over:
    """What stands over the numbers of a row: the headers, from left to right."""

    fields: tuple[str, ...] = ()

    def heads(self, table: Table) -> Heads | str:
        """Return which columns of a table the numbers are of, or that a header of another table stands there."""
        width = len(table.column_leaves)
        found = [(field, _place(field, table)) for field in self.fields]
        strange = next((field for field, at in found if at is None and bare(field) in _labels()), "")
        if strange:
            return f"上面的表头是“{clip(strange)}”"
        named = [at for _, at in found]
        if width == 1:
            return usual(1, unnamed=0 not in named)
        if len(named) > width:
            named = [at for at in named if at is not None]
        if len(named) == width:
            return by_position(named)
        known = [at for at in named if at is not None]
        return by_sequence(known, width) or Heads((None,) * width)


def headers_over(groups: Sequence[NumberGroup], section: Section, names: RowNames) -> Iterator[Over]:
    """Return for each group the headers that stand over it, those of the rows before it where it has none itself."""
    over = Over()
    for group in groups:
        if (found := _among(group, section, names)) is not None:
            over = Over(found)
        yield over


def _among(group: NumberGroup, section: Section, names: RowNames) -> tuple[str, ...] | None:
    """Return the headers among the words before a group; None where none begin there."""
    begins = {bare(text) for table in section.tables for text in (table.stub, table.title)}
    words = [part for word in map(bare, group.above) for part in _without_stub(word, section)]
    start = max((at + 1 for at, word in enumerate(words) if word in begins), default=-1)
    if start < 0:
        start = next((at for at, word in enumerate(words) if word in _labels()), -1)
    if start < 0:
        return None
    words = words[start : len(words) - bool(group.left)]
    fields = (field for field in rejoined(words, _labels()) if len(field) <= _LONGEST and names.of(field) is None)
    apart = tuple(part for field in fields for part in _parts(field))
    glued = tuple(_any_label().findall("".join(words)))
    return glued if len(glued) > sum(field in _labels() for field in apart) else apart


def _without_stub(word: str, section: Section) -> tuple[str, ...]:
    """Part the corner of a table from the header that a PDF gives right behind it."""
    stub = next((text for one in section.tables if word.startswith(text := bare(one.stub)) and word != text), "")
    return (stub, word.removeprefix(stub)) if stub else (word,)


def _parts(field: str) -> Sequence[str]:
    """Return the headers that a field is made of, several where a PDF gives them without spaces."""
    found = () if field in _labels() else _any_label().findall(field)
    return found if len(found) > 1 else (field,)


@cached_by_forms
def _any_label() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_labels(), key=len, reverse=True)))


@cached_by_forms
def _labels() -> Mapping[str, _Columns]:
    """Return the columns of all editions that a label heads."""
    found: dict[str, set[tuple[str, str]]] = {}
    for form in FORMS.values():
        for table in form.tables.values():
            for column in table.column_leaves if table.layout is Layout.BLOCK else ():
                found.setdefault(bare(column.label), set()).add((table.key, column.key))
    return {label: frozenset(columns) for label, columns in found.items()}


def _place(field: str, table: Table) -> int | None:
    """Return which column of a table a header is that of, in full or nearly so."""
    words = bare(field)
    columns = _labels().get(words)
    if columns is not None:
        return next((at for at, one in enumerate(table.column_leaves) if (table.key, one.key) in columns), None)
    shares = [common_length(bare(one.label), words) / len(bare(one.label)) for one in table.column_leaves]
    best = max(shares)
    return shares.index(best) if best >= LIKE and shares.count(best) == 1 else None
