"""The tables of a county office, which came with formats 9 to 11; see docs/decisions/23.

`collection_unit.place` orders, `parent` makes the tree, `submission` is the one that counts now. Steps hold the
columns of a unit that they changed, as JSON. `figure` follows from the submissions that count now: a row for every
cell, `value` NULL for a blank one, `whole` beside it where it is an integer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

MARKED = {  # the columns that a mark is over, in their order; the first is the key
    "collection": ("id", "year", "title", "unit", "level", "send_by", "publish_by", "created", "deleted"),
    "collection_unit": (
        *("id", "collection", "name", "others", "level", "place", "parent", "send_by", "publish_by", "coverage"),
        *("counted", "excused", "contact", "standing", "submission", "returned", "published_on", "address"),
        *("reminded", "removed", "changed"),
    ),
    "submission": (
        *("id", "collection", "unit", "revision", "before", "sha256", "size", "name", "source", "moment", "final"),
        *("report", "problems", "blanks", "must", "verify", "empty_texts", "explain", "rules", "withdrawn"),
    ),
    "collection_step": (
        *("id", "collection", "unit", "batch", "act", "who", "moment", "why", "was", "became", "undone"),
    ),
    "remark": (
        *("id", "unit", "submission", "place", "quote", "words", "who", "moment"),
        *("answer", "answer_words", "answered", "verdict", "removed"),
    ),
    "adjustment": ("id", "collection", "cell", "value", "reason", "who", "moment", "removed"),
    "ruling": ("id", "collection", "unit", "item", "points", "reason", "who", "moment", "removed"),
    "judgement": (
        *("id", "unit", "submission", "rule", "places", "accepted", "kind", "remark", "who", "moment", "removed"),
    ),
}
_LATER = {"ruling", "judgement"}  # tables of formats 10 and 11
_INTEGERS = {
    *("id", "year", "collection", "place", "parent", "counted", "submission", "returned", "unit", "revision", "before"),
    *("size", "final", "blanks", "must", "verify", "empty_texts", "explain", "batch", "accepted", "remark"),
}
_WORDS = {("collection", "unit"), ("remark", "place")}  # columns of a name that is a number elsewhere
_MAY_BE_NULL = {
    *("send_by", "publish_by", "deleted", "parent", "submission", "published_on", "reminded", "removed", "before"),
    *("final", "withdrawn", "undone", "answered", "remark"),
}
_REFERENCES = {
    "collection_unit": {"collection": "collection", "parent": "collection_unit", "submission": "submission"},
    "submission": {"collection": "collection", "unit": "collection_unit", "before": "submission"},
    "collection_step": {"collection": "collection", "unit": "collection_unit"},
    "remark": {"unit": "collection_unit", "submission": "submission"},
    "adjustment": {"collection": "collection"},
    "ruling": {"collection": "collection", "unit": "collection_unit"},
    "judgement": {"unit": "collection_unit", "submission": "submission", "remark": "remark"},
}
_INDEXED = {
    "collection_unit": ("collection", "place"),
    "submission": ("unit",),
    "collection_step": ("collection", "batch"),
    "remark": ("unit",),
    "adjustment": ("collection",),
    "ruling": ("collection",),
    "judgement": ("unit",),
}
_FIGURES = """\
CREATE TABLE figure_cell (id INTEGER PRIMARY KEY, "key" TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE figure (
    collection INTEGER NOT NULL REFERENCES collection(id),
    cell INTEGER NOT NULL REFERENCES figure_cell(id),
    unit INTEGER NOT NULL REFERENCES collection_unit(id),
    value TEXT,
    whole INTEGER,
    PRIMARY KEY (collection, cell, unit)
) STRICT, WITHOUT ROWID"""


def make(db: Database) -> None:
    """Make those of format 9."""
    for table in MARKED.keys() - _LATER:
        _make(db, table)
    db.execute('CREATE INDEX idx_collection_step_unit ON collection_step ("unit")')
    for statement in _FIGURES.split(";"):
        db.execute(statement)


def make_rulings(db: Database) -> None:
    """Make that of format 10."""
    _make(db, "ruling")


def make_judgements(db: Database) -> None:
    """Make that of format 11."""
    _make(db, "judgement")


def _make(db: Database, table: str) -> None:
    references = _REFERENCES.get(table, {})
    made = ", ".join(_column(table, one, references.get(one)) for one in MARKED[table])
    db.execute(f'CREATE TABLE "{table}" ({made}, mark INTEGER NOT NULL) STRICT')
    if table in _INDEXED:
        columns = _INDEXED[table]
        named = ", ".join(f'"{one}"' for one in columns)
        db.execute(f'CREATE INDEX "idx_{table}_{"_".join(columns)}" ON "{table}" ({named})')


def _column(table: str, name: str, refers: str | None) -> str:
    kind = "INTEGER" if name in _INTEGERS and (table, name) not in _WORDS else "TEXT"
    if name == "id":
        return '"id" INTEGER PRIMARY KEY'
    null = "" if name in _MAY_BE_NULL else " NOT NULL"
    return f'"{name}" {kind}{null}' + (f' REFERENCES "{refers}"(id)' if refers else "")
