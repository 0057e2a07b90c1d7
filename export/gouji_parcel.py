"""What travels between offices (.gouji), as a zip file: see model.collection.parcel."""

from __future__ import annotations

import io
import zipfile

from model.collection.parcel import Parcel, members

_ALWAYS = (1980, 1, 1, 0, 0, 0)  # the moment that every member bears: equal parcels are equal files


def write_parcel(parcel: Parcel) -> bytes:
    """Write a parcel."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name, data in members(parcel).items():
            info = zipfile.ZipInfo(name, _ALWAYS)
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, data)
    return target.getvalue()
