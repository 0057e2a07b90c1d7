"""The prose of a report in its parts."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from intake.interpret.headings import FoundHeading, unnumbered
from intake.interpret.parts import Parts, find_parts
from intake.interpret.rows import SourceRow
from intake.reading import Problem
from model.errors import clip
from model.form.schema import Section


def read_texts(
    rows: Sequence[SourceRow], start: FoundHeading, end: int, section: Section, left_out: Container[int] = ()
) -> tuple[dict[str, str], list[Problem]]:
    """Cut the rows of a section at the headings of its parts; what stands before the first is the part without one."""
    inside = {i: rows[i] for i in range(start.row + 1, end) if i not in left_out}
    plain = next((text.key for text in section.texts if not text.heading), None)
    parts = find_parts(inside, section.texts)
    texts: dict[str, str] = {}
    cuts = [start, *parts.headings]
    for here, after in zip(cuts, [*cuts[1:], None], strict=True):
        key = plain if here is start else here.key
        until = after.row if after else end
        words = joined([here.rest, *(inside[i].text for i in range(here.row + 1, until) if i in inside)])
        if words and key:
            texts[key] = words
    return texts, list(_told(rows, parts, section))


def _told(rows: Sequence[SourceRow], parts: Parts, section: Section) -> Iterator[Problem]:
    """Return where the headings are not those of the form."""
    if not parts.in_order(section.texts):
        place = rows[parts.headings[0].row].place
        yield Problem(place, f"“{section.heading}”各部分的次序与表样不同，已按表样排列")
    for one in parts.counted:
        name = next(text.name for text in section.texts if text.key == one.key)
        words = clip(unnumbered(rows[one.row].text.strip()), 30)
        yield Problem(rows[one.row].place, f"“{words}”按序号读作“{name}”，请核对")
    if parts.strange:
        names = "、".join(f"“{clip(one.rest)}”" for one in parts.strange)
        yield Problem(rows[parts.strange[0].row].place, f"{names}不是表样里的部分，文字放在了它前面的部分，请核对")


def joined(paragraphs: Iterable[str]) -> str:
    """Put paragraphs below each other, without the empty ones."""
    return "\n".join(text for paragraph in paragraphs if (text := paragraph.strip()))


def with_opening(texts: Mapping[str, str], opening: str, key: str) -> dict[str, str]:
    """Put what stood before the first heading before what stood below it."""
    both = joined([opening, texts.get(key, "")])
    return {**texts, key: both} if both else dict(texts)
