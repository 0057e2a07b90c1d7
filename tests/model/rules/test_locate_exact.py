"""The search against brute force: on small tables of the same build, over all sets of cells."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.locate import PUBLISHED, published
from model.form.editions.form_2021 import APPLICATIONS
from model.form.schema import Cell, Line, Table, identity, total
from model.rules.locate.equations import Equation, System, system
from model.rules.locate.problem import SearchProblem

A, B, SUM = Line("a", "甲"), Line("b", "乙"), Line("sum", "合计")
NEW, OLD, ONE, TWO, DONE, LEFT = (Line(key, key) for key in ("new", "old", "one", "two", "done", "left"))
SMALL = Table(
    "small",
    "两向都加总的小表",
    rows=(NEW, OLD, ONE, TWO, DONE, LEFT),
    columns=(A, B, SUM),
    in_every_row=(total("H1", "", SUM, of=A + B, source="", names=("", "")),),
    in_every_column=(
        total("H2", "", DONE, of=ONE + TWO, source="", names=("", "")),
        identity("H3", "", NEW + OLD, equals=DONE + LEFT, source="", names=("", "")),
    ),
)
PARTS = [SMALL.cell(row, column) for row in (OLD, ONE, TWO, LEFT) for column in (A, B)]
Found = frozenset[tuple[Cell, int]]
Table6x3 = dict[Cell, int]


def filled(parts: list[int]) -> Table6x3:
    """Fill the small table so that everything adds up."""
    values = dict(zip(PARTS, parts, strict=True))
    for column in (A, B):
        old, one, two, left = (values[SMALL.cell(row, column)] for row in (OLD, ONE, TWO, LEFT))
        done = values[SMALL.cell(DONE, column)] = one + two
        values[SMALL.cell(NEW, column)] = done + left - old
    for row in SMALL.row_leaves:
        values[SMALL.cell(row, SUM)] = values[SMALL.cell(row, A)] + values[SMALL.cell(row, B)]
    return values


counts = st.integers(0, 9)
tables = st.lists(counts, min_size=len(PARTS), max_size=len(PARTS)).map(filled).filter(lambda t: min(t.values()) >= 0)
mistakes = st.dictionaries(st.sampled_from(SMALL.cells), st.integers(0, 30), min_size=1, max_size=3)
blanks = st.frozensets(st.sampled_from(SMALL.cells), max_size=6)


@cache
def judged(blank: frozenset[Cell]) -> System:
    return system(SMALL.identities, blank)


def searched(equations: System, numbers: Table6x3) -> set[Found]:
    """Put the smallest sets of all components together, as the search finds them."""
    known = {cell: Decimal(value) for cell, value in numbers.items()}
    together: set[Found] = {frozenset()}
    for component in equations.components:
        if any(equation.off(known) for equation in component.equations):
            sets = SearchProblem(component, known).smallest()
            found = {frozenset((one.cell, int(one.value)) for one in corrections) for corrections in sets}
            together = {one | other for one in together for other in found}
    return together


def brute_force(equations: System, numbers: Table6x3, most: int) -> set[Found]:
    """Try all sets of cells that touch whatever is broken, the small ones first."""
    broken = [set(one.terms) for one in equations.equations if sum(n * numbers[c] for c, n in one.terms.items())]
    cells = sorted({cell for equation in equations.equations for cell in equation.terms})
    for size in range(most + 1):
        touching = (some for some in combinations(cells, size) if not any(one.isdisjoint(some) for one in broken))
        found = {one for some in touching for one in _values(equations.equations, numbers, some)}
        if found:
            return found
    return set()


def _values(equations: tuple[Equation, ...], numbers: Table6x3, cells: tuple[Cell, ...]) -> Iterator[Found]:
    """Solve for the cells, by elimination over fractions."""
    rows = [
        [Fraction(equation.terms.get(cell, 0)) for cell in cells]
        + [-Fraction(sum(n * numbers[cell] for cell, n in equation.terms.items() if cell not in cells))]
        for equation in equations
    ]
    for at in range(len(cells)):
        pivot = next((row for row in rows[at:] if row[at]), None)
        if pivot is None:
            return  # the equations leave the values open
        rows.remove(pivot)
        pivot = [n / pivot[at] for n in pivot]
        rows = [[x - row[at] * y for x, y in zip(row, pivot, strict=True)] for row in rows]
        rows.insert(at, pivot)
    values = [row[-1] for row in rows[: len(cells)]]
    changed = all(value != numbers[cell] for cell, value in zip(cells, values, strict=True))
    if changed and all(v >= 0 and v.denominator == 1 for v in values) and not any(r[-1] for r in rows[len(cells) :]):
        yield frozenset((cell, int(value)) for cell, value in zip(cells, values, strict=True))


@settings(max_examples=60)
@given(tables, mistakes)
def test_the_search_finds_all_smallest_sets_of_a_full_table(table: Table6x3, wrong: Mapping[Cell, int]) -> None:
    numbers = {**table, **wrong}
    equations = judged(frozenset())
    found = searched(equations, numbers)
    larger = {one for one in found if len(one) > 3}  # two that are wrong may take four, where others are blank
    assert found - larger == brute_force(equations, numbers, 3)
    assert not larger or larger == found


@settings(max_examples=60)
@given(tables, mistakes, blanks)
def test_and_of_a_table_with_blank_cells(table: Table6x3, wrong: Mapping[Cell, int], blank: frozenset[Cell]) -> None:
    numbers = {cell: value for cell, value in {**table, **wrong}.items() if cell not in blank}
    equations = judged(blank)
    found = searched(equations, numbers)
    larger = {one for one in found if len(one) > 3}  # two that are wrong may take four, where others are blank
    assert found - larger == brute_force(equations, numbers, 3)
    assert not larger or larger == found


@settings(max_examples=15)
@given(st.sampled_from(PUBLISHED), st.dictionaries(st.sampled_from(APPLICATIONS.cells), counts, max_size=2))
def test_and_of_published_tables(table: dict[str, str], wrong: dict[Cell, int]) -> None:
    numbers = {cell: int(value) for cell, value in published(table).numbers.items()} | wrong
    equations = system(APPLICATIONS.identities, frozenset())
    assert searched(equations, numbers) == brute_force(equations, numbers, 2)


terms = st.dictionaries(st.sampled_from(SMALL.cells[:6]), st.sampled_from([-3, -2, -1, 1, 2, 3]), min_size=2)


@given(st.lists(terms, min_size=1, max_size=4), st.lists(counts, min_size=6, max_size=6))
def test_and_of_any_equations_with_any_factors(made: list[dict[Cell, int]], values: list[int]) -> None:
    numbers = dict(zip(SMALL.cells, values, strict=False))
    equations = System(tuple(map(Equation.over, made)), *[frozenset()] * 4)
    found, expected = searched(equations, numbers), brute_force(equations, numbers, 6)
    assert found == expected


@given(tables, st.frozensets(st.sampled_from(SMALL.cells)))
def test_equations_hold_wherever_the_table_adds_up(table: Table6x3, blank: frozenset[Cell]) -> None:
    numbers = {cell: Decimal(value) for cell, value in table.items() if cell not in blank}
    assert not any(equation.off(numbers) for equation in judged(blank).equations)
