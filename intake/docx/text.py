"""The words of Word's paragraphs as they are shown: without what was deleted, is hidden, or is code of a field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from intake.office.xml import Element, attribute, child_of

_OFF = frozenset({"0", "false", "off"})
_NO_TEXT = frozenset(("del", "moveFrom", "pPr", "rPr", "instrText", "delInstrText", "drawing", "pict", "object", "rt"))
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass
class ParagraphWords:
    """The words of one paragraph, its text boxes, and what of it is not shown.

    In a cell, what stands raised or is struck out is kept apart, so that it is never part of a number.
    """

    in_cell: bool = False
    text: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    def take(self, element: Element) -> None:
        """Take the words of an element, a paragraph or part of one."""
        for child in element:
            tag = child.tag
            if tag == "t":
                self.text.append(child.text or "")
            elif tag in _SIGNS:
                self.text.append(_SIGNS[tag])
            elif tag == "r":
                self._take_run(child)
            elif tag in {"drawing", "pict"}:
                self.boxes += boxes_in(child)
            elif tag == "AlternateContent":
                self._take_choice(child)
            elif tag not in _NO_TEXT:
                self.take(child)

    def _take_run(self, run: Element) -> None:
        properties = child_of(run, "rPr")
        if properties is None:
            self.take(run)
        elif is_on(child_of(properties, "vanish")):
            self.hidden += (one.text or "" for one in run if one.tag == "t")
        elif self.in_cell and _stands_apart(properties):
            self.text.append(" ")
            self.take(run)
            self.text.append(" ")
        else:
            self.take(run)

    def _take_choice(self, element: Element) -> None:
        """Take the first of several ways to show one thing that says something."""
        for way in element:
            before = len(self.text), len(self.boxes)
            self.take(way)
            if before != (len(self.text), len(self.boxes)):
                return


def boxes_in(element: Element) -> Iterator[Element]:
    """Return the contents of the text boxes in a drawing, the outermost."""
    for child in element:
        if child.tag == "txbxContent":
            yield child
        else:
            yield from boxes_in(child)


def is_on(switch: Element | None) -> bool:
    """Whether a property is there, and not there to be switched off."""
    return switch is not None and (attribute(switch) or "") not in _OFF


def _stands_apart(properties: Element) -> bool:
    raised = (attribute(child_of(properties, "vertAlign")) or "baseline") != "baseline"
    return raised or any(is_on(child_of(properties, name)) for name in ("strike", "dstrike"))
