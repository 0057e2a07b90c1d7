"""Documents that were made anew beside those that were revised: “新制定4件、修改14件” are 18 that were issued."""

from __future__ import annotations

import re
from decimal import Decimal

from model.form.roles import LineRole
from model.rules.narrative.claims import Claim
from model.rules.narrative.heard import Sentence
from model.rules.narrative.numerals import digits_value

_REVISED = re.compile(
    r"(?:修改|修订|修正|重新(?:公布|印发|发布|制定))(?:了|行政|规范性文件|文件|的|为|并|重新|公布|印发){0,4}"
    r"(?P<number>\d{1,4})[件个份部]"
)


def with_revised(claims: tuple[Claim, ...], sentence: Sentence) -> tuple[Claim, ...]:
    """Let what was made anew be told beside what was revised, by its sum or alone."""
    if not claims or ("修" not in sentence.text and "重新" not in sentence.text):
        return claims
    revised = sum((digits_value(found["number"]) for found in _REVISED.finditer(sentence.text)), Decimal())
    if not revised:
        return claims
    return tuple(
        one._replace(besides=revised) if LineRole.ISSUED in one.target.column.roles and not one.by_word else one
        for one in claims
    )
