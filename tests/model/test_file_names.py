"""Names of files that every system takes, and what Windows would make of the others."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model.failures import why_not_read, why_not_written
from model.file_names import safe, why_not_on_windows

DEVICES = ["CON", "con", "PRN", "AUX", "NUL", "COM1", "lpt9", "COM¹", "CONIN$", "CONOUT$"]
NAMES = st.text(max_size=120) | st.sampled_from(DEVICES).flatmap(lambda one: st.text(max_size=9).map(one.__add__))


@given(NAMES)
@example("甲" * 69 + "。. . .")
@example("NUL")
@example("COM1 .报告")
def test_a_safe_name_is_one_part_of_a_path_that_windows_takes_and_that_shows_as_it_is(words: str) -> None:
    name = safe(words) + ".pdf"
    assert PureWindowsPath(name).parts == (name,)
    assert PurePosixPath(name).parts == (name,)
    assert why_not_on_windows(PureWindowsPath(name)) is None
    assert len(name.encode()) <= 255
    assert name.removesuffix(".pdf").strip(". ") == name.removesuffix(".pdf") != ""
    assert not {chr(code) for code in (0x202E, 0x200B, 0x85, 0x7F, 0xFEFF, 0x2029)} & set(name)


@given(st.text(st.characters(categories=["L", "N"]), min_size=4, max_size=50))
def test_a_safe_name_keeps_letters_and_digits(words: str) -> None:
    assert safe(words) in {words, f"_{words}"}


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("ending", ["", ".pdf", ".tar.gz", " .pdf", ". "])
def test_a_device_is_told_wherever_it_stands(device: str, ending: str) -> None:
    for path in (f"{device}{ending}", rf"D:\年报\{device}{ending}", rf"{device}{ending}\甲.pdf"):
        assert "设备" in (why_not_on_windows(PureWindowsPath(path)) or "")


@pytest.mark.parametrize(
    "name", ["console.pdf", "CON年报.pdf", "COM10.pdf", "甲CON", "年报.CON", "LPT.pdf", "a.b..pdf"]
)
@pytest.mark.parametrize("folder", ["", "D:\\年报\\", r"\\server\share\年报\ "[:-1], "..\\"])
def test_other_names_are_taken(folder: str, name: str) -> None:
    assert why_not_on_windows(PureWindowsPath(folder + name)) is None


@pytest.mark.parametrize("sign", '*?"<>|:')
def test_a_sign_that_windows_refuses_is_named(sign: str) -> None:
    assert f"“{sign}”" in (why_not_on_windows(PureWindowsPath(rf"D:\年报\甲乙{sign}丙.pdf")) or "")


def windows_error(number: int, name: str) -> OSError:
    """Make the error that Windows gives; elsewhere its number is not an argument."""
    error = FileNotFoundError(2, "No such file or directory", name)
    error.winerror = number  # type: ignore[attr-defined, unused-ignore]
    return error


@pytest.mark.parametrize("number", [2, 3])
def test_windows_says_of_a_path_that_is_too_long_that_there_is_none(number: int) -> None:
    assert "太长" in why_not_written(windows_error(number, "D:\\" + "甲" * 257))
    assert "太长" not in why_not_written(windows_error(number, "D:\\" + "甲" * 256))


def test_a_name_that_windows_calls_too_long_is_told_so_whatever_its_length() -> None:
    assert "太长" in why_not_read(windows_error(206, "甲.pdf"))
