"""Prose without what does not matter to reading it, and the way back to where it stood."""

from __future__ import annotations

from dataclasses import dataclass

_WIDE = {code + 0xFEE0: code for code in range(ord("0"), ord("9") + 1)}
_AS_CHINESE = {"(": "（", ")": "）", ";": "；", ":": "：", "［": "（", "］": "）", "[": "（", "]": "）"}
_AS_ASCII = {"．": ".", "％": "%", "﹪": "%"}
_FOLDED: dict[int, str | int] = {**_WIDE, **{ord(a): b for a, b in {**_AS_CHINESE, **_AS_ASCII}.items()}}
_QUOTES = frozenset("“”‘’\"'「」『』")


@dataclass(frozen=True)
class Plain:
    """A text folded to one way of writing, without blanks and quotation marks; `places` leads back to the original."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give where a piece of the folded text stands in the original."""
        return self.places[start], self.places[end - 1] + 1


def plain(text: str, offset: int = 0) -> Plain:
    """Fold a sentence that begins at `offset`; digits may have been spaced, and typed full width.

    >>> folded = plain("受理 ３ 5 件")
    >>> folded.text, folded.span(2, 4)
    ('受理35件', (3, 6))
    """
    kept = [(place, char) for place, char in enumerate(text, offset) if not char.isspace() and char not in _QUOTES]
    return Plain("".join(char for _, char in kept).translate(_FOLDED), tuple(place for place, _ in kept))
