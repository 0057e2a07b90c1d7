"""What a sentence is about as it goes on: applications, disputes or documents, and of which bodies."""

from __future__ import annotations

import re

from model.form.editions.form_2021 import LEGISLATION
from model.form.schema import Line
from model.rules.narrative import scope
from model.rules.narrative.context import SentenceContext
from model.rules.narrative.lexicon import Token
from model.rules.narrative.phrase_targets import bodies_named, items, lines_of, of_disputes
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.words import WordRole

_EVERY = ("全市", "全区", "全县", "全省", "全州", "全旗", "全盟")
_DESK = re.compile("办(?![理结复毕公])")  # “县政府办受理”
_LONGEST = 200  # characters of a clause
_WHOLE = re.compile("全[市县区省州旗盟镇乡局]|[我本][市县区省州旗盟镇乡局委厅]")


def follow(context: SentenceContext, phrase: Phrase) -> None:
    """Note what the phrase changes for what comes after."""
    if phrase.opener == "；":
        context.foreign = context.in_list = context.below = False
        if context.divided_bodies:
            context.bodies, context.last_part = context.divided_bodies, context.bodies
    if phrase.does(WordRole.PARTS):
        context.in_list = True
    for token in phrase.before:
        word = token.word
        if word.certain:
            context.sure = True
        if word.object and not context.in_list and not phrase.does(WordRole.FOREIGN):
            context.foreign = False
        if not word.roles.isdisjoint(_BODIES):
            _follow_body(context, phrase, token)
    if _names_documents(phrase):
        context.foreign = False
    scope.time(context, phrase)
    _follow_whole(context, phrase)
    _follow_topics(context, phrase)


def _names_documents(phrase: Phrase) -> bool:
    """Read “现行有效的规范性文件17件” whatever was counted before."""
    in_full = items(phrase.before, LEGISLATION.key, rows=True) and items(phrase.before, LEGISLATION.key, rows=False)
    return bool(in_full) and not phrase.does(WordRole.FOREIGN)


_BODIES = frozenset({WordRole.SCOPE, WordRole.BELOW})


def _follow_body(context: SentenceContext, phrase: Phrase, token: Token) -> None:
    context.divided = context.divided or context.in_list
    other = _is_a_body(context, token)
    if token.does(WordRole.BELOW):
        told = phrase.number is not None or context.plain.text.startswith("、", token.end)
        context.below = other and told  # not “指导各部门做好答复工作，全年收到…”
    else:
        context.below = False
        context.scope = token.text if other else context.scope


def _follow_whole(context: SentenceContext, phrase: Phrase) -> None:
    """Read “县直部门收到144件，全县共收到173件” as of the whole again."""
    if context.below and phrase.number and not phrase.does(WordRole.BELOW):
        clause = clause_before(context.plain.text, phrase.number.start)
        context.below = _WHOLE.search(context.plain.text, clause, phrase.number.start) is None


def clause_before(text: str, end: int) -> int:
    """Return where the clause begins that goes on to a place."""
    return max(text.rfind(mark, max(0, end - _LONGEST), end) for mark in "，。；、") + 1 or max(0, end - _LONGEST)


def _is_a_body(context: SentenceContext, token: Token) -> bool:
    """Return whether another body is named: not the reporting one, nor the 政府 of 全市政府信息公开, nor all."""
    text = context.plain.text
    name = token.text + ("办" if _DESK.match(text, token.end) else "")
    own = name in context.unit or name.replace("政府", "人民政府") in context.unit
    if own or text.startswith(("信息", "门户", "网站"), token.end):
        return False
    every = any(whole in text[: token.start] for whole in _EVERY)
    return not (every and token.text.startswith(("各", "镇街")) and not context.in_list)


def _follow_topics(context: SentenceContext, phrase: Phrase) -> None:
    tokens = [t for t in phrase.before + phrase.after if t.word.items or t.word.object]
    if not tokens:
        return
    bodies = bodies_named(tokens)
    kinds = lines_of(items(tokens, LEGISLATION.key, rows=True))
    if bodies:
        context.divided_bodies, context.last_part = _whole_of(context, bodies), ()
        joined = phrase.opener == "、" and not phrase.does(WordRole.PARTS)
        context.bodies = tuple(dict.fromkeys((*context.bodies, *bodies))) if joined else bodies
        context.all_bodies = tuple(dict.fromkeys((*context.all_bodies, *bodies)))
        context.kinds = ()
    elif kinds or any(token.word.object for token in tokens):
        context.kinds, context.bodies, context.divided_bodies = kinds, (), ()


def _whole_of(context: SentenceContext, bodies: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the kind of dispute, named before, of which these are a part."""
    part = of_disputes(bodies)
    for named in (context.bodies, context.divided_bodies):
        around = tuple(line for line in named if line not in bodies and part.within(of_disputes((line,))))
        if around:
            return around
    return ()
