"""Every pattern of the program: what its modules hold, what is written where it is used, what is built on the way."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from faults.part import ROOT

PACKAGES = ("model", "intake", "export", "app", "ui", "commands")
_METHODS = frozenset({"match", "search", "sub", "subn", "split", "finditer", "findall", "fullmatch"})
_ANCHORED = frozenset({"match", "fullmatch"})


@dataclass(frozen=True)
class Used:
    """A pattern, where it stands and how it is used."""

    where: str
    source: str | bytes
    flags: int
    searched: bool = True  # for all that is known, it is looked for anywhere in a text
    whole: bool = True

    def compiled(self) -> re.Pattern[Any]:
        """Return the pattern to be tried."""
        return re.compile(self.source, self.flags)


def patterns() -> tuple[Used, ...]:
    """Return every pattern of the program once."""
    held = tuple(_held())
    known = {used.source for used in held}
    others = (used for used in (*_written(), *_built()) if used.source not in known)
    return tuple({(used.source, used.searched, used.whole): used for used in (*held, *others)}.values())


def modules() -> Iterator[ModuleType]:
    """Import every module of the program."""
    for package in PACKAGES:
        top = importlib.import_module(package)
        yield top
        for one in pkgutil.walk_packages(top.__path__, f"{package}."):
            yield importlib.import_module(one.name)


@cache
def files() -> tuple[tuple[str, ast.Module], ...]:
    """Parse every file of the program, once."""
    paths = [*(path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))), ROOT / "main.py"]
    return tuple((path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))) for path in paths)


# Held by a module


def _held() -> Iterator[Used]:
    calls = _calls()
    for module in modules():
        for name, value in vars(module).items():
            for pattern in _inside(value):
                known = calls.get((module.__name__, name)) if isinstance(value, re.Pattern) else None
                searched = known is None or bool(known - _ANCHORED)
                whole = known is None or bool(known & {"fullmatch"})
                yield Used(f"{module.__name__}.{name}", pattern.pattern, pattern.flags, searched, whole or not searched)


def _inside(value: object, depth: int = 3) -> Iterator[re.Pattern[Any]]:
    """Return the patterns in a value and in what it is made of."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, Mapping):
        for one in (*value.keys(), *value.values()):
            yield from _inside(one, depth - 1)
    elif depth and isinstance(value, (tuple, list, set, frozenset)):
        for one in value:
            yield from _inside(one, depth - 1)
    elif depth and isinstance(value, type) and value.__module__.split(".")[0] in PACKAGES:
        for one in vars(value).values():
            yield from _inside(one, depth - 1)


def _calls() -> dict[tuple[str, str], set[str]]:
    """Say by which methods each name of a module is used, by itself and by others; at a given place is a search."""
    found: dict[tuple[str, str], set[str]] = {}
    for path, tree in files():
        own = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        home = {
            name.asname or name.name: (node.module or "", name.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for name in node.names
        }
        called = {id(one.func.value): one for one in map(_call, ast.walk(tree)) if one}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found.setdefault(home.get(node.id, (own, node.id)), set()).add(_method(called.get(id(node))))
    return found


def _call(node: ast.AST) -> Any:  # noqa: ANN401 — a call of a method of patterns, or nothing
    method = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
    return node if method in _METHODS else None


def _method(call: Any) -> str:  # noqa: ANN401 — a call of a method, or nothing
    if call is None:
        return "unknown"
    name: str = call.func.attr
    return "search" if name in _ANCHORED and len(call.args) > 1 else name


# Written where they are used


def _written() -> Iterator[Used]:
    for path, tree in files():
        for node in ast.walk(tree):
            if _call(node) is None and not _is_compile(node):
                continue
            assert isinstance(node, ast.Call)  # noqa: S101 — for the types
            if not _is_re(node.func) or not node.args:
                continue
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, (str, bytes)):
                yield _of_call(f"{path}:{node.lineno}", first.value, node)


def _is_compile(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "compile"


def _is_re(func: ast.expr) -> bool:
    return isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name) and func.value.id == "re"


def _of_call(where: str, source: str | bytes, call: ast.Call) -> Used:
    assert isinstance(call.func, ast.Attribute)  # noqa: S101 — for the types
    named = [*call.args[1:], *(one.value for one in call.keywords)]
    text = " ".join(ast.unparse(one) for one in named)
    flags = sum(getattr(re, name) for name in ("IGNORECASE", "MULTILINE", "DOTALL", "ASCII") if f"re.{name}" in text)
    method = call.func.attr
    return Used(where, source, int(flags), method not in _ANCHORED, method in {"fullmatch", "compile"})


# Built while the program runs

_BUILDERS = frozenset(  # functions that build a pattern when they are called; `_built` gives what comes of each
    {
        "intake/interpret/block_heads.py _any_label",
        "intake/interpret/headings.py shape_of",
        "intake/interpret/inline.py _shape",
        "intake/interpret/parts.py _shapes",
        "intake/interpret/title.py title_of_unit",
        "intake/interpret/columns.py any_label",
        "model/rules/narrative/lexicon.py lexicon",
    }
)


def known_builders() -> frozenset[str]:
    """Name those of which `patterns` gives what comes."""
    return _BUILDERS


def builders() -> frozenset[str]:
    """Name the functions that build a pattern when they are called."""
    return frozenset(
        f"{path} {function.name}"
        for path, tree in files()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and _is_re(node.func) and _builds(node)
    )


def _builds(call: ast.Call) -> bool:
    assert isinstance(call.func, ast.Attribute)  # noqa: S101 — for the types
    known = call.func.attr in _METHODS | {"compile"}
    return known and bool(call.args) and not isinstance(call.args[0], ast.Constant)


def _built() -> Iterator[Used]:
    from intake.interpret.block_heads import _any_label
    from intake.interpret.columns import any_label
    from intake.interpret.headings import shape_of
    from intake.interpret.inline import _shape
    from intake.interpret.parts import _shapes
    from intake.interpret.title import title_of_unit
    from model.form.editions import FORMS
    from model.rules.narrative.lexicon import lexicon

    yield _of("intake.interpret.block_heads._any_label", _any_label())
    for form in FORMS.values():
        yield _of(f"intake.interpret.inline._shape {form.edition}", _shape(form))
        for section in form.sections:
            given = (section.cue, section.begins, section.goes_on, *(text.cue for text in section.texts))
            for shape in filter(None, given):
                yield _of(f"intake.interpret.headings.shape_of {form.edition} {section.key}", shape_of(shape))
            shapes = _shapes(section.texts)
            for one in (shapes.glued, *shapes.cues.values()):
                yield _of(f"intake.interpret.parts._shapes {form.edition} {section.key}", one)
        for table in form.tables.values():
            yield _of(f"intake.interpret.columns.any_label {form.edition} {table.key}", any_label(table))
        words = lexicon(form, form.since)
        yield _of(f"model.rules.narrative.lexicon {form.edition} measures", words.measures)
        yield _of(f"model.rules.narrative.lexicon {form.edition} names", words.names)
    yield _of("intake.interpret.title.confirmed_title", title_of_unit("甲县乙镇人民政府"))


def _of(where: str, pattern: re.Pattern[str]) -> Used:
    return Used(where, pattern.pattern, pattern.flags)
