"""Through whom words came: the outlet, platform or reporter between speaker and document.

Takes the words of a sentence and gives the channels named in it; ``Channels`` carries them through
one item. Who spoke is left to ``speakers``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.records import ActorKind

from .lexicon import Part, load_channels
from .subjects import Sort
from .words import Word


@dataclass(frozen=True, slots=True)
class Channel:
    """One outlet or platform named in a sentence."""

    name: str
    place: int
    """Index among the words of the line."""
    is_platform: bool
    is_frame: bool
    """It reports the matter itself, so what follows in the item comes from it as well."""
    reporter: str | None = None


_BEFORE_PLATFORM = frozenset(("on", "via", "to", "in", "'s", "over"))
_AFTER_PLATFORM = frozenset(
    ("post", "posts", "account", "profile", "page", "channel", "message", "video", "thread")
)
_BEFORE_SHY = frozenset(("told", "tells", "the", "to", "with", "by", "in"))
_FRAME_CUES = frozenset(
    ("report", "cite", "quote", "write", "say", "publish", "reveal", "describe")
)
_REPORTERS = frozenset(
    "reporter correspondent journalist columnist editor writer contributor communist commentator".split()
)


def find_channels(words: Sequence[Word], first: int, last: int) -> list[Channel]:
    """Find the channels between the words ``first`` and ``last``, both included."""
    found: list[Channel] = []
    platforms, outlets, shy = load_channels()
    for place in range(first, last + 1):
        word = words[place]
        if word.key == "social" and place < last and words[place + 1].key in ("media", "networks"):
            found.append(Channel("social media", place, is_platform=True, is_frame=False))
        if word.part is not Part.NAME:
            continue
        before = words[place - 1].key if place > first else ""
        after = words[place + 1].key if place < last else ""
        if word.text in platforms and (before in _BEFORE_PLATFORM or after in _AFTER_PLATFORM):
            found.append(Channel(word.text, place, is_platform=True, is_frame=False))
        elif word.kind is ActorKind.OUTLET or word.text in outlets:
            if word.text in shy and word.actor is None and before not in _BEFORE_SHY:
                continue
            if word.text in platforms:
                continue
            found.append(_read_outlet(words, place, last, before))
    return found


def _read_outlet(words: Sequence[Word], place: int, last: int, before: str) -> Channel:
    reporter = None
    for at in range(place + 1, min(last, place + 6) + 1):
        word = words[at]
        if word.part in (Part.MARK, Part.CUE, Part.QUOTATION):
            break
        if word.part is Part.NAME and any(w.key in _REPORTERS for w in words[place + 1 : at]):
            reporter = word.text
            break
    return Channel(
        words[place].text, place, is_platform=False,
        is_frame=before in ("to", "by", "in", "the") or _reports(words, place, last), reporter=reporter,
    )  # fmt: skip


def _reports(words: Sequence[Word], place: int, last: int) -> bool:
    """Tell whether the outlet is the subject of a report or is cited."""
    for at in range(place + 1, min(last, place + 4) + 1):
        cue = words[at].cue
        if cue is not None:
            return cue.lemma in _FRAME_CUES
    return False


def show_channel(channel: Channel, speaker: str | None) -> str | None:
    """Write a channel for the reader: "Outlet", or "Reporter (Outlet)"; None if he is speaking."""
    if channel.reporter is None:
        return None if channel.name == speaker else channel.name
    if speaker is not None and channel.reporter.split()[-1] == speaker.split()[-1]:
        return None
    return f"{channel.reporter} ({channel.name})"


@dataclass(slots=True)
class Channels:
    """What an item has named as the way its words came."""

    is_short: bool
    """A post, not an article: what frames it frames all of it."""
    frame: str | None = None
    sort: Sort | None = None
