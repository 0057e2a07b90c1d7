"""Which disputes a number counts: by which body they are decided, and how they ended."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.form.roles import TableRole
from model.form.schema import Line
from model.rules.narrative.claim_filter import STRAY, of_another_year, stray
from model.rules.narrative.heard import Heard
from model.rules.narrative.lexicon import Token, one_does
from model.rules.narrative.named_lines import after_examples, bodies_named, items, outcomes_named
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.target import FLOW, Target
from model.rules.narrative.topics import clause_before
from model.rules.narrative.words import BLOCKING, WordRole

_WEAK = frozenset({"次", "个", "项", "人次"})
OF_WORDS = frozenset("条篇期幅版字")  # measures of what was published about disputes
_GOES_ON = re.compile("(?:案件|申请|事项|的|均|全部|已|、|类|等){0,6}(?:[，。；：！？（）]|$)")


def dispute_target(heard: Heard, phrase: Phrase, tokens: Sequence[Token]) -> Target | None:
    """Return the disputes that a number counts; None where it counts others, or none."""
    tokens = after_examples(tokens)
    outcomes = outcomes_named(tokens)
    bodies = bodies_named(tokens)
    outcomes = outcomes or (_others(heard, phrase) if heard.topic.bodies and not bodies else ())
    if not (bodies or (outcomes and heard.topic.bodies)) or not heard.on_disputes or len(outcomes) > 1:
        return None
    if (
        of_another_year(tokens)
        or (phrase.number and phrase.number.numeral and phrase.number.numeral.measure in OF_WORDS)
        or any(token.text == "撤回" for token in (*tokens, *phrase.after[:1]))
        or one_does((*tokens, *(t for t in phrase.after[:1] if t.does(WordRole.NO_CLAIM))), BLOCKING)
        or (not bodies and any(t.word.object for t in tokens))
    ):
        return None
    if bodies and _is_asked_of_all_kinds(heard, tokens):
        return None
    if phrase.number is not None and _is_told_of_them(heard, phrase, tokens):
        return None
    named = items(tokens, TableRole.DISPUTES, rows=True) or items(tokens, TableRole.DISPUTES, rows=False)
    last = max((token.end for token, _ in named), default=phrase.number.start if phrase.number else 0)
    weak = phrase.number and phrase.number.numeral and phrase.number.numeral.measure in _WEAK
    if stray(tokens, last, phrase.number) > (0 if weak else STRAY[FLOW]):  # “对行政复议案件开展评析9次”
        return None
    if bodies and phrase.opener == "、" and heard.named:
        bodies = tuple(dict.fromkeys((*bodies_named(heard.named), *bodies)))
    return heard.lines.of_disputes(bodies or heard.topic.bodies, *outcomes)


_OTHERS = re.compile("其[他它](?:情形|情况|的|共|为)?")


def _others(heard: Heard, phrase: Phrase) -> tuple[Line, ...]:
    """Read “维持8件、纠正2件、其他3件”: the last ended otherwise."""
    before = heard.told.quantities[-1].claim if heard.told.quantities else None
    if before is None or phrase.number is None or before.target.table is not heard.lines.disputes:
        return ()
    if before.target.column is heard.lines.all_disputes:
        return ()
    words = heard.text[clause_before(heard.text, phrase.number.start) : phrase.number.start]
    others = (line for line in heard.lines.disputes.column_leaves if "其他结果" in line.aliases)
    return tuple(others) if _OTHERS.fullmatch(words) else ()


def _is_asked_of_all_kinds(heard: Heard, tokens: Sequence[Token]) -> bool:
    """Read “收到行政复议申请785件” as of all kinds, where 公开 is not said before."""
    end = items(tokens, TableRole.DISPUTES, rows=True)[-1][0].end
    return heard.text.startswith("申请", end) and "公开" not in heard.text[:end]


def _is_told_of_them(heard: Heard, phrase: Phrase, tokens: Sequence[Token]) -> bool:
    """Read “对2件行政复议案件作了通报”: what stands after disputes that a number stands before is told of them."""
    named = [token for token, _ in items(tokens, TableRole.DISPUTES, rows=True)]
    number = phrase.number.start if phrase.number else 0
    if not named or named[0].start < number or outcomes_named(tokens):
        return False
    return _GOES_ON.match(heard.text, named[-1].end) is None
