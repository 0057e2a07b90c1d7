"""The acts with which a season closes: passed, those below first; revoked and passed again; published; scored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.collecting.own_report import keep_up_with
from faults.season.book import WHO, Book, roll_of
from faults.season.step import CLOSING, Desk, Step
from model.collection.standing import Standing, StandingAct
from model.errors import UserError
from model.storage.county.acts import CollectionActs

ADDRESS = "https://www.example.gov.cn/xxgk/{0}.html"
ITEM, POINTS = "late", Decimal(2)


def passing(name: str, day: date, desk: Desk) -> Step:
    """Pass all that may pass."""
    return Step(name, day, _pass_all, lambda book: _passed(desk, book), can_undo=True)


def once_more(name: str) -> Iterator[Step]:
    """Take the passing of a unit back, with a reason."""

    def revoked(book: Book) -> Book:
        there = Standing.RESUBMITTED if book.lines[name].returned else Standing.RECEIVED
        return book.changed([name], "revoke", standing=there)

    def revoke(desk: Desk) -> None:
        desk.library.county.act(desk.key(name), StandingAct.REVOKE, WHO, "发现附件有误")

    yield Step("revoke", CLOSING, revoke, revoked, can_undo=True)


def publishing(desk: Desk) -> Step:
    """Note of all that they are public."""
    return Step("publish", CLOSING, _publish, lambda book: _published(desk, book), can_undo=True)


def ruling(name: str) -> Step:
    """Decide on points of a unit."""

    def rule(desk: Desk) -> None:
        desk.library.county.rule(desk.key(name), ITEM, POINTS, "事先电话说明过", WHO)

    return Step("rule", CLOSING, rule, lambda book: replace(book, ruled=((name, POINTS),)))


def _pass_all(desk: Desk) -> None:
    """Pass what may pass, those below others first; see that the program hinders what it has to."""
    library, key = desk.library, desk.key
    roll = {row.unit.name: row for row in roll_of(library, desk.today).rows}
    waiting = [one for one in reversed(desk.county.senders) if roll[one.name].standing.waits_for_office]
    open_below = {one.parent for one in desk.county.senders if roll[one.name].standing is Standing.RETURNED}
    with library.county.batch(desk.collection, WHO) as acts:
        for one in waiting:
            if one.name in open_below:
                _is_hindered(acts, key(one.name))
            else:
                acts.act(key(one.name), StandingAct.PASS)
    keep_up_with(library, desk.collection)


def _is_hindered(acts: CollectionActs, unit: int) -> None:
    try:
        acts.act(unit, StandingAct.PASS)
    except UserError:
        return
    raise RuntimeError("a superior passes before those below it")


def _passed(desk: Desk, book: Book) -> Book:
    waiting = set(book.standing(Standing.RECEIVED, Standing.RESUBMITTED))
    returned = set(book.standing(Standing.RETURNED))
    open_below = {one.parent for one in desk.county.senders if one.name in returned}
    names = [one.name for one in reversed(desk.county.senders) if one.name in waiting - open_below]
    return book.changed(names, "pass", standing=Standing.PASSED)


def _publish(desk: Desk) -> None:
    key = desk.key
    with desk.library.county.batch(desk.collection, WHO) as acts:
        for one in desk.county.senders:
            columns = {"published_on": desk.today.isoformat(), "address": ADDRESS.format(one.at)}
            acts.act(key(one.name), StandingAct.PUBLISH, **columns)


def _published(desk: Desk, book: Book) -> Book:
    for one in desk.county.senders:
        public = (CLOSING, ADDRESS.format(one.at))
        book = book.changed([one.name], "publish", standing=Standing.PUBLISHED, public=public)
    return book
