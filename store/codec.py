"""Records to the rows of a TinyDB table and back; the only place that knows both.

A row is a plain dictionary that JSON can hold: days and times as ISO 8601, tuples as lists,
mentions as lists of their fields in order (there are many of them). A field that a row lacks takes
its default; a field that no record has is passed over. A table is read field by field, which is
faster than row by row and checks the kind of every value on the way.
"""

from __future__ import annotations

import types
import typing
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias, TypeVar

from .columns import (
    Column,
    expect,
    optional_column,
    plain_column,
    shared_column,
    text_column,
    tuple_column,
)
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
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)
"""What a row raises that holds no such record."""
_PACKED = {Mention}
_MANY = 2000
"""Records of a kind that are worth a way of their own to make them."""
_counts: Counter[Any] = Counter()
"""How many of a kind were made."""
_REPEATED = {
    *("document", "item", "actor", "name", "side", "speaker", "speaker_id", "via", "cue"),
    *("subject", "day_reason", "opened_by", "resolved_by"),
}
"""Texts of which a library holds few, each many times: a fourth of its memory, were they not
shared."""
_PLAIN: dict[type, set[type]] = {str: {str}, int: {int}, float: {float, int}, bool: {bool}}
"""What JSON may hold for a kind; true is no number."""


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
    made: R = _records(kind, (row,))[0]
    return made


def decode_rows(kind: type[R], rows: Rows) -> list[R]:
    """Return the records that the rows of a table hold.

    Raises:
        ValueError: one of them holds no such record; it says which one, and why.
        AttributeError: there are no rows.
    """
    try:
        return _records(kind, tuple(rows.values()))
    except UNREADABLE:
        for key, row in rows.items():
            try:
                _records(kind, (row,))
            except KeyError as error:
                raise ValueError(f"{key} lacks the field {error}") from error
            except UNREADABLE as error:
                raise ValueError(f"{key}: {error}") from error
        raise


def values_of(values: object, kind: type[R]) -> tuple[R, ...]:
    """Return a list of plain values as a tuple. Raises: TypeError, ValueError."""
    made: tuple[R, ...] = _column_of_tuples((kind, ...))((values,))[0]
    return made


@cache
def _writers(kind: Any) -> tuple[tuple[str, _Convert | None], ...]:
    hints = _hints(kind)
    return tuple((f.name, _writer(hints[f.name])) for f in _fields(kind))


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return typing.get_type_hints(kind)


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


def _unless_none(convert: _Convert | None) -> _Convert | None:
    if convert is None:
        return None
    return lambda value: None if value is None else convert(value)


def _fields(kind: Any) -> Any:
    return fields(kind)


def _optional(hint: Any) -> Any:
    """Return the kind within ``kind | None``, or None when the hint is no such union."""
    if isinstance(hint, types.UnionType):
        inner = [kind for kind in typing.get_args(hint) if kind is not type(None)]
        return inner[0] if len(inner) == 1 else None
    return None


class _Layout(NamedTuple):
    """How rows become records of one kind."""

    names: tuple[str, ...]
    take: _Convert
    """Gives a row's values in order."""
    columns: tuple[Column, ...]
    defaults: Row


@cache
def _layout(kind: Any) -> _Layout:
    hints = _hints(kind)
    names = tuple(f.name for f in _fields(kind))
    defaults: Row = {}
    for f in _fields(kind):
        if f.default is not MISSING:
            convert = _writer(hints[f.name])
            defaults[f.name] = f.default if convert is None else convert(f.default)
    columns = tuple(_field_column(name, hints[name]) for name in names)
    return _Layout(names, itemgetter(*names, names[0]), columns, defaults)


def _records(kind: Any, rows: Sequence[Row]) -> list[Any]:
    if not rows:
        return []
    layout = _layout(kind)
    try:
        taken = list(map(layout.take, rows))
    except KeyError:
        taken = [layout.take(layout.defaults | row) for row in rows]
    return _made(kind, layout, taken)


def _made(kind: Any, layout: _Layout, taken: Sequence[Sequence[Any]]) -> list[Any]:
    """Return the records that so many values in order make; what is behind them is passed over."""
    columns = []
    for name, column, values in zip(
        layout.names, layout.columns, zip(*taken, strict=False), strict=False
    ):
        try:
            columns.append(column(values))
        except UNREADABLE as error:
            raise ValueError(f"its field {name} {error}") from error
    _counts[kind] += len(taken)
    make = _maker(kind) if _counts[kind] > _MANY else kind
    return list(map(make, *columns)) if columns else []


@cache
def _maker(kind: Any) -> _Convert:
    from .making import maker  # a first screen makes few

    return maker(kind)


def _field_column(name: str, hint: Any) -> Column:
    is_repeated = name in _REPEATED and str in (hint, _optional(hint))
    return shared_column(_column(hint)) if is_repeated else _column(hint)


def _column(hint: Any) -> Column:
    inner = _optional(hint)
    if inner is not None:
        if inner in _PLAIN:
            return plain_column(_PLAIN[inner] | {type(None)})
        return optional_column(_column(inner))
    if typing.get_origin(hint) is tuple:
        return _column_of_tuples(typing.get_args(hint))
    return _plain_or_text(hint) or _column_of_records(hint)


def _plain_or_text(hint: Any) -> Column | None:
    if hint in _PLAIN:
        return plain_column(_PLAIN[hint])
    if hint is datetime:
        return text_column(datetime.fromisoformat)
    if hint is date:
        return text_column(_day)
    if issubclass(hint, Enum):
        return text_column({member.value: member for member in hint}.__getitem__)
    return None


def _column_of_tuples(hints: tuple[Any, ...]) -> Column:
    length = None if hints[-1] is Ellipsis else len(hints)
    return tuple_column(_column(hints[0]), is_plain=hints[0] in _PLAIN, length=length)


def _column_of_records(hint: Any) -> Column:
    if not is_dataclass(hint):
        raise TypeError(f"no codec for {hint}")
    return _packed_column(hint) if hint in _PACKED else _record_column(hint)


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def _record_column(kind: Any) -> Column:
    def read(values: Sequence[Any]) -> Sequence[Any]:
        expect(values, {dict})
        return _records(kind, values)

    return read


def _packed_column(kind: Any) -> Column:
    def read(values: Sequence[Any]) -> Sequence[Any]:
        expect(values, {list})
        layout = _layout(kind)
        if min(map(len, values), default=len(layout.names)) < len(layout.names):
            raise ValueError(f"holds a {kind.__name__} that is cut short")
        return _made(kind, layout, values)

    return read
