"""T10, T12, T13, T17: what a report says of its own parts, how long its texts are, which figures it owes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from model.form.form import Form
from model.form.roles import TextRole
from model.form.schema import Severity
from model.report.prose import MOST_SENSIBLE, says_something
from model.rules.finding import Finding
from model.rules.registry import Context, Remedy, rule
from model.rules.words import clauses
from model.rules.words.enumerations import miscounted
from model.rules.words.flaws import Find, Flaw, in_texts, of_text

_DIGITS = "零一二三四五六七八九十"
_COUNT = r"(?P<count>[一二三四五六七八九十两]|\d{1,2})"
_PARTS = re.compile(
    rf"(?:由|分为|分|分成|包括|包含|共|共分|共有|共计|下列|以下|上述|等|(?<=事项)|(?<=情况)){_COUNT}(?:个|大|项|方面)?"
    r"(?:组成部分|部分(?:的)?(?:内容)?(?:组成|构成)?|章节?|方面(?:的)?(?:内容)?(?:组成|构成)|项(?:主要)?内容(?:组成|构成)?)"
)
_MAY_COUNT_PARTS = re.compile(rf"[{_DIGITS}两\d](?:[个大项]|方面)?(?:组成部分|部分|章|方面|项)")  # quicker to look for
_MAY_BE_OF_A_REPORT = re.compile("报告|年报|全文")
_ITEMS = re.compile(
    rf"(?<![^。；;\n本度])报告(?:全文|正文)?(?:共分为?|共有|共|分为|分){_COUNT}(?:个|大)?(?:项|块|篇)(?=[。；;，,]|$)"
)
_OF_A_REPORT = re.compile(r"[本该此]报告|[本该此]?年报(?!道)|年度报告|全文|(?:^|[。；;\n])报告(?=[共由分包])")
_NAMES_PARTS = re.compile("总体情况|存在的?(?:主要)?问题|其他需要报告")
_NOT_OF_IT = re.compile(r"第.部分|总体情况部分|表格?$|清单|目录|指南|平台|网站|方案")
_BEFORE = 160  # characters: all sections may be named before they are counted


@cache
def _finder(sections: int) -> Find:
    """Return what finds wrong numbers of parts, the same for each number so that what it found is remembered."""
    return lambda text, _year: _wrong_parts(text, sections)


def _wrong_parts(text: str, sections: int) -> Iterator[Flaw]:
    for found in _PARTS.finditer(text) if _MAY_COUNT_PARTS.search(text) and _MAY_BE_OF_A_REPORT.search(text) else ():
        before = clauses.before(text, found.start(), _BEFORE)
        after = clauses.after(text, found.end(), _BEFORE)
        if not _counts_the_parts(before, found.group(), after):
            continue
        if _value(found["count"]) == sections:
            missing = _left_out(before + after, sections)
            if missing:
                yield Flaw(*found.span(), f"与列出的部分不符，没有列{missing}；请核对")
        else:
            yield _miscounted(text, found, sections)
    for found in _ITEMS.finditer(text) if "报告" in text else ():
        if _value(found["count"]) != sections:
            yield _miscounted(text, found, sections)


def _miscounted(text: str, found: re.Match[str], sections: int) -> Flaw:
    start, end = found.span("count")
    right = _DIGITS[sections] if not found["count"].isdecimal() else str(sections)
    problem = f"与年报的{_DIGITS[sections]}个部分不符；请改为{right}"
    return Flaw(*found.span(), problem, text[found.start() : start] + right + text[end : found.end()])


_SECTIONS = (  # how each is called when they are named one by one
    ("总体情况", re.compile("总体|概述|基本情况")),
    ("主动公开情况", re.compile("主动公开")),
    ("申请情况", re.compile("申请")),
    ("行政复议、行政诉讼情况", re.compile("复议|诉讼")),
    ("存在的主要问题", re.compile("问题")),
    ("其他需要报告的事项", re.compile("其[他它]|需要报告")),
)


def _left_out(named: str, sections: int) -> str:
    """Return which section is missing where all others are named; nothing where none is, or more than one."""
    missing = [name for name, words in _SECTIONS if not words.search(named)]
    return missing[0] if len(missing) == 1 and sections == len(_SECTIONS) else ""


def _counts_the_parts(before: str, said: str, after: str) -> bool:
    """Return whether what is counted are the sections of the report: it is the subject, or they are named."""
    if not _OF_A_REPORT.search(before) or _NOT_OF_IT.search(before[-12:]):
        return False
    return said[0] in "由分共" or before.endswith("年度报告") or bool(_NAMES_PARTS.search(before + after))


def _value(count: str) -> int:
    return int(count) if count.isdecimal() else 2 if count == "两" else _DIGITS.index(count)


@rule(
    "T10",
    Severity.WARN,
    "文中说的部分数与年报的六个部分一致；说有几个问题、几个方面，就列出几个，序号不缺不重",
    "{form}",
    remedy=Remedy.WORDS,
)
def number_of_parts(context: Context) -> Iterator[Finding | None]:
    """Hold “由N部分组成” to the number of sections, and what a text announces to what it counts up."""
    yield from in_texts(context, "T10", _finder(len(context.report.form.sections)))
    yield from in_texts(context, "T10", miscounted)


_BLANKS = re.compile(r"\s")


@rule(
    "T12",
    Severity.HINT,
    "第一部分总体情况不超过规定的字数（字数可以设置，默认1000字）",
    "主管部门的编制要求",
    remedy=Remedy.BY_HAND,
    preset=False,
)
def length_of_the_overview(context: Context) -> Iterator[Finding]:
    """Hold the length of section one, blanks not counted, to the limit that was set."""
    keys = _keys_of_the_overview(context.report.form)
    texts = context.report.texts
    count = sum(len(_BLANKS.sub("", texts.get(key, ""))) for key in keys)
    if count > context.switches.limit:
        longest = max(keys, key=lambda key: len(texts.get(key, "")))
        problem = f"第一部分共{count}字，超过{context.switches.limit}字；请精简，最长的是这一段"
        yield of_text(context, "T12", longest, problem, severity=Severity.HINT)


@cache
def _keys_of_the_overview(form: Form) -> tuple[str, ...]:
    supervision = form.text(TextRole.SUPERVISION)
    return tuple(one.key for one in form.section_of[supervision.key].texts) if supervision else ()


@rule(
    "T17",
    Severity.HINT,
    f"一段文字不长得离谱（不超过{MOST_SENSIBLE}字，空白不计）",
    "常见错误（整份文件粘贴在一段里）",
    remedy=Remedy.BY_HAND,
)
def beyond_any_use(context: Context) -> Iterator[Finding]:
    """Tell of a text that is longer than any report has: something else was pasted into it."""
    for key, text in context.report.texts.items():
        if len(text) > MOST_SENSIBLE and (count := len(_BLANKS.sub("", text))) > MOST_SENSIBLE:
            problem = f"这一段有{count}字，年报的一段很少超过几千字；请看看是不是贴多了"
            yield of_text(context, "T17", key, problem, severity=Severity.HINT)


_FIGURE = (  # no year, no number of a paragraph
    r"(?<![第0-9〇零一二三四五六七八九十百千])[0-9〇零一二三四五六七八九十百千万两几,.]{1,12}[余多]?万?\s?(?:[条篇次期件个份场部项例人处类种辑版家套册幅字]|余)"
)
_NONE = "没有|未|无|均为0|为零"
_OWED = {  # what county offices ask for, by the text in which it is asked for
    TextRole.ACTIVE_DISCLOSURE: {
        "网站发布数": "网站|门户",
        "新媒体发布数": "新媒体|微信|微博|公众号|客户端",
        "公报或公示栏": "公报|公示栏|公开栏|公告栏",
        "政策解读": "解读",
        "回应关切": "回应|答复群众|留言",
        "重点领域": "重点领域|重点信息",
    },
    TextRole.INFORMATION_MANAGEMENT: {
        "规章或规范性文件的制发数": "制发|制定|发布|印发|出台",
        "废止数": "废止|失效",
        "现行有效数": "现行有效|继续有效",
    },
    TextRole.PLATFORM: {
        "平台数": "平台|网站|账号|公众号|新媒体",
        "政务公开专区数": "专区|查阅点|公开区",
        "公报期数": "公报",
    },
}
_TOLD = re.compile(f"{_FIGURE}|{_NONE}")
_CLAUSES = re.compile("[^，,。；;！\n]{1,200}")


@rule(
    "T13",
    Severity.HINT,
    "（一）（三）（四）写明主管部门通常要求的数字，如网站、新媒体、解读、回应、规范性文件、公报期数",
    "主管部门的编制要求",
    remedy=Remedy.BY_HAND,
    preset=False,
)
def figures_owed(context: Context) -> Iterator[Finding]:
    """Name the figures that offices ask for, where a text tells neither a number nor that there was none."""
    for role, topics in _OWED.items():
        text = context.report.form.text(role)
        written = context.report.texts.get(text.key, "") if text else ""
        if not text or not says_something(written):
            continue
        missing = [topic for topic, words in topics.items() if not _is_told(written, words)]
        if missing:
            problem = f"没有写明{'、'.join(missing)}；没有的也请写明"
            yield of_text(context, "T13", text.key, problem, severity=Severity.HINT)


def _is_told(text: str, words: str) -> bool:
    about = words.split("|")
    clauses = [found.group() for found in _CLAUSES.finditer(text)]
    for at, clause in enumerate(clauses):
        if any(word in clause for word in about) and _TOLD.search(clause + "".join(clauses[at + 1 : at + 2])):
            return True
    return False
