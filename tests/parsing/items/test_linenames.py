from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.parsing.items.linenames import Kind, find_line_names


def kinds(text: str) -> list[tuple[str, Kind]]:
    return [(name.key, name.kind) for name in find_line_names(text)]


@pytest.mark.parametrize(
    ("text", "key", "kind"),
    [
        ("Foreign Minister Eva Ruiz was there", "ruiz", Kind.TITLED),
        ("the envoy Eva Ruiz was there", "ruiz", Kind.TITLED),
        ("Eva Ruiz, the envoy to the talks, was there", "ruiz", Kind.TITLED),
        ("Eva Ruiz was there", "ruiz", Kind.FULL),
        ("President Ruiz was there", "ruiz", Kind.SHORT),
        ("Ruiz was there", "ruiz", Kind.SINGLE),
        ("Spain was there", "spain", Kind.SINGLE),
        ("the Spanish Council was there", "council", Kind.BODY),
        ("NATO was there", "nato", Kind.BODY),
        ("The Evening Herald was there", "evening herald", Kind.OUTLET),
        ("Reuters was there", "reuters", Kind.OUTLET),
        ("Ursula von der Heide was there", "heide", Kind.FULL),
        ("J.D. Berg was there", "berg", Kind.FULL),
    ],
)
def test_the_form_tells_the_kind(text: str, key: str, kind: Kind) -> None:
    assert kinds(text) == [(key, kind)]


def test_a_word_that_only_begins_the_sentence_is_no_name() -> None:
    assert kinds("However, talks go on. They are long.") == []


def test_a_possessive_parts_the_owner_from_the_person() -> None:
    names = find_line_names("Spain ; Eva Ruiz was there")
    assert [(name.key, name.owns) for name in names] == [("spain", True), ("ruiz", False)]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="AaBb .,;’-Ér\n", max_size=60))
def test_offsets_point_at_the_name(text: str) -> None:
    for name in find_line_names(text):
        assert text[name.start : name.end].lower().endswith(name.key.split(" ")[-1])
