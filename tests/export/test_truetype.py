"""The lazy font reader against fontTools, which reads fonts thoroughly."""

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont
from hypothesis import given
from hypothesis import strategies as st

from export.fonts.shipped import BUNDLED, FontRole
from export.fonts.truetype import FontError, TrueType

FACES = {role: TrueType(BUNDLED / f"{role}.ttf") for role in FontRole}
REFERENCES = {role: TTFont(BUNDLED / f"{role}.ttf", recalcTimestamp=False) for role in FontRole}
ROLES = st.sampled_from(list(FontRole))


@pytest.mark.parametrize("role", list(FontRole))
def test_every_character_has_the_glyph_and_the_width_that_font_tools_finds(role: FontRole) -> None:
    face, reference = FACES[role], REFERENCES[role]
    order, metrics = reference.getGlyphOrder(), reference["hmtx"]
    for code, name in reference.getBestCmap().items():
        glyph = face.glyph(chr(code))
        assert order[glyph] == name
        assert face.advance(glyph) == metrics[name][0]


@given(ROLES, st.characters())
def test_a_character_that_the_font_lacks_has_no_glyph(role: FontRole, character: str) -> None:
    assert (FACES[role].glyph(character) == 0) == (ord(character) not in REFERENCES[role].getBestCmap())


@pytest.mark.parametrize("role", list(FontRole))
def test_both_kinds_of_character_map_agree(role: FontRole, tmp_path: Path) -> None:
    reference = TTFont(BUNDLED / f"{role}.ttf")
    basic = {code: name for code, name in reference.getBestCmap().items() if code < 0x10000}
    reference["cmap"].tables = [table for table in reference["cmap"].tables if table.format == 4]
    for table in reference["cmap"].tables:
        table.cmap = basic
    reference.save(tmp_path / "basic.ttf")
    face = TrueType(tmp_path / "basic.ttf")
    assert [face.glyph(chr(code)) for code in range(0x10000)] == [
        FACES[role].glyph(chr(code)) for code in range(0x10000)
    ]


@given(ROLES, st.text(st.sampled_from("政府信息公开工作年度报告ÅéÖ①㎡1234，。"), min_size=1))
def test_a_subset_has_the_same_outlines_in_the_order_asked_for(role: FontRole, text: str) -> None:
    face, reference = FACES[role], REFERENCES[role]
    wanted = list(dict.fromkeys([0, *(face.glyph(character) for character in text)]))
    made = TTFont(io.BytesIO(face.subset(wanted)))
    for place, glyph in enumerate(wanted):
        assert _drawing(made, place) == _drawing(reference, glyph)


def _drawing(font: TTFont, glyph: int) -> tuple[list[tuple[int, int]], int]:
    name = font.getGlyphName(glyph)
    points, _, _ = font["glyf"][name].getCoordinates(font["glyf"])
    return list(points), font["hmtx"][name][0]


def test_the_first_font_of_a_collection_is_read(tmp_path: Path) -> None:
    collection = TTCollection()
    collection.fonts = [
        TTFont(BUNDLED / f"{role}.ttf", recalcTimestamp=False) for role in (FontRole.TABLE, FontRole.HEADING)
    ]  # written as they are
    collection.save(tmp_path / "both.ttc")
    face, glyph = TrueType(tmp_path / "both.ttc"), FACES[FontRole.TABLE].glyph("政")
    assert face.glyph("政") == glyph
    assert face.subset([0, glyph]) == FACES[FontRole.TABLE].subset([0, glyph])


@pytest.mark.parametrize("content", [b"not a font at all", b"OTTO" + bytes(100), b"\0\1\0\0\0\x09" + bytes(40)])
def test_a_file_that_is_no_truetype_font_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken.ttf").write_bytes(content)
    with pytest.raises(FontError, match="broken"):
        TrueType(tmp_path / "broken.ttf")
