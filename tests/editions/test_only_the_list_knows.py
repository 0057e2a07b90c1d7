"""Nothing of the program names an edition: what it asks of a form it finds by the parts that lines and texts play."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.editions.form_2027 import FORM_2027

ROOT = Path(__file__).parents[2]
PACKAGES = ("model", "export", "intake", "app", "ui", "commands")
EDITIONS = ROOT / "model" / "form" / "editions"
NAMED = (
    re.compile(r"FORM_\d+|form_\d+"),  # an edition
    re.compile(rf'"(?:{"|".join(FORM_2027.tables)})/[a-z_/]*"'),  # a number, or how its name begins
    re.compile("|".join(f'"{key}"' for key in FORM_2027.texts)),
    re.compile(
        r'\.(?:row|column|key) (?:[=!]=|in|not in) [{(\[]?"[a-z_]+"|\.startswith\("[a-z_]+/"'
    ),  # a line, by its key
    re.compile(r'edition [=!]= "|"20(?:19|2\d)"'),
)


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (path for path in (ROOT / package).rglob("*.py") if EDITIONS not in path.parents)


def named_in(path: Path) -> list[str]:
    """Return what a module says that only an edition should."""
    code = "\n".join(line for line in path.read_text("utf-8").splitlines() if not _is_of_a_doctest(line))
    return [found.group() for pattern in NAMED for found in pattern.finditer(code)]


def test_no_module_names_an_edition_or_a_place_of_one() -> None:
    named = {path.relative_to(ROOT).as_posix(): found for path in modules() if (found := named_in(path))}
    assert named == {}


def _is_of_a_doctest(line: str) -> bool:
    return line.lstrip().startswith((">>>", "..."))
