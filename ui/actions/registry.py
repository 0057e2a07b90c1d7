"""The registry of actions: menus, keys, tooltips, 快捷键一览 and the manual's table are read from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QKeyCombination, Qt

from model.labelled import LabelledEnum
from model.values import Fixed, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QKeySequence

_Held = Qt.KeyboardModifier
_EVERY = _Held.ShiftModifier | _Held.ControlModifier | _Held.AltModifier | _Held.MetaModifier
Handler = Callable[[Any], object]  # it is given what the window's actions share
H = TypeVar("H", bound=Handler)


class KeyContext(LabelledEnum):
    """Where the keys of an action work."""

    WINDOW = "window", "任何地方"
    TABLE = "table", "表格"
    CELL = "cell", "正在录入的一格"
    TEXT = "text", "文字"
    SENTENCES = "sentences", "可用的句子"
    OWN = "own", "设置里的句子"
    FINDER = "finder", "查找和替换"
    FINDINGS = "findings", "核对结果"
    PREVIEW = "preview", "预览"
    LIBRARY = "library", "报告库"
    ROLL = "roll", "花名册"
    COMING = "coming", "收文件的清单"
    REVIEW = "review", "审核"
    SUM = "sum", "合计"
    COMPARE = "compare", "比较"
    CHART = "chart", "图"
    SCORES = "scores", "评分"
    BATCH = "batch", "导入多份时的清单"
    PICKER = "picker", "插入数据"
    READY = "ready", "定稿前"
    MISFITS = "misfits", "与保存时不符的各处"
    MANUAL = "manual", "使用手册"
    PAGE = "page", "报告库和整页的导出、设置等"
    BUTTON = "button", "按钮"


class Menu(Enum):
    """The menus, in their order: the words, and the letter that opens one with Alt."""

    FILE = "文件", "F"
    EDIT = "编辑", "E"
    VIEW = "查看", "V"
    REPORT = "年报", "R"
    HELP = "帮助", "H"

    @property
    def text(self) -> str:
        """What stands in the menu bar."""
        words, letter = self.value
        return f"{words}(&{letter})"


class Situation(NamedTuple):
    """What the window is about, as far as it decides what can be done."""

    report: bool = False  # one is open
    final: bool = False
    writable: bool = True  # the library
    undo: bool = False
    redo: bool = False
    back: bool = False  # there is a page to go back to
    chosen: int = 0  # reports in the list of all


def always(_: Situation) -> bool:
    """Allow an action wherever the window is."""
    return True


def with_report(now: Situation) -> bool:
    """Allow an action where a report is open."""
    return now.report


def with_open_report(now: Situation) -> bool:
    """Allow an action where a report is open that is not final."""
    return now.report and not now.final


def with_one_report(now: Situation) -> bool:
    """Allow an action where a report is open, or one is chosen and another may be made."""
    return now.report or (now.chosen == 1 and now.writable)


def with_reports(now: Situation) -> bool:
    """Allow an action where a report is open, or some are chosen."""
    return now.report or now.chosen > 0


def with_writable_library(now: Situation) -> bool:
    """Allow an action where the library can be written."""
    return now.writable


class Action(Fixed):
    """One thing that can be done; its first key is the one that is shown."""

    id: str
    label: str
    keys: tuple[str, ...] = ()
    contexts: tuple[KeyContext, ...] = (KeyContext.WINDOW,)
    place: tuple[Menu, int] | None = None  # a menu, and which of its groups
    letter: str = ""  # that chooses it in a menu, or presses its button with Alt
    asks: bool = False  # a dialog comes before anything is done
    when: Callable[[Situation], bool] = always
    checkable: bool = False
    tip: str = ""  # what its button says, where that is more than its label
    standard: str = ""  # the name of a standard key of the system, which widgets obey beside `keys`
    family: str = ""  # what several actions are called together in lists of keys
    icon: str = ""  # of the strokes in ui.appearance

    @property
    def text(self) -> str:
        """What a menu or a button says."""
        return self.text_of("")

    def text_of(self, what: str) -> str:
        """Return what a menu or a button says that tells more: what would be put in."""
        return f"{self.label}{what}{f'(&{self.letter})' if self.letter else ''}{'…' if self.asks else ''}"

    @property
    def plain_text(self) -> str:
        """What a button says whose letter is no key of its own."""
        return f"{self.label}{'…' if self.asks else ''}"

    @property
    def key(self) -> str:
        """The key that is shown; empty where there is none."""
        return shown(self.keys[0]) if self.keys else ""

    @property
    def text_with_key(self) -> str:
        """What an item says whose key is no shortcut of the menu: the widget with the cursor obeys it."""
        return f"{self.text}\t{self.key}" if self.keys else self.text

    @property
    def tooltip(self) -> str:
        """What a button says that does it."""
        return self.told(self.tip or self.label)

    def told(self, words: str) -> str:
        """Say something with the key behind it."""
        return f"{words}（{self.key}）" if self.keys else words

    @property
    def in_window(self) -> bool:
        """Whether its keys work wherever the cursor is."""
        return KeyContext.WINDOW in self.contexts

    @property
    def sequences(self) -> list[QKeySequence]:
        """Its keys, as Qt takes them.

        By their English names: the program shows Return as Enter, which would be read as Return then.
        """
        from PySide6.QtGui import QKeySequence  # who only lists the actions needs no display

        return [QKeySequence(key, QKeySequence.SequenceFormat.PortableText) for key in self.keys]

    @cached_property
    def combinations(self) -> tuple[QKeyCombination, ...]:
        """Its keys, as events bring them."""
        return tuple(sequence[0] for sequence in self.sequences)  # type: ignore[index]

    def is_pressed_by(self, event: QKeyEvent, heeding: Qt.KeyboardModifier = _EVERY) -> bool:
        """Whether a key asks for it; modifiers that are not heeded may be held, the keypad's always."""
        return _pressed(event, heeding) in self.combinations or self._is_standard(event)

    def _is_standard(self, event: QKeyEvent) -> bool:
        from PySide6.QtGui import QKeySequence

        return bool(self.standard) and event.matches(getattr(QKeySequence.StandardKey, self.standard))


