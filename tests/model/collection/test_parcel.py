"""What travels between offices comes out as it went in, or is refused with a sentence."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.gouji_parcel import write_parcel
from intake import READERS
from intake.gouji_parcel import load
from model.collection.envelope import MANIFEST
from model.collection.parcel import LARGEST, REMARKS, REPORT, STATE, Parcel, ParcelKind, ParcelRemark, members
from model.collection.remarks import RemarkAnswer, RemarkVerdict
from model.errors import UserError
from model.report.file_format import dumps
from tests.model.storage.county.collected import report_of
from tests.samples import any_reports

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
remarks = st.builds(
    ParcelRemark,
    id=words.filter(bool),
    place=words,
    words=words.filter(lambda one: bool(one.strip())),
    quote=words,
    answer=st.sampled_from(RemarkAnswer),
    answer_words=words,
    verdict=st.sampled_from(RemarkVerdict),
)
days = st.none() | st.dates()
parcels = st.builds(
    Parcel,
    kind=st.sampled_from([ParcelKind.SUBMISSION, ParcelKind.RETURN]),
    report=any_reports(),
    final=st.none() | st.booleans(),
    revision=st.integers(0, 99),
    finalised_on=days,
    published_on=days,
    address=words,
    due=days,
    remarks=st.lists(remarks, max_size=4).map(tuple),
)
REMARK = ParcelRemark("1-a", "overview/platform", "请核对", answer=RemarkAnswer.KEPT, answer_words="就是这样")
PARCEL = Parcel(ParcelKind.SUBMISSION, report_of("青石镇人民政府"), final=True, revision=1, remarks=(REMARK,))


def packed(inside: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in inside.items():
            file.writestr(name, data)
    return target.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(UserError) as error:
        load(data)
    assert error.value.sentence
    return error.value.sentence


@settings(max_examples=40)
@given(parcels)
def test_a_parcel_comes_out_as_it_went_in(parcel: Parcel) -> None:
    data = write_parcel(parcel)
    assert load(data) == parcel
    assert write_parcel(load(data)) == data


def test_the_report_inside_is_the_programs_own_file_unchanged() -> None:
    with zipfile.ZipFile(io.BytesIO(write_parcel(PARCEL))) as file:
        assert file.read(REPORT) == dumps(PARCEL.report).encode()


def test_every_reader_of_reports_reads_it() -> None:
    reading = READERS[".gouji"].load(write_parcel(PARCEL), "")
    assert reading.report == PARCEL.report
    assert reading.as_written
    assert reading.parcel == PARCEL


@settings(max_examples=300)
@given(st.data())
def test_a_byte_that_is_another_is_noticed_or_changes_nothing(data: st.DataObject) -> None:
    whole = bytearray(write_parcel(PARCEL))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    try:
        found = load(bytes(whole))
    except UserError:
        return
    assert found == PARCEL  # a date or a remark of the archive, which says nothing


@given(st.integers(0, 2000), st.binary(max_size=50))
def test_what_is_cut_off_or_no_parcel_is_refused(size: int, other: bytes) -> None:
    whole = write_parcel(PARCEL)
    assert "打不开" in refused(whole[: min(size, len(whole) - 1)])
    refused(other)


def changed(name: str, **values: object) -> bytes:
    """Write a parcel with something else in one member, of which the manifest knows."""
    from hashlib import sha256

    inside = members(PARCEL)
    inside[name] = json.dumps({**json.loads(inside[name]), **values}).encode()
    if name != MANIFEST:
        manifest = json.loads(inside[MANIFEST])
        manifest["files"][name] = sha256(inside[name]).hexdigest()
        inside[MANIFEST] = json.dumps(manifest).encode()
    return packed(inside)


def test_a_later_version_says_which_program_it_needs() -> None:
    assert "要用勾稽2.3.1或更新的版本打开" in refused(changed(MANIFEST, parcel=2, needs="2.3.1"))
    assert "要用勾稽更新或更新" in refused(changed(MANIFEST, parcel=2, needs="\x1b[31m<script>"))


@pytest.mark.parametrize(
    "name, values, says",
    [
        (MANIFEST, {"kind": "gift"}, "gift"),
        (MANIFEST, {"parcel": "1"}, "版本"),
        (MANIFEST, {"files": {}}, "清单不一样"),
        (STATE, {"final": "yes"}, "定稿"),
        (STATE, {"revision": -1}, "稿次"),
        (STATE, {"due": "明天"}, "明天"),
        (STATE, {"address": "x" * 3000}, "address"),
        (REPORT, {"gouji": 9}, "第9版"),
    ],
    ids=["kind", "version", "files", "final", "revision", "day", "address", "report"],
)
def test_what_is_not_as_it_should_be_is_told_with_its_place(name: str, values: dict[str, object], says: str) -> None:
    assert says in refused(changed(name, **values))


def test_a_member_that_was_changed_is_told() -> None:
    inside = members(PARCEL)
    inside[REPORT] = dumps(report_of("青石镇人民政府", 1)).encode()
    assert "校验值不符" in refused(packed(inside))


def test_members_that_are_missing_too_many_or_twice_are_refused() -> None:
    inside = members(PARCEL)
    assert "不认识的文件" in refused(packed({**inside, "../../x": b""}))
    assert "清单不一样" in refused(packed({name: data for name, data in inside.items() if name != REMARKS}))
    target = io.BytesIO(packed(inside))
    with zipfile.ZipFile(target, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr(REPORT, b"{}")
    assert "重名" in refused(target.getvalue())


def test_a_bomb_is_not_unpacked() -> None:
    inside = {**members(PARCEL), STATE: b" " * 50_000_000}
    data = packed(inside)
    assert len(data) < 100_000
    assert "超过" in refused(data)
    assert LARGEST[STATE] < 1_000_000


def test_deep_and_endless_json_is_refused() -> None:
    for data in (b"[" * 100_000, b"NaN", b"1" * 90_000):
        refused(packed({**members(PARCEL), MANIFEST: data}))


def test_too_many_remarks_or_empty_ones_are_refused() -> None:
    with pytest.raises(UserError, match="2000条"):
        load(write_parcel(Parcel(ParcelKind.RETURN, PARCEL.report, remarks=(REMARK,) * 2001)))
    with pytest.raises(UserError, match="没有编号或内容"):
        load(write_parcel(Parcel(ParcelKind.RETURN, PARCEL.report, remarks=(ParcelRemark("1", "", " "),))))


def test_nobody_is_named_in_it() -> None:
    parcel = Parcel(ParcelKind.RETURN, PARCEL.report, due=date(2026, 2, 1), remarks=(REMARK,))
    keys = {key for name in (MANIFEST, STATE) for key in json.loads(members(parcel)[name])}
    keys |= {key for one in json.loads(members(parcel)[REMARKS]) for key in one}
    assert keys.isdisjoint({"who", "by", "contact", "machine", "user"})
