from dataclasses import fields

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.codec import Row, decode, encode
from store.manifest import Entry, Removed
from store.records import (
    Actor,
    Annotation,
    Bookmark,
    Correction,
    Document,
    Item,
    Mention,
    Plan,
    Position,
    Statement,
)

KINDS = [
    *(Item, Statement, Actor, Position, Plan, Document, Annotation, Bookmark, Correction),
    *(Entry, Removed, Mention),
]
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
st.register_type_strategy(str, text)
st.register_type_strategy(int, st.integers(-(2**31), 2**31))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_record_comes_back_from_json_as_it_was(kind: type[object], data: st.DataObject) -> None:
    record = data.draw(st.from_type(kind))
    assert decode(kind, orjson.loads(orjson.dumps(encode(record)))) == record


def test_a_field_that_no_record_has_is_passed_over() -> None:
    row = encode(Plan("p", "title", (), ()))
    assert decode(Plan, row | {"colour": "blue"}) == Plan("p", "title", (), ())


def test_a_field_that_a_row_lacks_takes_its_default() -> None:
    assert "given_day" in {field.name for field in fields(Document)}
    row: Row = {
        **dict.fromkeys(("outlet", "title", "day", "day_source")),
        "id": "d",
        "name": "n",
        "layout": "feed",
        "digest": "",
        "has_source_lines": True,
        "parser": 1,
        "imported": "2031-05-04T00:00:00+00:00",
        "item_count": 0,
        "warnings": [],
    }
    assert decode(Document, row).given_day is None


def test_a_field_without_default_is_missed() -> None:
    with pytest.raises(KeyError):
        decode(Plan, {"id": "p"})
