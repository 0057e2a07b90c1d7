"""What a sentence is about as it goes on: applications, disputes or documents, and of which bodies."""

from __future__ import annotations

import re
from itertools import pairwise

from model.form.roles import LineRole, TableRole
from model.form.schema import Line
from model.rules.narrative import periods, scope
from model.rules.narrative.heard import Division, Heard, Outer, Topic, Whose
from model.rules.narrative.lexicon import Item, Token
from model.rules.narrative.named_lines import bodies_named, items, lines_of
from model.rules.narrative.phrases import SENTENCE_ENDS, Phrase
from model.rules.narrative.words import WordRole

_EVERY = ("全市", "全区", "全县", "全省", "全州", "全旗", "全盟")
_DESK = re.compile("办(?![理结复毕公])")  # “县政府办受理”
_DESK_AND = re.compile("(?:政府|办公室|办公厅|本级|本部|机关|政府办)(?:及其?|和|与|以及)[省市区县州级直属所有]{0,3}$")
_NEAR = 11  # characters from such a desk to the bodies beside it
_DESKS = ("办公室", "办公厅", "政府办", "府办")
_AND_ITS_DESK = re.compile("(?:政府|本级)(?:及其?|和|与|以及|、)$")  # “区政府及区政府办公室” are the whole
_AND_BELOW = re.compile("(?:及其?|和|与|以及)(?:各|所属|下属|直属|全)")
_LONGEST = 200  # characters of a clause
_WHOLE = re.compile("全[市县区省州旗盟镇乡局]|[我本][市县区省州旗盟镇乡局委厅]")
_BODIES = frozenset({WordRole.SCOPE, WordRole.BELOW})


def follow(heard: Heard, phrase: Phrase) -> Heard:
    """Return what holds once the words of a phrase are heard, before its number is judged."""
    if phrase.depth != len(heard.outer):
        heard = _within_brackets(heard, phrase.depth)
    if phrase.opener == "；":
        heard = _list_ended(heard)
    elif phrase.opener in SENTENCE_ENDS:
        heard = _of_what_came_in(heard) if phrase.does(WordRole.PARTS) else _sentence_ended(heard)
    if phrase.does(WordRole.PARTS):
        heard = _of_what_came_in(heard) if phrase.opener == "，" and _outgrows_last(heard, phrase) else heard
        heard = heard._replace(division=heard.division._replace(running=True))
    topic, whose, division = _topic(heard, phrase), _whose(heard, phrase), _division(heard, phrase)
    if topic is heard.topic and whose is heard.whose and division is heard.division:
        return heard
    return Heard(heard.sentence, topic, whose, division, heard.told, heard.named, heard.outer)


def _within_brackets(heard: Heard, depth: int) -> Heard:
    """Keep what holds where a bracket opens, and return to it where it closes: “（信件10件），已办结11件”."""
    if depth > len(heard.outer):
        now = Outer(heard.topic, heard.whose, heard.division, len(heard.told.quantities))
        return heard._replace(outer=(*heard.outer, *[now] * (depth - len(heard.outer))))
    was = heard.outer[depth]
    whose = was.whose
    if len(heard.told.quantities) == was.counted:  # “（2019年至2024年）受理827件”
        whose = whose._replace(past=heard.whose.past)
    return heard._replace(topic=was.topic, whose=whose, division=was.division, outer=heard.outer[:depth])


def _list_ended(heard: Heard) -> Heard:
    """End the list that runs, and return to the kind of dispute that it divided."""
    topic = heard.topic._replace(all_bodies=())  # “行政复议3件，均获维持；行政诉讼2件，均被纠正”
    if topic.whole:
        topic = topic._replace(bodies=topic.whole, last_part=topic.bodies)
    whose = heard.whose._replace(foreign=False, below=False)
    return heard._replace(topic=topic, whose=whose, division=heard.division._replace(running=False))


def _sentence_ended(heard: Heard) -> Heard:
    """Begin a sentence that goes on with the results of the one before, of the same year and body."""
    topic = Topic(sure=heard.topic.sure)
    whose = heard.whose._replace(foreign=False)
    return heard._replace(topic=topic, whose=whose, division=Division(), named=())


def _of_what_came_in(heard: Heard) -> Heard:
    """Read “收到14件，上年结转1件。其中自然人11件” as of what was received."""
    lines, row = heard.lines, heard.division.row
    came_in = any(one.target.is_row(lines.received) for one in heard.told.claims)
    carried = row in {lines.brought_forward, lines.carried_forward}
    return heard._replace(division=heard.division._replace(row=lines.received)) if came_in and carried else heard


_SO_MANY = re.compile(r"(?:自然人|公民|企业|机构|组织|法人|其他)[^，、。；：\d]{0,8}(?P<number>\d{1,6})件")


