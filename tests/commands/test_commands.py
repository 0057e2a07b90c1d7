"""main.py check, convert and sum, called as a user calls them; some of each are started as processes."""

import ast
import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import commands
import main
from model.form.schema import Cell
from model.report.file_format import dumps, loads
from model.report.report import Level, Report
from tests.samples import EXAMPLE, ROOT, example
from tests.systems import needs_links

PACKAGES = ("model", "intake", "export", "app", "commands", "ui")
PERSON = Cell("applications/received/natural_person")
TOTAL = Cell("applications/received/total")


def gouji(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Do what main.py does, without a process, which takes longer than all that is asked of it."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2))
    words = [*map(str, arguments)]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main.main(words)
    return as_told(subprocess.CompletedProcess(words, code, *map(written, (out, err))))


def written(stream: io.TextIOWrapper) -> str:
    """Return what was written, as UTF-8: whoever reads it knows of no other."""
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


def started(
    *arguments: object, environment: Mapping[str, str] | None = None, folder: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Start main.py."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *map(str, arguments)],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
    )
    return as_told(done)


def as_told(done: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
    """Return what a command said; whatever happens, no traceback may reach the user."""
    assert "Traceback" not in done.stderr
    assert 'File "' not in done.stderr
    return done


def saved(folder: Path, name: str, report: Report) -> Path:
    path = folder / name
    path.write_bytes(dumps(report).encode())
    return path


def lines(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """Return a file in which one number of the example is mistyped."""
    return saved(tmp_path, "错.json", example().with_number(PERSON, Decimal(216)))


# check


def test_a_report_in_which_nothing_hard_is_broken_gives_0() -> None:
    done = started("check", EXAMPLE)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{EXAMPLE}　示例市人民政府　2023年：")
    assert "[必须]" not in done.stdout


def test_a_broken_identity_gives_1_and_a_line_for_each(wrong: Path) -> None:
    done = started("check", wrong)
    assert done.returncode == 1
    told = [line for line in done.stdout.splitlines() if "[必须]" in line]
    assert [line[-4:] for line in told] == ["（H1）", "（H3）"]
    assert "216" in done.stdout
    assert "应是261" in done.stdout


def test_what_is_undecided_is_counted_and_breaks_nothing(tmp_path: Path) -> None:
    path = saved(tmp_path, "空.json", Report("甲县", Level.COUNTY, 2023))
    done = gouji("check", path)
    assert done.returncode == 0
    assert "另有42项" in done.stdout
    assert "[必须]" not in done.stdout


def test_what_a_file_does_not_say_is_null_and_unknown_and_stays_so_when_it_is_converted(tmp_path: Path) -> None:
    nameless = tmp_path / "无题.txt"
    nameless.write_text("一、总体情况\n（一）主动公开\n发布信息四十条。\n二、主动公开政府信息情况\n（表略）\n", "utf-8")
    converted = tmp_path / "转换.json"
    assert gouji("convert", nameless, converted).returncode == 0
    for file in (nameless, converted):
        done = gouji("check", file, "--json")
        (line,) = lines(done.stdout)
        assert (line["unit"], line["level"], line["year"]) == ("", "unknown", None)
        assert {one["check"] for one in line["findings"]} & {"T1", "T2", "Y1", "Y2"} == set()
        assert "没有读到报告年度" in done.stderr
        assert "没有认出层级" in done.stderr
    assert "年度不详" in gouji("check", converted).stdout
    refused = gouji("sum", converted, "--to", tmp_path / "汇总.json")
    assert refused.returncode == 2
    assert "没有写年度" in refused.stderr


def test_json_has_one_line_for_each_file_with_the_fields_documented(wrong: Path) -> None:
    done = gouji("check", EXAMPLE, wrong, "--json")
    right, broken = lines(done.stdout)
    assert done.returncode == 1
    assert list(right) == ["file", "unit", "level", "year", "findings", "corrections"]
    assert (right["file"], right["unit"], right["year"]) == (str(EXAMPLE), "示例市人民政府", 2023)
    assert right["corrections"] == []
    hard = [one for one in broken["findings"] if one["severity"] == "H"]
    assert [(one["check"], one["verdict"]) for one in hard] == [("H1", "broken"), ("H3", "broken")]
    row = hard[0]
    assert set(row) == {"check", "severity", "verdict", "at", "quote", "left", "right", "difference", "message"}
    assert (row["left"], row["right"], row["difference"]) == ("335", "290", "45")
    assert row["at"][0] == TOTAL
    assert PERSON in row["at"]
    assert broken["corrections"] == [{"cell": PERSON, "was": "216", "value": "261"}]


def test_json_of_a_blank_has_no_sums(tmp_path: Path) -> None:
    path = saved(tmp_path, "缺.json", example().with_number(TOTAL, None))
    (report,) = lines(gouji("check", path, "--json").stdout)
    undecided = [one for one in report["findings"] if one["verdict"] == "undecided"]
    assert [one["check"] for one in undecided] == ["H1", "H3"]
    assert {one[side] for one in undecided for side in ("left", "right", "difference")} == {None}


def test_an_unreadable_file_gives_2_and_the_others_are_still_told(tmp_path: Path, wrong: Path) -> None:
    bad = tmp_path / "坏.json"
    bad.write_text('{"gouji": 1, "gouji": 1}', "utf-8")
    done = started("check", bad, EXAMPLE, tmp_path / "无.json", wrong, "--json")
    assert done.returncode == 2
    assert [line["file"] for line in lines(done.stdout)] == [str(EXAMPLE), str(wrong)]
    assert done.stderr.splitlines() == [f"{bad}：“gouji”出现了两次", f"{tmp_path / '无.json'}：找不到这个文件"]


def test_a_name_that_is_too_long_is_told_of_reading(tmp_path: Path) -> None:
    """It was told as if the output could not be written."""
    told_of_reading(tmp_path / ("甲" * 100 + ".json"))


@needs_links
def test_what_lies_behind_a_link_to_itself_is_told_of_reading(tmp_path: Path) -> None:
    (tmp_path / "甲").symlink_to("甲")
    told_of_reading(tmp_path / "甲" / "乙.json")


def told_of_reading(path: Path) -> None:
    outcome = gouji("check", path)
    assert outcome.returncode == 2
    assert "无法输出" not in outcome.stderr
    assert path.name in outcome.stderr


def test_files_of_other_units_are_held_against_each_other(tmp_path: Path) -> None:
    text = "主动公开重点领域信息，及时更新机构职能和规划计划，回应社会关切。" * 4
    reports = [
        Report(unit, Level.TOWNSHIP, year, texts={"overview/active_disclosure": text})
        for unit, year in (("甲镇", 2023), ("乙镇", 2023), ("丙镇", 2022))
    ]
    paths = [saved(tmp_path, f"{n}.json", report) for n, report in enumerate(reports)]
    told = lines(gouji("check", *paths, "--json").stdout)
    alike = [[one["message"] for one in line["findings"] if one["check"] == "T5"] for line in told]
    assert ["乙镇" in "".join(alike[0]), "甲镇" in "".join(alike[1]), alike[2]] == [True, True, []]
    assert all("T5" not in one["check"] for one in lines(gouji("check", paths[0], "--json").stdout)[0]["findings"])


def test_last_years_report_is_held_against_this_one(tmp_path: Path) -> None:
    carried = {Cell("applications/carried_forward/total"): Decimal(9)}
    last = saved(tmp_path, "上年.json", Report("示例市人民政府", Level.CITY, 2022, numbers=carried))
    done = gouji("check", EXAMPLE, "--last-year", last, "--json")
    assert done.returncode == 0
    (report,) = lines(done.stdout)
    broken = [one for one in report["findings"] if (one["check"], one["verdict"]) == ("X1", "broken")]
    assert [(one["left"], one["right"], one["difference"]) for one in broken] == [("4", "9", "-5")]


def test_a_report_of_another_year_is_told_not_to_be_last_years() -> None:
    done = gouji("check", EXAMPLE, f"--last-year={EXAMPLE}")
    assert done.returncode == 0
    assert "2023年" in done.stderr
    assert "未作跨年核对" in done.stderr


# convert


@pytest.mark.parametrize("suffix", [".json", ".JSON", ".html", ".pdf"])
def test_the_new_suffix_chooses_the_kind(tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"报告{suffix}"
    done = gouji("convert", EXAMPLE, out)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    start = {".json": b'{\n "gouji": 1', ".html": b"<!DOCTYPE html>", ".pdf": b"%PDF-"}[suffix.lower()]
    assert out.read_bytes().startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_a_file_converted_to_its_own_kind_says_the_same(tmp_path: Path) -> None:
    half = saved(tmp_path, "半.json", example().with_numbers({PERSON: None, TOTAL: None}))
    assert gouji("convert", half, tmp_path / "又.json").returncode == 0
    assert (tmp_path / "又.json").read_bytes() == half.read_bytes()


def test_a_kind_that_cannot_be_written_is_told_with_those_that_can(tmp_path: Path) -> None:
    done = gouji("convert", EXAMPLE, tmp_path / "报告.wps")
    assert done.returncode == 2
    assert "“.wps”" in done.stderr
    assert all(suffix in done.stderr for suffix in (".json", ".pdf", ".html"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_stays_as_it_was_when_its_successor_cannot_be_made(tmp_path: Path) -> None:
    out = tmp_path / "报告.pdf"
    out.write_bytes(b"old")
    bad = saved(tmp_path, "坏.json", example().with_text("problems/text", "\U000f0000"))
    done = started("convert", bad, out)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{out}：")
    assert out.read_bytes() == b"old"


# sum


def test_the_sum_adds_cell_by_cell_and_is_blank_where_one_is(tmp_path: Path, wrong: Path) -> None:
    half = saved(tmp_path, "半.json", example().with_number(TOTAL, None))
    out = tmp_path / "和.json"
    done = started("sum", EXAMPLE, wrong, half, "--to", out, "--unit", "全市")
    assert done.returncode == 0
    total = loads(out.read_bytes())
    assert (total.unit, total.year, total.texts) == ("全市", 2023, {})
    assert total.numbers[PERSON] == 261 + 216 + 261
    assert total.numbers[Cell("fees/charges/amount")] == Decimal("17652.0471")
    assert TOTAL not in total.numbers
    assert len(total.numbers) == 199


def test_reports_of_two_years_are_not_added(tmp_path: Path) -> None:
    other = saved(tmp_path, "旧.json", Report("乙局", Level.COUNTY_DEPARTMENT, 2022))
    done = gouji("sum", EXAMPLE, other, "--to", tmp_path / "和.json")
    assert done.returncode == 2
    assert done.stderr.startswith(f"{other}：")
    assert "2022年" in done.stderr
    assert not (tmp_path / "和.json").exists()


def test_a_unit_that_is_there_twice_is_told(tmp_path: Path) -> None:
    done = gouji("sum", EXAMPLE, EXAMPLE, "--to", tmp_path / "和.json")
    assert done.returncode == 0
    assert "有2份" in done.stderr


def test_nothing_is_added_while_a_file_cannot_be_read(tmp_path: Path) -> None:
    done = gouji("sum", EXAMPLE, tmp_path / "无.json", "--to", tmp_path / "和.json")
    assert done.returncode == 2
    assert "找不到" in done.stderr
    assert list(tmp_path.iterdir()) == []


# All of them


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["no-such"], "没有“no-such”这个命令"),
        (["check"], "缺少文件"),
        (["check", "--jsn", EXAMPLE], "不认识的参数：--jsn"),
        (["check", EXAMPLE, "--last-year"], "--last-year后面缺少内容"),
        (["check", EXAMPLE, "--json=1"], "--json后面不能有内容"),
        (["check", EXAMPLE, "--last"], "不认识的参数：--last"),
        (["convert", EXAMPLE], "缺少新文件"),
        (["convert", EXAMPLE, "a.json", "b.json"], "不认识的参数：b.json"),
        (["sum", EXAMPLE], "缺少--to"),
    ],
)
def test_wrong_arguments_give_2_and_are_told_in_chinese(arguments: list[object], words: str) -> None:
    done = gouji(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    told, _, usage = done.stderr.partition("\n")
    assert told == words
    assert "main.py check" in usage
    assert not {"error", "usage", "argument"} & set(done.stderr.lower().split())


def test_the_usage_lists_what_users_may_call_and_nothing_else() -> None:
    said = started("--help").stdout.splitlines()[2:]
    lines = [line.split()[1] for line in said if line.startswith("  main.py ")]
    assert lines == ["check", "collect", "compare", "convert", "hand-out", "roll-call", "sum"]
    assert {"alike-worker", "check-worker", "preview-worker", "read-worker", *lines} == commands.names()


@pytest.mark.parametrize("name", sorted(commands.names()))
def test_every_module_of_the_folder_registers_itself(name: str) -> None:
    assert commands.find(name).run.__module__ == f"commands.{name.replace('-', '_')}"


@pytest.mark.parametrize("name", ["support", "__init__", "check_worker", "Check", ""])
def test_what_is_no_command_is_none(name: str) -> None:
    with pytest.raises(commands.UsageError):
        commands.find(name)


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["check", "--help"], ["sum", "-h"]])
def test_help_is_no_mistake(arguments: list[str]) -> None:
    done = gouji(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert "main.py convert" in done.stdout


@pytest.mark.parametrize("file", ["gouji", "gouji-cli.exe"])
def test_a_frozen_program_calls_itself_by_its_own_name(
    file: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(ROOT / file))
    monkeypatch.setattr("main._has_display", lambda: False)
    told = commands.usage()
    main.main([])
    told += capsys.readouterr().err
    assert "main.py" not in told
    assert [name for name in ("check", "convert", "--help") if f"{file.partition('.')[0]} {name}" not in told] == []


def test_no_sentence_names_the_file_that_a_frozen_program_does_not_have() -> None:
    named = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in (ROOT / "main.py", *(path for name in PACKAGES for path in (ROOT / name).rglob("*.py")))
        for node in ast.walk(without_docstrings(ast.parse(path.read_text("utf-8"))))
        if isinstance(node, ast.Constant) and "main.py" in str(node.value) and node.value != "main.py"
    ]
    assert named == []


def without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return tree


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "gbk"},
        {"PYTHONIOENCODING": "cp437", "PYTHONUTF8": "0"},
    ],
    ids=["C", "gbk", "cp437"],
)
def test_the_output_is_utf8_whatever_the_locale(environment: dict[str, str], tmp_path: Path) -> None:
    rare = saved(tmp_path, "r.json", Report("𠮷𫖯县", Level.COUNTY, 2023))
    done = started("check", rare, "--json", tmp_path / "n.json", environment=environment)
    assert done.returncode == 2
    assert lines(done.stdout)[0]["unit"] == "𠮷𫖯县"
    assert "找不到这个文件" in done.stderr


