"""What is packed for Windows is whole, ours to hand out, and the same each time."""

import hashlib
import re
import tomllib
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from winbuild import checks, debian, pack, source
from winbuild.pe import NotPortableExecutableError
from winbuild.steps import BuildError, Steps, digest

from model.storage.files.places import PORTABLE
from tests.packaging.windows_files import image
from tests.systems import posix_only

ROOT = Path(__file__).parent.parent.parent
SCRIPTS = sorted((ROOT / "packaging" / "windows").rglob("*.py"))

pytestmark = posix_only("the package for Windows is made on Debian")


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


# Libraries


def test_a_library_in_the_folder_or_of_windows_itself_is_there(tmp_path: Path) -> None:
    loads = image(["KERNEL32.dll", "Qt6Core.dll", "api-ms-win-crt-heap-l1-1-0.dll"], ["qt6gui.DLL"])
    write(tmp_path, {"gouji.exe": loads, "lib/Qt6Core.dll": image(), "lib/x/QT6GUI.dll": image()})
    assert checks.closure(tmp_path, {"kernel32.dll"}) == []


@pytest.mark.parametrize("late", [False, True])
def test_a_library_that_is_nowhere_is_named_with_who_loads_it(tmp_path: Path, late: bool) -> None:  # noqa: FBT001
    names = ["kernel32.dll", "nowhere.dll"]
    write(tmp_path, {"lib/a.pyd": image([] if late else names, names if late else [])})
    (told,) = checks.closure(tmp_path, {"kernel32.dll"})
    assert "lib/a.pyd" in told
    assert "nowhere.dll" in told


def test_what_is_called_a_library_and_is_none_is_no_reason_to_go_on(tmp_path: Path) -> None:
    with pytest.raises(NotPortableExecutableError, match=r"a\.dll"):
        checks.closure(write(tmp_path, {"a.dll": b"#!/bin/sh"}), set())


def test_the_list_of_windowss_own_libraries_has_none_that_must_come_with_the_program() -> None:
    ours = re.compile(r"qt6|python|vcruntime|msvcp|shiboken|pyside|libffi|sqlite|libcrypto|libssl|wine")
    names = checks.system_libraries()
    assert len(names) > 20
    assert [
        name for name in names if ours.search(name) or name != name.lower() or not name.endswith((".dll", ".drv"))
    ] == []


@pytest.mark.parametrize("mark", checks.WINE)
def test_a_file_of_wine_is_found_by_its_mark(tmp_path: Path, mark: bytes) -> None:
    write(tmp_path, {"lib/a.dll": image(), "lib/ucrtbase.dll": image(inside=mark)})
    (told,) = checks.of_wine(tmp_path)
    assert told.startswith("lib/ucrtbase.dll ")


# Licences


@pytest.fixture
def origins(tmp_path: Path) -> checks.Origins:
    record = b"lxml/etree.py,,\nlxml/etree.cp311-win_amd64.pyd,sha256=x,1\n"
    packages = write(
        tmp_path / "packages", {"lxml-6.0.dist-info/RECORD": record, "Xlsx_Writer-1.dist-info/RECORD": b""}
    )
    return checks.Origins(
        write(tmp_path / "python", dict.fromkeys(("DLLs/_ssl.pyd", "Lib/json/a.py", "vcruntime140.dll"), b"")), packages
    )


@pytest.mark.parametrize(
    "place, origin",
    [
        ("main.pyc", "gouji"),
        ("model/form/schema.pyc", "gouji"),
        ("_ssl.pyd", "python"),
        ("json/a.pyc", "python"),
        ("VCRUNTIME140.dll", "python"),
        ("lxml/etree.pyc", "lxml"),
        ("lxml/etree.cp311-win_amd64.pyd", "lxml"),
        ("pyimod02_importers.pyc", "pyinstaller"),
        ("lxml/more.dll", None),
        ("stray.dll", None),
    ],
)
def test_each_file_has_an_origin(origins: checks.Origins, place: str, origin: str | None) -> None:
    assert origins.of(PurePosixPath(place)) == origin


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    lib = {"main.pyc": b"", "lxml/etree.pyc": b"", "json/a.pyc": b"", "licences/gouji.txt": b"Apache"}
    lib |= {"licences/lxml.txt": b"BSD", "licences/python.txt": checks.MICROSOFT.encode()}
    return write(tmp_path / "frozen", {f"lib/{name}": data for name, data in lib.items()})


