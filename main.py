"""The door: opens the window, or does one job without it."""

from __future__ import annotations

import sys

import commands

if __name__ == "__main__":
    sys.exit(commands.run(sys.argv[1:]))
