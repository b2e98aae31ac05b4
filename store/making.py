"""Makes frozen records at the cost of open ones, where very many are made at once.

Setting a field of a frozen record goes through a call of its own, so that making one takes three
to four times as long. Takes a kind of record; gives what makes such records. To everybody else
they are what they were: of the same kind, equal, frozen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, field, fields, make_dataclass
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def maker(kind: Callable[P, R]) -> Callable[P, R]:
    """Return what makes records of a frozen kind with slots, from the same arguments.

    A record is filled as one of an open twin kind and then becomes one of the kind itself: both
    have the same slots.
    """
    assert isinstance(kind, type)

    def become_one_of_the_kind(record: object) -> None:
        record.__class__ = kind

    twin: Callable[P, R] = make_dataclass(
        kind.__name__,
        [
            (f.name, object, field() if f.default is MISSING else field(default=f.default))
            for f in fields(kind)
        ],
        namespace={"__post_init__": become_one_of_the_kind},
        slots=True,
        eq=False,
        repr=False,
    )
    return twin
