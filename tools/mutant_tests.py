"""Which tests run what a mutant changes: learned once by watching the functions that each test calls."""

from __future__ import annotations

import ast
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import pytest

from tools.mutants import Mutant

ROOT = Path(__file__).resolve().parent.parent
Place = tuple[str, str]  # file, and name of a function with the classes around it


@dataclass
class Learned:
    """What the tests do before anything is changed."""

    seconds: dict[str, float] = field(default_factory=dict)
    reached: dict[str, set[Place]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    modules: list[str] = field(default_factory=list)


class Watcher:
    """Notes which functions of the target each test runs."""

    def __init__(self, files: Iterable[str]) -> None:
        self.learned = Learned()
        self.now: set[Place] = set()
        self.known = {str(Path.cwd() / file): file for file in files}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Trace one test."""
        forget_caches(self.known)
        self.now = self.learned.reached[item.nodeid] = set()
        begin = time.perf_counter()
        sys.settrace(self._trace)
        result = yield
        sys.settrace(None)
        self.learned.seconds[item.nodeid] = time.perf_counter() - begin
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what fails by itself, which can tell nothing."""
        if not report.passed:
            self.learned.failed.append(report.nodeid)

    def _trace(self, frame: FrameType, _event: str, _argument: object) -> None:
        code = frame.f_code
        if file := self.known.get(code.co_filename):
            self.now.add((file, code.co_qualname.replace(".<locals>", "")))


def forget_caches(files: Iterable[str]) -> None:
    """Empty the caches of functions, so that each test reaches what it needs."""
    known = set(files)
    for module in list(sys.modules.values()):
        if getattr(module, "__file__", None) in known:
            for one in vars(module).values():
                if callable(clear := getattr(one, "cache_clear", None)):
                    clear()


class Reach:
    """Where the names of a module are used, for what is changed outside of every function."""

    def __init__(self, files: Sequence[str], learned: Learned) -> None:
        self.learned = learned
        self.trees = {file: ast.parse((ROOT / file).read_bytes()) for file in files}

    def tests(self, mutant: Mutant) -> list[str]:
        """Return the tests that run what is changed, the quickest first."""
        place = list(around(self.trees[mutant.file], mutant.line))
        functions = [one for one in place if isinstance(one, ast.FunctionDef)]
        name = ".".join(one.name for one in place if isinstance(one, ast.FunctionDef | ast.ClassDef))
        cached = any("cache" in ast.unparse(one) for function in functions for one in function.decorator_list)
        places = None if cached or (place and not functions) else {(mutant.file, name)}
        if not place:
            places = self._users(mutant)
        reached = self.learned.reached.items()
        found = [t for t, at in reached if (at & places if places else any(f == mutant.file for f, _ in at))]
        return sorted(set(found) - set(self.learned.failed), key=lambda test: (self.learned.seconds[test], test))

    def _users(self, mutant: Mutant) -> set[Place] | None:
        """Return the functions that use a constant; None where it is used in another way."""
        tree = self.trees[mutant.file]
        statement = next(one for one in tree.body if one.lineno <= mutant.line <= (one.end_lineno or one.lineno))
        names = stored(statement)
        places: set[Place] = set()
        seen: set[str] = set()
        while names - seen:
            seen |= names
            for file, other in self.trees.items():
                names |= _assigned_from(other, names)
                places |= {(file, name) for name in functions_with(other, names)}
        return places or None


def around(tree: ast.AST, line: int) -> Iterator[ast.AST]:
    """Return the classes and functions around a line, the outer ones first."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.lineno <= line <= (node.end_lineno or 0):
            yield node
            yield from around(node, line)


def _assigned_from(tree: ast.Module, names: set[str]) -> set[str]:
    found: set[str] = set()
    for one in tree.body:
        if isinstance(one, ast.Assign | ast.AnnAssign) and one.value and uses(one.value, names):
            found |= {
                name.id for name in ast.walk(one) if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
            }
    return found


def stored(node: ast.AST) -> set[str]:
    """Return the names that something gives."""
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}


def functions_with(tree: ast.AST, names: set[str], above: str = "") -> Iterator[str]:
    """Return the functions that use some names, with the classes and functions around them."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            if isinstance(node, ast.FunctionDef) and uses(node, names):
                yield above + node.name
            yield from functions_with(node, names, f"{above}{node.name}.")


def uses(node: ast.AST, names: set[str]) -> bool:
    """Whether one of some names is used."""
    return any(isinstance(one, ast.Name) and one.id in names for one in ast.walk(node))
