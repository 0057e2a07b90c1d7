"""F8 and the key that takes: every finding is come to, in the order of reading, and none is passed over."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app import proposals
from app.assessment import assess
from app.cards.located import Leading, cards_of
from app.rounds import ReadingPlace, Round, Stage, Stop, form_order, leads_to, place_of, stage_of
from app.subject import Subject
from model.form.editions import FORM_2021
from model.form.schema import Cell, Severity
from model.report.report import Level, Report
from model.report.totals import with_totals
from model.rules.finding import Finding, Verdict
from tests.app.opened import Opened
from tests.samples import example

CELLS = list(FORM_2021.cells)
TEXTS = list(FORM_2021.texts)
ORDER = form_order("2021")
START = (CELLS[0], 0)

severities = st.sampled_from(list(Severity))
places = st.sampled_from([*CELLS[:12], *TEXTS])


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    place = draw(places)
    number = draw(st.integers(0, 30))
    span = (number, number + 3) if place in TEXTS and draw(st.booleans()) else None
    gap = draw(st.booleans()) and span is None
    severity = Severity.WARN if gap else draw(severities)
    return Finding(f"T{number}", severity, Verdict.BROKEN, (place,), f"{number}", span=span, gap=gap)


class Planted(Opened):
    """A report of which is said what a test wants; what is settled is said no more."""

    def __init__(self, found: list[Finding]) -> None:
        self.said = BLANK
        self.open = found

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(self.open)

    def is_open(self, finding: Finding) -> bool:
        return finding in self.open


BLANK = assess(Subject(Report("甲镇", Level.TOWNSHIP, 2023)))
sets = st.lists(findings(), max_size=12, unique_by=lambda one: (one.at, one.span, one.check))
carets = st.tuples(places, st.integers(0, 40))


def walk(planted: Planted, caret: tuple[str, int], times: int) -> Iterator[Stop]:
    """Press F8, the caret being led along as the window does."""
    going = Round(planted)
    for _ in range(times):
        stop = going.next(caret)
        if stop is None:
            return
        caret = leads_to(planted, stop.finding), stop.finding.span[1] if stop.finding.span else 0
        going.arrived(caret)
        yield stop


@given(sets, carets)
def test_one_round_comes_to_everything_that_is_work_once(found: list[Finding], caret: tuple[str, int]) -> None:
    work = [one for one in found if stage_of(one) is not None]
    met = [stop.finding for stop in walk(Planted(found), caret, len(work))]
    assert sorted(met, key=repr) == sorted(work, key=repr)


@given(sets, carets)
def test_the_most_pressing_kind_comes_first_each_from_the_caret_on(
    found: list[Finding], caret: tuple[str, int]
) -> None:
    planted = Planted(found)
    work = [one for one in found if stage_of(one) is not None]
    met = [stop.finding for stop in walk(planted, caret, len(work))]
    stages = [stage_of(one) for one in met]
    assert stages == sorted(stages, key=lambda one: Stage.GAP if one is None else one)
    here = ReadingPlace(ORDER[caret[0]], caret[1], "\U0010ffff")
    for stage in Stage:
        read = [place_of(planted, one) for one in met if stage_of(one) is stage]
        turns = sum(after < before for before, after in pairwise(read))
        assert turns <= 1  # round the report once
        ahead = [place for place in read if place > here]
        if ahead:
            assert read[0] == min(ahead)
        here = read[-1] if read else here


@given(sets, carets)
def test_taking_all_along_settles_every_one(found: list[Finding], caret: tuple[str, int]) -> None:
    planted = Planted(found)
    work = [one for one in found if stage_of(one) is not None]
    going = Round(planted)
    for _ in work:
        stop = going.next(caret)
        assert stop is not None
        caret = leads_to(planted, stop.finding), stop.finding.span[1] if stop.finding.span else 0
        going.arrived(caret)
        planted.open.remove(stop.finding)
    assert going.next(caret) is None
    assert [one for one in planted.open if stage_of(one) is not None] == []


@given(sets.filter(bool), carets, st.data())
def test_what_is_not_to_be_taken_is_passed_by_and_the_rest_is_settled(
    found: list[Finding], caret: tuple[str, int], data: st.DataObject
) -> None:
    takeable = data.draw(st.lists(st.sampled_from(found), unique_by=id))
    takeable = [one for one in takeable if stage_of(one) is not None]
    planted, going = Planted(list(found)), Round(Planted([]))
    going.walked = planted
    for _ in [one for one in found if stage_of(one) is not None]:
        stop = going.next(caret)
        assert stop is not None
        caret = leads_to(planted, stop.finding), stop.finding.span[1] if stop.finding.span else 0
        going.arrived(caret)
        if stop.finding in takeable:
            planted.open.remove(stop.finding)
    assert not [one for one in planted.open if one in takeable]


@given(sets, carets, st.integers(1, 20))
def test_back_leads_to_where_one_came_from(found: list[Finding], caret: tuple[str, int], times: int) -> None:
    planted = Planted(found)
    going = Round(planted)
    stops = [going.next(None) for _ in range(times)]
    listed = [one.ordinal for one in stops if one and not one.finding.gap]
    kinds = {stage_of(one.finding) for one in stops[-2:] if one}  # back goes on in the kind that was walked last
    if len(listed) == times and times > 1 and listed == sorted(listed) and len(kinds) == 1:
        back = going.previous(None)
        assert back is not None
        assert back.finding == stops[-2].finding if stops[-2] else True
    assert (going.previous(caret) is None) == (not [one for one in found if stage_of(one) is not None])


@given(sets, carets)
def test_the_count_is_of_all_that_waits(found: list[Finding], caret: tuple[str, int]) -> None:
    work = [one for one in found if stage_of(one) is not None]
    gaps = [one for one in work if one.gap]
    stops = list(walk(Planted(found), caret, len(work)))
    assert {stop.among for stop in stops} <= {len(gaps), len(work) - len(gaps)}
    assert sorted(stop.ordinal for stop in stops if stop.finding.gap) == list(range(1, len(gaps) + 1))
    others = sorted(stop.ordinal for stop in stops if not stop.finding.gap)
    assert others == list(range(1, len(work) - len(gaps) + 1))


def test_a_step_elsewhere_begins_anew_from_there() -> None:
    planted = Planted([one for place in CELLS[:4] for one in [hard(place)]])
    going = Round(planted)
    assert told(going.next((CELLS[3], 0))) == (CELLS[0], "第1条，共4条")
    going.arrived((CELLS[0], 0))
    assert told(going.next((CELLS[1], 0))) == (CELLS[2], "第3条，共4条")


def test_a_red_cell_leads_to_no_empty_text_while_another_is_red() -> None:
    gap = Finding("T3", Severity.WARN, Verdict.BROKEN, (TEXTS[0],), "", gap=True)
    going = Round(Planted([gap, hard(CELLS[2]), hard(CELLS[5])]))
    assert told(going.next((CELLS[2], 0)))[0] == CELLS[5]


def hard(place: str) -> Finding:
    return Finding("H1", Severity.HARD, Verdict.BROKEN, (place,), place)


def told(stop: Stop | None) -> tuple[str, str]:
    assert stop is not None
    return stop.finding.at[0], stop.words


@given(sets, carets, st.integers(1, 12), st.integers(1, 12))
def test_back_is_the_exact_inverse_of_on(found: list[Finding], caret: tuple[str, int], on: int, back: int) -> None:
    planted = Planted(found)
    going = Round(planted)
    met = [stop.finding for _ in range(on) if (stop := going.next(caret if not going._came else None))]
    if met:
        steps = min(back, len(met) - 1)
        returned = [stop.finding for _ in range(steps) if (stop := going.previous(None))]
        assert returned == list(reversed(met))[1 : steps + 1]
        again = [stop.finding for _ in range(steps) if (stop := going.next(None))]
        assert again == met[len(met) - steps :]


@given(sets, carets, st.integers(2, 12), st.data())
def test_back_passes_by_what_was_settled_meanwhile(
    found: list[Finding], caret: tuple[str, int], on: int, data: st.DataObject
) -> None:
    planted = Planted(list(found))
    going = Round(planted)
    met = [stop.finding for _ in range(on) if (stop := going.next(caret if not going._came else None))]
    settled = data.draw(st.lists(st.sampled_from(met), unique_by=id)) if met else []
    planted.open = [one for one in planted.open if one not in settled]
    before = [one for one in met[:-1] if one not in settled]
    back = going.previous(None)
    if before:
        assert back is not None
        assert back.finding == before[-1]


# With the real checks


WRONG = {
    "overview/on_application": "全年受理政府信息公开申请261件，予以公开162件，不予公开17件。2022年收到申请9件。",
    "overview/opening": "根据国办发〔2021〕30号，数据统计期限为2022年1月1日至2022年12月31日。",
    "overview/information_management": "全年制发行政规范性文件7件、废止3件、现行有效1件。",
}
typed = st.dictionaries(
    st.sampled_from([one for one in FORM_2021.typed_cells if one.table == "applications"]),
    st.integers(0, 400).map(Decimal),
    max_size=3,
)


@given(typed, st.sets(st.sampled_from(list(WRONG))), carets)
def test_f8_and_the_key_settle_all_that_can_be_taken(
    wrong: dict[Cell, Decimal], texts: set[str], caret: tuple[str, int]
) -> None:
    whole = with_totals(replace(example(), explanations=()))
    report = replace(whole.with_numbers(wrong), texts={**whole.texts, **{key: WRONG[key] for key in texts}})
    opened = Opened(Subject(report))
    going, steps = Round(opened), len([one for one in opened.findings if stage_of(one) is not None])
    for _ in range(2 * steps + 4):
        stop = going.next(caret)
        if stop is None:
            break
        caret = leads_to(opened, stop.finding), stop.finding.span[1] if stop.finding.span else 0
        going.arrived(caret)
        before = opened.said.open
        if proposals.take(opened, stop.finding):
            assert opened.said.open != before
    assert not [one for one in opened.said.open if proposals.can_take(opened, one)]


@given(typed, carets)
def test_one_goes_to_the_cell_that_the_card_names_and_in_that_order(
    wrong: dict[Cell, Decimal], caret: tuple[str, int]
) -> None:
    whole = with_totals(replace(example(), explanations=()))
    opened = Opened(Subject(whole.with_numbers(wrong)))
    leads = Leading(opened)
    hard_ones = [one for one in opened.findings if stage_of(one) is Stage.HARD]
    named = {card.finding: card for card in cards_of(opened, hard_ones)}
    for finding, card in named.items():
        suspects = card.corrections or (card.guesses[0].corrections if card.guesses else ())
        assert not (leads.follows(finding) and card.corrections)
        assert not suspects or leads(finding) in {one.cell for one in suspects}
        assert leads.towards(finding).at[0] == leads(finding)
    assert list(named) == sorted(named, key=lambda one: place_of(opened, one, leads(one), follows=leads.follows(one)))
    going = Round(opened, leads)
    stops = [stop.finding for _ in hard_ones if (stop := going.next(caret if not going._came else None))]
    places = [ORDER[leads(one)] for one in stops]
    assert sum(after < before for before, after in pairwise(places)) <= 1
