"""A process in which the tests are collected once: each mutant takes its place in a fork of it, where they run.

What a function does is changed in the function itself, so that whoever holds it has the mutant; a constant is worked
out anew, with what is made of it. A mutant that something made before it may still remember (a default, a class, what
the tests asked while they were collected) cannot be put in place, and is tried in a new process.
"""

from __future__ import annotations

import ast
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import IO, Any, NoReturn

import pytest

from tools.mutant_tests import Place, around, functions_with, stored, uses
from tools.mutants import Mutant

NOT_IN_PLACE = 77  # the exit code of a fork in which a mutant cannot be put in place
TOO_LONG = -signal.SIGVTALRM
_PATIENCE, _LEAST_PATIENCE = 5, 5  # times what a test took before; seconds of the processor
_FUTURE = annotations.compiler_flag


class NotInPlaceError(Exception):
    """Something may still remember what was there before the change."""


def in_a_fork(work: Callable[[], int], said: Path, patience: float) -> int | None:
    """Run something in a process of its own; None where it takes too long."""
    process = os.fork()
    if process == 0:
        os.setsid()
        with said.open("wb") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
        try:
            code = work()
        except BaseException:  # noqa: BLE001 — nothing of the child may go on as the parent
            code = 3
            traceback.print_exc()
        sys.stdout.flush()
        os._exit(code)
    end = time.monotonic() + patience
    pause = 0.01
    while time.monotonic() < end:
        done, status = os.waitpid(process, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(pause)
        pause = min(pause * 1.5, 0.2)
    with suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return None


def tame_hypothesis() -> None:
    """Draw the same examples each time, and report the first that fails as it is."""
    from hypothesis import Phase, settings

    phases = (Phase.explicit, Phase.generate)
    tame = settings(settings.default, phases=phases, derandomize=True, database=None)
    settings.register_profile("mutants", tame)
    settings.load_profile("mutants")


class Server:
    """Answers, mutant by mutant, with what `in_a_fork` returns of its tests."""

    def __init__(self, tree: Path, files: Sequence[str], run: Callable[[object], int]) -> None:
        """Start the process; `run` starts pytest with a plugin."""
        asked, self._ask = (os.fdopen(end, mode) for end, mode in zip(os.pipe(), "rw", strict=True))
        self._answered, answer = (os.fdopen(end, mode) for end, mode in zip(os.pipe(), "rw", strict=True))
        self.process = os.fork()
        if self.process == 0:
            self._ask.close()
            self._answered.close()
            with (tree / "server.out").open("wb") as out:
                os.dup2(out.fileno(), 1)
                os.dup2(out.fileno(), 2)
            with suppress(BaseException):
                run(Collected(tree, files, asked, answer))
            os._exit(0)
        asked.close()
        answer.close()

    def tried(self, mutant: Mutant, limits: dict[str, float], patience: float) -> int | None:
        """Return the exit code of the tests, None where they take too long; the changed file must be there already."""
        print(json.dumps([[mutant.file, mutant.line], limits, patience]), file=self._ask, flush=True)
        answer = self._answered.readline()
        return int(json.loads(answer)) if answer.strip() not in {"", "null"} else None if answer else NOT_IN_PLACE

    def close(self) -> None:
        """Let the process end."""
        self._ask.close()
        os.waitpid(self.process, 0)


class Collected:
    """The plugin that collects all tests, and then waits to be asked rather than run them."""

    def __init__(self, tree: Path, files: Sequence[str], asked: IO[str], answer: IO[str]) -> None:
        self.tree, self.asked, self.answer = tree, asked, answer
        self.files = {file: ast.parse((tree / file).read_bytes()) for file in files}
        self.ran: set[tuple[str, str]] = set()  # functions that were called while the tests were collected

    def pytest_sessionstart(self) -> None:
        """Draw the same examples each time."""
        tame_hypothesis()

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Iterator[None]:
        """Note what runs before the first test: its results may be kept."""
        root = str(self.tree)

        def trace(frame: FrameType, _event: str, _argument: object) -> None:
            if frame.f_code.co_filename.startswith(root):
                self.ran.add((frame.f_code.co_filename, frame.f_code.co_qualname))

        sys.settrace(trace)
        try:
            return (yield)
        finally:
            sys.settrace(None)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Answer until nothing is asked any more."""
        ran = {(Path(file).relative_to(self.tree).as_posix(), name) for file, name in self.ran}
        loaded = Loaded(self.tree, self.files, ran)
        for line in self.asked:
            (file, at), limits, patience = json.loads(line)

            def work(file: str = file, at: int = at, limits: dict[str, float] = limits) -> int:
                return _run(session, Change(loaded, file, at), limits)

            code = in_a_fork(work, self.tree / "mutate.out", patience)
            print(json.dumps(code), file=self.answer, flush=True)
        return True


def _run(session: pytest.Session, change: Change, limits: dict[str, float]) -> int:
    """Put a mutant in place and run the tests that are named, in the order of their names, until one fails."""
    try:
        change.put()
    except NotInPlaceError as reason:
        print(reason)
        return NOT_IN_PLACE
    except Exception:  # noqa: BLE001 — a constant that cannot be worked out: the module could not be imported
        traceback.print_exc()
        return int(pytest.ExitCode.TESTS_FAILED)
    order = {test: at for at, test in enumerate(limits)}
    items = sorted((one for one in session.items if one.nodeid in order), key=lambda one: order[one.nodeid])
    for item, after in zip_longest(items, items[1:]):
        limit = max(_LEAST_PATIENCE, _PATIENCE * limits[item.nodeid])
        signal.setitimer(signal.ITIMER_VIRTUAL, limit)  # ends the fork
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        if session.testsfailed:
            return int(pytest.ExitCode.TESTS_FAILED)
    return 0


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
