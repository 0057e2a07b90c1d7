"""What is done where rows of a county office are not as they were written, and somebody has looked at them."""

from __future__ import annotations

import sqlite3
from contextlib import suppress

from model.errors import UserError
from model.form.editions import form_for
from model.report import file_format
from model.storage.checksums.sums import COLLECTIONS, MODULUS, mark, put_setting, quoted
from model.storage.county import figures
from model.storage.county.tables import MARKED


def make_anew(db: sqlite3.Connection) -> None:
    """Take what stands there as it is, and let figures follow from it."""
    total = 0
    for table, columns in MARKED.items():
        for row in db.execute(f'SELECT {quoted(columns)} FROM "{table}"').fetchall():  # noqa: S608
            marked = mark(table, row)
            total += marked
            db.execute(f'UPDATE "{table}" SET mark = ? WHERE id = ?', (marked, row[0]))  # noqa: S608
    put_setting(db, COLLECTIONS, str(total % MODULUS))
    select = """
        SELECT c.id, c.year, u.id, s.report FROM collection_unit AS u JOIN collection AS c ON c.id = u.collection
        JOIN submission AS s ON s.id = u.submission"""
    for collection, year, unit, report in db.execute(select).fetchall():
        with suppress(UserError):  # it stays as it was summed up, and is told of when it is opened
            form, came = form_for(year), file_format.loads(report.encode())
            figures.put_figures(db, collection, form, [(unit, figures.figures(form, came))])
