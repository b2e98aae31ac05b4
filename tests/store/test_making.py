from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime

import pytest

from store.making import maker
from store.records import ActorKind, Document, Layout, Mention

_make_mention = maker(Mention)
_MADE = _make_mention("rivia", "Rivia", ActorKind.STATE, line=1, start=0, end=5)


def test_a_made_record_equals_a_plain_one() -> None:
    plain = Mention("rivia", "Rivia", ActorKind.STATE, 1, 0, 5)
    assert (_MADE, hash(_MADE), repr(_MADE)) == (plain, hash(plain), repr(plain))
    assert type(_MADE) is Mention


def test_a_made_record_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        _MADE.line = 2  # type: ignore[misc]


def test_a_made_record_can_be_replaced() -> None:
    assert replace(_MADE, line=2).line == 2


def test_fields_that_are_not_given_take_their_defaults() -> None:
    document = maker(Document)(
        id="d1",
        name="a.txt",
        outlet=None,
        title=None,
        layout=Layout.FEED,
        day=None,
        day_source=None,
        digest="",
        has_source_lines=True,
        parser=1,
        imported=datetime(2025, 1, 1, tzinfo=UTC),
        item_count=0,
        warnings=(),
    )
    assert document.given_day is None
