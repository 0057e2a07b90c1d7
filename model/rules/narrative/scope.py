"""Whether a number is told of another body, of somebody unknown, or for a reason of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from model.form.roles import TableRole
from model.rules.narrative.heard import Heard
from model.rules.narrative.lexicon import Token
from model.rules.narrative.named_lines import items, rows_named
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.target import OUTCOME, VERB, rank
from model.rules.narrative.words import WordRole

_LONGEST = 16  # characters of the name of a body; one more with the “全” before it
_BODY = re.compile(
    f"[一-龥]{{1,{_LONGEST + 1}}}(?:局|委|厅|街道|办事处|镇|乡|区|县|市|州|旗|院|中心|管委会|委员会|支队|大队|部门"
    "|系统|公司|集团|社区)(?:办公室)?$"
)
_BEFORE_DISPUTES = re.compile(
    f"(?:[一-龥]{{0,{_LONGEST + 1}}}被)?"
    "(?:[全本我该]?[年市县区镇乡局]|由此|因此|[带惹招]来|招致|惹出|引来|导致|造成|面[对临]|遇到|遭遇|碰到|迎来|经历|牵出|"
    "招惹|[被由因所涉新而对就向进入共的]|提[起出]|引[起发]|[产发出]生|出现|办理|备案|收到|新收|接到|接收|受理|答复|不服|不满"
    "|政府信息公开|信息公开|依申请公开|申请|申请人|领域|方面|类|工作|事项|案件|一审|法院|程序|涉及|涉及到)*"
)
_AFTER_DISPUTES = re.compile(
    "(?:[被均各全类数量中的也亦同则仍]|直接|方面|领域|程序|环节|阶段|总数|情况|案件|立案|至法院)*"
)
_OWN = re.compile("[我本该各]|全(?!年)")
_WHOLE = "各全本我该"
_ABOVE = re.compile("全(?P<level>[国省市州])")
_ITS_PARTS = re.compile("(?:其|所属|直属|组成|下属|工作)+(?:部门|单位|机构)")  # named after the unit itself
_UNKNOWN = re.compile(f"(?<![一-龥])[一-龥]{{1,{_LONGEST}}}$")  # of a stretch that is no longer
_FURTHEST = 40  # characters from the name of the whole to the verb
_LEVEL = "[省市县区州旗盟镇乡局委厅办]|街道|系统|单位|机关|部门"
_WHOLE_BODIES = re.compile(
    rf"(?:[全我本]|整个)(?:{_LEVEL})(?:各级|各|有关|相关|所有|政府|行政|职能|直属|下属|所属|工作|直|级|及|其|和|与|以及|、|（|）"
    r"|部门|单位|机关|系统|机构|乡镇|镇街|街镇|街道|乡|镇|街|县|区|市|旗|园区|开发区|管委会|委办局|企事业|范围内|上下|办公室){0,12}$"
)
_HOW = re.compile(
    "内容|结果|情况|公开|属于|其中|类型|方面|决定|申请人|申请|答复|处理|最终|审查|分别|有|的|后|中|应|可|能|准许|同意|公众|总量|数量"
    "|方式|规定|依据|依照|按照|根据|法律|条例|[第条款项一二三四五六七八九十]"
)
_TURNED_TO = ("向", "至", "到", "经")  # “向上级机关申请行政复议”
_TELLING = 2  # unknown characters that may be a reason
_EVERY = (
    "行政机关",
    "各级机关",
    "党政机关",
    "政府机关",
    "政府",
    "政府系统",
    "各级",
    "直",
    "单位",
)  # of all bodies together, or of nobody else
_ADVERBS = re.compile(
    "^除|^全?年(?:度|内|间|末|底)?|^去一年|^办$|(?:[对就将把在]|通过|依法|依规|认真|及时|规范|妥善|高效|严格|顺利|如期|圆满|统一|集中|牵头|直接"
    "|法定(?:期限|时限|时间)内|规定(?:期限|时限|时间)内|按照?要求|予以|作出|做出|给予|出具|制作|进行|完成|登记|承办|接续|开展|登记|已经|先后|陆续|稳妥|准确|按规|合规|扎实|积极|有序|受|总|实|则|也|所|并|内|系统)"
    f"{{1,{_LONGEST + 1}}}$"
)


_Gaps = tuple[tuple[Token, str], ...]  # unknown characters, and the word or number that they stand before
_SOMEBODY = re.compile("(?:机关|部门|单位|机构|窗口|信箱|平台|热线|企业|公司|群众|申请人|他人|科室|基层)$")


_ANOTHER_DOOR = re.compile("(?:信箱|热线|留言板|大厅|网民|网友)$")


def _is_another_door(phrase: Phrase, gaps: _Gaps) -> bool:
    """Read “县长信箱全年收到412件” as of letters."""
    door = any(_ANOTHER_DOOR.search(gap) for _, gap in gaps)
    return door and not any(token.word.certain for token in phrase.before)


class Elsewhere(NamedTuple):
    """Whether a number is of something else, and whether what follows it is of the same."""

    number: bool = False
    following: bool = False


_HERE = Elsewhere()


def is_told_of_something_else(heard: Heard, phrase: Phrase) -> Elsewhere:
    """Return whether the number is of another body, of somebody unknown, or of disputes of another kind."""
    gaps = tuple(_gaps(heard.text, phrase))
    if not gaps:
        return _HERE
    if _is_another_door(phrase, gaps) or _is_another_body(heard, gaps) or _is_of_another_kind(heard, phrase, gaps):
        return Elsewhere(number=True, following=True)
    unknown = not _is_said_of_the_unit(heard, phrase, gaps) or _is_for_another_reason(heard, phrase, gaps)
    limited = not heard.topic.sure and phrase.does(WordRole.SUBSET, WordRole.FOREIGN)
    somebody = any(_SOMEBODY.search(gap) for _, gap in gaps)
    return Elsewhere(number=True, following=limited or somebody) if unknown else _HERE


def _is_another_body(heard: Heard, gaps: _Gaps) -> bool:
    """Return whether the number is told of a body that is not the reporting one: “市公安局收到87件”.

    The body stands right before a word that is known, or before the number. An abbreviation of the unit's
    name is the unit.
    """
    if any(_is_above(gap, heard.sentence.unit) for _, gap in gaps):
        return True
    found = ((token, _BODY.search(gap)) for token, gap in gaps)
    return any(
        not (is_own(one.group(), heard.sentence.unit) or one.group().startswith(_TURNED_TO))
        and not is_of_the_whole(heard.text, token.start, heard.sentence.unit)
        for token, one in found
        if one
    )


_HARMLESS = (
    4  # unknown characters before a verb that limit nothing, as in “至年底已答复”; a measure word is of a number
)
_LIMITS = re.compile(
    "[协代配合转未不延逾超拟可应人机构部门位窗箱台线企群众他基层员户村民委会院所站队前后方式渠道形日期限]|公[司安]"
)


def _gap_before(phrase: Phrase, verb: Token | None, gaps: _Gaps) -> tuple[str, int]:
    """Return what stands unknown before a verb and the fillers that lead to it, and its end: 部门 in “部门共收到”."""
    start = verb.start if verb else 0
    for token in reversed(phrase.before) if verb else ():
        if token is not verb and not (token.end == start and token.does(WordRole.FILLER)):
            continue
        start = token.start
        found = next((gap for one, gap in gaps if one is token), "")
        if found:
            return found, start
    return "", start


def is_of_the_whole(text: str, end: int, unit: str) -> bool:
    """Return whether all bodies of the whole are named right before a place: “全县各部门、乡镇”, “我县各级”."""
    found = _WHOLE_BODIES.search(text, max(0, end - _FURTHEST), end)
    return found is not None and not _is_above(found.group(), unit)


def _is_above(name: str, unit: str) -> bool:
    """Read “全市” as of another body in the report of a county."""
    found = _ABOVE.search(name)
    return found is not None and bool(unit) and found["level"] not in unit


def _is_said_of_the_unit(heard: Heard, phrase: Phrase, gaps: _Gaps) -> bool:
    """Return whether all before the verb is understood: not in “申请人先后收到2件”, “全年协办答复166件”."""
    rows = rows_named(heard.lines, phrase.before)
    if not rows or rank(rows[0]) != VERB:
        return True
    verb = next(
        (t for t, item in items(phrase.before, TableRole.APPLICATIONS, rows=True) if rank(item.line) == VERB), None
    )
    if verb is not None and verb.text.endswith("信息公开答复") and items(phrase.before, TableRole.DISPUTES, rows=True):
        return True  # “因政府信息公开答复引发行政复议”
    gap, end = _gap_before(phrase, verb, gaps)
    gap = gap.lstrip("年月日份底末止间内度期")
    if gap.startswith("件") and not heard.text[: end - len(gap)].endswith(tuple("0123456789")):
        gap = gap[1:]  # “政府信息公开申请件受理量为15件”
    name = _ADVERBS.sub("", gap)
    every = name.endswith((*_EVERY, "不服")) and not name.startswith("基层")
    own = not name or every or is_own(name, heard.sentence.unit)
    own = own or (
        len(name) <= _HARMLESS
        and name[0] not in "件宗份起"
        and _LIMITS.search(name) is None
        and _BODY.search(name) is None
    )
    return own or is_of_the_whole(heard.text, end, heard.sentence.unit)


def _is_for_another_reason(heard: Heard, phrase: Phrase, gaps: _Gaps) -> bool:
    """Return whether a reason in unknown words stands before an outcome: “因涉密不予公开3件” is not of all of these."""
    named = [token for token, item in items(phrase.before, TableRole.APPLICATIONS, rows=True)]
    rows = rows_named(heard.lines, phrase.before)
    if not named or not rows or rank(rows[0]) != OUTCOME:
        return False
    before = (gap for token, gap in gaps if token.start <= named[0].start)
    left = ((words, _HOW.sub("", _ADVERBS.sub("", words))) for words in before)
    return any(len(rest) >= _TELLING and not is_own(words, heard.sentence.unit) for words, rest in left)


def _is_of_another_kind(heard: Heard, phrase: Phrase, gaps: _Gaps) -> bool:
    """Return whether it counts no disputes about information: “工伤认定行政复议7件”, “行政复议听证2件”."""
    named = [token for token, _ in items(phrase.before, TableRole.DISPUTES, rows=True)]
    if not named:
        return False
    before = next((gap for token, gap in gaps if token is named[0]), "") or _before_of(heard, named[0], gaps)
    if not before and _is_caused_otherwise(heard, named[0], gaps):
        return True
    after = next((gap for token, gap in gaps if token.start - len(gap) == named[-1].end), "")
    return not (_BEFORE_DISPUTES.fullmatch(_ADVERBS.sub("", before)) and _AFTER_DISPUTES.fullmatch(after))


def _is_caused_otherwise(heard: Heard, dispute: Token, gaps: _Gaps) -> bool:
    """Read “因征地拆迁引发行政诉讼39件”: the cause stands before the verb."""
    cause = next((gap for token, gap in gaps if token.end == dispute.start and token.does(WordRole.HAPPENS)), "")
    clause = heard.text[: dispute.start].rpartition("；")[2]
    return "公开" not in clause and _BEFORE_DISPUTES.fullmatch(_ADVERBS.sub("", cause)) is None


def _before_of(heard: Heard, dispute: Token, gaps: _Gaps) -> str:
    """Return what stands unknown before the “的” of “因工伤认定引起的行政复议”."""
    of = next((gap for token, gap in gaps if token.text == "的" and token.end == dispute.start), "")
    return "" if "公开" in heard.text[: dispute.start].rpartition("；")[2] else of


def _gaps(text: str, phrase: Phrase) -> Iterator[tuple[Token, str]]:
    """Return the unknown characters before each word and the number, with the “全” or “各” that they belong to."""
    if phrase.number is None:
        return
    end = 0
    for token in (*phrase.before, phrase.number):
        found = token.start > end and _UNKNOWN.search(text[max(end, token.start - _LONGEST) : token.start])
        if found:
            whole = text[end - 1] if end and text[end - 1] in _WHOLE else ""
            yield token, whole + found.group()
        end = token.end


def is_own(name: str, unit: str) -> bool:
    """Return whether a name is the reporting body's, or an abbreviation of it."""
    if _ITS_PARTS.match(name):
        return True
    if _is_above(name, unit):
        return False
    if name.endswith("系统"):
        return name.endswith(_EVERY)
    letters = iter(unit)
    return _OWN.search(name) is not None or all(char in letters for char in name)
