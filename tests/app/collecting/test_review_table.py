"""The table of what was found of every unit, and its scores."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.collecting.review_table import review_table, write_review_table
from app.collecting.scores import facts_of
from intake.document import SourceGrid
from intake.xlsx.reader import read
from model.collection.remarks import RemarkAnswer
from model.collection.standing import StandingAct
from model.errors import UserError
from model.storage.county.records import NewRemark
from model.storage.library import Library
from tests.app.collecting.incoming import coming, of_unit, write
from tests.model.storage.county.collected import ARCHIVE, OFFICE, SCHOOL, TOWN, UNITS, WHO, receive, units_of

EARLY, AFTER = date(2026, 1, 15), date(2026, 3, 5)
CELL = "applications/received/natural_person"


def test_every_unit_has_a_row_and_a_score(library: Library, collection: int, folder: Path) -> None:
    wrong = of_unit(UNITS[TOWN].name)
    wrong = wrong.with_number(next(one for one in wrong.numbers if one == CELL), Decimal(1))
    coming(library, collection, write(folder, "1.json", wrong)).store(WHO)
    town, office, _, archive = review_table(library, collection, AFTER).units
    assert town.identities > 0
    assert [one.item.id for one in town.deductions] == ["late", "published_late"]
    assert town.score == 0
    assert (office.tally, office.score) == (None, Decimal(0))
    assert (archive.score, archive.deductions) == (None, ())


def test_before_its_day_nobody_is_late(library: Library, collection: int) -> None:
    rows = library.county.roll(collection, EARLY)
    assert facts_of(rows[OFFICE], EARLY).days_late == 0
    assert facts_of(rows[OFFICE], EARLY).days_published_late == 0
    assert facts_of(rows[OFFICE], AFTER).days_published_late == 5


def test_a_report_that_was_published_in_time_loses_nothing_for_it(library: Library, collection: int) -> None:
    receive(library, collection, TOWN)
    unit = units_of(library, collection)[TOWN].key
    library.county.act(unit, StandingAct.PASS, WHO)
    library.county.publish(unit, date(2026, 2, 20), "http://x", WHO)
    row = library.county.roll(collection, AFTER)[TOWN]
    assert facts_of(row, AFTER).days_published_late == 0


def test_what_somebody_decided_takes_the_place_of_the_proposal(library: Library, collection: int) -> None:
    unit = units_of(library, collection)[OFFICE].key
    library.county.rule(unit, "late", Decimal(2), "雪灾", WHO)
    library.county.rule(unit, "late", Decimal(1), "雪灾，已说明", WHO)
    reviewed = review_table(library, collection, date(2026, 1, 25)).units[OFFICE]
    assert [(one.points, one.why, one.proposed) for one in reviewed.deductions] == [(Decimal(1), "雪灾，已说明", False)]
    assert reviewed.score == 9
    library.county.remove_ruling(unit, "late")
    assert review_table(library, collection, date(2026, 1, 25)).units[OFFICE].score == 5
    assert library.county.misfits() == ()
    with pytest.raises(UserError, match="原因"):
        library.county.rule(unit, "late", Decimal(2), " ", WHO)


def test_copies_are_named_with_how_alike_they_are(library: Library, collection: int, folder: Path) -> None:
    text = "".join(f"第{at}项工作与往年相比有了较大进步，" for at in range(20))
    for place in (TOWN, SCHOOL):
        report = of_unit(UNITS[place].name, place).with_text("problems/text", text)
        write(folder, f"{place}.json", report)
    coming(library, collection, folder).store(WHO)
    table = review_table(library, collection, EARLY)
    assert any(one.startswith("县实验小学") for one in table.units[TOWN].alike)
    assert any(one.startswith("青石镇人民政府") for one in table.units[SCHOOL].alike)


def test_the_table_is_written_with_problems_and_answers(library: Library, collection: int) -> None:
    key = receive(library, collection, TOWN)
    (said,) = library.county.remark([NewRemark(key, CELL, "=应为261")], WHO)
    library.county.answer(said, RemarkAnswer.KEPT, "都是全部公开")
    (grid,) = (
        one
        for one in read(write_review_table(review_table(library, collection, EARLY))).blocks
        if isinstance(one, SourceGrid)
    )
    texts = [piece.text for piece in grid.block.pieces]
    for words in ("青石镇人民政府", "县档案馆", "免报", "问题明细", "得分"):
        assert words in texts
    assert any("=应为261" in one and one.startswith("1.") for one in texts)
    assert "1.不改：都是全部公开" in texts
    assert texts.count("未交") == 2
    assert len(library.county.units(collection).units) == ARCHIVE + 1
