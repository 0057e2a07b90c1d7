"""Error location on the forms themselves: what is named, what is not, and what is shown instead."""

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bench.locate import PUBLISHED, score, trials
from bench.locate import published as published_table
from model.form.editions import FORM_2021, FORMS
from model.form.schema import Cell, Kind, Severity
from model.report.edited import Edits, Lately, NumberEdit, with_step
from model.report.report import Level, Report
from model.report.totals import derived_totals, with_totals, without_derivable_totals
from model.rules import findings
from model.rules.finding import Verdict
from model.rules.locate import Correction, Location, corrections, locate
from model.rules.locate.equations import derived, system_of
from model.rules.locate.error_model import slipped
from model.rules.locate.location import weighed
from tests.samples import balanced_reports, example, needs_shared, partial_numbers, published

CELLS = FORM_2021.tables["applications"].cells
JIYUAN, HONGZE = map(published_table, PUBLISHED)
BLOCK = "disputes/reconsideration"
PARTS = {"upheld": 5, "corrected": 1, "other": 0, "pending": 6}


def disputes(total: int, **parts: int) -> Report:
    numbers = {Cell(f"{BLOCK}/{key}"): Decimal(n) for key, n in {**PARTS, **parts, "total": total}.items()}
    return Report("甲市", Level.CITY, 2023, numbers=numbers)


def broken(report: Report) -> bool:
    return any(f.verdict is Verdict.BROKEN and f.check in {"H1", "H2", "H3", "H4"} for f in findings(report))


def applied(report: Report, named: tuple[Correction, ...]) -> Report:
    return report.with_numbers({one.cell: one.value for one in named})


# Where nothing is broken


@given(balanced_reports(), st.frozensets(st.sampled_from(list(FORM_2021.cells))))
def test_nothing_is_named_in_a_report_that_is_right_as_far_as_it_is_filled_in(
    report: Report, blank: frozenset[Cell]
) -> None:
    assert locate(report.with_numbers(dict.fromkeys(blank))) == Location()


def test_a_broken_sum_with_a_blank_cell_names_nothing() -> None:
    report = disputes(99)
    assert locate(report).doubts
    assert locate(report.with_number(Cell(f"{BLOCK}/other"), None)) == Location()


# What is named


@given(st.sampled_from([JIYUAN, HONGZE]), st.sampled_from(CELLS), st.integers(0, 10**6))
def test_one_wrong_number_of_section_three_is_always_named(report: Report, cell: Cell, number: int) -> None:
    right = report.numbers[cell]
    wrong = report.with_number(cell, Decimal(number))
    assert corrections(wrong) == (() if number == right else (Correction(cell, Decimal(number), right),))


@given(st.data())
def test_and_in_the_form_of_2019(data: st.DataObject) -> None:
    form = FORMS["2019"]
    cells = form.tables["applications"].cells
    parts = {cell: Decimal(0) for cell in form.typed_cells if cell.table == "applications"}
    parts[Cell("applications/received/enterprise")] = parts[Cell("applications/other_results/enterprise")] = Decimal(7)
    report = with_totals(Report("甲市", Level.CITY, 2020, "2019", parts))
    cell = data.draw(st.sampled_from(cells))
    number = data.draw(st.integers(8, 99))
    wrong = report.with_number(cell, Decimal(number))
    assert corrections(wrong) == (Correction(cell, Decimal(number), report.numbers[cell]),)


@pytest.mark.parametrize("errors, right", [(1, 100.0), (2, 99.5), (3, 99.0)])
def test_slips_are_found_as_often_as_promised(errors: int, right: float) -> None:
    assert score(errors).right >= right


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(CELLS), st.integers(0, 400), max_size=4))
def test_every_candidate_makes_all_identities_hold(numbers: dict[Cell, int]) -> None:
    report = JIYUAN.with_numbers({cell: Decimal(n) for cell, n in numbers.items()})
    location = locate(report)
    assert len({len(one) for one in location.candidates}) <= 1
    for one in location.candidates:
        assert not broken(applied(report, one))
        assert all(c.value >= 0 and c.was == report.numbers[c.cell] != c.value for c in one)


