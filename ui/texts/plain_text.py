"""Texts between the report and Qt: line ends, what a paste may bring along, and positions in UTF-16."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from model.errors import UserError
from model.report.prose import difference
from model.report.report import Report

_LINE_ENDS = ("\r\n", *"\r\v\f\x85\u2028\u2029\ufdd0\ufdd1")  # all of which Qt makes into paragraphs
_BLANKS = str.maketrans({"\t": " ", "\u00a0": " ", "\u202f": " ", "\u2007": " "})
BLANKS = "".join(
    map(chr, (*range(9, 14), *range(28, 33), 133, 160, 5760, *range(8192, 8203), 8232, 8233, 8239, 8287, 12288))
)
_UNSEEN = {"Cc", "Cf", "Cs"}  # control, zero-width, halves of characters
_PART_OF_A_WORD = {"\u200d"}
OBJECT = "\ufffc"  # stands in a text for a picture, a formula, an attachment


def as_shown(text: str) -> str:
    r"""Return a text with the line ends that an editor gives back; nothing else is changed.

    >>> as_shown("甲\r\n乙\u2028丙")
    '甲\n乙\n丙'
    """
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    return text


class Size:
    """How many characters of a text are no blanks; of one that is edited only what is other is counted."""

    def __init__(self) -> None:
        self._text, self._size = "", 0

    def of(self, text: str) -> int:
        r"""Count the characters of a text that can be seen.

        >>> size = Size()
        >>> size.of("受理 261件\n"), size.of("受理 26件\n")
        (6, 5)
        """
        start, end, words = difference(self._text, text)
        self._size += _inked(words) - _inked(self._text[start:end])
        self._text = text
        return self._size


def _inked(words: str) -> int:
    return len(words) - sum(map(words.count, BLANKS))


def with_texts_as_shown(report: Report) -> Report:
    """Return a report whose texts are as editors show them: places in these are places in an editor."""
    texts = {key: as_shown(text) for key, text in report.texts.items()}
    return report if texts == report.texts else replace(report, texts=texts)


def as_pasted(text: str) -> str:
    r"""Return what a paste puts in: plain text, without characters that nobody sees.

    Non-breaking spaces and tabs, which word processors and web pages use for layout, become spaces; nothing is left
    of a picture.

    >>> as_pasted("一、\t收到\u00a0261\u200b 件\ufffc\r\n")
    '一、 收到 261 件\n'
    """
    plain = as_shown(text).translate(_BLANKS)
    return "".join(char for char in plain.replace(OBJECT, "") if char == "\n" or _is_seen(char))


def of_markup(markup: str) -> str:
    r"""Return the words of what was copied as HTML only, and an OBJECT for each picture.

    Qt's own reader takes time that grows with the square of the depth, a minute for 100,000 characters; the one of
    files takes half a second for the most that is taken here.

    >>> of_markup("<p>甲<b>乙</b></p><img src=a.png><table><tr><td>1<td>2</table>")
    '甲乙\n1\t2\ufffc'

    Raises:
        UserError: it is far more than a text, or no words can be read from it.
    """
    from intake.document import SourceParagraph
    from intake.html.reader import from_html
    from intake.limits import MOST_PASTED_MARKUP

    if len(markup) > MOST_PASTED_MARKUP:
        raise UserError("粘贴的网页内容太多，请只复制要用的文字")
    try:
        blocks = from_html(markup).blocks
    except UserError as error:
        raise UserError("粘贴的网页内容套了太多层，请只复制要用的文字") from error
    lines = [one.text if isinstance(one, SourceParagraph) else one.block.tsv for one in blocks]
    return "\n".join(lines) + OBJECT * markup.lower().count("<img")


def _is_seen(char: str) -> bool:
    return char in _PART_OF_A_WORD or unicodedata.category(char) not in _UNSEEN


def to_qt(text: str, position: int) -> int:
    """Return the place in UTF-16, as Qt counts, of a place in a text.

    >>> to_qt("𠮷件", 1)
    2
    """
    return len(text[:position].encode("utf-16-le", "surrogatepass")) // 2


def from_qt(text: str, position: int) -> int:
    """Return the place in a text of a place in UTF-16.

    >>> from_qt("𠮷件", 2)
    1
    """
    units = text.encode("utf-16-le", "surrogatepass")[: position * 2]
    return len(units.decode("utf-16-le", "ignore"))


def is_table(markup: str, text: str) -> bool:
    r"""Whether a table was copied, from a page or from a spreadsheet.

    >>> is_table("", "1\t2\n3\t4"), is_table("<p>甲</p>", "甲\t乙"), is_table("<Table><tr>", "")
    (True, False, True)
    """
    lines = text.rstrip("\n").split("\n")
    return "<table" in markup.casefold() or (len(lines) > 1 and all("\t" in line for line in lines))
