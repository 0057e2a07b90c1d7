"""What travels between offices (.gouji), read within limits: see model.collection.parcel."""

from __future__ import annotations

import io
import zipfile
import zlib

from intake.gouji_file import unsaid
from intake.reading import Reading
from model.collection.parcel import LARGEST, Parcel, from_members
from model.errors import UserError

_DAMAGED = "上报包打不开，可能已损坏或没有传完，请重新传送"
_SECRET = 1  # the bit of a member that has a password
_WRONG = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def load(data: bytes) -> Parcel:
    """Read a parcel from the bytes of a file; it is taken whole or not at all.

    Raises:
        UserError: it is none, of a later version, damaged, or larger than any is.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            infos = file.infolist()
            _check_names([one.filename for one in infos])
            return from_members({one.filename: _member(file, one) for one in infos})
    except _WRONG as error:
        raise UserError(_DAMAGED) from error


def _check_names(names: list[str]) -> None:
    if len(names) != len(set(names)):
        raise UserError("上报包里有重名的文件，没有打开")
    unknown = [one for one in names if one not in LARGEST]
    if unknown:
        raise UserError("上报包里有不认识的文件，不是本程序的文件，或者要用更新的程序打开")


def _member(file: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Unpack one member as far as it may be large; what it says of its size is not believed."""
    if info.flag_bits & _SECRET or info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UserError("上报包有密码或者用了别的压缩方式，不是本程序写的")
    most = LARGEST[info.filename]
    with file.open(info) as packed:
        data = packed.read(most + 1)
    if len(data) > most:
        raise UserError(f"上报包里的{info.filename}超过{most // 1_000}千字节，没有打开")
    return data


def read(data: bytes) -> Reading:
    """Read the report of a parcel, with what is beside it."""
    parcel = load(data)
    return Reading(parcel.report, tuple(unsaid(parcel.report)), as_written=True, parcel=parcel)
