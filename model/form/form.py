"""A whole form: its sections, and what can be asked of every cell and text in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from model.form.roles import TableRole, TextRole
from model.form.schema import Cell, Identity, Kind, Layout, Line, Section, Table, Text
from model.values import Fixed


class Form(Fixed):
    """One edition of the form, in force for the report years from `since`."""

    edition: str
    source: str  # the document that prescribes it
    since: int
    sections: tuple[Section, ...]

    def __repr__(self) -> str:
        return f"<form of {self.edition}>"

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """Tables by key, in print order."""
        return {table.key: table for section in self.sections for table in section.tables}

    @cached_property
    def texts(self) -> Mapping[str, Text]:
        """Texts by key, in print order."""
        return {text.key: text for section in self.sections for text in section.texts}

    @cached_property
    def cells(self) -> Mapping[Cell, None]:
        """Every number of the form, in print order; a set that keeps its order."""
        return dict.fromkeys(cell for section in self.sections for cell in section.cells)

    @cached_property
    def cell_called(self) -> Mapping[str, Cell]:
        """Each cell by the key that files have for it; a report that is read holds these, not cells of its own."""
        return {str(cell): cell for cell in self.cells}

    @cached_property
    def identities(self) -> tuple[Identity, ...]:
        """Every identity at every place, in print order."""
        return tuple(identity for table in self.tables.values() for identity in table.identities)

    @cached_property
    def identities_of(self) -> Mapping[Cell, tuple[Identity, ...]]:
        """The identities that run through each cell."""
        through: dict[Cell, list[Identity]] = {cell: [] for cell in self.cells}
        for identity in self.identities:
            for cell in identity.cells:
                through[cell].append(identity)
        return {cell: tuple(found) for cell, found in through.items()}

    @cached_property
    def totals(self) -> Mapping[Cell, tuple[Identity, ...]]:
        """The cells that can be derived, each with the identities that give it, parts before wholes."""
        derived: dict[Cell, list[Identity]] = {}
        for identity in self.identities:
            if identity.total is not None:
                derived.setdefault(identity.total, []).append(identity)
        of_totals = {cell: any(part in derived for part in ways[0].right) for cell, ways in derived.items()}
        return {cell: tuple(derived[cell]) for cell in sorted(derived, key=of_totals.__getitem__)}

    @cached_property
    def typed_cells(self) -> tuple[Cell, ...]:
        """The cells that nothing else gives, in the order in which they are typed."""
        return tuple(cell for cell in self.cells if cell not in self.totals)

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str], Line]:
        return {(t.key, row.key): row for t in self.tables.values() for row in t.row_leaves}

    @cached_property
    def _columns(self) -> Mapping[tuple[str, str], Line]:
        return {(t.key, column.key): column for t in self.tables.values() for column in t.column_leaves}

    @cached_property
    def section_of(self) -> Mapping[str, Section]:
        """The section of every table, text and cell, by key."""
        owned: dict[str, Section] = {}
        for section in self.sections:
            owned.update({table.key: section for table in section.tables})
            owned.update({text.key: section for text in section.texts})
            owned.update(dict.fromkeys(section.cells, section))
        return owned

    def table(self, role: TableRole) -> Table | None:
        """Return the table that counts something; None where the edition has none."""
        return self._table_of.get(role)

    def text(self, role: TextRole) -> Text | None:
        """Return the text that tells something; None where the edition has none."""
        return self._text_of.get(role)

    @property
    def opening(self) -> Text:
        """The text with which a report begins: the first one where the edition has none for it."""
        return self.text(TextRole.OPENING) or next(iter(self.texts.values()))

    @cached_property
    def _table_of(self) -> Mapping[TableRole | None, Table]:
        return {table.role: table for table in self.tables.values() if table.role is not None}

    @cached_property
    def _text_of(self) -> Mapping[TextRole | None, Text]:
        return {text.role: text for text in self.texts.values() if text.role is not None}

    def row(self, cell: Cell) -> Line:
        """Return the row of a cell."""
        return self._rows[cell.table, cell.row]

    def column(self, cell: Cell) -> Line:
        """Return the column of a cell."""
        return self._columns[cell.table, cell.column]

    @cached_property
    def kinds(self) -> Mapping[Cell, Kind]:
        """What each number counts."""
        return {cell: self.column(cell).kind for cell in self.cells}

    def name_of(self, place: str) -> str:
        """Return where a cell or text is, as a message begins.

        >>> from model.form.editions import FORM_2021
        >>> FORM_2021.name_of("applications/received/natural_person")
        '第三部分“本年新收”行“自然人”列'
        >>> FORM_2021.name_of("problems/text")
        '第五部分“存在的主要问题及改进情况”'
        """
        ordinal = self.section_of[place].ordinal
        if place in self.texts:
            return f"第{ordinal}部分“{self.texts[place].name}”"
        return f"第{ordinal}部分{self.place_in_section(Cell(place))}"

    def place_in_section(self, cell: Cell) -> str:
        """Return where a cell is within its section."""
        return f"{self.row_name(cell)}{self._column_name(cell)}"

    def row_name(self, cell: Cell) -> str:
        """Name the row within its section: “自然人” needs no word for its kind, a row does."""
        unit = "栏" if self.tables[cell.table].layout is Layout.BAND else "行"
        return f"“{self.row(cell).spoken}”{unit}"

    def _column_name(self, cell: Cell) -> str:
        return f"“{self.column(cell).spoken}”列"

    def accessible_name(self, cell: Cell) -> str:
        """Return the table, row and column of a cell in full, for a screen reader."""
        section = self.section_of[cell]
        return f"{section.heading}，{self.row(cell).label}，{self.column(cell).label}"
