"""One region of the country, from the provinces down to the counties and the zones with offices of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Rank(StrEnum):
    """How high a region stands; a zone (开发区、新区、园区) is none, and stands where its government put it."""

    PROVINCE = "province"
    CITY = "city"  # 地级市、自治州、盟、地区
    COUNTY = "county"  # 县、区、旗、县级市
    ZONE = "zone"


@dataclass(frozen=True, eq=False)
class Region:
    """A region as the gazetteer names it; two of one name are two regions."""

    name: str
    rank: Rank
    parent: Region | None = field(default=None, repr=False)
    was: bool = False  # it is another region now, and older reports are still of it

    @property
    def kind(self) -> str:
        """What the region is by kind, in a word: 省, 直辖市, 市, 自治州, 盟, 县级市, 县, 旗, 区, 新区 and others."""
        if self.rank is Rank.PROVINCE:
            return "直辖市" if self.name.endswith("市") else _kind(self.name)
        if self.rank is Rank.COUNTY and self.name.endswith("市"):
            return "县级市"
        return _kind(self.name)

    @property
    def above(self) -> Iterator[Region]:
        """The regions that it lies in, the nearest first."""
        at = self.parent
        while at is not None:
            yield at
            at = at.parent

    def lies_in(self, other: Region) -> bool:
        """Whether it is the other region or a part of it."""
        return other is self or any(one is other for one in self.above)

    def concerns(self, other: Region) -> bool:
        """Whether one is the other, lies in it, or it in that: a report of one may well speak of the other."""
        return self.lies_in(other) or other.lies_in(self)

    @property
    def full_name(self) -> str:
        """Its name with all that it lies in.

        >>> city = Region("宁波市", Rank.CITY, Region("浙江省", Rank.PROVINCE))
        >>> Region("海曙区", Rank.COUNTY, city).full_name
        '浙江省宁波市海曙区'
        """
        return "".join(one.name for one in (*reversed(list(self.above)), self))


_KINDS = (
    *("特别行政区", "自治区", "自治州", "自治县", "自治旗", "开发区", "示范区", "管理区", "产业园区", "园区", "新区"),
    *("林区", "特区", "地区", "省", "市", "州", "盟", "县", "旗", "区"),
)


def _kind(name: str) -> str:
    return next((one for one in _KINDS if name.endswith(one)), "")
