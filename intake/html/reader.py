"""HTML: saved web pages, what Word makes of a document, and the clipboard; tables keep their merged cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from intake.block import Block
from intake.characters import without_radicals
from intake.document import Parting, SourceDocument, SourceGrid, SourceParagraph
from intake.html.fields import chosen_of
from intake.html.table import END, LINE_END, MarkupCell, MarkupTable, flowed, in_one_line
from intake.html.tree import trees_of
from intake.limits import MOST_CELLS, MOST_TEXT
from intake.reading import Problem
from intake.text_file import decode
from model.errors import UserError, clip

_BREAKING = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th "
        "thead tr ul",
    )
)
_SILENT = frozenset(
    ("style", "script", "noscript", "template", "select", "textarea", "svg", "iframe", "xml", "del", "rp", "rt")
)
_TYPED_IN = frozenset({"", "text", "number", "tel"})  # fields of a form that show what was typed
_APART = frozenset({"sup", "sub", "s", "strike"})  # in a cell, a number that it touches is not its own
_BEGIN = 4_000  # characters
_UNSEEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_WHOLE = frozenset({"html", "body"})  # hidden only until a script has run
_VERBATIM = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_LOOSE = frozenset({Parting.LINE, Parting.BLANK})
_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_MOST_FACTS, _LONGEST_FACT, _LONGEST_TITLE = 50, 255, 200
_MOST_DEPTH = 50
_TELLING = 30  # characters that are not shown and make no difference


def read(data: bytes) -> SourceDocument:
    """Read a web page; the charset that it declares counts only where the text is not UTF-8.

    Raises:
        UserError: it is no text, or has more than a report can have.
    """
    markup = decode(data)
    begin = markup[:_BEGIN].lstrip().lower()
    if "mime-version:" in begin and not begin.startswith("<"):
        page = "网页的单个文件（.mht），只是改了后缀"
        raise UserError(f"内容是{page}，请用浏览器打开，另存为.html再导入，或者复制全文后从剪贴板导入")
    return from_html(markup)


def from_html(markup: str) -> SourceDocument:
    """Make a document of markup; a table around other tables is layout, its cells are paragraphs.

    Raises:
        UserError: there is more than a report can have.
    """
    reader = _MarkupReader()
    for root in trees_of(markup):
        reader.read(root)
    reader.finish()
    names = tuple(filter(None, [reader.title.strip()]))
    return SourceDocument(tuple(reader.blocks), names, tuple(reader.facts), tuple(reader.problems()))


class _MarkupReader:
    """Collects paragraphs and tables on a walk through the elements of a page."""

    def __init__(self) -> None:
        self.blocks: list[SourceParagraph | SourceGrid] = []
        self.title = ""
        self.facts: list[str] = []
        self._tables: list[MarkupTable] = []
        self._words: list[str] = []
        self._verbatim = ""  # the element that keeps its blanks and line ends
        self._unseen: list[str] = []
        self._cells = self._grids = self._paragraphs = 0
        self._after = Parting.PARAGRAPH

    def read(self, root: Any) -> None:  # noqa: ANN401 — lxml has no types
        """Read what is in an element."""
        from lxml import etree

        for element in root.iter():
            if element.attrib:
                self._keep_facts(element.attrib)
            if element.tag == "title":
                self.title = (self.title + without_radicals("".join(element.itertext())))[:_LONGEST_TITLE]
        walk, passed = etree.iterwalk(root, events=("start", "end")), None
        for event, element in walk:
            if event == "start" and _is_passed_over(element) and not (self._cell and element.tag == "textarea"):
                passed = element
                walk.skip_subtree()
                self._tell_of(element)
                self._take_chosen(element)
            elif event == "start":
                self._start(element.tag, element.attrib)
                self._take(element.text)
            else:
                if element is not passed:
                    self._end(element.tag)
                self._take(element.tail)

    # Tags

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin a paragraph, table, row or cell."""
        if tag == "table":
            self._begin_table()
        elif tag == "input" and self._cell:
            self._take(attributes.get("value") if attributes.get("type", "text").lower() in _TYPED_IN else None)
        elif self._tables and self._begin_in_table(tag, attributes):
            pass
        elif tag in _BREAKING:
            self._break(tag)
            if tag == "pre" or _VERBATIM.search(attributes.get("style", "")):
                self._verbatim = self._verbatim or tag
        elif tag in _APART and self._cell:
            self._cell.words.append(" ")

    def _begin_in_table(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Begin a part of the innermost table; False where the tag is none."""
        if tag == "tr":
            self._begin_row()
        elif tag in {"td", "th"}:
            self._begin_cell(tag, attributes)
        elif tag in _GROUPS:
            self._end_cell()
            self._tables[-1].group = tag
        else:
            return False
        return True

    def _keep_facts(self, attributes: Mapping[str, str]) -> None:
        """Keep what attributes made for that say of the document."""
        told = [value for name, value in attributes.items() if name.startswith("data-") or name == "content"]
        self.facts += [value[:_LONGEST_FACT] for value in told if value.strip()][: _MOST_FACTS - len(self.facts)]

    def _end(self, tag: str) -> None:
        """End a paragraph, table or cell."""
        if tag == "table" and self._tables:
            self._end_table()
        elif tag in {"td", "th"} and self._tables:
            self._end_cell()
        elif tag in _APART and self._cell:
            self._cell.words.append(" ")
        elif tag in _BREAKING and tag != "br":
            self._break(tag)
            self._verbatim = "" if tag == self._verbatim else self._verbatim

    def _take(self, words: str | None) -> None:
        """Keep words where they belong."""
        if words:
            (self._cell.words if self._cell else self._words).append(words)

    def _take_chosen(self, element: Any) -> None:  # noqa: ANN401 — as above
        """Take what a list shows that stands in a cell or in a sentence; elsewhere it leads to other pages."""
        within = self._cell or "".join(self._words).strip()
        if element.tag == "select" and within and not _is_unseen(element.attrib):
            self._take(chosen_of(element))

    def _tell_of(self, element: Any) -> None:  # noqa: ANN401 — as above
        """Keep what the page hides, to say so; what no page shows is nothing to speak of."""
        if element.tag not in _SILENT and element.tag != "title":
            self._unseen.extend(element.xpath(".//text()[not(ancestor::title)]"))

    def problems(self) -> list[Problem]:
        """Tell of what the page does not show."""
        words = in_one_line("".join(self._unseen))
        if len(words) < _TELLING:
            return []
        return [Problem("", f"网页里有{len(words)}个字是隐藏的，没有读入，开头是“{clip(words)}”")]

    # Paragraphs

    @property
    def _cell(self) -> MarkupCell | None:
        return self._tables[-1].cell if self._tables else None

    def _break(self, tag: str) -> None:
        if self._cell:
            self._cell.words.append(LINE_END if tag == "br" else END)
        else:
            self._end_paragraph(ends_line=tag == "br")

    def _end_paragraph(self, *, ends_line: bool = False) -> None:
        words = without_radicals("".join(self._words))
        self._words.clear()
        lines = words.split("\n") if self._verbatim else [flowed(words)]
        indent = "" if self._verbatim else _indent_of(words)
        for line in lines[:-1]:
            self._add_paragraph(line, ends_line=True)
        self._add_paragraph(indent * (self._after in _LOOSE) + lines[-1], ends_line=ends_line)

    def _add_paragraph(self, text: str, *, ends_line: bool = False) -> None:
        """Add a line, and keep what ended it: that parts it from the next."""
        ending = Parting.SURE if self._verbatim not in {"", "pre"} else Parting.PARAGRAPH
        if text.strip():
            self._paragraphs += 1
            words = text.rstrip() if self._after in _LOOSE else text.strip()
            self.blocks.append(SourceParagraph(words, f"第{self._paragraphs}段", self._after))
            self._after = Parting.LINE if ends_line else ending
        elif self._after in _LOOSE:
            self._after = Parting.BLANK if ends_line else ending

    # Tables

    def _begin_table(self) -> None:
        if len(self._tables) >= _MOST_DEPTH:
            raise UserError("表格套了太多层，不会是一份年度报告")
        if self._tables:
            self._make_layout(self._tables[-1])
        self._end_paragraph()
        self._tables.append(MarkupTable())

    def _make_layout(self, table: MarkupTable) -> None:
        """Make paragraphs of the cells of a table that holds another table, or is but a frame."""
        for cell in table.cells:
            for paragraph, end in cell.paragraphs:
                self._add_paragraph(paragraph, ends_line=end == LINE_END)
        table.rows, table.cell, table.is_layout = [], None, True

    def _begin_row(self) -> None:
        self._end_cell()
        if not self._tables[-1].is_layout:
            self._tables[-1].begin_row()

    def _begin_cell(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._end_cell()
        if self._tables[-1].is_layout:
            return
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise UserError(f"表格超过{MOST_CELLS}格，不会是一份年度报告")
        self._tables[-1].begin_cell(tag, attributes)

    def _end_cell(self) -> None:
        """End a cell, and the paragraph that stands in a layout or, wrongly, between the cells."""
        if not self._cell:
            self._end_paragraph()
        self._tables[-1].cell = None

    def _end_table(self) -> None:
        self._end_cell()
        table = self._tables.pop()
        if len(table.cells) == 1 and sum(bool(words) for words, _ in table.cells[0].paragraphs) > 1:
            self._make_layout(table)
        elif any(table.cells):
            self._grids += 1
            self.blocks.append(SourceGrid(Block(tuple(table.pieces())), f"第{self._grids}个表格"))

    def finish(self) -> None:
        """End what was left open."""
        while self._tables:
            self._end_table()
        self._end_paragraph()
        if sum(len(b.text) for b in self.blocks if isinstance(b, SourceParagraph)) > MOST_TEXT:
            raise UserError(f"文字超过{MOST_TEXT // 10_000}万字，不会是一份年度报告")


def _indent_of(words: str) -> str:
    """Return the blanks before the first word, without those that only the source of a page has."""
    _, line_end, blanks = words[: len(words) - len(words.lstrip())].rpartition("\n")
    return blanks.strip(" \t" if line_end else "\t")


def _is_passed_over(element: Any) -> bool:  # noqa: ANN401 — as above
    """Whether an element is not shown, with all that is in it."""
    tag = element.tag
    return tag == "title" or tag in _SILENT or (tag not in _WHOLE and _is_unseen(element.attrib))


def _is_unseen(attributes: Mapping[str, str]) -> bool:
    if not attributes:
        return False
    return "hidden" in attributes or bool(_UNSEEN.search(attributes.get("style", "")))
