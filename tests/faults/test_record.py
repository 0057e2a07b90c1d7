"""The record of full runs stands in docs/reliability.md, a row for each part."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from faults import record
from faults.record import BEGIN, END, HEAD, PAGE, write
from faults.running import Tally
from tests.faults.tried import PART

POWER, KILLS, TORN = (replace(PART, name=name) for name in ("power", "kills", "torn"))


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(record, "checkout", lambda: "abc")
    page = tmp_path / "reliability.md"
    page.write_text(f"# 守住什么\n\n| a |\n\n{BEGIN}{HEAD}{END}\n以后\n", "utf-8")
    return page


def rows(page: Path) -> list[list[str]]:
    table = page.read_text("utf-8").partition(BEGIN + HEAD)[2].partition(END)[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]


def tally(tried: int, **counts: int) -> Tally:
    return Tally(tried, {7: "破了"}, Counter(counts))


def test_each_part_has_one_row_in_the_order_of_the_names(page: Path) -> None:
    for part, tried in ((POWER, 10), (TORN, 20), (KILLS, 30), (POWER, 40)):
        write(part, tally(tried, 断电=tried, 丢失=0), page)
    assert [row[0] for row in rows(page)] == ["kills", "power", "torn"]
    assert [row[3] for row in rows(page)] == ["30", "40", "20"]
    assert {(commit, broken) for _, commit, _, _, broken, _ in rows(page)} == {("abc", "1")}
    assert rows(page)[1][-1] == "丢失 0，断电 40"


def test_the_rest_of_the_page_stays(page: Path) -> None:
    before = page.read_text("utf-8")
    write(POWER, tally(1), page)
    after = page.read_text("utf-8")
    assert after.partition(BEGIN)[0] == before.partition(BEGIN)[0]
    assert after.partition(END)[2] == before.partition(END)[2]


def test_a_page_without_a_place_for_it_is_left_alone(page: Path) -> None:
    page.write_text("# 守住什么\n", "utf-8")
    with pytest.raises(ValueError, match="record"):
        write(POWER, tally(1), page)
    assert page.read_text("utf-8") == "# 守住什么\n"


def test_the_page_of_the_project_has_its_place() -> None:
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    assert before.startswith("# ")
    assert rest.startswith(HEAD)
    assert END in rest
