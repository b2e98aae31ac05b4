"""Data classes that are quick to define: a program that starts defines many and makes few.

``dataclass`` takes the place of the standard library's for classes with slots, and gives the same:
fields, defaults, ``replace``, equality, hash, representation, patterns, copies; frozen ones refuse
to be changed. The standard one compiles six methods for each class while it is defined, nine
tenths of its time; here they are shared, and ``__init__`` is compiled when the first object is
made. Type checkers see the standard one.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
    from inspect import Signature
else:

    def dataclass(*, slots: bool, frozen: bool = False) -> Callable[[type], type]:
        """Return a decorator for a class with slots."""
        assert slots
        return _frozen if frozen else _open


_fields: Callable[[object], Mapping[str, object]] = attrgetter("__dataclass_fields__")
_set = object.__setattr__


def _open(cls: type) -> type:
    return _made(cls, {"__hash__": None}, "  self.{0} = {1}")


def _frozen(cls: type) -> type:
    return _made(cls, _FROZEN, "  _set(self, '{0}', {1})")


def _made(cls: type, methods: Mapping[str, object], assignment: str) -> type:
    """Return the class anew, with slots and with methods that are the same for all."""
    cls = dataclasses.dataclass(init=False, repr=False, eq=False)(cls)
    names = tuple(_fields(cls))
    taken = {name for base in cls.__mro__[1:] for name in getattr(base, "__slots__", ())}
    left_out = {*names, "__dict__", "__weakref__"}
    own = {name: value for name, value in cls.__dict__.items() if name not in left_out}
    slots = tuple(name for name in names if name not in taken)
    compared = tuple(field.name for field in dataclasses.fields(cls) if field.compare)
    shared = {"__slots__": slots, "__repr__": _repr, **_comparing(compared), **methods}
    made = type(cls.__name__, cls.__bases__, shared | own)
    made.__qualname__ = cls.__qualname__

    def compile_init() -> Callable[..., None]:
        compiled = _compiled_init(made, assignment)
        type.__setattr__(made, "__init__", compiled)
        return compiled

    def __init__(self: object, *args: object, **kwargs: object) -> None:  # noqa: N807 # it is one
        compile_init()(self, *args, **kwargs)

    type.__setattr__(made, "__init__", __init__)
    type.__setattr__(made, "__signature__", _Signature(compile_init))
    return made


class _Signature:
    """The class's signature, for whoever asks for it: tools, above all."""

    def __init__(self, compile_init: Callable[[], Callable[..., None]]) -> None:
        self._compile_init = compile_init

    def __get__(self, _record: object, _owner: type) -> Signature:
        from inspect import signature

        found = signature(self._compile_init())
        return found.replace(parameters=list(found.parameters.values())[1:])


def _comparing(names: tuple[str, ...]) -> dict[str, object]:
    # With a second name it gives a tuple in any case.
    values: Callable[[object], object]
    values = attrgetter(*names) if len(names) > 1 else attrgetter("__class__", *names)

    def __eq__(self: object, other: object) -> bool:  # noqa: N807 # it is one
        return (
            values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented
        )

    def __hash__(self: object) -> int:  # noqa: N807 # it is one
        return hash(values(self))

    return {"__eq__": __eq__, "__hash__": __hash__}


def _repr(self: object) -> str:
    fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in _fields(self))
    return f"{type(self).__qualname__}({fields})"


def _refuse_setting(_self: object, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(_self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: object) -> list[object]:
    return [getattr(self, name) for name in _fields(self)]


def _take_state(self: object, state: list[object]) -> None:
    for name, value in zip(_fields(self), state, strict=True):
        _set(self, name, value)


_FROZEN: dict[str, object] = {
    "__setattr__": _refuse_setting,
    "__delattr__": _refuse_deleting,
    "__getstate__": _state,
    "__setstate__": _take_state,
}


def _compiled_init(cls: type, assignment: str) -> Callable[..., None]:
    values: dict[str, object] = {"_set": _set, "_missing": dataclasses.MISSING}
    parameters, lines = ["self"], ["  pass"]
    for field in dataclasses.fields(cls):
        name = value = field.name
        default = ""
        if field.default is not dataclasses.MISSING:
            default = f"_default_{name}"
            values[default] = field.default
        elif field.default_factory is not dataclasses.MISSING:
            default, made = "_missing", f"_make_{name}()"
            values[f"_make_{name}"] = field.default_factory
            value = f"{made} if {name} is _missing else {name}" if field.init else made
        if field.init:
            parameters.append(f"{name}={default}" if default else name)
        elif value == name:
            if not default:
                continue
            value = default
        lines.append(assignment.format(name, value))
    if hasattr(cls, "__post_init__"):
        lines.append("  self.__post_init__()")
    init = _compiled(cls, values, f" def __init__({', '.join(parameters)}):", lines)
    init.__annotations__ = {field.name: field.type for field in dataclasses.fields(cls)}
    return init


def _compiled(
    cls: type, values: Mapping[str, object], head: str, lines: list[str]
) -> Callable[..., None]:
    """Compile a function that finds the values by name, and other names in the class's module."""
    source = [f"def _make({', '.join(values)}):", head, *lines, " return __init__"]
    space: dict[str, Callable[..., Callable[..., None]]] = {}
    exec("\n".join(source), vars(sys.modules[cls.__module__]), space)
    return space["_make"](*values.values())
