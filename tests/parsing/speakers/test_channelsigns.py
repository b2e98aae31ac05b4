"""Whether a line may name a channel: never no where there is one."""

from __future__ import annotations

import pytest

from reader.parsing.speakers.channelsigns import ChannelSigns
from reader.parsing.speakers.lexicon import load_channels
from store.records import ActorKind, Mention


def test_every_listed_channel_is_seen() -> None:
    signs = ChannelSigns()
    names = frozenset().union(*load_channels())
    assert [n for n in names if not signs.may_stand_in(f"She told “{n}’s” man.", ())] == []


@pytest.mark.parametrize(
    "text",
    [
        "He told the newspaper Abendrot about it.",
        "He told Abendrot TV about it.",
        "He told Abendrot news agency about it.",
        "He spoke of it on social media.",
    ],
)
def test_words_beside_an_unknown_outlet_are_seen(text: str) -> None:
    assert ChannelSigns().may_stand_in(text, ())


def test_a_known_outlet_is_seen_by_its_mention() -> None:
    mention = Mention("a1", "Abendrot", ActorKind.OUTLET, 1, 8, 16)
    assert ChannelSigns().may_stand_in("He told Abendrot about it.", (mention,))


def test_a_line_without_a_channel_is_passed() -> None:
    assert not ChannelSigns().may_stand_in("Nora Ash walked to the lake and sat down.", ())


def test_a_reporter_is_seen_once_known() -> None:
    signs, text = ChannelSigns(), "They told O’Ash-Elm about it."
    before = signs.may_stand_in(text, ())
    signs.add_reporter("O’Ash-Elm", "Nora O’Ash-Elm (Abendrot)")
    assert (before, signs.may_stand_in(text, ())) == (False, True)


def test_chunks_are_kept_within_bounds() -> None:
    signs = ChannelSigns()
    signs.may_stand_in("word," * 40, ())
    assert len(signs) == 0