def _outgrows_last(heard: Heard, phrase: Phrase) -> bool:
    """Read “新收14件，上年结转2件，其中自然人12件、企业2件” as of what came in: 14 are no parts of 2."""
    if not heard.told.quantities or not phrase.before:
        return False
    begin = phrase.before[0].start
    end = min((at for at in (heard.text.find(mark, begin) for mark in "。；：") if at >= 0), default=len(heard.text))
    told = sum(int(one["number"]) for one in _SO_MANY.finditer(heard.text, begin, min(end, begin + _LONGEST)))
    return told > heard.told.quantities[-1].value


# Whose


def _whose(heard: Heard, phrase: Phrase) -> Whose:
    whose = heard.whose
    foreign = whose.foreign and not _returns(heard, phrase)
    below, limit = whose.below, whose.scope
    for token in phrase.before:
        if token.word.roles.isdisjoint(_BODIES):
            continue
        other = _is_a_body(heard, token)
        if token.does(WordRole.BELOW):
            told = phrase.number is not None or heard.text.startswith("、", token.end)
            below = other and told  # not “指导各部门做好答复工作，全年收到…”
        else:
            both = _AND_BELOW.match(heard.text, token.end) is not None
            below, limit = False, token.text if other and not both else limit
    below = below and not _is_of_the_whole_again(heard, phrase)
    if phrase.number is not None and _is_of_all_around(heard, phrase.number.start):
        foreign, below = True, False
    elif below and _says_own(heard, phrase):
        below = False
    now = foreign, periods.is_past(heard, phrase), below, limit, whose.others
    return whose if now == whose else Whose(*now)


def _returns(heard: Heard, phrase: Phrase) -> bool:
    """Return whether what is counted may be of the form again."""
    if phrase.does(WordRole.FOREIGN):
        return False
    counted = not heard.division.running and any(token.word.object for token in phrase.before)
    certain = any(token.word.certain for token in phrase.after[:2]) or _is_own_again(
        heard, phrase
    )  # “对收到的16件政府信息公开申请”
    return counted or certain or _names_documents(heard, phrase) or _names_disputes_of_information(heard, phrase)


def _is_own_again(heard: Heard, phrase: Phrase) -> bool:
    """Read “全市民政系统受理97件，我局收到14件”: the second is the reporting body's."""
    row = items(phrase.before, TableRole.APPLICATIONS, rows=True)
    return bool(row) and not heard.division.running and _says_own(heard, phrase)


def _names_disputes_of_information(heard: Heard, phrase: Phrase) -> bool:
    """Read “培训3次，因政府信息公开引发行政复议16件”."""
    bodies = items(phrase.before, TableRole.DISPUTES, rows=True)
    begin = clause_before(heard.text, bodies[0][0].start) if bodies else 0
    return bool(bodies) and "信息公开" in heard.text[begin : bodies[0][0].start]


def _names_documents(heard: Heard, phrase: Phrase) -> bool:
    """Read “现行有效的规范性文件17件” whatever was counted before, “制发规范性文件9件、修订2件、废止4件” as well."""
    aspects = lines_of(items(phrase.before, TableRole.DOCUMENTS, rows=False))
    kept = (
        any(LineRole.ISSUED not in line.roles for line in aspects)
        and bool(heard.topic.kinds)
        and not heard.division.running
    )
    return bool(aspects) and (kept or bool(items(phrase.before, TableRole.DOCUMENTS, rows=True)))


_AROUND = re.compile("全[县市区省州旗盟]|[县市区省州旗]政府(?!信息)")
_OWN_PART = re.compile("[我本](?:局|委|厅|办|中心|院|支队|大队|单位|机关|部门)(?![市县区])")
_GOVERNS = ("政府", "管委会", "管理委员会", "办公室", "办公厅", "县", "市", "区", "州", "旗", "盟", "省")


def _is_of_all_around(heard: Heard, number: int) -> bool:
    """Read “全县收到260件，我局承办42件” in the report of the 局: the first is of all bodies of the county."""
    unit = heard.sentence.unit
    if not unit or unit.endswith(_GOVERNS) or _OWN_PART.search(heard.text, number) is None:
        return False
    return _AROUND.search(heard.text, clause_before(heard.text, number), number) is not None


def _says_own(heard: Heard, phrase: Phrase) -> bool:
    """Return whether the clause of a number names the reporting body."""
    number = phrase.number
    begin = clause_before(heard.text, number.start) if number else 0
    return number is not None and _OWN_PART.search(heard.text, begin, number.start) is not None


def _is_of_the_whole_again(heard: Heard, phrase: Phrase) -> bool:
    """Read “县直部门收到144件，全县共收到173件” as of the whole again."""
    if phrase.number is None or phrase.does(WordRole.BELOW):
        return False
    clause = clause_before(heard.text, phrase.number.start)
    return _WHOLE.search(heard.text, clause, phrase.number.start) is not None


_ALL_YEAR = re.compile(r"全年|20\d\d年|[本今]年")
_OF_SOME = re.compile("全[省市县区州旗盟镇乡国]|各|系统|辖区|其中|受理|包括|[之以]内|半年|季度|月")


