"""Reports printed as they are found on web sites and in files: every layout, with errors, by a seeded die."""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from model.form.editions import FORM_2019, FORM_2021
from model.form.form import Form
from model.form.schema import Cell, Kind, Layout, Line, Section, Table
from model.report.numbers import number_text
from model.report.report import Level, Report
from model.report.totals import with_totals
from tests.intake.markup import html_table
from tests.intake.sheets import LAYOUTS, Rng, Row, Sheet


@dataclass
class Printed:
    """A document, and what each of its cells says: None where nothing can be read from it."""

    text: str
    report: Report
    truth: dict[Cell, Decimal | None]
    kind: str
    defects: tuple[str, ...] = ()
    edition: str = "2021"


# Figures


def random_report(rng: Rng, form: Form = FORM_2021) -> Report:
    """Make up figures in which most identities hold, many of them 0, as in reports."""
    many = rng.choice([3, 30, 400])
    numbers = {cell: _figure(rng, form.kinds[cell], many) for cell in form.typed_cells}
    year = rng.choice([2019, 2020] if form is FORM_2019 else [form.since + after for after in range(4)])
    report = Report(rng.choice(UNITS), Level.COUNTY, year, form.edition, numbers)
    return with_totals(_balanced(report))


def _figure(rng: Rng, kind: Kind, many: int) -> Decimal:
    if kind is Kind.AMOUNT:
        return rng.choice(
            [Decimal(), Decimal(rng.randrange(10**6)).scaleb(-2), Decimal(rng.randrange(10**9)).scaleb(-4)]
        )
    number = Decimal(0 if rng.random() < 0.55 else rng.randrange(many + 1))
    return -number if kind is Kind.CHANGE and rng.random() < 0.3 else number


def _balanced(report: Report) -> Report:
    filled = with_totals(report)
    changes: dict[Cell, Decimal | None] = {}
    for identity in report.form.identities:
        if identity.rule.check == "H3" and identity.place != "total":
            new, old = identity.left
            right = sum((filled.numbers[cell] for cell in identity.right), Decimal())
            changes[old] = min(filled.numbers[old], right)
            changes[new] = right - min(filled.numbers[old], right)
    return report.with_numbers(changes)


UNITS = (
    "乙县财政局",
    "甲市丙区人民政府",
    "丁镇人民政府",
    "戊街道办事处",
    "甲省乙市发展和改革委员会",
    "己县人民政府办公室",
)

# What is printed in a place


def shown(  # noqa: PLR0911 — a defect each
    rng: Rng, value: Decimal | None, kind: Kind, defects: set[str]
) -> tuple[str, Decimal | None]:
    """Print one number, well or badly; give what can be read from it."""
    if value is None:
        return "", None
    text = number_text(value)
    if "dashes" in defects and value == 0 and rng.random() < 0.3:
        return rng.choice(["/", "-", "—", "——", "／"]), None
    if "blanks" in defects and rng.random() < 0.08:
        return "", None
    if "remarks" in defects and value > 9 and rng.random() < 0.05:
        return f"{text}（其中修订{value // 2}件）", value
    if kind is Kind.AMOUNT and "yuan" in defects and value:
        return f"{value * 10000:.0f}元", None
    if kind is Kind.CHANGE and value < 0:
        return rng.choice([text, f"减{-value}"]), value
    if "fullwidth" in defects and rng.random() < 0.3:
        text = text.translate({ord(a): ord(b) for a, b in zip("0123456789.-", "０１２３４５６７８９．－", strict=True)})
    elif "thousands" in defects and value > 999:
        text = f"{value:,}"
    return text, value


_KANGXI = {
    "一": "⼀",
    "二": "⼆",
    "人": "⼈",
    "行": "⾏",
    "工": "⼯",
    "文": "⽂",
    "子": "⼦",
    "立": "⽴",
    "长": "⻓",
    "门": "⻔",
    "用": "⽤",
}


