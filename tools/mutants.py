"""Every small change of a source file that its tests should notice: numbers, comparisons, conditions, patterns."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_OPPOSITE: dict[type[ast.AST], tuple[str, tuple[str, ...]]] = {
    ast.Lt: ("<", ("<=", ">=")),
    ast.LtE: ("<=", ("<", ">")),
    ast.Gt: (">", (">=", "<=")),
    ast.GtE: (">=", (">", "<")),
    ast.Eq: ("==", ("!=",)),
    ast.NotEq: ("!=", ("==",)),
    ast.In: ("in", ("not in",)),
    ast.NotIn: (r"not\s+in", ("in",)),
    ast.Is: ("is", ("is not",)),
    ast.IsNot: (r"is\s+not", ("is",)),
    ast.And: ("and", ("or",)),
    ast.Or: ("or", ("and",)),
    ast.Add: (r"\+", ("-",)),
    ast.Sub: ("-", ("+",)),
    ast.Mult: (r"\*", ("//",)),
    ast.FloorDiv: ("//", ("*",)),
    ast.Div: ("/", ("*",)),
}
_SWAPPED = {"any": "all", "all": "any", "min": "max", "max": "min", "startswith": "endswith", "endswith": "startswith"}
_QUANTIFIER = re.compile(r"(?<!\\)\{(?=[\d,])(\d*),?(\d*)\}[+?]?|(?<![\\(*+?}])[*+](?![+?])|(?<![\\(*+?}])\?(?![?+])")
_CLASS = re.compile(r"(?<!\\)\[(?:\\.|[^\]\\])+\]")  # characters, not how often they may be there
_REGEX = re.compile(r"[\\(\[*+?{|^$]")
_LONGEST_WORD = 12  # characters of a text that is compared; what is longer is said to the user
_NO_BEHAVIOUR = {"cache", "lru_cache", "cached_property", "dataclass", "contextmanager", "TypeVar", "cast"}
_NO_BEHAVIOUR_KEYWORDS = {"strict", "maxsize", "frozen", "eq", "slots", "kw_only"}


@dataclass(frozen=True)
class Mutant:
    """One change: where it is, in bytes of the file, and the text that stands there instead."""

    file: str
    line: int
    begin: int
    end: int
    old: str
    new: str
    source: str  # the whole line, by which the mutant is known again when others moved it

    @property
    def name(self) -> tuple[str, str, str, str]:
        """What says that two mutants of two states of the file are one."""
        return (self.file, self.source, self.old, self.new)

    def applied(self, data: bytes) -> bytes:
        """Return the file with the change made."""
        return data[: self.begin] + self.new.encode() + data[self.end :]


def mutants_of(file: str, data: bytes) -> list[Mutant]:
    """Return the mutants of a file, in its order; a few may not compile, or change nothing."""
    finder = _Finder(file, data)
    finder.visit(ast.parse(data))
    found = {(one.begin, one.end, one.new): one for one in finder.found}
    return [one for _, one in sorted(found.items())]


def is_other_code(mutant: Mutant, data: bytes) -> bool:
    """Whether the changed file compiles, and to something else."""
    try:
        return ast.dump(ast.parse(mutant.applied(data))) != ast.dump(ast.parse(data))
    except SyntaxError:
        return False


class _Finder(ast.NodeVisitor):
    """Goes through a module, past what only says types or words to the reader."""

    def __init__(self, file: str, data: bytes) -> None:
        self.file, self.data = file, data
        self.lines = data.split(b"\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.found: list[Mutant] = []

    # Places

    def _at(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        begin = self.starts[node.lineno - 1] + node.col_offset
        return begin, self.starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)

    def _text(self, begin: int, end: int) -> str:
        return self.data[begin:end].decode()

    def _put(self, begin: int, end: int, new: str) -> None:
        line = self.data.count(b"\n", 0, begin) + 1
        source = self.lines[line - 1].decode().strip()
        self.found.append(Mutant(self.file, line, begin, end, self._text(begin, end), new, source))

    def _operator(self, kind: type[ast.AST], left: ast.expr, right: ast.expr) -> None:
        """Change the operator between two operands."""
        shape, others = _OPPOSITE.get(kind, ("", ()))
        begin, end = self._at(left)[1], self._at(right)[0]
        word = rf"\b(?:{shape})\b" if shape.isalpha() or r"\s" in shape else shape
        found = re.search(word, self._text(begin, end)) if shape else None
        if found:
            before = len(self._text(begin, end)[: found.start()].encode())
            place = begin + before
            for new in others:
                self._put(place, place + len(found[0].encode()), new)

    # What is passed over

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for one in (*_without_docstring(node.body), *node.args.defaults, *filter(None, node.args.kw_defaults)):
            self.visit(one)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for one in _without_docstring(node.body):
            self.visit(one)

    def visit_Module(self, node: ast.Module) -> None:
        for one in _without_docstring(node.body):
            self.visit(one)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_Raise(self, node: ast.Raise) -> None:
        """Leave what is said as it is."""

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Leave what is said as it is; positions inside are not those of the file before Python 3.12."""

    def visit_Assign(self, node: ast.Assign) -> None:
        names = {one.id for one in node.targets if isinstance(one, ast.Name)}
        if "__all__" not in names and "__slots__" not in names:
            self.visit(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in _NO_BEHAVIOUR:
            return
        if name in _SWAPPED:
            end = self._at(node.func)[1]
            self._put(end - len(name), end, _SWAPPED[name])
        self.visit(node.func)
        for one in node.args:
            self.visit(one)
        for keyword in node.keywords:
            if keyword.arg not in _NO_BEHAVIOUR_KEYWORDS:
                self.visit(keyword.value)

    # What is changed

    def visit_Constant(self, node: ast.Constant) -> None:
        begin, end = self._at(node)
        for new in _other_constants(node.value):
            self._put(begin, end, new)
        if isinstance(node.value, str):
            self._string(node.value, begin, end)

    def _string(self, value: str, begin: int, end: int) -> None:
        text = self._text(begin, end)
        if _REGEX.search(value):
            classes = [one.span() for one in _CLASS.finditer(text)]
            for found in _QUANTIFIER.finditer(text):
                if any(first <= found.start() < last - 1 for first, last in classes):
                    continue
                start = begin + len(text[: found.start()].encode())
                for new in _other_quantifiers(found):
                    self._put(start, start + len(found[0].encode()), new)
        elif value and len(value) <= _LONGEST_WORD:
            self._put(begin, end, '"XX"')

    def visit_Compare(self, node: ast.Compare) -> None:
        operands = [node.left, *node.comparators]
        for kind, left, right in zip(node.ops, operands, operands[1:], strict=False):
            self._operator(type(kind), left, right)
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        for left, right in zip(node.values, node.values[1:], strict=False):
            self._operator(type(node.op), left, right)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if not any(isinstance(one, ast.List | ast.Tuple | ast.JoinedStr) for one in (node.left, node.right)):
            self._operator(type(node.op), node.left, node.right)
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            begin, _ = self._at(node)
            self._put(begin, self._at(node.operand)[0], "")
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self._operator(type(node.op), node.target, node.value)
        self.visit(node.value)

    def visit_Slice(self, node: ast.Slice) -> None:
        for bound in filter(None, (node.lower, node.upper)):
            if not isinstance(bound, ast.Constant):
                begin, end = self._at(bound)
                self._put(begin, end, f"({self._text(begin, end)}) + 1")
                self._put(begin, end, f"({self._text(begin, end)}) - 1")
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        if node.value and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            begin, end = self._at(node.value)
            self._put(begin, end, "None")
            self.visit(node.value)

    def visit_If(self, node: ast.If) -> None:
        self._negated(node.test)
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._negated(node.test)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self._negated(test)
        self.generic_visit(node)

    def _negated(self, test: ast.expr) -> None:
        if not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp | ast.NamedExpr):
            begin, end = self._at(test)
            self._put(begin, end, f"(not {self._text(begin, end)})")

    def visit_Continue(self, node: ast.Continue) -> None:
        self._put(*self._at(node), "break")

    def visit_Break(self, node: ast.Break) -> None:
        self._put(*self._at(node), "continue")


