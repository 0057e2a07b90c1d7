"""A release is made of what is committed, under a version that the project has, and lists what is inside."""

import hashlib
import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.systems import posix_only
from tools import release
from tools.release import CannotReleaseError, check_version, cut, sums, with_the_rest

pytestmark = posix_only("a release is made on Linux, with git")

CHANGES = "# 更新记录\n\n## 1.2.3（未发布）\n\n- 甲\n\n### 乙\n\n- 丙\n\n## 1.2.2（2025-01-02）\n\n- 丁\n"


@pytest.mark.parametrize(
    "version, declared, words",
    [
        ("1.2", "1.2", "no version"),
        ("1.2.3-rc1", "1.2.3-rc1", "no version"),
        ("1.2.3", "1.2.2", "pyproject.toml says 1.2.2"),
        ("1.2.2", "1.2.2", "CHANGELOG.md has no heading"),
        ("1.2.30", "1.2.30", "CHANGELOG.md has no heading"),
    ],
)
def test_a_version_that_is_not_the_next_one_is_refused(version: str, declared: str, words: str) -> None:
    check_version("1.2.3", "1.2.3", CHANGES)
    with pytest.raises(CannotReleaseError, match=words):
        check_version(version, declared, CHANGES)


def test_the_changes_of_a_version_are_cut_and_nothing_else_is_changed() -> None:
    whole, mine = cut(CHANGES, "1.2.3", date(2026, 3, 4))
    assert whole == CHANGES.replace("（未发布）", "（2026-03-04）")
    assert mine in whole
    assert [word in mine for word in "甲乙丙丁"] == [True, True, True, False]


def test_the_sums_are_those_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "甲.deb").write_bytes(b"one")
    (tmp_path / "SHA256SUMS").write_text("old", "utf-8")
    assert sums(tmp_path) == f"{hashlib.sha256(b'one').hexdigest()}  甲.deb\n"


def test_the_bill_names_python_and_each_font_with_its_licence() -> None:
    bill = with_the_rest({"components": [{"name": "lxml"}, {"name": "pip"}]})
    by_name = {one["name"]: one for one in bill["components"]}
    fonts = {path.name for path in release.FONTS.glob("*.ttf")}
    assert set(by_name) == {"lxml", "CPython", *fonts}
    assert len({one["bom-ref"] for name, one in by_name.items() if name != "lxml"}) == len(by_name) - 1
    assert all(by_name[name]["licenses"] for name in fonts)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a committed project of one version; what takes long is only noted."""
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n', "utf-8")
    for name, words in (("CHANGELOG.md", CHANGES), ("NOTICE", "notice"), (".gitignore", "dist/\n")):
        (tmp_path / name).write_text(words, "utf-8")
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    monkeypatch.setattr(release, "ROOT", tmp_path)
    monkeypatch.setattr(release, "DIST", tmp_path / "dist")
    monkeypatch.setattr(release, "CHANGES", tmp_path / "CHANGELOG.md")
    monkeypatch.setattr(release, "_run", lambda *_: None)
    monkeypatch.setattr(release, "bill_of_materials", lambda target: target.write_text("{}", "utf-8"))
    return tmp_path


def test_a_release_is_a_folder_with_all_that_is_handed_out(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def made(*, windows: bool) -> list[Path]:
        package = project / "dist" / f"gouji-{windows}.exe"
        package.parent.mkdir()
        package.write_bytes(b"program")
        return [package]

    monkeypatch.setattr(release, "packages", made)
    folder = release.release("1.2.3", windows=True, today=date(2026, 3, 4))
    names = {path.name for path in folder.iterdir()}
    assert names == {"CHANGES.md", "NOTICE.txt", "SHA256SUMS", "gouji-1.2.3.cdx.json", "gouji-True.exe"}
    listed = {line.split("  ")[1] for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines()}
    assert listed == names - {"SHA256SUMS"}
    assert "## 1.2.3（2026-03-04）" in (project / "CHANGELOG.md").read_text("utf-8")


def test_what_is_not_committed_is_not_released(project: Path) -> None:
    (project / "NOTICE").write_text("changed", "utf-8")
    with pytest.raises(CannotReleaseError, match="not committed"):
        release.release("1.2.3", windows=True, today=date(2026, 3, 4))
    assert not (project / "dist").exists()


def test_what_does_not_work_ends_the_release(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*command: str) -> None:
        if command[-1] == "test":
            raise CannotReleaseError("the tests failed")

    monkeypatch.setattr(release, "_run", fail)
    with pytest.raises(CannotReleaseError):
        release.release("1.2.3", windows=True, today=date(2026, 3, 4))
    assert not (project / "dist").exists()
    assert (project / "CHANGELOG.md").read_text("utf-8") == CHANGES


def test_all_that_the_commands_make_is_released_also_what_was_there_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An installer that is the same as the last one is copied anew; what no command made stays out."""
    made = {
        "package": ("gouji_9.9.9_amd64.deb", "org.gouji.gouji_9.9.9.0_amd64.deb"),
        "package-windows": ("gouji-9.9.9-setup.exe", "gouji-9.9.9-portable.zip", "gouji-9.9.9-windows.sha256"),
    }
    for name in ("gouji-9.9.9-setup.exe", "gouji-9.9.9-portable.zip", "gouji_1.0.0_amd64.deb"):
        (tmp_path / name).write_bytes(b"same")
        os.utime(tmp_path / name, (1, 1))
    asked: list[tuple[str, ...]] = []

    def run(_: str, *words: str) -> None:
        asked.append(words)
        for name in made[words[0]]:
            (tmp_path / name).write_bytes(b"same")

    monkeypatch.setattr(release, "DIST", tmp_path)
    monkeypatch.setattr(release, "_run", run)
    found = [path.name for path in release.packages(windows=True)]
    assert asked == [("package", "--store"), ("package-windows",)]
    assert found == sorted(name for names in made.values() for name in names)
    asked.clear()
    release.packages(windows=False)
    assert asked == [("package", "--store")]
