"""Numbers of applications beside which no verb stands: “申请总数335件”, “全年依申请公开15件”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.form.roles import LineRole, TableRole
from model.rules.narrative.came import NEW, OF_THE_WHOLE, all_that_came, came_in, is_filler, says_when_or_whose
from model.rules.narrative.claim_filter import stray
from model.rules.narrative.heard import Heard
from model.rules.narrative.lexicon import Token, one_does
from model.rules.narrative.named_lines import items, lines_of, rows_named
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.target import FLOW, OUTCOME, VERB, Target, rank
from model.rules.narrative.topics import clause_before
from model.rules.narrative.words import BLOCKING_OR_SUBSET, WordRole

# Documents, too, are kept “依申请公开”, and counted.
_OTHER_BASIS = re.compile("主动公开|公文|属性|文件|网站|栏目|专栏|[发公]布|培训|不属于")
_SIZES = frozenset({"量", "总量", "数", "总数", "数量", "件数"})


def bare_target(heard: Heard, phrase: Phrase, tokens: Sequence[Token]) -> Target | None:
    """Read “申请总数335件”, which has no verb."""
    if _stands_for_received(heard, phrase, tokens) or all_that_came(heard, phrase):
        return heard.lines.of_applications((heard.lines.received,))
    inherited = _of_the_verb_before(heard, phrase, tokens)
    if inherited:
        return inherited
    size = next((i for i, token in enumerate(tokens) if i and token.text in _SIZES), 0)
    named = tokens[size - 1] if size else None
    ahead = phrase.number is not None and size and tokens[size].end <= phrase.number.start
    if (
        named is None
        or not ahead
        or phrase.number is None
        or named.word.object is None
        or heard.division.running
        or named.end != tokens[size].start
    ):
        return None
    partial = any(token.does(WordRole.SUBSET, WordRole.LAST_YEAR, WordRole.NEXT_YEAR) for token in tokens)
    near = not stray(tokens, named.end, phrase.number) or _STAYS.fullmatch(
        heard.text, tokens[size].end, phrase.number.start
    )
    return None if partial or not near else heard.lines.of_applications((heard.lines.received,))


_STAYS = re.compile("(?:一直|始终|全年|仍|依旧|最终|就|只|仅)?(?:停留|停|保持|定格|维持|停在)?(?:在|为|是|有)")


def _stands_for_received(heard: Heard, phrase: Phrase, tokens: Sequence[Token]) -> bool:
    """Read “全年依申请公开15件”, where nothing is said before that could be counted so."""
    if heard.told.quantities or heard.division.running or not tokens or phrase.number is None or phrase.depth:
        return False
    named = next((i for i, token in enumerate(tokens) if _is_object(token, tokens[i + 1 :])), None)
    if named is None:
        named = _of_new_ones(heard, tokens)
    if named is None or phrase.number.start < tokens[named].end or _OTHER_BASIS.search(heard.text):
        return False
    known = all(is_filler(t) or t.does(WordRole.THIS_YEAR) or t.text == "申请" for t in tokens[named + 1 :])
    alone = all(says_when_or_whose(token) for token in tokens[:named])
    begun = heard.text[clause_before(heard.text, tokens[named].start) : tokens[named].start]
    if known and came_in(heard, tokens[:named], begun):
        return True  # “向县政府提出的政府信息公开申请共15件”
    said = "".join(token.text for token in tokens[:named])
    near = stray(tokens, tokens[named].end, phrase.number) <= heard.text.startswith(_SHEETS, tokens[named].end)
    return known and alone and near and (begun == said or OF_THE_WHOLE.fullmatch(begun) is not None)


_IN_ALL = frozenset({"共", "共计", "总计", "为", "达", "共有"})


def _is_object(token: Token, after: Sequence[Token]) -> bool:
    """Return whether a word names what was received though no verb does: “政府信息公开申请共15件” as well."""
    told = bool(after) and after[-1].text in _IN_ALL
    return token.text.startswith(("依申请公开", "申请公开")) or (token.word.certain and told)


_SHEETS = ("件", "表", "书", "单")  # “依申请公开件15件”
_COMPARED = re.compile("较|比|上年|去年|增长|增加")


def _of_new_ones(heard: Heard, tokens: Sequence[Token]) -> int | None:
    """Read “本年度新增申请15件”, not “较上年新增15件”."""
    places = range(1, len(tokens))
    named = next((i for i in places if tokens[i].word.object and tokens[i - 1].text in NEW), None)
    compared = named is not None and _COMPARED.search(heard.text, 0, tokens[named].start)
    return None if compared else named


def _of_the_verb_before(heard: Heard, phrase: Phrase, tokens: Sequence[Token]) -> Target | None:
    """Read “收到信访件3件、政府信息公开申请5件”: the verb is of both."""
    if phrase.opener != "、" or len(tokens) != 1 or not tokens[0].word.certain or not heard.told.quantities:
        return None
    before = heard.told.quantities[-1].phrase
    rows = rows_named(heard.lines, before.before)
    close = before.clause < phrase.clause and not heard.division.running
    if not close or not rows or rank(rows[0]) != VERB or stray(tokens, tokens[0].end, phrase.number):
        return None
    return heard.lines.of_applications(rows[:1])


def none_of_each(heard: Heard, phrase: Phrase) -> list[Target]:
    """Read “新收、上年结转申请均为0件” as of each that is named."""
    numeral = phrase.number.numeral if phrase.number else None
    if numeral is None or numeral.value or not phrase.does(WordRole.ALL) or not heard.on_application:
        return []
    earlier = heard.named if phrase.opener == "、" else ()
    tokens = (*earlier, *phrase.before)
    named = lines_of(items(tokens, TableRole.APPLICATIONS, rows=True))
    flows = any(rank(line) == FLOW for line in named)
    found = [line for line in (heard.lines.received, heard.lines.results_total) if line in named]
    for role, line in ((_LAST, heard.lines.brought_forward), (_NEXT, heard.lines.carried_forward)):
        if flows and one_does(tokens, role):
            found.append(line)
    limited = heard.topic.bodies or heard.division.running or one_does(tokens, _OF_SOME)
    return [] if limited or len(found) < _SEVERAL else [heard.lines.of_applications((line,)) for line in found]


_LAST = frozenset({WordRole.LAST_YEAR, WordRole.INTO_THIS_YEAR})
_NEXT = frozenset({WordRole.NEXT_YEAR})
_OF_SOME = BLOCKING_OR_SUBSET | {WordRole.DUE}
_OTHERS = re.compile("其[他它](?:情形|情况)?(?:的|共|为)?")
_DISCLOSED = re.compile(
    "(?:答复|结果|类型|具体|[中为是]){0,4}(?:已|均已|决定|全部|同意|依申请)?公开(?:了|答复)?(?:的|共)?|属于(?:应当|可以|应予)?(?:主动)?公开(?:范围)?的?"
)
_ABSENT = re.compile("(?:答复|告知)?(?:政府|相关|所申请)?(?:信息)?不存在(?:的|共)?")
_BESIDE = re.compile("部分公开|[不未]予?公开|不存在|不掌握|无法提供|不予处理")
_TELLS = re.compile("公开|存在|其")
_SEVERAL = 2  # results told before what is only called 其他


def outcome_in_a_list(heard: Heard, phrase: Phrase) -> Target | None:
    """Read “公开3件，不予公开2件” and “…、不予处理2件、其他4件” by the results beside them."""
    if phrase.number is None or phrase.after or heard.topic.bodies:
        return None
    words = heard.text[clause_before(heard.text, phrase.number.start) : phrase.number.start]
    words = words[max(words.rfind("："), words.rfind("（")) + 1 :]
    if not _TELLS.search(words):
        return None
    words = words.removeprefix("其中").removeprefix("，")
    if _OTHERS.fullmatch(words):
        told = [one.claim.target for one in heard.told.quantities[-_SEVERAL:] if one.claim]
        alike = len(told) == _SEVERAL and all(one.is_outcome and rank(one.rows[0]) == OUTCOME for one in told)
        last = alike and "不予处理" in told[-1].rows[0].aliases  # else it is what is left of all
        return _called(heard, "其他处理") if last else _other_applicants(heard)
    if _ABSENT.fullmatch(words) and heard.on_application:
        return _of_reason(heard, "信息不存在")
    if _DISCLOSED.fullmatch(words) and _BESIDE.search(heard.text):
        return _called(heard, "予以公开")
    return None


def _other_applicants(heard: Heard) -> Target | None:
    """Read “…、法律服务机构23件、其他1件” as of the applicants that are none of these."""
    before = heard.told.quantities[-1].claim if heard.told.quantities else None
    if before is None or before.target.rows != (heard.lines.received,):
        return None
    kinds = heard.lines.organisations.leaves
    named = before.target.column in kinds and bool(kinds)
    return heard.lines.of_applications((heard.lines.received,), kinds[-1]) if named else None


def _called(heard: Heard, name: str) -> Target | None:
    rows = [line for line in heard.lines.applications.having(LineRole.OUTCOME) if name in line.aliases]
    return heard.lines.of_applications((rows[0],), heard.division.column) if rows else None


def _of_reason(heard: Heard, name: str) -> Target | None:
    rows = [line for line in heard.lines.applications.having(LineRole.REASON) if name in line.aliases]
    return heard.lines.of_applications((rows[0],), heard.division.column) if rows else None
