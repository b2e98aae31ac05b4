import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.filters import Filter
from store.folding import fold, fold_each, plain
from store.library import Library
from store.records import Item, Parsed, Statement
from store.search import (
    find_hits,
    item_sheet,
    mask_of,
    parts_of,
    places_of,
    statement_sheet,
)

Make = Callable[..., tuple[Parsed, bytes]]
EVERYTHING = Filter()


def words_found(library: Library, query: str, where: Filter = EVERYTHING) -> list[str]:
    found = library.search(query, where)
    return [r.text if isinstance(r, Item) else f"“{r.quote}”" for r in found]


@pytest.fixture
def news(library: Library, making: Make) -> Library:
    days = [date(2031, 5, day) for day in (1, 2, 3, 4)]
    texts = [
        "The café at the quay is full.",
        "Orsa said “the quay café closes” today.",
        "A quayside walk, said the Cafés’ guild.",
        "Rain fell on the hills.",
    ]
    library.add(*making(texts, days=days))
    return library


def test_all_words_must_be_there_in_any_order(news: Library) -> None:
    assert len(words_found(news, "quay cafe")) == 4
    assert words_found(news, "hills quay") == []
    assert words_found(news, "") == words_found(news, '""') == []


def test_case_accents_and_marks_do_not_count(news: Library) -> None:
    assert words_found(news, "CAFÉS' GUILD") == ["A quayside walk, said the Cafés’ guild."]


def test_a_phrase_must_be_there_as_it_is(news: Library) -> None:
    assert words_found(news, '"at the quay"') == ["The café at the quay is full."]
    assert words_found(news, '"at the quay') == ["The café at the quay is full."]
    assert words_found(news, '"quay the"') == []


def test_phrases_and_whole_words_come_before_newer_ones(news: Library) -> None:
    assert words_found(news, "quay café") == [
        "Orsa said “the quay café closes” today.",
        "“the quay café closes”",
        "The café at the quay is full.",
        "A quayside walk, said the Cafés’ guild.",
    ]


def test_a_title_counts_more_than_the_text(library: Library, making: Make) -> None:
    parsed, raw = making(["Snow in May.", "Nothing but rain."])
    first, second = parsed.items
    library.add(replace(parsed, items=(first, replace(second, title="Snow"))), raw)
    assert words_found(library, "snow")[0] == "Nothing but rain."


def test_a_statement_is_found_by_its_speaker(news: Library) -> None:
    assert "“the quay café closes”" in words_found(news, "ilse")


def test_a_filter_narrows_the_search(news: Library) -> None:
    assert len(words_found(news, "quay", Filter(last_day=date(2031, 5, 1)))) == 1
    assert len(words_found(news, "quay", Filter(speaker="ilse-orsa"))) == 2


def test_growing_and_other_queries_find_the_same_as_fresh_ones(news: Library) -> None:
    for query in ("q", "qu", "quay", "quay c", "rain", "quay", "qua hil", '"quay"', "ua"):
        narrowed = news.search(query)
        news._search = None
        assert news.search(query) == narrowed


PARTS = ("q", "ua", "quay", "cafe", "clos", "rain", "the", '"quay cafe', "zz")
FILTERS = (
    EVERYTHING,
    Filter(first_day=date(2031, 5, 2)),
    Filter(first_day=date(2031, 5, 2), last_day=date(2031, 5, 3)),
    Filter(last_day=date(2031, 4, 1)),
    Filter(first_day=date(2031, 6, 1)),
    Filter(actor="ilse-orsa"),
    Filter(actor="nobody"),
    Filter(point=1),
    Filter(point=2, is_unread=True),
    Filter(speaker="ilse-orsa"),
    Filter(speaker="ORSA"),
    Filter(outlet="harbour post"),
    Filter(outlet="other"),
    Filter(document="feed.txt"),
    Filter(is_bookmarked=True),
    Filter(is_unread=True, speaker="ilse-orsa"),
)


