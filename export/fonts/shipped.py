"""Which font draws which character: five faces of official print, and what steps in where one lacks a character."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from export.fonts.truetype import FontError, TrueType
from model.errors import UserError

BUNDLED = Path(__file__).resolve().parents[2] / "assets" / "fonts"
FULL_WIDTH = frozenset("“”‘’—…")  # Chinese marks that some fonts draw in the narrow Latin form
_SUBSTITUTES = {"\t": "\u3000", "\xa0": " "}


class FontRole(StrEnum):
    """What a face is used for; the value is its bundled file."""

    BODY = "fang"  # 仿宋
    SUBHEADING = "kai"  # 楷体
    HEADING = "hei"  # 黑体
    TABLE = "song"  # 宋体
    TITLE = "xiaobiaosong"  # 小标宋


_ON_WINDOWS = {
    FontRole.BODY: ("simfang.ttf",),
    FontRole.SUBHEADING: ("simkai.ttf",),
    FontRole.HEADING: ("simhei.ttf",),
    FontRole.TABLE: ("simsun.ttc", "simsun.ttf"),
    FontRole.TITLE: ("FZXBSJW.TTF", "方正小标宋简体.TTF"),
}


class MissingCharactersError(UserError):
    """No font has these characters: printing would leave holes, so nothing is printed."""

    def __init__(self, characters: str, place: str = "") -> None:
        named = "、".join(f"“{character}”（U+{ord(character):04X}）" for character in dict.fromkeys(characters))
        where = f"{place}里的" if place else ""
        printable = named.encode("utf-8", "replace").decode("utf-8")
        super().__init__(f"{where}字符{printable}在所有字体中都没有，无法打印；请换一个写法后再导出。")
        self.characters = characters


class Glyph(NamedTuple):
    """How one character is drawn."""

    face: TrueType
    number: int
    width: float  # in ems
    character: str


class _Glyphs(dict[str, Glyph | None]):
    """The glyph of every character in one role, looked up in the fonts once."""

    def __init__(self, faces: Sequence[TrueType]) -> None:
        self._faces = faces

    def __missing__(self, character: str) -> Glyph | None:
        self[character] = None if is_invisible(character) else self._find(character)
        return self[character]

    def _find(self, character: str) -> Glyph:
        candidates = [glyph for drawn in _drawings(character) for glyph in self._offers(drawn)]
        if not candidates:
            raise MissingCharactersError(character)
        return next((glyph for glyph in candidates if glyph.width == 1), candidates[0])

    def _offers(self, drawn: str) -> Iterator[Glyph]:
        """Return the glyphs to choose from: the first face's, and for a full-width mark the other faces' too."""
        for face in self._faces:
            if number := face.glyph(drawn):
                yield Glyph(face, number, face.advance(number) / 1000, drawn)
                if drawn not in FULL_WIDTH:
                    return


class _Widths(dict[str, float]):
    """The width of every character in one role, in ems."""

    def __init__(self, glyphs: _Glyphs) -> None:
        self._glyphs = glyphs

    def __missing__(self, character: str) -> float:
        glyph = self._glyphs[character]
        self[character] = glyph.width if glyph else 0.0
        return self[character]


class Typesetter:
    """Find the glyph of every character in every role.

    Raises:
        MissingCharactersError: from every method, for a character that no font has.
    """

    def __init__(self, chains: Mapping[FontRole, Sequence[TrueType]]) -> None:
        self._glyphs = {role: _Glyphs(faces) for role, faces in chains.items()}
        self._widths = {role: _Widths(glyphs) for role, glyphs in self._glyphs.items()}

    def glyphs(self, role: FontRole) -> Callable[[str], Glyph | None]:
        """Return what finds the glyph of a character; nothing for a character that prints nothing."""
        return self._glyphs[role].__getitem__

    def widths(self, role: FontRole) -> Callable[[str], float]:
        """Return what measures a character, in ems.

        >>> sum(map(typesetter().widths(FontRole.BODY), "共162件"))
        3.5
        """
        return self._widths[role].__getitem__

    def check(self, role: FontRole, text: str, place: str = "") -> None:
        """Make sure that every character can be drawn; the error names all that cannot, and the place."""
        missing = "".join(character for character in dict.fromkeys(text) if not self._has(role, character))
        if missing:
            raise MissingCharactersError(missing, place)

    def _has(self, role: FontRole, character: str) -> bool:
        try:
            self._glyphs[role][character]
        except MissingCharactersError:
            return False
        return True


def is_invisible(character: str) -> bool:
    r"""Tell control and format characters, which have no image in any font.

    >>> [is_invisible(character) for character in ("\u200b", "\ufe0f", "\x07", "\t", "字")]
    [True, True, True, False, False]
    """
    if character.isprintable() or character == "\t":
        return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return unicodedata.category(character) in ("Cc", "Cf")


def _drawings(character: str) -> Iterable[str]:
    yield _SUBSTITUTES.get(character, character)
    if unicodedata.category(character) == "Zs":
        yield " "


@cache
def typesetter() -> Typesetter:
    """Return the typesetter of this machine, reading each font once."""
    return Typesetter(chains(windows_fonts()))


def windows_fonts() -> Path | None:
    """Find the folder in which Windows keeps its fonts; none elsewhere."""
    root = os.environ.get("SYSTEMROOT")
    return Path(root) / "Fonts" if os.name == "nt" and root else None


def chains(system: Path | None = None) -> dict[FontRole, tuple[TrueType, ...]]:
    """Order the faces of each role: the one customary on Windows, the bundled one, 宋体, then any other."""
    bundled = {role: TrueType(BUNDLED / f"{role}.ttf") for role in FontRole}
    theirs = {role: _usable(system / name for name in _ON_WINDOWS[role]) if system else () for role in FontRole}
    everywhere = (*theirs[FontRole.TABLE], bundled[FontRole.TABLE], *bundled.values())
    return {role: tuple(dict.fromkeys((*theirs[role], bundled[role], *everywhere))) for role in FontRole}


def _usable(candidates: Iterable[Path]) -> tuple[TrueType, ...]:
    usable = []
    for path in candidates:
        try:
            face = TrueType(path)
        except (OSError, FontError, ValueError):  # ValueError: an empty file cannot be mapped
            continue
        if face.embeddable:
            usable.append(face)
    return tuple(usable)
