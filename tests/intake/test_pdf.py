"""PDF files as offices make them: tables with lines or without, lying pages, labels on their side."""

from collections.abc import Sequence
from io import BytesIO
from random import Random

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from intake.document import SourceDocument, SourceGrid, SourceParagraph
from intake.html.reader import from_html
from intake.interpret import interpret
from intake.pdf import reader
from tests.intake.drawn import FONT, drawn, with_font
from tests.intake.layouts import DEFECTS, printed, random_report
from tests.samples import ROOT


@pytest.mark.parametrize("lines", ["with lines", "without lines"])
@pytest.mark.parametrize("quarter", range(4))
def test_tables_are_read_whichever_way_the_page_lies_and_in_whatever_order_they_were_drawn(
    lines: str, quarter: int
) -> None:
    ruled = lines == "with lines"
    read_right = unread = 0
    for seed in range(quarter % 2, 12, 2):  # each document lies two of the four ways
        rng = Random(seed)
        defects = set(rng.sample([one for one in DEFECTS if one != "fullwidth"], rng.choice([0, 1, 2, 3])))
        document = printed(rng, random_report(rng), "HTML", defects)
        reading = interpret(reader.read(drawn(rng, from_html(document.text), ruled=ruled, quarter=quarter)))
        numbers = reading.report.numbers
        assert [c for c, number in numbers.items() if document.truth.get(c) != number] == [], (seed, defects)
        read_right += len(numbers)
        unread += sum(value is not None and cell not in numbers for cell, value in document.truth.items())
        assert (reading.report.unit, reading.report.year) == (document.report.unit, document.report.year), seed
    assert unread <= read_right * (0.01 if ruled else 0.05)


Words = tuple[float, float, float, str]  # x, y, by how many degrees turned, what
Lines = Sequence[tuple[float, float, float, float]]


def page(*draw: Words, lines: Lines = ()) -> SourceDocument:
    return pages((draw, lines))


def pages(*drawn: tuple[Sequence[Words], Lines]) -> SourceDocument:
    """Read pages with words and lines."""
    out = BytesIO()
    canvas = with_font(Canvas(out, (595, 842)))
    for draw, lines in drawn:
        for x, y, degrees, words in draw:
            canvas.saveState()
            canvas.translate(x, y)
            canvas.rotate(degrees)
            canvas.setFont(FONT, 10)
            canvas.drawString(0, 0, words)
            canvas.restoreState()
        canvas.lines(list(lines))
        canvas.showPage()
    canvas.save()
    return reader.read(out.getvalue())


PROSE = [(100, 700 - 20 * i, 0, f"第{i}段写的是主动公开政府信息的情况。") for i in range(5)]
LATTICE = (
    *((100, y, 400, y) for y in (500, 450, 400)),
    *((x, 500, x, 400) for x in (100, 200, 400)),
)


PROSE_TEXT = "".join(words for _, _, _, words in PROSE)


def texts(document: SourceDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, SourceParagraph)]


def test_a_watermark_is_no_text() -> None:
    document = page(*PROSE, (100, 500, 45, "内部资料"))
    assert texts(document) == [PROSE_TEXT]


def test_words_beside_a_lying_table_are_read_and_the_number_of_the_page_is_not() -> None:
    lying = [(100 + 20 * i, 300, 90, words) for i, (_, _, _, words) in enumerate(PROSE)]
    document = page(*lying, (250, 800, 0, "附件一"), (290, 40, 0, "- 3 -"))
    assert sorted(texts(document)) == sorted(["附件一", PROSE_TEXT])


def test_a_label_on_its_side_and_one_of_single_characters_are_read_in_their_order() -> None:
    upright = [(145.0, 485.0 - 11 * i, 0.0, char) for i, char in enumerate("办理")]
    document = page(*PROSE, *upright, (145, 410, 90, "结果"), (250, 470, 0, "12"), (250, 420, 0, "34"), lines=LATTICE)
    assert [block.block.rows for block in document.blocks if isinstance(block, SourceGrid)] == [
        (("办理", "12"), ("结果", "34"))
    ]


