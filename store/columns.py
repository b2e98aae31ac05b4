"""One field of many rows read at once: the kind of every value checked, records' values given.

A column takes the values as JSON has them and gives what the records hold, or raises; which column
a field has is decided by the codec.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import chain, islice
from typing import Any, TypeAlias

Column: TypeAlias = Callable[[Sequence[Any]], Sequence[Any]]
_CALLED: dict[type, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "a record",
    type(None): "nothing",
}


def expect(values: Sequence[Any], kinds: set[type]) -> None:
    """Raise unless all values are of these kinds."""
    found = set(map(type, values))
    if not found <= kinds:
        wrong = next(iter(found - kinds))
        wanted = " or ".join(sorted(_CALLED[kind] for kind in kinds))
        raise TypeError(f"holds {_CALLED.get(wrong, wrong.__name__)} instead of {wanted}")


def plain_column(kinds: set[type]) -> Column:
    """Values that are kept as they are."""

    def read(values: Sequence[Any]) -> Sequence[Any]:
        expect(values, kinds)
        return values

    return read


def shared_column(column: Column) -> Column:
    """Let all records that hold the same text hold one object."""

    def read(values: Sequence[Any]) -> Sequence[Any]:
        found = column(values)
        if None in found:
            return [None if value is None else sys.intern(value) for value in found]
        return list(map(sys.intern, found))

    return read


def optional_column(inner: Column) -> Column:
    """Values that may be missing."""

    def read(values: Sequence[Any]) -> Sequence[Any]:
        present = [value for value in values if value is not None]
        if len(present) == len(values):
            return inner(values)
        made = iter(inner(present))
        return [None if value is None else next(made) for value in values]

    return read


def text_column(convert: Callable[[str], object]) -> Column:
    """Texts that stand for something else: a day, a time, one of a few words."""

    def read(values: Sequence[Any]) -> Sequence[Any]:
        expect(values, {str})
        try:
            return list(map(convert, values))
        except KeyError as error:
            raise ValueError(f"holds {error}") from error
        except ValueError as error:
            raise ValueError(f"holds no day or time ({error})") from error

    return read


def tuple_column(inner: Column, *, is_plain: bool, length: int | None) -> Column:
    """Lists of values, of any length or of one."""

    def read(values: Sequence[Any]) -> Sequence[Any]:
        expect(values, {list})
        lengths = list(map(len, values))
        if length is not None and set(lengths) - {length}:
            raise ValueError(f"does not hold {length} values")
        made = inner(list(chain.from_iterable(values)))
        if is_plain:
            return list(map(tuple, values))
        rest = iter(made)
        return [tuple(islice(rest, count)) for count in lengths]

    return read
