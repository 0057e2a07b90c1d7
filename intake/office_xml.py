"""XML as Office programs write it: a tree of elements whose names are asked for without their namespace.

There are two editions of the format, which differ in the namespaces alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from intake.limits import MOST_ELEMENTS, MOST_MARKUP
from model.errors import UserError

DAMAGED = "文件已损坏或不完整，读不出来"
_MOST_DEPTH = 200
_DIGITS = 8


def parse(data: bytes) -> Element:
    """Parse XML; with a document type it is refused, so that no entity is ever expanded or fetched.

    Raises:
        UserError: it is no such XML.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    builder = TreeBuilder()
    depth = count = length = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > _MOST_DEPTH:
            raise UserError("文件结构过深，不会是一份年度报告")
        if count > MOST_ELEMENTS:
            raise UserError("文件里的内容太多，不会是一份年度报告")
        builder.start(tag, attributes)

    def words(text: str) -> None:
        nonlocal length
        length += len(text)
        if length > MOST_MARKUP:
            raise UserError("文件里的文字太多，不会是一份年度报告")
        builder.data(text)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag)

    def refuse(*_: object) -> None:
        raise UserError("文件里有文档类型声明（DOCTYPE），Office文件不会有，没有读入")

    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003 — expat takes it by position
        return builder.close()
    except (expat.ExpatError, ValueError, LookupError, AssertionError) as error:
        raise UserError(DAMAGED) from error


def tag_of(element: Element) -> str:
    """Give the name of an element whatever its namespace."""
    return element.tag.rpartition("}")[2]


def attribute(element: Element | None, name: str = "val") -> str | None:
    """Give an attribute whatever the namespace is called: there are two editions of the format."""
    if element is None:
        return None
    return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == name), None)


def children_of(element: Element | None, name: str) -> Iterator[Element]:
    """Give the children of a name."""
    return (child for child in (element if element is not None else ()) if tag_of(child) == name)


def child_of(element: Element | None, *path: str) -> Element | None:
    """Give the first element on a path below another; None where there is none."""
    for name in path:
        element = next(children_of(element, name), None)
    return element


def whole_number(text: str | None, otherwise: int) -> int:
    """Read a whole number of an attribute."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= _DIGITS else otherwise


__all__ = ["DAMAGED", "Element", "attribute", "child_of", "children_of", "parse", "tag_of", "whole_number"]