def looked_for_one_by_one(library: Library, query: str, where: Filter) -> list[Item | Statement]:
    """Every record asked for what the query and the filter want, in the order promised."""
    parts = parts_of(query)
    selection = library._choosing.selection(where)
    found: list[tuple[int, int, Item | Statement]] = []
    every: list[Item | Statement] = [*library.items(), *library.statements()]
    for record in every:
        is_item = isinstance(record, Item)
        texts = item_sheet([record]) if is_item else statement_sheet([record])  # type: ignore[list-item]
        (text,), title = texts.texts, texts.titles.get(0, "")
        tests = selection.item_tests() if is_item else selection.statement_tests()
        if all(part in text for part in parts) and all(test(record) for test in tests):  # type: ignore[arg-type]
            weight = 4 * (len(parts) > 1 and " ".join(parts) in text)
            weight += sum(2 for part in parts if part in title)
            weight += sum(
                re.search(rf"(?<![^\W_]){re.escape(part)}(?![^\W_])", text) is not None
                for part in parts
            )
            found.append((weight, record.day.toordinal() if record.day else 0, record))
    found.sort(key=lambda entry: entry[:2], reverse=True)
    return [record for _, _, record in found]


@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(PARTS), min_size=1, max_size=3), st.sampled_from(FILTERS)
        ),
        min_size=1,
        max_size=5,
    )
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_search_finds_what_a_look_at_every_record_finds(
    news: Library, queries: list[tuple[list[str], Filter]]
) -> None:
    if not news.notes.bookmarks():
        news.notes.bookmark(news.statements()[0].id)
        news.notes.mark_read([news.items()[0].id])
    for words, where in queries:
        query = " ".join(words)
        found = news.search(query, where)
        expected = looked_for_one_by_one(news, query, where)
        assert sorted(one.id for one in found) == sorted(one.id for one in expected)
        assert [one.day for one in found] == [one.day for one in expected]


def test_places_of_a_mask_are_those_it_was_made_of() -> None:
    for places in ([], [0], [3, 4], [0, 63], list(range(64))):
        assert list(places_of(mask_of(places, 64))) == places


def test_a_new_import_is_found(news: Library, making: Make) -> None:
    assert words_found(news, "lighthouse") == []
    news.add(*making(["The lighthouse is dark."], name="other.txt"))
    assert words_found(news, "lighthouse") == ["The lighthouse is dark."]


def test_notes_are_found_by_text_passage_and_citation(news: Library) -> None:
    statement = news.statements()[0]
    note = news.notes.annotate(statement.id, "compare with Öland")
    for query in ("oland", "closes", '"harbour post"'):
        assert news.search_notes(query) == (note,)
    assert news.search_notes("nothing") == ()


def test_hits_are_the_places_in_the_text() -> None:
    text = "A Café, a CAFE and “the cafés” – STRASSE, Straße."
    spans = find_hits('cafe "strasse"', text)
    assert [text[start:end] for start, end in spans] == [
        *("Café", "CAFE", "café", "STRASSE", "Straße"),
    ]


def test_the_parts_of_a_query() -> None:
    assert parts_of(' Ünder  "Two Words" two "') == ("under", "two words", "two")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40), st.text(max_size=8))
def test_hits_are_within_the_text_and_in_order(text: str, query: str) -> None:
    end = 0
    for start, stop in find_hits(query, text):
        assert end <= start < stop <= len(text)
        end = stop


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60) | st.text("aB“–’ \n", max_size=60))
def test_folding_letter_by_letter_gives_the_folded_text(text: str) -> None:
    folded, places = fold_each(text)
    assert len(folded) == len(places)
    assert list(places) == sorted(places)
    assert folded == fold(text) or not plain(text).isascii()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_plain_marks_keep_the_length_and_folding_is_settled(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert fold(fold(text)) == fold(text)
