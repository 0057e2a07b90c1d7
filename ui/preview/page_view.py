"""Printed pages below each other: scrolled, fitted to the width or zoomed, sharp on every screen."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.actions.in_widgets import FIRST_PAGE, LAST_PAGE
from ui.actions.in_window import PREVIEW
from ui.actions.registry import KeyContext, pressed
from ui.appearance import theme

MARGIN = 12  # pixels round a page
STEPS = (50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300)  # percent
_SCREEN = 96 / 72  # pixels a point at 100 %
_KEPT = 2  # pages before and after what is seen that stay drawn


@dataclass
class Picture:
    """A drawn page; `fresh` until the report changes."""

    image: QImage
    scale: float  # pixels of the image a point
    fresh: bool = True


class PageView(QAbstractScrollArea):
    """Shows the pictures it is given; `wanting` says that it needs others."""

    wanting = Signal()
    moved = Signal()  # another page is on top, or the zoom is another

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sizes: list[tuple[float, float]] = []  # of the pages, in points
        self.message = ""  # shown while there is no page
        self._pictures: dict[int, Picture] = {}
        self._percent: int | None = None  # None: as wide as the view
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # so that fitting does not swing
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.setAccessibleName(PREVIEW.label)

    # What is shown

    def show_sizes(self, sizes: list[tuple[float, float]]) -> None:
        """Take the pages of a new document; the old pictures stay until there are new ones."""
        self.sizes = sizes
        self._pictures = {page: picture for page, picture in self._pictures.items() if page < len(sizes)}
        for picture in self._pictures.values():
            picture.fresh = False
        self._fit()

    def show_page(self, page: int, image: QImage, scale: float) -> None:
        """Show a page newly drawn."""
        self._pictures[page] = Picture(image, scale)
        self.viewport().update()

    def is_fresh(self, page: int) -> bool:
        """Whether a page is shown as the report is now, pixel by pixel."""
        picture = self._pictures.get(page)
        return picture is not None and picture.fresh and picture.scale == self.wanted_scale

    @property
    def visible_pages(self) -> list[int]:
        """The pages that can be seen, at least in part."""
        view = QRect(0, self.verticalScrollBar().value(), 1, self.viewport().height())
        return [n for n, page in enumerate(self._places()) if page.top() < view.bottom() and page.bottom() > view.top()]

    def missing_pages(self) -> list[int]:
        """Return the pages that are seen and not drawn as they should be; those far away are forgotten."""
        seen = self.visible_pages
        if seen:
            near = range(seen[0] - _KEPT, seen[-1] + _KEPT + 1)
            self._pictures = {page: picture for page, picture in self._pictures.items() if page in near}
        return [page for page in seen if not self.is_fresh(page)]

    # Where it stands

    @property
    def current_page(self) -> int:
        """The page in the middle of the view, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return max(0, sum(page.top() <= middle for page in self._places()) - 1)

    def go_to_page(self, page: int, points: float = 0) -> None:
        """Scroll to a page, or to so many points below its top."""
        places = self._places()
        if places:
            page = min(max(page, 0), len(places) - 1)
            self.verticalScrollBar().setValue(places[page].top() - MARGIN + round(points * self.scale))

    @property
    def scale(self) -> float:
        """Pixels of the window a point."""
        if self._percent is not None:
            return self._percent / 100 * _SCREEN
        widest = max((width for width, _ in self.sizes), default=595)
        return max(self.viewport().width() - 2 * MARGIN, 50) / widest

    @property
    def wanted_scale(self) -> float:
        """Pixels of the screen a point: what a picture should have."""
        return round(self.scale * self.devicePixelRatioF(), 4)

    @property
    def percent(self) -> int:
        """How large the pages are, of their size on paper."""
        return round(self.scale / _SCREEN * 100)

    @property
    def fits_width(self) -> bool:
        """Whether the pages are as wide as the view."""
        return self._percent is None

    def set_percent(self, percent: int | None) -> None:
        """Zoom, keeping the place; None fits the width."""
        self._percent = percent
        self._fit()

    def zoom(self, steps: int) -> None:
        """Zoom to the next larger (1) or smaller (-1) step."""
        now = self.percent
        further = [step for step in STEPS if (step - now) * steps > 0]
        if further:
            self.set_percent(min(further) if steps > 0 else max(further))

    def _places(self) -> list[QRect]:
        scale = self.scale
        sizes = [QSize(round(width * scale), round(height * scale)) for width, height in self.sizes]
        tops = accumulate((size.height() + MARGIN for size in sizes), initial=MARGIN)
        room = max(self.viewport().width(), max((s.width() for s in sizes), default=0) + 2 * MARGIN)
        return [QRect((room - s.width()) // 2, top, s.width(), s.height()) for s, top in zip(sizes, tops, strict=False)]

    def _fit(self) -> None:
        bar, places = self.verticalScrollBar(), self._places()
        share = bar.value() / (bar.maximum() or 1)
        height = places[-1].bottom() + MARGIN if places else 0
        width = max((place.width() for place in places), default=0) + 2 * MARGIN
        before = bar.maximum()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(40)
        bar.setRange(0, max(0, height - self.viewport().height()))
        if bar.maximum() != before:
            bar.setValue(round(share * bar.maximum()))
        self.horizontalScrollBar().setPageStep(self.viewport().width())
        self.horizontalScrollBar().setRange(0, max(0, width - self.viewport().width()))
        self._scrolled()

    def _scrolled(self) -> None:
        self.viewport().update()
        self.moved.emit()
        self.wanting.emit()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        act = pressed(event, KeyContext.PREVIEW, Qt.KeyboardModifier.NoModifier)
        if act is FIRST_PAGE:
            bar.setValue(0)
        elif act is LAST_PAGE:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tone = theme.colours()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), tone.window.darker(108) if not tone.dark else tone.window.darker(120))
        if not self.sizes:
            painter.setPen(tone.muted)
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.message)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        places = self._places()
        for page in self.visible_pages:
            self._paint_page(painter, page, places[page])

    def _paint_page(self, painter: QPainter, page: int, place: QRect) -> None:
        painter.setPen(theme.colours().line)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRect(place.adjusted(-1, -1, 0, 0))
        picture = self._pictures.get(page)
        if picture is None:
            return
        if picture.scale == self.wanted_scale:  # not scaled by a fraction of a pixel: it would blur
            picture.image.setDevicePixelRatio(self.devicePixelRatioF())
            painter.drawImage(place.topLeft(), picture.image)
        else:
            painter.drawImage(QRectF(place), picture.image, QRectF(picture.image.rect()))