@pytest.mark.parametrize("scale", [1, 0.5])
def test_a_table_inside_a_form_is_where_it_is_seen(scale: float) -> None:
    out = BytesIO()
    canvas = with_font(Canvas(out, (595, 842)))
    canvas.beginForm("table")
    canvas.setFont(FONT, 10)
    for x, y, _, words in PROSE:
        canvas.drawString(x, y, words)
    for x, y, words in ((120, 470, "甲"), (250, 470, "12"), (120, 420, "乙"), (250, 420, "34")):
        canvas.drawString(x, y, words)
    canvas.lines(list(LATTICE))
    canvas.endForm()
    canvas.translate(40, 60)
    canvas.scale(scale, scale)
    canvas.doForm("table")
    canvas.save()
    document = reader.read(out.getvalue())
    assert [block.block.rows for block in document.blocks if isinstance(block, SourceGrid)] == [
        (("甲", "12"), ("乙", "34"))
    ]


def rows_of_numbers(**changes: str) -> SourceDocument:
    """Read a table of rows 甲 to 庚, four columns, no lines; `changes` say 乙2="" and so on."""
    words = [(100.0, 600.0 - 20 * i, 0.0, name) for i, name in enumerate("甲乙丙丁戊己庚")]
    for i, name in enumerate("甲乙丙丁戊己庚"):
        for column in range(1, 5):
            text = changes.get(f"{name}{column}", str(10 * i + column))
            for line, part in enumerate(text.split("\n")):
                middle = 600 - 20 * i + 6 * text.count("\n") - 12 * line
                words.append((160 + 60 * column - 2.5 * len(part), middle, 0, part))
    return page(*PROSE, *words)


def table(document: SourceDocument) -> dict[str, tuple[str | None, ...]]:
    return {
        str(row[0]): row[1:] for block in document.blocks if isinstance(block, SourceGrid) for row in block.block.rows
    }


def test_a_blank_has_its_column_though_no_line_is_drawn() -> None:
    rows = table(rows_of_numbers(乙2="", 丁1="", 丁4="/"))
    assert rows["甲"] == ("1", "2", "3", "4")
    assert rows["乙"] == ("11", "", "13", "14")
    assert rows["丁"] == ("", "32", "33", "/")


def test_a_remark_of_two_lines_belongs_to_its_row_and_a_number_of_two_lines_is_two_numbers() -> None:
    rows = table(rows_of_numbers(丙2="22（其\n中5件）", 戊3="123\n45"))
    assert rows["丙"] == ("21", "22（其 中5件）", "23", "24")
    assert rows["戊"] == ("41", "42", "123 45", "44")


def test_numbers_that_are_not_below_each_other_are_no_columns() -> None:
    assert table(rows_of_numbers(乙2="12" * 12)) == {}


def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    out = BytesIO()
    canvas = with_font(Canvas(out, (595, 842), encrypt=StandardEncryption("", "owner", canCopy=0, canModify=0)))
    canvas.setFont(FONT, 10)
    for x, y, _, words in PROSE:
        canvas.drawString(x, y, words)
    canvas.save()
    assert texts(reader.read(out.getvalue())) == [PROSE_TEXT]


def lattice(left: float, top: float, widths: Sequence[float], heights: Sequence[float]) -> Lines:
    """Return the lines of a table in which no cells are merged."""
    xs = [left + sum(widths[:i]) for i in range(len(widths) + 1)]
    ys = [top - sum(heights[:i]) for i in range(len(heights) + 1)]
    return [*((xs[0], y, xs[-1], y) for y in ys), *((x, ys[0], x, ys[-1]) for x in xs)]


@pytest.mark.parametrize("width,other,shown", [(34, "7", "1234\u20605"), (34, "99999", "1234 5"), (80, "7", "1234 5")])
def test_a_number_is_put_together_only_where_its_cell_was_too_narrow(width: float, other: str, shown: str) -> None:
    words = [(105, 480, 0, "甲"), (164, 485, 0, "1234"), (164, 473, 0, "5"), (105, 440, 0, "乙"), (164, 440, 0, other)]
    document = page(*PROSE, *words, lines=lattice(100, 500, (60, width), (40, 40)))
    assert table(document)["甲"] == (shown,)


