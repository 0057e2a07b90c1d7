"""Values that are quickly declared: nobody can tell them from those of `typing` and of `dataclass`."""

from __future__ import annotations

import copy
import pickle
import typing
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import values

Asked = Callable[[Any], object]


class Usual(typing.NamedTuple):
    """What is held."""

    first: int
    second: tuple[Usual, ...]
    third: str = "3"
    fourth: Any = None

    @property
    def told(self) -> str:
        return f"{self.first} {self.third}"

    def __int__(self) -> int:
        return self.first


class Quick(values.NamedTuple):
    """What is held."""

    first: int
    second: tuple[Quick, ...]
    third: str = "3"
    fourth: Any = None

    @property
    def told(self) -> str:
        return f"{self.first} {self.third}"

    def __int__(self) -> int:
        return self.first


class NoneHeld(values.NamedTuple):
    pass


class Derived(Quick):
    added: int = 5


def matched(one: Any) -> object:  # noqa: ANN401
    match one:
        case Quick(1, second, fourth=fourth) | Usual(1, second, fourth=fourth):
            return second, fourth
    return None


def pickled(one: Any) -> Any:  # noqa: ANN401
    return pickle.loads(pickle.dumps(one))  # noqa: S301 — its own


QUESTIONS: dict[str, Asked] = {
    "its values": list,
    "words": lambda one: repr(one).replace("Usual", "Quick"),
    "fields": lambda one: (one.first, one.second, one.third, one.fourth, one.told),
    "compared": lambda one: (one == (1, (), "3", None), one < (2,), hash(one), one != one._replace(first=7)),
    "replaced": lambda one: list(one._replace(third="x", first=0)),
    "replaced by what there is not": lambda one: one._replace(fifth=1),
    "as a mapping": lambda one: one._asdict(),
    "copied": lambda one: (list(copy.copy(one)), list(copy.deepcopy(one)), type(copy.copy(one)) is type(one)),
    "pickled": lambda one: (list(pickled(one)), type(pickled(one)) is type(one)),
    "made of values": lambda one: list(type(one)._make(iter([1, 2, 3, 4]))),
    "made of too few values": lambda one: type(one)._make([1, 2]),
    "of its class": lambda one: (type(one)._fields, type(one)._field_defaults, type(one).__match_args__),
    "told of": lambda one: type(one).__doc__,
    "unpacked": lambda one: [*one][1:],
    "matched": matched,
    "given a field": lambda one: setattr(one, "first", 2),
    "given what is no field": lambda one: setattr(one, "fifth", 2),
    "without its own room": lambda one: hasattr(one, "__dict__"),
    "a method of its own": int,
}


def answer(asked: Asked, one: Any) -> object:  # noqa: ANN401
    try:
        return asked(one)
    except Exception as error:  # noqa: BLE001
        return type(error)


@pytest.mark.parametrize("question", QUESTIONS)
def test_they_are_those_of_typing(question: str) -> None:
    for held in [(1, ()), (1, (2,), "x"), (2, (), "y", ["z"])]:
        assert answer(QUESTIONS[question], Quick(*held)) == answer(QUESTIONS[question], Usual(*held))  # type: ignore[arg-type]


@given(
    st.lists(st.integers(), max_size=6),
    st.dictionaries(st.sampled_from(["first", "second", "third", "fourth", "fifth"]), st.integers()),
)
def test_they_take_what_those_of_typing_take(placed: list[int], named: dict[str, int]) -> None:
    made = [answer(lambda kind: list(kind(*placed, **named)), kind) for kind in (Quick, Usual)]
    assert made[0] == made[1]


def test_one_may_hold_nothing_and_one_that_is_derived_holds_no_more() -> None:
    assert (NoneHeld(), NoneHeld._fields) == ((), ())
    assert list(Derived(1, ())) == [1, (), "3", None]
    assert Derived.added == 5


def words_of(number: int) -> str:
    return f"<{number}>"


