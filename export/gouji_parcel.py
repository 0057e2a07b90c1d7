"""What travels between offices (.gouji), as a zip file: see model.collection.envelope."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from model.collection import hand_out, parcel
from model.collection.envelope import LARGEST_PACKED, LARGEST_WHOLE, MOST_MEMBERS
from model.collection.hand_out import HandOut
from model.collection.parcel import Parcel
from model.errors import UserError

_ALWAYS = (1980, 1, 1, 0, 0, 0)  # the moment that every member bears: equal parcels are equal files


def write_parcel(one: Parcel | HandOut) -> bytes:
    """Write a parcel.

    Raises:
        UserError: it is larger than any program would read.
    """
    inside = hand_out.members(one) if isinstance(one, HandOut) else parcel.members(one)
    data = _zipped(inside)
    unpacked = sum(map(len, inside.values()))
    if len(data) > LARGEST_PACKED or unpacked > LARGEST_WHOLE or len(inside) > MOST_MEMBERS:
        raise UserError(f"文件超过{LARGEST_PACKED // 1_000_000}兆字节，收到的人打不开")
    return data


def _zipped(inside: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name, data in inside.items():
            info = zipfile.ZipInfo(name, _ALWAYS)
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, data)
    return target.getvalue()