def _without_docstring(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Return the statements that do something."""
    for one in body:
        if not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)):
            yield one


def _other_constants(value: object) -> list[str]:
    """Return the numbers next to one: one more, one less, half, twice."""
    if isinstance(value, bool):
        return [str(not value)]
    if isinstance(value, int):
        far = [value // 2, value * 2] if abs(value) > 3 else []  # noqa: PLR2004 — nearer ones are there already
        return [str(one) for one in (value + 1, value - 1, *far)]
    if isinstance(value, float):
        return [repr(round(value * by, 6)) for by in (0.5, 0.9, 1.1, 2)]
    return []


def _other_quantifiers(found: re.Match[str]) -> list[str]:
    """Return how often a part of a pattern may be there instead."""
    text = found[0]
    if not text.startswith("{"):
        return {"+": ["*", ""], "*": ["+", ""], "?": [""]}[text]
    least, most = found[1], found[2]
    if "," not in text:
        return [text.replace(least, str(int(least) + 1))]
    tail = text.partition("}")[2]
    others = [f"{{{int(least) + 1},{most}}}{tail}"] if least else []
    if least and int(least):
        others.append(f"{{{int(least) - 1},{most}}}{tail}")
    return others + ([f"{{{least},{int(most) + by}}}{tail}" for by in (1, -1)] if most else [])