def test_a_pattern_that_no_shell_expanded_is_expanded(tmp_path: Path) -> None:
    for name in ("乙.json", "甲.json"):
        saved(tmp_path, name, example())
    done = started("check", "*.json", "--json", folder=tmp_path)
    assert sorted(line["file"] for line in lines(done.stdout)) == ["乙.json", "甲.json"]


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    command = [sys.executable, str(ROOT / "main.py"), "check", *[str(EXAMPLE)] * 200, "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize("command", ["check", "convert", "sum"])
def test_no_command_loads_qt_and_none_more_than_it_needs(command: str, tmp_path: Path) -> None:
    arguments = {
        "check": [str(EXAMPLE)],
        "convert": [str(EXAMPLE), str(tmp_path / "out.pdf")],
        "sum": [str(EXAMPLE), "--to", str(tmp_path / "out.json")],
    }[command]
    program = (
        "import sys, commands\n"
        f"code = commands.run([{command!r}, *{arguments!r}])\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "print(code, sorted(loaded & {'PySide6', 'shiboken6', 'sqlite3', 'pypdfium2', 'reportlab'}))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, cwd=ROOT, encoding="utf-8")
    needed = {"convert": ["reportlab"]}.get(command, [])
    assert done.stdout.splitlines()[-1] == f"0 {needed}"


@pytest.mark.parametrize(
    "error, sentence",
    [
        (RuntimeError("坏了"), "程序内部出错，请报告开发者（RuntimeError：坏了）"),
        (KeyboardInterrupt(), "已中断"),
        (RecursionError(), "程序内部出错，请报告开发者（RecursionError：）"),
    ],
)
def test_even_a_bug_is_told_in_one_sentence(
    error: BaseException, sentence: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_argv: Sequence[str]) -> int:
        raise error

    registered = commands.find("check")
    monkeypatch.setitem(commands._registered, "check", registered._replace(run=fail))
    assert commands.run(["check"]) == 2
    assert capsys.readouterr() == ("", f"{sentence}\n")
