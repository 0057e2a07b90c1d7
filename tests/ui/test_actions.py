"""The registry of actions: nothing works that is not declared, nothing is declared that does not work."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

import ui
from model.report.report import Report
from model.storage.library import Library
from tests.ui.hands import show_window
from tools import make_keys
from ui import dialogs, start
from ui.actions import in_county, in_widgets, in_window
from ui.actions.overview import keys_of, overview
from ui.actions.registry import (
    Action,
    KeyContext,
    Menu,
    Situation,
    action,
    actions,
    forget,
    handles,
    in_context,
    in_menu,
    shown,
)
from ui.restoring.misfits import Misfits
from ui.window.main_window import MainWindow
from ui.window.menu.bar import what_it_does

ALL = list(actions())
KEYED = [one for one in ALL if one.keys]
OWN = (*Path(ui.__file__).parent.glob("*.py"), *Path(ui.__file__).parent.glob("[!a_]*/**/*.py"))
SOURCES = [*OWN, *Path(ui.__file__).parent.glob("appearance/*.py")]


def named(one: object) -> str:
    return one.id if isinstance(one, Action) else str(one)


# The definition


@pytest.fixture(params=[False, True], ids=["as qt", "as the program"])
def names_of_keys(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """Name keys as Qt does, and as the program does."""
    words = start._Keys()
    if request.param:
        qapp.installTranslator(words)
    yield
    qapp.removeTranslator(words)


@pytest.mark.usefixtures("names_of_keys")
@pytest.mark.parametrize("one", KEYED, ids=named)
def test_a_key_is_written_as_qt_writes_it(one: Action) -> None:
    for key, sequence in zip(one.keys, one.sequences, strict=True):
        assert sequence.count() == 1
        assert sequence.toString(QKeySequence.SequenceFormat.PortableText) == key


@pytest.mark.parametrize("one", [one for one in ALL if one.standard], ids=named)
def test_a_standard_key_of_the_system_is_the_one_that_is_shown(one: Action) -> None:
    system = QKeySequence.keyBindings(getattr(QKeySequence.StandardKey, one.standard))
    assert set(one.sequences) & set(system)


@pytest.mark.parametrize("context", KeyContext, ids=lambda one: one.value)
def test_no_two_actions_have_one_key_where_both_work(context: KeyContext) -> None:
    here = {*in_context(context), *in_context(KeyContext.WINDOW)}
    on_one_button = {in_widgets.UNEXPLAIN, in_widgets.FORGET_ORIGINAL}  # beside EXPLAIN: it is one of them at a time
    keys = Counter(key for one in here - on_one_button for key in keys_of(one))
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_letter_opens_two_things_at_once() -> None:
    anywhere = [key for one in in_context(KeyContext.WINDOW) for key in one.keys]
    bar = [f"Alt+{menu.value[1]}" for menu in Menu] + [key for key in anywhere if key.startswith("Alt+")]
    assert len(bar) == len(set(bar))
    for menu in Menu:
        letters = [one.letter for one in in_menu(menu) if one.letter]
        assert len(letters) == len(set(letters)), menu


@pytest.mark.parametrize("one", ALL, ids=named)
def test_the_window_does_what_is_the_windows_and_leaves_the_rest_to_the_widgets(one: Action) -> None:
    assert (what_it_does(one) is not None) is one.in_window
    assert (
        one.in_window
        or one.keys
        or one.letter
        or one
        in {
            in_widgets.EXPLAIN,
            in_widgets.UNEXPLAIN,
            in_widgets.FORGET_ORIGINAL,
            in_widgets.EXPORT_CHOSEN,
            in_widgets.RESTORE,
        }
    )


def test_an_id_is_declared_and_handled_once() -> None:
    with pytest.raises(ValueError, match="undo"):
        action("undo", "再撤销")
    assert what_it_does(in_widgets.UNDO)
    with pytest.raises(ValueError, match="undo"):
        handles(in_widgets.UNDO)(lambda _: None)


# The window as it is


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> list[QWidget]:
    """Keep the dialogs that would be shown."""
    kept: list[QWidget] = []
    monkeypatch.setattr(dialogs, "run", kept.append)
    return kept


def keys_of_window(window: QWidget) -> set[tuple[str, bool]]:
    """Return every key that some part of the window takes from all of it, and whether a button does."""
    found = {(key.toString(), False) for one in window.findChildren(QAction) for key in one.shortcuts()}
    found |= {(one.key().toString(), False) for one in window.findChildren(QShortcut)}
    buttons = window.findChildren(QAbstractButton)
    return found | {(one.shortcut().toString(), True) for one in buttons if not one.shortcut().isEmpty()}


def test_every_key_of_the_window_is_declared_and_every_declared_one_is_there(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    assert window.report_page is not None
    for tab in range(6):
        window.report_page.show_tab(tab)
    qtbot.waitUntil(
        lambda: not window.report_page or bool(window.report_page.beside.findings_side.findChildren(QLabel))
    )
    found = keys_of_window(window)
    misfits = Misfits(None, library, ())
    qtbot.addWidget(misfits)
    found |= keys_of_window(misfits)
    window.show_library()
    found |= keys_of_window(window)
    declared = {key for one in ALL for key in one.keys} | {f"Alt+{one.letter}" for one in ALL if one.letter}
    assert {key for key, _ in found} <= declared
    for one in in_context(KeyContext.WINDOW):
        assert {(key, False) for key in one.keys} <= found, one.id
    for one in (in_widgets.FILL_BLANKS, in_widgets.FIND, in_widgets.ESCAPE, *in_widgets.CHOOSE):
        assert {(key, False) for key in one.keys} <= found, one.id
    assert {("Alt+A", False), ("Alt+S", False), ("Alt+K", False)} <= found


def menus_of(window: MainWindow) -> dict[str, list[QAction]]:
    return {menu.title(): menu.actions() for menu in window.menuBar().findChildren(QMenu) if menu.title()}


def test_the_menus_are_those_of_the_registry(window: MainWindow) -> None:
    by_id = {id(made): key for key, made in window.actions_by_key.items()}
    menus = menus_of(window)
    assert [one.text() for one in window.menuBar().actions() if one.text() in menus] == [menu.text for menu in Menu]
    for menu in Menu:
        items = menus[menu.text]
        assert [by_id[id(one)] for one in items if not one.isSeparator()] == [one.id for one in in_menu(menu)]
        groups = {one.place[1] for one in in_menu(menu) if one.place}
        assert sum(one.isSeparator() for one in items) == len(groups) - 1


def test_what_can_be_done_is_what_the_declaration_says(window: MainWindow) -> None:
    def enabled() -> dict[str, bool]:
        return {key: made.isEnabled() for key, made in window.actions_by_key.items()}

    assert enabled() == {
        one.id: one.when(Situation(report=True, back=True)) for one in ALL if one.id in window.actions_by_key
    }
    window.show_library()
    of_list = Situation(chosen=1)  # one report is chosen
    assert enabled() == {one.id: one.when(of_list) for one in ALL if one.id in window.actions_by_key}


def test_buttons_tell_the_keys_of_what_they_do(window: MainWindow) -> None:
    assert window.report_page is not None
    header, tabs = window.report_page.title_row, window.report_page.tabs
    assert header.export_button.toolTip() == f"导出（{in_window.EXPORT.keys[0]}）"
    assert header.findings_button.toolTip().endswith(f"（{in_window.FINDINGS.keys[0]}）")
    assert [tabs.tabToolTip(tab)[-8:] for tab in (0, 5)] == ["（Ctrl+1）", "（Ctrl+6）"]


def test_the_overview_shows_every_key_and_names_where_it_works(window: MainWindow, listed: list[QWidget]) -> None:
    window.actions_by_key[in_window.KEYS.id].trigger()
    assert len(listed) == 1
    text = "\n".join(f"{line.keys}　{line.what}　{line.where}" for line in overview())
    for key in ("Alt+0", "Ctrl+.", "Ctrl+F", "Shift+F8", "Ctrl+1 至 Ctrl+6", "空格"):
        assert key in text
    told = {key for line in overview() for key in re.split("、| 至 ", line.keys)}
    between = {one.key for family in (in_window.TABS, in_county.READY) for one in family[1:-1]}
    assert {shown(key) for one in KEYED for key in one.keys} - told == between - told
    assert {in_window.TABS[0].key, in_window.TABS[-1].key, in_county.READY[-1].key} <= told


# One place


@pytest.fixture
def made_up() -> Iterator[tuple[Action, list[object]]]:
    """Declare an action as a maintainer would: in one place."""
    done: list[object] = []
    one = action("made_up", "试一试", "Ctrl+Alt+T", place=(Menu.HELP, 2), asks=True, do=done.append)
    yield one, done
    forget(one)


def test_a_new_action_is_one_declaration(
    made_up: tuple[Action, list[object]], qtbot: QtBot, library: Library, full_report: Report
) -> None:
    one, done = made_up
    library.create(full_report)
    window = MainWindow(library, preview=False, today=lambda: date(2024, 1, 10))
    show_window(window, qtbot)
    assert menus_of(window)[Menu.HELP.text][-1].text() == "试一试…"
    pressed = one.combinations[0]
    QTest.keyClick(window, pressed.key(), pressed.keyboardModifiers())
    assert len(done) == 1
    assert ("Ctrl+Alt+T", "试一试", "任何地方") in overview()
    assert "| Ctrl+Alt+T | 试一试 | 任何地方 |" in make_keys.with_keys(make_keys.TARGET.read_text("utf-8"))
    window.close()


def test_another_key_is_another_word_in_the_declaration() -> None:
    moved = replace(in_window.PDF, keys=("Ctrl+Alt+E",))
    assert (moved.tooltip, moved.text_with_key) == ("导出PDF（Ctrl+Alt+E）", "导出PDF(&E)\tCtrl+Alt+E")


def test_the_manual_is_in_step_and_knows_no_other_keys() -> None:
    manual = make_keys.TARGET.read_text("utf-8")
    assert make_keys.with_keys(manual) == manual
    named_in_prose = set(re.findall(r"(?:(?:Ctrl|Alt|Shift)\+)+(?:F\d+|[A-Z0-9.](?![A-Za-z]))|\bF\d+\b", manual))
    every = {key for line in overview() for key in re.split("、| 至 ", line.keys)} | {one.key for one in KEYED}
    assert named_in_prose <= every


def test_a_manual_without_a_place_for_the_keys_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        make_keys.with_keys("# 手册\n")


def docstrings(tree: ast.AST) -> set[int]:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    bodies = [node.body[0] for node in ast.walk(tree) if isinstance(node, kinds) and node.body]
    return {id(first.value) for first in bodies if isinstance(first, ast.Expr)}


def words_of(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    told = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


KEY_LITERAL = re.compile(r"(?<![A-Za-z+])(?:(?:Ctrl|Alt|Shift|Meta)\+\S|F\d{1,2}\b)")


def test_no_label_and_no_key_of_an_action_is_written_a_second_time() -> None:
    labels = {words for one in ALL for words in (one.label, one.text, one.text_with_key)}
    found = {path.name: [w for w in words_of(path) if w in labels or KEY_LITERAL.search(w)] for path in SOURCES}
    assert {name: words for name, words in found.items() if words} == {}


def keys_asked_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    keys = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr.startswith("Key_")}
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return keys | {call.id for call in calls if isinstance(call, ast.Name) and call.id == "QKeySequence"}


HELPED = {
    "day_field.py": "dialogs",  # which keys end a day that is typed as a whole; they do what they do everywhere
    "session_text.py": "texts",  # which keys would type over words that a jump selected
    "typed.py": "system",  # which keys move a caret, and are no command that is refused where they end
}


def test_a_widget_asks_the_registry_what_a_key_means() -> None:
    """Else a key would work that nobody can read about; what is Qt's, as deleting and moving, is only helped."""
    asked = {path.name: keys_asked_in(path) for path in SOURCES}
    assert {name for name, keys in asked.items() if keys} == {"editor.py", *HELPED}
    assert asked["editor.py"] == {"Key_Backspace"}


def test_no_key_is_known_to_a_widget_alone() -> None:
    """What a widget does on a key is declared, or it is not in 快捷键一览."""
    root, own = make_keys.ROOT, {}
    undeclared = re.compile(r"Key\.Key_\w+|QKeySequence\([\"']|setShortcut\(|StandardKey\.\w+")
    for path in sorted((root / "ui").rglob("*.py")):
        if path.parent.name != "actions" and (found := undeclared.findall(path.read_text("utf-8"))):
            own[path.relative_to(root).as_posix()] = found
    helped = {name: own.pop(f"ui/{folder}/{name}") for name, folder in HELPED.items()}
    assert all(helped.values())
    assert own == {"ui/texts/editor.py": ["Key.Key_Backspace"]}  # it deletes, there as everywhere
