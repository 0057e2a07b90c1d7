"""Change a package in small ways, and see whether its own tests notice: python tools/mutate.py TARGET [TESTS ...].

A seed chooses the mutants. Which tests run a function is learned once, in a copy of the tree, with the tests' times;
each mutant then runs the tests that reach it, quickest first, until one fails. The list goes to docs/mutants, where a
survivor that no test can notice is marked `equivalent` by hand, with the reason; the next run keeps what is marked.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import accumulate, islice
from pathlib import Path
from queue import SimpleQueue

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.mutant_list import (  # noqa: E402 — the root is known only now
    EQUIVALENT,
    KILLED,
    SURVIVED,
    TIMEOUT,
    Key,
    Row,
    commit_of,
    gone,
    head_of,
    keyed,
    read,
    row_of,
    write,
)
from tools.mutant_server import FAILED, TOO_LONG, Server, in_a_fork, tame_hypothesis  # noqa: E402 — as above
from tools.mutant_tests import Learned, Reach, Watcher  # noqa: E402 — as above
from tools.mutants import Mutant, is_other_code, mutants_of  # noqa: E402 — as above

LIST = ROOT / "docs" / "mutants"
LOADED_BEFORE = ("-W", "ignore::pytest.PytestAssertRewriteWarning")  # libraries, once for all mutants
SAID = "mutate.out"  # what the tests print
SEED, COUNT = 20261129, 200
PATIENCE, LEAST_PATIENCE = 5, 60  # times what the tests took before; seconds
NOT_COPIED = (".git", ".venv", ".hypothesis", ".mypy_cache", ".ruff_cache", ".pytest_cache", "dist", "build")


class Chooser:
    """Lets only some tests run, in the order given, and spares hypothesis what is done after a failure."""

    def __init__(self, chosen: Sequence[str]) -> None:
        self.order = {test: at for at, test in enumerate(chosen)}

    def pytest_sessionstart(self) -> None:
        """Draw the same examples each time, and report the first that fails as it is."""
        tame_hypothesis()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Choose and sort."""
        items[:] = sorted((one for one in items if one.nodeid in self.order), key=lambda one: self.order[one.nodeid])


# Running


def run_pytest(tree: Path, arguments: Sequence[str], plugin: object) -> int:
    """Run tests in a copy of the tree, from within a process that may change."""
    os.chdir(tree)
    sys.path[:] = [str(tree), *(one for one in sys.path if Path(one or ".").resolve() != ROOT)]
    quiet = ["-q", "-x", "-n0", "-p", "no:cacheprovider", "-p", "no:faulthandler", *LOADED_BEFORE]
    return int(pytest.main([*quiet, f"--basetemp={tree}.tmp", *arguments], plugins=[plugin]))


def learned_before(notes: Path | None) -> Learned | None:
    """Return what was noted, where it was."""
    if notes is None or not notes.exists():
        return None
    seconds, reached, failed, modules = json.loads(notes.read_text("utf-8"))
    return Learned(seconds, {test: {(f, n) for f, n in at} for test, at in reached.items()}, failed, modules)


def learn(tree: Path, tests: Sequence[str], files: Sequence[str], notes: Path) -> Learned:
    """Run all tests once, and note what each reaches."""

    def work() -> int:
        os.chdir(tree)
        watcher = Watcher(files)
        code = run_pytest(tree, ["--maxfail=1000", *tests], watcher)
        own = ("_pytest", "pytest", "_hypothesis_pytestplugin", "xdist", "PySide6", "shiboken")
        loaded = [
            name
            for name, one in sys.modules.items()
            if not name.startswith(own) and not str(getattr(one, "__file__", None) or tree).startswith(str(tree))
        ]
        found = watcher.learned
        reached = {test: sorted(places) for test, places in found.reached.items()}
        notes.write_text(json.dumps([found.seconds, reached, found.failed, loaded]), "utf-8")
        return code

    in_a_fork(work, tree / SAID, 3600)
    found = learned_before(notes)
    if found is None:
        sys.exit((tree / SAID).read_text("utf-8", "replace")[-3000:])
    return found


