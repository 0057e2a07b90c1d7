"""What a user can do needs no window: every module of `app` is imported without Qt."""

import subprocess
import sys

from tests.samples import ROOT

IMPORT_ALL = """
import importlib, pkgutil, sys
import app
names = [one.name for one in pkgutil.walk_packages(app.__path__, "app.")]
for name in names:
    importlib.import_module(name)
print(len(names), *(name for name in sys.modules if name.startswith(("PySide6", "shiboken6", "ui"))))
"""


def test_no_module_of_app_brings_qt_along() -> None:
    done = subprocess.run([sys.executable, "-c", IMPORT_ALL], cwd=ROOT, capture_output=True, text=True, check=True)
    count, *brought = done.stdout.split()
    assert int(count) > 0
    assert brought == []
