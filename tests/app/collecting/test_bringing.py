"""Files that come in for a collection: whose they are, what becomes of each, stored as one."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.collecting.bringing import ComingStatus, ComingVerdict, lay_originals
from app.collecting.found_files import find_files
from app.collecting.totals import add_up_collection
from model.collection.standing import Standing, StandingAct
from model.collection.unit import CollectionUnit
from model.errors import UserError
from model.form.editions import FORMS
from model.report.file_format import dumps
from model.report.report import NO_YEAR
from model.report.totals import with_totals, without_derivable_totals
from model.storage.county import originals
from model.storage.county.records import Submission
from model.storage.library import Library
from tests.app.collecting.incoming import coming, of_unit, statuses, write
from tests.model.storage.county.collected import HEADING, TOWN, UNITS, WHO, receive, units_of
from tests.samples import ROOT, filled


def verdict(library: Library, collection: int, *paths: Path) -> ComingVerdict:
    """Return what becomes of the first file."""
    return coming(library, collection, *paths).verdict(0)


def current(library: Library, collection: int, place: int = TOWN) -> Submission:
    """Return what counts now of the unit at a place of the list."""
    found = library.county.current(units_of(library, collection)[place].key)
    assert found is not None
    return found


def test_what_came_in_is_there_and_gone_again_with_one_undo(library: Library, collection: int, folder: Path) -> None:
    for unit in UNITS[:3]:
        write(folder, f"{unit.name}.json", with_totals(of_unit(unit.name)))
    found = coming(library, collection, folder)
    assert found.sentence == "3个文件，将收下3份：新收3份"
    batch = found.store(WHO)
    assert batch is not None
    assert list(library.county.standings(collection).values())[:3] == [Standing.RECEIVED] * 3
    assert current(library, collection).report == of_unit(UNITS[TOWN].name)
    assert library.county.original(current(library, collection)) == (folder / "青石镇人民政府.json").read_bytes()
    assert library.county.misfits() == ()
    library.county.take_back(collection, batch)
    assert list(library.county.standings(collection).values())[:3] == [Standing.MISSING] * 3
    assert library.county.misfits() == ()


REFUSED = {
    "year": (of_unit("青石镇人民政府", year=2024), ComingStatus.WRONG_YEAR, ("青石镇人民政府", "2024年度", "2025")),
    "unit": (of_unit("邻县财政局"), ComingStatus.UNKNOWN_UNIT, ("邻县财政局",)),
    "excused": (of_unit("县档案馆"), ComingStatus.EXCUSED, ("县档案馆", "免报")),
    "no year": (of_unit("青石镇人民政府", year=NO_YEAR), ComingStatus.ASKS, ("年度", "2025")),
    "no unit": (of_unit(""), ComingStatus.ASKS, ("没有读到单位名称",)),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_taken_says_why(library: Library, collection: int, folder: Path, what: str) -> None:
    report, status, words = REFUSED[what]
    found = coming(library, collection, write(folder, "年报.json", report))
    assert found.verdict(0).status is status
    assert all(word in found.verdict(0).words for word in words)
    assert found.store(WHO) is None
    assert len(library.county.batches(collection)) == 1


def test_a_passed_unit_is_refused(library: Library, collection: int, folder: Path) -> None:
    receive(library, collection, TOWN)
    library.county.act(units_of(library, collection)[TOWN].key, StandingAct.PASS, WHO)
    said = verdict(library, collection, write(folder, "年报.json", of_unit(UNITS[TOWN].name, 1)))
    assert said.status is ComingStatus.LOCKED
    assert said.words == "“青石镇人民政府”通过（锁定），先撤销通过再收"


def test_identical_bytes_are_said_and_skipped(library: Library, collection: int, folder: Path) -> None:
    path = write(folder, "年报.json", of_unit(UNITS[TOWN].name))
    coming(library, collection, path).store(WHO)
    again = coming(library, collection, path)
    assert again.verdict(0).words == "与第1稿逐字节相同，跳过"
    assert again.store(WHO) is None
    write(folder, "复件.json", of_unit(UNITS[TOWN].name))
    assert statuses(coming(library, collection, folder)) == [ComingStatus.SAME_BYTES] * 2


def test_a_copy_beside_its_original_is_one_file(library: Library, collection: int, folder: Path) -> None:
    for name in ("1.json", "2.json"):
        write(folder, name, of_unit(UNITS[TOWN].name))
    found = coming(library, collection, folder)
    assert statuses(found) == [ComingStatus.NEW, ComingStatus.COPY]
    found.store(WHO)
    assert len(library.county.submissions(units_of(library, collection)[TOWN].key)) == 1


def test_the_same_unit_again_tells_what_changed(library: Library, collection: int, folder: Path) -> None:
    first = of_unit(UNITS[TOWN].name)
    coming(library, collection, write(folder, "1.json", first)).store(WHO)
    cell = next(iter(first.numbers))
    second = first.with_number(cell, first.numbers[cell] + 1).with_text("overview/platform", "平台1个，运行正常。")
    found = coming(library, collection, write(folder, "2.json", second))
    revision = found.revision(0)
    assert revision is not None
    assert cell in revision.places
    assert "overview/platform" in revision.places
    assert found.verdict(0).words == f"与第1稿差{revision.count}处"
    assert any("→" in line for line in revision.lines(first.form))
    found.store(WHO)
    assert current(library, collection).revision == 2


def test_two_files_of_one_unit_wait_for_a_choice(library: Library, collection: int, folder: Path) -> None:
    for change in (1, 2):
        write(folder, f"{change}.json", of_unit(UNITS[TOWN].name, change))
    found = coming(library, collection, folder)
    assert statuses(found) == [ComingStatus.TWICE] * 2
    assert found.taken == []
    found.choose(1)
    assert statuses(found) == [ComingStatus.TWICE, ComingStatus.NEW]
    found.leave(0)
    assert found.taken == [1]
    found.store(WHO)
    assert current(library, collection).report == of_unit(UNITS[TOWN].name, 2)


def test_what_was_decided_is_remembered_and_taken_back_with_the_batch(
    library: Library, collection: int, folder: Path
) -> None:
    town = units_of(library, collection)[TOWN]
    found = coming(library, collection, write(folder, "年报.json", of_unit("青石")))
    assert found.verdict(0).status is ComingStatus.UNKNOWN_UNIT
    found.decide(0, town.key)
    assert found.verdict(0).status is ComingStatus.NEW
    batch = found.store(WHO)
    assert units_of(library, collection)[TOWN].other_names == ("青石",)
    again = coming(library, collection, write(folder, "年报2.json", of_unit("青石", 1)))
    assert again.verdict(0).status is ComingStatus.REVISION
    assert batch is not None
    library.county.take_back(collection, batch)
    assert units_of(library, collection)[TOWN].other_names == ()


def test_another_units_template_is_asked_about(library: Library, collection: int, folder: Path) -> None:
    said = verdict(library, collection, write(folder, "青石镇人民政府年报.json", of_unit("县教育局")))
    assert said.status is ComingStatus.ASKS
    assert "县教育局" in said.words
    assert "青石镇人民政府" in said.words


def test_a_year_that_is_not_named_can_be_agreed_on(library: Library, collection: int, folder: Path) -> None:
    found = coming(library, collection, write(folder, "年报.json", of_unit(UNITS[TOWN].name, year=NO_YEAR)))
    found.agree_on_year(0)
    found.store(WHO)
    assert current(library, collection).report.year == HEADING.year


def test_a_file_that_changed_meanwhile_keeps_all_out(library: Library, collection: int, folder: Path) -> None:
    path = write(folder, "2.json", of_unit(UNITS[TOWN].name))
    write(folder, "1.json", of_unit(UNITS[1].name))
    found = coming(library, collection, folder)
    write(folder, "2.json", of_unit(UNITS[TOWN].name, 1))
    with pytest.raises(UserError, match=r"2\.json.*都没有收下"):
        found.store(WHO)
    path.unlink()
    with pytest.raises(UserError, match="都没有收下"):
        found.store(WHO)
    assert library.county.current_keys(collection) == {}


def test_a_damaged_file_names_itself_and_the_others_come_in(library: Library, collection: int, folder: Path) -> None:
    write(folder, "1.json", of_unit(UNITS[TOWN].name))
    (folder / "坏.json").write_bytes(b"\x00{")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04rest")
    found = coming(library, collection, folder)
    found.store(WHO)
    refused = {file.found.name: said for file, said in found.not_taken()}
    assert set(refused) == {"坏.json", "坏.docx"}
    assert all(said.status is ComingStatus.UNREADABLE and said.words for said in refused.values())
    assert not any(str(folder) in said.words for said in refused.values())
    assert len(library.county.current_keys(collection)) == 1


@pytest.mark.parametrize("edition, lacking", [("2019", 25), ("2021", 0)])
def test_what_the_form_of_other_years_has_no_place_for_is_blank(
    library: Library, collection: int, folder: Path, edition: str, lacking: int
) -> None:
    name = UNITS[TOWN].name
    report = without_derivable_totals(filled(FORMS[edition], 2025, name))
    found = coming(library, collection, write(folder, "1.json", report))
    assert ("缺25格" in found.verdict(0).words) is bool(lacking)
    found.store(WHO)
    (row,) = (one for one in library.county.roll(collection, date(2026, 1, 25)) if one.unit.name == name)
    assert row.tally is not None
    assert (row.tally.blanks, bool(row.problems)) == (lacking, bool(lacking))
    blank = add_up_collection(library, collection, all_received=True).sum.blank
    assert len(set(blank) & set(FORMS["2021"].typed_cells)) == lacking


def test_last_years_report_is_held_against_what_came_in(library: Library, folder: Path) -> None:
    last = library.county.create(replace(HEADING, year=2024, title="上年"), UNITS, WHO)
    this = library.county.create(HEADING, UNITS, WHO)
    coming(library, last, write(folder, "2024.json", of_unit(UNITS[TOWN].name, year=2024))).store(WHO)
    carried = "applications/brought_forward/natural_person"
    found = coming(library, this, write(folder, "2025.json", of_unit(UNITS[TOWN].name)))
    assessed = found.assessment(0)
    assert assessed is not None
    assert any(one.check == "X1" and carried in one.at for one in assessed.broken)
    assert found.tally(0) == assessed.tally


def test_hundreds_of_equal_names_ask_and_take_nothing(library: Library, folder: Path) -> None:
    towns = [CollectionUnit(key, f"第{key}镇") for key in range(100)]
    offices = [CollectionUnit(100 + key, "财政所", parent=key) for key in range(100)]
    collection = library.county.create(HEADING, [*towns, *offices], WHO)
    write(folder, "财政所.json", of_unit("财政所"))
    write(folder, "第37镇/财政所.json", of_unit("财政所", 1))
    found = coming(library, collection, folder)
    by_name = {file.found.folders[-1]: found.verdict(at).status for at, file in enumerate(found.files)}
    assert by_name == {"年报": ComingStatus.ASKS, "第37镇": ComingStatus.NEW}


# Archives


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def test_what_is_in_an_archive_comes_in_with_its_place(library: Library, collection: int, folder: Path) -> None:
    data = dumps(of_unit(UNITS[TOWN].name)).encode()
    packed(folder / "全部.zip", {"年报/青石镇/年报.json": data, "年报/.隐藏.json": b"", "照片.jpg": b""})
    found = coming(library, collection, folder)
    (file,) = found.files
    assert file.found.folders[-2:] == ("年报", "青石镇")
    assert file.found.source.endswith("全部.zip/年报/青石镇/年报.json")
    found.store(WHO)
    assert library.county.original(current(library, collection)) == data


def test_names_that_lead_out_of_an_archive_lead_nowhere(library: Library, tmp_path: Path) -> None:
    into = tmp_path / "into"
    into.mkdir()
    archive = packed(tmp_path / "x.zip", {"../../出去.json": b"{}", "/etc/passwd.json": b"{}", "C:\\甲.json": b"{}"})
    found = find_files([archive], into)
    assert len(found.files) == 3
    assert all(one.path.parent == into for one in found.files)
    assert sorted(one.name for one in into.iterdir()) == ["00000.json", "00001.json", "00002.json"]


def test_a_name_in_gbk_is_read(tmp_path: Path) -> None:
    archive = packed(tmp_path / "x.zip", {"AAAAAA.json": b"{}"})
    archive.write_bytes(archive.read_bytes().replace(b"AAAAAA", "青石镇".encode("gbk")))
    assert [one.name for one in find_files([archive], tmp_path).files] == ["青石镇.json"]


def test_a_bomb_is_not_unpacked(library: Library, tmp_path: Path) -> None:
    into = tmp_path / "into"
    into.mkdir()
    archive = packed(tmp_path / "x.zip", {"大.json": bytes(60_000_000), "小.json": b"{}"})
    assert archive.stat().st_size < 100_000
    found = find_files([archive], into)
    assert [one.name for one in found.files] == ["小.json"]
    assert "太大" in found.told[0]
    assert sum(one.stat().st_size for one in into.iterdir()) < 100


@pytest.mark.parametrize("left", [2000, 4, 0])
def test_a_damaged_archive_names_itself(tmp_path: Path, left: int) -> None:
    archive = packed(tmp_path / "x.zip", {"甲.json": os.urandom(5000)})
    archive.write_bytes(archive.read_bytes()[:left])
    found = find_files([archive], tmp_path)
    assert found.files == []
    assert "x.zip" in found.told[0]


def test_a_damaged_member_leaves_the_others(tmp_path: Path) -> None:
    archive = packed(tmp_path / "x.zip", {"甲.json": os.urandom(5000), "乙.json": b"{}"})
    data = bytearray(archive.read_bytes())
    data[1000] ^= 1
    archive.write_bytes(data)
    found = find_files([archive], tmp_path)
    assert [one.name for one in found.files] == ["乙.json"]
    assert "损坏" in found.told[0]


# A kill in the middle

KILLED = """
import sys
from pathlib import Path
from model.storage.library import Library
from tests.app.collecting.incoming import coming
library = Library.open(Path(sys.argv[1]))
(collection,) = library.county.collections()
found = coming(library, collection.key, Path(sys.argv[2]))
print("ready", flush=True)
found.store("王")
print("done", flush=True)
"""


@pytest.mark.parametrize("milliseconds", [0, 5, 15, 30, 60])
def test_a_kill_leaves_a_batch_whole_or_not_there(
    library: Library, folder: Path, tmp_path: Path, milliseconds: int
) -> None:
    units = [CollectionUnit(key, f"第{key}单位") for key in range(30)]
    collection = library.county.create(HEADING, units, WHO)
    for unit in units:
        write(folder, f"{unit.name}.json", of_unit(unit.name))
    library.close()
    copy = tmp_path / f"{milliseconds}" / "library.db"
    copy.parent.mkdir()
    shutil.copy(library.path, copy)
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(copy), str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(milliseconds / 1000)
    process.kill()
    process.communicate()
    with closing(Library.open(copy)) as after:
        received = len(after.county.current_keys(collection))
        assert received in {0, len(units)}
        assert after.county.misfits() == ()
        assert len(after.county.batches(collection)) == (2 if received else 1)
    with closing(sqlite3.connect(copy)) as db:
        told = {digest for (digest,) in db.execute("SELECT sha256 FROM submission")}
    assert told <= set(originals.digests(originals.originals_of(copy)))


def test_what_takes_time_can_be_done_before_in_another_thread(library: Library, collection: int, folder: Path) -> None:
    from threading import Thread

    for unit in UNITS[:3]:
        write(folder, f"{unit.name}.json", of_unit(unit.name))
    found = coming(library, collection, folder)
    files, told = [found.files[at] for at in found.taken], list[int]()
    thread = Thread(target=lay_originals, args=(library.path, files, told.append))
    thread.start()
    thread.join()
    assert told == [0, 1, 2]
    laid = set(originals.digests(originals.originals_of(library.path)))
    assert laid == {one.digest for one in files}
    assert library.county.current_keys(collection) == {}
    found.store(WHO)
    assert len(library.county.current_keys(collection)) == 3


def test_what_was_changed_of_a_unit_meanwhile_stays(library: Library, collection: int, folder: Path) -> None:
    town = units_of(library, collection)[TOWN]
    found = coming(library, collection, write(folder, "年报.json", of_unit("青石")))
    found.decide(0, town.key)
    library.county.edit(replace(town, contact="李 1380"), WHO)
    found.store(WHO)
    now = units_of(library, collection)[TOWN]
    assert (now.contact, now.other_names) == ("李 1380", ("青石",))


def test_where_the_library_is_no_more_no_file_is_laid(
    library: Library, collection: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = coming(library, collection, write(folder, "1.json", of_unit(UNITS[TOWN].name)))

    def gone() -> None:
        raise UserError("U盘不在了")

    monkeypatch.setattr(library, "stay", gone)
    with pytest.raises(UserError, match="不在了"):
        found.store(WHO)
    monkeypatch.undo()
    assert list(originals.digests(originals.originals_of(library.path))) == []
    assert library.county.current_keys(collection) == {}
