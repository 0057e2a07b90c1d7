"""What can be asked of the collections of a library."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from model.collection.adding import Adjustment, CellTotal
from model.collection.scoring import ScoreRuling
from model.collection.standing import Standing
from model.collection.unit import UnitTree
from model.errors import DamagedError
from model.form.editions import form_for
from model.form.schema import Cell
from model.report.report import Report
from model.storage.checksums.sums import quoted
from model.storage.county import figures, marked, originals
from model.storage.county.figures import UnitFigure
from model.storage.county.parsing import (
    UNIT_COLUMNS,
    adjustment_of,
    batch_of,
    collection_of,
    judgement_of,
    remark_of,
    roll_row_of,
    ruling_of,
    standing_change_of,
    standing_of,
    step_of,
    submission_of,
    unit_of,
)
from model.storage.county.records import (
    CollectionBatch,
    CollectionStep,
    Judgement,
    KeptCollection,
    Remark,
    RollRow,
    StandingChange,
    Submission,
)
from model.storage.county.tables import MARKED
from model.storage.failures import told

_COLLECTIONS = """
    SELECT id, year, title, collection.unit, level, send_by, publish_by, deleted,
        (SELECT count(*) FROM collection_unit AS u WHERE u.collection = collection.id AND u.removed IS NULL)
    FROM collection WHERE (deleted IS NULL) = ? ORDER BY year DESC, id DESC"""
_UNITS = f"""
    SELECT {quoted(MARKED["collection_unit"])} FROM collection_unit
    WHERE collection = ? AND removed IS NULL ORDER BY place, id"""  # noqa: S608
_SUBMISSION = f"SELECT {quoted((*MARKED['submission'], 'mark'))} FROM submission WHERE "  # noqa: S608
_REMARKS = f"SELECT {quoted(MARKED['remark'])} FROM remark WHERE unit = ? AND removed IS NULL ORDER BY id"  # noqa: S608
_STEPS = f"SELECT {quoted(MARKED['collection_step'])} FROM collection_step WHERE "  # noqa: S608
_ADJUSTMENTS = f"""
    SELECT {quoted(MARKED["adjustment"])} FROM adjustment WHERE collection = ? AND removed IS NULL ORDER BY id"""  # noqa: S608
_ROLL = f"""
    SELECT {", ".join(f"u.{one}" for one in UNIT_COLUMNS)}, u.send_by, u.publish_by,
        u.standing, coalesce(u.send_by, c.send_by), coalesce(u.publish_by, c.publish_by),
        CAST(julianday(coalesce(u.send_by, c.send_by)) - julianday(:today) AS INTEGER),
        u.submission, s.revision, s.blanks, s.must + coalesce(j.must, 0), s.verify + coalesce(j.verify, 0),
        s.empty_texts, s.explain,
        coalesce(json_array_length(s.problems), 0), f.moment, s.moment, s.final,
        u.returned, coalesce(r.said, 0), coalesce(r.answered, 0), coalesce(r.undecided, 0),
        u.changed, u.published_on, u.address, u.reminded, h.moment, coalesce(h.who, ''), b.why
    FROM collection_unit AS u JOIN collection AS c ON c.id = u.collection
    LEFT JOIN submission AS s ON s.id = u.submission
    LEFT JOIN (SELECT unit, min(moment) AS moment FROM submission
        WHERE collection = :collection AND withdrawn IS NULL GROUP BY unit) AS f ON f.unit = u.id
    LEFT JOIN (SELECT unit, count(*) AS said, sum(answer <> 'none') AS answered,
        sum(answer <> 'none' AND verdict = 'none') AS undecided
        FROM remark WHERE removed IS NULL GROUP BY unit) AS r ON r.unit = u.id
    LEFT JOIN (SELECT submission, sum(kind = 'must') AS must, sum(kind = 'verify') AS verify
        FROM judgement WHERE NOT accepted AND removed IS NULL GROUP BY submission) AS j ON j.submission = u.submission
    LEFT JOIN (SELECT unit, max(moment) AS moment, who FROM collection_step
        WHERE collection = :collection AND act = 'hand_out' AND undone IS NULL GROUP BY unit) AS h ON h.unit = u.id
    LEFT JOIN (SELECT unit, max(id), why FROM collection_step
        WHERE collection = :collection AND act = 'return' AND undone IS NULL GROUP BY unit) AS b ON b.unit = u.id
    WHERE u.collection = :collection AND u.removed IS NULL ORDER BY u.place, u.id"""  # noqa: S608
_RULINGS = f"""
    SELECT {quoted(MARKED["ruling"])} FROM ruling WHERE collection = ? AND removed IS NULL ORDER BY id"""  # noqa: S608
_JUDGEMENTS = f"""
    SELECT {quoted(MARKED["judgement"])} FROM judgement
    WHERE submission = ? AND removed IS NULL ORDER BY id"""  # noqa: S608
_BATCHES = """
    SELECT batch, min(act), count(*), min(who), min(moment) FROM collection_step
    WHERE collection = ? AND undone IS NULL GROUP BY batch ORDER BY batch DESC LIMIT ?"""
_COURSE = """
    SELECT s.moment, s.unit, json_extract(s.became, '$.standing') FROM collection_step AS s
    JOIN collection_unit AS u ON u.id = s.unit
    WHERE s.collection = ? AND s.undone IS NULL AND u.removed IS NULL
        AND json_extract(s.became, '$.standing') IS NOT NULL ORDER BY s.moment, s.id"""
_TO_MAKE_AGAIN = """
    SELECT batch, min(act), count(*), min(who), min(moment) FROM collection_step
    WHERE collection = :collection AND undone IS NOT NULL
    AND batch > (SELECT coalesce(max(batch), 0) FROM collection_step WHERE collection = :collection AND undone IS NULL)
    GROUP BY batch ORDER BY batch LIMIT 1"""
_HANDED_UP = """
    SELECT u.id, s.sha256 FROM collection_unit AS u JOIN submission AS s ON s.id = u.submission
    WHERE u.collection = ? AND u.removed IS NULL AND u.coverage = 'with_parts' AND s.name LIKE '%.gouji'"""
_SAME_BYTES = """
    SELECT id FROM submission WHERE collection = ? AND unit = ? AND sha256 = ? AND withdrawn IS NULL
    ORDER BY id DESC LIMIT 1"""


class CollectionReading:
    """The questions; each raises UserError where the file is damaged."""

    def __init__(self, connection: Callable[[], sqlite3.Connection], path: Callable[[], Path]) -> None:
        """Ask an open library, wherever it is now."""
        self._connection, self._path = connection, path

    @property
    def _db(self) -> sqlite3.Connection:
        return self._connection()

    @contextmanager
    def _asking(self) -> Iterator[sqlite3.Connection]:
        with told(self._path()):
            yield self._connection()

    def collections(self, *, deleted: bool = False) -> tuple[KeptCollection, ...]:
        """Return the collections, newest year first; or those that are deleted."""
        with self._asking() as db:
            return tuple(map(collection_of, db.execute(_COLLECTIONS, (not deleted,)).fetchall()))

    def collection(self, key: int) -> KeptCollection:
        """Return one collection.

        Raises:
            KeyError: there is none.
        """
        found = next((one for one in (*self.collections(), *self.collections(deleted=True)) if one.key == key), None)
        if found is None:
            raise KeyError(key)
        return found

    def of_year(self, year: int) -> tuple[KeptCollection, ...]:
        """Return the collections of a year."""
        return tuple(one for one in self.collections() if one.heading.year == year)

    def units(self, collection: int) -> UnitTree:
        """Return the units of a collection as a tree."""
        with self._asking() as db:
            rows = db.execute(_UNITS, (collection,)).fetchall()
        return UnitTree(unit_of(dict(zip(MARKED["collection_unit"], row, strict=True))) for row in rows)

    def standings(self, collection: int) -> dict[int, Standing]:
        """Return where each unit stands."""
        select = "SELECT id, standing FROM collection_unit WHERE collection = ? AND removed IS NULL"
        with self._asking() as db:
            return dict(map(standing_of, db.execute(select, (collection,)).fetchall()))

    def roll(self, collection: int, today: date) -> tuple[RollRow, ...]:
        """Return the roll call, a row for each unit, in the order of the list."""
        with self._asking() as db:
            rows = db.execute(_ROLL, {"collection": collection, "today": today.isoformat()}).fetchall()
        return tuple(map(roll_row_of, rows))

    def submission(self, key: int) -> Submission:
        """Return a file that came in, with its report.

        Raises:
            DamagedError: it is not as it was written; the file itself may still be.
            KeyError: there is none.
        """
        with self._asking() as db:
            row = db.execute(f"{_SUBMISSION} id = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return submission_of(row)

    def submissions(self, unit: int) -> tuple[Submission, ...]:
        """Return all that came in from a unit, newest first, what was taken back included."""
        with self._asking() as db:
            rows = db.execute(f"{_SUBMISSION} unit = ? ORDER BY id DESC", (unit,)).fetchall()
        return tuple(map(submission_of, rows))

    def current(self, unit: int) -> Submission | None:
        """Return the submission of a unit that counts now; None where there is none.

        Raises:
            DamagedError: the unit's row names one that is not there.
        """
        with self._asking() as db:
            row = db.execute("SELECT submission FROM collection_unit WHERE id = ?", (unit,)).fetchone()
        if row is None or row[0] is None:
            return None
        try:
            return self.submission(row[0])
        except KeyError as error:
            raise DamagedError("汇总里有一个单位指着没有收到过的年报，报告库可能已经损坏") from error

    def current_keys(self, collection: int) -> dict[int, int]:
        """Return by unit the submission that counts now."""
        select = """
            SELECT id, submission FROM collection_unit
            WHERE collection = ? AND removed IS NULL AND submission IS NOT NULL ORDER BY place, id"""
        with self._asking() as db:
            return dict(db.execute(select, (collection,)).fetchall())

    def current_reports(self, collection: int) -> Iterator[tuple[int, Report]]:
        """Return unit by unit the reports that count now, as they came in."""
        for unit, key in self.current_keys(collection).items():
            yield unit, self.submission(key).report

    def handed_up(self, collection: int) -> dict[int, str]:
        """Return by unit the digests of the files in which collections may have come up, of those that count now."""
        with self._asking() as db:
            return dict(db.execute(_HANDED_UP, (collection,)).fetchall())

    def original_of(self, digest: str) -> bytes:
        """Return a file by its digest, as it came in; what it raises, `original` does."""
        return originals.original(self._path(), digest)

    def same_bytes(self, collection: int, unit: int, digest: str) -> Submission | None:
        """Return the submission of a unit that is this very file; None where there is none."""
        with self._asking() as db:
            row = db.execute(_SAME_BYTES, (collection, unit, digest)).fetchone()
        return None if row is None else self.submission(row[0])

    def original(self, submission: Submission) -> bytes:
        """Return the file itself, as it came in.

        Raises:
            UserError: it is neither beside the library nor among the backups as it was.
        """
        return originals.original(self._path(), submission.digest)

    def remarks(self, unit: int) -> tuple[Remark, ...]:
        """Return what was said of a unit's report, oldest first."""
        with self._asking() as db:
            rows = db.execute(_REMARKS, (unit,)).fetchall()
        return tuple(remark_of(dict(zip(MARKED["remark"], row, strict=True))) for row in rows)

    def judgements(self, submission: int) -> tuple[Judgement, ...]:
        """Return what the office says to the explanations of a file that came in."""
        with self._asking() as db:
            rows = db.execute(_JUDGEMENTS, (submission,)).fetchall()
        return tuple(judgement_of(dict(zip(MARKED["judgement"], row, strict=True))) for row in rows)

    def steps(self, unit: int) -> tuple[CollectionStep, ...]:
        """Return what was done to a unit, newest first, what was taken back included."""
        with self._asking() as db:
            rows = db.execute(f"{_STEPS} unit = ? ORDER BY id DESC", (unit,)).fetchall()
        return tuple(step_of(dict(zip(MARKED["collection_step"], row, strict=True))) for row in rows)

    def batches(self, collection: int, most: int = 100) -> tuple[CollectionBatch, ...]:
        """Return what was done and not taken back, newest first."""
        with self._asking() as db:
            rows = db.execute(_BATCHES, (collection, most)).fetchall()
        return tuple(map(batch_of, rows))

    def course(self, collection: int) -> tuple[StandingChange, ...]:
        """Return how the units came to stand where they do, oldest first, but for what was taken back."""
        with self._asking() as db:
            rows = db.execute(_COURSE, (collection,)).fetchall()
        return tuple(map(standing_change_of, rows))

    def to_make_again(self, collection: int) -> CollectionBatch | None:
        """Return what would be made again next: the first that was taken back, and nothing was done after it."""
        with self._asking() as db:
            row = db.execute(_TO_MAKE_AGAIN, {"collection": collection}).fetchone()
        return None if row is None else batch_of(row)

    def adjustments(self, collection: int) -> tuple[Adjustment, ...]:
        """Return the adjustments of the sum, oldest first."""
        with self._asking() as db:
            rows = db.execute(_ADJUSTMENTS, (collection,)).fetchall()
        return tuple(map(adjustment_of, rows))

    def rulings(self, collection: int) -> tuple[ScoreRuling, ...]:
        """Return what people decided of scores; of one unit and item the last counts."""
        with self._asking() as db:
            rows = db.execute(_RULINGS, (collection,)).fetchall()
        ruled = {(one.unit, one.item): one for one in map(ruling_of, rows)}
        return tuple(ruled.values())

    def totals(self, collection: int, units: Sequence[int]) -> Mapping[Cell, CellTotal]:
        """Add up what counts of some units, cell by cell.

        Raises:
            DamagedError: the figures are not all there.
        """
        form = form_for(self.collection(collection).heading.year)
        with self._asking() as db:
            return figures.totals(db, collection, form, units)

    def figures_of(self, collection: int, cell: Cell, units: Sequence[int]) -> tuple[UnitFigure, ...]:
        """Return what each of some units has in a cell."""
        with self._asking() as db:
            return figures.of_cell(db, collection, cell, units)

    def misfits(self) -> tuple[str, ...]:
        """Compare all of it with what vouches for it, and say what is not as it was written."""
        with self._asking() as db:
            wrong = [f"{table} {key}" if table else "汇总任务的内容加起来不符" for table, key in marked.wrong_rows(db)]
        return (*wrong, *self._wrong_figures(), *self._lost_originals())

    def _wrong_figures(self) -> Iterator[str]:
        for one in (*self.collections(), *self.collections(deleted=True)):
            form = form_for(one.heading.year)
            for unit in self.units(one.key).units:
                with suppress(DamagedError):  # told already
                    current = self.current(unit)
                    expected = figures.figures(form, current.report) if current else []
                    with self._asking() as db:
                        there = figures.of_unit(db, one.key, unit)
                    if there != dict(zip(form.cells, expected, strict=False)):
                        yield f"figure {unit}"

    def _lost_originals(self) -> Iterator[str]:
        with self._asking() as db:
            digests = [digest for (digest,) in db.execute("SELECT DISTINCT sha256 FROM submission").fetchall()]
        yield from (f"original {one}" for one in digests if not originals.is_whole(self._path(), one))
