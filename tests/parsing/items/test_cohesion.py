from __future__ import annotations

from reader.parsing.items.cohesion import ItemSoFar, Lexicon
from reader.parsing.items.openers import read_shape


def lexicon_of(*texts: str) -> Lexicon:
    return Lexicon([read_shape(text) for text in texts], texts)


def test_a_full_name_introduces_a_person() -> None:
    assert lexicon_of("Eva Ruiz has left.").is_person("ruiz")


def test_a_word_that_is_spelt_small_elsewhere_is_nobody() -> None:
    lexicon = lexicon_of("The Great Plan has failed.", "A new plan is made.")
    assert not lexicon.is_person("plan")


def test_the_next_introduction_may_be_nearer_than_the_last() -> None:
    lexicon = lexicon_of("Eva Ruiz left.", "Rain.", "Rain.", "Ruiz spoke.", "Eva Ruiz spoke.")
    assert lexicon.is_nearer_below("ruiz", 3)
    assert not lexicon.is_nearer_below("ruiz", 1)


def test_rare_words_weigh_more_than_common_ones() -> None:
    texts = ("talks harvest", "talks bridge", "talks winter", "talks harvest")
    lexicon = lexicon_of(*texts)
    words = read_shape(texts[0]).words
    rare = lexicon.shared(0, words, read_shape("harvest").words)
    common = lexicon.shared(0, words, read_shape("talks").words)
    assert rare > common > 0


def test_an_empty_line_shares_nothing() -> None:
    lexicon = lexicon_of("", "talks")
    assert lexicon.shared(0, frozenset(), frozenset({"talks"})) == 0


def test_a_document_may_report_in_the_present_throughout() -> None:
    assert lexicon_of(*("Ruiz says no.",) * 5, "Berg said so.").is_in_present
    assert not lexicon_of(*("Ruiz says no.",) * 5, *("Kahn said yes.",) * 15).is_in_present


def test_an_item_remembers_whom_it_introduced() -> None:
    item = ItemSoFar(read_shape("Foreign Minister Eva Ruiz met Kahn."))
    assert item.introduced == {"ruiz", "eva"}
    assert "kahn" in item.keys


def test_a_block_quotation_runs_until_somebody_is_named_as_speaker() -> None:
    item = ItemSoFar(read_shape("Ruiz said:"))
    item.add(read_shape("We go on with all our strength."))
    assert item.is_block
    item.add(read_shape("Ruiz said that it was late."))
    assert not item.is_block
