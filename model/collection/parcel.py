"""A report between a unit and its office (.gouji): unchanged, and beside it its state, the remarks and their answers.

`report.json` (the program's own file, as docs/file-format.md describes it), `state.json`, `remarks.json`, and the
manifest of every such file: see model.collection.envelope.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from model.collection import envelope, handed_up
from model.collection.envelope import (
    MANIFEST,
    ParcelKind,
    boolean_of,
    count_of,
    day_of,
    dumped,
    iso,
    list_of,
    loaded,
    object_of,
    one_of,
    sealed,
    string_of,
)
from model.collection.handed_up import HandedUp
from model.collection.remarks import RemarkAnswer, RemarkVerdict
from model.errors import UserError
from model.report import file_format
from model.report.report import Report

__all__ = ["MANIFEST", "Parcel", "ParcelKind", "ParcelRemark", "answered", "from_members", "members"]

REPORT, STATE, REMARKS = "report.json", "state.json", "remarks.json"
MOST_REMARKS = 2_000
LARGEST = {REPORT: file_format.LARGEST, STATE: 100_000, REMARKS: 20_000_000}  # bytes, unpacked
_MOST_REVISIONS = 99_999  # more than anybody revises
_LONGEST = {"id": 80, "place": 200, "quote": 2_000, "words": 2_000, "answer_words": 2_000, "address": 2_000}


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
    below: HandedUp | None = None  # of a collection: all that the report is the sum of


def largest(name: str) -> int:
    """Return how many bytes a member may have, unpacked; 0 where there is no such member."""
    return LARGEST.get(name, 0)


def members(parcel: Parcel) -> dict[str, bytes]:
    """Write a parcel as the members of a zip file, the manifest first; equal parcels give equal bytes."""
    state = {
        "final": parcel.final,
        "revision": parcel.revision,
        "finalised_on": iso(parcel.finalised_on),
        "published_on": iso(parcel.published_on),
        "address": parcel.address,
        "due": iso(parcel.due),
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
    inside = {REPORT: file_format.dumps(parcel.report).encode(), STATE: dumped(state), REMARKS: dumped(remarks)}
    return sealed(parcel.kind, inside if parcel.below is None else inside | handed_up.members(parcel.below))


def from_members(inside: Mapping[str, bytes]) -> Parcel:
    """Read a parcel; it is taken whole or not at all.

    Raises:
        UserError: it is none, of a later version, or not as it was written; the sentence names the member.
    """
    kind = envelope.opened(inside)
    if kind is ParcelKind.HAND_OUT:
        raise UserError("这是下发文件，不是年报")
    is_collection = kind is ParcelKind.COLLECTION
    if not {MANIFEST, *LARGEST} <= set(inside) or (not is_collection and len(inside) > len(LARGEST) + 1):
        raise UserError(envelope.CHANGED)
    state, report = object_of(loaded(inside[STATE], STATE), STATE), file_format.loads(inside[REPORT])
    return Parcel(
        kind,
        report,
        boolean_of(state.get("final"), "是否定稿", STATE),
        count_of(state.get("revision", 0), _MOST_REVISIONS, "稿次", STATE),
        day_of(state.get("finalised_on"), STATE),
        day_of(state.get("published_on"), STATE),
        _string(state.get("address", ""), "address", STATE),
        day_of(state.get("due"), STATE),
        _remarks(loaded(inside[REMARKS], REMARKS)),
        handed_up.from_members(inside, report.year) if is_collection else None,
    )


def _string(value: object, key: str, name: str) -> str:
    return string_of(value, _LONGEST[key], key, name)


def _remarks(value: object) -> tuple[ParcelRemark, ...]:
    listed = list_of(value, MOST_REMARKS, "意见", REMARKS)
    return tuple(_remark(object_of(one, REMARKS)) for one in listed)


def _remark(raw: Mapping[str, Any]) -> ParcelRemark:
    words = {key: _string(raw.get(key, ""), key, REMARKS) for key in ("id", "place", "words", "quote", "answer_words")}
    if not words["id"] or not words["words"].strip():
        raise UserError(f"上报包里的{REMARKS}有一条意见没有编号或内容")
    answer = one_of(raw.get("answer", "none"), RemarkAnswer, REMARKS)
    verdict = one_of(raw.get("verdict", "none"), RemarkVerdict, REMARKS)
    return ParcelRemark(
        words["id"], words["place"], words["words"], words["quote"], answer, words["answer_words"], verdict
    )


def answered(parcel: Parcel, answers: Iterable[ParcelRemark]) -> tuple[ParcelRemark, ...]:
    """Return the remarks of a return with what was answered to them; others are not added."""
    said = {one.id: one for one in answers}
    return tuple(said.get(one.id, one) for one in parcel.remarks)
