"""Figures printed in every layout with every defect: each number is read right or openly not at all."""

from collections import Counter
from random import Random

import pytest

from intake.html.reader import from_html
from intake.interpret import interpret
from intake.reading import Reading
from intake.text_file import from_text
from tests.intake.layouts import KINDS, Printed, draw, printed, random_report
from tests.samples import needs_shared, published

ROUNDS = 16  # documents of each layout
LEAST_READ = {"labels only": 0.0, "one cell a line": 0.75}  # where blanks leave no trace, a row cannot be read


def read(document: Printed) -> Reading:
    markup = document.kind.startswith("HTML")
    return interpret(from_html(document.text) if markup else from_text(document.text))


@pytest.mark.parametrize("kind", KINDS)
def test_no_number_is_silently_wrong_and_nearly_all_are_read(kind: str) -> None:
    counted: Counter[str] = Counter()
    for seed in range(KINDS.index(kind), ROUNDS * len(KINDS), len(KINDS)):
        document = draw(seed)
        reading = read(document)
        numbers = reading.report.numbers
        wrong = [cell for cell, number in numbers.items() if document.truth.get(cell) != number]
        assert wrong == [], (seed, document.defects)
        unread = [cell for cell, value in document.truth.items() if value is not None and cell not in numbers]
        assert not unread or reading.problems, seed
        counted += Counter(right=len(numbers), unread=len(unread))
        assert (reading.report.unit, reading.report.year) == (document.report.unit, document.report.year), seed
        assert reading.report.edition == document.edition, seed
    share = counted["right"] / max(1, counted.total())
    assert share >= LEAST_READ.get(kind, 0.88)


@pytest.mark.parametrize("kind", KINDS)
def test_without_defects_every_number_is_read(kind: str) -> None:
    for seed in range(4):
        rng = Random(seed)
        document = printed(rng, random_report(rng), kind, set())
        numbers = read(document).report.numbers
        expected = {cell: value for cell, value in document.truth.items() if value is not None}
        blocks = {cell for cell in expected if cell.table in {"licensing", "enforcement", "fees"}}
        missing = set(expected) - set(numbers) - (blocks if "numbers before" in kind else set())
        assert not missing, (seed, sorted(missing)[:3])


@needs_shared
@pytest.mark.parametrize("name", ["jiyuan-2023", "hongze-2023"])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "labels only"])
def test_published_figures_survive_every_layout(name: str, kind: str) -> None:
    report = published(name)
    for start in range(2):
        document = draw(KINDS.index(kind) + start * len(KINDS) + 7000 // len(KINDS) * len(KINDS), report)
        numbers = read(document).report.numbers
        assert [cell for cell, number in numbers.items() if document.truth.get(cell) != number] == []
