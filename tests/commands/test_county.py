"""The county's acts from the shell: collect, roll-call, sum, compare; one clear sentence for what makes no sense."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

import commands
from intake import read_file
from intake.gouji_parcel import hand_out_in
from model.collection.standing import StandingAct
from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.file_format import dumps
from model.report.report import Report
from model.report.totals import with_totals
from model.storage.library import Library
from tests.app.collecting.incoming import of_unit, write
from tests.export import workbook

LIST = "单位\t上级\t口径\n青石镇人民政府\t\t\n县教育局\t\t含下属\n县实验小学\t县教育局\t\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "年报"
    write(folder, "1.json", with_totals(of_unit("青石镇人民政府")))
    write(folder, "校/2.json", with_totals(of_unit("县实验小学", 1)))
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "名单.txt").write_text(LIST, encoding="utf-8")
    return tmp_path / "library.db"


def run(*argv: object) -> int:
    return commands.run(list(map(str, argv)))


def collect(folder: Path, library: Path, *more: object) -> int:
    units = library.with_name("名单.txt")
    return run("collect", folder, "--units", units, "--year", 2025, "--library", library, *more)


def test_a_collection_is_made_filled_called_and_added_up(
    folder: Path, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert collect(folder, library, "--unit", "甲县人民政府") == commands.DONE
    assert "2个文件，将收下2份：新收2份" in capsys.readouterr().out
    assert run("roll-call", "--library", library, "--year", 2025) == commands.DONE
    said = capsys.readouterr().out
    assert "应报3，已收2，通过0" in said
    assert "县教育局（含下属1个）　未交" in said
    to = library.with_name("合计.json")
    assert run("sum", "--library", library, "--year", 2025, "--all-received", "--to", to) == commands.DONE
    assert capsys.readouterr().out.startswith("计入2个（收到的），未计入1个：县教育局（没有收到）")
    both = [with_totals(of_unit("", change)) for change in (0, 1)]
    expected = {cell: sum(one.numbers[cell] for one in both) for cell in both[0].numbers}
    assert read_file(to).report.numbers == expected
    assert read_file(to).report.unit == "甲县人民政府"


def test_what_came_in_before_is_skipped_and_what_changed_is_told(
    folder: Path, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    collect(folder, library)
    capsys.readouterr()
    write(folder, "1.json", with_totals(of_unit("青石镇人民政府", 5)))
    assert run("collect", folder, "--year", 2025, "--library", library) == commands.DONE
    said = capsys.readouterr().out
    assert "与第1稿差" in said
    assert "逐字节相同，跳过" in said
    with closing(Library(library)) as opened:
        (one,) = opened.county.collections()
        assert [row.revision for row in opened.county.roll(one.key, one.heading.send_by)] == [2, 0, 1]


def test_what_is_refused_is_told_and_the_rest_comes_in(
    folder: Path, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, "别县.json", of_unit("乙县财政局"))
    write(folder, "旧.json", of_unit("县教育局", year=2024))
    (folder / "坏.docx").write_bytes(b"?")
    (folder / "坏.zip").write_bytes(b"PK?")
    assert collect(folder, library, "--json") == commands.BROKEN
    said = capsys.readouterr()
    found = {one["file"]: one for one in map(json.loads, said.out.splitlines())}
    assert {name: (one["status"], one["taken"]) for name, one in found.items()} == {
        "1.json": ("new", True),
        "2.json": ("new", True),
        "别县.json": ("unknown_unit", False),
        "旧.json": ("wrong_year", False),
        "坏.docx": ("unreadable", False),
    }
    assert found["1.json"]["tally"]["blanks"] == 0
    assert "坏.zip" in said.err


def test_units_that_are_new_in_the_list_are_added_under_their_superiors(
    folder: Path, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    collect(folder, library)
    library.with_name("名单.txt").write_text(f"{LIST}县第二小学\t县教育局\t\n县气象局\t\t\n", encoding="utf-8")
    collect(folder, library)
    capsys.readouterr()
    run("roll-call", "--library", library, "--year", 2025, "--json")
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {one["unit"]: one["superior"] for one in rows} == {
        "青石镇人民政府": None,
        "县教育局": None,
        "县实验小学": "县教育局",
        "县第二小学": "县教育局",
        "县气象局": None,
    }
    assert {one["state"] for one in rows} == {"missing", "received"}


def test_only_what_passed_is_added_up_unless_all_is_wanted(
    folder: Path, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    collect(folder, library)
    with closing(Library(library)) as opened:
        (one,) = opened.county.collections()
        unit = next(iter(opened.county.units(one.key).units))
        opened.county.act(unit, StandingAct.PASS, "王", "同意")
    capsys.readouterr()
    to = library.with_name("合计.json")
    assert run("sum", "--library", library, "--year", 2025, "--to", to, "--json") == commands.DONE
    said = json.loads(capsys.readouterr().out)
    assert said["counted"] == ["青石镇人民政府"]
    assert {one["unit"]: one["why"] for one in said["left"]} == {"县教育局": "not_in", "县实验小学": "not_passed"}
    assert read_file(to).report.numbers == with_totals(of_unit("")).numbers


@pytest.mark.parametrize(
    "text, words", [("names", "县教育局"), ("remind", "报送期限是2026年1月31日"), ("announce", "通报")]
)
def test_texts_are_written(
    folder: Path, library: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    collect(folder, library)
    capsys.readouterr()
    assert run("roll-call", "--library", library, "--year", 2025, "--text", text) == commands.DONE
    assert words in capsys.readouterr().out


KEY = "applications/received/total"
OTHER_KEY = "legislation/regulations/issued"


def test_figures_are_compared(folder: Path, library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    collect(folder, library)
    capsys.readouterr()
    to = library.with_name("比较.xlsx")
    assert run("compare", KEY, "--library", library, "--year", 2025, "--to", to, "--json") == commands.DONE
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    number = with_totals(of_unit("")).numbers
    assert [(one["unit"], one["values"][KEY]) for one in rows] == [
        (name, str(next(value for cell, value in number.items() if cell == KEY)))
        for name in ("青石镇人民政府", "县实验小学")
    ]
    assert to.read_bytes().startswith(b"PK")
    assert run("compare", KEY, folder / "1.json", folder / "校/2.json", "--to", to) == commands.DONE


def reports(folder: Path, count: int) -> list[Path]:
    cell = "legislation/regulations/issued"
    found: list[Path] = []
    for at in range(count):
        report: Report = of_unit(f"第{at}局")
        numbers = {
            one: value * (90 if at == 3 else 1) if one == cell else value for one, value in report.numbers.items()
        }
        found.append(
            write(folder, f"第{at}局.json", report.with_numbers({one: value + at for one, value in numbers.items()}))
        )
    return found


def test_what_stands_far_off_is_a_hint_in_samples_that_are_large_enough(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for count, far in ((7, 0), (9, 1)):
        paths = reports(tmp_path / str(count), count)
        run("compare", "legislation/regulations/issued", *paths, "--to", tmp_path / "x.xlsx", "--json")
        rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert sum(bool(one["far"]) for one in rows) == far


NONSENSE = {
    "no year": (["collect", "{folder}", "--library", "{library}"], "缺少--year"),
    "a year": (["collect", "{folder}", "--year", "去年", "--library", "{library}"], "“去年”不是"),
    "no list": (["collect", "{folder}", "--year", "2025", "--library", "{library}"], "--units"),
    "no file": (["collect", "{folder}", "--units", "没有.txt", "--year", "2025", "--library", "{library}"], "没有.txt"),
    "no folder": (["collect", "没有", "--units", "{units}", "--year", "2025", "--library", "{library}"], "没有"),
    "no library": (["roll-call", "--year", "2025", "--library", "没有.db"], "没有“没有.db”这个报告库"),
    "no text": (["roll-call", "--year", "2025", "--library", "x", "--text", "诗"], "names、remind"),
    "other year": (["sum", "--year", "2020", "--library", "{library}", "--to", "x.json"], "没有2020年度的汇总任务"),
    "over": (["sum", "--year", "2025", "--library", "{library}", "--to", "{library}"], "请换一个文件名"),
    "no cell": (["compare", "甲/乙", "--library", "{library}", "--year", "2025", "--to", "x.xlsx"], "缺少要比较的格"),
    "no sheet": (["compare", KEY, "甲.json", "--to", "x.docx"], ".xlsx"),
    "nothing": (["compare", KEY, "--to", "x.xlsx"], "缺少文件"),
    "both": (["compare", KEY, "甲.json", "--library", "{library}", "--year", "2025", "--to", "x.xlsx"], "不再写文件"),
}


@pytest.mark.parametrize("what", NONSENSE)
def test_what_makes_no_sense_is_one_sentence(
    folder: Path, library: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    argv, says = NONSENSE[what]
    Library(library).close()
    names = {"folder": folder, "library": library, "units": library.with_name("名单.txt")}
    result = run(*(one.format(**names) for one in argv))
    said = capsys.readouterr()
    if what == "no folder":
        assert "没有" in said.out
        assert result == commands.BROKEN
        return
    assert result == commands.FAILED
    assert said.out == ""
    assert says in said.err.splitlines()[0]


def test_a_list_with_doubles_is_told_and_makes_nothing(
    folder: Path, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library.with_name("名单.txt").write_text("县财政局\n县财政局\n", encoding="utf-8")
    assert collect(folder, library) == commands.FAILED
    assert "第1个和第2个都是“县财政局”" in capsys.readouterr().err
    with closing(Library(library)) as opened:
        assert opened.county.collections() == ()


def test_a_file_of_the_program_that_is_no_report_says_so(
    folder: Path, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "3.json").write_text(dumps(of_unit("x")).replace('"gouji": 1', '"gouji": 99'), encoding="utf-8")
    assert collect(folder, library) == commands.BROKEN
    assert "3.json" in capsys.readouterr().out


def test_figures_are_drawn(folder: Path, library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    collect(folder, library)
    for suffix, begins in ((".pdf", b"%PDF"), (".svg", b"<?xml")):
        to = library.with_name(f"图{suffix}")
        assert run("compare", KEY, "--library", library, "--year", 2025, "--to", to) == commands.DONE
        assert to.read_bytes().startswith(begins)
    assert "县实验小学" in to.read_text(encoding="utf-8")
    capsys.readouterr()
    assert run("compare", KEY, OTHER_KEY, folder / "1.json", "--to", library.with_name("图.svg")) == commands.FAILED
    assert "几格一起请写成.pdf" in capsys.readouterr().err


# sum --adjust

CELL, TOTAL = "applications/received/natural_person", "applications/received/total"
ADJUSTMENTS = """格,调整,原因,谁记的
applications/received/natural_person,-3,与县公安局重复登记,李
第四部分的一格,＋２,漏报,李
"""


def adjustments(folder: Path, text: str, name: str = "调整.csv", encoding: str = "utf-8-sig") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def in_sheet(path: Path, rows: list[list[str]]) -> Path:
    from xlsxwriter import Workbook

    with Workbook(str(path)) as book:
        sheet = book.add_worksheet("调整")
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(at, column, value)
    return path


@pytest.mark.parametrize("kind", ["csv", "gbk", "xlsx", "no head"])
def test_a_list_of_adjustments_is_in_the_sum_of_files_and_of_a_library(
    folder: Path, library: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    tmp_path = folder.parent
    place = FORM_2021.name_of("disputes/reconsideration/upheld")
    text = ADJUSTMENTS.replace("第四部分的一格", place)
    rows = [line.split(",") for line in text.splitlines()]
    if kind == "xlsx":
        listed = in_sheet(tmp_path / "调整.xlsx", rows)
    else:
        listed = adjustments(
            tmp_path,
            text.partition("\n")[2] if kind == "no head" else text,
            encoding="gbk" if kind == "gbk" else "utf-8",
        )
    collect(folder, library)
    capsys.readouterr()
    plain, one, other = (tmp_path / f"{name}.json" for name in ("无", "文件", "库"))
    assert run("sum", folder, "--to", plain) == commands.DONE
    assert run("sum", folder, "--to", one, "--adjust", listed, "--json") == commands.DONE
    said = json.loads(capsys.readouterr().out)
    told = [
        {"cell": CELL, "value": "-3", "reason": "与县公安局重复登记", "by": "李"},
        {"cell": "disputes/reconsideration/upheld", "value": "2", "reason": "漏报", "by": "李"},
    ]
    assert said["adjustments"] == told
    of_library = ("sum", "--library", library, "--year", 2025, "--all-received", "--adjust", listed)
    assert run(*of_library, "--to", other, "--json", "--parts", tmp_path / "汇总表.xlsx") == commands.DONE
    assert json.loads(capsys.readouterr().out)["adjustments"] == told
    before, after = (read_file(path).report.numbers for path in (plain, one))
    changed = {cell: after[cell] - before[cell] for cell in before if after[cell] != before[cell]}
    assert {int(changed.pop(Cell(cell))) for cell in (CELL, TOTAL)} == {-3}
    assert set(map(int, changed.values())) == {2}
    assert read_file(other).report.numbers == after
    assert number_in(tmp_path / "汇总表.xlsx", "调整") == 2
    with closing(Library(library)) as opened:
        (kept,) = opened.county.collections()
        assert not opened.county.adjustments(kept.key)  # what is in a list is kept nowhere


def number_in(path: Path, sheet: str) -> int:
    """Count the rows of a list below its columns."""
    cells = workbook.read(path.read_bytes())[sheet].cells
    head = next(row for (row, column), cell in cells.items() if column == 0 and cell.value == "格")
    return len({row for row, _ in cells if row > head})


@pytest.mark.parametrize(
    "line, words",
    [
        ("applications/received/natural_person,三,原因,李", "第3行：“三”不是数字"),
        ("applications/received/natural_person,,原因,李", "第3行：没有写调整的数"),
        ("applications/received/natural_person,0,原因,李", "第3行：调整不能是0"),
        ("applications/received/natural_person,1.5,原因,李", "第3行：第三部分“本年新收”行“自然人”列不能调整1.5"),
        ("applications/received/natural_person,1, ,李", "第3行：调整要写原因"),
        ("applications/received/natural_person,1,原因", "第3行：调整要写是谁记的"),
        ("applications/received/total,1,原因,李", "第3行：第三部分“本年新收”行“总计”列是合计"),
        ("自然人,1,原因,李", "第3行：“自然人”不止一格"),
        ("没有这样的格,1,原因,李", "第3行：没有“没有这样的格”这一格"),
        (",1,原因,李", "第3行：没有写是哪一格"),
    ],
)
def test_one_wrong_row_refuses_the_whole_list(
    folder: Path, library: Path, capsys: pytest.CaptureFixture[str], line: str, words: str
) -> None:
    tmp_path = folder.parent
    listed = adjustments(tmp_path, f"格,调整,原因,谁记的\n本年新收 自然人,1,漏报,李\n{line}\n")
    to = tmp_path / "和.json"
    collect(folder, library)
    capsys.readouterr()
    for given in (["sum", folder], ["sum", "--library", library, "--year", 2025, "--all-received"]):
        assert run(*given, "--to", to, "--adjust", listed) == commands.FAILED
        said = capsys.readouterr().err
        assert said.startswith(f"{listed}：{words}")
        assert said.rstrip().endswith("，没有调整")
        assert not to.exists()


@pytest.mark.parametrize(
    "name, text, words",
    [
        ("调整.csv", "", "里面没有调整"),
        ("调整.csv", "格,调整,原因,谁记的\n", "里面没有调整"),
        ("调整.csv", "格,调整,原因\n本年新收 自然人,1,漏报\n", "表头里没有“谁记的”这一列"),
        ("调整.txt", "本年新收 自然人,1,漏报,李\n", "不能读取“.txt”文件"),
    ],
)
def test_what_is_no_list_of_adjustments_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, words: str
) -> None:
    tmp_path = folder.parent
    listed = adjustments(tmp_path, text, name)
    assert run("sum", folder, "--to", tmp_path / "和.json", "--adjust", listed) == commands.FAILED
    assert words in capsys.readouterr().err
    assert not (tmp_path / "和.json").exists()
    assert run("sum", folder, "--to", listed, "--adjust", listed) == commands.FAILED
    assert listed.read_text(encoding="utf-8-sig") == text


def test_a_folder_without_reports_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "空").mkdir()
    assert run("sum", tmp_path / "空", "--to", tmp_path / "和.json") == commands.FAILED
    assert "里面没有可以读的文件" in capsys.readouterr().err


def test_a_sum_says_in_its_file_over_whom_it_is(folder: Path, library: Path, tmp_path: Path) -> None:
    collect(folder, library)
    found = {}
    for suffix in (".html", ".json"):
        to = tmp_path / f"合计{suffix}"
        assert run("sum", "--library", library, "--year", 2025, "--all-received", "--to", to) == commands.DONE
        found[suffix] = read_file(to).report.numbers
    assert "计入2个（收到的），未计入1个：县教育局（没有收到）" in (tmp_path / "合计.html").read_text(encoding="utf-8")
    assert found[".html"] == found[".json"]


@pytest.mark.parametrize("of_library", [False, True])
def test_an_adjustment_that_leaves_less_than_nought_is_told(
    folder: Path, library: Path, capsys: pytest.CaptureFixture[str], *, of_library: bool
) -> None:
    listed = adjustments(folder.parent, f"格,调整,原因,谁记的\n{CELL},-999999,多报,李\n")
    collect(folder, library)
    capsys.readouterr()
    what = ("--library", library, "--year", 2025, "--all-received") if of_library else (folder,)
    assert run("sum", *what, "--to", folder.parent / "合计.json", "--adjust", listed) == commands.DONE
    said = capsys.readouterr()
    assert f"{FORM_2021.name_of(Cell(CELL))}成了-" in said.out + said.err


# hand-out


def test_a_file_for_each_unit_prepares_its_report(
    folder: Path, library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    collect(folder, library, "--unit", "甲县人民政府")
    asked, to = tmp_path / "要求.txt", tmp_path / "下发"
    asked.write_text("写明公开专区数\n\n  写明平台数\n", encoding="gbk")
    to.mkdir()
    capsys.readouterr()
    given = ("hand-out", "--library", library, "--year", 2025, "--to", to)
    assert run(*given, "--letterhead", "甲县政务公开办", "--require", asked, "--json") == commands.DONE
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["unit"] for one in told] == ["青石镇人民政府", "县教育局", "县实验小学"]
    assert sorted(to.iterdir()) == sorted(Path(one["file"]) for one in told)
    for one in told:
        handed = hand_out_in(Path(one["file"]))
        assert handed is not None
        assert [unit.name for unit in handed.units] == [one["unit"]]
        assert (handed.letterhead, handed.requirements) == ("甲县政务公开办", ("写明公开专区数", "写明平台数"))
        assert handed.rules is not None


def test_one_file_for_all_or_for_one_unit(
    folder: Path, library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    collect(folder, library)
    given = ("hand-out", "--library", library, "--year", 2025)
    for more, names in ((["--for-all"], 3), (["--unit", "县教育局", "--without-rules"], 1)):
        to = tmp_path / str(names)
        to.mkdir()
        assert run(*given, "--to", to, *more) == commands.DONE
        (file,) = to.iterdir()
        handed = hand_out_in(file)
        assert handed is not None
        assert len(handed.units) == names
        assert (handed.rules is None) is (names == 1)
        assert file.name in capsys.readouterr().out


def test_nothing_is_written_over_and_nothing_half(
    folder: Path, library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    collect(folder, library)
    to = tmp_path / "下发"
    to.mkdir()
    given = ("hand-out", "--library", library, "--year", 2025, "--to", to)
    assert run(*given, "--unit", "县教育局") == commands.DONE
    (there,) = to.iterdir()
    there.write_bytes(b"mine")
    capsys.readouterr()
    assert run(*given) == commands.FAILED
    assert "--replace" in capsys.readouterr().err
    assert [one.read_bytes() for one in to.iterdir()] == [b"mine"]
    assert run(*given, "--replace") == commands.DONE
    assert len(list(to.iterdir())) == 3
    assert there.read_bytes() != b"mine"


@pytest.mark.parametrize(
    "more, says",
    [
        (["--unit", "某某局"], "名单里没有“某某局”"),
        (["--require", "没有.txt"], "没有.txt"),
        (["--letterhead", "甲" * 500], "抬头最多"),
    ],
    ids=["unit", "requirements", "letterhead"],
)
def test_what_cannot_be_handed_out_is_told(
    folder: Path, library: Path, capsys: pytest.CaptureFixture[str], more: list[str], says: str
) -> None:
    collect(folder, library)
    capsys.readouterr()
    to = library.with_name("下发")
    assert run("hand-out", "--library", library, "--year", 2025, "--to", to) == commands.FAILED
    assert "文件夹" in capsys.readouterr().err
    to.mkdir()
    assert run("hand-out", "--library", library, "--year", 2025, "--to", to, *more) == commands.FAILED
    assert says in capsys.readouterr().err
    assert list(to.iterdir()) == []
