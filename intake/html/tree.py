"""Markup made trees of elements, as browsers do, within what a report can have."""

from __future__ import annotations

import re
from typing import Any

from intake.limits import MOST_ELEMENTS, MOST_MARKUP
from model.errors import UserError

_DEEPEST = 2_000  # elements within each other; at 2,048 the parser stops
_MOST_ATTRIBUTES = 1_000  # of one element, which the parser compares with each other
_VALUE = r"""(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
_TAG = re.compile(rf"<[A-Za-z][^\s/>]*+((?:[\s/]*+[^\s/>=]++{_VALUE})*+)")
_ATTRIBUTE = re.compile(rf"[^\s/>=]++{_VALUE}")
_LEAST = 2  # characters that an attribute takes
_HEADER = re.compile(
    r"\A\ufeff?Version:[^\r\n]*+[\r\n]++"
    r"(?:(?:(?:Start|End)(?:HTML|Fragment|Selection)|SourceURL):[^\r\n]*+[\r\n]++)++",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"</(?:html|body)\s*+>", re.IGNORECASE)


def trees_of(markup: str) -> list[Any]:
    """Return the elements that all others are in: one, or several where a page goes on after its end.

    Raises:
        UserError: there is more than a report can have.
    """
    if len(markup) > MOST_MARKUP:
        raise UserError(f"网页超过{MOST_MARKUP // 10_000}万字符，不会是一份年度报告")
    if any(_has_endless_tag(tag) for tag in _TAG.finditer(markup)):
        raise UserError("网页里有过长的标签，不会是一份年度报告")
    # Some parsers end where a page says that it does; browsers go on.
    return _roots(_CLOSING.sub("", _without_header(markup.replace("\0", ""))))


def _without_header(markup: str) -> str:
    r"""Return markup as Windows keeps it on its clipboard (CF_HTML) without the lines that say where it begins.

    >>> _without_header("Version:1.0\r\nStartHTML:0000000063\r\nSourceURL:about:blank\r\n<p>甲")
    '<p>甲'
    """
    header = _HEADER.match(markup)
    return markup[header.end() :] if header else markup


def _roots(markup: str) -> list[Any]:
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        parser.feed(markup)  # in one piece a declaration of another encoding would be an error
        root = parser.close()
    except etree.LxmlError:  # nothing in it
        root = None
    if root is None:
        return []
    roots = [*reversed(list(root.itersiblings(preceding=True))), root, *root.itersiblings()]
    for one in roots:
        _check_size(one)
    return roots


def _check_size(root: Any) -> None:  # noqa: ANN401 — lxml has no types
    """Refuse what is too much, and what is so deep that the parser has left out all that follows, without a word."""
    from lxml import etree

    count = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        count += event == "start"
        depth += 1 if event == "start" else -1
        if count > MOST_ELEMENTS:
            raise UserError("网页里的内容太多，不会是一份年度报告")
        if depth > _DEEPEST:
            raise UserError("网页的标签嵌套过深，不会是一份年度报告")


def _has_endless_tag(tag: re.Match[str]) -> bool:
    """Whether an element has more attributes than may be: the parser compares each with all others."""
    long = tag.end(1) - tag.start(1) > _LEAST * _MOST_ATTRIBUTES
    return long and sum(1 for _ in _ATTRIBUTE.finditer(tag[1])) > _MOST_ATTRIBUTES