def copied(to: Path) -> Path:
    """Copy the tree, without what is made from it."""
    shutil.copytree(ROOT, to, ignore=shutil.ignore_patterns(*NOT_COPIED), symlinks=True)
    return to


class Workplace:
    """A copy of the tree, and the process in which its tests are collected."""

    def __init__(self, tree: Path, tests: Sequence[str], learned: Learned, files: Sequence[str]) -> None:
        self.tree, self.learned = tree, learned
        self.server = Server(tree, files, lambda plugin: run_pytest(tree, tests, plugin))
        self.written = int(time.time())

    def _write(self, file: Path, data: bytes) -> None:
        """Write a file with a time of its own, by which what was compiled of its other states is not taken for it."""
        self.written += 1
        file.write_bytes(data)
        os.utime(file, (self.written, self.written))

    def tried(self, mutant: Mutant, tests: Sequence[str]) -> str:
        """Make one change, run the tests that reach it, take it back."""
        if not tests:
            return SURVIVED
        file = self.tree / mutant.file
        data = file.read_bytes()
        self._write(file, mutant.applied(data))
        limits = {test: self.learned.seconds[test] for test in tests}
        patience = max(LEAST_PATIENCE, PATIENCE * sum(limits.values()))
        try:
            code = self.server.tried(mutant, limits, patience)
            if code not in {None, 0, pytest.ExitCode.TESTS_FAILED, TOO_LONG}:
                code = self._in_a_new_process(tests, patience)
        finally:
            self._write(file, data)
        return TIMEOUT if code in {None, TOO_LONG} else SURVIVED if code == 0 else KILLED

    def seen_by(self) -> str:
        """Name the test that has seen the last mutant."""
        named = self.tree / FAILED
        test = named.read_text("utf-8") if named.exists() else ""
        named.unlink(missing_ok=True)
        return test

    def _in_a_new_process(self, tests: Sequence[str], patience: float) -> int | None:
        files = sorted({test.partition("::")[0] for test in tests})
        said = self.tree / SAID
        code = in_a_fork(lambda: run_pytest(self.tree, files, Chooser(tests)), said, patience)
        if code not in {None, 0, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED}:
            raise RuntimeError(said.read_text("utf-8", "replace")[-3000:])
        return code


def quickest(tests: Sequence[str], learned: Learned, budget: float | None) -> Sequence[str]:
    """Return the first tests that take no longer together than there is time."""
    spent = accumulate(learned.seconds[test] for test in tests)
    return [test for test, so_far in zip(tests, spent, strict=True) if budget is None or so_far <= budget]


# The command