def label(rng: Rng, text: str, defects: set[str]) -> str:
    """Print a label with what happens to labels."""
    if "lost_numbering" in defects and text[:1].isdigit():
        text = text.partition(".")[2]
    if "lost_characters" in defects and len(text) > 9 and rng.random() < 0.25:
        at = rng.randrange(3, len(text) - 1)
        text = text[:at] + text[at + rng.choice([1, 2]) :]
    if "halfwidth" in defects:
        text = (
            text.translate(str.maketrans("（），．；：", "(),.;:"))
            .replace("(", "(")
            .replace("、", rng.choice(["、", ","]))
        )
    if "radicals" in defects:
        text = "".join(_KANGXI.get(char, char) if rng.random() < 0.5 else char for char in text)
    if "dots" in defects:
        text = text.replace(".", rng.choice(["．", "、", ". "]), 1) if text[:1].isdigit() else text
    if "gouji" in defects:
        text = text.replace("勾稽", "钩稽")
    if "spaces" in defects and rng.random() < 0.3:
        at = rng.randrange(len(text) + 1)
        text = f"{text[:at]} {text[at:]}"
    return text


# Tables as rows


def sheets(rng: Rng, section: Section, cells: Mapping[Cell, str], defects: set[str]) -> list[Sheet]:
    """Lay out the tables of a section as rows of labels and values."""

    def say(text: str) -> str:
        return label(rng, text, defects)

    if section.tables[0].layout is Layout.BAND:
        return [_band(section.tables[0], cells, say)]
    if section.tables[0].layout is Layout.MATRIX:
        return [_matrix(section.tables[0], cells, say, defects)]
    found = []
    for table in section.tables:
        headers = [[say(table.stub), *(say(column.label) for column in table.column_leaves)]]
        rows = [Row([say(r.label)], [cells[table.cell(r, c)] for c in table.column_leaves]) for r in table.row_leaves]
        found.append(Sheet(headers, rows, say(table.title)))
    return found


def _band(table: Table, cells: Mapping[Cell, str], say: Callable[[str], str]) -> Sheet:
    tops, middles, bottoms = [], [], []
    for row in table.rows:
        for i, leaf in enumerate(row.leaves):
            tops += [say(row.label) if i == 0 else "", *[""] * (len(table.column_leaves) - 1)]
            middles += [say(leaf.label) if row.parts else "", *[""] * (len(table.column_leaves) - 1)]
            bottoms += [say(column.label) for column in table.column_leaves]
    values = [cells[table.cell(row, column)] for row in table.row_leaves for column in table.column_leaves]
    return Sheet([tops, middles, bottoms], [Row([], values)])


def _matrix(table: Table, cells: Mapping[Cell, str], say: Callable[[str], str], defects: set[str]) -> Sheet:
    names = [column.label for column in table.column_leaves]
    rows: list[Row] = []

    def put(line: Line, above: list[str]) -> None:
        if not line.parts:
            rows.append(Row([*above, say(line.label)], [cells[table.cell(line, c)] for c in table.column_leaves]))
            return
        first = True
        for part in line.parts:
            put(part, [*above, say(line.label) if first else ""])
            first = False
        if "subtotal_rows" in defects and above:
            sums = [_sum([cells[table.cell(part, c)] for part in line.leaves]) for c in table.column_leaves]
            rows.append(Row([*above, "", "小计"] if len(above) else ["小计"], sums))

    for line in table.rows:
        put(line, [])
    if "subtotal_column" in defects:
        names.insert(6, "小计")
        for row in rows:
            row.values.insert(6, _sum(row.values[1:6]))
    names = [say(name) for name in names]
    top = [say(table.stub), say("申请人情况"), "", "", "", "", "", *[""] * (len(names) - 7)]
    second = ["", names[0], say("法人或其他组织"), *[""] * (len(names) - 3), names[-1]]
    return Sheet([top, second, ["", "", *names[1:-1], ""]], rows)


def _sum(texts: Sequence[str]) -> str:
    total = 0
    for text in texts:
        plain = text.translate(str.maketrans("０１２３４５６７８９", "0123456789")).replace(",", "").partition("（")[0]
        total += int(plain) if plain.isdigit() else 0
    return str(total)


# Whole documents

DEFECTS = (
    "dashes", "blanks", "remarks", "yuan", "fullwidth", "thousands", "lost_numbering", "lost_characters", "halfwidth",
    "radicals", "dots", "gouji", "spaces", "subtotal_rows", "subtotal_column", "old_table", "headings", "no_headings",
)  # fmt: skip
KINDS = (*LAYOUTS, "HTML", "HTML by Word", "HTML, merged cells lost")


