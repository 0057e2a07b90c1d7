"""Editions that nobody thought of: an edition with rows, columns and texts added, left out and called otherwise.

What the rules of a form say stays true of it: a new line is added wherever its neighbour is, a line that is left out is
left out of every sum.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count

from hypothesis import strategies as st

from model.form.editions import FORMS
from model.form.form import Form
from model.form.schema import IdentityRule, Line, Section, Sum, Table, Text
from tests.editions.form_2027 import FORM_2027

SINCE = 2030
_numbers = count()
NEW_TEXT = Text("overview/new_text", "（六）新的要求", "写新的要求。", "新的要求")


@dataclass(frozen=True)
class Changes:
    """How an edition becomes another."""

    base: str  # the edition
    renamed: bool  # every key and every label is another
    left_out: frozenset[int]  # numbers of lines and texts
    doubled: frozenset[int]  # numbers of lines beside which there is a new one


_places = st.frozensets(st.integers(0, 70), max_size=8)
all_changes = st.builds(Changes, st.sampled_from(["2019", "2021", "2027"]), st.booleans(), _places, _places)


def made_up(changes: Changes) -> Form:
    """Make an edition that nobody has prescribed for the years from 2030.

    Each has a name of its own, since much is remembered by it.
    """
    numbers, base = count(), {"2027": FORM_2027, **FORMS}[changes.base]
    sections = tuple(_section(section, changes, numbers) for section in base.sections)
    edition = f"{SINCE}.{next(_numbers)}"
    return Form(edition, f"国办公开办函〔{SINCE}〕1号", SINCE, sections)


def _key(key: str, changes: Changes) -> str:
    """Call something otherwise: `a/b` becomes `za/zb`."""
    return "/".join(f"z{part}" for part in key.split("/")) if changes.renamed else key


def _label(label: str, changes: Changes) -> str:
    return f"{label}另称" if changes.renamed and label else label


def _section(section: Section, changes: Changes, numbers: Iterator[int]) -> Section:
    kept = [text for text in section.texts if next(numbers) not in changes.left_out]
    texts = kept or list(section.texts[:1])
    if next(numbers) in changes.doubled and len(section.texts) > 1:
        texts.append(NEW_TEXT)
    return replace(
        section,
        texts=tuple(text._replace(key=_key(text.key, changes)) for text in texts),
        tables=tuple(_table(table, changes, numbers) for table in section.tables),
    )


def _table(table: Table, changes: Changes, numbers: Iterator[int]) -> Table:
    rules = (*table.in_every_row, *table.in_every_column)
    rows, columns = (_leaves(axis, rules, changes, numbers) for axis in (table.row_leaves, table.column_leaves))
    becomes = {**rows, **columns}
    return replace(
        table,
        key=_key(table.key, changes),
        title=_label(table.title, changes),
        rows=tuple(_lines(table.rows, becomes, changes)),
        columns=tuple(_lines(table.columns, becomes, changes)),
        in_every_row=tuple(_rule(rule, becomes) for rule in table.in_every_row),
        in_every_column=tuple(_rule(rule, becomes) for rule in table.in_every_column),
    )


def _leaves(
    leaves: tuple[Line, ...], rules: tuple[IdentityRule, ...], changes: Changes, numbers: Iterator[int]
) -> dict[Line, tuple[Line, ...]]:
    """Say what becomes of each line of an axis: it stays, alone or with a new one beside it, or it is left out."""
    totals = {rule.derives for rule in rules}
    needed = totals | {side.lines[0] for rule in rules for side in (rule.left, rule.right)} | {leaves[0]}
    becomes: dict[Line, tuple[Line, ...]] = {}
    for line, number in zip(leaves, numbers, strict=False):
        kept = replace(line, key=_key(line.key, changes), label=_label(line.label, changes))
        if number in changes.left_out and line not in needed:
            becomes[line] = ()
        elif number in changes.doubled and line not in totals:
            becomes[line] = (kept, _new(line, number))
        else:
            becomes[line] = (kept,)
    return becomes


def _new(beside: Line, number: int) -> Line:
    letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    return Line(
        f"new_{letters}", f"（九）新设{number}项", name=f"新设{number}项", help="新设的一项。", kind=beside.kind
    )


def _lines(lines: tuple[Line, ...], becomes: Mapping[Line, tuple[Line, ...]], changes: Changes) -> Iterator[Line]:
    for line in lines:
        if not line.parts:
            yield from becomes[line]
        elif parts := tuple(_lines(line.parts, becomes, changes)):
            yield replace(line, key=_key(line.key, changes), label=_label(line.label, changes), parts=parts)


def _rule(rule: IdentityRule, becomes: Mapping[Line, tuple[Line, ...]]) -> IdentityRule:
    left, right = (Sum(tuple(new for line in side.lines for new in becomes[line])) for side in (rule.left, rule.right))
    return rule._replace(left=left, right=right, derives=becomes[rule.derives][0] if rule.derives else None)
