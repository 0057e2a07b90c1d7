"""What every file between offices (.gouji) has: a manifest of its kind, its version, and a digest of each member.

A zip file of `manifest.json` (kind, version, which program it needs, the SHA-256 of each other member) and what its
kind brings. Who said something and contacts are never in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import Any, TypeVar

from model.errors import UserError, clip
from model.labelled import LabelledEnum
from model.report import file_format
from model.report.file_format import is_whole

T = TypeVar("T", bound=Enum)
VERSION, NEEDS = 1, "0.1.0"  # the version that is written, and the first program that knows it
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 2_000_000  # bytes
MOST_MEMBERS = 10_000
LARGEST_PACKED = 30_000_000  # bytes of the file
LARGEST_WHOLE = 200_000_000  # bytes, unpacked
CHANGED = "上报包里的文件和清单不一样，可能不完整，请重新传送"
_PROGRAM = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){0,3}")
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


class ParcelKind(LabelledEnum):
    """What a parcel is."""

    SUBMISSION = "submission", "上报"
    RETURN = "return", "退回"
    HAND_OUT = "hand_out", "下发"
    COLLECTION = "collection", "汇总"


@dataclass(frozen=True)
class Manifest:
    """What a parcel says of itself: what it is, and the digest of each member but this."""

    kind: ParcelKind
    digests: Mapping[str, str]

    def check(self, inside: Mapping[str, bytes]) -> None:
        """Refuse members that are not those of the manifest.

        Raises:
            UserError: there are others, fewer or more, or one is not as it was written.
        """
        if set(inside) - {MANIFEST} != set(self.digests):
            raise UserError(CHANGED)
        for name, digest in self.digests.items():
            if sha256(inside[name]).hexdigest() != digest:
                raise UserError(f"上报包里的{name}和清单上的校验值不符，可能损坏或改动过，请重新传送")


def sealed(kind: ParcelKind, inside: Mapping[str, bytes]) -> dict[str, bytes]:
    """Put the manifest before the members of a parcel."""
    digests = {name: sha256(data).hexdigest() for name, data in inside.items()}
    manifest = {"parcel": VERSION, "needs": NEEDS, "kind": kind.value, "files": digests}
    return {MANIFEST: dumped(manifest), **inside}


def manifest_of(data: bytes) -> Manifest:
    """Read a manifest; what it says of its version comes first, for all else may be otherwise in another one.

    Raises:
        UserError: it is none, or of a later version: the sentence says which program it needs.
    """
    manifest = object_of(loaded(data, MANIFEST), MANIFEST)
    _check_version(manifest)
    kind = one_of(manifest.get("kind"), ParcelKind, MANIFEST)
    digests = object_of(manifest.get("files"), MANIFEST)
    if not all(isinstance(one, str) and _DIGEST.fullmatch(one) for one in digests.values()) or MANIFEST in digests:
        raise UserError(f"上报包里的{MANIFEST}有误：校验值不是SHA-256")
    return Manifest(kind, digests)


def opened(inside: Mapping[str, bytes]) -> ParcelKind:
    """Hold members against the manifest among them; give what kind they are.

    Raises:
        UserError: they are no parcel, of a later version, or not as they were written.
    """
    if MANIFEST not in inside:
        raise UserError(f"上报包里缺少{MANIFEST}，不是本程序的文件或者不完整")
    manifest = manifest_of(inside[MANIFEST])
    manifest.check(inside)
    return manifest.kind


def _check_version(manifest: Mapping[str, Any]) -> None:
    version, needs = manifest.get("parcel"), manifest.get("needs")
    if type(version) is not int or version < 1:
        raise UserError("上报包的清单里没有认得出的版本，不是本程序的文件")
    if version > VERSION:
        program = needs if isinstance(needs, str) and _PROGRAM.fullmatch(needs) else "更新"
        raise UserError(f"上报包是第{clip(version)}版，本程序只认识到第{VERSION}版，要用勾稽{program}或更新的版本打开")


# What stands in the members


def dumped(value: object) -> bytes:
    """Write what stands in a member."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def loaded(data: bytes, name: str) -> object:
    """Read what stands in a member.

    Raises:
        UserError: it is no JSON.
    """
    try:
        return json.loads(data.decode(), parse_constant=_no_constant)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise UserError(f"上报包里的{name}读不出来，可能已损坏") from error


def _no_constant(name: str) -> object:
    raise ValueError(name)


def object_of(value: object, name: str) -> Mapping[str, Any]:
    """Return a value as names with contents, or refuse it."""
    if not isinstance(value, dict):
        raise UserError(f"上报包里的{name}不是一组名称和内容")
    return value


def list_of(value: object, most: int, what: str, name: str) -> list[object]:
    """Return a value as a list that is not too long, or refuse it."""
    if not isinstance(value, list) or len(value) > most:
        raise UserError(f"上报包里的{name}不是{what}的列表，或者超过{most}条")
    return value


def one_of(value: object, kinds: type[T], name: str) -> T:
    """Return the member of an enumeration that a value names, or refuse it."""
    known = {one.value: one for one in kinds}
    if not isinstance(value, str) or value not in known:
        raise UserError(f"上报包里的{name}有不认识的“{clip(value)}”，可能要用更新的程序打开")
    return known[value]


def count_of(value: object, most: int, what: str, name: str) -> int:
    """Return a value as a whole number from 0 up to `most`, or refuse it."""
    if type(value) is not int or not 0 <= value <= most:
        raise UserError(f"上报包里的{name}有误：{what}写成了“{clip(value)}”")
    return value


def boolean_of(value: object, what: str, name: str) -> bool | None:
    """Return a value as yes, no or unknown, or refuse it."""
    if value is not None and not isinstance(value, bool):
        raise UserError(f"上报包里的{name}有误：{what}写成了“{clip(value)}”")
    return value


def day_of(value: object, name: str) -> date | None:
    """Return a value as a day or none, or refuse it."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError as error:
        raise UserError(f"上报包里的{name}有误：“{clip(value)}”不是日期") from error


def string_of(value: object, longest: int, what: str, name: str) -> str:
    """Return a value as a text that is not too long, or refuse it."""
    if not isinstance(value, str) or len(value) > longest or not is_whole(value):
        raise UserError(f"上报包里的{name}有误：{what}不是文字，或者超过{longest}字")
    return value


def iso(day: date | None) -> str | None:
    """Write a day."""
    return None if day is None else day.isoformat()


def check_report(whose: str, data: bytes | None, year: int) -> None:
    """Refuse the file of a report that is none, or of another year; nothing is no report.

    Raises:
        UserError: the sentence names whose it is.
    """
    if data is None:
        return
    try:
        report = file_format.loads(data)
    except UserError as error:
        raise UserError(f"{whose}：{error.sentence}") from error
    if report.year != year:
        raise UserError(f"{whose}不是{year}年度的")
