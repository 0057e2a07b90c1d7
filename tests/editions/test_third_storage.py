"""A library with reports on the form of 2027: they are kept, edited, final, backed up as any others."""

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from model.errors import UserError
from model.form.form import Form
from model.form.schema import Cell
from model.report import file_format
from model.report.report import Explanation, Level, Report
from model.storage.backups.restoring import restore
from model.storage.checksums.verifying import verify
from model.storage.library import Library
from model.storage.records import Change, How, State
from tests.editions.samples import LAST, REPORT
from tests.model.storage.test_library import (
    test_the_past_leads_from_the_first_value_to_the_last as past_leads,
)
from tests.model.storage.test_library import test_what_is_kept_is_what_was_given as is_kept

pytestmark = pytest.mark.usefixtures("third")

FORWARDED = Cell("applications/forwarded/natural_person")
DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def path(tmp_path: Path, empty_library: Path) -> Path:
    return Path(shutil.copyfile(empty_library, tmp_path / "library.db"))


@pytest.mark.parametrize("holds", [is_kept, past_leads], ids=["kept", "past"])
def test_what_holds_for_all_editions_holds_with_a_third_in_the_list(
    holds: Callable[[Path], None], empty_library: Path
) -> None:
    holds(empty_library)


def test_a_report_is_kept_edited_finalised_revised_and_its_past_is_there(path: Path, third: Form) -> None:
    with closing(Library.open(path)) as library:
        key = library.create(REPORT)
        library.write(key, [Change(FORWARDED, None, Decimal(7))], How.TYPED, "录入")
        library.explain(
            key, Explanation("X1", (FORWARDED,), "核对过的原因写在这里", "张三", "2028-01-05T09:00:00+08:00"), {}
        )
        library.finalise(key, date(2028, 1, 20))
        library.reopen(key, "发现一处错误")
        library.write(key, [Change(FORWARDED, None, Decimal(8))], How.TYPED, "录入")
    with closing(Library.open(path)) as library:
        assert library.read_only is None
        stored = library.load(key)
        assert stored.report.numbers == {**REPORT.numbers, FORWARDED: Decimal(8)}
        assert (stored.report.form, stored.state, stored.misfits) == (third, State.REVISED, ())
        assert [one.new for one in library.history(key, FORWARDED)][:2] == ["8", "7"]
        (final,) = library.finals(key)
        assert file_format.loads(final.file.encode()).numbers[FORWARDED] == 7
        with pytest.raises(ValueError, match="nowhere"):
            library.write(key, [Change("applications/nowhere/total", None, Decimal(1))], How.TYPED, "录入")
    assert verify(path) == ()


def test_it_is_found_as_next_years_and_last_years_report(path: Path, third: Form) -> None:
    with closing(Library.open(path)) as library:
        library.create(LAST)
        library.create(REPORT)
        assert library.last_year(REPORT) == LAST
        later = Report(REPORT.unit, REPORT.level, 2028)
        assert (later.form, library.last_year(later)) == (third, REPORT)


def test_a_blank_report_changes_its_form_with_its_year_and_a_filled_one_does_not(path: Path, third: Form) -> None:
    with closing(Library.open(path)) as library:
        blank, full = library.create(Report("甲", Level.COUNTY, 2026)), library.create(LAST)
        library.set_header(blank, unit="甲", level=Level.COUNTY, year=2027)
        assert library.load(blank).report.form is third
        with pytest.raises(UserError, match="另一种表样"):
            library.set_header(full, unit=LAST.unit, level=LAST.level, year=2027)


def test_a_backup_of_it_is_restored_as_it_was(path: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    with closing(Library.open(path)) as library:
        keys = [library.create(report) for report in (LAST, REPORT)]
        library.backup(backup)
        for key in keys:
            library.delete(key)
    assert restore(path, backup).reports == 2
    with closing(Library.open(path)) as library:
        assert {one.report.year: one.report for one in library.all()} == {2026: LAST, 2027: REPORT}


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_library_of_an_older_version_takes_it_in(path: Path, number: int) -> None:
    shutil.copy(DATA / f"library-v{number}.db", path)
    with closing(Library.open(path)) as library:
        (old,) = library.all()
        key = library.create(REPORT)
        assert library.load(key).report == REPORT
        assert old.report == file_format.loads((DATA / f"library-v{number}.json").read_bytes())
