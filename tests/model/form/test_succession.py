"""What of one year's form stands where in the next year's."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from model.form.editions import FORM_2019, FORM_2021
from model.form.form import Form
from model.form.roles import LineRole, TableRole
from model.form.schema import Cell, Line, Section, Table
from model.form.succession import carried_on, documents
from tests.editions.made_up import Changes, made_up

NOTHING = frozenset[int]()
RENAMED = made_up(Changes("2021", renamed=True, left_out=NOTHING, doubled=NOTHING))
COLUMNS = [column.key for column in FORM_2021.tables["applications"].column_leaves]


def with_tables(form: Form, change: Callable[[Table], Table]) -> Form:
    """Change every table of a form."""

    def changed(section: Section) -> Section:
        return replace(section, tables=tuple(map(change, section.tables)))

    return Form("changed", form.source, form.since, tuple(map(changed, form.sections)))


def without_roles(form: Form, *roles: LineRole) -> Form:
    def plain(line: Line) -> Line:
        kept = tuple(role for role in line.roles if role not in roles)
        return replace(line, roles=kept, parts=tuple(map(plain, line.parts)))

    return with_tables(form, lambda table: replace(table, rows=tuple(map(plain, table.rows)), in_every_column=()))


def test_every_column_that_both_forms_have_is_carried_on() -> None:
    for last in (FORM_2019, FORM_2021):
        assert list(carried_on(last, FORM_2021)) == [
            (Cell(f"applications/carried_forward/{key}"), Cell(f"applications/brought_forward/{key}"))
            for key in COLUMNS
        ]


def test_the_tables_and_rows_are_found_by_their_parts_whatever_they_are_called() -> None:
    assert list(carried_on(RENAMED, RENAMED)) == [
        (Cell(f"zapplications/zcarried_forward/z{key}"), Cell(f"zapplications/zbrought_forward/z{key}"))
        for key in COLUMNS
    ]


def test_a_column_that_one_of_them_lacks_is_not_carried_on() -> None:
    def shorter(table: Table) -> Table:
        return (
            replace(table, columns=table.column_leaves[1:], in_every_row=()) if table.key == "applications" else table
        )

    less = with_tables(FORM_2021, shorter)
    assert [there.column for there, _ in carried_on(less, FORM_2021)] == COLUMNS[1:]
    assert [here.column for _, here in carried_on(FORM_2021, less)] == COLUMNS[1:]
    assert list(carried_on(FORM_2021, RENAMED)) == []


def test_each_number_is_of_the_form_that_it_stands_in() -> None:
    other = with_tables(FORM_2021, lambda table: replace(table, key=f"last_{table.key}"))
    assert {(there.table, here.table) for there, here in carried_on(other, FORM_2021)} == {
        ("last_applications", "applications")
    }


@pytest.mark.parametrize("role", [LineRole.CARRIED_FORWARD, LineRole.BROUGHT_FORWARD])
def test_what_an_edition_does_not_count_is_not_carried_on(role: LineRole) -> None:
    less = without_roles(FORM_2021, role)
    assert bool(list(carried_on(FORM_2021, less))) == (role is LineRole.CARRIED_FORWARD)
    assert bool(list(carried_on(less, FORM_2021))) == (role is LineRole.BROUGHT_FORWARD)
    bare = with_tables(FORM_2021, lambda table: replace(table, role=None))
    assert list(carried_on(FORM_2021, bare)) == list(carried_on(bare, FORM_2021)) == []


def test_documents_are_counted_where_all_three_columns_are() -> None:
    assert [(one.kind.key, *one[1:]) for one in documents(FORM_2021)] == [
        (kind, *(Cell(f"legislation/{kind}/{column}") for column in ("issued", "repealed", "in_force")))
        for kind in ("regulations", "normative_documents")
    ]
    assert list(documents(FORM_2019)) == []
    assert [one.in_force.table for one in documents(RENAMED)] == ["zlegislation"] * 2
    assert FORM_2019.table(TableRole.DOCUMENTS) is not None
    assert list(documents(with_tables(FORM_2021, lambda table: replace(table, role=None)))) == []
