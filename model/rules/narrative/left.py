"""Applications of another year: what was left over from the last one, and what is put off to the next."""

from __future__ import annotations

import re

from model.rules.narrative.heard import Heard
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.target import Target
from model.rules.narrative.topics import clause_before
from model.rules.narrative.words import WordRole

_LEFT = frozenset({"件", "件次", "宗", "起", "份", "例"})
_UNDONE = "(?:没有?能?|未能?|尚未)(?:按期|如期)?(?:办结|办完|办毕|办理完毕|办理完|处理完|答复|回复)完?"
_MOVED_HERE = "(?:结转|接转|转|延续|接续|遗留|留|带)(?:过来|下来|来|[至到入]?(?:本年度?|今年|当年))"
_WAS_LEFT = re.compile(
    f"(?:度|里|年底|底)?(?:{_UNDONE}[的而、]?(?:{_MOVED_HERE}|遗留)?|{_MOVED_HERE})的?(?:政府信息公开|信息公开)?(?:申请)?"
)
_WENT_ON = re.compile(
    "度?(?:[再将来已]|继续|接着|接续|依法|依规|按规定|予以|进行|统一|作出|给予){0,3}(?:办|答复|处理|回复)"
)


def left(heard: Heard, phrase: Phrase) -> Target | None:
    """Return which of the two a number is about, if its clause says so without naming a line of the form."""
    if phrase.number is None or not phrase.number.numeral or phrase.number.numeral.measure not in _LEFT:
        return None
    if not heard.on_application or heard.topic.bodies:
        return None
    if _was_left(heard, phrase):
        return heard.lines.of_applications((heard.lines.brought_forward,))
    return _put_off(heard, phrase)


def _was_left(heard: Heard, phrase: Phrase) -> bool:
    """Read “上年没有办完的4件” and “还有4件是上年没办完转过来的”."""
    numeral = phrase.number.numeral if phrase.number else None
    if numeral is None:
        return False
    for token in phrase.before:
        if token.does(WordRole.LAST_YEAR) and _WAS_LEFT.fullmatch(heard.text, token.end, numeral.start):
            return True
    for token in phrase.after[:_EARLY]:
        if token.does(WordRole.LAST_YEAR) and _IS.fullmatch(heard.text, numeral.after, token.start):
            found = _WAS_LEFT.match(heard.text, token.end)
            return found is not None and heard.text[found.end() : found.end() + 1] in _ENDS
    return False


_EARLY = 4  # words between a number and the year that it is of
_IS = re.compile("(?:的?申请)?(?:[是为系由]|属于?)?(?:在|自|从|于)?")


_PUT_OFF = re.compile(
    r"(?:申请)?(?:按照?规定|按程序|依法|依规|将|已|延期|延长|顺延|延|转入?|接转|接续|留|移|推|挪|至|到|于|在|需|待){1,6}$"
)


_MOVED = re.compile("(?:申请)?(?:则|需|将|已)?(?:结转|转|顺延|延期|延)[至到入]$")


def _to_next_year(heard: Heard, phrase: Phrase) -> bool:
    """Read “17件转至2025年”, where nothing follows."""
    year = phrase.after[-1] if phrase.after else None
    if year is None or phrase.number is None or phrase.number.numeral is None or not year.does(WordRole.NEXT_YEAR):
        return False
    ends = heard.text[year.end : year.end + 1] in _ENDS
    return ends and _MOVED.fullmatch(heard.text, phrase.number.numeral.after, year.start) is not None


_ENDS = frozenset(("", *"，。；、）"))


def moves_on(heard: Heard, clause: Phrase) -> bool:
    """Return whether a clause says of what was counted before it that it goes on in the next year: “转到次年接着办”."""
    begin = clause_before(heard.text, clause.before[0].start) if clause.before else 0
    year = next((token for token in clause.before if token.does(WordRole.NEXT_YEAR)), None)
    if year is None or not _PUT_OFF.fullmatch(heard.text, begin, year.start):
        return False
    return heard.text[year.end : year.end + 1] in _ENDS or _WENT_ON.match(heard.text, year.end) is not None


def _put_off(heard: Heard, phrase: Phrase) -> Target | None:
    """Read “其余5件将于2025年答复” and “5件延期至2025年办理” as of what was carried forward."""
    if phrase.number is None:
        return None
    if _to_next_year(heard, phrase):
        return heard.lines.of_applications((heard.lines.carried_forward,))
    for token in phrase.after:
        if token.does(WordRole.NEXT_YEAR) and _PUT_OFF.fullmatch(heard.text, phrase.number.end, token.start):
            handled = _WENT_ON.match(heard.text, token.end) is not None
            return heard.lines.of_applications((heard.lines.carried_forward,)) if handled else None
    return None
