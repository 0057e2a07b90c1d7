"""A document whose very long paragraphs lie in pieces, since Qt lays a whole paragraph out anew at each keystroke.

Between two pieces the document has a line end that the text has not. Where those are is known here and nowhere else:
everybody else speaks of the text, and of places in the text. Of very many paragraphs some are put together to one, in
which lines end: at each keystroke Qt also looks at every paragraph that follows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtGui import QTextCursor, QTextDocument

from model.report.prose import difference
from model.values import NamedTuple
from ui.texts.plain_text import as_shown, from_qt, to_qt

LONGEST = 3000  # characters of a paragraph: no real one is as long
_PIECE = 800  # less than half of that: a longer paragraph is cut up whole
_MANY = 1000  # line ends: no real text has as many
_TOGETHER = 500  # characters of lines that are put together
_LINE = 10  # what a line costs beside its characters
_ENDS = "。；！？，、 "  # after which a piece best ends, the best first
_NEAR = 200  # characters in which such a place is looked for
_WIDE = "utf-16-le"


class _Edit(NamedTuple):
    """A change of the document, and the joints in what it put in."""

    start: int
    removed: int
    added: int
    joints: list[int]


class Pieces:
    """The text of a document, there and back."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._joints: list[int] = []  # places of the document at which a piece ends that is no paragraph
        self._own: _Edit | None = None  # what is just being done here
        self._raw = document.toRawText()
        self._text: str | None = None  # None: it is to be read from the document
        self._is_narrow = True  # each character counts once in UTF-16
        document.documentLayout()  # without one a document tells of no change
        document.contentsChange.connect(self._changed)

    @property
    def text(self) -> str:
        """The text that the document shows."""
        if self._text is None:
            cut = [-1, *self._joints, _units(self._raw)]
            wide = self._raw.encode(_WIDE, "surrogatepass")
            parts = [wide[2 * start + 2 : 2 * end] for start, end in pairwise(cut)]
            self._text = as_shown(b"".join(parts).decode(_WIDE, "surrogatepass"))
            self._is_narrow = len(wide) == 2 * len(self._raw)
        return self._text

    def to_document(self, position: int) -> int:
        """Return the place in the document of a place in the text."""
        units = position if self.text and self._is_narrow else to_qt(self.text, position)
        for joint in self._joints:
            if joint >= units:
                break
            units += 1
        return units

    def from_document(self, position: int) -> int:
        """Return the place in the text of a place in the document."""
        units = position - bisect_left(self._joints, position)
        return min(units, len(self.text)) if self._is_narrow and self.text else from_qt(self.text, units)

    def is_joint(self, position: int) -> bool:
        """Whether a piece ends at a place of the document that is no paragraph."""
        return position in self._joints

    def put(self, cursor: QTextCursor, words: str) -> None:
        """Put words in place of what a cursor has selected."""
        parts = list(_cut(words))
        start, removed = cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart()
        joints, end = [], start
        for part, is_whole in parts:
            end += _units(part) + 1
            if not is_whole:
                joints.append(end - 1)
        self._own = _Edit(start, removed, end - 1 - start, joints)
        cursor.insertText(_joined(parts))
        self._own = None

    def cut_up(self, position: int) -> None:
        """Cut the paragraph at a place of the document up, if it has become too long; not while two are joined."""
        block, most = self._document.findBlock(position), LONGEST
        while self._own is None and block.isValid() and block.length() - 1 > most:
            words, most = block.text(), _PIECE * 3 // 2
            place = block.position() + _units(words[: _best_end(words)])
            cursor = QTextCursor(block)
            cursor.setPosition(place)
            self._own = _Edit(place, 0, 1, [place])
            cursor.insertBlock()
            self._own = None
            block = self._document.findBlock(place + 1)

    def join(self, joint: int) -> None:
        """Make one piece of two, so that what is deleted there is a character."""
        cursor = QTextCursor(self._document)
        cursor.setPosition(joint)
        self._own = _Edit(joint, 1, 0, [])
        cursor.deleteChar()
        self._own = None

    def _changed(self, start: int, removed: int, added: int) -> None:
        """Follow a change of the document; of a long one nothing is read but what was put in."""
        text, before, put_in = self._text, self._raw, self._put_in(start, added)
        spliced = f"{before[:start]}{put_in}{before[start + removed :]}"
        is_narrow = self._is_narrow and len(spliced) == self._document.characterCount() - 1
        is_spliced = text is not None and is_narrow
        self._raw, self._text = spliced if is_spliced else self._document.toRawText(), None
        edit = self._own or _Edit(start, removed, added, [])
        if self._joints and self._own is None and removed and added:  # Qt may tell of more than was changed
            was = before[start : start + removed] if is_spliced else _slice(before, start, removed)
            now = put_in if is_spliced else _slice(self._raw, start, added)
            first, last, words = difference(was, now)
            edit = _Edit(start + first, last - first, len(words), [])
        if is_spliced and text is not None:
            self._text = self._edited(text, edit)
        kept = [joint for joint in self._joints if joint < edit.start]
        later = [joint - edit.removed + edit.added for joint in self._joints if joint >= edit.start + edit.removed]
        self._joints = [*kept, *edit.joints, *later]

    def _put_in(self, start: int, added: int) -> str:
        """Return the characters that are in the document now where it was changed."""
        cursor = QTextCursor(self._document)
        cursor.setPosition(start)
        cursor.setPosition(min(start + added, self._document.characterCount() - 1), QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    def _edited(self, text: str, edit: _Edit) -> str:
        """Return a text after an edit of the document, whose joints are those before it."""
        end = edit.start + edit.removed
        first, last = (place - bisect_left(self._joints, place) for place in (edit.start, end))
        cut = [edit.start - 1, *edit.joints, edit.start + edit.added]
        words = "".join(self._raw[one + 1 : other] for one, other in pairwise(cut))
        return f"{text[:first]}{as_shown(words)}{text[last:]}"


def _slice(raw: str, start: int, length: int) -> str:
    """Return some characters of a document, a character outside the first plane as its two halves."""
    wide = raw.encode(_WIDE, "surrogatepass")[2 * start : 2 * (start + length)]
    return "".join(map(chr, memoryview(wide).cast("H")))


def _units(words: str) -> int:
    return len(words.encode(_WIDE, "surrogatepass")) // 2


def _cut(words: str) -> Iterator[tuple[str, bool]]:
    """Cut words at their line ends, and what is too long between them; say of each part whether a line ends there."""
    for line in words.split("\n"):
        rest = line
        while len(line) > LONGEST and len(rest) > _PIECE * 3 // 2:
            end = _best_end(rest)
            yield rest[:end], False
            rest = rest[end:]
        yield rest, True


def _joined(parts: list[tuple[str, bool]]) -> str:
    """Return the parts with what Qt takes for the end of a paragraph after each; of very many, of a line."""
    if len(parts) <= _MANY:
        return "\n".join(part for part, _ in parts)
    joined, size = [], 0
    for part, is_whole in parts[:-1]:
        size += len(part) + _LINE
        ends = not is_whole or size > _TOGETHER
        joined += [part, "\n" if ends else "\u2028"]
        size = 0 if ends else size
    return "".join([*joined, parts[-1][0]])


def _best_end(line: str) -> int:
    near = line[_PIECE - _NEAR : _PIECE]
    found = next((near.rfind(end) for end in _ENDS if end in near), -1)
    return _PIECE - _NEAR + found + 1 if found >= 0 else _PIECE
