"""The package for the application store of UOS, and what AppStream is told."""

import configparser
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.systems import posix_only
from tools.package import STORE_ID, STORE_VERSION, VERSION, stage, stage_for_store

HOME = Path("opt/apps") / STORE_ID

pytestmark = posix_only("the package for Linux is made on Linux, and its files have modes")


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """Return a folder like that of the frozen program."""
    folder = tmp_path / "frozen"
    (folder / "lib" / "licences").mkdir(parents=True)
    (folder / "lib" / "licences" / "NOTICE.txt").write_text("notice", "utf-8")
    (folder / "gouji").write_bytes(b"\x7fELF")
    (folder / "gouji").chmod(0o755)
    return folder


@pytest.fixture
def store(frozen: Path, tmp_path: Path) -> Path:
    """Return the files as they will lie on the system."""
    stage_for_store(frozen, tmp_path / "store")
    return tmp_path / "store"


def entry_of(path: Path) -> configparser.SectionProxy:
    read = configparser.ConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(path, "utf-8")
    return read["Desktop Entry"]


def test_everything_lies_in_the_folder_of_the_application(store: Path) -> None:
    files = [path.relative_to(store) for path in store.rglob("*") if path.is_file()]
    assert {path.parts[:3] for path in files} == {("opt", "apps", STORE_ID)}
    assert {path.parts[3] for path in files} == {"entries", "files", "info"}


def test_the_entry_starts_the_program_where_it_lies_and_finds_its_icon(store: Path) -> None:
    entry = entry_of(store / HOME / "entries" / "applications" / f"{STORE_ID}.desktop")
    program = entry["Exec"].split()[0]
    assert Path(program).is_absolute()
    assert (store / program.lstrip("/")).stat().st_mode & 0o111
    icons = {path.stem for path in (store / HOME / "entries" / "icons").rglob("*.*")}
    assert icons == {entry["Icon"]} == {STORE_ID}


def test_the_store_is_told_a_version_of_four_numbers_and_that_nothing_is_wanted_but_the_clipboard(store: Path) -> None:
    info = json.loads((store / HOME / "info").read_text("utf-8"))
    assert re.fullmatch(r"\d+\.\d+\.\d+\.\d+", info["version"])
    assert info["version"] == STORE_VERSION
    assert info["version"].startswith(f"{VERSION}.")
    assert (info["appid"], info["name"], info["arch"]) == (STORE_ID, "勾稽", ["amd64"])
    assert [name for name, wanted in info["permissions"].items() if wanted] == ["clipboard"]


@pytest.mark.parametrize("layout", [stage, stage_for_store])
def test_appstream_is_told_of_the_entry_that_is_there(
    frozen: Path, tmp_path: Path, layout: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764374400")
    assert callable(layout)
    layout(frozen, tmp_path / "root")
    (told,) = (tmp_path / "root").rglob("*.metainfo.xml")
    component = ET.parse(told).getroot()  # noqa: S314 — our own file
    launched = component.findtext("launchable") or ""
    (entry,) = (tmp_path / "root").rglob("*.desktop")
    assert launched == entry.name
    assert component.findtext("id") == STORE_ID == told.name.removesuffix(".metainfo.xml")
    release = component.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": VERSION, "date": "2025-11-29"}
    provided = [one.text for one in component.findall("provides/mediatype")]
    assert provided == entry_of(entry)["MimeType"].rstrip(";").split(";")
    assert "@" not in told.read_text("utf-8")
