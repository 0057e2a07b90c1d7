"""A mutant in place of what is loaded already: in the code of a function, or in the constants of modules."""

from __future__ import annotations

import ast
import sys
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, NoReturn

from tools.mutant_tests import Place, around, functions_with, stored, uses

_FUTURE = annotations.compiler_flag


class NotInPlaceError(Exception):
    """Something may still remember what was there before the change."""


@dataclass(frozen=True)
class Loaded:
    """What is loaded from a copy of the tree: the target's files as they were then, and what they did already."""

    tree: Path
    files: Mapping[str, ast.Module]
    ran: Container[Place]


class Change:
    """A change of one file, of which the old state is loaded."""

    def __init__(self, loaded: Loaded, file: str, line: int) -> None:
        self.tree, self.files, self.ran = loaded.tree, loaded.files, loaded.ran
        self.file, self.line = file, line
        self.path, self.old = self.tree / file, self.files[file]

    def put(self) -> None:
        """Change what is loaded.

        Raises:
            NotInPlaceError: something may remember what was there before.
        """
        modules = [one for one in list(sys.modules.values()) if getattr(one, "__file__", None) == str(self.path)]
        if not modules:
            return  # it is still to be read, as it is now
        if len(modules) > 1:
            raise NotInPlaceError("loaded twice")
        place = list(around(self.old, self.line))
        function = next((one for one in place if isinstance(one, ast.FunctionDef)), None)
        if function is not None:
            names = [one.name for one in place[: place.index(function)] if isinstance(one, ast.ClassDef)]
            self._put_code(modules[0], function, [*names, function.name])
        elif not place:
            self._put_constants(modules[0])
        else:
            raise NotInPlaceError("part of a class")

    def _put_code(self, module: ModuleType, function: ast.FunctionDef, names: Sequence[str]) -> None:
        name = ".".join(names)
        if function.body[0].lineno > self.line or function.body[0].lineno == function.lineno:
            raise NotInPlaceError("part of a signature")
        if (self.file, name) in self.ran:
            raise NotInPlaceError("was called before the tests")
        found = _function(module, names)
        new = compile(self.path.read_bytes(), str(self.path), "exec", dont_inherit=True)
        first = found.__code__.co_firstlineno
        codes = [one for one in _codes(new) if one.co_qualname == name and one.co_firstlineno == first]
        if found.__code__.co_qualname != name or len(codes) != 1:
            raise NotInPlaceError("not the function that was looked for")
        found.__code__ = codes[0]

    def _put_constants(self, module: ModuleType) -> None:
        body = self.old.body
        first = next((at for at, one in enumerate(body) if one.lineno <= self.line <= (one.end_lineno or 0)), -1)
        if first < 0 or not isinstance(body[first], ast.Assign | ast.AnnAssign):
            raise NotInPlaceError("no constant")
        names, again = stored(body[first]), [first]
        for at, one in enumerate(body[first + 1 :], first + 1):
            if isinstance(one, ast.Assign | ast.AnnAssign) and one.value and uses(one.value, names):
                again.append(at)
                names |= stored(one)
            elif _uses_at_once(one, names):
                raise NotInPlaceError("used while the module is read")
        holders = self._holders(module, names)
        after = ast.parse(self.path.read_bytes())
        statements = ast.Module([after.body[at] for at in again], [])
        code = compile(statements, str(self.path), "exec", flags=_FUTURE, dont_inherit=True)
        values = dict(vars(module))
        exec(code, values)  # noqa: S102 — it is what the module would do
        for holder, name in holders:
            setattr(holder, name, values[name])

    def _holders(self, module: ModuleType, names: set[str]) -> list[tuple[ModuleType, str]]:
        """Return the modules that have imported some constants, with those."""
        found = [(module, name) for name in names]
        for one in list(sys.modules.values()):
            path = Path(getattr(one, "__file__", None) or "/")
            if one is module or not path.is_relative_to(self.tree):
                continue
            own = {name for name in names if name in vars(one) and vars(one)[name] is vars(module)[name]}
            file = path.relative_to(self.tree).as_posix()
            if own and (file not in self.files or any(_uses_at_once(node, own) for node in self.files[file].body)):
                raise NotInPlaceError(f"used by {file}")
            found += [(one, name) for name in own]
        for holder in {one for one, _ in found}:
            path = Path(str(holder.__file__))
            file = path.relative_to(self.tree).as_posix()
            if any((file, name) in self.ran for name in functions_with(self.files[file], names)):
                raise NotInPlaceError("was used before the tests")
        return found


def _uses_at_once(node: ast.stmt, names: set[str]) -> bool:
    """Whether a statement uses some names when its module is read, rather than when a function is called."""
    if isinstance(node, ast.FunctionDef):
        at_once = [*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)]
        return any(uses(one, names) for one in at_once)
    if isinstance(node, ast.ClassDef):
        heads = [*node.decorator_list, *node.bases, *node.keywords]
        return any(uses(one, names) for one in heads) or any(_uses_at_once(one, names) for one in node.body)
    return uses(node, names)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _codes(one)


def _function(module: ModuleType, names: Sequence[str]) -> FunctionType:
    """Return the function of a name, out of what is wrapped around it."""
    found: Any = module
    for name in names:
        found = vars(found).get(name) or _missing(name)
    while not isinstance(found, FunctionType) or hasattr(found, "__wrapped__"):
        inner = [getattr(found, one, None) for one in ("__wrapped__", "__func__", "fget")]
        inner += [found.func] if isinstance(found, cached_property) else []
        found = next(filter(None, inner), None) or _missing(names[-1])
    return found


def _missing(name: str) -> NoReturn:
    raise NotInPlaceError(f"no function {name}")
