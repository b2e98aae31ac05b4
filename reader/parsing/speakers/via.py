"""Through whom words came: the outlet, platform or reporter between speaker and document.

Takes the words of a sentence and gives the channels named in it; ``Ways`` keeps through one item
who spoke by which channel, so that words without one get the speaker's own, before or after.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from store.records import ActorKind

from .channelsigns import BESIDE_OUTLET
from .lexicon import Part, load_channels, load_entries
from .sentencewords import Sentence
from .tokens import Word


class Channel(NamedTuple):
    """One outlet or platform named in a sentence."""

    name: str
    is_platform: bool
    is_frame: bool
    """It reports the matter itself, so what follows in the item comes from it as well."""
    reporter: str | None = None
    """Who writes for it, where he is named beside it."""
    employee: str | None = None
    """Someone else who is named by his post at it: "the outlet's editor-in-chief X"."""
    actor: str | None = None

    def show(self, speaker: str | None) -> str | None:
        """Write it for the reader: "Outlet" or "Reporter (Outlet)"; None if it is the speaker."""
        if speaker is not None:
            last = speaker.split()[-1]
            if self.employee is not None and self.employee.split()[-1] == last:
                return None
            if self.reporter is not None and self.reporter.split()[-1] == last:
                return self.name
            if self.name == speaker or self.name == speaker.removeprefix("The "):
                return None
        return self.name if self.reporter is None else f"{self.reporter} ({self.name})"


_POSTED = frozenset(("on", "via", "to", "in", "'s", "over"))
_POSTS = frozenset(
    (
        "post",
        "posts",
        "messaging",
        "app",
        "account",
        "platform",
        "website",
        "profile",
        "page",
        "channel",
        "message",
        "video",
        "thread",
    )
)
_BEFORE_SHY = frozenset(("told", "tells", "the", "to", "with", "by", "in"))
_FRAMING = frozenset(("report", "cite", "quote", "write", "say", "publish", "reveal", "describe"))
_REPORTERS = frozenset(
    ("reporter", "correspondent", "journalist", "columnist", "writer", "contributor", "communist",
     "commentator")
)  # fmt: skip
_ROLES = frozenset(
    ("told", "tells", "tell", "telling", "to", "with", "by", "in", "for", "on", "per", "citing",
     "via")
)  # fmt: skip
_BEFORE_OUTLET = frozenset(
    (Part.DETERMINER, Part.NAME, Part.PLAIN, Part.HEAD, Part.POSSESSIVE)
)  # fmt: skip
_OUTLET, _PERSON = ActorKind.OUTLET, ActorKind.PERSON
_SOCIAL = "social media"
_NEAR_FRAMES = 8


def find_channels(
    words: Sequence[Word], sentence: Sentence, reporters: Mapping[str, str], *, is_social: bool
) -> list[Channel]:
    """Find the channels named in a sentence.

    ``reporters``: surname of those who were named with their outlet before → how to show them;
    ``is_social``: the line has the word "social", so that it is worth looking for the media.
    """
    found: list[Channel] = []
    first, last = sentence.first, sentence.last
    if is_social:
        found.extend(
            Channel(_SOCIAL, is_platform=True, is_frame=False)
            for place in range(first, last)
            if words[place].key == "social" and words[place + 1].key in ("media", "networks")
        )
    for place in sentence.names:
        word = words[place]
        if word.part != Part.NAME:
            continue
        name, surname, is_platform, is_listed = _look_up(word.text)
        is_other = word.actor is not None and word.kind is not _OUTLET and not is_listed
        if is_other and surname not in reporters:
            continue
        before = words[place - 1].key if place > first else ""
        after = words[place + 1].key if place < last else ""
        if is_platform and (before in _POSTED or after in _POSTS):
            found.append(Channel(name, is_platform=True, is_frame=False))
        elif not is_platform and _is_outlet(words, place, last, before):
            at = place - 1
            while at > first and words[at].part in _BEFORE_OUTLET:
                at -= 1
            channel = _read_outlet(words, place, last, words[max(at, first)].key)
            if channel is not None:
                found.append(channel)
        elif (shown := reporters.get(surname)) and _frames(words, place, last, before):
            found.append(Channel(shown, is_platform=False, is_frame=True, employee=name))
    return found


@lru_cache(maxsize=8192)
def _look_up(text: str) -> tuple[str, str, bool, bool]:
    """Give a name without a full stop, its last word, if it is a platform, if any table has it."""
    platforms, outlets, shy = load_channels()
    name = text.rstrip(".")
    surname = name.split()[-1] if name else ""
    is_platform = name in platforms
    return name, surname, is_platform, is_platform or text in outlets or text in shy


def _is_outlet(words: Sequence[Word], place: int, last: int, before: str) -> bool:
    """Tell whether the name is an outlet's: by the tables, or by the word beside it."""
    _, outlets, shy = load_channels()
    word = words[place]
    if word.text in shy and word.actor is None:
        return before in _BEFORE_SHY
    if word.kind is _OUTLET or word.text in outlets:
        return True
    if word.kind is _PERSON or word.actor is not None:
        return False
    entries = load_entries()
    if (entry := entries.get(before)) and entry.group == "outlet":
        return True
    beside = [w.key for w in words[place + 1 : min(last, place + 3) + 1]]
    if not beside or beside[0] not in BESIDE_OUTLET:
        return False
    return before in ("told", "the", "by", "to", "with") or beside[:2] == ["news", "agency"]


