"""Reports printed as they are found on web sites and in files: every layout, with errors, by a seeded die."""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from model.form import Form
from model.forms import FORM_2019, FORM_2021
from model.numbers import number_text
from model.report import Level, Report
from model.schema import Cell, Kind, Layout, Line, Section, Table
from model.totals import with_totals

Rng = random.Random


@dataclass
class Row:
    """One printed row of a table: its labels from left to right, and what stands in its places."""

    labels: list[str]
    values: list[str]


@dataclass
class Sheet:
    """A table to be printed: header rows, rows; `title` rows stand alone over a block."""

    headers: list[list[str]]
    rows: list[Row]
    title: str = ""


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
    year = rng.choice([2019, 2020] if form is FORM_2019 else [2021, 2022, 2023, 2024])
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


# Layouts: a sheet as text


def _filled(row: Row) -> list[str]:
    return [text for text in row.labels if text]


def tabs_ragged(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """Lose merged cells, and sometimes empty fields before or behind."""
    yield from ([sheet.title] if sheet.title else [])
    for header in sheet.headers:
        yield "\t".join(header) + "\t" * rng.randrange(2)
    pattern = rng.choice(["plain", "jiyuan", "trailing"])
    for row in sheet.rows:
        lead = "" if len(row.labels) < 2 or pattern == "plain" else "\t"
        gap = "\t" if pattern == "jiyuan" and len(row.labels) == 1 else ""
        yield (
            lead
            + "\t".join([*_filled(row)])
            + ("\t" if row.labels else "")
            + gap
            + "\t".join(row.values)
            + ("\t" if pattern == "trailing" else "")
        )


def tabs_square(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """Every row as many fields; a merged cell leaves empty ones."""
    yield from ([sheet.title] if sheet.title else [])
    depth = max((len(row.labels) for row in sheet.rows), default=0)
    yield from ("\t".join([*header[:1], *[""] * (depth - 1), *header[1:]]) for header in sheet.headers)
    yield from ("\t".join([*row.labels, *[""] * (depth - len(row.labels)), *row.values]) for row in sheet.rows)


def bars(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """With outer bars, now and then a Markdown rule under the header."""
    for line in tabs_square(rng, sheet):
        yield "| " + " | ".join(line.split("\t")) + " |"
    if rng.random() < 0.3:
        yield "|" + "---|" * 10


def bars_inner(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """Without outer bars."""
    yield from (" | ".join(line.split("\t")) for line in tabs_square(rng, sheet))


def bars_broken(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """With outer bars, and cells that are broken over lines."""
    for line in bars(rng, sheet):
        at = rng.randrange(3, len(line) - 2) if len(line) > 12 and rng.random() < 0.4 else 0
        if at and not (line[at - 1].isdigit() and line[at].isdigit()) and line[at - 1] not in "./,":
            yield line[:at].rstrip()
            yield line[at:].lstrip()
        else:
            yield line


def one_per_line(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """One cell in a line."""
    between = rng.choice([[], [""], ["|"], ["", ""]])
    for fields in _sequence(sheet):
        for text in fields:
            yield text
            yield from between


def _sequence(sheet: Sheet) -> Iterator[list[str]]:
    if sheet.title:
        yield [sheet.title]
    yield from ([text for text in header if text] for header in sheet.headers)
    yield from ([*_filled(row), *row.values] for row in sheet.rows)


def pdf_lines(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """Fields between spaces, long labels broken, the vertical label a character to a line, page numbers in between."""
    for header in ([sheet.title], *sheet.headers):
        yield from (text for text in header if text)
    page = rng.randrange(1, 5)
    for row in sheet.rows:
        labels = _filled(row)
        if len(row.labels) > 1 and labels and row.labels[0]:
            yield from labels.pop(0).replace("、", "")
        while len(labels) > 1:
            yield labels.pop(0)
        words = labels[0] if labels else ""
        if len(words) > 14 and rng.random() < 0.6:
            yield words[:12]
            words = words[12:]
            if rng.random() < 0.5:
                yield words
                words = ""
        yield " ".join([words, *filter(None, row.values)] if words else [*filter(None, row.values)])
        if rng.random() < 0.04:
            page += 1
            yield rng.choice([f"- {page} -", f"— {page} —", f"第 {page} 页", f"－{page}－"])


def pdf_numbers_first(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """Every row's numbers before its label."""
    for header in ([sheet.title], *sheet.headers):
        yield from (text for text in header if text)
    for row in sheet.rows:
        numbers = " ".join(filter(None, row.values))
        together = rng.random() < 0.5
        words = "".join(_filled(row))
        yield from [f"{numbers} {words}"] if together and words and not words[:1].isdigit() else [numbers, words]


def pdf_long_labels_last(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """Numbers stand before their label where it takes two lines, behind it where it takes one."""
    for header in ([sheet.title], *sheet.headers):
        yield from (text for text in header if text)
    for row in sheet.rows:
        words, numbers = "".join(_filled(row)), " ".join(filter(None, row.values))
        if len(words) > 20:
            yield from (numbers, words[:14], words[14:])
        else:
            yield f"{words} {numbers}"


def markdown(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """Fragments of Markdown from a converter."""
    lines = list(tabs_square(rng, sheet))
    for i, line in enumerate(lines):
        fields = line.split("\t")
        yield (
            "| "
            + " | ".join(f"**{f}**" if f and not f[:1].isdigit() and rng.random() < 0.3 else f for f in fields)
            + " |"
        )
        if i == 0:
            yield "| " + " | ".join("---" for _ in fields) + " |"


def labels_only(rng: Rng, sheet: Sheet) -> Iterator[str]:
    """Lose the numbers, or have them in a picture."""
    for fields in _sequence(Sheet(sheet.headers, [Row(row.labels, []) for row in sheet.rows], sheet.title)):
        yield " ".join(fields)


LAYOUTS: dict[str, Callable[[Rng, Sheet], Iterator[str]]] = {
    "tabs, merged cells lost": tabs_ragged,
    "tabs, square": tabs_square,
    "bars": bars,
    "bars without outer ones": bars_inner,
    "bars, cells broken over lines": bars_broken,
    "one cell a line": one_per_line,
    "PDF lines": pdf_lines,
    "PDF, numbers before labels": pdf_numbers_first,
    "PDF, long labels behind": pdf_long_labels_last,
    "Markdown": markdown,
    "labels only": labels_only,
}

# HTML


def html_table(rng: Rng, section: Section, parts: Sequence[Sheet], *, merged: bool, word: bool) -> str:
    """Make a table as web editors and Word do; without its merged cells where they were lost."""
    lines = []
    for sheet in parts:
        if sheet.title:
            lines.append(_tr(rng, [(sheet.title, 1, 4 if merged else 1)], word=word))
        for i, header in enumerate(sheet.headers):
            lines.append(_tr(rng, list(_header_cells(section, sheet, header, i, merged=merged)), word=word))
        for i, row in enumerate(sheet.rows):
            lines.append(_tr(rng, list(_row_cells(sheet, row, i, merged=merged)), word=word))
    return f"<table border=1><tbody>\n{''.join(lines)}</tbody></table>"


def _header_cells(
    section: Section, sheet: Sheet, header: list[str], index: int, *, merged: bool
) -> Iterator[tuple[str, int, int]]:
    layout = section.tables[0].layout
    if layout is Layout.BLOCK:
        for i, text in enumerate(header):
            wide = merged and i and len(header) == 2
            yield text, 1, 3 if wide else 1
    elif layout is Layout.BAND:
        yield from _spread(header, index, merged=merged)
    else:
        count = len(sheet.rows[0].values)
        if not merged:
            yield from ((text, 1, 1) for text in header if text)
        elif index == 0:
            yield header[0], 3, 3
            yield header[1], 1, count
        elif index == 1:
            yield header[1], 2, 1
            yield header[2], 1, count - 2
            yield header[-1], 2, 1
        else:
            yield from ((text, 1, 1) for text in header if text)


def _spread(header: list[str], index: int, *, merged: bool) -> Iterator[tuple[str, int, int]]:
    filled = [i for i, text in enumerate(header) if text]
    for at, until in zip(filled, [*filled[1:], len(header)], strict=True):
        wide = until - at if merged else 1
        if index == 0 and at == 0:
            yield header[0], 2 if merged else 1, 5 if merged else 1
        else:
            yield header[at], 1, wide


def _row_cells(sheet: Sheet, row: Row, index: int, *, merged: bool) -> Iterator[tuple[str, int, int]]:
    depth = max((len(one.labels) for one in sheet.rows), default=0)
    for level, text in enumerate(row.labels):
        if not text:
            continue
        below = 1
        while merged and level < len(row.labels) - 1 and index + below < len(sheet.rows):
            after = sheet.rows[index + below].labels
            if len(after) <= level or any(after[: level + 1]):
                break
            below += 1
        last = level == len(row.labels) - 1
        yield text, below, depth - level if merged and last else 1
    wide = 3 if merged and len(row.values) == 1 else 1
    yield from ((text, 1, wide) for text in row.values)


def _tr(rng: Rng, cells: Sequence[tuple[str, int, int]], *, word: bool) -> str:
    found = []
    for text, rows, columns in cells:
        spans = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
        found.append(f"<td{spans}>{_word(rng, text) if word else html.escape(text)}</td>")
    return f"<tr>{''.join(found)}</tr>\n"


def _word(rng: Rng, text: str) -> str:
    cut = rng.randrange(len(text) + 1)
    pieces = "".join(f'<span style="font-family:仿宋">{html.escape(p)}</span>' for p in (text[:cut], text[cut:]) if p)
    end = rng.choice(["", "&nbsp;"])
    return f"\n<p class=MsoNormal align=center>{pieces or '&nbsp;'}<span><o:p>{end}</o:p></span></p>\n"


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


def draw(seed: int, report: Report | None = None) -> Printed:
    """Print one document by the die."""
    rng = random.Random(seed)
    kind = KINDS[seed % len(KINDS)]
    count = rng.choice([0, 1, 1, 2, 3, 5])
    defects = set(rng.sample(DEFECTS, count))
    form = FORM_2019 if report is None and rng.random() < 0.15 else FORM_2021
    return printed(rng, report or random_report(rng, form), kind, defects)


@dataclass
class Tally:
    """How many numbers were read right, left openly unread, and silently wrong."""

    right: int = 0
    unread: int = 0
    wrong: int = 0
    invented: list[str] = field(default_factory=list)
