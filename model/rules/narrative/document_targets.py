"""Which documents a number counts: of which kinds, and what was done with them."""

from __future__ import annotations

from collections.abc import Sequence

from model.form.roles import TableRole
from model.form.schema import Line
from model.rules.narrative.claim_filter import STRAY, of_another_year, stray, tells_bodies_apart
from model.rules.narrative.heard import Heard
from model.rules.narrative.lexicon import Token, one_does
from model.rules.narrative.named_lines import aspects_named, items, lines_of
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.target import REASON, Target
from model.rules.narrative.words import BLOCKING_OR_SUBSET, WEAK_VERBS


def document_target(heard: Heard, phrase: Phrase, tokens: Sequence[Token]) -> Target | None:
    """Return the documents that a number counts; None where it counts others, or none."""
    aspects = aspects_named(tokens) or _aspect_before(heard, phrase, tokens)
    if len(aspects) != 1:
        return None
    kinds = lines_of(items(tokens, TableRole.DOCUMENTS, rows=True))
    if not kinds and not any(token.text in WEAK_VERBS for token in tokens):
        kinds = heard.topic.kinds
    if not kinds or tells_bodies_apart(heard) or _is_of_the_government(heard, phrase):
        return None
    if one_does(tokens, BLOCKING_OR_SUBSET):
        return None
    if stray(tokens, 0, phrase.number) > STRAY[REASON] or of_another_year(tokens):
        return None
    return Target.of(heard.lines.documents, kinds, aspects[0])


def _aspect_before(heard: Heard, phrase: Phrase, tokens: Sequence[Token]) -> tuple[Line, ...]:
    """Read “制发规章1件、规范性文件9件”: the verb is of both."""
    if phrase.opener != "、" or not heard.told.quantities:
        return ()
    before = heard.told.quantities[-1]
    if before.claim is None or before.phrase.clause + 1 != phrase.clause:
        return ()
    alike = before.claim.target.table is heard.lines.documents and items(tokens, TableRole.DOCUMENTS, rows=True)
    return (before.claim.target.column,) if alike else ()


def _is_of_the_government(heard: Heard, phrase: Phrase) -> bool:
    """Return whether an office tells of the regulations of the government that it works for; a semicolon ends that."""
    if not heard.sentence.unit.endswith(("办公室", "办公厅")) or phrase.number is None:
        return False
    begin = heard.text.rfind("；", 0, phrase.number.start) + 1
    end = heard.text.find("；", begin)
    return "政府规章" in heard.text[begin : end if end >= 0 else len(heard.text)]
