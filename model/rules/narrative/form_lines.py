"""The tables, lines and texts of one edition of the form that prose speaks of, found by the parts they play."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from model.form.form import Form
from model.form.roles import LineRole, TableRole, TextRole
from model.form.schema import Cell, Line, Table
from model.rules.narrative.target import Target

_NO_TABLE = Table("", "", (), ())
_NO_LINE = Line("", "")  # no word names it, and no cell of the form stands in it


@dataclass(frozen=True, eq=False)
class FormLines:
    """What prose may name of an edition; what the edition has not is there too, but no word and no cell is of it."""

    form: Form
    applications: Table
    disputes: Table
    documents: Table
    decided: tuple[Table, ...]  # of decisions and charges

    received: Line
    brought_forward: Line
    results_total: Line
    carried_forward: Line
    outcomes: tuple[Line, ...]  # the rows that hold numbers of how applications were handled

    all_applicants: Line
    natural_person: Line
    organisations: Line

    reconsideration: Line
    litigation: Line
    pending: Line
    all_disputes: Line

    on_application: str  # the key of the text
    on_disputes: frozenset[str]  # the keys of the texts that tell of disputes
    on_all: frozenset[str]  # the keys of those that look back on all parts of the report

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables that a text may speak of, in print order."""
        known = (self.documents, *self.decided, self.applications, self.disputes)
        return tuple(table for table in known if table is not _NO_TABLE)

    def of_applications(self, rows: tuple[Line, ...], column: Line | None = None) -> Target:
        """Make a target of rows of section three."""
        return Target.of(self.applications, rows, column or self.all_applicants)

    def of_disputes(self, bodies: tuple[Line, ...], outcome: Line | None = None) -> Target:
        """Make a target of blocks of section four."""
        return Target.of(self.disputes, bodies, outcome or self.all_disputes)

    @cached_property
    def taken_in(self) -> Target:
        """What was received and brought forward together."""
        return self.of_applications((self.received, self.brought_forward))

    def have(self, target: Target) -> bool:
        """Return whether the edition has all cells of a target."""
        known = self._had.get(target)
        if known is None:
            known = self._had[target] = self._cells.issuperset(target.cells)
        return known

    @cached_property
    def _had(self) -> dict[Target, bool]:
        return {}

    @cached_property
    def _cells(self) -> frozenset[Cell]:
        return frozenset(self.form.cells)


@cache
def form_lines(form: Form) -> FormLines:
    """Find the lines of an edition.

    >>> from model.form.editions import FORM_2021
    >>> form_lines(FORM_2021).received.spoken
    '本年新收'
    """
    applications = form.table(TableRole.APPLICATIONS) or _NO_TABLE
    disputes = form.table(TableRole.DISPUTES) or _NO_TABLE

    def of(table: Table, role: LineRole) -> Line:
        return table.line(role) or _NO_LINE

    return FormLines(
        form,
        applications,
        disputes,
        form.table(TableRole.DOCUMENTS) or _NO_TABLE,
        tuple(
            table for table in form.tables.values() if table.having(LineRole.DECISIONS) or table.having(LineRole.FEE)
        ),
        received=of(applications, LineRole.RECEIVED),
        brought_forward=of(applications, LineRole.BROUGHT_FORWARD),
        results_total=of(applications, LineRole.RESULTS_TOTAL),
        carried_forward=of(applications, LineRole.CARRIED_FORWARD),
        outcomes=tuple(leaf for line in applications.having(LineRole.OUTCOME) for leaf in line.leaves),
        all_applicants=of(applications, LineRole.ALL_APPLICANTS),
        natural_person=of(applications, LineRole.NATURAL_PERSON),
        organisations=of(applications, LineRole.ORGANISATIONS),
        reconsideration=of(disputes, LineRole.RECONSIDERATION),
        litigation=of(disputes, LineRole.LITIGATION),
        pending=of(disputes, LineRole.PENDING),
        all_disputes=of(disputes, LineRole.ALL_DISPUTES),
        on_application=_key(form, TextRole.ON_APPLICATION),
        on_disputes=frozenset(
            _key(form, role) for role in (TextRole.ON_APPLICATION, TextRole.SUPERVISION, TextRole.PROBLEMS)
        ),
        on_all=frozenset(_key(form, role) for role in (TextRole.PROBLEMS, TextRole.OTHER_MATTERS)),
    )


def _key(form: Form, role: TextRole) -> str:
    text = form.text(role)
    return text.key if text else ""
