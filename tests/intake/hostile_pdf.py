"""PDF files that mean harm: streams that swell, whatever their filters are called, and pages that never end."""

from __future__ import annotations

import zlib
from base64 import a85encode
from binascii import hexlify
from collections.abc import Callable, Mapping
from io import BytesIO

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

LINES = b"0 0 m 9 9 l S\n" * 330_000  # more than are read of a file
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]"
PAGES = b"<</Type/Pages/Kids[%b]/Count %d>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[%b]/Resources<<%b>>>>"
NAMED = b"/Font<</F1 5 0 R>>/XObject<</A 10 0 R>>"


def stream(data: bytes, about: bytes = b"/Filter/FlateDecode") -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (about, len(data), data)


def built(
    content: bytes, more: Mapping[int, bytes] | None = None, *, contents: bytes = b"4 0 R", pages: int = 1
) -> bytes:
    """Write a PDF of one page, or of the same one many times; `more` are other objects by their number."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: PAGES % (b"3 0 R " * pages, pages),
        3: PAGE % (contents, NAMED),
        4: content,
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        **(more or {}),
    }
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % places.get(i, 0) for i in range(1, max(places) + 1))
    end = b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(out) + end % (max(places) + 1, table, max(places) + 1, len(out))


def swelling(about: bytes, *, of: Callable[[bytes], bytes] = lambda packed: packed) -> Callable[[], bytes]:
    """Make a page of 5 MB that takes some thousand bytes, under filters of some name."""
    return lambda: built(stream(of(zlib.compress(LINES)), about))


def forms(depth: int) -> dict[int, bytes]:
    """Make forms that each call the next ten times."""
    body = dict.fromkeys(range(10, 10 + depth), b"/A Do " * 10) | {10 + depth: b"0 0 m 9 9 l S"}
    named = {i: b"/Resources<</XObject<</A %d 0 R>>>>" % (i + 1) for i in body}
    return {i: stream(words, FORM + named[i]) for i, words in body.items()}


def locked(user: str, owner: str) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(user, owner, canCopy=0))
    canvas.drawString(100, 100, "a page of words that nobody may copy")
    canvas.save()
    return out.getvalue()


def drawn(
    words: bytes,
    more: Mapping[int, bytes] | None = None,
    *,
    about: bytes = b"/Filter/FlateDecode",
    contents: bytes = b"4 0 R",
    pages: int = 1,
) -> Callable[[], bytes]:
    return lambda: built(stream(zlib.compress(words), about), more, contents=contents, pages=pages)


TOO_MUCH, NO_TEXT, ENDED = "内容太多", "扫描件", "意外中止"
FILES: tuple[tuple[str, Callable[[], bytes], str], ...] = (
    ("escaped filter", swelling(b"/Filter/Fl#61teDecode"), TOO_MUCH),
    ("escaped key", swelling(b"/#46ilter/FlateDecode"), TOO_MUCH),
    ("list of filters", swelling(b"/Filter[/FlateDecode]"), TOO_MUCH),
    ("short name", swelling(b"/Filter/Fl"), TOO_MUCH),
    (
        "filter elsewhere",
        lambda: built(stream(zlib.compress(LINES), b"/Filter 6 0 R"), {6: b"/FlateDecode"}),
        TOO_MUCH,
    ),
    ("packed twice", swelling(b"/Filter[/FlateDecode/FlateDecode]", of=zlib.compress), TOO_MUCH),
    ("hex", swelling(b"/Filter[/ASCIIHexDecode/FlateDecode]", of=lambda packed: hexlify(packed) + b">"), TOO_MUCH),
    ("base 85", swelling(b"/Filter[/A85 /Fl]", of=lambda packed: a85encode(packed) + b"~>"), TOO_MUCH),
    ("run lengths", lambda: built(stream(b"\x81 " * 60_000, b"/Filter/RunLengthDecode")), NO_TEXT),
    ("LZW", lambda: built(stream(b"\x80" * 9000, b"/Filter/LZWDecode")), NO_TEXT),
    ("called a picture", swelling(b"/Filter/FlateDecode/Subtype/Image"), TOO_MUCH),
    ("not packed", lambda: built(stream(LINES, b"")), TOO_MUCH),
    ("far from its dictionary", swelling(b"/Filter/FlateDecode" + b" " * 3000), TOO_MUCH),
    ("one stream often", drawn(LINES[:600_000], contents=b"4 0 R " * 60), ENDED),
    ("forms in forms", lambda: built(stream(b"/A Do", b""), forms(8)), ENDED),
    ("a form often", drawn(b"/A Do\n" * 2000, {10: stream(LINES[:100_000], FORM)}), ENDED),
    ("one page often", drawn(LINES[:2_800_000], pages=100), "内容太多"),
    ("many words", drawn(b"BT /F1 9 Tf" + b" 1 0 0 1 9 9 Tm (1) Tj" * 20_000 + b" ET"), "内容太多"),
    ("many letters", drawn(b"BT /F1 9 Tf" + b" 0 9 Td (123456789 123456789) Tj" * 200 + b" ET", pages=60), "万字"),
    ("states without end", drawn(b"q " * 2_000_000), ENDED),
    ("user password", lambda: locked("secret", "owner"), "密码"),
    ("nothing but lines", drawn(LINES[:280_000]), "扫描件"),
)
