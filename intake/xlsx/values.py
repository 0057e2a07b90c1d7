"""What a cell of a spreadsheet shows: a number with the decimals of its format, a date, an error by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache

from intake.characters import without_apostrophe, without_radicals
from intake.office.xml import Element, attribute
from model.errors import clip
from model.report.numbers import number_text

MOST_DECIMALS = 6  # what floats add behind is no figure of anybody's
_GREATEST = 10**15
_LAST_DAY = 2_958_466  # in the year 9999
_DIGITS = 9
_LONGEST_FORMAT = 255  # characters, of any program that writes one
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WORDS = re.compile(r"[^\W\d_]")
_HALF = (0xD800, 0xDFFF)
_TYPED = re.compile(r'"[^"]*"|\\.|!.|[_*].|\[(?!h+\]|m+\]|s+\])[^\[\]]*\]')  # what a format shows as it stands
_SAID = re.compile(r'"([^"]*)"|[\\!]([^\x00-\x7f])')
_DATE = re.compile(r"[yd年月日]", re.IGNORECASE)
_TIME = re.compile(r"[hs时分秒]", re.IGNORECASE)
_KNOWN = re.compile(r"[#0?,.%\sE+\-()/¥￥$]*", re.IGNORECASE)  # formats that change no digit of a number
_BUILT_IN = {2: "0.00", 4: "#,##0.00", 9: "0%", 10: "0.00%", 39: "0.00", 40: "0.00", 43: "0.00", 44: "0.00"}
_BUILT_IN |= dict.fromkeys((*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)), "yyyy/m/d")
_BUILT_IN |= dict.fromkeys((*range(18, 22), *range(32, 36), 45, 46, 47), "h:mm")


@dataclass(frozen=True)
class Values:
    """What the workbook has for all its cells: strings, formats, and the day from which dates are counted."""

    strings: Sequence[str]
    formats: Sequence[str]
    from_1904: bool

    def text(self, cell: Element) -> str:
        """Return what a cell shows; nothing for a formula that was never calculated."""
        kind = attribute(cell, "t") or "n"
        if kind == "inlineStr":
            words = "".join(string_of(child) for child in cell if child.tag == "is")
            return without_apostrophe(without_radicals(words).strip())
        value = _value(cell)
        if kind == "n":
            return self._number(value, attribute(cell, "s"))
        if kind == "s":
            return without_apostrophe(self.strings[int(value)]) if _is_index(value, self.strings) else ""
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        return _day(value) if kind == "d" else without_radicals(unescaped(value)).strip()

    def _number(self, value: str, style: str | None) -> str:
        code = self.formats[int(style)] if style and _is_index(style, self.formats) else ""
        if value.isascii() and value.isdigit() and not code:
            return value
        try:
            number = Decimal(repr(float(value)))
        except (ValueError, InvalidOperation):
            return value
        if not number.is_finite() or abs(number) > _GREATEST:
            return value
        return shown(number, code, from_1904=self.from_1904)


def is_uncalculated(cell: Element) -> bool:
    """Whether a cell has a formula, and nobody has calculated it yet."""
    formula = next((child.text or "" for child in cell if child.tag == "f"), None)
    may_be_empty = formula is None or '""' in formula
    return not may_be_empty and (attribute(cell, "t") or "n") == "n" and not _value(cell)


def _value(cell: Element) -> str:
    return next((child.text for child in cell if child.tag == "v"), None) or ""


def _is_index(text: str, of: Sequence[str]) -> bool:
    return text.isascii() and text.isdigit() and len(text) < _DIGITS and int(text) < len(of)


# Strings


def string_of(item: Element) -> str:
    """Put the runs of a string together; how it is pronounced is no part of it."""
    runs = [child for child in item if child.tag in {"t", "r"}]
    texts = ["".join(one.text or "" for one in run.iter() if one.tag == "t") for run in runs]
    marked = any(one.tag in {"vertAlign", "strike"} for run in runs for one in run.iter())
    between = " " * (marked and not _WORDS.search("".join(texts)))  # the mark of a note is no digit of the number
    return unescaped(between.join(texts))


def unescaped(text: str) -> str:
    r"""Return characters for those that stand escaped in a string; half of a pair is none.

    >>> unescaped("a_x000A_b, _x005F_x0041_")
    'a\nb, _x0041_'
    """
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(escaped: re.Match[str]) -> str:
    code = int(escaped[1], 16)
    return escaped[0] if _HALF[0] <= code <= _HALF[1] else chr(code)


# Numbers


def formats_of(styles: Element) -> Iterator[str]:
    """Return the format of each look that a cell can have; "" where it shows a number as it is."""
    own = {attribute(one, "numFmtId"): attribute(one, "formatCode") for one in styles.iter() if one.tag == "numFmt"}
    looks = next((one for one in styles if one.tag == "cellXfs"), None)
    for look in looks if looks is not None else ():
        name = attribute(look, "numFmtId") or ""
        built_in = _BUILT_IN.get(int(name), "") if name.isascii() and name.isdigit() and len(name) < _DIGITS else ""
        yield own.get(name) or built_in


def shown(number: Decimal, code: str = "", *, from_1904: bool = False) -> str:
    """Write a number as a format shows it, with all its digits even where the format shows fewer.

    A format that moves the decimal point is written behind the number, which is then none.

    >>> shown(Decimal("5884.0156999999999")), shown(Decimal("25.1"), "0.0000"), shown(Decimal("0.125"), "0%")
    ('5884.0157', '25.1000', '12.5%')
    >>> shown(Decimal(45291), "yyyy/m/d"), shown(Decimal("58840157"), "0!.0000"), shown(Decimal(5), '0"件"')
    ('2023年12月31日', '58840157[0!.0000]', '5件')
    """
    kind, decimals, before, behind = _read(code)
    if kind == "date":
        return _counted_day(number, from_1904=from_1904) or _rounded(number, 0)
    if kind == "percent":
        return f"{_rounded(number * 100, decimals)}%"
    return before + _rounded(number, decimals) + (f"[{clip(code)}]" if kind == "other" else behind)


@cache
def _read(code: str) -> tuple[str, int, str, str]:
    """Return what a format makes of a number, how many decimals it shows, and the words around it."""
    if len(code) > _LONGEST_FORMAT:
        return "other", 0, "", ""
    first = code.split(";", maxsplit=1)[0]
    at = _first_digit(first)
    return *_kind(first), _said(first[:at]), _said(first[at:])


def _first_digit(code: str) -> int:
    """Return where the digits begin; what stands in quotation marks is words."""
    quotes = code.count('"')
    for place, char in enumerate(code):
        quotes -= char == '"'
        if char in "0#?" and quotes % 2 == 0:
            return place
    return 0


def _said(code: str) -> str:
    return "".join(one or other for one, other in _SAID.findall(code)).strip()


def _kind(first: str) -> tuple[str, int]:
    bare = _TYPED.sub("", first)
    if not bare or "General" in bare or "通用" in bare or bare == "@":
        return "number", 0
    if _DATE.search(bare) or _TIME.search(bare):
        return "date", 0
    decimals = len(re.sub(r"[^0?]", "", bare.partition(".")[2])) if "E" not in bare.upper() else 0
    moved = "!." in first or "\\." in first or re.search(r"[0#?],+(?![0#?])", bare)
    if moved or not _KNOWN.fullmatch(bare):
        return "other", 0
    return ("percent" if "%" in bare else "number"), decimals


def _rounded(number: Decimal, decimals: int) -> str:
    """Write a number with at least so many decimals, without those that floats add."""
    exact = round(number, MOST_DECIMALS).normalize()
    own = max(0, -int(exact.as_tuple().exponent))
    return number_text(exact.quantize(Decimal(1).scaleb(-min(MOST_DECIMALS, max(own, decimals)))))


def _counted_day(number: Decimal, *, from_1904: bool) -> str:
    """Return the day that a number of days stands for; "" where there is none."""
    days = number + (1462 if from_1904 else 0)
    if not 0 <= days < _LAST_DAY:
        return ""
    moment = datetime(1899, 12, 30) + timedelta(days=float(days))  # noqa: DTZ001 — spreadsheets know no time zones
    return f"{moment:%H:%M}" if days < 1 else f"{moment.year}年{moment.month}月{moment.day}日"


def _day(value: str) -> str:
    """Write a date that is stored as one."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return f"{moment.year}年{moment.month}月{moment.day}日"
