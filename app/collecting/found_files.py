"""Which files are meant: those that were named, all in folders, and what is in zip archives, unpacked within limits."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from app.importing.gathering import gather
from intake.limits import LARGEST_FILE
from model.errors import UserError, clip
from model.failures import why_not_read

MOST_FILES = 5_000  # at a time: more than any office collects from
MOST_UNPACKED = 1_500_000_000  # bytes of one archive
_LONGEST_NAME = 60  # characters
_CHUNK = 1_000_000
_SECRET = 1  # the bit of a member that has a password
_UNICODE = 0x800  # the bit of a member whose name is UTF-8
_WRONG = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


@dataclass(frozen=True)
class FoundFile:
    """A file to be read: where it lies now, what it is called, in which folders it lay, where it came from."""

    path: Path
    name: str
    folders: tuple[str, ...] = ()
    source: str = ""
    modified: datetime | None = None  # when it was last changed, as far as disk or archive tell

    @property
    def shown(self) -> str:
        """What to call it: with the folder or archive that it came from."""
        return self.source if self.source.endswith(f"/{self.name}") else str(Path(self.source, self.name))

    @property
    def places(self) -> tuple[str, ...]:
        """What may tell whose it is: the folders, the outermost first, and its own name without the suffix."""
        return (*self.folders, self.name.removesuffix(self.path.suffix))


@dataclass
class FoundFiles:
    """What was found, and what is to be said of what was not taken."""

    files: list[FoundFile] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def find_files(paths: Iterable[Path], unpacked: Path) -> FoundFiles:
    """Find all files that may be reports; what is in archives is unpacked into an empty folder, under other names.

    Raises:
        UserError: there are more than can be meant, or a folder cannot be opened.
    """
    found = FoundFiles()
    for root in paths:
        for path in gather([root], MOST_FILES):
            within = path.relative_to(root).parts[:-1] if path != root else ()
            folders = (*root.parts[-1:], *within) if path != root else ()
            one = FoundFile(path, path.name, folders, str(path.parent), _modified(path))
            if path.suffix.lower() == ".zip":
                _unpack(one, unpacked, found)
            else:
                found.files.append(one)
            if len(found.files) > MOST_FILES:
                raise UserError(f"可能是年报的文件超过{MOST_FILES}个，请分几次导入")
    return found


def _unpack(archive: FoundFile, into: Path, found: FoundFiles) -> None:
    """Take the files out of an archive, or say why not; one that is damaged does not keep the others out."""
    try:
        with zipfile.ZipFile(archive.path) as file:
            _members(archive, file, into, found)
    except UserError as error:
        found.told.append(f"{archive.path}：{error.sentence}")
    except OSError as error:
        found.told.append(f"{archive.path}：{why_not_read(error)}")
    except _WRONG:
        found.told.append(f"{archive.path}：压缩文件打不开，可能已损坏，请解压后再导入")


def _members(archive: FoundFile, file: zipfile.ZipFile, into: Path, found: FoundFiles) -> None:
    members = [one for one in file.infolist() if not one.is_dir() and _is_meant(_name_of(one))]
    if len(members) > MOST_FILES:
        raise UserError(f"压缩文件里有{len(members)}个文件，请分几次导入")
    left = MOST_UNPACKED
    for one in members:
        where = PurePosixPath(_name_of(one))
        shown = f"{archive.name}/{where}"
        try:
            to = into / f"{len(found.files):05}{where.suffix.lower()[:10]}"
            left -= _extract(file, one, to, min(left, LARGEST_FILE))
        except UserError as error:
            found.told.append(f"{clip(shown, 120)}：{error.sentence}")
        except _WRONG:
            found.told.append(f"{clip(shown, 120)}：这个文件已损坏，没有读入，其余照常")
        else:
            folders = (*archive.places, *where.parts[:-1])
            found.files.append(FoundFile(to, where.name, folders, f"{archive.source}/{shown}", _packed(one)))


def _modified(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    except (OSError, OverflowError, ValueError):
        return None


def _packed(member: zipfile.ZipInfo) -> datetime | None:
    """Return when a member was last changed; an archive may say anything, and speaks of the clock on the wall."""
    try:
        return datetime(*member.date_time).astimezone()
    except (OverflowError, ValueError, OSError):
        return None


def _name_of(member: zipfile.ZipInfo) -> str:
    """Return the name of a member; programs of this country write it in GBK without saying so."""
    name = member.filename
    if not member.flag_bits & _UNICODE:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return "/".join(clip(part, _LONGEST_NAME).replace(":", "_") for part in parts)


def _is_meant(name: str) -> bool:
    """Whether a member may be a report; archives within archives are not opened."""
    from intake import READERS
    from intake.other_kinds import OTHERS, PICTURES

    last = PurePosixPath(name)
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in last.parts)
    return not hidden and last.suffix.lower() in {*READERS, *OTHERS}.difference(PICTURES)


def _extract(file: zipfile.ZipFile, member: zipfile.ZipInfo, to: Path, most: int) -> int:
    """Unpack one member as far as it may be large; give its size. What it says of its size is not believed.

    Raises:
        UserError: it is larger, or has a password.
    """
    if member.flag_bits & _SECRET:
        raise UserError("有密码保护，请去掉密码再导入")
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UserError("压缩方式不认识，请解压后再导入")  # others unpack without a limit
    try:
        with file.open(member) as packed, to.open("wb") as out:
            return sum(map(out.write, _chunks(packed, most)))
    except BaseException:
        to.unlink(missing_ok=True)
        raise


def _chunks(packed: IO[bytes], most: int) -> Iterator[bytes]:
    size = 0
    while chunk := packed.read(_CHUNK):
        size += len(chunk)
        if size > most:
            raise UserError(f"解压后太大（超过{LARGEST_FILE // 1_000_000}兆字节），不会是一份年度报告")
        yield chunk
