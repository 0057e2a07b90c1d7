"""The headers over a table of many rows: where each column stands, also where lines have lost their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from intake.characters import bare
from intake.interpret.columns import any_label, before_numbers
from intake.interpret.heads import Heads, by_position, by_sequence, rejoined, usual
from intake.interpret.rows import SourceRow
from model.form.schema import Line, Table

_SHORT = 2  # characters that may stand in any label
_OTHER_ORDER = "的各列和表样的次序不同"


def matrix_heads(rows: Sequence[SourceRow], table: Table) -> Heads | str:
    """Tell the columns by the headers before the first numbers, or why nothing can be read by them."""
    above = before_numbers(rows)
    fields = _side_by_side(above, table) or list(_fields(above, table))
    places = {bare(column.label): at for at, column in enumerate(table.column_leaves)}
    if not any(field in places for field in fields):
        return usual(len(places), unnamed=True)
    lone = all(sum(map(bool, row.fields)) <= 1 for row in above)
    if position := _in_position(fields, table, lone=lone):
        return by_position([places.get(field) for field in position])
    return _by_reading(fields, places, table, lone=lone)


def _side_by_side(rows: Sequence[SourceRow], table: Table) -> list[str]:
    """Return the lowest header at each place, from the left, where the rows are about equally long; else nothing."""
    parted = [row for row in rows if row.parted and sum(map(bool, row.fields)) > 1]
    labels, groups = _words_of(table)
    lengths = [len(row.fields) for row in parted if not labels.isdisjoint(map(bare, row.fields))]
    barred = any(row.grid < 0 and "\t" not in row.text for row in parted)  # a broken line has other places
    if barred or not lengths or len({row.grid for row in parted}) > 1 or max(lengths) - min(lengths) > 1:
        return []
    found: dict[int, str] = {}
    for row in parted:
        words = {at: word for at, field in enumerate(row.fields) if (word := bare(field))}
        if any(found.get(at, word) != word and {found[at], word} <= labels - groups for at, word in words.items()):
            return []  # two columns in one place
        found |= words
    begins = (at for row in parted for at, field in enumerate(row.fields) if bare(field) in labels)
    first = min(begins, default=max(found))
    over = {bare(line.label) for line in table.columns if line.parts}
    return ["" if word in groups | over else word for at, word in sorted(found.items()) if at >= first]


def _words_of(table: Table) -> tuple[frozenset[str], frozenset[str]]:
    """Return the labels of the columns and of their groups, then those of the groups alone."""
    leaves = {bare(line.label) for line in table.column_leaves}
    groups = {bare(line.label) for line in _tree(table)} - leaves
    return frozenset(leaves | groups), frozenset(groups)


def _fields(rows: Sequence[SourceRow], table: Table) -> Iterator[str]:
    """Return the words of the headers one by one, from the first that is one of the table's."""
    labels, _ = _words_of(table)
    split = any_label(table)
    words = [bare(field) for row in rows for at, field in enumerate(row.fields) if field and at not in row.values]
    over = {bare(line.label) for line in table.columns if line.parts}
    first = next((at for at, word in enumerate(words) if word in over), -1)
    start = first + 1 or next((at for at, word in enumerate(words) if word in labels or split.search(word)), len(words))
    below = [bare(row.label) for row in table.row_leaves]
    for word in rejoined(words[start:], labels):
        if word in labels:
            yield word
        elif len(word) > _SHORT and any(word in label for label in below):
            continue  # of the first row
        else:
            several = split.findall(word)
            yield from map(bare, several) if len(several) > 1 else (word,)


def _tree(table: Table) -> Sequence[Line]:
    """Return the columns without the caption over all of them."""
    return table.columns[0].parts if len(table.columns) == 1 and table.columns[0].parts else table.columns


def _in_position(fields: Sequence[str], table: Table, *, lone: bool) -> Sequence[str] | None:
    """Return what stands over each column, where there are as many headers as columns; None where there are not.

    The headers under a merged one come after all that stand beside it; where each is `lone` in its line also before.
    """
    top = _tree(table)
    groups = [at for at, line in enumerate(top) if line.parts]
    width = len(table.column_leaves)
    if len(groups) != 1:
        return fields if len(fields) == width else None
    (at,) = groups
    below = len(top[at].parts)
    if len(fields) == width and not any(bare(top[at].label) in field for field in fields):
        return fields
    if len(fields) != width + 1 or fields[at] != bare(top[at].label):
        return None
    rest = [*fields[:at], *fields[at + 1 :]]
    last = bare(top[-1].label)
    if lone and rest[len(top) - 2] != last:  # it may be either
        return rest if rest == [bare(line.label) for line in table.column_leaves] else None
    behind = len(top) - 1 - at
    return [*rest[:at], *rest[at + behind :], *rest[at : at + behind]] if len(rest) - at - behind == below else None


def _by_reading(fields: Sequence[str], places: Mapping[str, int], table: Table, *, lone: bool) -> Heads | str:
    """Tell the columns by the order in which their headers come, where some are lost or broken."""
    named = [places[field] for field in fields if field in places]
    broken = _broken(fields, places, table, named)
    width = len(places)
    times = Counter(named)
    once = [at for at in named if times[at] == 1]
    if all(sorted(once, key=order.index) != once for order in _orders(table, places, lone=lone)):
        return _OTHER_ORDER
    heads = by_sequence(sorted(named), width) or usual(width)
    if not heads.clash:
        return Heads(heads.order, heads.unnamed - frozenset(broken))
    clash = [at for at in heads.clash if at not in broken]
    if not any(times[at] > 1 for at in clash) or not any(at not in named for at in clash):
        return Heads(tuple(range(width)), frozenset(at for at in clash if at not in named))
    labels_of = [column.label for column in table.column_leaves]
    return f"的表头里“{labels_of[clash[0]]}”多写了一次，少了“{labels_of[clash[-1]]}”"


def _broken(fields: Sequence[str], places: Mapping[str, int], table: Table, named: Sequence[int]) -> list[int]:
    """Return the columns whose labels stand in other words or over their ends; none where one is not found at all.

    Where a label is lost, another may stand in its place, and nothing tells that the pieces stand in theirs.
    """
    labels, groups = _words_of(table)
    words = [field for field in fields if field not in labels]
    whole = "".join(words)
    for group in groups:  # “其他” is a part of “法人或其他组织”
        whole = whole.replace(group, " ")
    found = {at: label for label, at in places.items() if at not in named and label in whole}
    if len({*named, *found}) < len(places):
        return []
    lines = [[at for at, label in found.items() if label in word] for word in words]
    turned = {at for word, ats in zip(words, lines, strict=True) for at in ats if not _in_order(word, ats, found)}
    return [at for at in found if at not in turned]


def _in_order(word: str, columns: Sequence[int], labels: Mapping[int, str]) -> bool:
    """Whether the labels of some columns stand in a line from left to right."""
    return sorted(columns, key=lambda at: word.find(labels[at])) == sorted(columns)


def _orders(table: Table, places: Mapping[str, int], *, lone: bool) -> Iterator[list[int]]:
    """Return the orders in which headers may be read: from the left, row by row, the last one alone in the first."""
    left = list(places.values())
    top = [places[bare(line.label)] for line in _tree(table) if not line.parts]
    yield left
    yield top + [at for at in left if at not in top]
    if not lone:
        yield left[-1:] + left[:-1]
