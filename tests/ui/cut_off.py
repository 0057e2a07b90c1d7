"""The program at a scale of the screen: what has less room than its words need. Run as a program, it tells all of it.

python -m tests.ui.cut_off PERCENT FOLDER [NAME...]      a picture of each page, or of some, goes to FOLDER

A font.ttf in FOLDER is installed first.
"""

import json
import os
import sys
from collections.abc import Callable, Collection, Iterator
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QRect
from PySide6.QtGui import QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QListView,
    QTabBar,
    QTreeView,
    QWidget,
)

SLACK = 1  # a pixel that rounding takes


def cut_off(window: QWidget) -> list[str]:
    """Tell which words of a window are cut off, and which widgets stick out of what they are in."""
    return [
        f"{type(widget).__name__} “{words_of(widget)[:30]}”: {why}"
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.window() is window
        for why in (*wants(widget), *sticks_out(widget))
    ]


def words_of(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else widget.objectName()


def wants(widget: QWidget) -> Iterator[str]:
    """Tell what a widget has not enough of."""
    if isinstance(widget, QAbstractButton | QComboBox) and not isinstance(widget.parentWidget(), QTabBar):  # its arrows
        yield from less(widget, widget.minimumSizeHint().width(), widget.minimumSizeHint().height())
    if isinstance(widget, QLabel) and widget.text() and widget.pixmap().isNull():
        if widget.wordWrap():
            yield from less(widget, 0, widget.heightForWidth(widget.width()))
        elif type(widget) is QLabel:  # kinds of our own shorten their words, and say so
            yield from less(widget, widget.sizeHint().width(), widget.sizeHint().height())
    if isinstance(widget, QListView | QTreeView):
        yield from short_rows(widget)


def less(widget: QWidget, width: int, height: int) -> Iterator[str]:
    if widget.width() + SLACK < width:
        yield f"{widget.width()} of {width} wide"
    if widget.height() + SLACK < height:
        yield f"{widget.height()} of {height} high"


def short_rows(view: QAbstractItemView) -> Iterator[str]:
    """Tell which rows reach into the next one: a list is asked for the height anew, and keeps the place."""
    model: QAbstractItemModel | None = view.model()  # the stubs know no view without one
    rows = [view.model().index(row, 0) for row in range(model.rowCount() if model is not None else 0)]
    for index, below in pairwise(index for index in rows if view.visualRect(index).isValid()):
        has, needs = view.visualRect(below).top() - view.visualRect(index).top(), view.sizeHintForIndex(index).height()
        if 0 < has + SLACK < needs:
            yield f"row {index.row()} is {has} of {needs} high"


def sticks_out(widget: QWidget) -> Iterator[str]:
    """Tell whether a widget with words is not wholly within its parent, where nothing can be scrolled to it."""
    above = widget.parentWidget()
    if above is None or not isinstance(widget, QLabel | QAbstractButton) or not words_of(widget).strip():
        return
    scrolled = (QAbstractItemView, QHeaderView)
    room: QRect = above.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
    if not isinstance(above.parentWidget(), scrolled) and not room.contains(widget.geometry()):
        yield f"{widget.geometry().getRect()} in {above.rect().getRect()}"


def tell(percent: int, folder: Path, names: Collection[str] = ()) -> dict[str, list[str]]:
    """Show each page that has a picture in the documents, on the screen of a small notebook."""
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    from tools import make_pictures
    from ui.appearance import theme
    from ui.start import make_application

    os.environ["QT_QPA_PLATFORM"] = platform  # the pictures of the documents are taken offscreen
    application = make_application()
    if (font := folder / "font.ttf").exists():
        QFontDatabase.addApplicationFont(str(font))
    theme.apply(application, dark=False)
    make_pictures.WIDTH, make_pictures.HEIGHT = (
        side * 100 // percent for side in (make_pictures.WIDTH, make_pictures.HEIGHT)
    )
    found: dict[str, list[str]] = {}
    for name, show in make_pictures.PICTURES.items():
        if names and name not in names:
            continue
        theme.wear(application, dark=False)
        with make_pictures.fresh_window(preview=name == "preview") as window:
            show(window)
            shown = QApplication.activeModalWidget() or window
            shown.resize(min(shown.width(), make_pictures.WIDTH), min(shown.height(), make_pictures.HEIGHT))
            if window.report_page is not None:
                wait_until(window.report_page.panel().list.model().rowCount)
            QTest.qWait(100)  # what is laid out a moment later
            found[name] = cut_off(shown)
            shown.grab().save(str(folder / f"{percent}-{name}.png"))
            if shown is not window:
                shown.close()
    return {"font": [theme.font_family(), f"{application.devicePixelRatio():g}", application.platformName()], **found}


def wait_until(ready: Callable[[], object]) -> None:
    for _ in range(600):
        if ready():
            return
        QTest.qWait(50)
    raise RuntimeError("it was not ready")


if __name__ == "__main__":
    told = tell(int(sys.argv[1]), Path(sys.argv[2]).resolve(), sys.argv[3:])
    print(json.dumps(told))  # noqa: T201 — the answer
