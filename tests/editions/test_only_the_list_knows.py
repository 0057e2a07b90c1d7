"""Nothing of the program names an edition: what it asks of a form it finds by the parts that lines and texts play."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from model.form.editions import FORMS
from tests.editions.form_2027 import FORM_2027

ROOT = Path(__file__).parents[2]
PACKAGES = ("model", "export", "intake", "app", "ui", "commands")
EDITIONS = ROOT / "model" / "form" / "editions"
KEYS = {
    *chain.from_iterable((*form.tables, *form.texts, *form.cells) for form in (*FORMS.values(), FORM_2027)),
    *(line.key for form in FORMS.values() for table in form.tables.values() for line in table.lines if "_" in line.key),
}
ALSO_WORDS = {"natural_person"}  # a cause, too, of what the narrative says wrongly


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (path for path in (ROOT / package).rglob("*.py") if EDITIONS not in path.parents)


def named_in(path: Path) -> set[str]:
    """Return what a module says that only an edition should."""
    code = "\n".join(line for line in path.read_text("utf-8").splitlines() if not _is_of_a_doctest(line))
    quoted = set(re.findall(r'"([a-z_/]+)"', code))
    places = {word for word in quoted if word.partition("/")[1] and word.partition("/")[0] in FORM_2027.tables}
    return {*re.findall(r"FORM_\d+|form_\d+", code), *(quoted & KEYS - ALSO_WORDS), *places}


def test_no_module_names_an_edition_or_a_place_of_one() -> None:
    named = {path.relative_to(ROOT).as_posix(): found for path in modules() if (found := named_in(path))}
    assert named == {}


def _is_of_a_doctest(line: str) -> bool:
    return line.lstrip().startswith((">>>", "..."))
