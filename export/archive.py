"""The container of office files: the same parts give the same bytes, whenever they are packed."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest that the container can say


def with_fixed_times(package: bytes) -> bytes:
    """Pack an office file anew without the time at which it was made."""
    target = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = ZipInfo(name, _LONG_AGO)
            part.compress_type = ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            part.create_system = 3  # the same on every system
            new.writestr(part, old.read(name))
    return target.getvalue()
