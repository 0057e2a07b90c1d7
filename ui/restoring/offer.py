"""Offers the backups where damage is told."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui import dialogs


def offer(parent: QWidget | None, library: Path, sentence: str) -> bool:  # noqa: ARG001 — to come
    """Say what is wrong with a library that is not open, and let a backup be put in its place; True when one was."""
    dialogs.warn(parent, sentence)
    return False
