"""A check of many files in several processes says what it says in one, in the same order, whatever happens to them."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from commands import check
from commands.support import processes, together
from commands.support.apart import Apart
from commands.support.checking import CheckJob, Said, alone
from model.form.schema import Cell
from model.report.file_format import dumps
from model.report.report import Level, Report
from model.rules.neighbours import FEW
from tests.samples import ROOT, example

TEXT = "主动公开重点领域信息，及时更新机构职能和规划计划，回应社会关切，第{}次修订。" * 4
PAGE = "<p>甲镇人民政府2023年政府信息公开工作年度报告<p>一、总体情况<p>全年公开信息9条。"
LAST = Report("甲镇", Level.TOWNSHIP, 2022)
DIES = (sys.executable, "-c", "")
# ends by itself before it says so much
DIES_LATER = """
import os, sys
from commands import check_worker
send, left = check_worker._send, iter(range({}))
def sparing(answers, what):
    if next(left, None) is None:
        os._exit(1)
    send(answers, what)
check_worker._send = sparing
check_worker.main()
"""


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Return more reports than are simply compared, files of other kinds, and what is no report or not there."""
    folder = tmp_path_factory.mktemp("many")
    wrong = example().with_number(Cell("applications/received/natural_person"), Decimal(216))
    reports = [wrong, *(replace(example(), unit=f"第{i}局", numbers={}, texts=_texts(i)) for i in range(FEW + 5))]
    for number, report in enumerate(reports):
        (folder / f"{number:03}.json").write_text(dumps(report), "utf-8")
    (folder / "050.html").write_text(PAGE, "utf-8")
    (folder / "051.json").write_text('{"gouji": 1, "gouji": 1}', "utf-8")
    return *sorted(folder.iterdir()), folder / "没有.json", folder / "没有.docx"


def _texts(number: int) -> dict[str, str]:
    return {"problems/text": TEXT.replace("{}", str(number % 7))}


@pytest.fixture(scope="module")
def expected(paths: tuple[Path, ...]) -> list[Said]:
    with Apart() as apart:
        said = list(alone(CheckJob(paths, LAST, as_json=True), apart))
    assert {one.code for one in said} == {0, 1, 2}
    assert sum("T5" in "".join(one.out) for one in said) > FEW
    assert any("隐藏" in line or "读到" in line for one in said for line in one.err)
    return said


def all_said(paths: tuple[Path, ...], count: int) -> list[Said]:
    with Apart() as apart:
        return list(together.together(CheckJob(paths, LAST, as_json=True), apart, count))


@pytest.mark.parametrize("count", [2, 3])
def test_the_same_is_said_in_the_same_order(
    paths: tuple[Path, ...], expected: list[Said], count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "alone", lambda *_: pytest.fail("a process was lost"))
    assert all_said(paths, count) == expected


@pytest.mark.parametrize(
    "command",
    [
        DIES,
        ("no-such-program",),
        *((sys.executable, "-c", DIES_LATER.format(most)) for most in (20, 54, 55, 56, 57, 80)),
    ],
    ids=["at once", "never started", "reading", "before it hands over", "marks", "names", "texts", "checking"],
)
def test_what_a_lost_process_has_not_said_is_said_all_the_same(
    paths: tuple[Path, ...], expected: list[Said], command: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(together, "worker_command", lambda _: command)
    assert all_said(paths, 2) == expected


def test_who_stops_listening_ends_the_processes(paths: tuple[Path, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *arguments: object, **named: object) -> None:
            super().__init__(*arguments, **named)  # type: ignore[call-overload]
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    with Apart() as apart:
        saying = together._together(CheckJob(paths, None, as_json=False), 2)
        next(saying)
        saying.close()
        assert apart._process is None
    assert [process.poll() is None for process in started] == [False, False]


@pytest.mark.parametrize("as_json", [["--json"], []])
def test_the_command_prints_the_same(
    paths: tuple[Path, ...], as_json: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = []
    for count in (1, 2):
        monkeypatch.setattr(check, "processes_for", lambda _, count=count: count)
        printed.append((check.main([*map(str, paths[:9]), str(paths[-1]), *as_json]), *capsys.readouterr()))
    assert printed[0] == printed[1]
    assert printed[0][0] == 2


@pytest.mark.parametrize(
    "names, processors, count",
    [
        (["甲.json"], 8, 0),
        (["甲.json"] * 399, 8, 1),
        (["甲.json"] * 400, 8, 2),
        (["甲.json"] * 400, 1, 1),
        (["甲.txt"] * 3000, 4, 4),
        (["甲.json"] * 90_000, 64, 8),
        (["甲.docx"] * 39, 8, 1),
        (["甲.docx"] * 40, 8, 2),
    ],
)
def test_only_as_many_processes_are_started_as_save_time(
    names: list[str], processors: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_processors", lambda: processors)
    assert processes.processes_for([Path(name) for name in names]) == count


def test_what_could_not_be_sent_any_more_is_no_error_when_a_process_is_left() -> None:
    with together._Worker((sys.executable, "-c", "")) as worker:
        worker._process.wait()
        with pytest.raises(together.LostError):
            worker.ask("x" * 10)
