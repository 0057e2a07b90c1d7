"""Values under names, quickly declared: tuples as `typing` has them, and classes as `dataclass` makes them.

Those two write functions for each class and compile them, a tuple each annotation besides: 0.2 and 0.4 ms, at each
start, for half a hundred classes (docs/decisions/14-start-of-the-window.md). Here one function serves all. The type
checker sees `typing.NamedTuple` and a dataclass; what is made often, and with names, is better off with those.
"""

from __future__ import annotations

from collections import _tuplegetter  # type: ignore[attr-defined]  # what a named tuple reads its fields by
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import Field, FrozenInstanceError, field
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self, dataclass_transform

__all__ = ["Fixed", "NamedTuple", "Value"]

_new = tuple.__new__


class _Declared(type):
    """Makes a field of each annotation; a class derived from one that has fields gets no more."""

    def __new__(cls, name: str, bases: tuple[type, ...], held: dict[str, Any]) -> _Declared:
        if bases and bases[0] is not tuple and not hasattr(bases[0], "_fields"):
            fields = tuple(held.get("__annotations__", ()))
            held["_field_defaults"] = {field: held[field] for field in fields if field in held}
            held["_fields"] = held["__match_args__"] = fields
            held["_size"] = len(fields)
            held.update((field, _tuplegetter(place, None)) for place, field in enumerate(fields))
            held["__slots__"] = ()
        return type.__new__(cls, name, bases, held)


class _NamedValues(tuple[Any, ...], metaclass=_Declared):
    """What all of them can do, under the names of `typing.NamedTuple`."""

    __slots__ = ()
    if TYPE_CHECKING:
        _size: int
        _fields: tuple[str, ...]
        _field_defaults: Mapping[str, Any]

    def __new__(cls, *values: Any, **named: Any) -> Self:  # noqa: ANN401 — any values
        if named or len(values) != cls._size:
            return _new(cls, cls._in_order(values, named))
        return _new(cls, values)

    @classmethod
    def _in_order(cls, values: Sequence[Any], named: Mapping[str, Any]) -> list[Any]:
        placed = dict(zip(cls._fields, values, strict=False))
        given = {**cls._field_defaults, **placed, **named}
        if len(values) > cls._size or not placed.keys().isdisjoint(named) or given.keys() != {*cls._fields}:
            raise TypeError(f"{cls.__name__} takes {cls._fields}, not {values} and {named}")
        return [given[field] for field in cls._fields]

    @classmethod
    def _make(cls, values: Iterable[Any]) -> Self:
        held = tuple(values)
        if len(held) != cls._size:
            raise TypeError(f"{cls.__name__} takes {cls._fields}, not {held}")
        return _new(cls, held)

    def _replace(self, **changes: Any) -> Self:  # noqa: ANN401 — any values
        if not changes.keys() <= {*self._fields}:
            raise ValueError(f"{type(self).__name__} has no {changes.keys() - {*self._fields}}")
        return _new(type(self), [changes.get(field, value) for field, value in self._asdict().items()])

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{field}={value!r}' for field, value in self._asdict().items())})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)


if TYPE_CHECKING:
    from typing import NamedTuple
else:
    NamedTuple = _NamedValues


def _as_field(name: str) -> Field[Any]:
    made: Field[Any] = field()
    made.name = name
    return made


@dataclass_transform(frozen_default=True, eq_default=False)
class Fixed:
    """Values that stay as they were given; two of them are the same only where they are one.

    >>> from dataclasses import replace
    >>> class Place(Fixed):
    ...     row: int
    ...     column: int = 0
    >>> replace(Place(3), column=2).column
    2
    """

    _known: ClassVar[tuple[str, ...]] = ()
    _presets: ClassVar[dict[str, Any]] = {}
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]  # what `replace` asks for

    def __init_subclass__(cls) -> None:
        """Take the values from the annotations; a value that the class itself has need not be given."""
        super().__init_subclass__()
        held = vars(cls)
        cls._known = tuple(dict.fromkeys((*cls._known, *held.get("__annotations__", ()))))
        cls._presets = {**cls._presets, **{name: held[name] for name in cls._known if name in held}}
        cls.__dataclass_fields__ = {name: _as_field(name) for name in cls._known}

    def __init__(self, *values: Any, **named: Any) -> None:  # noqa: ANN401 — any values
        given = dict(zip(self._known, values, strict=False)) | named
        held = self._presets | given
        if len(given) != len(values) + len(named) or held.keys() != {*self._known}:
            raise TypeError(f"{type(self).__name__} takes {self._known}, not {values} and {named}")
        for name in self._known:
            object.__setattr__(self, name, held[name])
        self.__post_init__()

    def __post_init__(self) -> None:
        """Hold the values to each other."""

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"{type(self).__name__}.{name} stays as it is")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"{type(self).__name__}.{name} stays as it is")


@dataclass_transform(frozen_default=True)
class Value(Fixed):
    """Values that stay as they were given; two of a class are the same where all of theirs are."""

    def _held(self) -> list[Any]:
        return [getattr(self, name) for name in self._known]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Value) or type(other) is not type(self):
            return NotImplemented
        return self._held() == other._held()

    def __hash__(self) -> int:
        return hash(tuple(self._held()))

    def __repr__(self) -> str:
        parts = zip(self._known, self._held(), strict=True)
        return f"{type(self).__qualname__}({', '.join(f'{name}={value!r}' for name, value in parts)})"
