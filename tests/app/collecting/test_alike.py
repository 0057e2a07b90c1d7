"""Nearly identical texts of a collection are found, each pair once, whoever came first."""

from __future__ import annotations

from pathlib import Path
from random import Random

from app.collecting.alike import alike_texts, by_unit, passages
from model.collection.unit import CollectionUnit
from model.report.report import Report
from model.storage.library import Library
from tests.app.collecting.incoming import coming, of_unit, write
from tests.model.storage.county.collected import HEADING, WHO

PLACE = "problems/text"
LETTERS = "政府信息公开工作存在的问题是人员不足培训少平台更新慢群众知晓度不高今后要加强学习完善制度落实责任及时发布"


def words(seed: int, length: int = 300) -> str:
    """Return clauses like no other's."""
    random = Random(seed)
    return "，".join("".join(random.choices(LETTERS, k=12)) for _ in range(length // 13)) + "。"


def collected(library: Library, folder: Path, texts: list[str]) -> tuple[int, dict[int, str]]:
    """Collect a report for each text."""
    units = [CollectionUnit(at, f"第{at}单位") for at in range(len(texts))]
    collection = library.county.create(HEADING, units, WHO)
    for at, text in enumerate(texts):
        report = of_unit(f"第{at}单位")
        bare = Report(report.unit, report.level, report.year, numbers=report.numbers, texts={PLACE: text})
        write(folder, f"{at:04}.json", bare)
    coming(library, collection, folder).store(WHO)
    return collection, {key: one.name for key, one in library.county.units(collection).units.items()}


def test_copies_are_found_each_pair_once(library: Library, folder: Path) -> None:
    original = words(1)
    copied = original.replace(original[40:44], "某某某某")
    collection, names = collected(library, folder, [words(2), original, words(3), copied])
    (pair,) = alike_texts(library, collection)
    assert pair.other is not None
    assert {names[pair.unit], names[pair.other]} == {"第1单位", "第3单位"}
    assert pair.place == PLACE
    assert 90 <= pair.percent < 100
    side = passages(copied, original)
    assert side is not None
    assert any(one.now and not one.was for one in side)


def test_short_and_different_texts_are_not_alike(library: Library, folder: Path) -> None:
    collection, _ = collected(library, folder, ["本年度没有问题。", "本年度没有问题。", words(4), words(5)])
    assert alike_texts(library, collection) == ()


def test_last_years_text_is_found_too(library: Library, folder: Path) -> None:
    text = words(6)
    report = of_unit("第0单位")
    library.create(Report("第0单位", report.level, HEADING.year - 1, texts={PLACE: text}))
    collection, _ = collected(library, folder, [text])
    (pair,) = alike_texts(library, collection)
    assert (pair.other, pair.percent) == (None, 100)
    assert alike_texts(library, collection, last_year=False) == ()


def test_two_of_a_hundred_and_fifty_are_found(library: Library, folder: Path) -> None:
    texts = [words(seed) for seed in range(10, 160)]
    texts[140] = texts[3].replace("政", "民")
    collection, names = collected(library, folder, texts)
    (pair,) = alike_texts(library, collection)
    assert pair.other is not None
    assert {names[pair.unit], names[pair.other]} == {"第3单位", "第140单位"}


def test_each_of_both_sees_the_pair_from_its_own_side(library: Library, folder: Path) -> None:
    original = words(1)
    collection, _ = collected(library, folder, [original, words(2), original, original])
    pairs = alike_texts(library, collection)
    seen = by_unit(pairs)
    for unit, mine in seen.items():
        assert all(one.unit == unit and one.other not in {unit, None} for one in mine)
    there = {(one.unit, one.other, one.place) for mine in seen.values() for one in mine}
    assert there == {(one.other, one.unit, one.place) for mine in seen.values() for one in mine}
    assert sum(map(len, seen.values())) == 2 * len(pairs)
