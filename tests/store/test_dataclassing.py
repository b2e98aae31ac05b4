"""What is quick to define is otherwise what the standard library makes."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, replace
from inspect import signature
from typing import get_type_hints

import pytest

from store.dataclassing import dataclass


@dataclass(frozen=True, slots=True)
class Berth:
    """A record."""

    number: int
    name: str = "east"
    boats: tuple[str, ...] = field(default_factory=tuple)
    seen: int = field(default=0, compare=False)

    @property
    def title(self) -> str:
        """A property of the class."""
        return f"{self.name} {self.number}"


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    """The same, as the standard library makes it."""

    number: int
    name: str = "east"
    boats: tuple[str, ...] = field(default_factory=tuple)
    seen: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Single:
    """A record of one field."""

    key: str


@dataclass(slots=True)
class Tally:
    """One that can be changed."""

    counts: dict[str, int] = field(default_factory=dict)
    total: int = 0
    made: str = field(init=False)
    unset: int = field(default=7, init=False)

    def __post_init__(self) -> None:
        self.made = "afterwards"


def test_fields_defaults_and_methods_are_there() -> None:
    berth = Berth(3, boats=("Ada",))
    assert (berth.number, berth.name, berth.boats, berth.title) == (3, "east", ("Ada",), "east 3")
    assert [each.name for each in fields(Berth)] == [each.name for each in fields(Standard)]


def test_equality_hash_and_representation() -> None:
    assert Berth(3) == Berth(3, seen=1) != Berth(4)
    assert hash(Berth(3)) == hash(Berth(3, seen=1))
    assert len({Berth(3), Berth(3), Berth(4)}) == 2
    assert Single("a") == Single("a") != Single("b")
    assert hash(Single("a")) == hash(Single("a"))
    assert repr(Berth(3)) == repr(Standard(3)).replace("Standard", "Berth")
    assert Berth(3).__eq__(Standard(3)) is NotImplemented


def test_a_frozen_record_refuses_changes() -> None:
    berth = Berth(3)
    with pytest.raises(FrozenInstanceError):
        berth.number = 4  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del berth.number
    with pytest.raises(FrozenInstanceError):
        berth.other = 4  # type: ignore[attr-defined]
    assert not hasattr(berth, "__dict__")


def test_one_that_can_be_changed_has_no_hash() -> None:
    tally, other = Tally(), Tally()
    tally.counts["a"] = tally.total = 1
    assert (tally.made, tally.unset, other.counts) == ("afterwards", 7, {})
    assert tally != other
    with pytest.raises(TypeError):
        hash(tally)
    with pytest.raises(AttributeError):
        tally.other = 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_copies_are_equal(copied: Callable[[Berth], Berth]) -> None:
    berth = Berth(3, boats=("Ada",))
    assert copied(berth) == berth
    assert replace(berth, number=4) == Berth(4, boats=("Ada",))
    assert pickle.loads(pickle.dumps(berth)) == berth


def test_patterns_match_by_place() -> None:
    match Berth(3, "west"):
        case Berth(number, "west"):
            assert number == 3
        case _:
            pytest.fail("did not match")


def test_wrong_arguments_are_refused_from_the_first_object_on() -> None:
    @dataclass(frozen=True, slots=True)
    class Fresh:
        """Never made before."""

        number: int

    with pytest.raises(TypeError, match="number"):
        Fresh()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Fresh(1, 2)  # type: ignore[call-arg]


def test_the_signature_is_that_of_the_standard_library() -> None:
    ours, theirs = signature(Berth).parameters, signature(Standard).parameters
    assert list(ours) == list(theirs)
    assert ours["name"] == theirs["name"]
    assert get_type_hints(Berth.__init__)["boats"] == tuple[str, ...]
