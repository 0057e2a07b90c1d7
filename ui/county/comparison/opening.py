"""How 比较 is shown over the page of a collection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.collecting.roll import RollCall
from model.errors import UserError
from model.storage.library import Library
from ui import dialogs
from ui.actions.in_county import TO_ROLL
from ui.county.comparison.page import ComparisonPage

if TYPE_CHECKING:
    from ui.county.page import CountyPage


def open_comparison(county: CountyPage, library: Library, collection: int, roll: RollCall) -> None:
    """Show the comparison over the page, which is come back to."""
    try:
        page = ComparisonPage(library, collection, roll)
    except UserError as error:
        dialogs.warn(county, error.sentence)
        return
    page.said.connect(county.said)
    page.left.connect(county.back)
    page.opened.connect(county.review)
    county.over.emit(page, TO_ROLL.label)
