"""Records to the rows of a TinyDB table and back; the only place that knows both.

A row is a plain dictionary that JSON can hold: days and times as ISO 8601, tuples as lists,
mentions as lists of their fields in order (there are many of them). A field that a row lacks takes
its default; a field that no record has is passed over.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, TypeAlias, TypeVar

from .records import Mention

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = dict[str, Row]
"""The rows of one table by id."""
Tables: TypeAlias = dict[str, Rows]
"""What a TinyDB file holds: rows by id by name of the table."""
Changes: TypeAlias = dict[str, dict[str, Row | None]]
"""Rows to put by table and id; None takes the row away."""

R = TypeVar("R")
_Convert: TypeAlias = Callable[[Any], Any]
_PACKED = {Mention}
_PLAIN = {str, int, float, bool}


def encode(record: object) -> Row:
    """Return the record as a row."""
    row: Row = {}
    kind: Any = type(record)
    for name, convert in _writers(kind):
        value = getattr(record, name)
        row[name] = value if convert is None else convert(value)
    return row


def decode(kind: type[R], row: Row) -> R:
    """Return the record that a row holds.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: it holds no such record.
    """
    any_kind: Any = kind
    take, conversions, defaults = _readers(any_kind)
    try:
        values = list(take(row))
    except KeyError:
        values = list(take(defaults | row))
    for place, convert in conversions:
        values[place] = convert(values[place])
    return kind(*values)


@cache
def _writers(kind: Any) -> tuple[tuple[str, _Convert | None], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((f.name, _writer(hints[f.name])) for f in _fields(kind))


@cache
def _readers(kind: Any) -> tuple[_Convert, tuple[tuple[int, _Convert], ...], Row]:
    """Return what takes a row's values in order, what converts which, and the raw defaults."""
    hints = typing.get_type_hints(kind)
    names = [f.name for f in _fields(kind)]
    readers = [_reader(hints[name]) for name in names]
    writers = dict(_writers(kind))
    defaults: Row = {}
    for f in _fields(kind):
        if f.default is not MISSING:
            convert = writers[f.name]
            defaults[f.name] = f.default if convert is None else convert(f.default)
    conversions = tuple((n, reader) for n, reader in enumerate(readers) if reader is not None)
    return itemgetter(*names) if len(names) > 1 else _take_one(names[0]), conversions, defaults


def _take_one(name: str) -> _Convert:
    return lambda row: (row[name],)


def _fields(kind: Any) -> Any:
    return fields(kind)


def _optional(hint: Any) -> Any:
    """Return the kind within ``kind | None``, or None when the hint is no such union."""
    if isinstance(hint, types.UnionType):
        inner = [kind for kind in typing.get_args(hint) if kind is not type(None)]
        return inner[0] if len(inner) == 1 else None
    return None


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def _unless_none(convert: _Convert | None) -> _Convert | None:
    if convert is None:
        return None
    return lambda value: None if value is None else convert(value)


def _writer(hint: Any) -> _Convert | None:
    inner = _optional(hint)
    if inner is not None:
        return _unless_none(_writer(inner))
    if typing.get_origin(hint) is tuple:
        convert = _writer(typing.get_args(hint)[0])
        return list if convert is None else (lambda value: [convert(x) for x in value])
    if hint in _PLAIN:
        return None
    if issubclass(hint, date):
        return lambda value: value.isoformat()
    if issubclass(hint, Enum):
        return lambda value: value.value
    if hint in _PACKED:
        return lambda value: list(encode(value).values())
    return encode


def _reader(hint: Any) -> _Convert | None:
    inner = _optional(hint)
    if inner is not None:
        return _unless_none(_reader(inner))
    if typing.get_origin(hint) is tuple:
        convert = _reader(typing.get_args(hint)[0])
        return tuple if convert is None else (lambda value: tuple([convert(x) for x in value]))
    if hint in _PLAIN:
        return None
    if hint is datetime:
        return datetime.fromisoformat
    if hint is date:
        return _day
    if issubclass(hint, Enum):
        return {member.value: member for member in hint}.__getitem__
    return _record_reader(hint)


def _record_reader(kind: Any) -> _Convert:
    if not is_dataclass(kind):
        raise TypeError(f"no codec for {kind}")
    cls: Any = kind
    if kind not in _PACKED:
        return lambda row: decode(cls, row)
    names = [f.name for f in _fields(kind)]
    _, conversions, _ = _readers(kind)

    def unpack(packed: list[Any]) -> Any:
        values = packed[: len(names)]
        if len(values) < len(names):
            raise ValueError(f"a {kind.__name__} lacks {names[len(values)]}")
        for place, convert in conversions:
            values[place] = convert(values[place])
        return cls(*values)

    return unpack
