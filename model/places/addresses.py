"""Which region a web address of a government is of: its name as addresses spell it (assets/place-letters.txt)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from model.places.gazetteer import called
from model.places.region import Region

FILE = Path(__file__).resolve().parents[2] / "assets" / "place-letters.txt"
_HOST = re.compile(
    r"(?<![0-9A-Za-z.@-])(?:https?://)?(?P<host>[0-9A-Za-z-]{1,40}(?:\.[0-9A-Za-z-]{1,40}){0,5}\.gov\.cn)",
    re.IGNORECASE,
)
_KINDS = ("xian", "shi", "qu", "sheng", "qi")
_SHORTEST = 5  # letters
_BEFORE_A_NAME = (  # how an address may begin before the name of a place, by province: zjyueqing
    "ah安徽省 fj福建省 gd广东省 gs甘肃省 gz贵州省 gx广西壮族自治区 hb河北省 hb湖北省 he河北省 ha河南省"
    " hn河南省 hn湖南省 hn海南省 jl吉林省 js江苏省 jx江西省 ln辽宁省 nm内蒙古自治区 nx宁夏回族自治区 qh青海省"
    " sc四川省 sd山东省 sn陕西省 sx山西省 sx陕西省 xj新疆维吾尔自治区 yn云南省 zj浙江省"
)


class Address(NamedTuple):
    """A host that a text names, with where, and the regions whose name it spells."""

    start: int
    end: int
    regions: tuple[Region, ...]


def addresses(text: str) -> Iterator[Address]:
    """Find the hosts of governments that spell the name of a region.

    >>> [one.regions[0].full_name for one in addresses("见http://www.hongze.gov.cn/xxgk，邮箱a@b.gov.cn")]
    ['江苏省淮安市洪泽区']
    """
    for found in _HOST.finditer(text):
        regions = tuple(region for label in found["host"].lower().split(".")[:-2] for region in _spelled(label))
        if regions:
            yield Address(*found.span("host"), regions)


def _spelled(label: str) -> tuple[Region, ...]:
    rest, begins = label[2:], label[:2]
    within = (one for one in _named(rest) if any(f"{begins}{over.name}" in _BEFORE_A_NAME for over in one.above))
    return _named(label) or tuple(within)


def _named(letters: str) -> tuple[Region, ...]:
    names = _names()
    shorter = (letters.removesuffix(kind) for kind in _KINDS if letters.endswith(kind))
    words = next((names[one] for one in (letters, *shorter) if len(one) >= _SHORTEST and one in names), ())
    return tuple(region for name in words for region in called(name))


@cache
def _names() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in FILE.read_text("utf-8").splitlines():
        name, letters = line.split()
        found.setdefault(letters, []).append(name)
    return {letters: tuple(some) for letters, some in found.items()}
