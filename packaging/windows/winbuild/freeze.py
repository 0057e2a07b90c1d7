"""The program frozen by PyInstaller under wine, with build.spec as it is."""

from __future__ import annotations

import shutil

from winbuild import source
from winbuild.debian import Windows
from winbuild.places import ROOT, Places
from winbuild.steps import must


def freeze(places: Places, windows: Windows, commit: str, version: str) -> None:
    """Freeze a commit.

    Raises:
        BuildError: PyInstaller fails; the log says why.
    """
    windows.create()
    shutil.copytree(places.python, windows.drive / "py")
    shutil.copytree(places.packages, windows.drive / "py" / "Lib" / "site-packages")
    source.export(ROOT, commit, windows.drive / "gouji", version)
    # The same names, dates and orders whenever and wherever it is done.
    same = {"SOURCE_DATE_EPOCH": str(source.epoch(ROOT, commit)), "PYTHONHASHSEED": "0"}
    log = places.log("freeze")
    code, _ = windows.run("wine", r"C:\py\python.exe", r"C:\gouji\tools\package.py", environment=same, log=log)
    windows.end()
    made = windows.drive / "gouji" / "build" / "frozen" / "gouji"
    whole = made / "lib" / "licences" / "NOTICE.txt"
    must(code == 0 and whole.exists(), f"冻结程序失败，原因见 {log}。(Freezing failed; the log says why.)")
    shutil.rmtree(places.frozen, ignore_errors=True)
    shutil.copytree(made, places.frozen)
    shutil.copyfile(windows.drive / "gouji" / "assets" / "icons" / "gouji.ico", places.frozen / "gouji.ico")