@needs_shared
def test_the_totals_left_at_0_in_a_published_report() -> None:
    assert [(str(one.cell), int(one.was), int(one.value)) for one in corrections(published("hongze-2023"))] == [
        ("disputes/reconsideration/total", 0, 11),
        ("disputes/litigation_after_reconsideration/total", 0, 5),
    ]


def test_a_total_left_at_0_is_likelier_than_a_part_that_should_be_0() -> None:
    report = disputes(0, corrected=0, pending=0)
    assert corrections(report) == (Correction(Cell(f"{BLOCK}/total"), Decimal(0), Decimal(5)),)


def test_a_total_is_left_at_0_only_if_its_own_parts_say_so() -> None:
    columns = [Cell.at("applications", row, "total") for row in ("received", "brought_forward", "results_total")]
    report = Report("甲市", Level.CITY, 2023, numbers=dict(zip(columns, map(Decimal, (21, 0, 219)), strict=True)))
    report = report.with_number(Cell("applications/carried_forward/total"), Decimal(0))
    assert (Correction(columns[1], Decimal(0), Decimal(198)),) not in locate(report).candidates
    assert {one.cell for candidate in locate(report).candidates for one in candidate} == {columns[0], columns[2]}


@pytest.mark.parametrize("row", ["received", "refused_state_secret"])
def test_two_neighbours_that_took_each_others_number_are_one_mistake(row: str) -> None:
    here, there = Cell(f"applications/{row}/natural_person"), Cell(f"applications/{row}/enterprise")
    wrong = JIYUAN.with_numbers({here: JIYUAN.numbers[there], there: JIYUAN.numbers[here]})
    assert {one.cell: one.value for one in corrections(wrong)} == {c: JIYUAN.numbers[c] for c in (here, there)}


def test_parts_are_named_before_totals_that_explain_as_well() -> None:
    rows = ("other_fee_unpaid", "not_processed_petition")
    here, there = (Cell(f"applications/{row}/natural_person") for row in rows)
    wrong = JIYUAN.with_numbers({here: JIYUAN.numbers[there], there: JIYUAN.numbers[here]})
    assert {one.cell for one in locate(wrong).best} == {here, there}
    (part,) = weighed(
        system_of("2021", frozenset(wrong.form.cells.keys() - wrong.numbers.keys())), wrong.numbers, Lately()
    )
    assert [{one.cell.column for one in found} for _, found in part.sets] == [{"natural_person"}, {"total"}]


# Numbers that cannot be


@pytest.mark.parametrize("impossible", ["-5", "5.5"])
def test_a_number_that_is_no_count_must_be_wrong(impossible: str) -> None:
    report = disputes(12).with_number(Cell(f"{BLOCK}/upheld"), Decimal(impossible))
    assert corrections(report) == (Correction(Cell(f"{BLOCK}/upheld"), Decimal(impossible), Decimal(5)),)


def test_no_negative_number_is_proposed() -> None:
    location = locate(disputes(2))
    assert {one.cell.column for candidate in location.candidates for one in candidate} <= {"total"}


# Derived totals


@settings(max_examples=40)
@given(st.sampled_from([JIYUAN, HONGZE]), st.data())
def test_a_total_that_follows_its_parts_is_never_named(full: Report, data: st.DataObject) -> None:
    typed = without_derivable_totals(full)
    assert set(typed.numbers).isdisjoint(FORM_2021.totals)
    cell = data.draw(st.sampled_from(list(typed.numbers)))
    wrong = typed.with_number(cell, typed.numbers[cell] + data.draw(st.integers(1, 90)))
    location = locate(wrong)
    assert location.best or location.doubts
    for candidate in filter(None, (location.best, *location.candidates)):
        assert {one.cell for one in candidate} <= set(typed.numbers)
        assert not broken(with_totals(applied(wrong, candidate)))


