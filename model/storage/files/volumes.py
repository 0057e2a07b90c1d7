"""What kind of place a library lies in, where it is one to be warned of: a network, a stick, a synced folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePath, PureWindowsPath

from model.storage.files.places import real

_NETWORK = frozenset(
    {
        *("9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs", "gfs2", "glusterfs", "lustre", "ncpfs", "nfs"),
        *("nfs4", "ocfs2", "orangefs", "smb2", "smb3", "smbfs", "fuse.davfs", "fuse.glusterfs", "fuse.gvfsd-fuse"),
        *("fuse.rclone", "fuse.s3fs", "fuse.sshfs"),
    }
)
_SYNCED = (
    *("onedrive", "dropbox", "iclouddrive", "google drive", "nutstore", "坚果云", "百度网盘", "wps云盘", "wpsdrive"),
)
_STICKS = ("/media/", "/run/media/")
_UNCHANGED = "\\\\?\\"  # how a path of Windows begins that is taken as it stands, however long it is
_WINDOWS_STICK, _WINDOWS_NETWORK = 2, 4  # what GetDriveTypeW answers
_MOUNTS = Path("/proc/self/mountinfo") if sys.platform.startswith("linux") else Path()  # which no other system has
_WARNINGS = {
    "network": "报告库“{path}”在网络位置上：断网或另一台电脑同时使用时，录入的内容可能丢失；请把报告库放在本机磁盘上",
    "stick": "报告库“{path}”在U盘或移动磁盘上：拔出前请先关闭本程序，并请在“设置”里为备份另选一处",
    "synced": "报告库“{path}”在会自动同步的文件夹里：同步软件可能在使用中换掉它；请把报告库放在不同步的文件夹里",
}


def warning(library: Path) -> str | None:
    """Return what to mind where a library lies in such a place; None elsewhere."""
    place = real(library)
    kind = "synced" if _is_synced(place) else kind_of(place) or kind_of(library)
    return _WARNINGS[kind].format(path=library) if kind else None


def kind_of(place: Path) -> str | None:
    """Tell a network place and a stick from the disks of the machine, as far as the system says."""
    if sys.platform == "win32":
        return _on_windows(place)
    with suppress(OSError, ValueError):
        point, kind = mount_of(place, _MOUNTS.read_text("utf-8", "surrogateescape"))
        return "network" if kind in _NETWORK else "stick" if f"{point}/".startswith(_STICKS) else None
    return None


def mount_of(place: PurePath, mounts: str) -> tuple[str, str]:
    r"""Find where the disk of a path begins, and of which kind its file system is.

    >>> mount_of(PurePath("/mnt/a b/c.db"), r"1 0 0:1 / / rw - ext4 d rw" "\n" r"2 1 0:2 / /mnt/a\040b rw - cifs s rw")
    ('/mnt/a b', 'cifs')
    """
    best = ("", "")
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        point, kind = _plain(before.split()[4]), after.split()[0]
        if len(point) >= len(best[0]) and place.is_relative_to(point):  # of two at one place the later one is seen
            best = point, kind
    return best


def _plain(point: str) -> str:
    for code, char in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(code, char)
    return point


def _on_windows(place: Path) -> str | None:
    plain = str(place).removeprefix(_UNCHANGED)
    if plain.casefold().startswith(("\\\\", "unc\\")):
        return "network"
    import ctypes

    kind = ctypes.windll.kernel32.GetDriveTypeW(PureWindowsPath(plain).anchor)  # type: ignore[attr-defined, unused-ignore]
    return {_WINDOWS_STICK: "stick", _WINDOWS_NETWORK: "network"}.get(kind)


def _is_synced(place: Path, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a folder above is one that a program keeps in step with a server."""
    named = [environment.get(name) for name in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")]
    if any(folder and place.is_relative_to(folder) for folder in named):
        return True
    return any(part.casefold().startswith(_SYNCED) for part in place.parts[1:-1])
