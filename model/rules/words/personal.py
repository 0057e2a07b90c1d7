"""T7: no numbers of persons stand in texts that are going to be published, however a copy has disguised them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from model.form.schema import Severity
from model.rules.finding import Finding
from model.rules.registry import Context, Remedy, rule
from model.rules.words import clauses
from model.rules.words.flaws import Flaw, in_texts
from model.rules.words.persons import persons

_AS_DIGITS = str.maketrans(  # one character for one: a place in the folded text is the same place in the text
    "０１２３４５６７８９〇零一二三四五六七八九ｘＸ－—–−‐‑‒·・．。\u00a0\u3000\u2002\u2003\u2009\u202f\t\r\n\u200b\u200c\u200d\u2060\ufeff\u00ad",
    "01234567890" + "0123456789" + "XX" + "-------" + "...." + " " * 15,
)
_GAP = "[ .-]{0,2}"
_MOBILE = re.compile(
    rf"(?<![0-9])(?:\+?86{_GAP})?(?P<number>1{_GAP}[3-9](?:{_GAP}[0-9]){{9}})(?!{_GAP}[0-9]|\s?[元次人条件万])"
)
_CARD = re.compile(rf"(?<![0-9A-Za-z])[1-9](?:{_GAP}[0-9]){{16}}{_GAP}[0-9Xx](?!{_GAP}[0-9A-Za-z])")
_OLD_CARD = re.compile(rf"(?<![0-9A-Za-z])[1-8](?:{_GAP}[0-9]){{14}}(?!{_GAP}[0-9A-Za-z])")
_MANY = re.compile(r"[\d〇零一二三四五六七八九](?:[^\u4e00-\u9fffA-Za-z，。；、]{0,2}[\d〇零一二三四五六七八九]){9}")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]{1,400}|[0-9A-Za-z._-]{1,60}@[0-9A-Za-z.-]{1,60}")
_OF_THE_OFFICE = re.compile(  # what stands before a number that the office publishes on purpose
    r"(?:电话|热线|传真|联系方式)(?:号码)?(?:[（(][^（）()]{0,20}[）)])?(?:是|为|拨打)?[\s:：、]{0,4}$"
)
_OF_A_PERSON = re.compile(
    "申请人|当事人|举报人|投诉人|原告|第三人|来电人|身份证|先生|女士|居民|村民|业主|患者|家长|市民(?=[^热服]{1,4}[（(，电手])"
)
_CARD_BEFORE = re.compile(r"身份证(?:号码?)?[\s:：为是]{0,4}$")  # is one, whatever its digits
_OTHER_CODES = re.compile(r"(?:信用代码|机构代码|账号|帐号|备案号|许可证号?|文号|单号|流水号|案号)[\s:：为是]{0,4}$")
_STOPS = re.compile("[;；。]")
_NEAR = 40  # characters before a number in which it is said what it is
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
    ]
)


def is_identity_number(text: str) -> bool:
    """Return whether 18 characters are an identity-card number: a real birthday, or the right check character.

    >>> is_identity_number("11010519491231002X")
    True
    """
    if _is_day(text[6:14]):
        return True
    weighted = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text, strict=False))
    return "10X98765432"[weighted % 11] == text[17].upper()


def is_old_identity_number(text: str) -> bool:
    """Return whether 15 digits are a number of the cards before 1999: a province, and a birthday of the last century.

    >>> is_old_identity_number("110105491231002"), is_old_identity_number("410881234567890")
    (True, False)
    """
    return text[:2] in _PROVINCES and _is_day(f"19{text[6:12]}")


def _is_day(text: str) -> bool:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])).year >= 1900  # noqa: PLR2004 — nobody alive is older
    except ValueError:
        return False


def personal(text: str, _year: int) -> Iterator[Flaw]:
    """Find numbers of identity cards and mobile telephones, names of applicants and where they live."""
    yield from persons(text)
    if not _MANY.search(text):
        return
    folded = text.translate(_AS_DIGITS)
    addresses = [found.span() for found in _ADDRESS.finditer(text)]
    for found, problem in _numbers(folded):
        start, end = found
        inside = any(begin <= start < stop for begin, stop in addresses)
        if not inside and not _OTHER_CODES.search(text, max(0, start - _NEAR), start):
            yield Flaw(start, end, problem)


def _numbers(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    taken: list[range] = []
    for kind, is_one in ((_CARD, is_identity_number), (_OLD_CARD, is_old_identity_number)):
        for found in kind.finditer(text):
            if is_one(_bare(found.group())) or _CARD_BEFORE.search(text, max(0, found.start() - _NEAR), found.start()):
                taken.append(range(*found.span()))
                yield found.span(), "像是身份证号码；年报要向社会公开，请删去"
    for found in _MOBILE.finditer(text):
        start = found.start()
        if (
            not any(start in one for one in taken)
            and _is_in_groups(found["number"])
            and not _is_published(clauses.before(text, start, _NEAR, _STOPS))
        ):
            yield found.span(), "像是手机号码；年报要向社会公开，请核对是否应当公布"


def _is_in_groups(number: str) -> bool:
    """Return whether a number is parted as people, or a line's end, part one; not several numbers in a row.

    >>> _is_in_groups("138 0013 8000"), _is_in_groups("18 335 4 12 981")
    (True, False)
    """
    sizes = [len(group) for group in re.split("[ .-]+", number)]
    return len(sizes) <= _HALVES or min(sizes) >= _SMALLEST_GROUP or max(sizes) == 1


_HALVES, _SMALLEST_GROUP = 2, 3


def _bare(number: str) -> str:
    return "".join(c for c in number if c not in " .-")


def _is_published(clause: str) -> bool:
    """Return whether the words before a number say that it is the office's own."""
    return bool(_OF_THE_OFFICE.search(clause)) and not _OF_A_PERSON.search(clause)


@rule(
    "T7",
    Severity.WARN,
    "要公开的文字里没有身份证号码、手机号码，没有申请人的姓名、住址",
    "《条例》第十五条（个人隐私）",
    remedy=Remedy.BY_HAND,
)
def personal_numbers(context: Context) -> Iterable[Finding | None]:
    """Find identity-card (18 or 15 digits) and mobile (11 digits) numbers in a text that is going to be published."""
    return in_texts(context, "T7", personal)