@given(st.frozensets(st.sampled_from(FORM_2021.typed_cells), max_size=3), st.data())
def test_the_same_totals_follow_as_are_filled_in(parts: frozenset[Cell], data: st.DataObject) -> None:
    typed = data.draw(st.frozensets(st.sampled_from(list(FORM_2021.totals))))
    blank = parts | (set(FORM_2021.totals) - typed)
    report = example().with_numbers(dict.fromkeys(FORM_2021.cells, Decimal(1))).with_numbers(dict.fromkeys(blank))
    known = derived(FORM_2021.identities, blank)
    values = {cell: sum(n * report.numbers[part] for part, n in terms.items()) for cell, terms in known.items()}
    assert values == derived_totals(report)


def test_without_typed_totals_swapped_digits_can_still_be_told() -> None:
    cell = Cell("applications/received/natural_person")
    typed = without_derivable_totals(JIYUAN)
    assert corrections(typed.with_number(cell, Decimal(216))) == (Correction(cell, Decimal(216), Decimal(261)),)


# Where it stays open


def test_what_was_received_and_left_at_0_is_guessed_first_of_all_that_would_do_as_well() -> None:
    column = [Cell(f"applications/{row}/social_organisation") for row in ("disclosed", "partly_disclosed")]
    typed = without_derivable_totals(JIYUAN).with_numbers(dict.fromkeys(column, Decimal(6)))
    location = locate(typed)
    assert (location.best, location.settled) == ((), ())
    received = Correction(Cell("applications/received/social_organisation"), Decimal(0), Decimal(12))
    assert location.candidates[0] == (received,)


def typed_in_order(numbers: dict[str, int], *, zeros: bool) -> tuple[Report, Edits]:
    """Type one column number by number, and fill what is left of section three with zeros."""
    report = Report("甲镇人民政府", Level.TOWNSHIP, 2024)
    edits: Edits = ()
    steps = [{Cell(f"applications/{row}/natural_person"): Decimal(n)} for row, n in numbers.items()]
    if zeros:
        left = [c for c in report.form.typed_cells if c.table == "applications"]
        steps.append({cell: Decimal() for cell in left if cell.row not in numbers or cell.column != "natural_person"})
    for step in steps:
        edits = with_step(edits, [NumberEdit(cell, report.numbers.get(cell), n) for cell, n in step.items()])
        report = report.with_numbers(step)
    return report, edits


@pytest.mark.parametrize("zeros", [False, True])
@pytest.mark.parametrize("last", ["received", "brought_forward", "disclosed"])
def test_a_column_that_never_held_is_guessed_at_what_was_typed_last_first(last: str, *, zeros: bool) -> None:
    """Where any cell of one equation would mend it, neither what is usual nor what was last makes a fact of it."""
    numbers = {"received": 10, "brought_forward": 1, "disclosed": 10}
    if not zeros:
        numbers |= dict.fromkeys((c.row for c in CELLS if c.row not in {*numbers, "results_total"}), 0)
    numbers[last] = numbers.pop(last)
    report, edits = typed_in_order(numbers, zeros=zeros)
    location = locate(report, edits=edits)
    assert (location.best, location.settled) == ((), ())
    assert [one.cell.row for one in location.candidates[0]] == [last]
    assert len(location.candidates) <= 3


def typed_over_zeros(numbers: dict[str, int], table: str = "applications") -> tuple[Report, Lately]:
    """Fill a table with zeros, and then type numbers over some."""
    report, lately = Report("甲镇人民政府", Level.TOWNSHIP, 2024), Lately()
    zeros = {c: Decimal() for c in report.form.typed_cells if c.table == table}
    for step in ({**zeros}, *({Cell(place): Decimal(n)} for place, n in numbers.items())):
        edits = [NumberEdit(cell, report.numbers.get(cell), n) for cell, n in step.items()]
        lately = lately.after(edits, filled=step.keys() == zeros.keys())
        report = report.with_numbers(step)
    return report, lately