def printed(rng: Rng, report: Report, kind: str, defects: set[str]) -> Printed:
    """Print a report in one layout with some defects."""
    form = report.form
    truth: dict[Cell, Decimal | None] = {}
    old = "old_table" in defects and form is FORM_2021
    lines: list[str] = [_title(rng, report), _opening(report)]
    for section in form.sections:
        theirs = _old(section) if old and section.key == "handling" else section
        if "no_headings" not in defects or not section.tables:
            lines.append(_heading(rng, section, defects))
        for part in section.texts:
            lines += [label(rng, part.heading, defects & {"halfwidth"}), f"{report.year}年，{part.name}工作有序开展。"]
        if section.tables:
            values = _values(rng, report, theirs, defects, truth)
            lines += _body(rng, kind, theirs, sheets(rng, theirs, values, defects))
    body = [line for line in lines if line or kind == "one cell a line"]
    text = "\n".join(
        f"<p>{html.escape(x)}</p>" if kind.startswith("HTML") and not x.startswith("<table") else x for x in body
    )
    if kind == "labels only":
        truth = dict.fromkeys(truth)
    return Printed(text, report, truth, kind, tuple(sorted(defects)), form.edition)


def _body(rng: Rng, kind: str, section: Section, parts: Sequence[Sheet]) -> list[str]:
    if kind.startswith("HTML"):
        return [html_table(rng, section, parts, merged="lost" not in kind, word="Word" in kind)]
    return [line for sheet in parts for line in LAYOUTS[kind](rng, sheet)]


def _old(section: Section) -> Section:
    return next(one for one in FORM_2019.sections if one.key == section.key)


def _values(
    rng: Rng, report: Report, section: Section, defects: set[str], truth: dict[Cell, Decimal | None]
) -> dict[Cell, str]:
    """Print every number of a section, and note what can be read of it."""
    cells: dict[Cell, str] = {}
    form = report.form
    kinds = (FORM_2019 if section in FORM_2019.sections and section not in form.sections else form).kinds
    for table in section.tables:
        for cell in table.cells:
            value = report.numbers.get(cell)
            divided = cell not in form.cells
            if divided:
                group = next(line for line in form.tables[cell.table].rows[2].parts if line.key == cell.row)
                parts = [Cell.at(cell.table, leaf.key, cell.column) for leaf in group.leaves]
                value = sum((report.numbers[part] for part in parts), Decimal())
            cells[cell], readable = shown(rng, value, kinds[cell], defects)
            if divided:
                truth |= dict.fromkeys(parts, Decimal() if readable == 0 else None)
            else:
                truth[cell] = readable
    return cells


def _title(rng: Rng, report: Report) -> str:
    unit, year = report.unit, report.year
    return rng.choice([
        f"{unit}{year}年政府信息公开工作年度报告",
        f"{unit} {year} 年政府信息公开工作年度报告",
        f"{unit}\n{year}年政府信息公开工作年度报告",
        f"{unit}{year}年度政府信息公开工作年度报告",
        f"{unit}{year}年政府信息公开年度报告",
        f"{year}年{unit}政府信息公开工作年度报告",
    ])  # fmt: skip


def _opening(report: Report) -> str:
    return f"本报告所列数据统计期限为{report.year}年1月1日至12月31日。"


def _heading(rng: Rng, section: Section, defects: set[str]) -> str:
    if "headings" not in defects:
        return section.heading
    heading = section.heading
    if section.key == "problems":
        heading = rng.choice(
            [heading, "五、存在的主要问题及整改措施", "存在的主要问题及改进情况", "五、存在问题及改进措施"]
        )
    return label(
        rng,
        rng.choice([heading, heading.replace("、", " 、", 1), heading.partition("、")[2]]),
        {"halfwidth", "radicals"},
    )


def draw(seed: int, report: Report | None = None, form: Form | None = None) -> Printed:
    """Print one document by the die, in one edition or in any that is in force."""
    rng = random.Random(seed)
    kind = KINDS[seed % len(KINDS)]
    count = rng.choice([0, 1, 1, 2, 3, 5])
    defects = set(rng.sample(DEFECTS, count))
    if form is None:
        form = FORM_2019 if report is None and rng.random() < 0.15 else FORM_2021
    return printed(rng, report or random_report(rng, form), kind, defects)


@dataclass
class Tally:
    """How many numbers were read right, left openly unread, and silently wrong."""

    right: int = 0
    unread: int = 0
    wrong: int = 0
    invented: list[str] = field(default_factory=list)