def test_with_every_licence_there_is_nothing_to_say(frozen: Path, origins: checks.Origins) -> None:
    assert checks.licences(frozen, origins) == []


@pytest.mark.parametrize("name", ["gouji", "lxml", "python"])
def test_a_missing_or_empty_licence_is_named(frozen: Path, origins: checks.Origins, name: str) -> None:
    text = frozen / "lib" / "licences" / f"{name}.txt"
    text.write_bytes(b"")
    assert any(f"缺少 {name} 的许可" in told for told in checks.licences(frozen, origins))
    text.unlink()
    assert any(f"缺少 {name} 的许可" in told for told in checks.licences(frozen, origins))


def test_the_licence_of_microsofts_runtime_is_asked_for(frozen: Path, origins: checks.Origins) -> None:
    (frozen / "lib" / "licences" / "python.txt").write_text("PSF", "utf-8")
    (told,) = checks.licences(frozen, origins)
    assert "微软" in told


def test_a_file_that_came_from_nowhere_is_named(frozen: Path, origins: checks.Origins) -> None:
    write(frozen, {"lib/lxml/stray.dll": image()})
    (told,) = checks.licences(frozen, origins)
    assert told.startswith("lib/lxml/stray.dll ")


# Packing


NAMES = ["gouji.exe", "lib/b.dll", "lib/a/c.txt", "lib/a/$d.txt", "lib/$e/f", "gouji-cli.exe"]


def test_the_installer_unpacks_every_file_where_it_belongs_in_one_order(tmp_path: Path) -> None:
    write(tmp_path, dict.fromkeys(NAMES, b""))
    words = pack.script(tmp_path, Path("/build/frozen"))
    at, found = "", {}
    for line in words.splitlines():
        command, _, name = line.partition(" ")
        if command == "SetOutPath":
            at = name.strip('"')
        else:
            assert command == "File"
            found[name.strip('"')] = at
    assert found == {
        "/build/frozen/gouji.exe": "$INSTDIR",
        "/build/frozen/gouji-cli.exe": "$INSTDIR",
        "/build/frozen/lib/b.dll": r"$INSTDIR\lib",
        "/build/frozen/lib/a/c.txt": r"$INSTDIR\lib\a",
        "/build/frozen/lib/a/$d.txt": r"$INSTDIR\lib\a",
        "/build/frozen/lib/$e/f": r"$INSTDIR\lib\$$e",
    }
    assert at == "$INSTDIR"
    again = write(tmp_path.parent / "again", dict.fromkeys(reversed(NAMES), b""))
    assert pack.script(again, Path("/build/frozen")) == words


@pytest.mark.parametrize("name", ['a"b', "a${b}", "a\nb"])
def test_a_name_that_would_mean_something_to_the_installers_script_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BuildError, match="文件名"):
        pack.script(write(tmp_path, {name: b""}), Path("/build"))


def test_the_same_program_gives_the_same_archive_whenever_it_is_packed(tmp_path: Path) -> None:
    first, second = (
        write(tmp_path / "1", dict.fromkeys(NAMES, b"x")),
        write(tmp_path / "2", dict.fromkeys(NAMES[::-1], b"x")),
    )
    pack.date_all(second, 1_000_000_000)
    for folder, target in ((first, "1.zip"), (second, "2.zip")):
        pack.portable(folder, tmp_path / target, 1_700_000_000)
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_the_archive_for_a_stick_bears_the_mark_that_the_program_looks_for(tmp_path: Path) -> None:
    pack.portable(write(tmp_path / "x", dict.fromkeys(NAMES, b"x")), tmp_path / "x.zip", 1_700_000_000)
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert set(archive.namelist()) == {f"gouji/{name}" for name in (*NAMES, PORTABLE)}
        assert "data" in archive.read(f"gouji/{PORTABLE}").decode("utf-8-sig")


