"""A third edition of the form is known: its files are read as well as those of the others, and these as without it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from export import write
from intake import READERS, read_file
from intake.interpret import interpret
from intake.interpret.editions import edition_of
from intake.interpret.rows import rows_of
from intake.reading import Reading
from intake.text_file import from_text
from model.form.editions import FORM_2019, FORM_2021, FORMS, lent
from model.form.form import Form
from model.form.schema import Section
from model.report.report import Report
from tests.editions.form_2027 import FORM_2027
from tests.intake.layouts import KINDS, Printed, draw, printed, random_report
from tests.intake.test_layouts import LEAST_READ, read
from tests.samples import EXAMPLE

ROUNDS = 3  # documents of each layout
SECTIONS = {
    (form.edition, section.key): section for form in (FORM_2019, FORM_2021, FORM_2027) for section in form.sections
}


@pytest.fixture
def third() -> Iterator[None]:
    with lent(FORM_2027):
        yield


def report_of(form: Form, seed: int = 1) -> Report:
    return random_report(Random(seed), form)


def text_of(report: Report, *, year: int, **others: Section) -> str:
    """Print a report without a defect, sections of other editions in the place of some of its own."""
    sections = tuple(others.get(section.key, section) for section in report.form.sections)
    form = replace(report.form, sections=sections)
    cells = {cell: Decimal(at % 7) for at, cell in enumerate(form.cells)}
    lines = [f"{report.unit}{year}年政府信息公开工作年度报告"]
    for section in form.sections:
        lines.append(section.heading)
        for table in section.tables:
            lines.append(table.title)
            if section.key == "review":
                lines.append(" ".join(str(cells[cell]) for cell in table.cells))
                continue
            lines.append("\t".join([table.stub or "项目", *(column.label for column in table.column_leaves)]))
            lines += [
                "\t".join([row.label, *(str(cells[table.cell(row, column)]) for column in table.column_leaves)])
                for row in table.row_leaves
            ]
    return "\n".join(lines)


def reading_of(text: str) -> Reading:
    return interpret(from_text(text))


# As without it


@pytest.mark.parametrize("kind", KINDS)
def test_files_of_the_known_editions_are_read_as_without_the_third(kind: str) -> None:
    for seed in range(KINDS.index(kind), 2 * ROUNDS * len(KINDS), len(KINDS)):
        document = draw(seed)
        alone = read(document)
        with lent(FORM_2027):
            assert read(document) == alone, (seed, document.defects)


# As well as those of the others


@pytest.mark.usefixtures("third")
@pytest.mark.parametrize("kind", KINDS)
def test_files_of_the_third_edition_are_read_as_well_as_others(kind: str) -> None:
    counted: Counter[str] = Counter()
    for seed in range(KINDS.index(kind), ROUNDS * len(KINDS), len(KINDS)):
        document = draw(seed, form=FORM_2027)
        reading = read(document)
        numbers = reading.report.numbers
        assert [c for c, n in numbers.items() if document.truth.get(c) != n] == [], (seed, document.defects)
        unread = [cell for cell, value in document.truth.items() if value is not None and cell not in numbers]
        assert not unread or reading.problems, seed
        assert (reading.report.year, reading.report.edition) == (document.report.year, "2027"), seed
        counted += Counter(right=len(numbers), unread=len(unread))
    assert counted["right"] / max(1, counted.total()) >= LEAST_READ.get(kind, 0.88)


@pytest.mark.usefixtures("third")
@pytest.mark.parametrize("kind", KINDS)
def test_without_defects_every_number_of_the_third_edition_is_read(kind: str) -> None:
    document: Printed = printed(Random(3), report_of(FORM_2027, 3), kind, set())
    numbers = read(document).report.numbers
    expected = {cell for cell, value in document.truth.items() if value is not None}
    blocks = {cell for cell in expected if cell.table in {"licensing", "enforcement", "fees"}}
    assert expected - set(numbers) - (blocks if "numbers before" in kind else set()) == set()


@pytest.mark.usefixtures("third")
@pytest.mark.parametrize("suffix", [".json", ".docx", ".xlsx", ".html", ".pdf"])
def test_what_is_written_in_the_third_edition_is_read_back(suffix: str, tmp_path: Path) -> None:
    texts = read_file(EXAMPLE).report.texts
    report = replace(report_of(FORM_2027), texts=texts)
    path = tmp_path / f"report{suffix}"
    write(report, path)
    again = read_file(path).report
    assert (again.edition, again.year, again.unit) == ("2027", report.year, report.unit)
    assert dict(again.numbers) == dict(report.numbers)
    assert set(again.texts) == set(texts)


@pytest.mark.usefixtures("third")
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_a_text_of_the_third_edition_is_read(suffix: str, tmp_path: Path) -> None:
    document = printed(Random(5), report_of(FORM_2027, 5), "Markdown" if suffix == ".md" else "tabs, square", set())
    path = tmp_path / f"report{suffix}"
    path.write_text(document.text, "utf-8")
    assert suffix in READERS
    assert dict(read_file(path).report.numbers) == document.truth


# The year and the tables say different things


@pytest.mark.usefixtures("third")
@pytest.mark.parametrize("form", [FORM_2019, FORM_2021, FORM_2027], ids=lambda form: form.edition)
@pytest.mark.parametrize("year", [2019, 2023, 2027, 2028])
def test_the_tables_are_read_in_their_own_edition_whatever_the_year(form: Form, year: int) -> None:
    reading = reading_of(text_of(report_of(form), year=year))
    assert reading.report.edition == form.edition
    assert set(reading.report.numbers) == set(form.cells)
    usual = max((one for one in FORMS.values() if one.since <= year), key=lambda one: one.since)
    told = f"{year}年的报告应使用{usual.edition}年的表样，文件用的是{form.edition}年的表样"
    assert (told in [problem.sentence for problem in reading.problems]) == (form is not usual)


@pytest.mark.usefixtures("third")
@pytest.mark.parametrize("form", [FORM_2019, FORM_2021, FORM_2027], ids=lambda form: form.edition)
def test_without_a_year_the_tables_say_the_edition(form: Form) -> None:
    text = text_of(report_of(form), year=2023).partition("\n")[2]
    reading = reading_of("乙县财政局政府信息公开工作年度报告\n" + text)
    assert reading.report.edition == form.edition
    assert set(reading.report.numbers) == set(form.cells)


def test_a_report_without_a_year_is_of_no_edition_to_come_unless_its_tables_are() -> None:
    said = "乙县财政局政府信息公开工作年度报告\n一、总体情况\n（一）主动公开\n各项工作有序开展。"
    alone = reading_of(said)
    with lent(form := replace(FORM_2027, edition="2999", since=2999)):
        assert reading_of(said) == alone
        tables = text_of(report_of(form), year=2023).partition("\n")[2]
        assert reading_of(f"乙县财政局政府信息公开工作年度报告\n{tables}").report.edition == "2999"


MIXED = [
    # form of the file, its year, the section that is of another edition, and of which
    (FORM_2021, 2023, "handling", "2019", "第三部分用的是2019年的表样（23行）"),
    (FORM_2027, 2027, "handling", "2021", "第三部分用的是2021年的表样（25行）"),
    (FORM_2027, 2027, "handling", "2019", "第三部分用的是2019年的表样（23行）"),
    (FORM_2021, 2023, "handling", "2027", "第三部分用的是2027年的表样（26行）"),
    (FORM_2021, 2023, "disclosure", "2027", "第二部分用的是2027年的表样"),
    (FORM_2027, 2027, "disclosure", "2021", "第二部分用的是2021年的表样"),
    (FORM_2021, 2023, "disclosure", "2019", "第二部分用的是2019年的表样"),
]


@pytest.mark.usefixtures("third")
@pytest.mark.parametrize("form, year, key, edition, told", MIXED)
def test_a_section_of_another_edition_is_read_by_its_own_headers(
    form: Form, year: int, key: str, edition: str, told: str
) -> None:
    other = SECTIONS[edition, key]
    reading = reading_of(text_of(report_of(form), year=year, **{key: other}))
    report = reading.report
    assert report.edition == form.edition
    assert told in [problem.sentence for problem in reading.problems]
    mixed = replace(form, sections=tuple(other if one.key == key else one for one in form.sections))
    shown = {cell: Decimal(at % 7) for at, cell in enumerate(mixed.cells)}
    both = {cell for cell in mixed.cells if cell in form.cells}
    assert {cell: report.numbers.get(cell) for cell in both} == {cell: shown[cell] for cell in both}


@pytest.mark.parametrize("rows, edition", [(23, "2019"), (25, "2021"), (24, "2021")])
def test_where_no_label_speaks_as_many_rows_as_another_edition_has_are_read_in_that(rows: int, edition: str) -> None:
    one = {0, 2, rows - 2}  # received, disclosed, all results
    lines = ["1 0 0 0 0 0 1" if at in one else "0 0 0 0 0 0 0" for at in range(rows)]
    reading = reading_of(
        "\n".join(["甲县财政局2023年政府信息公开工作年度报告", SECTIONS["2021", "handling"].heading, *lines])
    )
    used = [one.sentence for one in reading.problems if "年的表样（" in one.sentence]
    assert used == ([f"第三部分用的是{edition}年的表样（{rows}行）"] if edition == "2019" else [])
    assert any(reading.report.numbers.values()) == (rows != 24)


DIVIDED = "（六）其他处理"  # one row in 2019, three rows in 2021


def test_a_row_that_only_the_file_divides_is_the_sum_of_its_parts() -> None:
    reading = reading_of(text_of(report_of(FORM_2019), year=2020, handling=SECTIONS["2021", "handling"]))
    assert f"“{DIVIDED}”分成了3行，7列按各行之和填入，请核对" in [one.sentence for one in reading.problems]
    table = FORM_2019.tables["applications"]
    row = next(one for one in table.row_leaves if one.label == DIVIDED)
    assert [reading.report.numbers[table.cell(row, column)] for column in table.column_leaves] == [
        3,
        6,
        9,
        12,
        15,
        18,
        0,
    ]


def test_of_a_row_that_only_the_form_divides_the_parts_of_nothing_are_nothing() -> None:
    reading = reading_of(text_of(report_of(FORM_2021), year=2023, handling=SECTIONS["2019", "handling"]))
    said = [one.sentence for one in reading.problems]
    assert f"“{DIVIDED}”只有一行，为0的1列，其下3项也填0，请核对" in said
    left = "自然人3、商业企业4、科研机构5、社会公益组织6、其他1、总计2"
    assert f"“{DIVIDED}”只有一行（{left}），不知怎样分到3项，没有填入" in said
    table = FORM_2021.tables["applications"]
    for row in next(one for one in table.rows[2].parts if one.label == DIVIDED).leaves:
        numbers = [reading.report.numbers.get(table.cell(row, column)) for column in table.column_leaves]
        assert numbers == [None, None, None, None, 0, None, None]


@pytest.mark.usefixtures("third")
def test_a_row_and_a_column_without_a_place_are_told() -> None:
    for key, name in (("handling", "（七）转送其他机关"), ("disclosure", "本年修改件数")):
        reading = reading_of(text_of(report_of(FORM_2021), year=2023, **{key: SECTIONS["2027", key]}))
        assert f"2021年的表样没有“{name}”，没有填入，请核对" in [problem.sentence for problem in reading.problems]


@pytest.mark.usefixtures("third")
@pytest.mark.parametrize("forms", [(FORM_2027, FORM_2021), (FORM_2021, FORM_2027), (FORM_2019, FORM_2027)])
def test_of_reports_of_two_editions_in_one_file_the_first_is_read_in_its_own(forms: Sequence[Form]) -> None:
    first, second = (text_of(report_of(form), year=form.since) for form in forms)
    reading = reading_of(f"{first}\n{second}")
    assert reading.report == reading_of(first).report
    assert (reading.report.edition, reading.report.year) == (forms[0].edition, forms[0].since)
    assert any("另一份报告" in problem.sentence for problem in reading.problems)


# Any number of editions


SMALLER = Form(  # has nothing of its own: 2021 without a row and without a column
    "2030",
    "国办公开办函〔2030〕0号",
    2030,
    tuple(
        replace(
            section, tables=tuple(replace(t, rows=t.rows[:1]) if t.key == "legislation" else t for t in section.tables)
        )
        for section in FORM_2021.sections
    ),
)


def test_an_edition_without_a_label_of_its_own_is_chosen_by_its_year_and_no_other() -> None:
    with lent(FORM_2027), lent(SMALLER):
        assert reading_of(text_of(report_of(SMALLER), year=2030)).report.edition == "2030"
        for form in (FORM_2019, FORM_2021, FORM_2027):
            reading = reading_of(text_of(report_of(form), year=form.since))
            assert reading.report.edition == form.edition
            assert set(reading.report.numbers) == set(form.cells)


@pytest.mark.parametrize("usual", [FORM_2019, FORM_2021, FORM_2027], ids=lambda form: form.edition)
def test_where_no_table_says_anything_the_usual_edition_stays(usual: Form) -> None:
    with lent(FORM_2027):
        rows = rows_of(from_text("各项工作有序开展。\n（一）主动公开"))
        assert edition_of({section.key: rows for section in usual.sections}, usual) is usual
        assert edition_of({}, usual) is usual
