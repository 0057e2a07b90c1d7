"""T14, letters and signs in the place of digits: 1O6件, l2件, 2O23年."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.rules.words.flaws import Flaw

_LETTERS = "OoＯｏОоΟοlIＩｌІі｜|ЗSZB囗"
_WITHIN = "〇零口"  # between digits only: 4口人, 二〇
_DIGITS = "0-9０-９"
_MEASURE = "[余多]?(?:件|条|篇|次|期|份|场|起|个|项|宗|部|人|家|万|年|月|日|元|%)"
_LETTER = re.compile(f"[{_LETTERS}{_WITHIN}]")  # without which there is nothing to look for
_SUSPECT = re.compile(rf"[{_DIGITS}][.\s]?[{_LETTERS}{_WITHIN}]|[{_LETTERS}]\s?,?[{_DIGITS}]")
_RUN = re.compile(
    rf"(?<![A-Za-z{_DIGITS}./_=+\-])[{_DIGITS}{_LETTERS}][{_DIGITS}{_LETTERS}{_WITHIN},.\s]{{0,12}}(?={_MEASURE})"
)
_DIGIT = re.compile(rf"[{_DIGITS}]")
_BETWEEN = re.compile(rf"[{_DIGITS}][{_WITHIN}][{_DIGITS}]|[{_DIGITS}]〇$")
_COUNTED_BEFORE = re.compile(
    r"(?:信息|申请|文件|公开|收到|受理|办结|发布|答复|解读|推送|共计?|计|处罚|许可|了|收取)\s?$"
)
_ODD = re.compile("[SZB囗Ｓ]")
_IS_YEAR = re.compile(r"^[2２]\S{3}$")
_NEAR = 4


def letters_for_digits(text: str, _year: int) -> Iterator[Flaw]:
    """Find numbers in which a letter stands for a digit."""
    for found in _RUN.finditer(text) if _LETTER.search(text) and _SUSPECT.search(text) else ():
        said = found.group().rstrip()
        if not _is_number(text, found.start(), said):
            continue
        end = found.start() + len(said)
        if text[end : end + 1] != "年" or _IS_YEAR.match(said):
            yield Flaw(found.start(), end, "里有字母或别的字，读不出是多少；请对照原件改正")


def _is_number(text: str, start: int, said: str) -> bool:
    """Return whether some characters must be a number, and are none."""
    wrong = [one for one in said if one in _LETTERS]
    if not wrong:
        return bool(_BETWEEN.search(said))
    if not _DIGIT.search(said) or said[0] in "|｜":
        return False
    before = text[max(0, start - _NEAR) : start]
    unsure = said[0] in _LETTERS or (len(said) == _SHORT and said[-1] not in _ROUND) or any(map(_ODD.match, wrong))
    return not unsure or bool(_COUNTED_BEFORE.search(before))


_SHORT, _ROUND = 2, "OoＯО"  # S26, B2, I5, 3l: names of other things look so, but not behind 公开信息
