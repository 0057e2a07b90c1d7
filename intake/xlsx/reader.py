"""Excel files: every visible sheet as a grid, with its merged cells; a number is read as it is shown."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from intake.block import Block, Piece
from intake.characters import without_radicals
from intake.document import SourceDocument, SourceGrid
from intake.limits import LARGEST_SHEET, MOST_CELLS, MOST_TEXT
from intake.office.xml import LEFT_OUT, Element, attribute, whole_number
from intake.office.zip_file import ZipFile
from intake.reading import Problem
from intake.xlsx.values import Values, formats_of, is_uncalculated, string_of
from model.errors import UserError

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MOST_SHEETS = 60
_SAME = 3  # sheets with one content; each is read anew
_LAST_ROW, _LAST_COLUMN = 2_000, 200
_TRUE = frozenset({"1", "true", "on"})
_At = tuple[int, int]


def read(data: bytes) -> SourceDocument:
    """Read an Excel file (.xlsx).

    Raises:
        UserError: it is none, is locked, damaged, or has more than a report can have.
    """
    file = ZipFile(data, "Excel（.xlsx）")
    return _Workbook(file).document()


class _Workbook:
    """A workbook on its way to a document."""

    def __init__(self, file: ZipFile) -> None:
        part, self._tree = file.main_part("xl/workbook.xml", "workbook")
        self._file = file
        self._related = file.related(part)
        by_kind = dict(self._related.values())
        strings = self._tree_of(by_kind.get("sharedStrings", "xl/sharedStrings.xml"))
        styles = self._tree_of(by_kind.get("styles", "xl/styles.xml"))
        self._values = Values(
            [without_radicals(string_of(item)).strip() for item in strings if item.tag == "si"],
            list(formats_of(styles)),
            any(attribute(one, "date1904") in _TRUE for one in self._tree if one.tag == "workbookPr"),
        )
        self._problems: list[Problem] = []

    def _tree_of(self, part: str) -> Element:
        return self._file.tree(part) if part in self._file.names else Element("")

    def document(self) -> SourceDocument:
        """Read the sheets that are shown, and tell which are not."""
        blocks: list[SourceGrid] = []
        cells = length = 0
        seen: list[str] = []
        for name, part in self._sheets():
            seen.append(part)
            if seen.count(part) > _SAME:
                raise UserError("许多工作表指着同一处内容，文件可能已损坏")
            place = f"工作表“{name}”"
            sheet = _Sheet(self._file.tree(part, leave_out=_is_far_down, largest=LARGEST_SHEET), self._values)
            cells += len(sheet.pieces)
            if cells > MOST_CELLS:
                raise UserError(f"工作表超过{MOST_CELLS}格，不会是一份年度报告")
            length += sum(len(piece.text) for piece in sheet.pieces)
            if length > MOST_TEXT:
                raise UserError(f"文字超过{MOST_TEXT // 10_000}万字，不会是一份年度报告")
            self._problems += (Problem(place, sentence) for sentence in sheet.problems())
            if sheet.pieces:
                rows, dense = _without_empty(sheet.pieces)
                blocks.append(SourceGrid(Block(dense), place, tuple(f"{place}第{row + 1}行" for row in rows)))
        return SourceDocument(tuple(blocks), facts=self._file.properties(), problems=tuple(self._problems))

    def _sheets(self) -> Iterator[tuple[str, str]]:
        """Return name and part of every sheet that is not hidden."""
        sheets = [one for one in self._tree.iter() if one.tag == "sheet"]
        if len(sheets) > _MOST_SHEETS:
            raise UserError(f"Excel文件有{len(sheets)}个工作表，不会是一份年度报告")
        for sheet in sheets:
            name = (attribute(sheet, "name") or "")[:40]
            kind, part = self._related.get(attribute(sheet, "id") or "", ("", ""))
            if kind != "worksheet" or part not in self._file.names:
                continue
            if attribute(sheet, "state") in {"hidden", "veryHidden"}:
                self._problems.append(Problem(f"工作表“{name}”", "这个工作表是隐藏的，没有读入"))
            else:
                yield name, part


@dataclass
class _Hidden:
    """The rows and columns of a sheet that are not shown."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)

    def add(self, element: Element) -> None:
        """Note a row, or a range of columns."""
        if attribute(element, "hidden") not in _TRUE:
            return
        if element.tag == "row":
            self.rows.add(whole_number(attribute(element, "r"), 0) - 1)
        else:
            first, last = (whole_number(attribute(element, name), 0) for name in ("min", "max"))
            self.columns |= set(range(first - 1, min(last, _LAST_COLUMN)))

    def hides(self, piece: Piece) -> bool:
        """Whether nothing of a cell is shown."""
        rows, columns = range(piece.row, piece.row + piece.rows), range(piece.column, piece.column + piece.columns)
        return self.rows.issuperset(rows) or self.columns.issuperset(columns)


