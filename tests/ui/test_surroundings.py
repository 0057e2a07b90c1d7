"""The input method that is chosen where fcitx runs, and the environment that other programs inherit."""

import sys
from pathlib import Path

import pytest

from ui.system.surroundings import choose_input_method, forget_the_frozen_libraries


def chosen(environment: dict[str, str]) -> str | None:
    choose_input_method(environment)
    return environment.get("QT_IM_MODULE")


@pytest.mark.parametrize(
    "environment",
    [
        {"QT_IM_MODULE": "fcitx"},
        {"QT_IM_MODULE": "fcitx5"},
        {"QT_IM_MODULES": "fcitx;compose"},
        {"XMODIFIERS": "@im=fcitx"},
        {"XMODIFIERS": "@im=fcitx5", "QT_IM_MODULE": ""},
    ],
    ids=str,
)
def test_fcitx_is_reached_through_ibus(environment: dict[str, str]) -> None:
    assert chosen(environment) == "ibus"
    assert "QT_IM_MODULES" not in environment


@pytest.mark.parametrize("module", ["ibus", "compose", "xim", "none"])
def test_another_choice_of_the_user_stays(module: str) -> None:
    assert chosen({"QT_IM_MODULE": module, "XMODIFIERS": "@im=fcitx"}) == module
    assert chosen({"QT_IM_MODULES": module, "XMODIFIERS": "@im=fcitx"}) is None


@pytest.mark.parametrize("display, expected", [(":1", "ibus"), (":1.0", "ibus"), (":2", None), ("", None)])
def test_an_address_for_this_display_is_enough(tmp_path: Path, display: str, expected: str | None) -> None:
    bus = tmp_path / "ibus" / "bus"
    bus.mkdir(parents=True)
    (bus / "0123abcd-unix-1").write_text("IBUS_ADDRESS=unix:path=/nowhere\n", "ascii")
    (bus / "0123abcd-unix-wayland-0").touch()
    assert chosen({"XDG_CONFIG_HOME": str(tmp_path), "DISPLAY": display}) == expected


@pytest.mark.parametrize("before", [None, "/usr/local/lib"])
def test_programs_started_from_the_frozen_one_find_their_own_libraries(
    before: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = {"LD_LIBRARY_PATH": "/opt/gouji/lib"}
    if before is not None:
        environment["LD_LIBRARY_PATH_ORIG"] = before
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    forget_the_frozen_libraries(environment)
    assert environment == ({} if before is None else {"LD_LIBRARY_PATH": before})
