"""The numbers that Word puts before paragraphs by itself, such as “一、”: they are seen, and stand in no text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from intake.office.xml import Element, attribute, child_of, children_of, whole_number

_CHINESE = "零一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = (("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50), ("xl", 40))
_ROMAN_SMALL = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
_MOST_HOPS = 20
_GREATEST = 3999
_LONGEST = 100  # characters of what stands around the numbers
_PLACE = re.compile("%([1-9])")


@dataclass(frozen=True)
class _Level:
    """How one level of a list is numbered; `style` is that of the paragraphs that belong to it."""

    shape: str
    text: str
    start: int
    style: str
    plain: bool  # all levels in it are written in digits


@dataclass
class _List:
    levels: Mapping[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, at: int) -> str:
        """Count one on at a level, and write the number with those of the levels above it."""
        self.counts = {level: count for level, count in self.counts.items() if level <= at}
        for level in range(at):
            self.counts.setdefault(level, self._start(level))
        self.counts[at] = self.counts.get(at, self._start(at) - 1) + 1
        own = self.levels[at]
        return (
            "" if own.shape == "bullet" else _PLACE.sub(lambda found: self._written(int(found[1]) - 1, own), own.text)
        )

    def _start(self, level: int) -> int:
        return self.levels[level].start if level in self.levels else 1

    def _written(self, level: int, own: _Level) -> str:
        shape = self.levels[level].shape if level in self.levels and not own.plain else "decimal"
        return written(self.counts.get(level, self._start(level)), shape)


class Numbering:
    """Counts the numbered paragraphs of a document, which must be asked for in their order."""

    def __init__(self, numbering: Element, styles: Element) -> None:
        lists = {attribute(one, "abstractNumId"): one for one in children_of(numbering, "abstractNum")}
        linked = {attribute(child_of(one, "styleLink")): one for one in lists.values()}
        self._lists: dict[str | None, _List] = {}
        self._list_of: dict[str, str | None] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        for key, one in lists.items():
            link = attribute(child_of(one, "numStyleLink"))
            self._lists[key] = _List(dict(_levels(linked.get(link, one) if link else one)))
        for one in children_of(numbering, "num"):
            name = attribute(one, "numId") or ""
            self._list_of[name] = attribute(child_of(one, "abstractNumId"))
            self._restarts[name] = dict(_restarts(one))
        self._styles = {attribute(one, "styleId"): one for one in children_of(styles, "style")}

    def label(self, properties: Element | None) -> str:
        """Return what stands before the next paragraph with these properties; "" where it has no number."""
        style = attribute(child_of(properties, "pStyle"))
        name, at = self._of(child_of(properties, "numPr"), style)
        found = self._lists.get(self._list_of.get(name)) if name else None
        if found is None or at not in found.levels:
            return ""
        for level, start in self._restarts.pop(name, {}).items():
            found.counts = {above: count for above, count in found.counts.items() if above < level}
            found.counts[level] = start - 1
        return found.next(at)

    def _of(self, own: Element | None, style: str | None) -> tuple[str, int]:
        """Return the list and the level of a paragraph: its own, or that of its style."""
        name, level = attribute(child_of(own, "numId")), attribute(child_of(own, "ilvl"))
        for _ in range(_MOST_HOPS):
            if name is not None or style is None:
                break
            properties = child_of(self._styles.get(style), "pPr", "numPr")
            name = attribute(child_of(properties, "numId"))
            if name is not None and level is None:
                level = attribute(child_of(properties, "ilvl")) or self._level_of_style(name, style)
            style = attribute(child_of(self._styles.get(style), "basedOn"))
        return name or "", whole_number(level, 0)

    def _level_of_style(self, name: str, style: str) -> str:
        found = self._lists.get(self._list_of.get(name))
        levels = found.levels.items() if found else ()
        return next((str(at) for at, level in levels if level.style == style), "0")


def _levels(element: Element) -> Iterator[tuple[int, _Level]]:
    for one in children_of(element, "lvl"):
        shape = attribute(child_of(one, "numFmt")) or "decimal"
        text = (attribute(child_of(one, "lvlText")) or "")[:_LONGEST]
        start = whole_number(attribute(child_of(one, "start")), 1)
        style = attribute(child_of(one, "pStyle")) or ""
        yield (
            whole_number(attribute(one, "ilvl"), 0),
            _Level(shape, text, start, style, child_of(one, "isLgl") is not None),
        )


def _restarts(num: Element) -> Iterator[tuple[int, int]]:
    for one in children_of(num, "lvlOverride"):
        start = attribute(child_of(one, "startOverride"))
        if start is not None:
            yield whole_number(attribute(one, "ilvl"), 0), whole_number(start, 1)


def written(number: int, shape: str) -> str:
    """Write a number as a list shows it; in digits where the shape is not known.

    >>> [written(12, shape) for shape in ("chineseCounting", "decimalEnclosedCircle", "upperRoman", "lowerLetter")]
    ['十二', '⑫', 'XII', 'l']
    """
    if not 0 < number <= _GREATEST:
        return str(number)
    if shape.startswith(("chineseCounting", "japaneseCounting", "taiwaneseCounting")):
        return chinese(number)
    if shape.endswith("Roman"):
        return _roman(number).upper() if shape.startswith("upper") else _roman(number)
    if shape.endswith("Letter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if shape.startswith("upper") else letter
    return _in_signs(number, shape)


def _in_signs(number: int, shape: str) -> str:
    """Write a number in a shape that takes one sign for it."""
    if shape.startswith("decimalEnclosedCircle") and number <= 20:  # noqa: PLR2004 — there are no more
        return chr(ord("①") + number - 1)
    if shape == "ideographTraditional" and number <= len(_STEMS):
        return _STEMS[number - 1]
    if shape == "decimalFullWidth":
        return "".join(chr(ord("０") + int(digit)) for digit in str(number))
    return "" if shape == "none" else str(number)


def chinese(number: int) -> str:
    """Write a number below a hundred in Chinese.

    >>> [chinese(number) for number in (3, 10, 11, 20, 35)]
    ['三', '十', '十一', '二十', '三十五']
    """
    tens, ones = divmod(number, 10)
    if tens >= 10:  # noqa: PLR2004 — no report has so many
        return str(number)
    begin = "" if not tens else "十" if tens == 1 else f"{_CHINESE[tens]}十"
    return begin + (_CHINESE[ones] if ones or not tens else "")


def _roman(number: int) -> str:
    letters = ""
    for letter, value in (*_ROMAN, *_ROMAN_SMALL):
        count, number = divmod(number, value)
        letters += letter * count
    return letters
