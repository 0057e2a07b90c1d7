"""The sum is a report of the list: it follows the units until it is final, and what was written beside stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.assessment import assess
from app.collecting.own_report import follow, keep_up, own_report
from app.collecting.sum_note import over_what
from app.collecting.totals import Totals, add_up_collection
from app.editing import carried_along
from app.subject import Subject
from model.errors import UserError
from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.bindings import Binding, Unseen
from model.report.numbers import number_text
from model.report.totals import with_totals
from model.sentences.recognising import said_in
from model.storage.library import Library
from model.storage.records import Change, How
from tests.model.storage.county.collected import HEADING, SCHOOL, TOWN, WHO, receive

NEW = Cell("applications/received/natural_person")
TEXT = "overview/on_application"


def totals(library: Library, collection: int) -> Totals:
    return add_up_collection(library, collection, all_received=True)


@pytest.fixture
def own(library: Library, collection: int) -> int:
    receive(library, collection, TOWN)
    return follow(library, totals(library, collection))


def test_the_sum_becomes_a_report_and_follows_its_parts(library: Library, collection: int, own: int) -> None:
    stored = library.load(own)
    assert (stored.report.unit, stored.report.year, stored.report.level) == (HEADING.unit, HEADING.year, HEADING.level)
    assert with_totals(stored.report).numbers == totals(library, collection).report.numbers
    assert own_report(library, totals(library, collection)).sentence == "“甲县人民政府”2025年度的年报与合计一致"
    receive(library, collection, SCHOOL, change=4)
    changed = own_report(library, totals(library, collection))
    assert changed.changes
    assert "格与合计不同" in changed.sentence
    assert follow(library, totals(library, collection)) == own
    assert with_totals(library.load(own).report).numbers == totals(library, collection).report.numbers


def test_following_is_one_undo(library: Library, collection: int, own: int) -> None:
    before = library.load(own).report
    receive(library, collection, SCHOOL)
    follow(library, totals(library, collection))
    assert library.load(own).report != before
    library.take_back(own)
    assert library.load(own).report == before


def test_what_was_written_beside_stays_and_bound_numbers_follow(library: Library, collection: int, own: int) -> None:
    value = str(library.load(own).report.numbers[NEW])
    words = f"全县新收{value}件。"
    bound = (Binding(TEXT, 4, 4 + len(value), (NEW,)),)
    library.write(own, [Change(TEXT, "", words)], How.TYPED, "录入", bound)
    library.county.adjust(collection, NEW, Decimal(-3), "重复登记", WHO)
    follow(library, totals(library, collection))
    stored = library.load(own)
    assert stored.report.texts[TEXT] == f"全县新收{stored.report.numbers[NEW]}件。"
    assert stored.report.numbers[NEW] == int(value) - 3


def test_a_total_that_was_typed_gives_way_to_its_parts(library: Library, collection: int, own: int) -> None:
    total = Cell("applications/received/total")
    library.write(own, [Change(total, None, Decimal(1))], How.TYPED, "录入")
    follow(library, totals(library, collection))
    assert total not in library.load(own).report.numbers


def test_a_final_report_is_left_alone(library: Library, collection: int, own: int) -> None:
    library.finalise(own, date(2026, 3, 20))
    assert follow(library, totals(library, collection)) == own  # there is nothing to change
    receive(library, collection, SCHOOL)
    before = library.load(own)
    with pytest.raises(UserError, match=r"已定稿.*先修订"):
        follow(library, totals(library, collection))
    assert library.load(own) == before


def test_a_cell_that_a_unit_left_blank_is_blank_in_the_report(library: Library, collection: int, own: int) -> None:
    units = library.county.units(collection).units
    unit = list(units.values())[SCHOOL]
    from tests.model.storage.county.collected import new_of

    new = new_of(library, unit)
    with library.county.batch(collection, WHO) as acts:
        acts.receive(replace(new, report=new.report.with_number(NEW, None)))
    follow(library, totals(library, collection))
    assert NEW not in library.load(own).report.numbers


def test_before_there_is_one_it_says_so(library: Library, collection: int) -> None:
    found = own_report(library, totals(library, collection))
    assert (found.stored, found.sentence) == (None, "还没有成为本级年报")


# Section one


DECISIONS = "overview/active_disclosure"


def texts(library: Library, own: int) -> dict[str, str]:
    return dict(library.load(own).report.texts)


def test_section_one_tells_the_numbers_and_leaves_the_rest_to_the_office(library: Library, own: int) -> None:
    stored = library.load(own)
    said, whole = texts(library, own), with_totals(stored.report)
    for key in (DECISIONS, TEXT):
        assert said[key]
    assert not {"problems/text", "other_matters/text", "overview/platform", "overview/opening"} & {*said}
    numbers = [one for one in stored.bindings if not one.unseen]
    assert {one.text for one in numbers} == {*said}
    for one in numbers:
        assert said[one.text][one.start : one.end] == number_text(one.number(whole.numbers))
    waiting = {one.text for one in stored.bindings if one.unseen is Unseen.WRITTEN}
    assert waiting == {*said}  # nobody has looked at them yet
    assert not [one for one in assess(Subject.of(stored, None)).findings if one.check.startswith("N")]


def test_section_one_follows_the_parts(library: Library, collection: int, own: int) -> None:
    before = texts(library, own)
    receive(library, collection, SCHOOL, change=9)
    follow(library, totals(library, collection))
    stored = library.load(own)
    after = texts(library, own)
    assert after.keys() == before.keys()
    assert all(after[key] != before[key] for key in (DECISIONS, TEXT))
    assert [one for one in stored.bindings if not one.unseen]
    library.take_back(own)
    assert texts(library, own) == before


MINE = "全县上下认真落实条例。"


def prefix(library: Library, own: int, key: str) -> None:
    """Write something of one's own before a text, as in the window."""
    stored = library.load(own)
    typed = [Change(key, stored.report.texts[key], MINE + stored.report.texts[key])]
    changes, bindings = carried_along(stored.report, typed, stored.bindings)
    library.write(own, changes, How.TYPED, "录入", bindings)