def arguments_of(given: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", help="a package or a module, such as intake/interpret")
    parser.add_argument("tests", nargs="*", help="what pytest is given; else tests/ of the target's first folder")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--jobs", type=int, default=1, help="mutants tried at the same time")
    parser.add_argument("--learned", type=Path, help="where is kept what each test reaches; learned once if not there")
    parser.add_argument("--budget", type=float, help="seconds of tests, the quickest, that each mutant meets at most")
    parser.add_argument("--again", action="store_true", help="only those that survived the last time")
    parser.add_argument("--list", action="store_true", help="only print the mutants that are chosen")
    parser.add_argument("--out", type=Path, help="where the list goes; else docs/mutants")
    return parser.parse_args(given)


def chosen(options: argparse.Namespace, before: Collection[Key]) -> dict[Key, Mutant]:
    """Return the sample in the order in which it was drawn: the first hundred of it are a sample of a hundred.

    A sample that was drawn before is taken as it is in the list, though its code has changed since.
    """
    target = ROOT / options.target
    files = sorted(target.rglob("*.py")) if target.is_dir() else [target]
    data = {file.relative_to(ROOT).as_posix(): file.read_bytes() for file in files}
    every = keyed(one for file, content in data.items() for one in mutants_of(file, content))
    if before:
        return {key: one for key, one in every.items() if key in before}
    drawn = list(every.items())
    random.Random(options.seed).shuffle(drawn)  # noqa: S311 — the same sample each time is the point
    return dict(islice((it for it in drawn if is_other_code(it[1], data[it[1].file])), options.count))


def main(given: Sequence[str]) -> None:
    """Run a sample."""
    options = arguments_of(given)
    target = options.target.strip("/")
    out = options.out or LIST / f"{target.removesuffix('.py').replace('/', '-')}.json"
    old, before = read(out)
    if not options.again and (old.get("seed"), len(before)) != (options.seed, options.count):
        old, before = {}, {}
    left = [key for key, row in before.items() if row["verdict"] in {SURVIVED, EQUIVALENT}]
    sample = chosen(options, left if options.again else before)
    if options.list:
        print(*(f"{o.file}:{o.line}: {o.old} -> {o.new}   | {o.source}" for o in sample.values()), sep="\n")
        return
    if not sample:
        sys.exit("There is nothing to try.")
    options.tests = options.tests or [f"tests/{target.partition('/')[0]}", options.target]
    now = tried(sample, options, before)
    asked = left if options.again else before or now
    rows = [now.get(key) or (gone(before[key]) if key in asked else before[key]) for key in before or now]
    head = {"target": target, "tests": options.tests, "seed": old.get("seed", options.seed), "count": len(rows)}
    head = head_of({**head, "budget": options.budget, "commit": commit_of(ROOT)}, rows, old)
    write(out, head, rows)
    print(json.dumps(head, ensure_ascii=False))


def tried(sample: Mapping[Key, Mutant], options: argparse.Namespace, before: Mapping[Key, Row]) -> dict[Key, Row]:
    """Learn what the tests reach, and try the mutants."""
    first = next(iter(sample.values())).file
    every = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / first).parent.rglob("*.py"))]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        tree = copied(Path(folder) / "0")
        notes = options.learned or tree / "mutate.json"
        learned = learned_before(options.learned) or learn(tree, options.tests, every, notes)
        for name in learned.modules:
            with suppress(Exception):
                importlib.import_module(name)
        spent = sum(learned.seconds.values())
        print(f"{len(learned.seconds)} tests, {spent:.0f} s; {len(learned.failed)} left out", flush=True)
        return run(sample, Path(folder), options, Reach(every, learned), before)


def run(
    sample: Mapping[Key, Mutant],
    folder: Path,
    options: argparse.Namespace,
    reach: Reach,
    before: Mapping[Key, Row],
) -> dict[Key, Row]:
    """Try the mutants, each worker in a copy of its own."""
    places: SimpleQueue[Workplace] = SimpleQueue()
    for at in range(options.jobs):
        tree = folder / "0" if at == 0 else Path(shutil.copytree(folder / "0", folder / str(at), symlinks=True))
        places.put(Workplace(tree, options.tests, reach.learned, list(reach.trees)))

    def work(key: Key) -> Row:
        mutant, place = sample[key], places.get()
        begin = time.monotonic()
        tests = quickest(reach.tests(mutant), reach.learned, options.budget)
        try:
            row = row_of(key, mutant, place.tried(mutant, tests), before.get(key))
            seen_by = place.seen_by()
        finally:
            places.put(place)
        spent = f"{time.monotonic() - begin:5.1f} s of {len(tests)} tests {seen_by}"
        print(f"{row['verdict']:10} {mutant.file}:{mutant.line}: {mutant.old!r} -> {mutant.new!r} {spent}", flush=True)
        return row

    with ThreadPoolExecutor(options.jobs) as pool:
        return dict(zip(sample, pool.map(work, sample), strict=True))


if __name__ == "__main__":
    main(sys.argv[1:])