class Still(values.Fixed):
    """What is held."""

    first: int
    second: tuple[object, ...] = ()
    third: str = "3"
    told: Callable[[int], str] = words_of

    def __post_init__(self) -> None:
        if self.first < 0:
            raise ValueError(self.first)

    @cached_property
    def found(self) -> list[int]:
        return [self.first]


@dataclass(frozen=True, eq=False, repr=False)
class UsualStill:
    """What is held."""

    first: int
    second: tuple[object, ...] = ()
    third: str = "3"
    told: Callable[[int], str] = words_of

    def __post_init__(self) -> None:
        if self.first < 0:
            raise ValueError(self.first)

    @cached_property
    def found(self) -> list[int]:
        return [self.first]


class Alike(values.Value):
    """What is held."""

    first: int
    second: tuple[object, ...] = ()
    third: str = "3"
    told: Callable[[int], str] = words_of

    def __post_init__(self) -> None:
        if self.first < 0:
            raise ValueError(self.first)

    @cached_property
    def found(self) -> list[int]:
        return [self.first]


@dataclass(frozen=True)
class UsualAlike:
    """What is held."""

    first: int
    second: tuple[object, ...] = ()
    third: str = "3"
    told: Callable[[int], str] = words_of

    def __post_init__(self) -> None:
        if self.first < 0:
            raise ValueError(self.first)

    @cached_property
    def found(self) -> list[int]:
        return [self.first]


KINDS: list[tuple[Any, Any]] = [(Still, UsualStill), (Alike, UsualAlike)]


def parts(one: Any) -> list[object]:  # noqa: ANN401
    return [one.first, one.second, one.third, one.told]


QUESTIONS_OF_STILL: dict[str, Asked] = {
    "its values": parts,
    "compared": lambda one: (one == type(one)(*parts(one)), one == one, len({one, type(one)(*parts(one))})),  # noqa: PLR0124
    "compared with others": lambda one: [one == other for other in (parts(one), type("Kind", (type(one),), {})(1))],
    "compared with what differs": lambda one: [one == replace(one, **how) for how in ({"first": 9}, {"third": "z"})],
    "its hash": lambda one: hash(one) == hash(tuple(parts(one))),
    "the hash of what has none": lambda one: hash(replace(one, second=[])),
    "changed": lambda one: setattr(one, "third", "x"),
    "given what it has not": lambda one: setattr(one, "fourth", "x"),
    "taken away": lambda one: delattr(one, "third"),
    "replaced": lambda one: parts(replace(one, third="y")),
    "told by": lambda one: one.told(3),
    "found once": lambda one: one.found is one.found,
    "copied": lambda one: (parts(copy.copy(one)), parts(copy.deepcopy(one)), copy.copy(one) == one),
    "pickled": lambda one: parts(pickled(one)),
    "told of": lambda one: type(one).__doc__,
    "words": lambda one: repr(one).replace("Usual", "").partition(" at ")[0],
}


@pytest.mark.parametrize("kinds", KINDS)
@pytest.mark.parametrize("question", QUESTIONS_OF_STILL)
def test_those_that_stay_are_those_of_dataclass(question: str, kinds: tuple[Any, Any]) -> None:
    asked = QUESTIONS_OF_STILL[question]
    for held in [(1,), (1, ("2",), "x")]:
        quick, usual = (kind(*held) for kind in kinds)
        assert answer(asked, quick) == answer(asked, usual)


@given(
    st.lists(st.integers(-1, 5), max_size=5),
    st.dictionaries(st.sampled_from(["first", "second", "third", "told", "fifth"]), st.integers(-1, 5)),
    st.sampled_from(KINDS),
)
def test_those_that_stay_take_what_those_of_dataclass_take(
    placed: list[int], named: dict[str, int], kinds: tuple[Any, Any]
) -> None:
    made = [answer(lambda kind: parts(kind(*placed, **named)), kind) for kind in kinds]
    assert made[0] == made[1]
