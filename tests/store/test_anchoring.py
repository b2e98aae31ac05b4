from hypothesis import given, settings
from hypothesis import strategies as st

from store.anchoring import is_rewritten, locate, select
from store.records import Selector

SENTENCES = [
    "The ferry to the northern islands will leave twice a week from next month on.",
    "Nobody in the council asked what the second boat would cost.",
    "“We have waited long enough,” the harbour master wrote – and closed his book.",
    "Toll gates at the border stayed shut for a third night in a row.",
    "The envoys spoke of snow fences, cable landings and joint budgets until dawn.",
    "An hour later the hall was empty but for two clerks who counted the chairs.",
]
TEXT = "\n".join(SENTENCES)
PASSAGE = "the second boat would cost"


def found(passage: str, text: str, before: str = TEXT) -> str | None:
    start = before.index(passage)
    place = locate(select(before, start, start + len(passage)), text)
    return None if place is None else text[place.start : place.end]


def test_an_unchanged_passage_is_where_it_was() -> None:
    start = TEXT.index(PASSAGE)
    place = locate(select(TEXT, start, start + len(PASSAGE)), TEXT)
    assert place is not None
    assert (place.start, place.end, place.score) == (start, start + len(PASSAGE), 100.0)


def test_a_passage_follows_its_sentence() -> None:
    assert found(PASSAGE, "\n".join(SENTENCES[::-1])) == PASSAGE
    assert found(PASSAGE, "A line before.\n" + TEXT) == PASSAGE


def test_quotation_marks_dashes_and_spaces_may_change() -> None:
    changed = TEXT.translate(str.maketrans("“”–", '""-')).replace("\n", " ")
    passage = "waited long enough,” the harbour master wrote – and"
    assert found(passage, changed) == 'waited long enough," the harbour master wrote - and'


def test_an_edited_passage_is_found_between_its_surroundings() -> None:
    changed = TEXT.replace("second boat would", "second boats will")
    assert found(PASSAGE, changed) == "the second boats will cost"


def test_a_mended_typo_moves_the_ends() -> None:
    changed = TEXT.replace("northern islands", "northernmost isles")
    passage = "northern islands will leave twice a week"
    assert found(passage, changed) == "northernmost isles will leave twice a week"


def test_a_passage_that_is_gone_is_nowhere() -> None:
    assert found(PASSAGE, "\n".join(s for s in SENTENCES if PASSAGE not in s)) is None


def test_a_short_passage_is_not_taken_from_another_sentence() -> None:
    assert found("An hour", "They waited for An hour in the rain and left.") is None


def test_one_of_two_equal_passages_is_told_by_its_surroundings() -> None:
    text = "First the bell rang. Then the bell rang. At last the bell rang."
    start = text.index("the bell rang", 20)
    place = locate(select(text, start, start + 13), "A new line. " + text)
    assert place is not None
    assert place.start == start + 12


def test_equal_passages_in_equal_surroundings_are_told_by_the_nearest() -> None:
    line = "The bell in the old tower of the harbour rang for a whole hour that day.\n"
    text = line * 3
    start = text.index("rang", len(line))
    place = locate(select(text, start, start + 4), text)
    assert place is not None
    assert place.start == start


def test_words_elsewhere_do_not_stand_for_an_edited_passage() -> None:
    before = "The envoy Belen Marsh of Norland had left. Later nothing was heard from the hall."
    changed = (
        "The envoy Bellen Marsch of Norland had left. Later nothing was heard from the hall. "
        "A friend of the envoy Belen Marsh of Norland called."
    )
    assert (
        found("envoy Belen Marsh of Norland", changed, before) == "envoy Bellen Marsch of Norland"
    )


spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(12, 200)).map(
    lambda pair: (pair[0], min(len(TEXT), pair[0] + pair[1]))
)


