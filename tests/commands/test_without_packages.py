"""Check, convert and sum where no package at all is installed: no compiled one comes for every processor."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from export.html import write_html
from intake import read_file
from model.report.file_format import dumps, loads
from tests.samples import EXAMPLE, ROOT, example
from ui.texts.plain_text import of_markup

pytestmark = pytest.mark.slow
ALONE = """
import runpy, sys
from importlib.machinery import PathFinder
class NoPackages:
    def find_spec(self, name, path=None, target=None):
        spec = PathFinder.find_spec(name, path)
        if spec and "site-packages" in str(spec.origin or spec.submodule_search_locations):
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, NoPackages())
sys.path.insert(0, ".")
runpy.run_path("main.py", run_name="__main__")
"""


def alone(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run main.py without any package."""
    command = [sys.executable, "-c", ALONE, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the example as a file of the program, as text, and as Markdown."""
    folder = tmp_path_factory.mktemp("files")
    text = of_markup(write_html(example()))
    made = {"年报.json": dumps(example()), "年报.txt": text, "年报.md": text}
    for name, words in made.items():
        (folder / name).write_text(words, "utf-8")
    return [folder / name for name in made]


def test_files_of_text_are_checked_as_with_all_packages(files: list[Path]) -> None:
    with_all = [sys.executable, "main.py", "check", *map(str, files), "--json"]
    said = subprocess.run(with_all, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
    bare = alone("check", *files, "--json")
    assert (bare.returncode, bare.stdout, bare.stderr) == (said.returncode, said.stdout, said.stderr)
    assert len(bare.stdout.splitlines()) == len(files)


def test_copies_are_found_as_with_all_packages(tmp_path: Path) -> None:
    for unit in ("甲县人民政府", "乙县人民政府"):
        (tmp_path / f"{unit}.json").write_text(dumps(replace(example(), unit=unit)), "utf-8")
    bare = alone("check", *sorted(tmp_path.iterdir()), "--json")
    told = [json.loads(line) for line in bare.stdout.splitlines()]
    assert [any(one["check"] == "T5" for one in line["findings"]) for line in told] == [True, True], bare.stderr


@pytest.mark.parametrize("suffix", [".json", ".html"])
def test_files_of_text_are_converted(files: list[Path], tmp_path: Path, suffix: str) -> None:
    for file in files:
        done = alone("convert", file, tmp_path / f"新{suffix}")
        assert done.returncode == 0, done.stderr
        assert read_file(tmp_path / f"新{suffix}").report.numbers == example().numbers


def test_files_of_text_are_added_up(files: list[Path], tmp_path: Path) -> None:
    done = alone("sum", *files, "--to", tmp_path / "汇总.json", "--unit", "甲县")
    assert done.returncode == 0, done.stderr
    added = loads((tmp_path / "汇总.json").read_bytes()).numbers
    assert {cell: number and number * 3 for cell, number in example().numbers.items()} == added


@pytest.mark.parametrize("suffix, package", [(".pdf", "reportlab"), (".docx", "docx")])
def test_what_needs_a_package_names_it(tmp_path: Path, suffix: str, package: str) -> None:
    done = alone("convert", EXAMPLE, tmp_path / f"新{suffix}")
    assert done.returncode == 2
    assert done.stderr.startswith(f"缺少组件“{package}”")
    assert list(tmp_path.iterdir()) == []
