"""Of many reports, those with nearly the same text are found without comparing all with all."""

import subprocess
import sys

from hypothesis import example, given
from hypothesis import strategies as st

from model.report.report import Level, Report
from model.rules import findings
from model.rules.neighbours import FEW, MOST, Neighbours, mark
from model.sentences.ours import sentences
from tests.samples import ROOT

KEY = "overview/active_disclosure"
TEXT = (
    "坚持以公开为常态、不公开为例外，围绕群众关心的领域主动公开信息。全年通过门户网站公开各类信息{}条，"
    "通过政务新媒体公开信息{}条，及时更新机构职能和规划计划，主动回应社会关切，不断提高公开的及时性和准确性。"
)


def unit(number: int, text: str, year: int = 2023) -> Report:
    return Report(f"第{number}镇人民政府", Level.TOWNSHIP, year, texts={KEY: text})


def own(number: int) -> str:
    """Return a text that no other unit has."""
    digits = "".join("甲乙丙丁戊己庚辛壬癸"[int(d)] for d in f"{number:04}")
    return "。".join(f"{digits}街道办事处第{part}项工作有序推进" for part in "一二三四五六")


def neighbours(reports: list[Report]) -> list[list[Report]]:
    """Return with which reports each is compared."""
    near = Neighbours([mark(one) for one in reports])
    return [[reports[at] for at in near.of(number)] for number in range(len(reports))]


MANY = [unit(n, own(n)) for n in range(FEW + 5)]


@given(st.integers(0, 999), st.integers(0, 999), st.integers(0, 999), st.integers(0, 999))
def test_a_copy_with_other_numbers_is_found_among_many(a: int, b: int, c: int, d: int) -> None:
    mine, theirs = unit(9001, TEXT.format(a, b)), unit(9002, TEXT.format(c, d))
    near = neighbours([mine, *MANY, theirs])
    assert near[0] == [theirs]
    assert [one.check for one in findings(mine, others=near[0]) if one.at == (KEY,)] == ["T5"]


def test_few_are_all_compared_but_neither_another_year_nor_the_same_unit() -> None:
    reports = [unit(1, own(1)), unit(2, own(2)), unit(3, own(1), year=2022), unit(1, own(1))]
    assert neighbours(reports)[0] == [reports[1]]


def test_of_a_text_that_all_have_some_are_enough() -> None:
    reports = [unit(n, TEXT.format(n, n)) for n in range(FEW * 3)]
    assert all(MOST <= len(near) <= MOST + 1 for near in neighbours(reports))


@given(st.sets(st.integers(0, FEW * 2)), st.sampled_from([FEW // 2, FEW * 2]))
@example({0, 3, 5}, FEW + 3)  # no more are left than are simply compared
def test_one_that_is_not_there_is_nobodys_neighbour_and_counts_for_nothing(gone: set[int], size: int) -> None:
    marks = [None if number in gone else mark(unit(number, TEXT.format(number % 3, 1))) for number in range(size)]
    left = [number for number in range(size) if number not in gone]
    near, without = Neighbours(marks), Neighbours([one for one in marks if one])
    assert [near.of(number) for number in gone if number < size] == [()] * sum(number < size for number in gone)
    assert [near.of(number) for number in left] == [tuple(left[at] for at in without.of(i)) for i in range(len(left))]


def test_a_clause_is_the_same_to_every_process() -> None:
    script = f"""
from model.report.report import Level, Report
from model.rules.neighbours import mark
print(mark(Report("甲镇", Level.TOWNSHIP, 2023, texts={{"a": {TEXT!r}}})).clauses["a"].tolist())
"""
    command = [sys.executable, "-c", script]
    said = {subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout for _ in "12"}
    assert said == {f"{mark(unit(1, TEXT)).clauses[KEY].tolist()}\n"}


def test_sentences_of_the_program_lead_to_nobody() -> None:
    ours = "".join(one.wordings[0] for one in sentences() if "{" not in one.wordings[0])
    mine, theirs = unit(9001, own(9001) + "。" + ours), unit(9002, own(9002) + "。" + ours)
    assert mark(unit(9003, ours)).clauses[KEY].tolist() == []
    assert neighbours([mine, *MANY, theirs])[0] == []
