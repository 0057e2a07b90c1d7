"""Outcomes that stand beside a number: both together, or not what it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from model.form.roles import TableRole
from model.form.schema import Line
from model.rules.narrative.heard import Heard
from model.rules.narrative.lexicon import Token, one_does
from model.rules.narrative.named_lines import items
from model.rules.narrative.target import OUTCOME, REASON, VERB, rank
from model.rules.narrative.words import WordRole

_NONE = frozenset({WordRole.NONE})
_NEAR = 10  # characters before an outcome

_IN_WHOLE = re.compile(
    "(?:^|[，。；：、（的]|答复|其中|同意|予以|依法)公开(?:及|和|与|或者?|以及|、)?(?:予以)?$|全部(?:或者?|和|及)$"
)


def in_whole_or_in_part(heard: Heard, tokens: Sequence[Token]) -> bool:
    """Read “公开及部分公开89件” as of both."""
    partly = next(t for t, item in items(tokens, TableRole.APPLICATIONS, rows=True) if rank(item.line) == OUTCOME)
    return _IN_WHOLE.search(heard.text, max(0, partly.start - _NEAR), partly.start) is not None


def is_of_two_outcomes(rows: tuple[Line, ...], tokens: Sequence[Token]) -> bool:
    """Read “涉及个人隐私部分公开5件”: the reason is one for which others were refused."""
    if not rows or rank(rows[0]) != REASON:
        return False
    named = (item.line for _, item in items(tokens, TableRole.APPLICATIONS, rows=True) if rank(item.line) == OUTCOME)
    return any(rows[0] not in line.leaves for line in named)


def is_denied(tokens: Sequence[Token]) -> bool:
    """Read “未受理4件” as of what was not received, “不存在4件” as of what there is not."""
    if not one_does(tokens, _NONE):
        return False
    return any(token.text == "不存在" for token in tokens) or any(
        before.does(WordRole.NONE) and any(rank(item.line) == VERB for item in token.word.items if item.is_row)
        for before, token in pairwise(tokens)
        if before.end == token.start and token.word.items
    )


_OTHERS = re.compile("第三方|权利人|利害关系人|利益相关|被征求|征求[^，。；]{0,8}意见|征询|函询")


def is_said_by_others(heard: Heard, token: Token) -> bool:
    """Read “征求意见9件，第三方不同意公开2件”: it was not decided so."""
    if not token.text.startswith(("同意", "不同意")):
        return False
    begin = max(heard.text.rfind(mark, 0, token.start) for mark in "；。") + 1
    return _OTHERS.search(heard.text, begin, token.start) is not None