def test_what_is_handed_out_has_its_sum_beside_it(tmp_path: Path) -> None:
    write(tmp_path, {"gouji-1.2.3-setup.exe": b"a", "gouji-1.2.3-portable.zip": b"b"})
    lines = pack.sums(tmp_path, "1.2.3").read_text("utf-8").splitlines()
    wanted = {f"{hashlib.sha256(data).hexdigest()}  {name}" for data, name in ((b"a", "gouji-1.2.3-setup.exe"),)}
    assert wanted < set(lines)
    assert len(lines) == 2


def test_an_installer_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack, "LARGEST", 10)
    write(tmp_path, {"gouji-1-setup.exe": bytes(11), "gouji-1-portable.zip": b""})
    with pytest.raises(BuildError, match="最多"):
        pack.sums(tmp_path, "1")


# Steps, and the Debian that they are taken in


def test_a_step_is_taken_again_only_when_its_inputs_changed_or_its_work_is_gone(tmp_path: Path) -> None:
    steps, made, taken = Steps(tmp_path / "notes"), tmp_path / "made", []

    def do() -> None:
        taken.append(1)
        made.touch()

    def take(*inputs: object) -> bool:
        return steps.take("one", "one", do, *inputs, made=made)

    assert [take("a"), take("a"), take("b"), take("b")] == [True, False, True, False]
    before = steps.note("one")
    made.unlink()
    assert take("b")
    assert steps.note("one") == before
    assert len(taken) == 3


def test_a_step_that_failed_is_taken_again(tmp_path: Path) -> None:
    steps, made = Steps(tmp_path / "notes"), tmp_path / "made"
    steps.take("one", "one", made.touch, "a", made=made)

    def fail() -> None:
        raise BuildError("why")

    with pytest.raises(BuildError):
        steps.take("one", "one", fail, "b", made=made)
    assert steps.take("one", "one", made.touch, "a", made=made)
    made.unlink()
    with pytest.raises(BuildError, match="left no"):
        steps.take("one", "one", lambda: None, "c", made=made)


def test_a_step_notices_a_file_that_moved_or_changed_in_a_folder(tmp_path: Path) -> None:
    write(tmp_path, {"x/a": b"1", "x/b": b"2", "x/__pycache__/c": b"3"})
    first = digest(tmp_path / "x")
    write(tmp_path, {"x/__pycache__/c": b"4"})
    assert digest(tmp_path / "x") == first
    write(tmp_path, {"x/a": b"12", "x/b": b""})
    assert digest(tmp_path / "x") != first


def test_nothing_is_deleted_through_a_mount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stays = write(tmp_path / "root", {"dev/null": b""})
    monkeypatch.setattr(debian, "mounts", lambda root, _: [root / "dev"])
    monkeypatch.setattr(debian, "_unmount", lambda _: None)
    with pytest.raises(BuildError, match="仍有挂载"):
        debian.remove(stays)
    assert (stays / "dev" / "null").exists()


def test_no_script_names_a_host_of_packages() -> None:
    assert len(SCRIPTS) > 10
    assert [
        path.name for path in SCRIPTS if re.search(r"https?:/|pypi|debian\.org|pythonhosted", path.read_text("utf-8"))
    ] == []


def test_what_is_frozen_is_there_and_all_of_it_is_named() -> None:
    assert [name for name in source.PARTS if not (ROOT / name).exists()] == []
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["root_packages"]
    assert set(listed) <= set(source.PARTS)