@settings(max_examples=150, deadline=None)
@given(spans, st.permutations(SENTENCES), st.lists(st.sampled_from(SENTENCES), max_size=2))
def test_what_is_found_in_a_rearranged_text_are_the_same_words(
    span: tuple[int, int], order: list[str], gone: list[str]
) -> None:
    text = "\n".join(["Something new first.", *(s for s in order if s not in gone)])
    selector = select(TEXT, *span)
    place = locate(selector, text)
    is_whole = "\n" not in selector.exact and selector.exact in text
    if place is None:
        assert not is_whole or len(selector.exact.strip()) < 40
    else:
        assert 0 <= place.start < place.end <= len(text)
        assert not is_whole or text[place.start : place.end] == selector.exact


@settings(max_examples=100, deadline=None)
@given(st.text("ab \n“”", max_size=60), st.text("ab \n“”", max_size=60), st.data())
def test_nothing_crashes_and_places_are_within_the_text(
    before: str, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    place = locate(select(before, start, end), text)
    assert place is None or 0 <= place.start < place.end <= len(text)


def test_an_edited_passage_is_not_taken_for_its_repetition() -> None:
    said = "We outlined our principles and agreed to meet again in the spring"
    before = (
        f"At noon the mayor told the council: {said}. Later the clerk repeated: {said}, and left."
    )
    changed = before.replace("our principles and", "our prinziples and", 1)
    start = before.index(said)
    place = locate(select(before, start, start + len(said)), changed)
    assert place is not None
    assert place.start == changed.index("We outlined")


def test_letters_that_happen_to_stand_before_a_passage_are_no_part_of_it() -> None:
    before = "They weigh the price of patience against the risk of losing a key buyer this winter."
    changed = before.replace("key buyer", "key old buyer")
    passage = "losing a key buyer this winter"
    assert found(passage, changed, before) == "losing a key old buyer this winter"


def test_a_short_passage_without_surroundings_is_not_chosen_among_two() -> None:
    text = "The bell rang at one. Nobody came. The bell rang at two."
    assert locate(Selector("The bell rang", "", "", 0, 13), f"Later. {text}") is None


def test_words_put_in_before_the_end_do_not_cut_a_passage_off() -> None:
    before = "They hoped for broader talks on the quota, with the participation of the islands."
    changed = before.replace("the participation", "the reportedly participation")
    passage = "broader talks on the quota, with the participation of"
    assert found(passage, changed, before) == passage.replace(
        "participation", "reportedly participation"
    )


def test_a_sentence_put_into_a_passage_is_a_part_of_it() -> None:
    added = SENTENCES[1] + " Everybody asked who would pay for it."
    passage = "the second boat would cost.\n“We have waited long enough,” the"
    assert found(passage, TEXT.replace(SENTENCES[1], added)) == passage.replace(
        "cost.", "cost. Everybody asked who would pay for it."
    )


def test_a_paragraph_put_into_a_passage_tears_it() -> None:
    added = SENTENCES[1] + "\nNobody in the town knew who would pay for it in the end."
    passage = "would cost.\n“We have waited"
    assert found(passage, TEXT.replace(SENTENCES[1], added)) is None


def test_a_short_passage_with_a_typo_is_not_taken_for_its_twin() -> None:
    before = "The mayor spoke of the toll in his evening address. Nobody heard the second address."
    changed = (
        "The mayor spoke of the toll in his evening adress. Nobody heard the second address. "
        "A week later there was another evening address."
    )
    assert found("evening address.", changed, before) == "evening adress."


def test_a_passage_between_surroundings_that_stayed_was_rewritten() -> None:
    start = TEXT.index(PASSAGE)
    selector = select(TEXT, start, start + len(PASSAGE))
    assert is_rewritten(selector, TEXT.replace(PASSAGE, "the second, larger ship had cost"))
    assert not is_rewritten(selector, TEXT)
    assert not is_rewritten(selector, TEXT.replace(SENTENCES[1], ""))


def test_one_of_two_places_alike_in_everything_is_the_one_near_the_last_place() -> None:
    line = "The bell in the old tower of the harbour rang for a whole hour that day.\n"
    text = line * 5
    second, fourth = text.index("rang", len(line)), text.index("rang", len(line) * 3)
    place = locate(select(text, second, second + 4), text, near=fourth)
    assert place is not None
    assert place.start == fourth
