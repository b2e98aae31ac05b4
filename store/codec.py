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
from functools import cache
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
    return kind(
        *[
            (row[name] if convert is None else convert(row[name])) if name in row else default()
            for name, convert, default in _readers(any_kind)
        ]
    )


@cache
def _writers(kind: Any) -> tuple[tuple[str, _Convert | None], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((f.name, _writer(hints[f.name])) for f in _fields(kind))


@cache
def _readers(
    kind: Any,
) -> tuple[tuple[str, _Convert | None, Callable[[], Any]], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((f.name, _reader(hints[f.name]), _default(f)) for f in _fields(kind))


def _fields(kind: Any) -> Any:
    return fields(kind)


def _default(field: Any) -> Callable[[], Any]:
    if field.default is not MISSING:
        return lambda: field.default

    def missing() -> Any:
        raise KeyError(field.name)

    return missing


def _optional(hint: Any) -> Any:
    """Return the kind within ``kind | None``, or None when the hint is no such union."""
    if isinstance(hint, types.UnionType):
        inner = [kind for kind in typing.get_args(hint) if kind is not type(None)]
        return inner[0] if len(inner) == 1 else None
    return None


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
        return date.fromisoformat
    if issubclass(hint, Enum):
        return {member.value: member for member in hint}.__getitem__
    return _record_reader(hint)


def _record_reader(kind: Any) -> _Convert:
    if not is_dataclass(kind):
        raise TypeError(f"no codec for {kind}")
    cls: Any = kind
    if kind not in _PACKED:
        return lambda row: decode(cls, row)
    plan = _readers(kind)
    places = [(n, convert) for n, (_, convert, _) in enumerate(plan) if convert is not None]
    width = len(plan)

    def unpack(values: list[Any]) -> Any:
        for n, convert in places:
            values[n] = convert(values[n])
        return kind(*values[:width])

    return lambda values: unpack(list(values))
