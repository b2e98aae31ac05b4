from dataclasses import fields, is_dataclass
from typing import get_type_hints

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import manifest, records
from store.codec import Row, decode, decode_rows, encode
from store.manifest import DayCount, Entry, Removed
from store.records import (
    Actor,
    ActorKind,
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
NOTE: Row = {
    "id": "n1",
    "target": "i1",
    "item": "i1",
    "points": [],
    "tags": [],
    "state": "anchored",
    **dict.fromkeys(("created", "modified"), "2031-05-04T00:00:00+00:00"),
    "creator": None,
}
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
st.register_type_strategy(str, text)


def of_fields(kind: type) -> st.SearchStrategy[object]:
    """A record of any values: their ``__init__`` is compiled late and does not tell its own."""
    return st.builds(kind, **{name: st.from_type(h) for name, h in get_type_hints(kind).items()})


for one in (*vars(records).values(), *vars(manifest).values()):
    if isinstance(one, type) and is_dataclass(one):
        st.register_type_strategy(one, of_fields)
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


def row_of(kind: type[object], data: st.DataObject) -> Row:
    row: Row = orjson.loads(orjson.dumps(encode(data.draw(st.from_type(kind)))))
    return row


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_value_of_another_kind_is_refused_with_its_field(
    kind: type[object], data: st.DataObject
) -> None:
    row = row_of(kind, data)
    name = data.draw(st.sampled_from(sorted(row)))
    row[name] = data.draw(st.sampled_from([None, 7, 1.5, True, "x", [3, "x"], [[1]], {"x": 1}]))
    try:
        record = decode(kind, row)
    except ValueError as error:
        assert f"field {name} " in str(error)  # noqa: PT017  # it may be of the right kind
    else:
        assert decode(kind, encode(record)) == record


def test_a_table_with_a_wrong_record_says_which_and_why() -> None:
    rows = {key: encode(Actor(key, "A", ActorKind.STATE, None, None, (), True)) for key in "abc"}
    assert [actor.id for actor in decode_rows(Actor, rows)] == ["a", "b", "c"]
    rows["b"]["name"] = 3
    with pytest.raises(ValueError, match="b: its field name holds a whole number instead of a"):
        decode_rows(Actor, rows)
    del rows["b"]["name"]
    with pytest.raises(ValueError, match="b lacks the field 'name'"):
        decode_rows(Actor, rows)


def test_true_is_no_number_and_a_pair_is_two_values() -> None:
    with pytest.raises(ValueError, match="true or false instead of a whole number"):
        decode(DayCount, {"day": None, "items": True})
    row: Row = {"anchor": [1], "selector": None}
    with pytest.raises(ValueError, match="field anchor does not hold 2 values"):
        decode(
            Annotation, dict.fromkeys(("document", "quote", "citation", "text"), "") | NOTE | row
        )


def test_rows_that_lack_a_field_take_its_default_beside_rows_that_have_it() -> None:
    rows = {"a": encode(Plan("a", "t", (), ())), "b": encode(Plan("b", "t", (), ()))}
    del rows["b"]["title"]
    with pytest.raises(ValueError, match="b lacks the field 'title'"):
        decode_rows(Plan, rows)
    assert decode_rows(Plan, {}) == []
