"""What Word shows around the text: headers, footers, notes, comments; furniture of the pages, or told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from intake.characters import bare
from intake.docx.text import ParagraphWords
from intake.office.xml import Element, children_of
from intake.reading import Problem
from model.errors import clip
from model.report.report import DRAFT_LINE

_NOTES = {"footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}
AROUND = frozenset({"header", "footer", *_NOTES})
_PAGE_NUMBER = re.compile("(?:[第页共]|of|page|[0-9〇零一二三四五六七八九十ivxlc])*+", re.IGNORECASE)


def notes_beside(parts: Iterable[tuple[str, Element]]) -> Iterator[Problem]:
    """Tell of notes and comments, which have no place in the report; each part with the kind that its file gives it."""
    for kind, part in parts:
        notes = children_of(part, kind.removesuffix("s")) if kind in _NOTES else []
        texts = [text for note in notes if (text := _words_in(note))]
        if texts:
            yield Problem("", f"有{len(texts)}条{_NOTES[kind]}没有读入，第一条是“{clip(texts[0])}”")


def margins_of(parts: Iterable[tuple[str, Element]], body: str) -> Iterator[Problem]:
    """Tell what headers and footers say beyond page numbers and words that the text says itself."""
    said = bare(body)
    lines = [line for kind, part in parts if kind in {"header", "footer"} for line in _lines_in(part)]
    own = [line for line in dict.fromkeys(lines) if line.strip() != DRAFT_LINE and _is_of_its_own(line, said)]
    if own:
        yield Problem("", f"页眉、页脚里的“{clip('；'.join(own))}”没有读入，请核对")


def _is_of_its_own(line: str, said: str) -> bool:
    words = bare(line)
    return words not in said and not _PAGE_NUMBER.fullmatch(words)


def _lines_in(part: Element) -> Sequence[str]:
    return [text for one in part.iter() if one.tag == "p" and (text := _words_in(one))]


def _words_in(element: Element) -> str:
    words = ParagraphWords()
    words.take(element)
    return "".join(words.text).strip()
