"""What sketches leave out is never like; what is found with them is what is found by comparing everything."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from model.report.report import Level
from model.rules import findings
from model.rules.likeness import ALIKE
from model.rules.peers import mask, shared_by_alike, sizes_alike, sketch
from model.storage.library import Library
from model.storage.records import Change, How
from model.storage.year_sketches import YearSketches
from tests.model.storage.samples import TEXT, a_report

# few letters, so that many are shared; and some texts whose letters come more often than a lane of a mask is wide
TEXTS = st.text(alphabet="甲乙丙丁戊，。1", min_size=1, max_size=60) | st.text(
    alphabet="甲乙", min_size=60, max_size=200
)
BASE = "本机关围绕重点工作主动公开信息，回应群众关切，完善平台建设，加强监督保障，" * 3


@given(TEXTS, TEXTS)
@example("甲" * 100, "甲" * 100)
@example("甲" * 100, "甲" * 81 + "乙")
@settings(max_examples=150)
def test_what_is_alike_is_never_left_out(one: str, other: str) -> None:
    mine, theirs = sketch(one), sketch(other)
    shared = (mask(mine.letters) & mask(theirs.letters)).bit_count()
    first, last = sizes_alike(mine.size, ALIKE)
    passes = shared >= shared_by_alike(ALIKE) * (mine.size + theirs.size) and first <= theirs.size <= last
    assert passes or fuzz.ratio(one, other) < ALIKE


@given(TEXTS, st.data())
def test_a_text_with_a_few_other_letters_is_not_left_out(one: str, data: st.DataObject) -> None:
    other = list(one)
    for at in data.draw(st.permutations(range(len(one))))[: len(one) // 10]:
        other[at] = data.draw(st.sampled_from("己庚"))
    both = mask(sketch(one).letters) & mask(sketch("".join(other)).letters)
    assert fuzz.ratio(one, "".join(other)) >= ALIKE
    assert both.bit_count() >= shared_by_alike(ALIKE) * 2 * len(one)


def test_texts_that_have_nothing_to_do_with_each_other_are_left_out() -> None:
    shifted = "".join(chr(ord(letter) + 321) for letter in BASE)
    both = mask(sketch(BASE).letters) & mask(sketch(shifted).letters)
    assert both.bit_count() < shared_by_alike(ALIKE) * 2 * len(BASE)


VARIANTS = [
    *(BASE, f"{BASE}又及。", BASE.replace("信息", "讯息"), BASE[::-1], BASE[:90], BASE[:79]),
    *("短", "甲" * 300, "甲" * 290 + "乙" * 10, BASE * 60, f"{BASE * 60}末。"),
]


@given(
    st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.integers(2022, 2023), st.sampled_from(VARIANTS)), max_size=7),
    st.data(),
)
@settings(max_examples=20, deadline=None)
def test_likeness_is_what_comparing_everything_finds(rows: list[tuple[str, int, str]], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(Library.open(Path(folder) / "library.db")) as library:
        keys = [library.create(a_report(unit=f"{unit}镇", year=year, texts={TEXT: text})) for unit, year, text in rows]
        mine = library.create(a_report(unit="本镇", texts={TEXT: BASE}, level=Level.TOWNSHIP))
        peers = library.others(library.load(mine).report)
        for text in data.draw(st.lists(st.sampled_from(VARIANTS), min_size=1, max_size=3)):
            report = replace(library.load(mine).report, texts={TEXT: text})
            every = tuple(library.others(report))
            told = [one.message for one in findings(report, None, every) if one.check == "T5"]
            assert [one.message for one in findings(report, None, peers) if one.check == "T5"] == told
            if keys:  # while it is open another report is brought in, changed or deleted
                key = data.draw(st.sampled_from(keys))
                library.write(key, [Change(TEXT, None, data.draw(st.sampled_from(VARIANTS)))], How.IMPORTED, "导入")
                peers = library.others(report)


BYTES = st.binary(min_size=64, max_size=64)
COUNTS = BYTES.map(list) | BYTES.map(lambda drawn: [byte % 21 for byte in drawn])


@given(COUNTS, COUNTS)
def test_masks_share_the_letters_of_each_bucket_up_to_16_and_what_goes_beyond_together(
    one: list[int], other: list[int]
) -> None:
    within = sum(min(a, b, 16) for a, b in zip(one, other, strict=True))
    beyond = min(*(sum(max(count - 16, 0) for count in counts) for counts in (one, other)))
    assert (mask(bytes(one).hex()) & mask(bytes(other).hex())).bit_count() == within + beyond


def test_the_texts_of_a_year_are_kept_in_step_edit_by_edit(library: Library) -> None:
    keys = [library.create(a_report(unit=f"第{number}镇", texts={TEXT: BASE[number:]})) for number in range(4)]
    kept = YearSketches(2023)
    kept.catch_up(library._db)
    library.write(keys[1], [Change(TEXT, None, BASE[:150])], How.TYPED, "录入")
    library.write(keys[2], [Change(TEXT, None, None)], How.TYPED, "录入")
    library.delete(keys[3])
    library.create(a_report(unit="又一镇", texts={TEXT: BASE}))
    kept.catch_up(library._db)
    anew = YearSketches(2023)
    anew.catch_up(library._db)
    assert kept == anew
    assert [one.size for one in kept.by_key[TEXT].texts] == sorted(len(words) for words in (BASE, BASE[:150], BASE))


def test_a_row_that_a_flipped_bit_has_made_odd_is_left_out_of_the_year() -> None:
    kept = YearSketches(2023)
    good = (b"problems/text", 3, 1, 1, sketch("甲乙甲").letters.encode())
    kept._add([good, *((*good[:at], None, *good[at + 1 :]) for at in (0, 1, 4))])
    assert [one.report for one in kept.by_key["problems/text"].texts] == [1]
    kept._add([(*good[:2], 2, 1, b"\xff?")])
    assert kept.alike(None, "problems/text", sketch("丙丁丙"), ALIKE) == [2]  # of letters unknown: like any


def test_a_sketch_follows_its_text(library: Library) -> None:
    key = library.create(a_report(texts={TEXT: BASE}))

    def drawn() -> list[tuple[object, ...]]:
        return library._db.execute("SELECT size, digest, letters FROM sketch WHERE report = ?", (key,)).fetchall()

    assert drawn() == [sketch(BASE)]
    for words in ("甲", "", "乙丙"):
        library.write(key, [Change(TEXT, None, words)], How.TYPED, "录入")
        assert drawn() == ([sketch(words)] if words else [])


def test_no_text_is_read_that_cannot_be_like(library: Library) -> None:
    shifted = "".join(chr(ord(letter) + 321) for letter in BASE)
    for number in range(5):
        library.create(a_report(unit=f"第{number}镇", texts={TEXT: shifted}))
    peers = library.others(a_report())
    read: list[str] = []
    library._db.set_trace_callback(read.append)
    assert tuple(peers.near(TEXT, BASE, ALIKE)) == ()
    library._db.set_trace_callback(None)
    assert read
    assert not any("JOIN text" in statement for statement in read)
