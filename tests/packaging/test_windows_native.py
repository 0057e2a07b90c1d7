"""What a Windows is asked to do, which no test can run here: held to what make.py does, and to PowerShell 5.1."""

import hashlib
import re
import shutil
import subprocess
import tomllib
import zipfile
from pathlib import Path

import make
import native
import pytest
from winbuild import checks, pack, source
from winbuild.places import INSTALLER, VERSION
from winbuild.steps import BuildError

from tests.packaging.windows_files import image

ROOT = Path(__file__).parent.parent.parent
BUILD = ROOT / "packaging" / "windows" / "build.ps1"
LINES = BUILD.read_text("utf-8").splitlines()


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a program that was frozen with a Python that has nothing but a licence."""
    made = tmp_path / "frozen"
    python = f"PSF {checks.MICROSOFT}".encode()
    files = {"gouji.exe": image(["KERNEL32.dll"]), "lib/main.pyc": b"", "lib/licences/gouji.txt": b"Apache"}
    for name, data in (files | {"lib/licences/python.txt": python}).items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(data)
    monkeypatch.setattr("sys.base_prefix", str(tmp_path / "python"))
    monkeypatch.setattr("sysconfig.get_path", lambda _: str(tmp_path / "packages"))
    return made


def test_a_windows_makes_the_same_list_of_files_when_all_holds(frozen: Path, tmp_path: Path) -> None:
    assert native.main(["check", str(frozen), str(tmp_path / "files.nsh")]) == 0
    assert (tmp_path / "files.nsh").read_text("utf-8") == pack.script(frozen, frozen)


def test_a_windows_refuses_what_make_refuses(frozen: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (frozen / "lib" / "stray.dll").write_bytes(image(["nowhere.dll"], inside=checks.WINE[0]))
    assert native.main(["check", str(frozen), str(tmp_path / "files.nsh")]) == 1
    told = capsys.readouterr().err
    assert [words for words in ("wine", "nowhere.dll", "来历不明") if words not in told] == []
    assert not (tmp_path / "files.nsh").exists()


def test_a_windows_packs_the_stick_and_the_sums_beside_the_installer(
    frozen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    (tmp_path / pack.setup_of(VERSION)).write_bytes(b"setup")
    assert native.main(["pack", str(frozen), str(tmp_path)]) == 0
    with zipfile.ZipFile(tmp_path / pack.portable_of(VERSION)) as archive:
        assert {info.date_time[:3] for info in archive.infolist()} == {(2023, 11, 14)}
    sums = (tmp_path / f"gouji-{VERSION}-windows.sha256").read_text("utf-8")
    assert hashlib.sha256(b"setup").hexdigest() in sums


@pytest.mark.parametrize("words", [[], ["check"], ["pack", "a"], ["other", "a", "b"]])
def test_what_a_windows_cannot_do_is_told(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert native.main(words) == 2
    assert "native.py check" in capsys.readouterr().err


def test_the_version_is_told_to_the_script(capsys: pytest.CaptureFixture[str]) -> None:
    assert native.main(["version"]) == 0
    assert capsys.readouterr().out.strip() == VERSION


def test_the_script_goes_on_where_a_program_says_something_on_standard_error() -> None:
    """PowerShell 5.1 takes what a program says there, once it is redirected, for an error of its own."""
    mode, redirected = {"": ""}, []
    block = ""  # the function that a line is in; its mode is its own
    for line in LINES:
        if started := re.match(r"function (\w+)", line):
            block = started[1]
        if set_to := re.search(r'\$ErrorActionPreference = "(\w+)"', line):
            mode[block] = set_to[1]
        if "2>" in line:
            redirected.append(mode.get(block, mode[""]))
        if line.endswith("}") and (line == "}" or line.startswith("function")):
            block = ""
    assert redirected == ["Continue"]
    assert mode[""] == "Stop"


def test_the_script_is_read_alike_in_every_code_page() -> None:
    assert BUILD.read_bytes().isascii()


def test_what_the_script_calls_is_there() -> None:
    named = {
        name.replace("\\", "/") for line in LINES for name in re.findall(r'"((?:tools|packaging|assets)\\[^"]+)"', line)
    }
    assert len(named) >= 4
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("option", ["WX", "DVERSION", "DSTAGED", "DOUT", "DFILES", "INPUTCHARSET"])
def test_the_installer_is_compiled_with_the_options_that_it_is_compiled_with_here(option: str) -> None:
    assert any(f'"/{option}' in line for line in LINES)
    assert f"-{option}" in Path(str(pack.__file__)).read_text("utf-8")


# An older commit


with_git = pytest.mark.skipif(not shutil.which("git"), reason="this machine has no git")


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Return a repository with two commits: the older one lacks a part of today's."""
    root = tmp_path / "history"
    root.mkdir()

    def git(*words: str) -> None:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)

    git("init", "-q")
    (root / "pyproject.toml").write_text('[project]\nname = "x"\nversion = "0.1.0"\n# version = "9"\n', "utf-8")
    (root / "main.py").write_text("old", "utf-8")
    (root / "README.md").write_text("no part of the program", "utf-8")
    git("add", "-A")
    git("commit", "-qm", "old")
    git("tag", "old")
    (root / "app").mkdir()
    (root / "app" / "__init__.py").write_text("", "utf-8")
    (root / "main.py").write_text("new", "utf-8")
    git("add", "-A")
    git("commit", "-qm", "new")
    return root


@with_git
def test_an_older_commit_is_written_out_under_a_version_of_its_own(history: Path, tmp_path: Path) -> None:
    source.export(history, "old", tmp_path / "out", "0.0.9")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"main.py", "pyproject.toml"}
    assert (tmp_path / "out" / "main.py").read_text("utf-8") == "old"
    written = (tmp_path / "out" / "pyproject.toml").read_text("utf-8")
    assert tomllib.loads(written)["project"] == {"name": "x", "version": "0.0.9"}
    assert written.endswith('# version = "9"\n')


@with_git
def test_under_its_own_version_a_commit_is_written_out_as_it_is(history: Path, tmp_path: Path) -> None:
    source.export(history, "HEAD", tmp_path / "out", source.version(history, "HEAD"))
    for path in (path for path in (tmp_path / "out").rglob("*") if path.is_file()):
        assert path.read_bytes() == (history / path.relative_to(tmp_path / "out")).read_bytes()


@with_git
def test_a_commit_that_is_not_there_is_told(history: Path, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="git"):
        source.export(history, "0" * 40, tmp_path / "out", "1")


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="these are the files without their history")
def test_the_installers_script_is_that_of_the_commit() -> None:
    assert set(source.those_of(ROOT, "HEAD", [*INSTALLER, "packaging/windows/nowhere"])) == {"gouji.nsi", "side.bmp"}


@pytest.mark.parametrize(
    "words", [["--commit", "x"], ["--version", "0.0.9"], ["--commit", "x", "--version", "0.0.9-1"]]
)
def test_an_older_commit_needs_a_version_of_three_numbers(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        make.main(words)
    assert "version" in capsys.readouterr().err
