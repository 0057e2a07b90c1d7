"""T14, numbers that have a fixed length, or a bound beside them: postcodes, landlines, answers to a survey."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.rules.words.flaws import Flaw

_POSTCODE = re.compile(r"(?:邮政编码|邮编)[^\d，,。；;]{0,4}(?P<code>\d{1,12})(?![\d-])")
_DIGITS_OF_A_POSTCODE = 6
_LANDLINE = re.compile(r"(?<![\d-])(?P<area>010|02\d|0[3-9]\d{2})[-—－–](?P<number>\d{4,12})(?![\d-])")
_AREA = re.compile(r"0\d{2,3}[-—－–]")  # quicker to look for
_EIGHT_DIGITS = re.compile(  # areas where every number has eight
    "0(?:10|2[012345789])|0311|0371|0411|0431|0451|051[0123456789]|052[37]|053[12]|0551|057[1345679]|059[15]|0731|075[57]|0769|0851|0871|0898"
)
_SHORT, _USUAL, _LONG = 6, 7, 8
_SURVEY = re.compile(
    r"(?:发出|发放|印发|派发|投放)[^，,。；;\d]{0,14}(?P<out>\d{1,6})[份张][^，,。；;\d]{0,4}[，,、；;](?:共|实际|最终|现场|其中)?(?:收回|回收)了?(?:有效)?[^，,。；;\d]{0,8}"
    r"(?P<back>\d{1,6})[份张]"
)


def contacts(text: str, _year: int) -> Iterator[Flaw]:
    """Find postcodes and landlines with a digit too few or too many, and more answers than questions."""
    for found in _POSTCODE.finditer(text) if "邮" in text else ():
        if len(found["code"]) != _DIGITS_OF_A_POSTCODE:
            problem = f"是{len(found['code'])}位数字，邮政编码是六位；请核对"
            yield Flaw(*found.span("code"), problem)
    for found in _LANDLINE.finditer(text) if _AREA.search(text) else ():
        if _is_no_landline(found["area"], found["number"]):
            yield Flaw(*found.span(), f"区号后面是{len(found['number'])}位，不像完整的电话号码；请核对")
    for found in _SURVEY.finditer(text) if "收回" in text or "回收" in text else ():
        if int(found["back"]) > int(found["out"]):
            yield Flaw(*found.span(), "收回的多于发出的；请核对")


def _is_no_landline(area: str, number: str) -> bool:
    """Return whether a number lacks a digit; 010-12345 and its like are short by purpose."""
    if number[0] in "01":
        return False
    usual = _LONG if _EIGHT_DIGITS.fullmatch(area) else _USUAL
    return len(number) == _SHORT or (len(number) == _USUAL and usual == _LONG)
