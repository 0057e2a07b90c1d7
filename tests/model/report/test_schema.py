"""The JSON Schema in docs says of every file what the reader says of it."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from model.errors import UserError
from model.form.editions import FORMS
from model.report.file_format import LONGEST_REASON, LONGEST_TEXT, dumps, loads
from model.report.report import LONGEST_UNIT, Report
from tests.samples import ROOT, any_reports
from tests.samples import example as example_report

SCHEMA = json.loads((ROOT / "docs" / "file-format.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

CELL = "applications/received/total"
OLD_CELL = "procurement/purchases/amount"
TEXT = "problems/text"

numerals = st.from_regex(r"\A-?[0-9]{0,14}(\.[0-9]{0,8})?\Z", alphabet=st.characters(codec="ascii"))
odd_strings = st.sampled_from(
    ["", "1e3", "１", "1,000", "+1", "5\n", " 5", "2021", "2019", "2027", "township", CELL, TEXT]
)
places = st.sampled_from([CELL, OLD_CELL, TEXT, "overview/opening", "no/such/place", ""])
scalars = (
    st.none() | st.booleans() | st.integers(-1, 3000) | numerals | odd_strings | places | st.text(max_size=5)
).filter(lambda value: not isinstance(value, str) or value.isprintable() or value == "5\n")
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(places | odd_strings, inner, max_size=2)
)


def taken(document: object) -> bool:
    try:
        loads(json.dumps(document).encode())
    except UserError:
        return False
    return True


def valid(document: object) -> bool:
    return bool(VALIDATOR.is_valid(document))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@given(any_reports())
def test_what_the_program_writes_is_valid(report: Report) -> None:
    VALIDATOR.validate(json.loads(dumps(report)))


def paths(value: object, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return where something stands in a document: the way to every key and item."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way for key, one in inner for way in ((*here, key), *paths(one, (*here, key)))]


@st.composite
def spoiled(draw: st.DrawFn) -> Any:  # noqa: ANN401 — any JSON
    """Draw a good file in which up to three things were replaced, taken out or added."""
    document = json.loads(dumps(draw(any_reports())))
    for _ in range(draw(st.integers(1, 3))):
        known = paths(document)
        if not known:
            return document
        *way, last = draw(st.sampled_from(known))
        inside = document
        for key in way:
            inside = inside[key]
        match draw(st.sampled_from(["replace", "take out", "add"])):
            case "replace":
                inside[last] = draw(values)
            case "take out":
                del inside[last]
            case _ if isinstance(inside, dict):
                inside[draw(places | odd_strings)] = draw(values)
            case _:
                inside.append(draw(values))
    return document


def good(**changes: object) -> dict[str, Any]:
    return {"gouji": 1, "form": "2021", "unit": "甲县", "level": "county", "year": 2023} | changes


@given(spoiled() | values)
@example(good(numbers={OLD_CELL: "1"}))
@example(good(form="2019", year=2020, numbers={OLD_CELL: "1.000001"}))
@example(good(numbers={CELL: "000000000000000007"}))
@example(good(numbers={CELL: "5\n"}))
@example(good(explanations=[{"check": "X1", "at": [OLD_CELL], "reason": "", "by": "", "when": ""}]))
def test_the_reader_takes_exactly_what_is_valid(document: object) -> None:
    assert taken(document) == valid(document)


@pytest.mark.parametrize("edition", FORMS)
def test_every_place_of_an_edition_is_valid_in_it(edition: str) -> None:
    form = FORMS[edition]
    document = good(form=edition, numbers=dict.fromkeys(form.cells, "0"), texts=dict.fromkeys(form.texts, "字"))
    assert taken(document)
    assert valid(document)


@pytest.mark.parametrize("longer", [0, 1])
def test_the_limits_are_the_same(longer: int) -> None:
    reason = {"check": "X1", "at": [], "reason": "字" * (LONGEST_REASON + longer), "by": "", "when": ""}
    documents = [
        good(unit="字" * (LONGEST_UNIT + longer)),
        good(texts={TEXT: "字" * (LONGEST_TEXT + longer)}),
        good(explanations=[reason]),
        good(numbers={CELL: "1" * (12 + longer)}),
        good(numbers={CELL: "1." + "1" * (6 + longer)}),
        good(year=2100 + longer),
        good(year=2008 - longer),
    ]
    assert [taken(one) for one in documents] == [not longer] * len(documents)
    assert [valid(one) for one in documents] == [not longer] * len(documents)


def test_the_example_of_the_document_is_taken() -> None:
    page = (ROOT / "docs" / "file-format.md").read_text("utf-8")
    shown = page.split("```json\n")[1].split("```")[0]
    assert taken(json.loads(shown))
    assert valid(json.loads(shown))
    assert valid(json.loads(dumps(example_report())))