@pytest.mark.parametrize("cell", [c for c in CELLS if c in FORM_2021.typed_cells])
@pytest.mark.parametrize("number", [1, 5, 21])
def test_what_is_typed_over_zeros_that_nobody_typed_is_not_to_be_0_again(cell: Cell, number: int) -> None:
    report, (edits, zeroed) = typed_over_zeros({cell: number})
    location = locate(report, edits=edits, zeroed=zeroed)
    assert location.doubts
    assert (location.best, location.settled) == ((), ())
    for one in (correction for some in location.candidates for correction in some):
        assert one.cell in zeroed
        assert one.cell != cell


def test_zeros_that_were_filled_in_after_the_numbers_do_not_speak_for_them() -> None:
    numbers = {"received": 10, "brought_forward": 1, "disclosed": 10}
    report, edits = typed_in_order(numbers, zeros=True)
    zeroed = frozenset(cell for cell, n in report.numbers.items() if not n)
    assert locate(report, edits=edits, zeroed=zeroed) == locate(report, edits=edits)


def test_a_number_that_was_typed_and_held_is_what_another_is_to_be_again() -> None:
    column = "applications/{}/natural_person"
    numbers = {column.format("received"): 12, column.format("disclosed"): 12}
    report, lately = typed_over_zeros(numbers)
    assert locate(report, edits=lately.edits, zeroed=lately.zeroed) == Location()
    cell = Cell(column.format("disclosed"))
    after = lately.after([NumberEdit(cell, Decimal(12), Decimal(112))], filled=False)
    location = locate(report.with_number(cell, Decimal(112)), edits=after.edits, zeroed=after.zeroed)
    assert location.candidates[:1] == ((Correction(cell, Decimal(112), Decimal(12)),),)


@given(st.sampled_from([JIYUAN, HONGZE]), st.data())
def test_nothing_is_a_fact_where_one_equation_alone_is_broken_and_no_slip_of_the_hand_tells(
    report: Report, data: st.DataObject
) -> None:
    """Without typed totals each column balances by itself: any number in it may be the wrong one."""
    typed = without_derivable_totals(report)
    cell = data.draw(st.sampled_from([c for c in typed.numbers if c.table == "applications"]))
    number = data.draw(st.integers(0, 400))
    assume(not slipped(int(typed.numbers[cell]), number))
    wrong = typed.with_number(cell, Decimal(number))
    edits = with_step((), [NumberEdit(cell, typed.numbers[cell], Decimal(number))])
    for one in locate(wrong, edits=edits).settled:
        assert slipped(int(one.value), int(one.was))


def test_a_total_that_is_off_by_one_may_be_the_total_or_any_part() -> None:
    report = disputes(130, upheld=50, corrected=60, other=0, pending=0)
    location = locate(report)
    assert (location.best, location.settled) == ((), ())
    assert {one.cell.column for (one,) in location.candidates} == {"upheld", "corrected", "total"}
    assert all(not broken(applied(report, one)) for one in location.candidates)


def test_among_more_than_three_it_cannot_be_told() -> None:
    location = locate(disputes(13))
    assert (location.best, location.settled, location.candidates) == ((), (), ())
    assert [set(one.cells) for one in location.doubts] == [{Cell(f"{BLOCK}/{key}") for key in (*PARTS, "total")}]


@pytest.mark.parametrize("total", [13, 130])
def test_independent_breaks_are_told_apart(total: int) -> None:
    parts = {} if total == 13 else {"upheld": 50, "corrected": 60, "other": 0, "pending": 0}
    report, row = disputes(total, **parts), Cell("applications/disclosed/natural_person")
    typed = without_derivable_totals(HONGZE)
    both = typed.with_numbers({**report.numbers, row: typed.numbers[row] + 1})
    location = locate(both)
    for one in location.candidates:
        assert len({correction.cell.table for correction in one}) == 1
    assert {tables(doubt.cells) for doubt in location.doubts} == {("applications",), ("disputes",)}