def test_a_row_that_the_page_broke_is_one_and_repeated_headers_are_left_out() -> None:
    head = [(105.0, 760.0, 0.0, "名称"), (165.0, 760.0, 0.0, "件数"), (225.0, 760.0, 0.0, "总计")]
    first = [*head, (105, 735, 0, "甲"), (165, 735, 0, "12"), (225, 735, 0, "3")]
    second = [*head, (165, 735, 0, "4"), (105, 710, 0, "乙"), (165, 710, 0, "5"), (225, 710, 0, "6")]
    lines = lattice(100, 780, (60, 60, 60), (25, 25))
    longer = lattice(100, 780, (60, 60, 60), (25, 25, 25))
    document = pages((PROSE, ()), (first, lines), (second, longer))
    assert [block.block.rows for block in document.blocks if isinstance(block, SourceGrid)] == [
        (("名称", "件数", "总计"), ("甲", "12 4", "3"), ("", "", ""), ("乙", "5", "6"))
    ]


def test_what_stands_at_the_top_and_foot_of_every_page_is_no_text() -> None:
    full = [f"{what}的公开全年按要求完成并且情况良好" for what in ("规章", "决定", "预算")]
    running = [
        (100.0, 800.0, 0.0, "甲县人民政府办公室"),
        (280.0, 50.0, 0.0, "第{}页 共3页"),
        (280.0, 30.0, 0.0, "- {} -"),
    ]
    document = pages(
        *(
            (
                [*((x, y, d, words.format(i)) for x, y, d, words in running), *((100, y, 0, text) for y in (700, 680))],
                (),
            )
            for i, text in enumerate(full, 1)
        )
    )
    assert texts(document) == ["".join(text * 2 for text in full)]


@pytest.mark.parametrize("inside", [False, True])
def test_it_is_said_on_which_pages_there_may_be_tables_as_pictures(inside: bool) -> None:  # noqa: FBT001 — a case
    out = BytesIO()
    canvas = with_font(Canvas(out, (595, 842)))
    for side in (50, 400):
        canvas.setFont(FONT, 10)
        for x, y, _, words in PROSE:
            canvas.drawString(x, y, words)
        if inside:
            canvas.beginForm(f"form{side}")
        canvas.drawImage(ROOT / "docs" / "pictures" / "page.png", 50, 50, side, side)
        if inside:
            canvas.endForm()
            canvas.doForm(f"form{side}")
        canvas.showPage()
    canvas.save()
    assert [problem.place for problem in reader.read(out.getvalue()).problems] == ["第2页"]


def test_damaged_properties_and_unseen_characters_harm_nothing() -> None:
    out = BytesIO()
    canvas = with_font(Canvas(out, (595, 842)))
    canvas.setFont(FONT, 10)
    for x, y, _, words in PROSE:
        canvas.drawString(x, y, words)
    canvas.drawString(300, 500, "\u200b")
    canvas.setSubject("MARK")
    canvas.save()
    data = out.getvalue().replace(b"(MARK)", b"<FEFFD800>")
    assert texts(reader.read(data))[0] == PROSE_TEXT


@pytest.mark.parametrize("first", [False, True], ids=["labels first", "numbers first"])
def test_rows_without_lines_that_reach_both_margins_are_not_joined(first: bool) -> None:  # noqa: FBT001 — a case
    rows = [("行政许可", "4148"), ("行政强制", "4871"), ("行政处罚", "1780")]
    long = [(100.0, 700.0 - 20 * i, 0.0, "写的是主动公开政府信息的情况和别的" + "写" * (i < 7)) for i in range(9)]
    ends = [(label, number) if not first else (number, label) for label, number in rows]
    words = [
        piece
        for i, (left, right) in enumerate(ends)
        for piece in (
            (100.0, 400.0 - 20 * i, 0.0, left),
            (280 - (20 if right.isdigit() else 40), 400.0 - 20 * i, 0.0, right),
        )
    ]
    found = texts(page(*long, *words))
    assert ["".join(line.split()) for line in found[-3:]] == [left + right for left, right in ends]
