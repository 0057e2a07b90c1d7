"""One year's report of one unit, as an immutable value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from model.form.editions import FORMS, form_for
from model.form.form import Form
from model.form.schema import Cell
from model.report.prose import says_something
from model.values import NamedTuple, Value

DRAFT_MARK = "草稿"  # what every printed page says of a report that is not final
SUM_NOTE = "汇总说明"  # the heading over what a sum is over, on a page behind the report
DRAFT_LINE = f"{DRAFT_MARK}：还没有定稿"  # what its other files say: nobody writes such a line into a report
CHARTS_HEADING = "附图：历年与办理结果"  # over the last pages of a printed report, which are no part of it
LONGEST_UNIT = 200  # characters of a name
NO_YEAR = 0  # nobody has said yet of which year a report is


class Level(StrEnum):
    """What kind of body reports; it decides which checks apply and which deadline."""

    TOWNSHIP = "township"
    SUBDISTRICT = "subdistrict"
    COUNTY = "county"
    COUNTY_DEPARTMENT = "county_department"
    CITY = "city"
    CITY_DEPARTMENT = "city_department"
    PROVINCE = "province"
    PROVINCE_DEPARTMENT = "province_department"
    CENTRAL = "central"
    UNKNOWN = "unknown"  # nobody has said it yet: no check asks for a level, and 定稿 does

    @property
    def label(self) -> str:
        """What the user chooses."""
        return _LEVEL_LABELS[self]

    @property
    def is_government(self) -> bool:
        """Whether it is a people's government (各级人民政府), not an office or a department of one."""
        return self in {Level.TOWNSHIP, Level.COUNTY, Level.CITY, Level.PROVINCE}

    @property
    def may_make_regulations(self) -> bool:
        """Whether 规章 of its own are possible; said only of the levels where it surely is not."""
        return self not in {Level.TOWNSHIP, Level.SUBDISTRICT, Level.COUNTY, Level.COUNTY_DEPARTMENT}


_LEVEL_LABELS = {
    Level.TOWNSHIP: "乡镇人民政府",
    Level.SUBDISTRICT: "街道办事处",
    Level.COUNTY: "县（市、区）人民政府",
    Level.COUNTY_DEPARTMENT: "县（市、区）政府部门",
    Level.CITY: "市（州、盟）人民政府",
    Level.CITY_DEPARTMENT: "市（州、盟）政府部门",
    Level.PROVINCE: "省（自治区、直辖市）人民政府",
    Level.PROVINCE_DEPARTMENT: "省（自治区、直辖市）政府部门",
    Level.CENTRAL: "国务院部门",
    Level.UNKNOWN: "层级不明",
}


class Explanation(NamedTuple):
    """Why a finding is as it should be, or that it was seen: `reason` is empty for a mere acknowledgement."""

    check: str
    at: tuple[str, ...]
    reason: str
    by: str
    when: str  # ISO 8601, to the second


_NO_NUMBERS: Mapping[Cell, Decimal] = {}
_NO_TEXTS: Mapping[str, str] = {}


class Report(Value):
    """The report: `numbers` without the blank ones, `texts` without the empty ones.

    A cell that is not in `numbers` is blank, which is not zero. Totals are numbers like all others;
    `model.report.totals` fills in those that nobody typed.
    """

    unit: str
    level: Level
    year: int
    edition: str = ""  # not said: the one that is in force for the year
    numbers: Mapping[Cell, Decimal] = _NO_NUMBERS
    texts: Mapping[str, str] = _NO_TEXTS
    explanations: tuple[Explanation, ...] = ()

    def __post_init__(self) -> None:
        if not self.edition:
            object.__setattr__(self, "edition", form_for(self.year).edition)

    @property
    def form(self) -> Form:
        """The form that the report is written in."""
        return FORMS[self.edition]

    @property
    def title(self) -> str:
        """The title as it is printed."""
        return f"{self.unit}{f'{self.year}年' if self.year else ''}政府信息公开工作年度报告"

    def value(self, place: str) -> Decimal | str | None:
        """Return what stands at a cell or text key; None for a blank number, "" for an empty text."""
        if place in self.form.texts:
            return self.texts.get(place, "")
        return self.numbers.get(Cell(place))

    def with_number(self, cell: Cell, value: Decimal | None) -> Report:
        """Return the report with another number; None makes the cell blank."""
        return self.with_numbers({cell: value})

    def with_numbers(self, numbers: Mapping[Cell, Decimal | None]) -> Report:
        """Return the report with other numbers; None makes a cell blank."""
        merged = {**self.numbers, **numbers}
        return replace(self, numbers={cell: value for cell, value in merged.items() if value is not None})

    def with_text(self, key: str, text: str) -> Report:
        """Return the report with another text."""
        texts = {**self.texts, key: text}
        return replace(self, texts={name: words for name, words in texts.items() if words})

    def with_place(self, place: str, value: Decimal | str | None) -> Report:
        """Return the report with another number or text at a key."""
        if isinstance(value, str):
            return self.with_text(place, value)
        return self.with_number(Cell(place), value)

    @property
    def silent(self) -> tuple[str, ...]:
        """The texts that the form requires and that say nothing themselves, in print order; figures are no words."""
        required = (text.key for text in self.form.texts.values() if not text.optional)
        return tuple(key for key in required if not says_something(self.texts.get(key, "")))

    def blanks(self, cells: Iterable[Cell] | None = None) -> tuple[Cell, ...]:
        """List the blank cells, in print order."""
        return tuple(cell for cell in (self.form.cells if cells is None else cells) if cell not in self.numbers)
