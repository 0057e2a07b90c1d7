"""The pages that 汇总 shows over its roll call: made, told where to say what, and led back from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from model.errors import UserError
from ui import dialogs
from ui.actions.in_county import BELOW, REVIEW, TO_COMPARE, TO_ROLL, TO_SCORES, TO_SUM
from ui.actions.in_widgets import OPEN
from ui.actions.in_window import BACK
from ui.actions.registry import Action
from ui.county.batch_steps import Turns

if TYPE_CHECKING:
    from app.collecting.alike import AlikeTexts
    from app.collecting.roll import RollCall
    from ui.county.page import CountyPage
    from ui.county.review_page import ReviewPage

P = TypeVar("P", bound=QWidget)


class Looks:
    """What can be looked at; each is imported when it is first wanted."""

    def __init__(self, county: CountyPage) -> None:
        self._county = county

    def show(self, act: Action) -> bool:
        """Show what an action stands for; False where it stands for something else."""
        looks = {
            TO_SUM: self.sum,
            TO_COMPARE: self.comparison,
            TO_SCORES: self.scores,
            REVIEW: self.review_chosen,
            BELOW: self.below,
        }
        if act in looks and self._county.one is not None:
            looks[act]()
        return act in looks

    def review_chosen(self) -> None:
        """Open the report of the unit that is chosen; say why not where there is none."""
        row = self._county.roll_page.current()
        if row is not None:
            self.review(row.unit.key)

    def review(self, unit: int, place: str = "") -> None:
        """Show a unit's report, at a place of it."""
        county = self._county
        row = next((one for one in county.roll.rows if one.unit.key == unit), None) if county.roll else None
        if county.roll is None or county.one is None or row is None:
            return
        if not row.standing.is_in:
            county.said.emit(f"{row.unit.name}现在是“{row.standing.label}”，没有可以审核的年报")
            return
        from ui.county.review_page import ReviewPage

        turns = Turns(county.take_back, county.make_again)
        page = ReviewPage(county.library, county.roll, county.one.key, unit, turns)
        page.said.connect(county.said)
        page.done.connect(county.tell_decided)
        page.called.connect(county.show_roll)
        page.written.connect(county.tell_written)
        page.left.connect(county.back)
        self._tell_alike(page, county.one.key, county.roll)
        county.over.emit(page, "")
        if place:
            page.show_unit(unit, place)

    def _tell_alike(self, page: ReviewPage, collection: int, roll: RollCall) -> None:
        """Say in a review whose texts are alike; both can be seen side by side."""
        from ui.county.alike_strip import AlikePage, AlikeStrip

        county, strip = self._county, AlikeStrip(self._county.alike, collection, roll)

        def follow(unit: int | None) -> None:
            strip.roll = county.roll or roll
            strip.show_unit(unit)

        def show(pairs: Sequence[AlikeTexts]) -> None:
            both = AlikePage(county.library, roll, pairs)
            both.opened.connect(page.show_unit)
            both.opened.connect(county.back)
            county.over.emit(both, f"{BACK.label}{REVIEW.label}")

        strip.wanted.connect(show)
        page.above.addWidget(strip)
        page.shown.connect(follow)
        follow(page.one.row.unit.key if page.one else None)

    def below(self) -> None:
        """Show what is below the unit that is chosen, where it sent a collection of its own."""
        from ui.county.below_page import below_page

        county = self._county
        page = below_page(county, county.library, county.roll_page.current())
        if page is not None:
            page.left.connect(county.back)
        self._over(page)

    def sum(self, cell: str = "") -> None:
        """Show the sum, at a cell of it."""
        from ui.county.sum_page import SumPage

        county = self._county
        if county.one is None:
            return
        page = self._made(partial(SumPage, county.library, county.one.key))
        if page is None:
            return
        page.said.connect(county.said)
        page.left.connect(county.back)
        page.opened.connect(county.review)
        page.report_wanted.connect(county.report_wanted)
        page.followed.connect(self._offer)
        self._over(page)
        if cell:
            page.go_to(cell)

    def _offer(self, said: str, report: int) -> None:
        county = self._county
        county.offered.emit(said, OPEN.label, lambda: county.report_wanted.emit(report))

    def comparison(self) -> None:
        """Show the units beside each other."""
        from ui.county.comparison.page import ComparisonPage

        county = self._county
        if county.one is None or county.roll is None:
            return
        page = self._made(partial(ComparisonPage, county.library, county.one.key, county.roll, county.alike))
        if page is None:
            return
        page.said.connect(county.said)
        page.left.connect(county.back)
        page.opened.connect(county.review)
        self._over(page)

    def scores(self) -> None:
        """Show the scores."""
        from ui.county.score_page import ScorePage

        county = self._county
        if county.one is None:
            return
        page = ScorePage(county.library, county.one.key, county.today())
        page.said.connect(county.said)
        page.written.connect(county.tell_written)
        page.left.connect(county.back)
        self._over(page)

    def _made(self, make: Callable[[], P]) -> P | None:
        """Make a page; where that cannot be, say why."""
        try:
            return make()
        except UserError as error:
            dialogs.warn(self._county, error.sentence)
            return None

    def _over(self, page: QWidget | None) -> None:
        if page is not None:
            self._county.over.emit(page, TO_ROLL.label)
