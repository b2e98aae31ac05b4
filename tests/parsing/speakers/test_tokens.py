"""A line's tokens: read by chunks, as they would be in the whole line."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.parsing.speakers.tokens import CHUNKS, PATTERN
from reader.parsing.speakers.words import read_words

PIECES = (
    "on", "X.", "U.S.", "Mr.", "the", "Kyiv-based", "workers’", "’s", "they", "said", "J.", "--",
    "…", "a_b.", " ", "  ", "\u00a0", "well-known", "R-Ky.", "e.g", "can’t", ",",
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_chunks_give_the_tokens_of_the_whole_line(text: str) -> None:
    lower = text.lower()  # no capitals: nothing is joined to a name
    line = read_words(lower, [])
    expected = [found.span() for found in PATTERN.finditer(lower)]
    assert list(zip(line.starts, line.ends, strict=True)) == expected


def test_the_platform_keeps_its_full_stop_apart() -> None:
    words = read_words("posted on X.", []).words
    assert [word.text for word in words] == ["posted", "on", "X", "."]


def test_a_long_chunk_is_not_kept() -> None:
    chunk = "ab," * 40
    assert len(CHUNKS[chunk]) == 80
    assert chunk not in CHUNKS
