"""A run of trials: what dies or hangs costs one trial, and what was broken off goes on."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import sleep

import pytest

from faults import __main__, checkout, record, running
from faults.process import CannotBuildError, Worker, built, tried
from faults.running import Tally, run
from tests.faults.tried import BREAKS, DIES, HANGS, HELD, PART, PRINTS, RAISES
from tests.systems import posix_only

MODULE = "tests.faults.tried"

pytestmark = posix_only("promises are broken on Linux")


@pytest.fixture(autouse=True)
def state(monkeypatch: pytest.MonkeyPatch) -> None:
    name_state(monkeypatch, "abc")


def name_state(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(running, "checkout", lambda: name)


def lines(kept: Path) -> list[str]:
    return (kept / "tried.jsonl").read_text("utf-8", "replace").splitlines()  # a line may end within a character


def test_each_seed_has_its_outcome_whatever_becomes_of_the_process(tmp_path: Path) -> None:
    tally = run(MODULE, PART, HANGS, resume=False, kept=tmp_path)
    assert tally.tried == HANGS
    assert tally.broken.keys() == {RAISES, DIES, BREAKS}
    assert tally.broken[RAISES].startswith("ValueError: 什么都不对 @ tried.py:")
    assert tally.broken[DIES] == "the process died"
    assert tally.broken[BREAKS] == "破了"
    assert tally.counts == {"次": 3, "值": HELD + PRINTS + BREAKS}
    assert tally.held == pytest.approx(2 / 5)


def test_what_takes_too_long_is_broken() -> None:
    (answer,) = tried(MODULE, replace(PART, patience=0.0), [HANGS], None, 2)
    assert answer == {"seed": HANGS, "broken": "it took longer than 0 seconds", "counts": {}}


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker(MODULE, replace(PART, patience=1e9), None)
    yield worker
    worker.close()


def test_what_hangs_is_ended_with_all_that_it_started_and_left(worker: Worker) -> None:
    worker.give(HANGS)
    scratch = Path(worker._scratch.name)
    while not list(scratch.rglob("hangs")):
        sleep(0.01)
    worker.until = 0.0
    heard = worker.answer(ready=False)  # would wait for ever for the end of the pipe, if one that holds it were left
    assert heard is not None
    assert "longer" in heard["broken"]
    assert list(scratch.iterdir()) == []
    worker.give(HELD)
    worker.output.peek()  # type: ignore[attr-defined]
    assert worker.answer(ready=True) == {"seed": HELD, "broken": "", "counts": {"次": 1, "值": HELD}}
    worker.close()
    assert not scratch.exists()


def test_a_run_goes_on_where_it_was_broken_off(tmp_path: Path) -> None:
    run(MODULE, PART, 2, resume=True, kept=tmp_path)
    tally = run(MODULE, PART, 5, resume=True, kept=tmp_path)
    assert {json.loads(line)["seed"] for line in lines(tmp_path)[:2]} == {0, 1}  # two processes: in whichever order
    assert sorted(json.loads(line)["seed"] for line in lines(tmp_path)) == [0, 1, 2, 3, 4]
    assert same(tally, run(MODULE, PART, 5, resume=False, kept=tmp_path / "anew"))


def same(one: Tally, other: Tally) -> bool:
    return (one.tried, one.broken.keys(), one.counts) == (other.tried, other.broken.keys(), other.counts)


def test_a_line_that_was_broken_off_is_tried_again_and_spoils_none(tmp_path: Path) -> None:
    run(MODULE, PART, 2, resume=True, kept=tmp_path)
    journal = tmp_path / "tried.jsonl"
    journal.write_bytes(journal.read_bytes()[:-9])
    for _ in range(2):
        assert same(run(MODULE, PART, 2, resume=True, kept=tmp_path), run(MODULE, PART, 2, resume=False, kept=tmp_path))
    assert len(lines(tmp_path)) == 2 + 1 + 2 + 2  # the first two, one of them anew, and twice both


def test_a_seed_counts_once_however_often_it_was_tried(tmp_path: Path) -> None:
    for _ in range(3):
        run(MODULE, PART, 2, resume=False, kept=tmp_path)
    assert run(MODULE, PART, 2, resume=True, kept=tmp_path).tried == 2
    assert run(MODULE, PART, 1, resume=True, kept=tmp_path).tried == 1


def test_what_another_state_of_the_program_did_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(MODULE, PART, 2, resume=True, kept=tmp_path)
    name_state(monkeypatch, "abc+123456")
    run(MODULE, PART, 2, resume=True, kept=tmp_path)
    assert [json.loads(line)["commit"] for line in lines(tmp_path)] == ["abc"] * 2 + ["abc+123456"] * 2


def test_without_a_compiler_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(CannotBuildError, match="gcc"):
        built("power.c", tmp_path)
    monkeypatch.setattr(__main__, "found", lambda: {MODULE: replace(PART, preload="power.c")})
    monkeypatch.setattr(__main__, "run", partial(run, kept=tmp_path))
    assert __main__.main([]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "apt-get install gcc libc6-dev" in said


def test_a_name_that_is_no_part_is_not_held(capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(["powre"]) == 2
    assert "powre" in capsys.readouterr().err


def test_a_broken_promise_ends_with_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(__main__, "found", lambda: {MODULE: PART})
    for seeds, code in ((1, 0), (2, 1)):
        monkeypatch.setattr(__main__, "run", lambda *_, seeds=seeds, **__: seeds_tried(seeds))
        assert __main__.main(["tried"]) == code


def test_what_changes_while_it_is_tried_is_not_recorded(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    recorded: list[Tally] = []
    monkeypatch.setattr(__main__, "found", lambda: {MODULE: PART})
    monkeypatch.setattr(__main__, "run", lambda *_, **__: Tally(1))
    monkeypatch.setattr(record, "write", lambda _, tally: recorded.append(tally))
    for states, code in ((["a", "b"], 1), (["b", "b"], 0)):
        monkeypatch.setattr(__main__, "checkout", iter(states).__next__)
        assert __main__.main(["--full"]) == code
    assert recorded == [Tally(1)]
    assert "changed while it was tried" in capsys.readouterr().err


def seeds_tried(seeds: int) -> Tally:
    tally = Tally()
    for answer in tried(MODULE, PART, range(seeds), None, 1):
        tally.add(answer)
    return tally


def test_every_part_is_named_as_its_module_and_promises_something() -> None:
    for module, part in __main__.found().items():
        assert module == f"faults.parts.{part.name}"
        assert part.promise
        assert part.goal
        assert 0 < part.sample <= part.full


def test_a_state_is_named_by_its_commit_and_by_what_differs(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "docs").mkdir()
    (tmp_path / "a.py").write_text("1", "utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a")
    clean = checkout.checkout(tmp_path)
    (tmp_path / "docs" / "reliability.md").write_text("record", "utf-8")
    assert checkout.checkout(tmp_path) == clean
    names = {clean}
    for name, words in (("a.py", "2"), ("a.py", "3"), ("new.py", "")):
        (tmp_path / name).write_text(words, "utf-8")
        names.add(checkout.checkout(tmp_path))
    assert len(names) == 4
    assert all(name.startswith(clean) for name in names)
    assert "+" not in clean


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)
