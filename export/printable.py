"""What cannot be printed, told before anything is: the characters that no font has."""

from __future__ import annotations

from collections.abc import Iterator

from export.fonts.shipped import FontRole, MissingCharactersError, typesetter
from export.layout.document import document_of, paragraphs
from model.report.report import Report


def unprintable(report: Report) -> Iterator[tuple[str, str]]:
    """Find the characters for which every printing is refused, by the key of the text; no key for the unit's name."""
    printed = [("", document_of(report).title.text)]
    printed += [(key, "".join(paragraphs(text))) for key, text in report.texts.items() if key in report.form.texts]
    for key, text in printed:
        try:
            typesetter().check(FontRole.BODY if key else FontRole.TITLE, text)
        except MissingCharactersError as error:
            yield key, error.characters
