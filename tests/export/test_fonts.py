"""Which font draws what: coverage of the bundled fonts, and who steps in."""

import shutil
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from export.fonts.shipped import BUNDLED, FontRole, MissingCharactersError, Typesetter, chains, is_invisible, typesetter
from export.fonts.truetype import TrueType

GENERAL_STANDARD = (
    (Path(__file__).parents[2] / "tools" / "general_standard_characters.txt")
    .read_text(encoding="utf-8")
    .replace("\n", "")
)
COMPLETE = [FontRole.HEADING, FontRole.TABLE, FontRole.TITLE, FontRole.SUBHEADING]


def gb2312() -> str:
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", "ignore") for pair in pairs)


@pytest.mark.parametrize("role", COMPLETE)
def test_the_bundled_fonts_have_the_general_standard_characters_and_gb_2312(role: FontRole) -> None:
    face = TrueType(BUNDLED / f"{role}.ttf")
    assert len(GENERAL_STANDARD) == 8105
    assert "".join(c for c in GENERAL_STANDARD + gb2312() if not face.glyph(c)) == ""


def test_the_body_font_has_gb_2312() -> None:
    face = TrueType(BUNDLED / f"{FontRole.BODY}.ttf")
    assert "".join(c for c in gb2312() if not face.glyph(c)) == "―"


@given(st.sampled_from(list(FontRole)), st.sampled_from(GENERAL_STANDARD + gb2312() + "𠮷①⑳㎡㎞℃×÷±°‰→□☐√〔〕—…·•½²"))
def test_every_official_character_is_drawn_in_every_role(role: FontRole, character: str) -> None:
    glyph = typesetter().glyphs(role)(character)
    assert glyph is not None
    assert glyph.number > 0


def test_a_character_that_the_body_font_lacks_comes_from_song() -> None:
    bundled = Typesetter(chains())
    drawn = [bundled.glyphs(FontRole.BODY)(character) for character in "政龑"]
    assert [glyph.face.path.stem for glyph in drawn if glyph] == ["fang", "song"]


@pytest.mark.parametrize("role", list(FontRole))
@pytest.mark.parametrize("mark", "“”‘’—…，。：；（）《》〔〕、")
def test_chinese_marks_are_one_em_wide(role: FontRole, mark: str) -> None:
    assert typesetter().widths(role)(mark) == 1


def test_missing_characters_are_named_with_their_place() -> None:
    with pytest.raises(MissingCharactersError) as caught:
        typesetter().check(FontRole.BODY, "公开\U0001f600信息\U000f0000\U0001f600", "第一部分“主动公开”")
    assert caught.value.characters == "\U0001f600\U000f0000"
    assert caught.value.sentence.startswith("第一部分“主动公开”里的字符“\U0001f600”（U+1F600）、")


def test_a_lone_surrogate_is_named_in_a_sentence_that_can_be_printed() -> None:
    with pytest.raises(MissingCharactersError) as caught:
        typesetter().check(FontRole.BODY, "\ud800")
    assert "U+D800" in caught.value.sentence.encode("utf-8").decode("utf-8")


@given(st.characters(categories=["Cc", "Cf"]))
def test_control_and_format_characters_print_nothing(character: str) -> None:
    assert (character == "\t") != is_invisible(character)
    assert (typesetter().glyphs(FontRole.BODY)(character) is None) == is_invisible(character)


def test_the_fonts_of_windows_come_first_where_they_can_be_read(tmp_path: Path) -> None:
    shutil.copy(BUNDLED / "kai.ttf", tmp_path / "simfang.ttf")
    (tmp_path / "simkai.ttf").write_bytes(b"no font")
    (tmp_path / "simhei.ttf").write_bytes(b"")
    order = chains(tmp_path)
    assert [face.path.name for face in order[FontRole.BODY][:3]] == ["simfang.ttf", "fang.ttf", "song.ttf"]
    assert order[FontRole.SUBHEADING][0].path.name == "kai.ttf"
    assert order[FontRole.HEADING][0].path.name == "hei.ttf"


def strokes(text: str) -> list[int]:
    """Measure the strokes that half the height of each character crosses, in thousandths of an em."""
    font = ImageFont.truetype(BUNDLED / f"{FontRole.BODY}.ttf", 1000)
    widths = []
    for character in text:
        picture = Image.new("1", (1400, 1400))
        ImageDraw.Draw(picture).text((100, 100), character, font=font, fill=1)
        left, top, right, bottom = picture.getbbox() or (0, 0, 0, 0)
        row = picture.crop((left, (top + bottom) // 2, right, (top + bottom) // 2 + 1)).tobytes()
        inked = "".join(f"{byte:08b}" for byte in row)
        widths += [len(run) for run in inked.split("0") if run]
    return widths


@pytest.mark.parametrize("letters", ["0123456789", "abcdefghkmnopqrtuwxyz", "ABCDEFGHKMNOPQRTUWXYZ"])
def test_digits_and_letters_are_no_heavier_than_the_words_beside_them(letters: str) -> None:
    assert median(strokes(letters)) < 1.4 * median(strokes("中十年开公信政府主动条例规范件"))
