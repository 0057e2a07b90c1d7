"""Goes through what does not fit: where it is, what stands there, what may have stood there; one key takes a value."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QButtonGroup, QListWidget, QPushButton, QWidget

from app.past_words import place_name
from model.errors import UserError, clip
from model.form.editions import FORMS, newest
from model.report.printed import printed_cell
from model.report.prose import difference
from model.report.report import Level
from model.storage.checksums.sums import HEADER
from model.storage.library import Library
from model.storage.records import Misfit, MisfitKind, Offer, State
from ui import dialogs
from ui.actions.in_widgets import CHOOSE
from ui.actions.in_window import HISTORY

_WITHOUT_VALUE = {
    MisfitKind.COUNT,
    MisfitKind.REPORTS,
    MisfitKind.UNITS,
    MisfitKind.COLLECTIONS,
    MisfitKind.ORPHAN,
    MisfitKind.SETTING,
}
_LONGEST = 30  # characters of a value on a button
_BEFORE = 10  # of these, before the first that differs
_SIZE, _LEAST = (720, 480), (320, 72)  # of the dialog, of its list: at 200 percent a screen has 683×384 pixels
_OTHERS = {
    "history": HISTORY.label,
    "final": "定稿的存档",
    "fact": "办理情况",
    "opinion": "县里的意见",
    "binding": "文字里跟随数字的位置",
    "sketch": "查找雷同用的记号",
}
_WORDS = {
    MisfitKind.COUNT: "有内容缺失或者多出，修改记录里看不出是哪一处",
    MisfitKind.REPORTS: "少了整份的年报；可以用备份恢复",
    MisfitKind.UNITS: "单位的名称、曾用名有一处与保存时不符；各份年报上的单位名称不受影响，可以照年报重新登记",
    MisfitKind.COLLECTIONS: "汇总任务里有内容与保存时不符，请对照收到的原文件看一看；照现在的样子登记后不再提示",
    MisfitKind.ORPHAN: "有内容找不到它所属的年报；可以用备份恢复",
    MisfitKind.SETTING: "程序记住的窗口大小、导出位置一类的小事有一项读不出，已当作没有",
}
_PAST = "修改记录或定稿的存档有缺失"


def go_through(parent: QWidget | None, library: Library, misfits: Sequence[Misfit]) -> tuple[Misfit, ...]:
    """Show what does not fit, to be put right; give what is left."""
    dialog = Misfits(parent, library, misfits)
    if misfits:
        dialogs.run(dialog)
    dialog.deleteLater()
    return tuple(dialog.misfits)


class Misfits(dialogs.FormDialog):
    """A list of what does not fit; below it a button, and a key, for each value that can be taken."""

    def __init__(self, parent: QWidget | None, library: Library, misfits: Sequence[Misfit]) -> None:
        keys = "、".join(one.key for one in CHOOSE[:3])
        prompt = f"下面各处与保存时不符。请对照原始材料逐处核对，选定一个值（按{keys}）："
        super().__init__(parent, prompt, "关闭", "")
        dialogs.entitle(self, "核对", f"与保存时不符的{len(misfits)}处")
        self._library = library
        self.misfits = list(misfits)
        self.listing = QListWidget()
        self.listing.setAccessibleName("与保存时不符的各处")
        self.listing.setWordWrap(True)
        self.listing.setMinimumSize(*_LEAST)
        self.body.addWidget(self.listing)
        self._offered: list[Offer | None] = []  # what each button stands for; None: what stands there
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._take)
        self.values = [self._value_button(number) for number in range(len(CHOOSE))]
        self.listing.addItems([misfit_words(one) for one in self.misfits])
        self.listing.currentRowChanged.connect(self._show_values)
        self.listing.setCurrentRow(0)
        room = self.screen().availableGeometry().size()
        self.resize(min(_SIZE[0], room.width() - 40), min(_SIZE[1], room.height() - 60))

    def _value_button(self, number: int) -> QPushButton:
        button = QPushButton()
        button.setAutoDefault(False)
        QShortcut(CHOOSE[number].sequences[0], button).activated.connect(button.click)
        self._group.addButton(button, number)
        self.body.addWidget(button)
        return button

    def _show_values(self, row: int) -> None:
        self._offered, words = [], []
        if 0 <= row < len(self.misfits) and self.misfits[row].kind is not MisfitKind.ORPHAN:
            misfit = self.misfits[row]
            offers = self._library.offers(misfit)
            self._offered = [*offers, None]
            words = [*(_offer_words(misfit, one) for one in offers), _accept_words(misfit, offers)]
        for number, button in enumerate(self.values):
            button.setVisible(number < len(words))
            button.setText(f"{number + 1}　{words[number]}" if number < len(words) else "")

    def _take(self, number: int) -> None:
        row = self.listing.currentRow()
        try:
            self._library.mend(self.misfits[row], self._offered[number])
        except UserError as error:
            dialogs.warn(self, error.sentence)
            return
        settled = self.misfits.pop(row)
        self.listing.takeItem(row)
        self._add_what_shows_now(settled)
        self._show_values(self.listing.currentRow())
        if not self.misfits:
            self.accept()

    def _add_what_shows_now(self, settled: Misfit) -> None:
        """List what can only be told when the header of its report fits again: that something is missing."""
        if settled.kind is MisfitKind.HEADER:
            new = [one for one in self._library.misfits(settled.report) if one.kind is MisfitKind.COUNT]
            self.misfits += new
            self.listing.addItems([misfit_words(one) for one in new])


def misfit_words(misfit: Misfit) -> str:
    """Return what does not fit."""
    name = f"{misfit.name}：" if misfit.name else ""
    if misfit.kind is MisfitKind.COUNT and misfit.table == "past":
        return name + _PAST
    if misfit.kind in _WORDS:
        return name + _WORDS[misfit.kind]
    why = "修改记录里最后写的是别的" if misfit.kind is MisfitKind.MISSING else "与保存时不符"
    return f"{name}{place_words(misfit.place or misfit.table)}，现在是“{_value(misfit, misfit.content)}”，{why}"


def place_words(place: str) -> str:
    """Name a place without knowing the form.

    >>> place_words("history/year"), place_words("report")
    ('修改记录里的年度', '单位、年度和状态')
    """
    kind, _, rest = place.partition("/")
    if kind in _OTHERS:
        return f"{_OTHERS[kind]}{'里的' + place_words(rest) if kind == 'history' else ''}"
    if place == "report":
        return "单位、年度和状态"
    where = printed_cell(place) or place
    form = next((form for form in FORMS.values() if where in form.cells or where in form.texts), newest())
    return place_name(form, place) if kind != "explanations" else f"说明（{rest.partition('/')[0]}）"


def _offer_words(misfit: Misfit, offer: Offer) -> str:
    return f"按{offer.source}改为“{_value(misfit, offer.content, misfit.content)}”"


def _accept_words(misfit: Misfit, offers: Sequence[Offer]) -> str:
    if misfit.kind in _WITHOUT_VALUE:
        return "已经核对，就照现在的样子"
    other = next((one.content for one in offers if one.content is not None), None)
    return f"采用现值“{_value(misfit, misfit.content, other)}”"


_Content = tuple[object, ...] | None


def _value(misfit: Misfit, content: _Content, other: _Content = None) -> str:
    """Show a value; of a long one the words in which it differs from another."""
    if content is None:
        return "（空白）"
    if misfit.kind is MisfitKind.HEADER:
        return _header(dict(zip(HEADER, content, strict=True)))
    words = _joined(content)
    start = difference(words, _joined(other))[0] if other is not None else 0
    before = max(0, start - _BEFORE) if len(words) > _LONGEST else 0
    return ("…" if before else "") + clip(words[before:], _LONGEST)


def _joined(content: tuple[object, ...]) -> str:
    return "；".join(str(one) for one in content if one is not None)


def _header(header: dict[str, object]) -> str:
    labels: dict[object, str] = {one.value: one.label for kind in (Level, State) for one in kind}
    shown = [labels.get(header[name], str(header[name])) for name in ("level", "state")]
    gone = "，已删除" if header["deleted"] is not None else ""
    return f"{clip(header['unit'])}，{clip(header['year'])}年度，{'，'.join(clip(one) for one in shown)}{gone}"
