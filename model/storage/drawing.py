"""The sketches of all texts, drawn anew where the program leaves other sentences of its own out of them than it did."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from model.rules.version import SENTENCES
from model.storage.checksums.sums import get_setting, put_setting, tolerant
from model.storage.writing import Writing

DRAWN_BY = "sketches"  # the setting that tells without which sentences
_TEXTS = 'SELECT "key", value FROM text WHERE report = ?'
_DRAWN = 'SELECT "key", size, digest, letters FROM sketch WHERE report = ?'


def is_drawn(db: sqlite3.Connection) -> bool:
    """Whether the sketches are without those sentences that this program leaves out of them."""
    return get_setting(db, DRAWN_BY) == SENTENCES


def draw_anew(db: sqlite3.Connection) -> None:
    """Bring the sketches of a library that can be written in step with the sentences that are left out of them.

    It is no edit; what does not fit its checksum does not fit afterwards, either.
    """
    if is_drawn(db):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        with tolerant(db):
            _draw_anew(db)
        put_setting(db, DRAWN_BY, SENTENCES)
    except BaseException:
        if db.in_transaction:  # a full disk has rolled back by itself
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _draw_anew(db: sqlite3.Connection) -> None:
    for (report,) in db.execute("SELECT id FROM report ORDER BY id").fetchall():
        if _is_stale(db, report):
            writing = Writing(db, report, datetime.now(UTC))
            writing.sketch_anew()
            writing.end_without_edit()


def _is_stale(db: sqlite3.Connection, report: int) -> bool:
    """Whether a text has another sketch than it would have now; one that is lost is told of elsewhere."""
    from model.rules.peers import sketch  # most libraries are opened without

    drawn = {key: rest for key, *rest in db.execute(_DRAWN, (report,))}
    texts = db.execute(_TEXTS, (report,)).fetchall()
    known = ((key, words) for key, words in texts if isinstance(words, str) and key in drawn)
    return any(list(sketch(words)) != drawn[key] for key, words in known)
