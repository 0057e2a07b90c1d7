"""What travels between offices (.gouji), read within limits: see model.collection.envelope."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from intake.gouji_file import unsaid
from intake.reading import Problem, Reading
from model.collection import hand_out, handed_up, parcel
from model.collection.envelope import (
    LARGEST_MANIFEST,
    LARGEST_PACKED,
    LARGEST_WHOLE,
    MANIFEST,
    MOST_MEMBERS,
    ParcelKind,
    manifest_of,
)
from model.collection.hand_out import HandOut
from model.collection.parcel import Parcel
from model.errors import UserError, quoted
from model.failures import why_not_read

_DAMAGED = "上报包打不开，可能已损坏或没有传完，请重新传送"
_SECRET = 1  # the bit of a member that has a password
_WRONG = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_LARGEST: Mapping[ParcelKind, Callable[[str], int]] = {  # bytes of each member, unpacked
    ParcelKind.SUBMISSION: parcel.largest,
    ParcelKind.RETURN: parcel.largest,
    ParcelKind.HAND_OUT: hand_out.largest,
    ParcelKind.COLLECTION: lambda name: parcel.largest(name) or handed_up.largest(name),
}
Opened = tuple[ParcelKind, dict[str, bytes]]


def load(data: bytes) -> Parcel:
    """Read the report that is on its way in the bytes of a file; it is taken whole or not at all.

    Raises:
        UserError: as `load_any`, or it is handed out by an office: there is no report in it.
    """
    found = load_any(data)
    if isinstance(found, HandOut):
        raise UserError(f"这是{quoted(found.office)}下发的文件，不是年报；在“年报”里打开它，就按它准备好要写的年报")
    return found


def load_any(data: bytes) -> Parcel | HandOut:
    """Read what is on its way in the bytes of a file, whatever it is; it is taken whole or not at all.

    Raises:
        UserError: it is none, of a later version, damaged, or larger than any is.
    """
    kind, inside = _opened(data)
    return hand_out.from_members(inside) if kind is ParcelKind.HAND_OUT else parcel.from_members(inside)


def _opened(data: bytes) -> Opened:
    """Unpack all members, as far as the kind that the manifest names has them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            infos = {one.filename: one for one in file.infolist()}
            if len(infos) != len(file.infolist()):
                raise UserError("上报包里有重名的文件，没有打开")
            if MANIFEST not in infos:
                raise UserError(f"上报包里缺少{MANIFEST}，不是本程序的文件或者不完整")
            manifest = _member(file, infos[MANIFEST], LARGEST_MANIFEST)
            kind = manifest_of(manifest).kind  # a later version may have other members
            return kind, {MANIFEST: manifest, **_members(file, infos, _LARGEST[kind])}
    except _WRONG as error:
        raise UserError(_DAMAGED) from error


def _members(
    file: zipfile.ZipFile, infos: Mapping[str, zipfile.ZipInfo], largest: Callable[[str], int]
) -> dict[str, bytes]:
    rest = {name: one for name, one in infos.items() if name != MANIFEST}
    if not all(map(largest, rest)):
        raise UserError("上报包里有不认识的文件，不是本程序的文件，或者要用更新的程序打开")
    if len(rest) > MOST_MEMBERS:
        raise UserError(f"上报包里的文件超过{MOST_MEMBERS}个，没有打开")
    found, left = dict[str, bytes](), LARGEST_WHOLE
    for name, one in rest.items():
        found[name] = _member(file, one, min(largest(name), left))
        left -= len(found[name])
    return found


def _member(file: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """Unpack one member as far as it may be large; what it says of its size is not believed."""
    if info.flag_bits & _SECRET or info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UserError("上报包有密码或者用了别的压缩方式，不是本程序写的")
    with file.open(info) as packed:
        data = packed.read(most + 1)
    if len(data) > most:
        raise UserError(f"上报包里的{info.filename}超过{most // 1_000}千字节，没有打开")
    return data


def read(data: bytes) -> Reading:
    """Read the report of a parcel, with what is beside it.

    Raises:
        UserError: as `load`.
    """
    found = load(data)
    problems = (*unsaid(found.report), *_apart(found))
    return Reading(found.report, problems, as_written=True, parcel=found)


def _apart(found: Parcel) -> Iterator[Problem]:
    """Tell where a sum is not what is below it."""
    cells = found.below.apart(found.report) if found.below else ()
    if cells:
        name, more = found.report.form.name_of(cells[0]), f"等{len(cells)}格" if len(cells) > 1 else ""
        yield Problem("", f"合计与里面各单位的数之和不符：{name}{more}")


def hand_out_in(path: Path) -> HandOut | None:
    """Return what is handed out in a file; None where it is another kind of file, or cannot be read as any.

    Raises:
        UserError: it is handed out, and not as it was written; the sentence begins with the file.
    """
    try:
        found = load_any(path.read_bytes()) if _is_hand_out(path) else None
    except UserError as error:
        raise UserError(f"{path}：{error.sentence}") from error
    except OSError as error:
        raise UserError(f"{path}：{why_not_read(error)}") from error
    return found if isinstance(found, HandOut) else None


def _is_hand_out(path: Path) -> bool:
    """Whether a file says that it is handed out; no more of it is read than that."""
    try:
        if path.suffix.lower() != ".gouji" or path.stat().st_size > LARGEST_PACKED:
            return False
        with zipfile.ZipFile(path) as file:
            return manifest_of(_member(file, file.getinfo(MANIFEST), LARGEST_MANIFEST)).kind is ParcelKind.HAND_OUT
    except (*_WRONG, KeyError, UserError):
        return False
