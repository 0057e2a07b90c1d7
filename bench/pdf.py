"""The PDF of the example: a whole process, a second export in the running program, and what others need."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_float
from itertools import groupby
from pathlib import Path
from typing import Any

from bench.example import example
from bench.figure import ROOT, Figure, environment, median_seconds, ratio
from model.form.schema import Table
from model.report.report import Report
from tools.demo import EXAMPLE

FONTS = ROOT / "assets" / "fonts"


@contextmanager
def folder() -> Iterator[Path]:
    """Lend a folder."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def run(*arguments: object) -> None:
    """Run Python with `arguments` to its end."""
    subprocess.run([sys.executable, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL, env=environment())


def ours(where: Path) -> None:
    """Convert the example as a user does."""
    run(ROOT / "main.py", "convert", EXAMPLE, where / "ours.pdf")


def against_bare_canvas() -> float:
    """Time the conversion against a canvas that is told all positions."""
    with folder() as where:
        ours(where)
        pages = drawn(where / "ours.pdf")
        (where / "what.json").write_text(json.dumps(pages), "utf-8")
        fonts = sorted({FONTS / f"{text[2]}.ttf" for page in pages for text in page["texts"]})
        bare = (ROOT / "bench" / "bare_canvas.py", where / "what.json", where / "bare.pdf", *fonts)
        return ratio(lambda: ours(where), lambda: run(*bare))


def drawn(pdf: Path) -> list[dict[str, Any]]:
    """Read back what a PDF draws: the texts with position, font and size, and the rules."""
    from pypdfium2 import PdfDocument, PdfTextObj, raw

    pages = []
    for page in PdfDocument(pdf):
        objects = list(page.get_objects(textpage=page.get_textpage()))
        texts = [text for text in objects if isinstance(text, PdfTextObj) and text.extract().strip()]
        pages.append(
            {
                "size": page.get_size(),
                "texts": [placed(text) for text in texts],
                "rules": [rule for one in objects if one.type == raw.FPDF_PAGEOBJ_PATH for rule in rules(one)],
            }
        )
    return pages


def rules(path: Any) -> Iterator[tuple[float, float, float, float]]:  # noqa: ANN401  # ships no types
    """Return the straight lines of one path, each from its beginning to its end."""
    from pypdfium2 import raw

    matrix = path.get_matrix()
    last = (0.0, 0.0)
    for number in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        x, y = c_float(), c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            yield *last, *point
        last = point


def placed(text: Any) -> tuple[float, float, str, float, str]:  # noqa: ANN401  # ships no types
    """Return x, y, font file, size and words of one text."""
    matrix = text.get_matrix()
    return matrix.e, matrix.f, font_file(text.get_font().get_base_name()), text.get_font_size(), text.extract()


def font_file(name: str) -> str:
    """Return the bundled file of a font, by its name in the PDF."""
    from fontTools.ttLib import TTFont

    plain = name.rpartition("+")[2]
    known = {str(TTFont(path)["name"].getDebugName(6)): path.stem for path in FONTS.glob("*.ttf")}
    return known[plain]


def against_typst() -> float:
    """Time the conversion against Typst's, of the same words and numbers."""
    with folder() as where:
        source = where / "report.typ"
        source.write_text(typst_source(), "utf-8")
        typst = (ROOT / "bench" / "bare_typst.py", source, where / "typst.pdf", FONTS)
        return ratio(lambda: ours(where), lambda: run(*typst))


def typst_source() -> str:
    """Write the example as a Typst document: a paragraph per text, a table per table."""
    report = example()
    paragraphs = [json.dumps(line, ensure_ascii=False) for text in report.texts.values() for line in text.splitlines()]
    parts = ['#set text(font: "Gouji Fang", size: 15.75pt)', *(f"#par({line})" for line in paragraphs)]
    parts += (typst_table(table, report) for table in report.form.tables.values())
    return "\n\n".join(parts)


def typst_table(table: Table, report: Report) -> str:
    """Write one table: a line per row, its label and its numbers."""
    width = 1 + max(len(list(cells)) for _, cells in groupby(table.cells, key=lambda cell: cell.row))
    words: list[str] = []
    for row in (leaf for line in table.rows for leaf in line.leaves):
        numbers = [str(report.numbers.get(cell, "")) for cell in table.cells if cell.row == row.key]
        words += [row.label, *numbers, *[""] * (width - 1 - len(numbers))]
    return f"#table(columns: {width}, {', '.join(f'text({json.dumps(word, ensure_ascii=False)})' for word in words)})"


def second_export() -> float:
    """Write the PDF again in one process, in milliseconds."""
    from export.pdf.writer import write_pdf

    return median_seconds(lambda: write_pdf(example())) * 1000


FIGURES = (
    Figure("PDF, whole process / the same drawn by a bare canvas", "x", 1.25, against_bare_canvas),
    Figure("PDF, second export in the running program", "ms", 100, second_export),
    Figure("PDF, whole process / Typst setting the same (for orientation)", "x", 3, against_typst),
)
