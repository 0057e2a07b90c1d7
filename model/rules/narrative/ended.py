"""Words for how all that were counted ended: “均已办结”, “行政复议1件，结果维持”, “行政诉讼均胜诉”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from model.form.roles import LineRole
from model.form.schema import Line
from model.rules.narrative.claims import Claim, Outcome, Quantity
from model.rules.narrative.heard import Heard
from model.rules.narrative.lexicon import Token, one_does
from model.rules.narrative.named_lines import bodies_named
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.topics import clause_before
from model.rules.narrative.words import WordRole

_EVERY = frozenset({WordRole.ALL})
_SEPARATORS = re.compile("[，；。！：（）、]")
_ALL = "(?:均|都|皆|全部|全数|悉数|一一|逐一|逐件|件件)"
_TERM = (
    r"(?:[于在]?(?:法定|规定|承诺|有效|要求)的?|[于在])(?:办理|答复)?(?:期限|时限|时间)(?:[以之]?内|要求)?"
    r"|[于在]?(?:\d{1,2}|[二三]?十[一二三四五六七八九]?)个?工作日[以之]?内"
    "|[于在]?(?:本年度?|当年度?|年度|年)(?:之?内|底前)?(?=[办答回])"
)
_HOW = (
    f"(?:按[时期]|如期|及时|依[法规]|[按依]照?(?:规定|要求|程序|流程|时限|期限|有关|相关|法定){{1,3}}|{_TERM}){{0,3}}{_ALL}?"
    "(?:予以|进行|完成|作出|给予|得到|给出|给)?了?"
    "(?:办理答复|办结|办毕|办完|办复|办理完[毕成结]|处理完毕|答复完毕|答复|回复)(?:完毕|完成|到位|申请人|了)?"
)
_IN_TIME = re.compile("工作日|[于在](?:办理|答复)?[期时][限间]")  # what is left may be in time, too
_FINISHED = re.compile(
    "(?:目前|现|截至目前|截至年底|[至到]?年[底末]|上述申请|所有申请|的?(?:政府信息公开|信息公开)?申请)?"
    f"(?P<how>(?:{_ALL}已?(?:经)?{_ALL}?|已(?:经)?{_ALL}?|(?:{_TERM}){_ALL}){_HOW})"
)
# What tells that not all were: some were left, or only those that were due are meant.
_NOT_ALL = re.compile(
    "除|到期|应[办答]|(?<!无)结转[下至到入]|(?<!无)结转[^，。；]{0,4}\\d{4}年|下一?年|未办结|未答复|在办|尚有|继续办理|正在|\\d件结转"
)
_SETTLED = re.compile(
    "(?:复议|诉讼|行政|结果|机关|决定|法院|判决|最终|目前|[一二终]审|[该此本]案件?|其(?![他它])|同?属于?|[归列计][入为]|[已均获被为了的现]){0,16}+(?:予以|作出)?"
    "(?P<how>维持|纠正|纠错|其[他它]|[尚还仍]?未审结|[正尚]?在(?:审理|办理)|审理)"
    "(?:原(?:具体)?行政行为|原决定|原答复|决定|结果|情[况形]|状态|阶段|[中的了]){0,6}"
)
_WON = re.compile("(?:[已获为告以]|取得|最终|[我本][市县区局镇委厅]){0,6}胜诉")
_BUT = re.compile("除|其[余他它]")
_CLOSED = re.compile("已?(?:经)?(?:审结|审理完毕|结案|办结)(?=[，；。！：（）、]|$)")


def finished(heard: Heard, phrase: Phrase) -> Iterator[Claim]:
    """Read “收到申请14件，均已办结” as that none was left."""
    if phrase.depth or not heard.told.quantities or not heard.on_application or heard.topic.bodies:
        return
    if heard.whose.elsewhere or heard.whose.scope:
        return
    begin, end = _clause(heard, phrase)
    found = _FINISHED.fullmatch(heard.text, begin, end)
    received = _all_received(heard) if found else None
    counted = received or (_counted_here(heard, phrase) if found else None)
    if found is None or counted is None or _NOT_ALL.search(heard.text):
        return
    if not (_is_one(heard) or phrase.does(WordRole.ALL) or one_does(phrase.after, _EVERY)):
        return
    span = heard.sentence.plain.span(*found.span("how"))
    lines = heard.lines
    if received and not _IN_TIME.search(found["how"]):
        yield Claim(lines.of_applications((lines.carried_forward,)), Decimal(), span, span, by_word=True)
    carried = lines.of_applications((lines.brought_forward, lines.carried_forward))
    finished = lines.of_applications((lines.results_total,))
    yield Claim(finished, counted.value, span, span, by_word=True, unless=carried)


def _counted_here(heard: Heard, phrase: Phrase) -> Quantity | None:
    """Return the number of “17件均已办结”, where it is of all that was finished."""
    last = heard.told.quantities[-1]
    return last if phrase.number and last.claim and last.claim.target.is_row(heard.lines.results_total) else None


def _is_one(heard: Heard) -> bool:
    told = heard.told.quantities
    return len(told) == 1 and told[0].value == 1


def _clause(heard: Heard, phrase: Phrase) -> tuple[int, int]:
    """Return where the words stand that follow a number, or a clause without one."""
    numeral = phrase.number.numeral if phrase.number else None
    first = numeral.after if numeral else phrase.before[0].start
    begin = first if numeral else clause_before(heard.text, first)
    found = _SEPARATORS.search(heard.text, first)
    return begin, found.start() if found else len(heard.text)


def _all_received(heard: Heard) -> Quantity | None:
    """Return the number of all that was received if it was counted last, perhaps with its parts."""
    told, lines = heard.told.quantities, heard.lines
    at = next((i for i in reversed(range(len(told))) if _is_received(heard, told[i])), None)
    if at is None:
        return None
    beside = (one for one in told[at + 1 :] if not one.phrase.depth)
    rest = [one for one in beside if not (one.claim and one.claim.target.is_row(lines.brought_forward))]
    return told[at] if not rest or sum((one.value for one in rest), Decimal()) == told[at].value else None


def _is_received(heard: Heard, one: Quantity, *, dealt_with: bool = False) -> bool:
    """Return whether a number is of all that was received; `dealt_with`: or handled, which may be the same."""
    claim, received = one.claim, heard.lines.received
    if claim is None or claim.scope or one.phrase.depth:
        return False
    return claim.target.is_row(received) or (dealt_with and any(other.is_row(received) for other in claim.also))


def settled(heard: Heard, phrase: Phrase) -> Iterator[Outcome]:
    """Read “行政复议1件，结果维持”: the only one ended so."""
    last = heard.told.quantities[-1]
    if last.claim is None or last.value != 1 or not _is_all_of_a_kind(heard, last) or heard.whose.elsewhere:
        return
    begin, end = _clause(heard, phrase)
    found = _SETTLED.fullmatch(heard.text, begin, end)
    column = _column(heard, found["how"]) if found else None
    if found and column:
        yield Outcome(last.claim.target.rows, column, heard.sentence.plain.span(*found.span("how")))


_RESULT = re.compile(
    "(?:(?:经审查|答复|处理|办理)?(?:结果|意见|类型|情况)?)(?:已|均|都|全部)?(?:为|是|属于|系|答复)?"
    "(?P<how>予以公开|部分公开|不予公开|无法提供|不予处理|其他处理)(?:决定|处理|范围|情形|的|类)?"
)


_DISCLOSED_ALL = re.compile(
    f"(?P<how>{_ALL}已?(?:经)?(?:依法|按规定|按时|按期)?[向对](?:其|申请人)(?:依法|予以|作出|全部)*(?:公开|提供)(?:了)?)"
)


def only_one(heard: Heard, phrase: Phrase) -> Iterator[Claim]:
    """Read “收到申请1件，结果为予以公开”."""
    told = heard.told.quantities
    if not told or any(one.value != told[0].value for one in told[1:]):  # “收到5件，答复5件，均为不予处理”
        return
    whole = told[0]
    every = whole.value == 1 or phrase.does(WordRole.ALL)
    if (
        not every
        or not _is_received(heard, whole, dealt_with=True)
        or heard.whose.elsewhere
        or phrase.depth
        or heard.topic.bodies
    ):
        return
    begin, end = _clause(heard, phrase)
    found = _RESULT.fullmatch(heard.text, begin, end)
    rows = [
        line for line in heard.lines.applications.having(LineRole.OUTCOME) if found and found["how"] in line.aliases
    ]
    if found and rows:
        span = heard.sentence.plain.span(*found.span("how"))
        yield Claim(heard.lines.of_applications((rows[0],)), whole.value, span, span, by_word=True)
    found = None if found else _DISCLOSED_ALL.fullmatch(heard.text, begin, end)
    if found and phrase.does(WordRole.ALL):  # “都已向其公开”, in whole or in part
        lines, span = heard.lines, heard.sentence.plain.span(*found.span("how"))
        either = (lines.of_applications(lines.outcomes[:2]),)
        yield Claim(lines.of_applications(lines.outcomes[:1]), whole.value, span, span, either, by_word=True)


def _is_all_of_a_kind(heard: Heard, last: Quantity) -> bool:
    """Return whether a number counts the disputes before one body, and no others are told beside them."""
    if last.claim is None or last.claim.target.column is not heard.lines.all_disputes:
        return False
    before = heard.told.quantities[-2:-1]
    beside = bool(before) and before[0].phrase.clause + 1 >= last.phrase.clause and before[0].claim is not None
    return not (beside and before[0].claim and before[0].claim.target.table is last.claim.target.table)


def _column(heard: Heard, how: str) -> Line | None:
    if how in {"其他", "其它"}:
        return next((line for line in heard.lines.disputes.column_leaves if "其他" in line.spoken), None)
    if how in {"维持", "纠正", "纠错"}:
        return next((line for line in heard.lines.disputes.column_leaves if how in line.aliases), None)
    return heard.lines.pending


def won_or_closed(heard: Heard, phrase: Phrase) -> Iterator[Claim]:
    """Read “行政诉讼均胜诉” as that none was lost or is open, “均已审结” as that none is open."""
    tokens = phrase.after if phrase.number else phrase.before
    every = next((token for token in tokens if token.does(WordRole.ALL)), None)
    if every is None:
        return
    won = _WON.match(heard.text, every.end)
    found = won or _CLOSED.match(heard.text, every.end)
    if found is None or not heard.on_disputes or heard.whose.elsewhere or heard.whose.scope or phrase.depth:
        return
    if _BUT.search(heard.text, max(heard.text.rfind("；", 0, every.start), 0), every.start):
        return
    bodies = _bodies(heard, phrase, tokens)
    if not bodies or (won and bodies != (heard.lines.litigation,)):
        return
    lines = heard.lines
    column = _lost_or_open(lines.disputes.column_leaves, lines.pending) if won else lines.pending
    span = heard.sentence.plain.span(every.start, found.end())
    yield Claim(lines.of_disputes(bodies, column), Decimal(), span, span, by_word=True)


def _bodies(heard: Heard, phrase: Phrase, tokens: tuple[Token, ...]) -> tuple[Line, ...]:
    return bodies_named(tokens) or (heard.topic.bodies if phrase.number else heard.topic.all_bodies)


@cache
def _lost_or_open(columns: tuple[Line, ...], pending: Line) -> Line:
    """Return the columns of which none may be filled where all was won."""
    parts = tuple(line for line in columns if line is pending or "纠正" in line.aliases)
    return Line("+".join(one.key for one in parts), "、".join(one.spoken for one in parts), parts=parts)
