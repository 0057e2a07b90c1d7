"""Places where a library is not safe are known by what the system says of them."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path, PurePosixPath

import pytest

from model.storage.files import volumes
from model.storage.library import Library
from tests.model.storage.samples import a_report

MOUNTS = """\
21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 21 0:40 / /mnt/share rw - cifs //server/share rw
41 21 0:41 / /mnt/nfs\\040data rw - nfs4 server:/data rw
42 21 0:42 / /home/li/remote rw - fuse.sshfs li@server: rw
43 21 8:17 / /media/li/STICK rw - vfat /dev/sdb1 rw
44 21 8:33 / /run/media/li/DISK rw - exfat /dev/sdc1 rw
45 21 0:50 / /mnt/over rw - ext4 /dev/sdd1 rw
46 45 0:51 / /mnt/over rw - nfs server:/other rw
"""


@pytest.mark.parametrize(
    "place, kind",
    [
        ("/home/li/library.db", None),
        ("/mnt/library.db", None),
        ("/mnt/sharing/library.db", None),
        ("/mnt/share/a/library.db", "network"),
        ("/mnt/nfs data/library.db", "network"),
        ("/home/li/remote/library.db", "network"),
        ("/mnt/over/library.db", "network"),
        ("/media/li/STICK/library.db", "stick"),
        ("/run/media/li/DISK/a/library.db", "stick"),
    ],
)
def test_a_network_and_a_stick_are_told_from_a_disk(
    place: str, kind: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS, "ascii")
    monkeypatch.setattr(volumes, "_MOUNTS", mounts)
    monkeypatch.setattr("sys.platform", "linux")
    assert volumes.kind_of(Path(PurePosixPath(place))) == kind
    monkeypatch.setattr(volumes, "real", Path)
    warning = volumes.warning(Path(place))
    assert (warning is None) == (kind is None)
    assert kind is None or str(Path(place)) in str(warning)


NETWORKS = (
    "9p afs beegfs ceph cifs coda davfs gfs gfs2 glusterfs lustre ncpfs nfs nfs4 ocfs2 orangefs smb2 smb3 smbfs "
    "fuse.davfs fuse.glusterfs fuse.gvfsd-fuse fuse.rclone fuse.s3fs fuse.sshfs"
)
DISKS = "ext4 xfs btrfs vfat exfat ntfs3 tmpfs fuse.ntfs-3g"


@pytest.mark.parametrize(
    "system, kind", [*((one, "network") for one in NETWORKS.split()), *((one, None) for one in DISKS.split())]
)
def test_file_systems_of_other_machines_are_known(
    system: str, kind: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"21 1 0:1 / / rw - {system} source rw", "ascii")
    monkeypatch.setattr(volumes, "_MOUNTS", mounts)
    monkeypatch.setattr("sys.platform", "linux")
    assert volumes.kind_of(Path("/home/li/library.db")) == kind


SYNCED = [
    "OneDrive - 某局",
    "OneDrive",
    "Dropbox",
    "iCloudDrive",
    "Google Drive",
    "Nutstore",
    "坚果云",
    "百度网盘",
    "WPS云盘",
    "WPSDrive",
    "我的坚果云/OneDrive",
]


@pytest.mark.parametrize("folder", SYNCED)
def test_a_folder_that_is_synced_is_warned_of(folder: str, tmp_path: Path) -> None:
    warning = volumes.warning(tmp_path / folder / "library.db")
    assert "同步" in str(warning)


def test_the_folder_that_windows_names_is_synced(tmp_path: Path) -> None:
    assert volumes._is_synced(tmp_path / "x" / "a.db", {"OneDrive": str(tmp_path)})
    assert not volumes._is_synced(tmp_path / "x" / "a.db", {})


def test_a_usual_place_is_not_warned_of(tmp_path: Path) -> None:
    assert volumes.warning(tmp_path / "library.db") is None


class Kernel:
    """Stands in for kernel32: what a drive is, and which one was asked of."""

    def __init__(self, kind: int) -> None:
        self.kernel32, self.kind, self.asked = self, kind, list[str]()

    def GetDriveTypeW(self, drive: str) -> int:
        self.asked.append(drive)
        return self.kind


@pytest.fixture
def on_windows(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Kernel]:
    """Let the program think that it is on a Windows whose drives are all of a kind."""

    def be(kind: int) -> Kernel:
        kernel = Kernel(kind)
        monkeypatch.setattr("sys.platform", "win32")
        monkeypatch.setattr(ctypes, "windll", kernel, raising=False)
        return kernel

    return be


LOCAL, STICK, SHARED, DISC, MEMORY, UNKNOWN = 3, 2, 4, 5, 6, 0  # DRIVE_FIXED …
LETTERS = [r"E:\报告\library.db", r"\\?\E:\报告\library.db"]
SHARES = [r"\\server\share\library.db", r"\\?\UNC\server\share\a\library.db", r"\\?\unc\server\share\library.db"]


@pytest.mark.parametrize("place", LETTERS)
@pytest.mark.parametrize(
    "drive, kind", [(LOCAL, None), (STICK, "stick"), (SHARED, "network"), (DISC, None), (MEMORY, None), (UNKNOWN, None)]
)
def test_windows_is_asked_what_a_drive_is(
    on_windows: Callable[[int], Kernel], place: str, drive: int, kind: str | None
) -> None:
    kernel = on_windows(drive)
    assert volumes.kind_of(Path(place)) == kind
    assert kernel.asked == ["E:\\"]


@pytest.mark.parametrize("place", SHARES)
def test_a_windows_path_that_names_a_server_is_on_the_network(on_windows: Callable[[int], Kernel], place: str) -> None:
    kernel = on_windows(LOCAL)
    assert volumes.kind_of(Path(place)) == "network"
    assert kernel.asked == []


def test_a_library_in_a_folder_of_another_machine_is_opened_and_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = os.environ.get("GOUJI_TEST_SHARE")  # a path of Windows that names a server
    path = Path(share) / "报告库.db" if share else tmp_path / "报告库.db"
    if not share:
        monkeypatch.setattr(volumes, "kind_of", lambda _: "network")
    for suffix in ("", ".lock", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    for number in range(2):
        with closing(Library.open(path)) as library:
            assert library.read_only is None
            assert len(library.all()) == number
            library.create(a_report(unit=f"第{number}镇人民政府"))
            assert library.path == path
            assert "网络位置" in str(volumes.warning(library.path))
