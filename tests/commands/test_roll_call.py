"""The roll from the shell: a report that was sent before it was finished is marked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import commands
from export.gouji_parcel import write_parcel
from model.collection.parcel import Parcel, ParcelKind
from tests.app.collecting.incoming import of_unit


def test_what_was_sent_before_it_was_finished_is_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, units, library = tmp_path / "年报", tmp_path / "名单.txt", tmp_path / "library.db"
    folder.mkdir()
    parcel = Parcel(ParcelKind.SUBMISSION, of_unit("青石镇人民政府"), final=False)
    (folder / "1.gouji").write_bytes(write_parcel(parcel))
    units.write_text("青石镇人民政府\n县教育局\n", encoding="utf-8")
    made = ["collect", str(folder), "--units", str(units), "--year", "2025", "--library", str(library)]
    assert commands.run([*made, "--unit", "甲县人民政府"]) == commands.DONE
    capsys.readouterr()
    called = ["roll-call", "--library", str(library), "--year", "2025"]
    assert commands.run(called) == commands.DONE
    assert "青石镇人民政府　已收待审（草稿）" in capsys.readouterr().out
    assert commands.run([*called, "--json"]) == commands.DONE
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {one["unit"]: one["final"] for one in rows} == {"青石镇人民政府": False, "县教育局": None}
