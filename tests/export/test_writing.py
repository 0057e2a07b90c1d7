"""Writing a file of any kind: it is there whole, or as it was before."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import export
from export import WRITERS, replace_file, write
from model.errors import UserError
from model.file_names import why_not_on_windows
from tests.samples import EXAMPLE, example
from tests.systems import needs_links

ROOT = Path(__file__).parents[2]


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        write(example(), path)
    assert caught.value.sentence.startswith(f"{path}：")
    return caught.value.sentence.removeprefix(f"{path}：")


def failing(code: int) -> object:
    """Stand in for `os.fsync` of a disk that has something against it."""

    def fail(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def test_the_suffix_chooses_the_writer_in_either_case(tmp_path: Path) -> None:
    write(example(), tmp_path / "报告.JSON")
    assert (tmp_path / "报告.JSON").read_bytes() == EXAMPLE.read_bytes()


def test_an_unknown_kind_is_told_with_those_that_are_known(tmp_path: Path) -> None:
    assert all(suffix in refusal(tmp_path / "报告.odt") for suffix in WRITERS)
    assert "没有后缀" in refusal(tmp_path / "报告")


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert "没有这个文件夹" in refusal(tmp_path / "无" / "报告.json")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "夹.json").mkdir()
    assert "是文件夹" in refusal(tmp_path / "夹.json")


@pytest.mark.parametrize(
    "code, words",
    [
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EDQUOT, "磁盘空间不足"),
        (errno.EACCES, "没有写入的权限"),
        (errno.EROFS, "只读"),
        (errno.EIO, "写入时出错"),
    ],
)
def test_a_file_stays_as_it_was_when_the_disk_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    path = tmp_path / "报告.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(export.os, "fsync", failing(code))  # type: ignore[attr-defined]
    assert words in refusal(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_stays_beside_a_read_only_file_where_such_files_cannot_be_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows neither replaces nor removes what is read-only."""
    path = tmp_path / "报告.json"
    path.write_bytes(b"old")
    path.chmod(0o444)
    unlink, replace = Path.unlink, Path.replace

    def refuse(file: Path) -> None:
        if not file.stat().st_mode & stat.S_IWUSR:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))

    def unlink_as_windows(self: Path, missing_ok: bool = False) -> None:  # noqa: FBT001, FBT002 — as Path.unlink
        refuse(self)
        unlink(self, missing_ok)

    def replace_as_windows(self: Path, target: Path) -> Path:
        refuse(target)
        return replace(self, target)

    monkeypatch.setattr(Path, "unlink", unlink_as_windows)
    monkeypatch.setattr(Path, "replace", replace_as_windows)
    assert "没有写入的权限" in refusal(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["CON.json", "甲:乙.json"])
def test_a_name_that_windows_makes_no_file_of_is_refused_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(export, "why_refused", why_not_on_windows)
    assert "请换一个名字" in refusal(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@needs_links
def test_a_link_stays_a_link_and_permissions_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "真.json", tmp_path / "链.json"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    replace_file(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_new_file_may_be_read_by_whom_new_files_may(tmp_path: Path) -> None:
    (tmp_path / "样.txt").touch()
    replace_file(tmp_path / "新.json", b"new")
    assert (tmp_path / "新.json").stat().st_mode == (tmp_path / "样.txt").stat().st_mode


def test_every_kind_is_written_where_there_is_no_network_code() -> None:
    program = """
import runpy, sys
sys.modules |= dict.fromkeys(["_socket", "_ssl", "socket", "ssl", "asyncio", "http.client", "urllib.request"])
runpy.run_path("packaging/no_network.py")
from export import WRITERS
from export.layout.template import write_template
from model.report.file_format import loads
report = loads(open("assets/example.json", "rb").read())
print(sum(bool(writer.render(report)) for writer in WRITERS.values()), bool(write_template(2025)))
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == (f"{len(WRITERS)} True\n", "")
