"""Runs before the frozen program, which has no module that can make a connection.

Python's own xml.sax imports urllib.request, and from 3.13 on types looks into _socket for the type of a capsule, both
without calling anything: they find empty ones.
"""

import sys
from types import ModuleType

for _name in ("urllib.request", "_socket"):
    sys.modules[_name] = ModuleType(_name, "Left out: the program makes no connections.")
