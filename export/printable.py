"""What cannot be printed, told before anything is: the characters that no font has."""

from __future__ import annotations

from export.fonts.shipped import FontRole, MissingCharactersError, typesetter
from export.layout.document import document_of, paragraphs
from model.report.report import Report


def missing(text: str, *, title: bool = False) -> str:
    """Return the characters of a text, or of a title, that no font has: for them every printing is refused."""
    try:
        typesetter().check(FontRole.TITLE if title else FontRole.BODY, "".join(paragraphs(text)))
    except MissingCharactersError as error:
        return error.characters
    return ""


def missing_in_title(report: Report) -> str:
    """Return the characters of a report's title that no font has."""
    return missing(document_of(report).title.text, title=True)
