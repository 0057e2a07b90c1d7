"""The names that counties no longer have: as the tool made them, none of them a name of today in its city."""

from __future__ import annotations

import hashlib

from model.places.former import FILE, former_names
from model.places.gazetteer import called, regions
from tools import make_former_places


def test_the_file_is_what_the_tool_made() -> None:
    assert hashlib.sha256(FILE.read_bytes()).hexdigest() == make_former_places.MADE


def test_no_name_of_before_is_a_name_of_now() -> None:
    now = {one.name for one in regions()}
    told = {former for one in regions() for former in former_names((one,))}
    assert len(told) > 200
    assert not [one for one in told if one.name in now]
    assert not [one for one in told if one.now and one.now not in now]


def test_a_street_knows_those_of_its_city() -> None:
    assert "闸北区" in {one.name for one in former_names(called("静安区"))}
    assert "闸北区" not in {one.name for one in former_names(called("鼓楼区"))}
