"""All sentences, text by text, in the order in which they are offered.

None is taken from a published report. A wording may be added anywhere, and a new sentence, too; none may be changed or
taken out that has gone into the world: a text in which it stands would no longer be known to be ours.
"""

from __future__ import annotations

from functools import cache

from model.sentences.schema import StockSentence


@cache
def sentences() -> tuple[StockSentence, ...]:
    """Return every sentence."""
    from model.sentences.ours import application, disclosure, disputes, management, opening, rest, supervision

    parts = (opening, disclosure, application, disputes, management, supervision, rest)
    return tuple(one for part in parts for one in part.SENTENCES)
