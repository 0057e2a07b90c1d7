"""What the words of a phrase name: lines of a table, by the most telling of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from model.form.roles import TableRole
from model.form.schema import Line
from model.rules.narrative.form_lines import FormLines
from model.rules.narrative.lexicon import Item, Token
from model.rules.narrative.target import FLOW, rank
from model.rules.narrative.words import WEAK_VERBS, WordRole

_SEVERAL = 2  # names, of which one may be no more than a verb


def items(tokens: Iterable[Token], table: TableRole, *, rows: bool) -> list[tuple[Token, Item]]:
    """List the lines of a table that the tokens name."""
    found: list[tuple[Token, Item]] = []
    for token in tokens:  # a loop, as nothing is asked more often, and most words name none
        for item in token.word.items:
            if item.is_row is rows and item.table.role is table:
                found.append((token, item))  # noqa: PERF401 — as above
    return found


def lines_of(found: Sequence[tuple[Token, Item]]) -> tuple[Line, ...]:
    """Return the lines, each once, in order."""
    return tuple({item.line.key: item.line for _, item in found}.values()) if found else ()


def rows_named(lines: FormLines, tokens: Sequence[Token]) -> tuple[Line, ...]:
    """Return the rows of section three that are named most tellingly; of what is carried, in which direction."""
    found = lines_of(_after_examples(items(tokens, TableRole.APPLICATIONS, rows=True), tokens))
    if not found:
        return ()
    most = max(map(rank, found))
    if most == FLOW and _governs(lines, tokens):
        return (lines.results_total,)
    telling = tuple(line for line in found if rank(line) == most)
    return _carried(lines, tokens, telling) if most == FLOW else telling


def _after_examples(found: Sequence[tuple[Token, Item]], tokens: Sequence[Token]) -> Sequence[tuple[Token, Item]]:
    """Pass over what only exemplifies: “因不掌握等原因无法提供” is about all that could not be provided."""
    ends = [token.end for token in tokens if token.text == "等"] if found else ()
    rest = [one for one in found if one[0].start >= ends[-1]] if ends else ()
    return rest or found


def after_examples(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return what is said after the examples, as “其他结果” after “撤回、终止等”."""
    ends = [i for i, token in enumerate(tokens) if token.text == "等" and tokens[i + 1 :] and tokens[i + 1].word.items]
    return tokens[ends[-1] + 1 :] if ends else tokens


def _carried(lines: FormLines, tokens: Sequence[Token], named: tuple[Line, ...]) -> tuple[Line, ...]:
    before = any(token.does(WordRole.LAST_YEAR, WordRole.INTO_THIS_YEAR) or token.text == "加" for token in tokens)
    after = any(token.does(WordRole.NEXT_YEAR) for token in tokens)
    if (before and after) or (_of_either_year(tokens) and not _from_last_year(tokens)):
        return ()
    if before:
        return (lines.brought_forward,)
    carried = lines.carried_forward
    return (carried,) if after or carried in named else ()  # “由区政府办公室转来” is of no year


def _of_either_year(tokens: Sequence[Token]) -> bool:
    """Return whether the report's own year follows, as in “转结2024年办结”: from which year to which is unclear."""
    return any(
        year.does(WordRole.THIS_YEAR) and year.start == flow.end and year.text[0].isdigit() and flow.word.items
        for flow, year in pairwise(tokens)
    )


def _governs(lines: FormLines, tokens: Sequence[Token]) -> bool:
    """Read “办结本年度申请及上年结转申请共177件” as of what was finished."""
    places = [i for i, token in enumerate(tokens) if any(item.line is lines.results_total for item in token.word.items)]
    both = [i for i, token in enumerate(tokens) if token.does(WordRole.AND)]
    flow = [i for i, token in enumerate(tokens) if any(rank(item.line) == FLOW for item in token.word.items)]
    objects = sum(bool(token.word.object) for token in tokens)
    return bool(places and both and flow) and places[0] < both[0] < flow[0] and objects > 1


def _from_last_year(tokens: Sequence[Token]) -> bool:
    """Return whether last year stands right before, as in “2023年转入2024年办结”."""
    return any(
        year.does(WordRole.LAST_YEAR) and year.end == flow.start and flow.word.items for year, flow in pairwise(tokens)
    )


def columns_named(tokens: Sequence[Token]) -> tuple[Line, ...]:
    """Return the kinds of applicants that are named."""
    return lines_of(items(tokens, TableRole.APPLICATIONS, rows=False))


def bodies_named(tokens: Sequence[Token]) -> tuple[Line, ...]:
    """Return the blocks of section four that are named, the narrower where one is part of the other."""
    named = items(tokens, TableRole.DISPUTES, rows=True)
    if not named:
        return ()
    found = lines_of(named)
    narrow = {leaf.key for line in found if not line.parts for leaf in line.leaves}
    return tuple(line for line in found if not (line.parts and narrow & {leaf.key for leaf in line.leaves}))


def aspects_named(tokens: Sequence[Token]) -> tuple[Line, ...]:
    """Return the columns of documents that are named; “发布” is one only where no other is."""
    named = items(tokens, TableRole.DOCUMENTS, rows=False)
    if len(named) < _SEVERAL:
        return lines_of(named)
    return lines_of([one for one in named if one[0].text not in WEAK_VERBS]) or lines_of(named)


def outcomes_named(tokens: Sequence[Token]) -> tuple[Line, ...]:
    """Return the columns of section four that are named."""
    return lines_of(items(tokens, TableRole.DISPUTES, rows=False))
