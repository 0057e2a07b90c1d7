"""The window: what the clerk and the county officer see and do.

`start` opens it; a folder is a part of the window, and `dialogs` is every box that any part may show.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent  # the folder of main.py, also when frozen