def _frames(words: Sequence[Word], place: int, last: int, before: str) -> bool:
    return before in ("told", "to") or _reports(words, place, last)


def _read_outlet(words: Sequence[Word], place: int, last: int, before: str) -> Channel | None:
    """Read what the outlet does; None where it is only spoken of."""
    reporter = employee = None
    if place + 2 <= last and words[place + 1].part == Part.POSSESSIVE:
        following = words[place + 2]
        if following.part == Part.NAME and " " in following.text:
            reporter = following.text
    for at in range(place + 1, min(last, place + 6) + 1):
        word = words[at]
        if word.part in (Part.MARK, Part.CUE, Part.QUOTATION, Part.AUXILIARY, Part.PREPOSITION):
            break
        if word.part == Part.NAME and at > place + 1:
            if any(w.key in _REPORTERS for w in words[place + 1 : at]):
                reporter = word.text
            else:
                employee = word.text
            break
    reports = _reports(words, place, last)
    if not (reports or before in _ROLES or reporter or employee):
        return None
    is_frame = before in ("to", "by", "in") or reports
    return Channel(words[place].text, False, is_frame, reporter, employee, words[place].actor)


def _reports(words: Sequence[Word], place: int, last: int) -> bool:
    """Tell whether the outlet is the subject of a report."""
    for at in range(place + 1, min(last, place + 6) + 1):
        cue = words[at].cue
        if cue is not None:
            return cue.lemma in _FRAMING
        if words[at].part in (Part.MARK, Part.QUOTATION, Part.CONJUNCTION):
            return False
    return False


class Ways:
    """By which channel the speakers of one item were heard."""

    def __init__(self, *, frames_all: bool) -> None:
        self._frames_all = frames_all
        self._own: dict[str, list[tuple[int, str, bool]]] = {}
        self._frames: list[tuple[int, str, bool]] = []

    def note(self, order: int, speaker: str | None, channel: Channel, *, is_unnamed: bool) -> None:
        """Keep that the speaker was heard by the channel in the sentence ``order``."""
        shown = channel.show(speaker)
        if speaker is not None and shown is not None:
            self._own.setdefault(speaker, []).append((order, shown, channel.is_platform))
        frame = channel.show(None)
        if frame is not None and not channel.is_platform and (channel.is_frame or is_unnamed):
            self._frames.append((order, frame, channel.is_frame))

    def find(self, order: int, speaker: str | None, *, is_unnamed: bool) -> str | None:
        """Find by which channel words in the sentence ``order`` came, if that is known.

        The speaker's own channel is the last one before, else the first one after; a frame only
        reaches forward, in an article only to those without a name.
        """
        own = self._own.get(speaker, ()) if speaker is not None else ()
        if own:
            shown = own[max(0, bisect_right(own, order, key=_place) - 1)][1]
            if shown != _SOCIAL:
                return shown
            return next((name for _, name, is_site in own if is_site and name != _SOCIAL), shown)
        at = bisect_right(self._frames, order, key=_place)
        for _, shown, is_frame in reversed(self._frames[max(0, at - _NEAR_FRAMES) : at]):
            if (is_unnamed or (is_frame and self._frames_all)) and shown != speaker:
                return shown
        return None


def _place(event: tuple[int, str, bool]) -> int:
    return event[0]
