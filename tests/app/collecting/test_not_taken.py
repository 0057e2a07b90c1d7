"""What a batch did not take is told with its reason, and is still known when the library is opened again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.collecting.bringing import Coming
from app.collecting.not_taken import LEFT, NotTaken, keep, kept, lines_of
from model.storage.library import Library
from tests.app.collecting.incoming import coming, of_unit, write
from tests.model.storage.county.collected import WHO, YEAR

NOW = datetime(2026, 1, 26, 9, 30, tzinfo=UTC)


@pytest.fixture
def found(library: Library, collection: int, folder: Path) -> Coming:
    """Return files of every fate."""
    same = write(folder, "已交.json", of_unit("青石镇人民政府"))
    coming(library, collection, same).store(WHO)
    files = [
        write(folder, "旧年.json", of_unit("县教育局", year=YEAR - 1)),
        write(folder, "免报.json", of_unit("县档案馆")),
        write(folder, "谁的.json", of_unit("某某小学")),
        write(folder, "好的.json", of_unit("县实验小学")),
    ]
    broken = folder / "坏.docx"
    broken.write_bytes(b"no document")
    return coming(library, collection, same, *files, broken)


def test_every_file_that_is_not_taken_is_told_with_its_reason(found: Coming) -> None:
    lines = lines_of(found, ["包.zip：打不开"])
    files = [found.files[at].found.name for at in range(len(found.files)) if not found.is_taken(at)]
    assert len(lines) == len(files) + 1
    for name in files:
        (line,) = [one for one in lines if f"{name}：" in one]
        verdict = next(said for file, said in found.not_taken() if file.found.name == name)
        assert verdict.status.label in line
    assert "好的.json" not in "".join(lines)
    assert lines[-1] == "包.zip：打不开"


def test_what_is_there_already_comes_after_what_was_refused(found: Coming) -> None:
    order = [line.split("：")[0].rpartition("/")[2] for line in lines_of(found)]
    assert order[-1] == "已交.json"


def test_a_file_that_was_left_on_purpose_is_told_as_that(found: Coming) -> None:
    (good,) = found.taken
    found.leave(good)
    assert any(line.endswith(f"好的.json：{LEFT}") for line in lines_of(found))


def test_it_is_kept_newest_first_and_found_again_after_a_restart(library: Library, collection: int) -> None:
    batches = [NotTaken(NOW + timedelta(minutes=at), (f"{at}.docx：读不了", "“引号”\t制表")) for at in range(3)]
    for one in batches:
        keep(library, collection, one)
    path = library.path
    library.close()
    again = Library.open(path)
    try:
        assert kept(again, collection) == tuple(reversed(batches))
        assert kept(again, collection + 1) == ()
    finally:
        again.close()


def test_a_batch_that_took_all_is_not_listed_and_nonsense_is_as_if_nothing_were_kept(
    library: Library, collection: int
) -> None:
    keep(library, collection, NotTaken(NOW, ()))
    assert kept(library, collection) == ()
    for odd in ("", "{}", '["甲"]', '[{"when": "昨天", "lines": []}]', '[{"lines": []}]'):
        library.set_setting(f"not taken {collection}", odd)
        assert kept(library, collection) == ()


def test_only_the_last_batches_are_kept(library: Library, collection: int) -> None:
    for at in range(30):
        keep(library, collection, NotTaken(NOW + timedelta(minutes=at), (str(at),)))
    there = kept(library, collection)
    assert len(there) < 30
    assert there[0].lines == ("29",)