def tables(cells: tuple[Cell, ...]) -> tuple[str, ...]:
    return tuple({cell.table for cell in cells})


def test_two_swapped_digits_tell_the_total_from_its_parts() -> None:
    assert corrections(disputes(21)) == (Correction(Cell(f"{BLOCK}/total"), Decimal(21), Decimal(12)),)


def test_what_is_clear_stays_settled_beside_what_is_not() -> None:
    cell = CELLS[0]
    both = JIYUAN.with_numbers({**disputes(13).numbers, cell: Decimal(999)})
    location = locate(both)
    assert location.best == ()
    assert location.settled == (Correction(cell, Decimal(999), JIYUAN.numbers[cell]),)
    assert [tables(one.cells) for one in location.doubts] == [("disputes",)]


def test_a_table_that_is_wrong_all_over_names_nothing() -> None:
    report = JIYUAN.with_numbers({cell: Decimal(i * i % 97) for i, cell in enumerate(CELLS)})
    location = locate(report)
    assert (location.best, location.settled, location.candidates, location.strays) == ((), (), (), ())
    assert location.doubts


SLIPS = [  # each in a row and a column of its own, and by a number that no others make up
    ("disclosed/natural_person", 1),
    ("partly_disclosed/enterprise", 3),
    ("refused_state_secret/research_institution", 9),
    ("refused_third_party/social_organisation", 27),
    ("unavailable_not_held/legal_service", 81),
    ("not_processed_repeated/other_organisation", 243),
    ("other_other/natural_person", 1100),
]


@pytest.mark.parametrize("count, named", [(1, True), (6, True), (7, False)])
def test_so_many_wrong_numbers_are_told_and_with_more_a_table_is_typed_again(count: int, *, named: bool) -> None:
    slips = {Cell(f"applications/{place}"): more for place, more in SLIPS[:count]}
    right = {cell: JIYUAN.numbers[cell] for cell in slips}
    found = corrections(JIYUAN.with_numbers({cell: right[cell] + more for cell, more in slips.items()}))
    assert {one.cell: one.value for one in found} == (right if named else {})


@settings(max_examples=40)
@given(partial_numbers(FORM_2021))
def test_any_numbers_at_all_can_be_searched(numbers: dict[Cell, Decimal]) -> None:
    report = example().with_numbers(dict(numbers))
    location = locate(report)
    assert not (location.best and location.doubts)
    if location.best:
        assert set(location.best) == set(location.settled)


# What the search rests on


def test_every_identity_of_every_form_adds_up_counts_and_is_hard() -> None:
    for form in FORMS.values():
        for identity in form.identities:
            assert identity.rule.severity is Severity.HARD
            assert {form.kinds[cell] for cell in identity.cells} == {Kind.COUNT}


def test_the_trials_are_the_same_every_time() -> None:
    assert [one.wrong for one in trials(2, 5)] == [one.wrong for one in trials(2, 5)]


def shares(digits: str) -> dict[int, float]:
    """Return what every possible slip makes of a number, each kind as often; a blank is no number."""
    n = len(digits)
    kinds = [
        [digits[:i] + d + digits[i + 1 :] for i in range(n) for d in "0123456789" if d != digits[i]],
        [digits[:i] + d + digits[i:] for i in range(n + 1) for d in "0123456789"],
        [digits[:i] + digits[i + 1 :] for i in range(n)],
        [digits[:i] + digits[i : i + 2][::-1] + digits[i + 2 :] for i in range(n - 1)],
    ]
    made: dict[int, float] = {}
    for kind in kinds:
        for typed in filter(None, kind):
            made[int(typed)] = made.get(int(typed), 0) + 1 / 4 / len(kind)
    return made


@given(st.integers(0, 9999))
def test_the_probability_of_a_slip_is_its_share_of_all_slips(value: int) -> None:
    made = shares(str(value))
    for wrong in {*range(100), *made} - {value}:
        assert slipped(value, wrong) == pytest.approx(made.get(wrong, 0.0))
