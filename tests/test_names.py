"""What things are called: one name for one thing, and documents that are here."""

import ast
from collections import defaultdict

import pytest

from tests.samples import ROOT
from tests.statements import statements

PACKAGES = ("model", "intake", "export", "app", "commands", "ui")
MODULES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def test_no_class_name_stands_for_two_things() -> None:
    named: defaultdict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                named[node.name].append(str(path.relative_to(ROOT)))
    assert len(named) > 200
    assert {name: where for name, where in named.items() if len(where) > 1} == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_docstrings_begin_with_a_plain_verb(package: str) -> None:
    odd = [
        f"{path.relative_to(ROOT)}:{node.lineno} {words}"
        for path in sorted((ROOT / package).rglob("*.py"))
        for node in statements(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and (words := (ast.get_docstring(node) or "").partition("\n")[0])
        if words.startswith(("Give ", "Gives ", "Say whether ", "Tell whether "))
    ]
    assert odd == []


def test_what_returns_nothing_does_not_say_that_it_returns() -> None:
    odd = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in MODULES
        for node in statements(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and isinstance(node.returns, ast.Constant) and node.returns.value is None
        if (ast.get_docstring(node) or "").startswith("Return")
    ]
    assert odd == []


def test_every_package_says_what_it_is_for() -> None:
    folders = {path.parent for path in MODULES}
    silent = [
        str(folder.relative_to(ROOT))
        for folder in folders
        if not (folder / "__init__.py").exists()
        or not ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8")))
    ]
    assert silent == []
