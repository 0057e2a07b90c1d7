"""Make the bundled fonts in assets/fonts from their full originals.

    python tools/make_fonts.py NOTO_SANS NOTO_SERIF NOTO_SERIF_BOLD LXGW_WENKAI FANDOL_FANG [OUT]

assets/fonts/NOTICE.txt says where the originals come from and what is changed here. Running it
twice writes the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.misc.transform import Scale
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates

ROOT = Path(__file__).resolve().parent.parent
GENERAL_STANDARD = ROOT / "tools" / "general_standard_characters.txt"
MAX_CURVE_ERROR = 2.0  # in thousandths of an em: a tenth of a pixel at 600 dpi in body text
EM_DASH = 0x2014
LIGHT_ENOUGH = ".,:;'\"|"
SHARPEST = 0.3  # 1 + the cosine of the turn at a point, so that a tip does not run away

# Beside the two character sets: what official texts use of marks, units, boxes and numbering.
SYMBOL_RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1: × ÷ ± ° · ² ³
    (0x2010, 0x205E),  # general punctuation
    (0x2070, 0x20CF),  # superscripts, currency
    (0x2100, 0x218F),  # ℃ № Ⅰ ⅓
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x2460, 0x24FF),  # ① ⑴ ⒈
    (0x2500, 0x26FF),  # boxes, geometry, ☑
    (0x2700, 0x27BF),  # ✓ ✗
    (0x3000, 0x303F),  # CJK punctuation
    (0x3200, 0x33FF),  # ㈠ ㊣ ㎡ ㎞
    (0xFF01, 0xFF5E),  # full-width forms
    (0xFFE0, 0xFFE6),
)
EXTRA = "𠮷龑髙邨峯堺燊甯珮瑋禕姍淩飈槇鎮榮國華龍"  # in names and seals, though in neither set


@dataclass(frozen=True)
class Recipe:
    """One bundled font: its file, its own name, and the style it is registered under."""

    file: str
    family: str
    style: str
    copyright: str
    licence: str
    lighter: tuple[int, int] = (0, 0)  # thousandths that digits and letters lose on each side: level, upright


OFL = "Licensed under the SIL Open Font License, Version 1.1; see OFL-*.txt beside this file."
ADOBE = "(c) 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'."
LXGW = (
    "Copyright 2021-2023 LXGW (https://github.com/lxgw/LxgwWenKai); "
    "Copyright 2020 The Klee Project Authors (https://github.com/fontworks-fonts/Klee)"
)
FANDOL = "Copyright (c) 2012-2013, the Fandol team."
GPL = "GNU General Public License, with font exception; see GPL-3.txt and NOTICE.txt."
RECIPES = (
    Recipe("hei.ttf", "Gouji Hei", "Regular", ADOBE, OFL),
    Recipe("song.ttf", "Gouji Song", "Regular", ADOBE, OFL),
    Recipe("xiaobiaosong.ttf", "Gouji Xiaobiaosong", "Regular", ADOBE, OFL),
    Recipe("kai.ttf", "Gouji Kai", "Regular", LXGW, OFL),
    Recipe("fang.ttf", "Gouji Fang", "Regular", FANDOL, GPL, lighter=(13, 8)),
)


def gb2312() -> str:
    """List every character of GB 2312-80."""
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", "ignore") for pair in pairs)


def wanted_characters() -> set[int]:
    """Collect the code points that each bundled font keeps, as far as its original has them."""
    listed = GENERAL_STANDARD.read_text(encoding="utf-8").replace("\n", "")
    symbols = {code for first, last in SYMBOL_RANGES for code in range(first, last + 1)}
    return symbols | {ord(character) for character in gb2312() + listed + EXTRA}


def make(source: Path, recipe: Recipe, target: Path) -> None:
    """Subset `source`, give it TrueType outlines and its own name, and write it to `target`."""
    font = TTFont(source, recalcTimestamp=False)
    subset(font)
    if "CFF " in font:
        use_truetype_outlines(font)
    widen_em_dash(font)
    if any(recipe.lighter):
        lighten(font, *recipe.lighter)
    rename(font, recipe)
    font["head"].modified = font["head"].created
    font["OS/2"].recalcAvgCharWidth(font)
    font.save(target, reorderTables=True)


def subset(font: TTFont) -> None:
    """Keep the wanted characters, without hints and without layout tables."""
    options = Options()
    options.set(hinting=False, notdef_outline=True, glyph_names=False, recalc_timestamp=False)
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "VORG", "gasp"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted_characters())
    subsetter.subset(font)


def use_truetype_outlines(font: TTFont) -> None:
    """Replace cubic outlines by quadratic ones: PDF readers and Qt take those everywhere."""
    order = font.getGlyphOrder()
    glyphs = font.getGlyphSet()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder = order
    font["glyf"].glyphs = {name: quadratic(glyphs, name) for name in order}
    del font["CFF "]
    set_truetype_profile(font)
    font.sfntVersion = "\000\001\000\000"


def quadratic(glyphs: Mapping[str, Any], name: str) -> Glyph:
    """Draw one glyph with quadratic curves, clockwise as TrueType wants it."""
    pen = TTGlyphPen(glyphs)
    glyphs[name].draw(Cu2QuPen(pen, MAX_CURVE_ERROR, reverse_direction=True))
    return pen.glyph()


def set_truetype_profile(font: TTFont) -> None:
    """Fill in the fields of maxp and post that only TrueType outlines have."""
    profile = font["maxp"]
    profile.tableVersion = 0x00010000
    limits = "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements"
    for name in (*limits.split(), "maxSizeOfInstructions", "maxComponentElements"):
        setattr(profile, name, 0)
    profile.maxZones = 1
    font["post"].formatType = 3.0
    font["glyf"].compile(font)


def widen_em_dash(font: TTFont) -> None:
    """Stretch the em dash to one em, so that —— takes two characters and has no gap."""
    name, em = font.getBestCmap()[EM_DASH], font["head"].unitsPerEm
    if font["hmtx"][name][0] == em:
        return
    glyph = font["glyf"][name]
    pen = TTGlyphPen(font.getGlyphSet())
    stretch = Scale(em / (glyph.xMax - glyph.xMin), 1).translate(-glyph.xMin, 0)
    font.getGlyphSet()[name].draw(TransformPen(pen, stretch))
    font["glyf"][name] = pen.glyph()
    font["hmtx"][name] = (em, 0)


def lighten(font: TTFont, level: int, upright: int) -> None:
    """Make the strokes of digits, letters and signs as light as those of the Chinese characters beside them."""
    names = font.getBestCmap()
    for code in range(0x21, 0x7F):
        if chr(code) not in LIGHT_ENOUGH:
            glyph = font["glyf"][names[code]]
            moved: list[tuple[int, int]] = []
            for end in glyph.endPtsOfContours:
                moved += moved_inwards(list(glyph.coordinates)[len(moved) : end + 1], level, upright)
            glyph.coordinates = GlyphCoordinates(moved)
            glyph.recalcBounds(font["glyf"])


def moved_inwards(contour: list[tuple[int, int]], level: int, upright: int) -> list[tuple[int, int]]:
    """Move each point of an outline to the right of the way it is drawn, where the ink is."""
    moved = []
    for i, (x, y) in enumerate(contour):
        before, after = (complex(*contour[i]) - complex(*one) for one in neighbours(contour, i))
        before, after = before / abs(before), -after / abs(after)
        sharpness = max(1 + (before * after.conjugate()).real, SHARPEST)
        off = (before + after) * -1j / sharpness
        moved.append((round(x + off.real * level), round(y + off.imag * upright)))
    return moved


def neighbours(contour: list[tuple[int, int]], i: int) -> list[tuple[int, int]]:
    """Find the points next to one on either side that are not the same place."""
    around = [contour[i - step] for step in range(1, len(contour))], contour[i + 1 :] + contour[:i]
    return [next(one for one in points if one != contour[i]) for points in around]


def rename(font: TTFont, recipe: Recipe) -> None:
    """Give the modified font a name of its own, as the licences with reserved names ask."""
    postscript = f"{recipe.family.replace(' ', '')}-{recipe.style}"
    names = {
        0: recipe.copyright,
        1: recipe.family,
        2: recipe.style,
        3: f"{postscript};subset",
        4: f"{recipe.family} {recipe.style}",
        5: font["name"].getDebugName(5),
        6: postscript,
        13: recipe.licence,
    }
    font["name"].names = []
    for identifier, value in names.items():
        font["name"].setName(value, identifier, 3, 1, 0x409)


def main(arguments: list[str]) -> int:
    """Make all five fonts from the paths given on the command line."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("sources", type=Path, nargs=len(RECIPES))
    given.add_argument("folder", type=Path, nargs="?", default=ROOT / "assets" / "fonts")
    wanted = given.parse_args(arguments)
    for source, recipe in zip(wanted.sources, RECIPES, strict=True):
        make(source, recipe, wanted.folder / recipe.file)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
