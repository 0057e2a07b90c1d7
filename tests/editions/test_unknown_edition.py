"""What holds an edition that this program does not know is looked at, names it, and is never written."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from model.errors import UserError
from model.form.editions import lent
from model.report import file_format
from model.report.report import Level, Report
from model.storage.checksums.verifying import verify
from model.storage.library import Library
from model.storage.looking import Looking
from model.storage.records import How
from tests.editions.form_2027 import FORM_2027
from tests.editions.samples import LAST, REPORT


@pytest.fixture
def path(tmp_path: Path, empty_library: Path) -> Path:
    return Path(shutil.copyfile(empty_library, tmp_path / "library.db"))


@pytest.fixture
def mixed(path: Path) -> Path:
    """Return a library that a newer program left: a report of 2026, one of 2027, one of 2027 that was deleted."""
    with lent(FORM_2027), closing(Library.open(path)) as library:
        library.create(LAST)
        library.create(REPORT)
        library.delete(library.create(Report("丙镇人民政府", Level.TOWNSHIP, 2027)))
    return path


def test_a_library_that_holds_it_opens_to_be_read_and_names_it(mixed: Path) -> None:
    before = mixed.read_bytes()
    with closing(Library.open(mixed)) as library:
        assert library.read_only == "报告库里有本程序不认识的表样“2027”，需要更新的程序才能修改；现在只能查看"
        (shown,) = library.all()
        assert shown.report == LAST
        assert {one.year for one in library.summaries()} >= {2026}
        (left_out,) = library.unreadable
        assert "表样“2027”" in left_out.sentence
        with pytest.raises(UserError, match="表样“2027”"):
            library.load(left_out.report)
        with pytest.raises(UserError, match="表样“2027”"):
            library.create(LAST)
        with pytest.raises(UserError, match="表样“2027”"):
            library.write(shown.id, [], How.TYPED, "录入")
        assert not list(library.others(Report("丁镇人民政府", Level.TOWNSHIP, 2027)))
        assert library.find(REPORT.unit, 2027) is None
        assert library.deleted() == ()
    assert mixed.read_bytes() == before


def test_it_is_named_also_where_all_of_its_reports_are_deleted(path: Path) -> None:
    with lent(FORM_2027), closing(Library.open(path)) as library:
        library.delete(library.create(REPORT))
    with closing(Library.open(path)) as library:
        assert "表样“2027”" in str(library.read_only)


def test_nothing_was_lost_by_looking(mixed: Path) -> None:
    Library.open(mixed).close()
    with lent(FORM_2027), closing(Library.open(mixed)) as library:
        assert library.read_only is None
        assert {one.report.year: one.report for one in library.all()} == {2026: LAST, 2027: REPORT}
        assert len(library.deleted()) == 1
    assert verify(mixed) == ()


def test_a_backup_that_holds_it_can_be_looked_at(mixed: Path, tmp_path: Path) -> None:
    with lent(FORM_2027), closing(Library.open(mixed)) as library:
        library.backup(tmp_path / "backup.db")
    with Looking(tmp_path / "backup.db") as looking:
        assert [one.report for one in looking.all()] == [LAST]
        assert "表样“2027”" in looking.unreadable[0].sentence


def test_a_file_of_it_is_refused_in_a_sentence_that_names_it() -> None:
    with lent(FORM_2027):
        written = file_format.dumps(REPORT).encode()
    with pytest.raises(UserError) as refused:
        file_format.loads(written)
    assert refused.value.sentence == ("文件用的是“2027”表样，本程序只认识2019、2021年的表样，可能要用更新的程序打开")
