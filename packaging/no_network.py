"""Runs before the frozen program, which has no module that can make a connection.

Python's own xml.sax imports urllib.request without calling it: it finds an empty one.
"""

import sys
from types import ModuleType

sys.modules["urllib.request"] = ModuleType("urllib.request", "Left out: the program makes no connections.")
