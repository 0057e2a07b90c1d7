"""Nothing hangs on a key, a label or a row that an edition has: whatever edition there is, all of the program goes."""

import shutil
import tempfile
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from export import WRITERS
from export.layout.template import write_template
from export.plain_text import write_plain_text
from intake import READERS
from model.form import quotable
from model.form.editions import FORM_2021, lent
from model.form.schema import Cell
from model.report import file_format
from model.report.addition import add_up
from model.report.next_year import brought_forward, next_year
from model.report.report import Explanation, Level
from model.report.totals import with_totals
from model.rules import findings
from model.rules.locate import corrections
from model.storage.library import Library
from model.storage.records import Change, How
from tests.editions.made_up import SINCE, Changes, all_changes, made_up
from tests.export import test_docx, test_plain_text, test_xlsx
from tests.model.form import test_form
from tests.samples import example, filled
from tools.make_rules import rules_text

IDENTITIES = {"H1", "H2", "H3", "H4"}


@given(all_changes)
@settings(max_examples=25)
def test_it_is_a_form_as_any_other(changes: Changes) -> None:
    form = made_up(changes)
    test_form.test_keys_are_unique(form)
    test_form.test_keys_within_a_table_are_unique_on_each_axis(form)
    test_form.test_a_cell_is_the_keys_of_its_table_row_and_column(form)
    test_form.test_every_place_has_a_name_of_its_own(form)
    test_form.test_no_cell_stands_twice_in_one_identity(form)


@given(all_changes, st.data())
@settings(max_examples=20)
def test_a_wrong_number_breaks_exactly_the_identities_it_takes_part_in(changes: Changes, data: st.DataObject) -> None:
    with lent(made_up(changes)) as form:
        report = filled(form)
        cell = data.draw(st.sampled_from(list(form.cells)))
        wrong = report.with_number(cell, report.numbers[cell] + 1)
        assert [one for one in findings(report) if one.check in IDENTITIES] == []
        broken = {frozenset(one.at) for one in findings(wrong) if one.check in IDENTITIES}
        assert broken == {frozenset(identity.cells) for identity in form.identities_of[cell]}
        assert with_totals(report.with_numbers(dict.fromkeys(form.totals))) == report
        for one in corrections(wrong):
            assert one.cell in form.cells


@given(all_changes, st.data())
@settings(max_examples=12)
def test_whatever_stands_in_it_every_finding_is_of_it(changes: Changes, data: st.DataObject) -> None:
    with lent(made_up(changes)) as form:
        texts = dict.fromkeys(form.texts, "\n".join(example().texts.values()).replace("2023年", f"{SINCE}年"))
        some = data.draw(st.sets(st.sampled_from(list(form.cells)), max_size=30))
        full = replace(filled(form), level=Level.COUNTY)
        for report in (full, replace(full, texts=texts).with_numbers(dict.fromkeys(some)), replace(full, numbers={})):
            for last in (None, filled(FORM_2021, SINCE - 1), replace(full, year=SINCE - 1)):
                for one in findings(report, last, (replace(report, unit="别的镇"),)):
                    assert set(one.at) <= {*form.cells, *form.texts}
                    assert one.message.isprintable()
                    assert one.message.endswith("）")


@given(all_changes)
@settings(max_examples=20)
def test_next_year_carries_on_what_is_counted_there(changes: Changes) -> None:
    with lent(made_up(changes)) as form:
        for last in (filled(FORM_2021, SINCE - 1), filled(form, SINCE)):
            new = next_year(last, texts=True)
            assert new.form is form
            assert new.texts.keys() <= form.texts.keys()
            carried = brought_forward(last, new)
            assert {change.place for change in carried} <= {*form.typed_cells}
            filled_in = with_totals(new.with_numbers({Cell(one.place): Decimal(str(one.new)) for one in carried}))
            asked = {one.at[0] for one in findings(filled_in, last) if one.check == "X1" and one.left is not None}
            assert asked <= form.totals.keys()  # where last year's form has another column, the sum is another


@given(changes=all_changes, data=st.data())
@settings(max_examples=15)
def test_it_is_kept_and_written_as_any_other(changes: Changes, data: st.DataObject, empty_library: Path) -> None:
    with lent(made_up(changes)) as form, tempfile.TemporaryDirectory() as folder:
        report = filled(form)
        places = data.draw(st.lists(st.sampled_from([*form.cells, *form.texts]), min_size=1, max_size=3))
        said = Explanation("X1", tuple(places), "说明在此", "张三", "2031-01-05T09:07:00")
        report = replace(report, explanations=(said,))
        assert file_format.loads(file_format.dumps(report).encode()) == report
        assert add_up([report, report]).numbers == {cell: value * 2 for cell, value in report.numbers.items()}
        path = Path(shutil.copyfile(empty_library, Path(folder) / "library.db"))
        with closing(Library.open(path)) as library:
            key = library.create(report)
            library.write(key, [Change(form.typed_cells[0], None, Decimal(3))], How.TYPED, "录入")
        with closing(Library.open(path)) as library:
            assert library.load(key).report == report.with_number(form.typed_cells[0], Decimal(3))


@given(all_changes)
@settings(max_examples=4)
def test_every_kind_of_file_is_written_of_it(changes: Changes) -> None:
    with lent(made_up(changes)) as form:
        report = filled(form)
        test_docx.test_every_number_and_label_stands_in_its_merged_cell(report)
        test_xlsx.test_every_number_and_label_stands_as_on_the_form(report)
        test_plain_text.test_every_number_and_label_stands_once_at_its_place(report)
        assert all(WRITERS[suffix].render(report, None) for suffix in WRITERS)
        assert write_template(SINCE)
        assert write_plain_text(report)


@given(all_changes)
@settings(max_examples=4)
def test_every_kind_of_file_of_it_is_read_back(changes: Changes) -> None:
    with lent(made_up(changes)) as form:
        report = filled(form)
        for suffix, writer in WRITERS.items():
            assert READERS[suffix].load(writer.render(report, None), "").report == report


@given(all_changes)
@settings(max_examples=10)
def test_what_can_be_quoted_and_what_the_rules_are_can_be_said(changes: Changes) -> None:
    with lent(made_up(changes)) as form:
        assert {(cell,) for cell in form.cells} <= {source.cells for source in quotable.sources(form.edition)}
        text = rules_text(filled(form))
        assert all(f"### {check}　" in text for check in IDENTITIES)
