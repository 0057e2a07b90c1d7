"""Titles of dialogs: what one is about to do, and to what."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

PROGRAM = "勾稽"
_SUBJECT = "subject"  # what a window is about, as a property of it


def title_of(act: str, about: str = "") -> str:
    """Return the title of a dialog: what it is about to do, and to what.

    >>> title_of("开始填写(&B)…"), title_of("删除", "3份年报")
    ('开始填写 · 勾稽', '删除 · 3份年报 · 勾稽')
    """
    return " · ".join(filter(None, (act.partition("(")[0].rstrip("…"), about, PROGRAM)))


def tell_subject(window: QWidget, about: str) -> None:
    """Note what a window is about, so that the dialogs over it say so."""
    window.setProperty(_SUBJECT, about)


def subject_of(parent: QWidget | None) -> str:
    """Return what the window is about over which a dialog opens, or the one that lies below that."""
    while parent is not None:
        window = parent.window()
        if subject := window.property(_SUBJECT):
            return str(subject)
        parent = window.parentWidget()
    return ""


def entitle(dialog: QDialog, act: str, about: str = "") -> None:
    """Set the title of a dialog, which is about what its window is about unless it says otherwise."""
    subject = about or subject_of(dialog.parentWidget())
    tell_subject(dialog, subject)
    dialog.setWindowTitle(title_of(act, subject))
