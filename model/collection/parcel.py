"""What travels between offices (.gouji): a report unchanged, and beside it its state, the remarks and their answers.

A zip file of `manifest.json` (kind, version, which program it needs, the SHA-256 of each other member), `report.json`
(the program's own file, as docs/file-format.md describes it), `state.json`, `remarks.json`. Who said something and
contacts are never in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, TypeVar

from model.collection.remarks import RemarkAnswer, RemarkVerdict
from model.errors import UserError, clip
from model.labelled import LabelledEnum
from model.report import file_format
from model.report.file_format import is_whole
from model.report.report import Report

T = TypeVar("T", bound=LabelledEnum)
VERSION, NEEDS = 1, "0.1.0"  # the version that is written, and the first program that knows it
MANIFEST, REPORT, STATE, REMARKS = "manifest.json", "report.json", "state.json", "remarks.json"
MOST_REMARKS = 2_000
LARGEST = {MANIFEST: 100_000, REPORT: file_format.LARGEST, STATE: 100_000, REMARKS: 20_000_000}  # bytes, unpacked
_LONGEST = {"id": 80, "place": 200, "quote": 2_000, "words": 2_000, "answer_words": 2_000, "address": 2_000}
_PROGRAM = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){0,3}")


class ParcelKind(LabelledEnum):
    """What a parcel is."""

    SUBMISSION = "submission", "上报"
    RETURN = "return", "退回"
    HAND_OUT = "hand_out", "下发"
    COLLECTION = "collection", "汇总"


@dataclass(frozen=True)
class ParcelRemark:
    """A remark on its way, known by an id that its office gave it."""

    id: str
    place: str
    words: str
    quote: str = ""
    answer: RemarkAnswer = RemarkAnswer.NONE
    answer_words: str = ""
    verdict: RemarkVerdict = RemarkVerdict.NONE


@dataclass(frozen=True)
class Parcel:
    """A report on its way between a unit and its office; `final` tells whether the unit had it 定稿."""

    kind: ParcelKind
    report: Report
    final: bool | None = None
    revision: int = 0  # of the report that a return is about, or that a submission answers
    finalised_on: date | None = None
    published_on: date | None = None
    address: str = ""
    due: date | None = None  # until when it is to be sent again
    remarks: tuple[ParcelRemark, ...] = field(default=())


def members(parcel: Parcel) -> dict[str, bytes]:
    """Write a parcel as the members of a zip file, the manifest first; equal parcels give equal bytes."""
    state = {
        "final": parcel.final,
        "revision": parcel.revision,
        "finalised_on": _iso(parcel.finalised_on),
        "published_on": _iso(parcel.published_on),
        "address": parcel.address,
        "due": _iso(parcel.due),
    }
    remarks = [
        {
            "id": one.id,
            "place": one.place,
            "words": one.words,
            "quote": one.quote,
            "answer": one.answer.value,
            "answer_words": one.answer_words,
            "verdict": one.verdict.value,
        }
        for one in parcel.remarks
    ]
    inside = {REPORT: file_format.dumps(parcel.report).encode(), STATE: _dumped(state), REMARKS: _dumped(remarks)}
    digests = {name: sha256(data).hexdigest() for name, data in inside.items()}
    manifest = {"parcel": VERSION, "needs": NEEDS, "kind": parcel.kind.value, "files": digests}
    return {MANIFEST: _dumped(manifest), **inside}


def _dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def from_members(inside: Mapping[str, bytes]) -> Parcel:
    """Read a parcel; it is taken whole or not at all.

    Raises:
        UserError: it is none, of a later version, or not as it was written; the sentence names the member.
    """
    manifest = _object(_loaded(inside, MANIFEST), MANIFEST)
    _check_version(manifest)
    kind = _one_of(manifest.get("kind"), ParcelKind, MANIFEST)
    digests = _object(manifest.get("files"), MANIFEST)
    if set(digests) != {REPORT, STATE, REMARKS} or set(inside) != {MANIFEST, *digests}:
        raise UserError("上报包里的文件和清单不一样，可能不完整，请重新传送")
    for name, digest in digests.items():
        if sha256(inside[name]).hexdigest() != digest:
            raise UserError(f"上报包里的{name}和清单上的校验值不符，可能损坏或改动过，请重新传送")
    state = _object(_loaded(inside, STATE), STATE)
    return Parcel(
        kind,
        file_format.loads(inside[REPORT]),
        _boolean(state.get("final")),
        _count(state.get("revision", 0)),
        _day(state.get("finalised_on")),
        _day(state.get("published_on")),
        _string(state.get("address", ""), "address", STATE),
        _day(state.get("due")),
        _remarks(_loaded(inside, REMARKS)),
    )


def _check_version(manifest: Mapping[str, Any]) -> None:
    version, needs = manifest.get("parcel"), manifest.get("needs")
    if type(version) is not int or version < 1:
        raise UserError("上报包的清单里没有认得出的版本，不是本程序的文件")
    if version > VERSION:
        program = needs if isinstance(needs, str) and _PROGRAM.fullmatch(needs) else "更新"
        raise UserError(f"上报包是第{clip(version)}版，本程序只认识到第{VERSION}版，要用勾稽{program}或更新的版本打开")


def _loaded(inside: Mapping[str, bytes], name: str) -> object:
    if name not in inside:
        raise UserError(f"上报包里缺少{name}，不是本程序的文件或者不完整")
    try:
        return json.loads(inside[name].decode(), parse_constant=_no_constant)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise UserError(f"上报包里的{name}读不出来，可能已损坏") from error


def _no_constant(name: str) -> object:
    raise ValueError(name)


def _object(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise UserError(f"上报包里的{name}不是一组名称和内容")
    return value


def _one_of(value: object, kinds: type[T], name: str) -> T:
    known = {one.value: one for one in kinds}
    if not isinstance(value, str) or value not in known:
        raise UserError(f"上报包里的{name}有不认识的“{clip(value)}”，可能要用更新的程序打开")
    return known[value]


def _boolean(value: object) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise UserError(f"上报包里的{STATE}有误：是否定稿写成了“{clip(value)}”")
    return value


def _count(value: object) -> int:
    if type(value) is not int or not 0 <= value < 100_000:  # noqa: PLR2004 — more than anybody revises
        raise UserError(f"上报包里的{STATE}有误：稿次写成了“{clip(value)}”")
    return value


def _day(value: object) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError as error:
        raise UserError(f"上报包里的{STATE}有误：“{clip(value)}”不是日期") from error


def _string(value: object, key: str, name: str) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST[key] or not is_whole(value):
        raise UserError(f"上报包里的{name}有误：{key}不是文字，或者超过{_LONGEST[key]}字")
    return value


def _remarks(value: object) -> tuple[ParcelRemark, ...]:
    if not isinstance(value, list) or len(value) > MOST_REMARKS:
        raise UserError(f"上报包里的{REMARKS}不是意见的列表，或者超过{MOST_REMARKS}条")
    return tuple(_remark(_object(one, REMARKS)) for one in value)


def _remark(raw: Mapping[str, Any]) -> ParcelRemark:
    words = {key: _string(raw.get(key, ""), key, REMARKS) for key in ("id", "place", "words", "quote", "answer_words")}
    if not words["id"] or not words["words"].strip():
        raise UserError(f"上报包里的{REMARKS}有一条意见没有编号或内容")
    answer = _one_of(raw.get("answer", "none"), RemarkAnswer, REMARKS)
    verdict = _one_of(raw.get("verdict", "none"), RemarkVerdict, REMARKS)
    return ParcelRemark(
        words["id"], words["place"], words["words"], words["quote"], answer, words["answer_words"], verdict
    )


def answered(parcel: Parcel, answers: Iterable[ParcelRemark]) -> tuple[ParcelRemark, ...]:
    """Return the remarks of a return with what was answered to them; others are not added."""
    said = {one.id: one for one in answers}
    return tuple(said.get(one.id, one) for one in parcel.remarks)