@pytest.mark.parametrize("mine", ["", MINE])
def test_a_sentence_gives_way_when_it_is_true_no_more(library: Library, collection: int, own: int, mine: str) -> None:
    if mine:
        prefix(library, own, TEXT)
    numbers = library.load(own).report.numbers
    for cell in numbers:
        if cell.startswith("disputes/"):
            library.county.adjust(collection, cell, -numbers[cell], "不计", WHO)
    follow(library, totals(library, collection))
    said = texts(library, own)[TEXT]
    assert "no_disputes" in said_in(said)
    assert "disputes" not in said_in(said)
    assert said.startswith(MINE) is bool(mine)
    follow(library, totals(library, collection))
    assert texts(library, own)[TEXT] == said


def test_what_somebody_rewrote_is_not_overwritten_but_its_numbers_follow(
    library: Library, collection: int, own: int
) -> None:
    prefix(library, own, DECISIONS)
    before = texts(library, own)[DECISIONS]
    receive(library, collection, SCHOOL, change=9)
    follow(library, totals(library, collection))
    stored = library.load(own)
    now = stored.report.texts[DECISIONS]
    assert now.startswith(MINE)
    assert said_in(now) == said_in(before)
    bound = [one for one in stored.bindings if one.text == DECISIONS and one.cells]
    assert bound
    for one in bound:
        assert now[one.start : one.end] == number_text(one.number(with_totals(stored.report).numbers))
    assert now != before


def test_what_somebody_took_out_does_not_come_back(library: Library, collection: int, own: int) -> None:
    library.write(own, [Change(DECISIONS, texts(library, own)[DECISIONS], "")], How.TYPED, "录入", ())
    receive(library, collection, SCHOOL, change=9)
    follow(library, totals(library, collection))
    assert DECISIONS not in texts(library, own)


# Following by itself


def test_a_report_of_the_sum_keeps_up_and_leaves_what_somebody_typed(
    library: Library, collection: int, own: int
) -> None:
    other = FORM_2021.typed_cells[0]
    library.write(own, [Change(NEW, library.load(own).report.numbers[NEW], Decimal(1))], How.TYPED, "录入")
    receive(library, collection, SCHOOL, change=9)
    assert keep_up(library, totals(library, collection))
    numbers = library.load(own).report.numbers
    wanted = totals(library, collection).report.numbers
    assert (numbers[NEW], numbers[other]) == (Decimal(1), wanted[other])
    found = own_report(library, totals(library, collection))
    assert [one.place for one in found.changes] == [NEW]
    assert found.sentence.endswith("有1格与合计不同，其中1格是在年报里改的")
    assert not keep_up(library, totals(library, collection))
    follow(library, totals(library, collection))  # which somebody asks for
    assert library.load(own).report.numbers[NEW] == wanted[NEW]


def test_a_report_that_is_no_sum_or_is_final_does_not_keep_up(library: Library, collection: int) -> None:
    receive(library, collection, TOWN)
    own = library.create(replace(totals(library, collection).report, numbers={}))
    assert not keep_up(library, totals(library, collection))
    assert not library.load(own).report.numbers
    follow(library, totals(library, collection))
    library.finalise(own, date(2026, 3, 20))
    receive(library, collection, SCHOOL, change=9)
    before = library.load(own)
    assert not keep_up(library, totals(library, collection))
    assert library.load(own) == before


def test_a_report_knows_over_what_it_is(library: Library, collection: int, own: int) -> None:
    assert over_what(library, own) == totals(library, collection).sentences
    assert over_what(library, own + 1) == ()
    receive(library, collection, SCHOOL)
    keep_up(library, totals(library, collection))
    assert over_what(library, own)[0].startswith("计入2个（收到的），未计入2个")
