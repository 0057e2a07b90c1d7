"""The pages of the program in the states in which they were once squeezed; and what is wrong with a page shown so."""

from collections.abc import Callable, Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)

from model.collection.standing import Standing
from model.form.schema import Cell
from tests.ui.cut_off import SLACK, cut_off, less, words_of
from ui.actions.in_county import TO_COMPARE, TO_SCORES, TO_SUM
from ui.actions.in_window import EXPORT, FINALISE
from ui.county.page import CountyPage
from ui.county.review_page import ReviewPage
from ui.texts.page import TextPage
from ui.window.county import county_page
from ui.window.main_window import MainWindow
from ui.window.pages import show_example

PARTS = (QAbstractButton, QLabel, QLineEdit, QComboBox, QPlainTextEdit, QTabBar)
HEADER_PAD = 8  # pixels round the title of a column


def squeezed(window: QWidget) -> list[str]:
    """Tell what is cut off, narrower than it can be, on another part, or where nothing scrolls to it."""
    shown = [one for one in window.findChildren(QWidget) if one.isVisible() and one.window() is window]
    found = [*cut_off(window)]
    for one in shown:
        found += [f"{_name(one)}: {why}" for why in _lacks(one)]
    found += [f"{_name(one)} lies on {_name(other)}" for one, other in _overlapping(shown)]
    return found


def _name(widget: QWidget) -> str:
    words = "" if isinstance(widget, QPlainTextEdit | QTabBar) else words_of(widget)[:20]
    return f"{type(widget).__name__} “{words or widget.accessibleName()}”"


def _lacks(one: QWidget) -> Iterator[str]:
    if isinstance(one, QTabBar) and not one.usesScrollButtons():
        yield from less(one, one.minimumSizeHint().width(), one.minimumSizeHint().height())
    if isinstance(one, QLineEdit) and not one.property("bare"):
        yield from less(one, one.minimumSizeHint().width(), one.fontMetrics().height())
    if isinstance(one, QTableView) and one.property("list") and one.model() is not None:
        yield from _titles(one)
    if isinstance(one, PARTS):
        yield from _out_of_sight(one)


def _titles(table: QTableView) -> Iterator[str]:
    header, model = table.horizontalHeader(), table.model()
    for at in range(model.columnCount()):
        words = str(model.headerData(at, header.orientation()) or "")
        if not table.isColumnHidden(at) and words:
            wide = header.fontMetrics().horizontalAdvance(words) + HEADER_PAD
            if header.sectionSize(at) < wide:
                yield f"the title “{words}” has {header.sectionSize(at)} of {wide}"
    if (row := table.rowHeight(0)) and row < table.fontMetrics().height():
        yield f"rows are {row} high, letters {table.fontMetrics().height()}"


def _out_of_sight(one: QWidget) -> Iterator[str]:
    """Tell whether a part is cut at a side of an area that is scrolled up and down only."""
    above = one.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None and not above.horizontalScrollBar().isVisible():
        left = one.mapTo(above.viewport(), QPoint(0, 0)).x()
        if left < -SLACK or left + one.width() > above.viewport().width() + SLACK:
            yield f"{left}–{left + one.width()} of {above.viewport().width()} wide"


def _overlapping(shown: list[QWidget]) -> Iterator[tuple[QWidget, QWidget]]:
    parts: dict[QWidget | None, list[QWidget]] = {}
    for one in shown:
        if isinstance(one, PARTS):
            parts.setdefault(one.parentWidget(), []).append(one)
    for beside in parts.values():
        for one, other in combinations(beside, 2):
            both: QRect = one.geometry().intersected(other.geometry())
            if both.width() > SLACK and both.height() > SLACK:
                yield one, other


def _broken(window: MainWindow) -> None:
    show_example(window)
    if window.session is not None:
        window.session.set_number(Cell("applications/received/natural_person"), None)


def _over(action: str) -> Callable[[MainWindow], None]:
    def show(window: MainWindow) -> None:
        _broken(window)
        window.actions_by_key[action].trigger()

    return show


def _sentences(window: MainWindow) -> None:
    show_example(window)
    page = window.report_page
    if page is not None:
        page.show_tab(0)
        if isinstance(page.page, TextPage):
            page.page.show_side(True)


def county(window: MainWindow) -> CountyPage:
    """Show the roll of the example county."""
    window.actions_by_key["county"].trigger()
    page = county_page(window)
    assert page is not None
    page.show_example()
    QApplication.processEvents()
    return page


def _roll(window: MainWindow) -> None:
    county(window)


def _looks(act: object) -> Callable[[MainWindow], None]:
    return lambda window: county(window).do(act)  # type: ignore[arg-type]


def _review(standing: Standing, tab: int = 0, section: int = 0) -> Callable[[MainWindow], None]:
    def show(window: MainWindow) -> None:
        page = county(window)
        assert page.roll is not None
        page.review(next(row.unit.key for row in page.roll.rows if row.standing is standing))
        shown = getattr(window.trail.current, "page", None)
        assert isinstance(shown, ReviewPage)
        assert shown.one is not None
        shown.one.tabs.setCurrentIndex(tab)
        shown.one.report.show_tab(section)
        if standing is Standing.RECEIVED and not tab:
            shown.one.say("请核对")

    return show


STATES: dict[str, Callable[[MainWindow], None]] = {
    "finalise": _over(FINALISE.id),
    "export": _over(EXPORT.id),
    "sentences": _sentences,
    "roll": _roll,
    "review-returned": _review(Standing.RETURNED),
    "review-remark": _review(Standing.RECEIVED),
    "review-findings": _review(Standing.RECEIVED, 1),
    "review-table": _review(Standing.RETURNED, 0, 2),
    "sum": _looks(TO_SUM),
    "scores": _looks(TO_SCORES),
    "compare": _looks(TO_COMPARE),
}
