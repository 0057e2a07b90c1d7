"""The very first start: three large choices, and a low one for those who collect what others write."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from model.storage.files.places import is_portable
from ui.actions.in_window import COUNTY, NEXT_YEAR
from ui.appearance.theme import ui_font

_HIGH, _CARD, _PAD, _BETWEEN, _GAP = 140, 320, 16, 16, 24  # pixels of a card, round it and between them
_WIDE, _ROOMY = 900, 460  # pixels from which on there is room round the cards
_SIDE, _NARROW_SIDE, _NAME, _LOW_NAME = 40, 16, 240, 160  # the names in percent of the letters
_LOW_CARD, _LOWEST_CARD = 48, 36  # pixels of the height of the low one
_RING = 2  # pixels of the border
_FIRST = 1000  # share of what is left over: before the margins


class FirstPage(QWidget):
    """What to begin with."""

    chapter = "第一次打开"  # of the manual
    new = Signal()
    bring_in = Signal()
    example = Signal()
    county = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        self._name = _line("勾稽", _NAME, bold=True)
        column.addWidget(self._name)
        column.addWidget(_line("填写、核对、导出《政府信息公开工作年度报告》", 120))
        self._gaps = [QSpacerItem(0, _GAP) for _ in range(2)]
        column.addItem(self._gaps[0])
        column.addLayout(self._cards())
        column.addWidget(self._way_to_county(), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addItem(self._gaps[1])
        place = "程序旁边的文件夹里" if is_portable() else "这台电脑上"
        column.addWidget(_line(f"内容只保存在{place}，程序不联网；每录入一格立即存盘，随时可以关机。", 95))
        column.addStretch(3)

    def _cards(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(_BETWEEN)
        row.addStretch(1)
        goes_on = f"接着填写或{NEXT_YEAR.label}"
        choices: tuple[tuple[str, str, SignalInstance], ...] = (
            ("写今年的年报", "填上单位和年度就可以开始，\n六个部分逐项填写，随时核对。", self.new),
            ("导入上年年报或已有文件", f"把上年的年报或已有的文件读进来，\n{goes_on}。", self.bring_in),
            ("看一个例子", "一份填好的年报，里面留了几处错，\n看看怎样找到、怎样改正。", self.example),
        )
        self.cards = [Card(*choice) for choice in choices]
        for card in self.cards:
            row.addWidget(card, _FIRST)
        row.addStretch(1)
        self.cards[0].setProperty("primary", True)
        self.setFocusProxy(self.cards[0])
        return row

    def _way_to_county(self) -> Card:
        """Make the low card below the others for those who collect what others write."""
        self.way = Card("收各单位的年报", "看谁没有交、谁有错", self.county, beside=True)
        self.way.setToolTip(COUNTY.tooltip)
        return self.way

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let each card have the room of its words; in a low window what is round the cards gives way."""
        roomy = self.height() >= _ROOMY
        side = _SIDE if self.width() >= _WIDE else _NARROW_SIDE
        self._column.setContentsMargins(side, 24 if roomy else 8, side, 24 if roomy else 8)
        self._column.setSpacing(8 if roomy else 4)
        for gap in self._gaps:
            gap.changeSize(0, _GAP if roomy else 0)
        self._name.setFont(ui_font(_NAME if roomy else _LOW_NAME, bold=True))
        self._column.invalidate()
        for card in self.cards:
            card.break_words(whole=self.width() >= _WIDE + 2 * _SIDE)
        wide = min(_CARD, (self.width() - 2 * side - 2 * _BETWEEN) // len(self.cards))
        high = max(card.high_at(wide) for card in self.cards)
        for card in self.cards:
            card.be_high(max(_HIGH, high) if roomy else high)
        self.way.setFixedWidth(len(self.cards) * wide + (len(self.cards) - 1) * _BETWEEN)
        self.way.be_high(_LOW_CARD if roomy else _LOWEST_CARD)
        super().resizeEvent(event)


class Card(QPushButton):
    """A large button: a name, and what happens."""

    def __init__(self, title: str, words: str, signal: SignalInstance, *, beside: bool = False) -> None:
        """Make one; with the words `beside` its name it is low."""
        super().__init__()
        self.setAccessibleName(title)
        self.setAccessibleDescription(words.replace("\n", ""))
        self.setAutoDefault(True)  # Enter presses it too
        if not beside:
            self.setMaximumWidth(_CARD)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._high = _HIGH
        column = QBoxLayout(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom, self)
        column.setContentsMargins(_PAD, 0 if beside else 12, _PAD, 0 if beside else 12)
        column.setSpacing(_BETWEEN if beside else 6)
        column.addStretch(1)
        self._words, self._told = words, _line(words, 100)
        for label in (_line(title, 115 if beside else 130, bold=True), self._told):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.setWordWrap(not beside)
            column.addWidget(label)
        column.addStretch(1)
        self.clicked.connect(signal)

    def hasHeightForWidth(self) -> bool:
        return False  # all are as high as the highest, which the page knows

    def break_words(self, *, whole: bool) -> None:
        """Break the words where they want to be, or where the room ends."""
        self._told.setText(self._words if whole else self._words.replace("\n", ""))

    def high_at(self, width: int) -> int:
        """Return how high it must be for all of its words, at some width."""
        layout = self.layout()
        if layout is None:
            return _HIGH
        layout.invalidate()  # the words may have been broken otherwise since it was asked last
        return layout.totalHeightForWidth(width - 2 * _RING) + 2 * _RING

    def be_high(self, pixels: int) -> None:
        """Be so high."""
        if pixels != self._high:
            self._high = pixels
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._high)  # a least height would be the style sheet's

    def minimumSizeHint(self) -> QSize:
        """Ask for little across, and for all of the words."""
        return QSize(2 * _PAD, self._high)


def _line(words: str, percent: int, *, bold: bool = False) -> QLabel:
    label = QLabel(words)
    label.setFont(ui_font(percent, bold=bold))
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    return label
