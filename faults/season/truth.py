"""What the units of a county have to report, made by chance, and what it comes to: reckoned without the program."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cached_property

from model.report.report import Level

YEAR = 2025
APPLICANTS = (
    *("natural_person", "enterprise", "research_institution"),
    *("social_organisation", "legal_service", "other_organisation"),
)
RESULTS = (
    *("disclosed", "partly_disclosed", "refused_state_secret", "refused_forbidden_by_law"),
    *("refused_safety_stability", "refused_third_party", "refused_internal_affairs", "refused_process_information"),
    *("refused_enforcement_file", "refused_administrative_query", "unavailable_not_held"),
    *("unavailable_needs_creating", "unavailable_still_unclear", "not_processed_petition", "not_processed_repeated"),
    *("not_processed_publication", "not_processed_excessive", "not_processed_confirmation", "other_not_corrected"),
    *("other_fee_unpaid", "other_other"),
)
FLOWS = ("received", "brought_forward", "carried_forward")
DISPUTES = ("reconsideration", "direct_litigation", "litigation_after_reconsideration")
OUTCOMES = ("upheld", "corrected", "other", "pending")
OTHERS = (
    *(f"legislation/{one}/{how}" for one in ("regulations", "normative_documents") for how in ("issued", "repealed")),
    *(f"legislation/{one}/in_force" for one in ("regulations", "normative_documents")),
    *("licensing/licences/decisions", "enforcement/penalties/decisions", "enforcement/coercive_measures/decisions"),
    "fees/charges/amount",
)
NOT_IN_2019 = (
    *(one for one in OTHERS if one.startswith(("legislation/", "fees/"))),
    *(f"applications/other_{how}/{one}" for how in ("not_corrected", "fee_unpaid", "other") for one in APPLICANTS),
)
Numbers = Mapping[str, Decimal | None]  # None is a blank


class Fault(Enum):
    """What somebody did wrong in the first draft."""

    IDENTITY = "identity"  # a number that breaks what must come to the same
    PROSE = "prose"  # a text that says another number than the table
    TEXT = "text"  # a text that is missing
    BLANK = "blank"  # a number that is missing
    OLD_FORM = "old form"  # the form of 2019


KINDS = (".gouji", ".docx", ".xlsx", ".gouji", ".pdf", ".html", ".gouji", ".docx", ".json")  # in which they send
_FAULTS = (Fault.IDENTITY, Fault.PROSE, Fault.TEXT, Fault.IDENTITY, Fault.PROSE, Fault.BLANK)
_EVERY = 3  # of so many one has a fault
_DAYS = 3  # on so many they come in
_STEMS = (
    *("青石", "柳河", "桃源", "云台", "白沙", "金岭", "长塘", "东陵", "南湖", "西坪"),
    *("北桥", "临江", "双溪", "石门", "龙泉", "安宁", "永兴", "太平", "新安", "古渡"),
)
_OFFICES = (
    *("财政", "民政", "司法", "水利", "农业农村", "商务", "审计", "统计", "林业", "交通运输"),
    *(
        "应急管理",
        "市场监管",
        "文化旅游",
        "卫生健康",
        "退役军人",
        "医疗保障",
        "自然资源",
        "住房建设",
        "生态环境",
        "科技",
    ),
)
_SCHOOLS = ("县第一中学", "县实验小学", "县幼儿园")


@dataclass(frozen=True)
class TrueUnit:
    """A unit, and what it does in the season."""

    at: int
    name: str
    level: Level
    parent: str = ""
    covers: bool = False  # 含下属
    excused: str = ""
    kind: str = ".gouji"
    fault: Fault | None = None
    day: int = 0  # on which it sends first


@dataclass(frozen=True)
class TrueCounty:
    """A county, whose units and numbers follow from a seed."""

    name: str
    size: int
    seed: int

    @cached_property
    def units(self) -> tuple[TrueUnit, ...]:
        """The units, each behind its superior."""
        listed = list(self._named())[: self.size]
        return tuple(self._unit(at, *one, last=at == len(listed) - 1) for at, one in enumerate(listed))

    def _named(self) -> Iterator[tuple[str, Level, str]]:
        office = "县教育局"
        yield office, Level.COUNTY_DEPARTMENT, ""
        for one in _SCHOOLS:
            yield one, Level.COUNTY_DEPARTMENT, office
        for at in range(self.size):  # look-alikes stand beside each other: 青石镇, 青石街道
            stem, more = _STEMS[at // 2 % len(_STEMS)], at // 2 // len(_STEMS)
            of = ("", "新", "老")[more % 3]
            if at % 2:
                yield f"{of}{stem}街道办事处", Level.SUBDISTRICT, ""
            else:
                yield f"{of}{stem}镇人民政府", Level.TOWNSHIP, ""
            if at % 2 and at // 2 < len(_OFFICES):
                yield f"县{_OFFICES[at // 2]}局", Level.COUNTY_DEPARTMENT, ""

    def _unit(self, at: int, name: str, level: Level, parent: str, *, last: bool) -> TrueUnit:
        excused = "并入县政府办公室" if last else ""
        fault = _FAULTS[at // _EVERY % len(_FAULTS)] if at % _EVERY == 1 and not last else None
        fault = Fault.OLD_FORM if at == self.size - 2 else fault
        kind = KINDS[(at + self.seed) % len(KINDS)]
        if fault is Fault.OLD_FORM:
            kind = ".docx"
        if fault is Fault.BLANK and kind not in {".json", ".gouji", ".xlsx"}:
            kind = ".gouji"
        return TrueUnit(at, name, level, parent, at == 0, excused, kind, fault, at * 7 % _DAYS)

    @cached_property
    def senders(self) -> tuple[TrueUnit, ...]:
        """Those that have to report."""
        return tuple(one for one in self.units if not one.excused)

    @cached_property
    def by_name(self) -> Mapping[str, TrueUnit]:
        """The units by their names."""
        return {one.name: one for one in self.units}

    def numbers(self, unit: TrueUnit) -> Numbers:
        """Return what it has to report, as it types it."""
        before = self.numbers_before(unit)[IN_FORCE] or Decimal()
        return _numbers(random.Random(f"{self.seed} {unit.at} now"), self._carried(unit), before)

    def numbers_before(self, unit: TrueUnit) -> Numbers:
        """Return what it reported the year before."""
        found = dict(_numbers(random.Random(f"{self.seed} {unit.at} before"), {}, Decimal(2 + unit.at % 5)))
        carried = self._carried(unit)
        for one in APPLICANTS:  # what was carried forward then is brought forward now, and comes in with the rest
            found[f"applications/carried_forward/{one}"] = carried[one]
            done = sum((found[f"applications/{row}/{one}"] or Decimal() for row in RESULTS), Decimal())
            found[f"applications/received/{one}"] = done + carried[one]
        return found

    def _carried(self, unit: TrueUnit) -> Mapping[str, Decimal]:
        dice = random.Random(f"{self.seed} {unit.at} carried")
        return {one: Decimal(max(0, dice.randrange(-4, 3))) for one in APPLICANTS}

    def draft(self, unit: TrueUnit) -> Numbers:
        """Return what it types first: with its fault."""
        numbers = dict(self.numbers(unit))
        if unit.fault is Fault.IDENTITY:
            numbers[WRONG] = (numbers[WRONG] or Decimal()) + 7
        if unit.fault is Fault.BLANK:
            numbers[WRONG] = None
        if unit.fault is Fault.OLD_FORM:
            right = reckoned(numbers)  # its form has other rows, and the same totals
            numbers |= dict.fromkeys(NOT_IN_2019)
            numbers |= {cell: right[cell] for cell in right if cell.startswith("applications/results_total/")}
        return numbers

    def counted(self, units: Iterable[str]) -> list[TrueUnit]:
        """Return those of some units that are in the sum: none below one that reports for its parts, too."""
        there = {self.by_name[one] for one in units}
        covering = {one.name for one in there if one.covers}
        return [one for one in self.units if one in there and one.parent not in covering]


WRONG = "applications/received/natural_person"  # where a number goes wrong
IN_FORCE = "legislation/normative_documents/in_force"  # what it is follows from the year before


def _numbers(dice: random.Random, brought: Mapping[str, Decimal], in_force: Decimal) -> Numbers:
    """Make the numbers of a report: mostly zeros, as they are, and all that must come to the same does."""
    found: dict[str, Decimal | None] = {}
    for one in APPLICANTS:
        before = int(brought.get(one, 0))
        received = dice.randrange(30) if one == "natural_person" else max(0, dice.randrange(-8, 6))
        forward = min(received, max(0, dice.randrange(-3, 3)))
        left = dict.fromkeys(RESULTS, 0)
        for _ in range(received + before - forward):
            left[dice.choice(RESULTS) if dice.random() < 0.4 else RESULTS[0]] += 1
        flows = zip(FLOWS, (received, before, forward), strict=True)
        found |= {f"applications/{row}/{one}": Decimal(value) for row, value in (*flows, *left.items())}
    for row in DISPUTES:
        found |= {f"disputes/{row}/{one}": Decimal(max(0, dice.randrange(-6, 4))) for one in OUTCOMES}
    found |= {cell: Decimal(max(0, dice.randrange(-40, 60))) for cell in OTHERS}
    found["fees/charges/amount"] = Decimal(max(0, dice.randrange(-5000, 9000))) / 100
    repealed = Decimal(max(0, dice.randrange(-5, 2)))
    issued = Decimal(max(0, dice.randrange(-6, 4)))
    found |= {f"legislation/regulations/{how}": Decimal() for how in ("issued", "repealed", "in_force")}
    found |= {"legislation/normative_documents/issued": issued, "legislation/normative_documents/repealed": repealed}
    found[IN_FORCE] = in_force + issued - repealed
    return found


def reckoned(typed: Numbers) -> Numbers:
    """Return all cells of a report with its totals; what has a blank in it is blank, unless it was typed itself."""
    found = dict(typed)

    def add(parts: Iterable[str], to: str) -> None:
        values = [found[one] for one in parts]
        known = [one for one in values if one is not None]
        found[to] = sum(known, Decimal()) if len(known) == len(values) else typed.get(to)

    for row in (*FLOWS, *RESULTS):
        add((f"applications/{row}/{one}" for one in APPLICANTS), f"applications/{row}/total")
    for one in (*APPLICANTS, "total"):
        add((f"applications/{row}/{one}" for row in RESULTS), f"applications/results_total/{one}")
    for row in DISPUTES:
        add((f"disputes/{row}/{one}" for one in OUTCOMES), f"disputes/{row}/total")
    return found


def added(reports: Iterable[Numbers], adjusted: Iterable[tuple[str, Decimal]] = ()) -> Numbers:
    """Add reports up cell by cell, and reckon the totals anew; a blank makes blank."""
    found: dict[str, Decimal | None] = {}
    for one in map(reckoned, reports):
        for cell, value in one.items():
            so_far = found.get(cell, Decimal())
            found[cell] = None if so_far is None or value is None else so_far + value
    for cell, more in adjusted:
        so_far = found[cell]
        found[cell] = None if so_far is None else so_far + more
    return reckoned(found)


def differing(one: Numbers, other: Numbers) -> list[str]:
    """Return the cells in which two reports differ, totals included."""
    left, right = reckoned(one), reckoned(other)
    return [cell for cell, value in left.items() if right[cell] != value]
