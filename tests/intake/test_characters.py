"""Labels are compared as what they say, whichever signs they were written with, and however often they come."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from intake import characters
from intake.characters import bare, fold, without_radicals
from intake.traditional import simplified

SIGNS = "⼀⻓门钩勾稽１1a（(）.、%é\u0301 \u3000\t\u200b\u2060\u00ad\u0000"
SUPPLEMENT = characters._SUPPLEMENT
texts = st.text(st.sampled_from(SIGNS) | st.characters(exclude_categories=["Cs"]), max_size=80)


@given(texts)
@example("\u0000a")
@example("钩\u200b稽")
@example("")
@example("總計")
@example(characters._SHORT * "⼀")
@example((characters._SHORT + 1) * "⼀")
def test_short_or_long_it_says_the_same_first_and_again(text: str) -> None:
    seen = "".join(SUPPLEMENT.get(sign, sign) for sign in text if sign not in "\u200b\u200c\u200d\u2060\ufeff\u00ad\0")
    wide = "".join(unicodedata.normalize("NFKC", sign) if "⼀" <= sign <= "⿕" else sign for sign in seen)
    assert without_radicals(text) == wide
    folded = simplified("".join(unicodedata.normalize("NFKC", wide).split())).replace("钩稽", "勾稽")
    said = "".join(sign for sign in folded if sign.isalnum())
    for _ in range(2):
        assert fold(text) == folded
        assert bare(text) == said


def test_of_a_paragraph_nothing_is_kept() -> None:
    kept = [one.cache_info().currsize for one in (characters._folded_before, characters._bared_before)]
    assert bare("段" * (characters._SHORT + 1)) == "段" * (characters._SHORT + 1)
    assert [one.cache_info().currsize for one in (characters._folded_before, characters._bared_before)] == kept