class _Sheet:
    """One sheet: the cells that are shown, and what is not."""

    def __init__(self, tree: Element, values: Values) -> None:
        self._values = values
        self._texts: dict[_At, str] = {}
        self._spans: dict[_At, _At] = {}
        self._beyond: set[str] = set()  # where content stands that is beyond all that a report can have
        self._waiting: list[int] = []  # the rows of formulas that were never calculated
        hidden = _Hidden()
        for element in tree.iter():
            match element.tag:
                case "c":
                    self._cell(element)
                case "mergeCell":
                    _merge(attribute(element, "ref") or "", self._spans)
                case "row" | "col":
                    hidden.add(element)
                case tag if tag == LEFT_OUT:
                    self._beyond.add(f"第{_LAST_ROW}行以下")
        pieces = self._laid_out()
        self.pieces = [piece for piece in pieces if not hidden.hides(piece)]
        self._unseen = sorted({piece.row + 1 for piece in pieces if hidden.hides(piece)})

    def _cell(self, element: Element) -> None:
        at = _place(attribute(element, "r"))
        if at is None:
            self._beyond |= {f"第{_LAST_COLUMN}列以后"} if self._values.text(element) else set()
            return
        if text := self._values.text(element):
            self._texts[at] = text
        elif is_uncalculated(element):
            self._waiting.append(at[0] + 1)
        if len(self._texts) > MOST_CELLS:
            raise UserError(f"工作表超过{MOST_CELLS}格，不会是一份年度报告")

    def _laid_out(self) -> list[Piece]:
        _check_size(self._spans)
        spans = self._spans.items()
        covered = {(r + i, c + j) for (r, c), (h, w) in spans for i in range(h) for j in range(w) if i or j}
        return [
            Piece(*at, text, *self._spans.get(at, (1, 1)))
            for at, text in sorted(self._texts.items())
            if at not in covered
        ]

    def problems(self) -> Iterator[str]:
        """Return what was left out."""
        for where in sorted(self._beyond):
            yield f"{where}还有内容，没有读入，请核对"
        if self._unseen:
            yield f"第{self._unseen[0]}行起有隐藏的行或列，里面的内容没有读入，请取消隐藏后再导入，或者照原件填写"
        if self._waiting:
            count, first = len(self._waiting), min(self._waiting)
            yield f"第{first}行起有{count}个公式还没有算出结果，请用Excel或WPS打开、保存后再导入，或者照原件填写"


def _is_far_down(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether it is a row below all that a report can have: programs write a million empty ones."""
    return tag == "row" and whole_number(attributes.get("r"), 0) > _LAST_ROW


def _without_empty(pieces: Sequence[Piece]) -> tuple[list[int], tuple[Piece, ...]]:
    """Close up the rows and columns in which nothing begins, fill in blanks; give the rows that are left, too."""
    rows, columns = (sorted(set(starts)) for starts in ([p.row for p in pieces], [p.column for p in pieces]))
    if len(rows) * len(columns) > 2 * MOST_CELLS:
        raise UserError(f"工作表超过{MOST_CELLS}格，不会是一份年度报告")

    def place(used: Sequence[int], start: int, count: int) -> tuple[int, int]:
        begin = bisect_left(used, start)
        return begin, max(1, bisect_left(used, start + count) - begin)

    dense = []
    for piece in pieces:
        (row, height), (column, width) = place(rows, piece.row, piece.rows), place(columns, piece.column, piece.columns)
        dense.append(Piece(row, column, piece.text, height, width))
    return rows, (*dense, *_blanks(dense, len(rows), len(columns)))


def _blanks(pieces: Sequence[Piece], height: int, width: int) -> Iterator[Piece]:
    """Return the cells in which nothing stands: all rows of a sheet are equally wide."""
    taken = {(p.row + i, p.column + j) for p in pieces for i in range(p.rows) for j in range(p.columns)}
    yield from (Piece(r, c, "") for r in range(height) for c in range(width) if (r, c) not in taken)


def _check_size(spans: Mapping[tuple[int, int], tuple[int, int]]) -> None:
    if sum(rows * columns for rows, columns in spans.values()) > MOST_CELLS:
        raise UserError("合并的单元格过多，不会是一份年度报告")


def _place(reference: str | None) -> tuple[int, int] | None:
    """Return row and column of a cell from 0; None beyond where a report can reach."""
    found = _PLACE.fullmatch(reference or "")
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    return (row - 1, column - 1) if 0 < row <= _LAST_ROW and column <= _LAST_COLUMN else None


def _merge(reference: str, spans: dict[tuple[int, int], tuple[int, int]]) -> None:
    first, _, last = reference.partition(":")
    start, end = _place(first), _place(last)
    if start and end and end >= start and len(spans) < MOST_CELLS:
        spans[start] = (end[0] - start[0] + 1, max(1, end[1] - start[1] + 1))
