"""Which statements tell the same speech act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tracking.candidates import MOST_DAYS_APART, find_candidates
from reader.tracking.tellings import RARE, compare_wording, find_tellings, fold_words
from store.records import Statement, StatementKind

MONDAY = date(2030, 3, 4)


def said(
    key: str,
    quote: str,
    *,
    document: str = "d1",
    speaker: str | None = "ann-lee",
    day: date | None = MONDAY,
) -> Statement:
    return Statement(
        id=key,
        item=f"i-{key}",
        document=document,
        line=1,
        start=0,
        end=len(quote),
        quote=quote,
        kind=StatementKind.DIRECT,
        speaker=speaker,
        speaker_id=speaker,
        via=None,
        day=day,
        points=(),
        cue=None,
        subject=None,
        resolved_by="",
    )


WHOLE = "We shall not open the northern fishing grounds before the autumn count is done"


def test_the_same_words_in_two_documents_are_one_act() -> None:
    found = find_tellings([said("a", WHOLE), said("b", WHOLE, document="d2")])
    assert [s.id for s in found.others("a")] == ["b"]


def test_a_fragment_joins_the_whole() -> None:
    part = "not open the northern fishing grounds"
    assert find_tellings([said("a", WHOLE), said("b", part)]).act("b") == "a"


def test_an_editors_insertion_does_not_part_two_tellings() -> None:
    edited = WHOLE.replace("before", "[of the bay] before")
    assert find_tellings([said("a", WHOLE), said("b", edited)]).act("b") == "a"


def test_another_speaker_is_another_act() -> None:
    found = find_tellings([said("a", WHOLE), said("b", WHOLE, speaker="bo-berg")])
    assert found.groups == ()


def test_an_unknown_speaker_does_not_speak_against_it() -> None:
    assert find_tellings([said("a", WHOLE), said("b", WHOLE, speaker=None)]).act("b") == "a"


def test_the_same_words_weeks_later_are_another_act() -> None:
    late = said("b", WHOLE, day=date(2030, 4, 4))
    assert find_tellings([said("a", WHOLE), late]).groups == ()


def test_a_short_phrase_is_nobodys_own() -> None:
    assert find_tellings([said("a", "the red line"), said("b", "the red line")]).groups == ()


def test_three_tellings_are_one_group() -> None:
    found = find_tellings([said(key, WHOLE) for key in "abc"])
    assert [[s.id for s in group] for group in found.groups] == [["a", "b", "c"]]


def test_accents_and_case_do_not_count() -> None:
    assert fold_words("L’État") == fold_words("l'etat")


@pytest.mark.parametrize("side", ["left", "right"])
@given(left=st.text(max_size=60), right=st.text(max_size=60))
def test_the_pieces_of_a_comparison_make_up_both_texts(side: str, left: str, right: str) -> None:
    pieces = compare_wording(left, right)
    text = "".join(piece.left if side == "left" else piece.right for piece in pieces)
    assert text == (left if side == "left" else right)


def test_differing_words_are_marked() -> None:
    pieces = compare_wording("the old boats stay", "the new boats stay")
    assert [(p.left, p.right) for p in pieces if not p.is_equal] == [("old", "new")]


PART = "open the northern fishing grounds"


def test_a_short_fragment_of_nobody_in_other_words_is_nobodys() -> None:
    part = said("b", PART.replace("open", "close"), speaker=None)
    assert find_tellings([said("a", WHOLE), part]).groups == ()


def test_a_short_fragment_of_nobody_in_the_very_words_is_a_telling() -> None:
    assert find_tellings([said("a", WHOLE), said("b", PART, speaker=None)]).act("b") == "a"


def test_a_short_fragment_of_nobody_counts_for_a_day_only() -> None:
    late = replace(said("b", PART, speaker=None), day=date(2030, 3, 7))
    assert find_tellings([said("a", WHOLE), late]).groups == ()


def test_a_short_fragment_that_many_use_is_nobodys() -> None:
    many = [said(f"b{n}", PART, speaker=None) for n in range(RARE)]
    assert find_tellings([said("a", WHOLE), *many]).groups == ()


def test_one_text_that_begins_a_fragment_otherwise_tells_one_thing() -> None:
    left = said("a", "they were thrown onto the sidelines of the whole negotiation")
    right = replace(said("b", "on the sidelines of the whole negotiation"), item=left.item)
    assert len(find_tellings([left, right]).groups) == 1


@given(st.lists(st.tuples(st.none() | st.integers(0, 25), st.sampled_from("abcd"))))
def test_near_pairs_are_found_whatever_the_days(drawn: list[tuple[int | None, str]]) -> None:
    texts = {key: tuple(f"{key}{n}" for n in range(5)) for key in "abcd"}
    days = [None if n is None else date(2030, 3, 1) + timedelta(days=n) for n, _ in drawn]
    words = [texts[key] for _, key in drawn]
    found = {(one, two) for one, two, _ in find_candidates(days, [None] * len(days), words)}
    for one, two in combinations(range(min(len(drawn), 40)), 2):
        a, b = days[one], days[two]
        if words[one] == words[two] and (not a or not b or abs((a - b).days) <= MOST_DAYS_APART):
            assert (one, two) in found


def test_unnamed_speakers_in_other_words_must_speak_close_together() -> None:
    a = replace(said("a", WHOLE, speaker="three ministers"), speaker_id=None)
    b = replace(said("b", WHOLE, speaker="coastal leaders"), speaker_id=None)
    assert len(find_tellings([a, b]).groups) == 1
    assert find_tellings([a, replace(b, day=date(2030, 3, 7))]).groups == ()


def test_one_text_that_quotes_two_like_phrases_tells_two_things() -> None:
    left = said("a", "a friend of the northern fishing grounds")
    right = replace(said("b", "friends of the northern fishing grounds"), item=left.item)
    assert find_tellings([left, right]).groups == ()
    assert len(find_tellings([left, replace(right, item="other")]).groups) == 1
