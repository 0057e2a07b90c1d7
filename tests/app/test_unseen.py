"""What one key wrote waits to be looked at, also after the program was closed."""

from hypothesis import given
from hypothesis import strategies as st

from app.unseen import Unseen
from model.form.editions import FORM_2021
from model.report.report import Level, Report

KEYS = list(FORM_2021.texts)[:4]
TEXTS = st.dictionaries(st.sampled_from(KEYS), st.text("甲乙丙", max_size=3))


class Kept(dict[str, str]):
    """Settings that are written nowhere."""

    def setting(self, key: str) -> str | None:
        return self.get(key)

    def remember(self, key: str, value: str) -> None:
        self[key] = value


def report(texts: dict[str, str]) -> Report:
    return Report("甲镇", Level.TOWNSHIP, 2023, texts=texts)


@given(TEXTS, st.sets(st.sampled_from(KEYS)), st.sets(st.sampled_from(KEYS)), TEXTS)
def test_what_nobody_looked_at_or_changed_waits_after_closing_too(
    texts: dict[str, str], written: set[str], seen: set[str], later: dict[str, str]
) -> None:
    kept, first = Kept(), report(texts)
    unseen = Unseen(kept, 1)
    for key in written:
        unseen.add(first, key)
    unseen.looked_at(seen)
    now = report({**texts, **later})
    waits = {key for key in written - seen if now.texts.get(key, "") == texts.get(key, "")}
    for opened in (unseen, Unseen(kept, 1)):
        assert set(opened.of(now)) == waits
    assert list(Unseen(kept, 2).of(now)) == []


@given(st.text(max_size=20))
def test_what_cannot_be_understood_is_as_if_there_were_none(words: str) -> None:
    assert list(Unseen(Kept({"unseen 1": words}), 1).of(report({}))) == []
