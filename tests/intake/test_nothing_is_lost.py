"""Lines that nobody expects, put anywhere into documents of every layout and kind: each is in a text, or told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from random import Random

import pytest

from intake import READERS
from intake.document import SourceDocument, SourceParagraph
from intake.html.reader import from_html
from intake.interpret import interpret
from intake.reading import Reading
from intake.text_file import from_text
from tests.intake.drawn import drawn
from tests.intake.hostile import docx, xlsx
from tests.intake.layouts import KINDS, draw

STRAYS = ("甲乙丙{}丁", "戊己庚辛{}壬癸完成。", "天地{}玄黄：宇宙洪荒", "（九）日月{}盈昃", "辰宿{}列张，寒来暑往")
MARKS = "东西南北春夏秋冬风云雨雪山水田土金木火石"
ROUNDS = 4
WHOLE = [kind for kind in KINDS if "broken" not in kind]  # else a stray line falls into the cell that goes on


def mark(at: int) -> str:
    """Tell one line from another."""
    return MARKS[at // len(MARKS)] + MARKS[at % len(MARKS)]


def as_text(lines: Sequence[str]) -> Reading:
    return interpret(from_text("\n".join(lines)))


def as_word(lines: Sequence[str]) -> Reading:
    runs = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in lines)
    return READERS[".docx"].load(docx(runs), "")


def as_sheet(lines: Sequence[str]) -> Reading:
    rows = []
    for at, line in enumerate(lines, 1):
        cells = (f'<c r="{chr(65 + i)}{at}" t="inlineStr"><is><t>{escape(text)}</t></is></c>' for i, text in enumerate(line.split("\t")[:26]) if text)  # noqa: E501 — to be read across  # fmt: skip
        rows.append(f'<row r="{at}">{"".join(cells)}</row>')
    return READERS[".xlsx"].load(xlsx("".join(rows)), "")


def as_pages(lines: Sequence[str]) -> Reading:
    blocks = tuple(SourceParagraph(line.replace("\t", "  "), "") for line in lines if line.strip())
    return READERS[".pdf"].load(drawn(Random(1), SourceDocument(blocks), ruled=False), "")


def with_strays(rng: Random, text: str) -> tuple[list[str], list[str]]:
    """Put a few lines into a document, each with a mark of its own; two of them never beside each other."""
    lines = text.split("\n")
    places = sorted(rng.sample(range(1, len(lines), 2), min(6, len(lines) // 2)), reverse=True)
    strays = [rng.choice(STRAYS).format(mark(at)) for at in range(len(places))]
    for at, stray in zip(places, strays, strict=True):
        lines.insert(at, stray)
    return lines, strays


def lost(reading: Reading, strays: Sequence[str]) -> list[str]:
    said = "\n".join([*reading.report.texts.values(), *map(str, reading.problems)])
    return [stray for stray in strays if stray.rstrip("。") not in said and _words(stray) not in said]


def _words(stray: str) -> str:
    return stray.partition("）")[2] or stray  # of a heading that is none of the form its words are told


@pytest.mark.parametrize("kind", WHOLE)
def test_no_stray_line_is_lost_in_any_layout(kind: str) -> None:
    for seed in range(KINDS.index(kind), ROUNDS * len(KINDS), len(KINDS)):
        document, rng = draw(seed), Random(seed)
        if kind.startswith("HTML"):
            paragraphs = document.text.split("\n<p>")
            strays = [rng.choice(STRAYS).format(mark(at)) for at in range(len(paragraphs))]
            text = "".join(f"{part}\n<p>{stray}</p>\n<p>" for part, stray in zip(paragraphs, strays, strict=True))
            assert lost(interpret(from_html(text)), strays) == [], seed
        else:
            lines, strays = with_strays(rng, document.text)
            assert lost(as_text(lines), strays) == [], seed


@pytest.mark.parametrize("read", [as_word, as_sheet, as_pages])
@pytest.mark.parametrize("kind", ["tabs, square", "tabs, merged cells lost"])
def test_no_stray_line_is_lost_in_any_kind_of_file(read: Callable[[Sequence[str]], Reading], kind: str) -> None:
    for seed in range(KINDS.index(kind), 3 * len(KINDS), len(KINDS)):
        lines, strays = with_strays(Random(seed), draw(seed).text)
        assert lost(read(lines), strays) == [], seed
