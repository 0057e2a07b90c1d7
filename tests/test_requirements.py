"""The lock files: each import has its requirement, each requirement its import, and nothing names a source."""

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
WINDOWS = ROOT / "packaging" / "windows"  # where ./dev package-windows looks for modules, too
PROGRAM = ("main.py", "model", "export", "intake", "commands", "ui")


def python_files(*places: str) -> Iterator[Path]:
    for place in places:
        yield from (path for path in (ROOT / place, *(ROOT / place).rglob("*.py")) if path.is_file())


def imported(*places: str) -> set[str]:
    """Return the top-level names that the files under `places` import from elsewhere."""
    nodes = [node for path in python_files(*places) for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    own = {path.stem for folder in (ROOT, WINDOWS) for path in folder.glob("*") if path.suffix in ("", ".py")}
    return {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - own


def required(file: str) -> set[str]:
    """Return the distributions that a file of requirements names, as the index spells them."""
    lines = (ROOT / file).read_text("utf-8").splitlines()
    return {re.split(r"[=<>~;\s\[]", line)[0].lower() for line in lines if line[:1].isalpha()}


@cache
def every_distribution() -> Mapping[str, list[str]]:
    return packages_distributions()


def distributions(names: set[str]) -> set[str]:
    known = every_distribution()
    return {re.sub(r"[-_.]+", "-", known[name][0]).lower() for name in names}


def test_the_program_requires_what_it_imports_and_nothing_else() -> None:
    assert distributions(imported(*PROGRAM)) - {"shiboken6"} == required("requirements.in")


def test_what_tests_and_tools_import_is_locked() -> None:
    ours = {path.stem for path in python_files("bench", "tests", "tools")}
    used = imported("bench", "tests", "tools", "packaging") - ours
    assert distributions(used) <= required("requirements-dev.lock")


def test_both_locks_agree_and_carry_hashes() -> None:
    program, tools = ((ROOT / name).read_text("utf-8") for name in ("requirements.lock", "requirements-dev.lock"))
    pins = {line for line in program.splitlines() if line[:1].isalpha()}
    assert pins <= set(tools.splitlines())
    for lock in (program, tools):
        assert all(entry.count("--hash=sha256:") for entry in re.split(r"\n(?=[a-z])", lock)[1:])


def test_no_lock_names_an_index_or_an_address() -> None:
    for name in (
        *("requirements.in", "requirements.lock", "requirements-dev.in", "requirements-dev.lock"),
        *("packaging/release.in", "packaging/release.lock"),
    ):
        assert not re.search(r"://|--(extra-)?index|--find-links|/\w+/\w+", (ROOT / name).read_text("utf-8")), name