def is_of_all_the_year(heard: Heard, number: int) -> bool:
    """Read “收到7件，2026年本机关共收到5件” as two numbers of one thing, where no words limit either."""
    text = heard.text
    own = _ALL_YEAR.search(text, clause_before(text, number), number) is not None
    return own and not heard.whose.scope and not heard.division.running and _OF_SOME.search(text, 0, number) is None


def clause_before(text: str, end: int) -> int:
    """Return where the clause begins that goes on to a place."""
    begin, found = max(0, end - _LONGEST), text.rfind
    # one by one, as nothing is asked of a sentence more often
    last = max(found("，", begin, end), found("。", begin, end), found("；", begin, end), found("、", begin, end))
    return last + 1 or begin


def _is_a_body(heard: Heard, token: Token) -> bool:
    """Return whether another body is named: not the reporting one, nor the 政府 of 全市政府信息公开, nor all."""
    text, unit = heard.text, heard.sentence.unit
    name = token.text + ("办" if _DESK.match(text, token.end) else "")
    own = name in unit or name.replace("政府", "人民政府") in unit or _is_the_desk(name, unit)
    if own or _is_the_bureaus_desk(heard, token) or text.startswith(("信息", "门户", "网站"), token.end):
        return False
    if scope.is_of_the_whole(text, token.start, unit) or _is_beside_the_desk(heard, token):
        return False
    limited = text.startswith("名义", token.end)  # departments may have issued others
    if not limited and name.endswith(_DESKS) and unit.endswith("政府") and _AND_ITS_DESK.search(text, 0, token.start):
        return False
    every = any(whole in text[: token.start] for whole in _EVERY)
    return not (every and token.text.startswith(("各", "镇街")) and not heard.division.running)


_BUREAU = ("局", "委", "厅", "委员会", "中心", "分局", "支队", "院")
_APART = re.compile("各(?:科|处|股|室|二级|下属|所属)|分局|直属|下属|所属|其[他余它]")


def _is_the_bureaus_desk(heard: Heard, token: Token) -> bool:
    """Read “我局办公室共收到15件” as of the bureau, for which its office receives them, where no other part is told."""
    desk = token.text == "办公室" and heard.sentence.unit.endswith(_BUREAU)
    return desk and _APART.search(heard.text) is None


def _is_the_desk(name: str, unit: str) -> bool:
    """Read “区府办” as the unit in the report of a 区人民政府办公室."""
    letters = iter(unit)
    return name.endswith("办") and unit.endswith(("办公室", "办公厅")) and all(char in letters for char in name)


def _is_beside_the_desk(heard: Heard, token: Token) -> bool:
    """Read “县政府办公室及各部门” as of the whole."""
    begin = max(0, token.start - _NEAR)
    return token.does(WordRole.BELOW) and _DESK_AND.search(heard.text, begin, token.start) is not None


def _division(heard: Heard, phrase: Phrase) -> Division:
    """Note that the list which runs tells bodies apart."""
    division = heard.division
    if not division.running or division.between_bodies:
        return division
    named = any(not token.word.roles.isdisjoint(_BODIES) for token in phrase.before)
    return division._replace(between_bodies=True) if named else division


# What


def _topic(heard: Heard, phrase: Phrase) -> Topic:
    topic = heard.topic
    if not topic.sure and (any(token.word.certain for token in phrase.before) or _received_on_application(phrase)):
        topic = topic._replace(sure=True)
    tokens = [t for t in phrase.before + phrase.after if t.word.items or t.word.object]
    if not tokens:
        return topic
    bodies = bodies_named(tokens)
    kinds = lines_of(items(tokens, TableRole.DOCUMENTS, rows=True))
    if bodies:
        joined = phrase.opener == "、" and not phrase.does(WordRole.PARTS)
        return topic._replace(
            whole=_whole_of(heard, bodies),
            last_part=(),
            bodies=tuple(dict.fromkeys((*topic.bodies, *bodies))) if joined else bodies,
            all_bodies=tuple(dict.fromkeys((*topic.all_bodies, *bodies))),
            kinds=(),
        )
    stays = kinds == topic.kinds and not (topic.bodies or topic.whole)
    if not stays and (kinds or any(token.word.object for token in tokens)):
        return topic._replace(kinds=kinds, bodies=(), whole=())
    return topic


def _received_on_application(phrase: Phrase) -> bool:
    """Read “受理依申请公开15件” as of applications wherever it stands."""
    for first, second in pairwise(phrase.before):
        for named, verb in ((second, first), (first, second)):  # “依申请公开受理15件” as well
            if (
                named.text.startswith("依申请公开")
                and first.end == second.start
                and any(map(_is_received, verb.word.items))
            ):
                return True
    return False


def _is_received(item: Item) -> bool:
    return LineRole.RECEIVED in item.line.roles


def _whole_of(heard: Heard, bodies: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the kind of dispute, named before, of which these are a part."""
    part = heard.lines.of_disputes(bodies)
    for named in (heard.topic.bodies, heard.topic.whole):
        around = tuple(line for line in named if line not in bodies and part.within(heard.lines.of_disputes((line,))))
        if around:
            return around
    return ()
