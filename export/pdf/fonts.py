"""A font inside a PDF: the characters used, one code each, and a table that tells a reader which they are.

ReportLab's own TrueType fonts cut a Chinese text into many fonts of 256 characters, and name the characters above
U+FFFF wrongly, so that copying them gives others.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from export.fonts.truetype import TrueType

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObjectReference

_SYMBOLIC = 4
_FAST = 1  # outlines hardly get smaller by trying harder, and it takes twice as long
_CODES_PER_BLOCK = 100  # as many as a CMap may list at once


class EmbeddedFont:
    """One face of one PDF; `code` hands out codes, `embed` writes what was used."""

    def __init__(self, face: TrueType, name: str) -> None:
        self.name = name  # of the resource, as content streams call it
        self._face = face
        self._glyphs = [0]
        self._codes: dict[str, int] = {"\0": 0}

    def code(self, character: str, glyph: int) -> int:
        """Return the code under which a character is drawn."""
        code = self._codes.get(character)
        if code is None:
            code = self._codes[character] = len(self._glyphs)
            self._glyphs.append(glyph)
        return code

    def embed(self, document: PDFDocument) -> None:
        """Write the font into the document, for all its pages."""
        from reportlab.pdfbase import pdfdoc

        # six letters mark a subset; the resource names are F1, F2, …
        base = pdfdoc.PDFName(f"GOUJI{chr(ord('A') + int(self.name[1:]) % 26)}+{self._face.postscript_name}")
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": base,
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
                ),
                "FontDescriptor": document.Reference(self._descriptor(document, base)),
                "DW": 1000,
                "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray([self._face.advance(glyph) for glyph in self._glyphs])]),
                "CIDToGIDMap": "/Identity",
            }
        )
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": base,
            "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
            "ToUnicode": _stream(document, to_unicode(list(self._codes)).encode("ascii")),
        }
        document.idToObject["BasicFonts"].dict[self.name] = document.Reference(pdfdoc.PDFDictionary(font))

    def _descriptor(self, document: PDFDocument, base: object) -> object:
        from reportlab.pdfbase import pdfdoc

        box = self._face.box
        program = self._face.subset(self._glyphs)
        return pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": base,
                "Flags": _SYMBOLIC,
                "FontBBox": pdfdoc.PDFArray([box.left, box.bottom, box.right, box.top]),
                "Ascent": box.ascent,
                "Descent": box.descent,
                "CapHeight": box.ascent,
                "ItalicAngle": 0,
                "StemV": 80,
                "FontFile2": _stream(document, program, Length1=len(program)),
            }
        )


def to_unicode(characters: list[str]) -> str:
    """Write the table from codes to characters, those above U+FFFF as surrogate pairs.

    >>> "<0001> <D842DFB7>" in to_unicode(["?", "𠮷"])
    True
    """
    entries = [f"<{code:04X}> <{_utf16(character)}>" for code, character in enumerate(characters)][1:]
    blocks = [entries[i : i + _CODES_PER_BLOCK] for i in range(0, len(entries), _CODES_PER_BLOCK)]
    listed = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{listed}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


def _utf16(character: str) -> str:
    return character.encode("utf-16-be").hex().upper()


def _stream(document: PDFDocument, content: bytes, **entries: int) -> PDFObjectReference:
    from reportlab.pdfbase import pdfdoc

    stream = pdfdoc.PDFStream(content=zlib.compress(content, _FAST))
    for key, value in {"Filter": "/FlateDecode", **entries}.items():
        stream.dictionary[key] = value
    return document.Reference(stream)
