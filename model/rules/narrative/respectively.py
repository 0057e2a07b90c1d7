"""Lists that name first and count afterwards: “A、B、C分别为a、b、c”."""

from __future__ import annotations

from collections.abc import Iterator

from model.form.roles import LineRole, TableRole
from model.form.schema import Line
from model.rules.narrative.form_lines import FormLines
from model.rules.narrative.lexicon import Item, Token
from model.rules.narrative.named_lines import items, lines_of
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.target import VERB, Target, rank
from model.rules.narrative.words import WordRole


def respectively(lines: FormLines, cut: tuple[Phrase, ...]) -> Iterator[tuple[int, Target]]:
    """Return the phrases whose numbers are of items named before all of them, where there are as many of each."""
    for index, phrase in enumerate(cut):
        if not phrase.does(WordRole.RESPECTIVELY) or not phrase.counts:
            continue
        numbers = [index]
        for at, one in enumerate(cut[index + 1 :], index + 1):
            beside = one.clause == phrase.clause or one.opener in {"、", "，"}  # “分别有14件和9件”
            if not beside or any(t.word.items for t in one.before) or not one.counts:
                break
            numbers.append(at)
        named = _named_run(cut[:index], phrase)
        if len(named) == len(numbers):
            kinds = lines_of(items((t for one in cut[: index + 1] for t in one.before), TableRole.DOCUMENTS, rows=True))
            year_said = any(token.does(WordRole.NEXT_YEAR) for one in cut[: index + 1] for token in one.before)
            targets = [_target_of(lines, item, kinds, year_said=year_said) for _, item in named]
            yield from ((at, target) for at, target in zip(numbers, targets, strict=True) if target)


def _named_run(earlier: tuple[Phrase, ...], phrase: Phrase) -> list[tuple[Token, Item]]:
    tokens: list[Token] = list(phrase.before)
    for one in reversed(earlier):
        if one.number is not None:
            break
        tokens = [*one.before, *tokens]
    named: dict[str, tuple[Token, Item]] = {}
    for before, token in zip([None, *tokens], tokens, strict=False):
        for item in _one_item(before, token):
            if not (item.table.role is TableRole.DOCUMENTS and item.is_row):
                named[item.line.key] = (token, item)
    telling = [
        one for one in named.values() if one[1].table.role is not TableRole.APPLICATIONS or rank(one[1].line) != VERB
    ]
    return telling if len(telling) > 1 else list(named.values())


def _one_item(before: Token | None, token: Token) -> tuple[Item, ...]:
    """Return the item that a word names; “结转” names one only beside its year."""
    if len(token.word.items) > 1 and before is not None and before.does(WordRole.LAST_YEAR):
        return token.word.items[:1]
    return token.word.items[-1:]


def _target_of(lines: FormLines, item: Item, kinds: tuple[Line, ...], *, year_said: bool) -> Target | None:
    if item.table.role is TableRole.APPLICATIONS:
        if LineRole.CARRIED_FORWARD in item.line.roles and not year_said:
            return None
        return (
            lines.of_applications((item.line,)) if item.is_row else lines.of_applications((lines.received,), item.line)
        )
    if item.table.role is TableRole.DISPUTES and item.is_row:
        return lines.of_disputes((item.line,))
    if item.table.role is TableRole.DOCUMENTS and kinds:
        return Target.of(item.table, kinds, item.line)
    return None
