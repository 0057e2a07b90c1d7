"""What a line is by itself: a heading, a label, a row of a table, a numbered point, prose; by the words of the form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from intake.characters import bare, fold
from intake.interpret.accounting import heads_a_page
from intake.interpret.by_forms import cached_by_forms
from intake.interpret.headings import cut, numbering_of, unnumbered
from intake.interpret.unit_words import is_unit
from intake.interpret.values import looks_like_value
from intake.traditional import simplified
from intake.wrapped_line import LineKind
from model.form.editions import FORMS

LONGEST = 60  # characters of a line that may be anything but prose
_PARTED = re.compile(r"[\t|｜│┃¦]")
_FIGURE, _FIGURE_OR_NONE = re.compile(r"[\d,.]+"), re.compile(r"[\d,.]+|[-/—]")
_ADDRESS = re.compile(r"[<（(]?(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w.-]+", re.ASCII)
_DATE = re.compile(
    r"[\d〇○零一二三四五六七八九十]{4}[-./年][\d一二三四五六七八九十]{1,3}[-./月][\d一二三四五六七八九十]{1,3}日?"
)
_TITLE = re.compile(
    r"(?:(?!公开)[^，。；：,;:《“])*+公开"
    r"(?:[^，。；：,;:《“]*(?:报告|年报)|(?:(?!(?:报告|年报)[（(])[^，。；：,;:《“])*+(?:报告|年报)[（(].*[）)])"
)
_LABELLED = re.compile(r"[^，。；：:、\s\d]{2,8}[：:](?!//)")
_ITEM = re.compile(r"[①-⑳㈠-㈩⑴-⑽]|第[一二三四五六七八九十]{1,3}部分")
_POINT = re.compile(r"第[一二三四五六七八九十]{1,3}[，,]|其[一二三四五]是?[，,]")
_OF_ADDRESS = re.compile(r"\d{1,2}\.[a-z]|0\d")  # 163.com, the end of 417600
_NUMBERS_AROUND = re.compile(r"^[\d,]*\d(?=\d[.、．]|[^\d,.、．])|(?<![\d,.])[\d,.]++$")
MARKS = re.compile(r"[，。；：、《“,;:!?！？]")
_BEGIN = 4  # characters of a heading that was broken
_MORE = 12  # characters that a label has before it: the group that it is of
_HEADERS, _SAID = 3, re.compile(r"[，。；：、“”\dA-Za-z]")
_FIGURES = 2  # numbers beside each other that are no accident
_FRAGMENT = 2  # characters of a label that tell it
_NUMBERED_ITEMS = frozenset({"chinese", "bracket", "digit", "bracketed digit", "mark"})


def kind_of(words: str, *, in_table: bool) -> LineKind:
    """Tell what a line is by itself."""
    if not words or _PARTED.search(words) or _are_headers(words):
        return LineKind.ROW
    if len(words) <= LONGEST and (kind := _kind_of_short(words, in_table=in_table)):
        return kind
    return LineKind.HEADED if _begins_with_heading(words) else _kind_of_prose(words)


def _kind_of_short(words: str, *, in_table: bool) -> LineKind | None:
    """Tell what a line is that may be anything; None where it is prose."""
    if _is_row(words, in_table=in_table):
        return LineKind.ROW
    if is_heading(words):
        return LineKind.HEADING if numbering_of(words) else LineKind.ALONE
    return LineKind.ALONE if _stands_alone(words) else None


def _are_headers(words: str) -> bool:
    """Whether a line, however long, holds the headers of columns beside each other."""
    pieces = words.split()
    if len(pieces) < _HEADERS:
        return False
    return not _SAID.search(words) or all(bare(piece) in _labels() for piece in pieces)


def _is_row(words: str, *, in_table: bool) -> bool:
    """Whether a line has numbers as a row of a table has them, or labels."""
    if looks_like_value(words) or _has_figures(words) or _is_label(words, in_table=in_table):
        return True
    return in_table and looks_like_value(words.rsplit(maxsplit=1)[-1])


def _has_figures(words: str) -> bool:
    """Whether a line begins with two numbers and more, or ends with two of them or of what stands for none."""
    pieces = words.split()
    begin = len(pieces) > _FIGURES and all(map(_FIGURE.fullmatch, pieces[:_FIGURES]))
    return begin or (len(pieces) >= _FIGURES and all(map(_FIGURE_OR_NONE.fullmatch, pieces[-_FIGURES:])))


def _kind_of_prose(words: str) -> LineKind:
    style = numbering_of(words[:LONGEST])
    if style == "point" or _POINT.match(words):
        return LineKind.POINT
    if (style in _NUMBERED_ITEMS and not _OF_ADDRESS.match(words)) or _ITEM.match(words):
        return LineKind.ITEM
    return LineKind.LABELLED if _LABELLED.match(words) else LineKind.PROSE


def _begins_with_heading(words: str) -> bool:
    """Whether a line begins with the numbered heading of a part, and a text follows it."""
    name, mark, _ = cut(words)
    return bool(mark) and mark in "。：:" and numbering_of(words) in {"bracket", "digit"} and fold(name) in _parts()


def _stands_alone(words: str) -> bool:
    """Whether a line is a title, a date or an address, nothing else beside it."""
    squeezed = "".join(words.split())
    alone = simplified(squeezed)
    return heads_a_page(words) or bool(_ADDRESS.fullmatch(alone) or _DATE.fullmatch(alone) or _TITLE.fullmatch(alone))


def is_name(text: str) -> bool:
    """Whether a line is the name of a unit."""
    words = "".join(text[:LONGEST].split())
    return len(words) <= 30 and not MARKS.search(words) and is_unit(words)  # noqa: PLR2004 — as a signature


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    return bool(_DATE.fullmatch("".join(text[:LONGEST].split())))


def is_title(text: str) -> bool:
    """Whether a text is the title of a report and nothing else."""
    return bool(_TITLE.fullmatch(fold(text)))


def is_heading(text: str) -> bool:
    """Whether a text is the heading of a section or of a part, numbered or not."""
    return _name(text) in _sections() or _name(text) in _parts()


def _is_label(words: str, *, in_table: bool) -> bool:
    """Whether a line holds labels of the tables, or within their sections pieces of them, and nothing else."""
    name = bare(words)
    if words.endswith(("。", "；", "，")):
        return False
    if len(name) < _FRAGMENT:
        return in_table
    plain = numbering_of(words) and not re.search("[，。；：]", words)
    if plain and any(name.endswith(label) and len(name) < len(label) + _MORE for label in _long_labels()):
        return True
    return name in _labels() or _are_cells(words.split(), in_table=in_table)


def _are_cells(pieces: Sequence[str], *, in_table: bool) -> bool:
    """Whether a line has nothing but labels and numbers, in any order; pieces of labels do within their sections."""
    names = [bare(_NUMBERS_AROUND.sub("", piece)) for piece in pieces if not looks_like_value(piece)]
    if in_table:
        return all(name in _all_labels() for name in names)
    return len(names) < len(pieces) and all(name in _labels() for name in names)


def _name(words: str) -> str:
    return fold(unnumbered(words))


def tables_below(words: str, *, otherwise: bool) -> bool:
    """Whether tables stand below a heading, or the begin of one; `otherwise` where the line is none."""
    name = _name(words)
    if numbering_of(words) == "chinese" and len(name) >= _BEGIN:
        return next((below for heading, below in _sections().items() if heading.startswith(name)), otherwise)
    return _sections().get(name, otherwise)


@cached_by_forms
def _sections() -> dict[str, bool]:
    """Return the headings of the sections, each with whether tables stand below it."""
    found: dict[str, bool] = {}
    for form in FORMS.values():
        for section in form.sections:
            found |= dict.fromkeys(
                (fold(unnumbered(section.heading)), *map(fold, section.aliases)), bool(section.tables)
            )
    return found


@cached_by_forms
def _parts() -> frozenset[str]:
    """Return the headings of the parts as they stand by themselves."""
    texts = [text for form in FORMS.values() for text in form.texts.values() if text.heading]
    names = {fold(name) for text in texts for name in (unnumbered(text.heading), text.name)}
    return frozenset(name + end for name in names for end in ("", "情况", "方面", "工作", "工作情况"))


@cached_by_forms
def _labels() -> frozenset[str]:
    tables = [table for form in FORMS.values() for table in form.tables.values()]
    return frozenset(
        bare(text) for t in tables for text in (t.title, t.stub, *(line.label for line in t.lines)) if text
    )


@cached_by_forms
def _long_labels() -> tuple[str, ...]:
    return tuple(label for label in _labels() if len(label) > _MORE // 2)


@cached_by_forms
def _all_labels() -> str:
    return "\n".join([*sorted(_labels()), bare("申请人情况"), bare("法人或其他组织")])
