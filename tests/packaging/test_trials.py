"""What a trial waits for comes, or is told to have been waited for in vain; a picture is held to another one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from wintrial.machine import is_paper, moved

from tools.screen import Screen
from tools.trying import FailedError, must, until


class Keyboard(Screen):
    """A screen on which the windows are those that it is told of, and keys do what they are told to do."""

    pause = 0.0
    patience = 0.5

    def __init__(self, pictures: Path, press: Callable[[str], None]) -> None:
        super().__init__(pictures)
        self.shown = ""
        self._press = press

    def ask(self, *command: str) -> str:
        if command[1] == "key":
            self._press(command[-1])
        return self.shown if command[1] == "search" else ""

    def shoot(self, target: Path) -> None:
        target.write_bytes(b"")


def test_a_key_is_pressed_again_while_nothing_comes_of_it(tmp_path: Path) -> None:
    pressed: list[str] = []
    screen = Keyboard(tmp_path, pressed.append)
    screen.press_until("Return", "three of them", lambda: len(pressed) == 3, again=0.0)
    assert pressed == ["Return"] * 3


def test_a_key_is_not_pressed_when_what_it_is_to_bring_about_is_there(tmp_path: Path) -> None:
    pressed: list[str] = []
    Keyboard(tmp_path, pressed.append).press_until("Return", "nothing", lambda: True)
    assert pressed == []


def test_a_key_is_not_pressed_twice_in_haste(tmp_path: Path) -> None:
    pressed: list[str] = []
    with pytest.raises(FailedError, match="In vain"):
        Keyboard(tmp_path, pressed.append).press_until("Return", "nothing", lambda: False, again=60.0)
    assert pressed == ["Return"]


def test_a_window_that_does_not_come_is_told(tmp_path: Path) -> None:
    screen = Keyboard(tmp_path, print)
    with pytest.raises(FailedError, match="a window"):
        screen.appear(0)
    screen.shown = "12 some words 34"
    screen.appear(1)
    assert screen.windows() == ["12", "34"]


def test_pictures_are_numbered_and_old_ones_forgotten(tmp_path: Path) -> None:
    (tmp_path / "09-old.png").write_bytes(b"")
    screen = Keyboard(tmp_path, print)
    assert [screen.picture(name).name for name in ("one", "two")] == ["01-one.png", "02-two.png"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["01-one.png", "02-two.png"]


def test_what_is_there_is_not_waited_for() -> None:
    until("nothing", lambda: True, patience=0.0)
    must(True, "nothing")
    with pytest.raises(FailedError, match="why"):
        must([], "why")


@pytest.mark.parametrize(
    "part, count", [((0, 0, 1, 1), 30), ((0.5, 0, 1, 1), 30), ((0, 0, 0.5, 1), 0), ((0.5, 0, 0.9, 0.9), 15)]
)
def test_points_that_differ_are_counted_in_a_part_of_a_picture(
    tmp_path: Path, part: tuple[float, float, float, float], count: int
) -> None:
    picture = Image.new("RGB", (20, 10), "white")
    picture.save(tmp_path / "before.png")
    picture.paste("black", (15, 4, 20, 10))
    picture.save(tmp_path / "now.png")
    assert moved(tmp_path / "before.png", tmp_path / "now.png", part) == count


@pytest.mark.parametrize("ground, ink, paper", [("white", 4, True), ("white", 0, False), ("#dddddd", 4, False)])
def test_paper_is_white_and_written_on(tmp_path: Path, ground: str, ink: int, paper: bool) -> None:  # noqa: FBT001
    picture = Image.new("RGB", (20, 10), "black")
    picture.paste(ground, (10, 0, 20, 10))
    picture.paste("black", (12, 2, 12 + ink, 4))
    picture.save(tmp_path / "now.png")
    assert is_paper(tmp_path / "now.png", (0.5, 0, 1, 1)) is paper
