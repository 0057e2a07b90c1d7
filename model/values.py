"""Tuples of values under names, as `typing` has them, but quickly declared.

`typing.NamedTuple` writes a function for each of its classes and compiles it, and each annotation besides: 0.2 ms, at
each start, for half a hundred classes (docs/decisions/14-start-of-the-window.md). Here one function serves all. To the
type checker it is `typing.NamedTuple` itself; what is made often, and with names, is better off with that.
"""

from __future__ import annotations

from collections import _tuplegetter  # type: ignore[attr-defined]  # what a named tuple reads its fields by
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

__all__ = ["NamedTuple"]

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
