"""The program's own file (.json), as docs/file-format.md describes it.

History:

1 — the first.
2 — the level may be "unknown", the year null. A file that needs neither is still written as 1, for programs of before.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any, NoReturn

from model.errors import UserError, clip
from model.form.editions import FORMS
from model.form.form import Form
from model.form.schema import Cell
from model.report.numbers import DIGITS, NotANumberError, number_text, parse_entry
from model.report.report import LONGEST_UNIT, NO_YEAR, Explanation, Level, Report

VERSION = 2
LARGEST = 6_000_000  # bytes: eight texts of the greatest length in the longest characters, and 400 long reasons
LONGEST_TEXT = 100_000  # characters, wherever a text comes from
LONGEST_REASON = 2_000  # characters
YEARS = (2008, 2100)  # 《条例》 is of 2008
_KEYS = {"gouji", "form", "unit", "level", "year", "numbers", "texts", "explanations"}
_EXPLANATION_KEYS = {"check", "at", "reason", "by", "when"}


def too_long(text: str) -> str | None:
    """Say that a text is longer than any file holds; None if it is not."""
    return f"有{len(text)}字，每段文字最多{LONGEST_TEXT}字" if len(text) > LONGEST_TEXT else None


def is_whole(value: object) -> bool:
    r"""Whether a value has no half of a character: such a text can neither be written nor read back.

    >>> is_whole("𠮷"), is_whole("\ud842")
    (True, False)
    """
    try:
        str(value).encode()
    except UnicodeEncodeError:
        return False
    return True


def dumps(report: Report) -> str:
    """Write a report as the text of a file; equal reports give equal text."""
    form = report.form
    return (
        json.dumps(
            {
                "gouji": _version_of(report),
                "form": report.edition,
                "unit": report.unit,
                "level": report.level.value,
                "year": None if report.year == NO_YEAR else report.year,
                "numbers": {c: number_text(report.numbers[c]) for c in form.cells if c in report.numbers},
                "texts": {key: report.texts[key] for key in form.texts if key in report.texts},
                "explanations": [_explanation_json(one) for one in report.explanations],
            },
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


def _version_of(report: Report) -> int:
    """Return the first version that can say what a report is about."""
    return VERSION if report.level is Level.UNKNOWN or report.year == NO_YEAR else 1


def _explanation_json(one: Explanation) -> dict[str, Any]:
    return {
        "check": one.check,
        "at": list(one.at),
        "reason": one.reason,
        "by": one.by,
        "when": one.when,
    }


def loads(data: bytes) -> Report:
    """Read a report from the bytes of a file; it is taken whole or not at all.

    Raises:
        UserError: it is not such a file, or not of a known version; the sentence names the place.
    """
    if len(data) > LARGEST:
        _refuse(f"文件有{len(data)}字节，超过{LARGEST}字节的上限")
    raw = _object(_parse(data), "文件")
    _check_version(raw)
    _only(raw, _KEYS, "文件")
    form = FORMS[_edition(raw)]
    return Report(
        unit=_string(raw.get("unit"), "unit", LONGEST_UNIT),
        level=Level(_one_of(raw, "level", set(Level), "机关层级")),
        year=_year(raw),
        edition=form.edition,
        numbers=_numbers(_object(raw.get("numbers", {}), "numbers"), form),
        texts=_texts(_object(raw.get("texts", {}), "texts"), form.texts),
        explanations=_explanations(raw.get("explanations", []), form),
    )


def _refuse(sentence: str) -> NoReturn:
    raise UserError(sentence)


def _parse(data: bytes) -> object:
    try:
        text = data.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=Decimal)
    except UnicodeDecodeError as error:
        raise UserError(f"第{error.start + 1}字节起不是UTF-8文字，文件可能损坏") from error
    except json.JSONDecodeError as error:
        raise UserError(f"第{error.lineno}行第{error.colno}列不是JSON，文件可能不完整") from error
    except (RecursionError, ValueError, ArithmeticError) as error:
        raise UserError("文件结构过深或数字过长，不是本程序的文件") from error


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        counted = Counter(key for key, _ in pairs)
        _refuse(f"“{clip(next(key for key, times in counted.items() if times > 1), 80)}”出现了两次")
    return found


def _no_constant(name: str) -> object:
    raise UserError(f"“{name}”不是数字")


def _object(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UserError(f"{name}应是一组名称和内容，实际不是")
    return value


def _check_version(raw: Mapping[str, object]) -> None:
    if "gouji" not in raw:
        _refuse("缺少“gouji”，不是本程序的文件")
    version = raw["gouji"]
    if type(version) is not int or version < 1:
        _refuse(f"版本“{clip(version)}”无法识别")
    elif version > VERSION:
        _refuse(f"文件是第{clip(version)}版，本程序只认识到第{VERSION}版，请升级程序")


def _only(raw: Mapping[str, object], known: Collection[str], name: str) -> None:
    for key in raw:
        if key not in known:
            _refuse(f"{name}里有不认识的“{clip(key, 80)}”")


def _one_of(raw: Mapping[str, object], key: str, known: object, name: str) -> str:
    value = raw.get(key)
    if not isinstance(value, str) or value not in known:  # type: ignore[operator]
        raise UserError(f"“{key}”（{name}）是“{clip(value, 40)}”，无法识别")
    return value


def _edition(raw: Mapping[str, object]) -> str:
    edition = raw.get("form")
    if isinstance(edition, str) and edition not in FORMS:
        known = "、".join(FORMS)
        _refuse(f"文件用的是“{clip(edition, 40)}”表样，本程序只认识{known}年的表样，可能要用更新的程序打开")
    return _one_of(raw, "form", FORMS, "表样版本")


def _string(value: object, place: str, limit: int) -> str:
    if not isinstance(value, str):
        raise UserError(f"“{place}”应是文字")
    if len(value) > limit:
        _refuse(f"“{place}”有{len(value)}字，超过{limit}字的上限")
    if not is_whole(value):
        _refuse(f"“{place}”里有不完整的字符")
    return value


def _year(raw: Mapping[str, object]) -> int:
    value = raw.get("year")
    if value is None and "year" in raw:
        return NO_YEAR
    if isinstance(value, str):
        raise UserError(f"“year”应写成不带引号的数字，这里是文字“{clip(value)}”")
    if type(value) is not int or not YEARS[0] <= value <= YEARS[1]:
        raise UserError(f"“year”是“{clip(value)}”，应是{YEARS[0]}到{YEARS[1]}之间的年份")
    return value


def _numbers(raw: Mapping[str, object], form: Form) -> dict[Cell, Decimal]:
    numbers: dict[Cell, Decimal] = {}
    known = form.cell_called
    for key, text in raw.items():
        cell = known.get(key)
        if cell is None:
            raise UserError(f"“numbers”里有不认识的“{clip(key, 80)}”")
        numbers[cell] = _number(text, cell, form)
    return numbers


def _number(text: object, cell: Cell, form: Form) -> Decimal:
    if not isinstance(text, str):
        raise UserError(f"“numbers”里“{cell}”应写成带引号的数字")
    if len(text) <= DIGITS and text.isascii() and text.isdigit():  # nearly all are, and a county reads thousands
        return Decimal(text)
    try:
        value = parse_entry(text, form.kinds[cell]) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) else None
    except NotANumberError as error:
        raise UserError(f"“numbers”里“{cell}”有误：{error.reason}") from error
    if value is None:
        raise UserError(f"“numbers”里“{cell}”的“{clip(text)}”不是数字，空白的格应整项省略")
    return value


def _texts(raw: Mapping[str, object], known: Collection[str]) -> dict[str, str]:
    _only(raw, known, "“texts”")
    texts = {key: _string(value, f"texts/{key}", LONGEST_TEXT) for key, value in raw.items()}
    return {key: text for key, text in texts.items() if text}


def _explanations(raw: object, form: Form) -> tuple[Explanation, ...]:
    if not isinstance(raw, list):
        raise UserError("“explanations”应是一个列表")
    places = {*form.cells, *form.texts} if raw else set()
    return tuple(_explanation(_object(one, f"第{i}条说明"), i, places) for i, one in enumerate(raw, 1))


def _explanation(raw: Mapping[str, Any], index: int, places: set[str]) -> Explanation:
    name = f"第{index}条说明"
    _only(raw, _EXPLANATION_KEYS, name)
    at = raw.get("at")
    if not isinstance(at, list) or not all(isinstance(place, str) and place in places for place in at):
        raise UserError(f"{name}的“at”指向不认识的位置")
    field: Callable[[str], str] = lambda key: _string(raw.get(key), f"{name}的{key}", LONGEST_REASON)  # noqa: E731
    return Explanation(field("check"), tuple(at), field("reason"), field("by"), field("when"))