def is_command(event: QKeyEvent) -> bool:
    """Whether no field types anything by a key: it is pressed with Ctrl or Alt, or is one of F1 to F12."""
    held = event.modifiers() & (_Held.ControlModifier | _Held.AltModifier)
    return bool(held) or Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F12


_actions: dict[str, Action] = {}
_handlers: dict[str, Handler] = {}


def action(  # noqa: PLR0913 — the fields of what is declared
    id_: str,
    label: str,
    *keys: str,
    contexts: tuple[KeyContext, ...] = (KeyContext.WINDOW,),
    place: tuple[Menu, int] | None = None,
    letter: str = "",
    asks: bool = False,
    when: Callable[[Situation], bool] = always,
    checkable: bool = False,
    tip: str = "",
    standard: str = "",
    family: str = "",
    icon: str = "",
    do: Handler | None = None,
) -> Action:
    """Declare an action; `do` may be given here, or by `handles` where the window can reach more.

    Raises:
        ValueError: there is an action of this id.
    """
    if id_ in _actions:
        raise ValueError(f"action {id_} is declared twice")
    made = Action(id_, label, keys, contexts, place, letter, asks, when, checkable, tip, standard, family, icon)
    _actions[id_] = made
    if do is not None:
        _handlers[id_] = do
    return made


def handles(declared: Action) -> Callable[[H], H]:
    """Let a function be what an action does."""

    def take(handler: H) -> H:
        if declared.id in _handlers:
            raise ValueError(f"action {declared.id} is handled twice")
        _handlers[declared.id] = handler
        return handler

    return take


def forget(declared: Action) -> None:
    """Take an action out again: what was lent for a test."""
    _actions.pop(declared.id, None)
    _handlers.pop(declared.id, None)


def actions() -> Iterator[Action]:
    """Return all actions in the order in which they were declared."""
    return iter(tuple(_actions.values()))


def handler_of(declared: Action) -> Handler | None:
    """Return what an action of the window does; None where a widget does it by itself."""
    return _handlers.get(declared.id)


def in_context(context: KeyContext) -> list[Action]:
    """Return the actions whose keys work somewhere."""
    return [one for one in actions() if context in one.contexts]


def in_menu(menu: Menu) -> list[Action]:
    """Return the items of a menu, group by group."""
    listed = [(one.place[1], one) for one in actions() if one.place is not None and one.place[0] is menu]
    return [one for _, one in sorted(listed, key=lambda item: item[0])]


def pressed(event: QKeyEvent, context: KeyContext, heeding: Qt.KeyboardModifier = _EVERY) -> Action | None:
    """Return the action that a key asks for; None where it asks for none."""
    return next((one for one in in_context(context) if one.is_pressed_by(event, heeding)), None)


def _pressed(event: QKeyEvent, heeding: Qt.KeyboardModifier) -> QKeyCombination:
    held, key = event.modifiers() & heeding, Qt.Key(event.key())
    if key == Qt.Key.Key_Backtab:  # what Qt makes of Shift+Tab
        return QKeyCombination(held | _Held.ShiftModifier, Qt.Key.Key_Tab)
    return QKeyCombination(held, key)


KEYS_SHOWN = {
    "Return": "Enter",
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
    "PgUp": "PageUp",
    "PgDown": "PageDown",
    "Space": "空格",
    "Del": "Delete",
}


def shown(key: str) -> str:
    """Return a key as it stands on the keyboard.

    >>> shown("Ctrl+Up"), shown("Shift+Return"), shown("Ctrl++")
    ('Ctrl+↑', 'Shift+Enter', 'Ctrl++')
    """
    held, plus, name = key.rpartition("+") if not key.endswith("++") else (key[:-2], "+", "+")
    return f"{held}{plus}{KEYS_SHOWN.get(name, name)}"
