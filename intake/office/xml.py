"""XML as Office programs write it: a tree of elements and attributes without their namespaces.

There are two editions of the format, which differ in the namespaces alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from intake.limits import MOST_ATTRIBUTES, MOST_ATTRIBUTES_IN_ALL, MOST_ELEMENTS, MOST_MARKUP
from model.errors import UserError

DAMAGED = "文件已损坏或不完整，读不出来"
LEFT_OUT = "gouji:left-out"  # stands in the tree where what was left out holds words or values
_WITH_WORDS = frozenset({"v", "t"})
_MOST_DEPTH = 200
_DIGITS = 8


LeaveOut = Callable[[str, Mapping[str, str]], bool]


def parse(chunks: Iterable[bytes], leave_out: LeaveOut | None = None) -> Element:
    """Parse XML; with a document type it is refused, so that no entity is ever expanded or fetched.

    The first element of which `leave_out` says so, and all that follow it in its parent, are no part of the tree.

    Raises:
        UserError: it is no such XML, or has more than a report can have.
    """
    return _Parsing(leave_out).tree(chunks)


class _Parsing:
    """Builds a tree that has its limits."""

    def __init__(self, leave_out: LeaveOut | None) -> None:
        self._leave_out = leave_out
        self._builder = TreeBuilder()
        self._open: list[str] = []
        self._count = self._attributes = self._length = 0
        self._marked = False
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = _refuse
        self._listen()

    def _listen(self) -> None:
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        self._parser.CharacterDataHandler = self._data

    def tree(self, chunks: Iterable[bytes]) -> Element:
        try:
            for chunk in _without_endless_tags(chunks):
                self._parser.Parse(chunk, False)  # noqa: FBT003 — expat takes it by position
            self._parser.Parse(b"", True)  # noqa: FBT003
            return self._builder.close()
        except (expat.ExpatError, ValueError, LookupError, AssertionError) as error:
            raise UserError(DAMAGED) from error

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        own = {_local(key): value for key, value in attributes.items()} if attributes else attributes
        if self._leave_out and self._leave_out(name, own):
            self._parser.StartElementHandler = self._parser.CharacterDataHandler = None
            self._parser.EndElementHandler = self._pass_over
            return
        self._open.append(tag)
        self._count += 1
        self._attributes += len(own)
        if len(self._open) > _MOST_DEPTH:
            raise UserError("文件结构过深，不会是一份年度报告")
        if self._count > MOST_ELEMENTS or self._attributes > MOST_ATTRIBUTES_IN_ALL:
            raise UserError("文件里的内容太多，不会是一份年度报告")
        self._builder.start(name, own)

    def _pass_over(self, tag: str) -> None:
        if self._open and tag == self._open[-1]:
            self._listen()
            self._end(tag)
        elif _local(tag) in _WITH_WORDS and not self._marked:
            self._marked = True
            self._builder.start(LEFT_OUT, {})
            self._builder.end(LEFT_OUT)

    def _data(self, text: str) -> None:
        self._length += len(text)
        if self._length > MOST_MARKUP:
            raise UserError("文件里的文字太多，不会是一份年度报告")
        self._builder.data(text)

    def _end(self, tag: str) -> None:
        self._open.pop()
        self._builder.end(_local(tag))


def _without_endless_tags(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Return the chunks on, unless an element has more attributes than may be: the parser keeps all of them in memory.

    Between two `<`, of which no attribute holds one, stand an element and the text behind it.
    """
    open_tag = 0
    for chunk in chunks:
        first, *others = chunk.split(b"<")
        signs = [open_tag + first.count(b"="), *(other.count(b"=") for other in others)]
        if max(signs) > MOST_ATTRIBUTES:
            raise UserError("文件里有过长的标签，不会是一份年度报告")
        open_tag = signs[-1]
        yield chunk


def _refuse(*_: object) -> None:
    raise UserError("文件里有文档类型声明（DOCTYPE），Office文件不会有，没有读入")


@lru_cache(maxsize=2000)
def _local(name: str) -> str:
    return name.rpartition("}")[2]


def attribute(element: Element | None, name: str = "val") -> str | None:
    """Return an attribute; None where there is no element either."""
    return element.get(name) if element is not None else None


def children_of(element: Element | None, name: str) -> list[Element]:
    """Return the children of a name."""
    return element.findall(name) if element is not None else []


def child_of(element: Element | None, *path: str) -> Element | None:
    """Return the first element on a path below another; None where there is none."""
    for name in path:
        if element is None:
            return None
        element = element.find(name)
    return element


def whole_number(text: str | None, otherwise: int) -> int:
    """Read a whole number of an attribute."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= _DIGITS else otherwise


__all__ = ["DAMAGED", "LEFT_OUT", "Element", "attribute", "child_of", "children_of", "parse", "whole_number"]
