"""What the narrative says of 信息处理费: whether it says it at all, and whether it says two things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from model.form.form import Form
from model.report.prose import sentences
from model.rules.narrative.lexicon import lexicon
from model.rules.narrative.numerals import Numeral, Sense
from model.rules.narrative.plain import Plain, plain

_FEE = re.compile(r"处理费|收费|费用|收取")
_OF_INFORMATION = re.compile(
    r"处理费|收费通知|信息公开[^，。；]{0,8}(?:费|收取)|(?:收取|产生|发生)[^，。；]{0,12}(?:费|钱款)|(?:收费|费用|费)[^，。；]{0,6}(?:情况|事项|为|0|零|无)|[未没无][^，。；]{0,8}(?:收费|收取)|不存在[^，。；]{0,8}收费|[不免]收[费取]"
)
_MAY_BE_A_FEE = re.compile("[费收钱]")  # one of which stands in each of these
_NONE = re.compile(
    r"(?:均|全部|都)?(?:未|没有|没|无|不曾)(?:发生|产生|存在|有|进行)?(?:收取|收费|收)|(?:没有|未|无)(?:发生|产生)?(?=[^，。；]{0,10}(?:处理费|费用|收费))|(?<![0-9.])(?:0|零)元"
)
_NOT_CHARGED_TO = re.compile(r"逾期|未缴|不缴|拖延|不得|免收|减免|其余|其他|剩余|另外|其中|本级|退")
_IS_NONE = re.compile("(?:不是|不属于|不含|并非)[^，。；]{0,6}处理费")
_PROCESSING = re.compile("(?<!垃圾)(?<!污水)处理费")
_OTHER_FEE = re.compile("(?:事业性|政府性|经营性|服务性)收费|[^处]理费|[^理收交缴免退，；的]费|等收费|罚款|基金")
_CLAUSE = re.compile("[^，；。：]*")
_BEFORE_NONE, _AFTER_NONE = 6, 2  # characters around “none” that tell why
_BEFORE_AMOUNT, _AFTER_AMOUNT = 25, 10  # characters around an amount that tell what for


@dataclass(frozen=True)
class Fees:
    """What one text says: `none` where it says that there were none, `amount` how much it says was charged, in 元."""

    mentioned: bool = False
    none: tuple[int, int] | None = None
    amount: Decimal | None = None
    at: tuple[int, int] | None = None


@lru_cache(512)  # while a number is typed the texts stay as they are
def fees(text: str, form: Form, year: int) -> Fees:
    """Read a text for what was charged.

    >>> from model.form.editions import FORM_2021
    >>> fees("本年收取信息处理费2600元。", FORM_2021, 2023).amount
    Decimal('2600')
    """
    *_, told = fees_so_far(text, form, year)
    return told


def fees_so_far(text: str, form: Form, year: int) -> Iterator[Fees]:
    """Read a text as `fees` does, and give after each sentence what was said so far."""
    found = Fees()
    yield found
    for start, sentence in sentences(text) if _FEE.search(text) else ():
        if _MAY_BE_A_FEE.search(sentence):
            folded = plain(sentence, start)
            if _OF_INFORMATION.search(folded.text):
                found = _more(found, folded, form, year)
        yield found


def _more(found: Fees, folded: Plain, form: Form, year: int) -> Fees:
    none = next(
        (
            m
            for m in _NONE.finditer(folded.text)
            if not _NOT_CHARGED_TO.search(folded.text, max(0, m.start() - _BEFORE_NONE), m.end() + _AFTER_NONE)
        ),
        None,
    )
    span = found.none or (folded.span(*none.span()) if none else None)
    charged = [  # asked only where an amount can stand
        token.numeral
        for token in (lexicon(form, year).tokens(folded.text) if "元" in folded.text else ())
        if token.numeral and token.numeral.sense is not Sense.DATE and token.numeral.measure in {"元", "万元"}
    ]
    about_fee = [one for one in charged if one.value and _is_about_fee(folded.text, one)]
    if not about_fee or found.amount:
        return Fees(mentioned=True, none=span, amount=found.amount, at=found.at)
    first = about_fee[0]
    amount = first.value * (10000 if first.measure == "万元" else 1)
    return Fees(mentioned=True, none=span, amount=amount, at=folded.span(first.start, first.end))


def _is_about_fee(text: str, amount: Numeral) -> bool:
    before = text[max(0, amount.start - _BEFORE_AMOUNT) : amount.start]
    after = _CLAUSE.match(text[amount.end : amount.end + _AFTER_AMOUNT])
    around = before + (after.group() if after else "")
    named = [*_PROCESSING.finditer(around)]
    if not named or _IS_NONE.search(around):
        return False
    return named[-1].end() > len(before) or _OTHER_FEE.search(before, named[-1].end()) is None
