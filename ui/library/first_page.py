"""The very first start: three large choices."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from model.storage.files.places import is_portable
from ui.actions.in_window import COUNTY, NEXT_YEAR
from ui.appearance.theme import ui_font
from ui.frame.buttons import flat_button

_HIGH = 170  # pixels of a card


class FirstPage(QWidget):
    """What to begin with."""

    chapter = "第一次打开"  # of the manual
    new = Signal()
    bring_in = Signal()
    example = Signal()
    county = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 24, 40, 24)
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(_line("勾稽", 240, bold=True))
        column.addWidget(_line("填写、核对、导出《政府信息公开工作年度报告》", 120))
        column.addSpacing(26)
        column.addLayout(self._cards())
        column.addSpacing(14)
        column.addWidget(self._way_to_county(), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        place = "程序旁边的文件夹里" if is_portable() else "这台电脑上"
        column.addWidget(_line(f"内容只保存在{place}，程序不联网；每录入一格立即存盘，随时可以关机。", 95))
        column.addStretch(3)

    def _cards(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addStretch(1)
        goes_on = f"接着填写或{NEXT_YEAR.label}"
        choices: tuple[tuple[str, str, SignalInstance], ...] = (
            ("写今年的年报", "填上单位和年度就可以开始，\n六个部分逐项填写，随时核对。", self.new),
            ("导入上年年报或已有文件", f"把上年的年报或已有的文件读进来，\n{goes_on}。", self.bring_in),
            ("看一个例子", "一份填好的年报，里面留了几处错，\n看看怎样找到、怎样改正。", self.example),
        )
        self.cards = [Card(*choice) for choice in choices]
        for card in self.cards:
            row.addWidget(card, 4)
        row.addStretch(1)
        self.cards[0].setProperty("primary", True)
        self.setFocusProxy(self.cards[0])
        return row

    def _way_to_county(self) -> QToolButton:
        """Make the quiet line below the cards for those who collect what others write."""
        way = flat_button(COUNTY, words="收各单位的年报，看谁没有交、谁有错")
        way.clicked.connect(self.county)
        return way


class Card(QPushButton):
    """A large button: a name, and what happens."""

    def __init__(self, title: str, words: str, signal: SignalInstance) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.setAutoDefault(True)  # Enter presses it too
        self.setMaximumWidth(320)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.addStretch(1)
        for label in (_line(title, 130, bold=True), _line(words, 100)):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        column.addStretch(1)
        self.clicked.connect(signal)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _HIGH)  # a least height would be the style sheet's


def _line(words: str, percent: int, *, bold: bool = False) -> QLabel:
    label = QLabel(words)
    label.setFont(ui_font(percent, bold=bold))
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    return label
