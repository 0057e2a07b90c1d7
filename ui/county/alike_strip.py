"""Above a report that is reviewed: whose texts are nearly its own, and the way to see both side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.collecting.alike import AlikeTexts
from app.collecting.roll import RollCall
from model.errors import clip
from model.form.editions import form_for
from model.form.form import Form
from model.form.schema import Severity
from model.storage.library import Library
from ui.appearance.signs import severity_icon
from ui.county.alike_finder import AlikeFinder
from ui.county.comparison.alike_view import AlikeView
from ui.frame.buttons import push_button
from ui.frame.elided import Elided
from ui.frame.sign import Sign

_NAMED = 2  # pairs that are named in the line


class AlikeStrip(QFrame):
    """One line; nothing where no text is like another unit's, or while that is not known yet."""

    wanted = Signal(object)  # the pairs that are to be shown

    def __init__(self, finder: AlikeFinder, collection: int, roll: RollCall) -> None:
        super().__init__()
        self._finder, self._collection, self.roll = finder, collection, roll
        self._form = form_for(roll.heading.year)
        self._unit: int | None = None
        self._pairs: Sequence[AlikeTexts] = ()
        self.sign, self.words = Sign(16), Elided(90, yields=True)
        self.sign.show_icon(severity_icon(Severity.WARN))
        self.show_both = push_button("并排看", "list-checks", "两段文字并排，不同的字加底色")
        self.show_both.clicked.connect(lambda: self.wanted.emit(tuple(self._pairs)))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 12, 4)
        row.setSpacing(8)
        row.addWidget(self.sign)
        row.addWidget(self.words, 1)
        row.addWidget(self.show_both)
        row.addStretch(0)
        self.hide()
        finder.found.connect(self._show_again)  # which ends with this line, as a lambda would not

    def _show_again(self) -> None:
        self.show_unit(self._unit)

    def show_unit(self, unit: int | None) -> None:
        """Say whose texts those of a unit are like."""
        self._unit = unit
        found = None if unit is None else self._finder.of_unit(self._collection, self.roll, unit)
        self._pairs = found or ()
        failure = self._finder.failure if found is not None else ""
        self.words.setText(failure or words_of(self._pairs, self._form, self.roll))
        self.show_both.setVisible(bool(self._pairs))
        self.setVisible(bool(self._pairs or failure))


def words_of(pairs: Sequence[AlikeTexts], form: Form, roll: RollCall) -> str:
    """Say with whom which text is alike, the likest first."""
    units = roll.tree.units
    named = [
        f"与{clip(units[one.other].name, 24)}的“{form.texts[one.place].name}”{one.percent:.0f}%相同"
        for one in pairs[:_NAMED]
        if one.other is not None
    ]
    more = f"；共{len(pairs)}处" if len(pairs) > _NAMED else ""
    return f"雷同：{'；'.join(named)}{more}" if named else ""


class AlikePage(QWidget):
    """The pairs of one unit, both texts side by side."""

    chapter = "收齐各单位的年报（县级汇总）"  # of the manual
    opened = Signal(int, str)  # a unit, the place of the text

    def __init__(self, library: Library, roll: RollCall, pairs: Sequence[AlikeTexts]) -> None:
        super().__init__()
        self.setWindowTitle("雷同")
        self.own_title = roll.heading.title, "雷同"
        self.view = AlikeView(library, roll.tree, form_for(roll.heading.year), roll.heading.year)
        self.view.opened.connect(self.opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.setFocusProxy(self.view)
        self.view.show_pairs(pairs)
