"""T19: sentences are whole: none breaks off, what opens closes, no stop stands behind another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.form.schema import Severity
from model.rules.finding import Finding, Verdict
from model.rules.registry import Context, Remedy, rule
from model.rules.words.broken_off import broken_off
from model.rules.words.empty_items import empty_items
from model.rules.words.flaws import Flaw, in_texts
from model.rules.words.repeats import with_commas
from model.rules.words.unfinished import unfinished

_GOES_ON = re.compile(  # what a sentence cannot end with, though no stop tells that it does
    r"(?:[^存内所现潜旨好实外何]在|[^参给赋]与|[^温饱缓共总平谐柔调]和|[^普涉触提顾波危惠遍可论]及|[^应面核校比绝相反派敌]对|针对"
    r"|[^即大主武]将|[^行作成认以因甚极颇人能分视更]为|[^自理缘事案来]由|[^方意导取去倾走流转志投定单双]向|[^目有]的|关于|对于|由于"
    r"|[^议决收试核审查过]通过|[须应均]经|[，,；;。](?:围绕|根据|按照|确保|针对|进一步|不断)|[^合兼]并|而且|并且|[^抑]或|使)$"
)
_FRESH = re.compile(  # how a new paragraph begins, which goes on with no sentence
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]|第?[一二三四五六七八九十]{1,2}(?:是|要|[，,])|①|20\d\d年|同时|此外|另外|下一步|首先|其次|针对|存在)"
)
_TAIL = 4  # characters of the longest of these
_NO_SENTENCE = 6  # characters: a line that short may be a heading
_TWO_STOPS = re.compile("[，、；：。](?=[，。；、])")
_WRONG = (  # what else stands beside a stop only by mistake: words that go on, stops before and after brackets
    ("并在。", re.compile("并在。")),
    ("并对。", re.compile("并对。")),
    ("并将。", re.compile("并将。")),
    ("。（", re.compile("。（(?=[^（）]{1,20}）。)")),
    ("均、", re.compile("(?<![日月年人周户平])均、")),
    ("已、", re.compile("已、")),
    ("将、", re.compile("(?<![少上大])将、")),
)
_ELLIPSIS = "。。。"
_PAIRS = (
    ("（(", "）)", "括号"),
    ("《", "》", "书名号"),
    ("“", "”", "引号"),
    ("【", "】", "括号"),
    ("<〈", ">〉", "书名号"),
)
_MARKS = re.compile("[（(《“【<〈）)》”】>〉]")
_USUAL_PAIRS = ("（）", "()", "“”", "《》")  # one within another last
_ORDINAL = re.compile(r"(?:^|[。；;，,：:、\n（(\s])[\d一二三四五六七八九十a-zA-Z]{1,3}$")  # 1）


def cut_off(text: str) -> Iterator[Flaw]:
    """Find paragraphs that end within a sentence."""
    if text and (text[-1] not in "。！”）)" or "\n" in text):
        lines, at = text.split("\n"), 0
        for number, line in enumerate(lines):
            said = line.rstrip()
            goes_on = said[-1:] in {"，", ",", "、"} or (
                len(said) >= _NO_SENTENCE and _GOES_ON.search(said, len(said) - _TAIL)
            )
            if goes_on and _is_last_of_its_kind(lines, number):
                last = max(said.rfind(stop, 0, len(said) - 1) for stop in "，,。；;") + 1
                yield Flaw(at + last, at + len(said), "没有写完；请补上后面的话，或者用句号结束")
            at += len(line) + 1


def _is_last_of_its_kind(lines: list[str], number: int) -> bool:
    """Return whether no line goes on with what a line begins: there is none, or it begins anew."""
    following = next((line for line in lines[number + 1 :] if line.strip()), "")
    return not following or bool(_FRESH.match(following))


def stops(text: str) -> Iterator[Flaw]:
    """Find two stops where one must stand, and a sentence that ends with a word that goes on."""
    wrong = "写坏了；请核对是不是少了字、多了标点"
    for found in _TWO_STOPS.finditer(text) if "，，" in with_commas(text) else ():
        at = found.start()
        if _ELLIPSIS not in text[max(0, at - 2) : at + 4]:
            yield Flaw(at, at + 2, wrong)
    for words, pattern in _WRONG:
        if words in text:
            yield from (Flaw(*found.span(), wrong) for found in pattern.finditer(text))


def unpaired(text: str) -> Iterator[Flaw]:
    """Find brackets and marks of quotation without their like."""
    marks = "".join(_MARKS.findall(text))
    for pair in _USUAL_PAIRS:
        marks = marks.replace(pair, "")
    for opens, closes, name in _PAIRS if marks else ():
        if sum(map(marks.count, opens)) != sum(map(marks.count, closes)):
            yield from _alone(text, opens, closes, name)


def _alone(text: str, opens: str, closes: str, name: str) -> Iterator[Flaw]:
    open_at: list[int] = []
    for at, char in enumerate(text):
        if char in opens:
            open_at.append(at)
        elif char in closes and open_at:
            open_at.pop()
        elif char in closes and (not _is_no_bracket(text, at) or _is_half_an_ordinal(text, at)):
            yield _missing(text, at, f"前面少了另一半{name}")
    yield from (_missing(text, at, f"后面少了另一半{name}") for at in open_at if text[at] != "<")


def _is_no_bracket(text: str, at: int) -> bool:
    """Return whether a closing mark is none: that of 1）, or a comparison."""
    if text[at] in "）)":
        return bool(_ORDINAL.search(text, max(0, at - 5), at))
    return text[at] == ">" and text[at + 1 : at + 2] in _COMPARED


def _is_half_an_ordinal(text: str, at: int) -> bool:
    """Return whether 一） stands beside （二）: one of the two has lost a bracket."""
    return text[at] == "）" and text[at - 1] in _IN_CHINESE and bool(_WHOLE_ORDINAL.search(text))


_IN_CHINESE, _WHOLE_ORDINAL = frozenset("一二三四五六七八九十"), re.compile("（[一二三四五六七八九十]{1,2}）")


def _missing(text: str, at: int, problem: str) -> Flaw:
    """Point at a mark with the words beside it, so that it can be found."""
    start, end = (at, min(len(text), at + _BESIDE)) if "后面" in problem else (max(0, at - _BESIDE + 1), at + 1)
    return Flaw(start, end, f"{problem}；请补上或删去")


_BESIDE = 6
_COMPARED = frozenset("0123456789= ")


def broken(text: str, _year: int) -> Iterator[Flaw | None]:
    """Find what breaks a sentence."""
    yield from cut_off(text)
    yield from stops(text)
    yield None
    told = {flaw.end: flaw for flaw in (*unfinished(text), *broken_off(text))}
    yield from (told[end] for end in sorted(told))
    yield from empty_items(text)
    yield None
    yield from unpaired(text)


@rule(
    "T19",
    Severity.WARN,
    "句子完整：没有断在半截的，序号后面有内容，括号、引号、书名号成对，没有多余的标点；标题的序号不重不缺（从文件读来的年报）",
    "《标点符号用法》GB/T 15834—2011",
    remedy=Remedy.BY_HAND,
)
def broken_sentences(context: Context) -> Iterator[Finding | None]:
    """Find sentences that break off, marks without their like, and stops behind stops."""
    yield from in_texts(context, "T19", broken)
    yield from in_texts(context, "T19", without_stop, Severity.HINT)
    for heading in context.as_read.halves:
        yield _heading(context, heading, "少了另一半括号")
    for heading in context.as_read.misnumbered:
        yield _heading(context, heading, "的序号与前一个重复" if heading[0] in _NUMBERED else "前面少了序号")


_NUMBERED = frozenset("（(第一二三四五六七八九十")


_NO_STOP = re.compile(  # a last line that has stops, and none behind its last words
    r"[。；][^。；\n]{0,200}?[，：）。；](?P<last>[^。；，：\n]{0,40}[一-鿿])\s{0,9}$"
)
_NO_SENTENCE_LAST = re.compile(
    r"附件|电话|地址|传真|网址|邮编|联系人|[\d一二三四五六七八九十]\s?(?:件|条|次|篇|个|人|人次|份|期|场|名|项|处|块|家|万?元)$|(?:政府|局|委|厅|办|中心|院|处)$|20\d\d"
)


def without_stop(text: str, _year: int) -> Iterator[Flaw]:
    """Find a text that ends without a stop, though it has some: its end may have been cut off."""
    if text and "\u4e00" <= text.rstrip()[-1:] <= "\u9fff":
        line = text.rstrip().rpartition("\n")[2]
        at = len(text.rstrip()) - len(line)
        found = _NO_STOP.search(line) if "。" in line or "；" in line else None
        if found and not _NO_SENTENCE_LAST.search(line, found.start("last") - 6) and not _GOES_ON.search(line):
            yield Flaw(at + found.start("last"), at + found.end("last"), "后面没有标点；请核对是不是没有写完")


def _heading(context: Context, heading: str, why: str) -> Finding:
    message = f"标题“{heading}”{why}；导出时按表样写，原件和网页上的请一并改正（T19）"
    place = context.report.form.opening.key
    return Finding("T19", Severity.WARN, Verdict.BROKEN, (place,), message, quote=heading, about=heading, why=why)
