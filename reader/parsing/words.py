"""A line's words sorted by their part in the clause: names, cues, heads, quotations.

Takes one line with what is known to be in it (mentions, references, quoted spans) and gives the
words in order, a name or a quotation as one word. A run of capitals that nobody knows is taken
for a name. Which word is whose subject is left to ``subjects``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from store.records import ActorKind

from .cues import Cue, Form, load_cues
from .lexicon import Part, load_channels, load_entries, load_openers, load_set
from .folding import fold
from .states import state_words


class Word(NamedTuple):
    """One word or run of words of a line."""

    part: Part
    text: str
    start: int
    end: int
    key: str = ""
    """Lower case; of a head the singular."""
    actor: str | None = None
    kind: ActorKind | None = None
    """Of a name: what it names, where known."""
    group: str = ""
    """Of a head: person, body, document, outlet."""
    cue: Cue | None = None
    is_plural: bool = False


_TOKEN = re.compile(
    r"(?<=on )X(?=\.)"  # the platform at the end of a sentence
    r"|(?:[A-Z]\.){1,5}(?=\W|$)"  # U.S., J.
    r"|[RDI]-[A-Z][a-z]{0,6}\."  # R-Ky.
    r"|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Prof|Rev|St|Sgt|Capt|Maj|Adm|Jr|Sr|Del|Hon)\."
    r"|[^\W_]+(?:(?:[-&/]|\.(?=[a-z\d]))[^\W_]+)*(?:[’'](?!s\b)[^\W\d_]+(?:-[^\W_]+)*)?"  # well-known, can’t, O’Neill
    r"|[’']s\b|\.{2,}|-{2,}|[^\w\s]|_"
)
_PARTICLES = frozenset(("al", "bin", "da", "de", "del", "della", "der", "di", "du", "el", "ibn"))
_PARTICLES |= {"la", "le", "van", "ver", "von", "zu"}
_DASHES = frozenset(("–", "—", "―", "--", "---"))
_BRACKETED = re.compile(r"\([^()]{0,160}\)|\[[^\[\]]{0,160}\]")
_LONGEST_NOUN_LY = 6
"""Up to this length a word in -ly is rather a noun: family, rally, reply."""
_NOUN_BEFORE = frozenset((Part.DETERMINER, Part.PREPOSITION, Part.POSSESSIVE))


_RANKS = {Part.QUOTATION: 0, Part.SHORT: 0, Part.OFFICE: 1, Part.NAME: 2}


def _sort_islands(islands: Sequence[Word]) -> list[Word]:
    """Give the words known beforehand in order of place.

    Of two that overlap, quotations win over offices and offices over names.
    """
    kept: list[Word] = []
    for word in sorted(islands, key=lambda word: (word.start, _RANKS[word.part])):
        while kept and kept[-1].end > word.start and _RANKS[kept[-1].part] > _RANKS[word.part]:
            kept.pop()
        if not kept or kept[-1].end <= word.start:
            kept.append(word)
    return kept


def _name_unknown(text: str, start: int, end: int) -> Word:
    platforms, outlets, shy = load_channels()
    kind = None
    if text not in shy and (text in outlets or text in platforms):
        kind = ActorKind.OUTLET
    elif all(fold(part) in state_words() for part in text.split()):
        kind = ActorKind.STATE
    elif (entry := load_entries().get(text.split()[-1].casefold())) and entry.group == "body":
        kind = ActorKind.ORGANISATION
    return Word(Part.NAME, text, start, end, text.casefold(), None, kind)


def _read_cue(cue: Cue, key: str, text: str, at: int, end: int, before: Word | None) -> Word | None:
    """Read a form of a reporting verb; None where it must be a noun or an adjective."""
    if before is not None:
        if before.part in _NOUN_BEFORE and cue.form is not Form.GERUND and before.key != "to":
            return None
        plural = before.is_plural or before.key in ("they", "we", "i", "who", "you")
        if cue.form is Form.BASE and before.part not in (Part.QUOTATION, Part.MARK, Part.ADVERB):
            if not plural and before.part is not Part.AUXILIARY and before.key != "to":
                return None
        if cue.form is Form.PRESENT and before.part is Part.PLAIN and before.key.islower():
            return None
    return Word(Part.CUE, text, at, end, key, cue=cue)


def _classify(text: str, start: int, end: int, before: Word | None) -> Word:
    """Say what one token is, by the tables and the word before it."""
    key = text.casefold().replace("’", "'") if text[0].isupper() else text
    if not text[0].isalnum():
        if text in ("’s", "'s"):
            return Word(Part.POSSESSIVE, text, start, end, "'s")
        if text in ("’", "'") and before is not None and before.end == start:
            return Word(Part.POSSESSIVE, text, start, end, "'s")
        return Word(Part.MARK, text, start, end, "-" if text in _DASHES else text)
    if "-" in text and text.rsplit("-", 1)[1][:1].islower() and text[0].isupper():
        entry = load_entries().get(key)
        part = entry.part if entry else Part.PLAIN
        return Word(part, text, start, end, key, group=entry.group if entry else "")
    if text[0].isupper() and key in load_set("times"):
        return Word(Part.PLAIN, text, start, end, key)
    opens = before is None or before.part in (Part.MARK, Part.QUOTATION)
    is_large = text[0].isupper()
    if is_large and key.rstrip(".") in load_set("titles"):
        entry = load_entries().get(key.rstrip("."))
        group = entry.group if entry else ""
        lemma = entry.lemma if entry else key.rstrip(".")
        return Word(Part.TITLE, text, start, end, lemma, group=group)
    if not is_large or opens:
        cue = load_cues().get(key)
        if cue and (read := _read_cue(cue, key, text, start, end, before)):
            return read
    entry = load_entries().get(key)
    if entry and (not is_large or opens or entry.part is not Part.HEAD):
        return Word(
            entry.part, text, start, end, entry.lemma, group=entry.group, is_plural=entry.is_plural
        )
    if is_large and not (opens and key in load_openers()):
        return _name_unknown(text, start, end)
    if entry:
        return Word(entry.part, text, start, end, entry.lemma, group=entry.group)
    is_adverb = key.endswith("ly") and len(key) > _LONGEST_NOUN_LY
    return Word(Part.ADVERB if is_adverb else Part.PLAIN, text, start, end, key)


def _iter_tokens(text: str, start: int, end: int, before: Word | None) -> Iterator[Word]:
    for found in _TOKEN.finditer(text, start, end):
        before = _classify(found[0], found.start(), found.end(), before)
        yield before


def _join_names(text: str, words: list[Word]) -> list[Word]:
    """Join the runs of unknown capitals, particles between them included."""
    joined: list[Word] = []
    for word in words:
        last = joined[-1] if joined else None
        if (
            last is not None
            and word.part is Part.NAME
            and last.part is Part.NAME
            and last.actor is None
            and word.actor is None
            and word.kind is last.kind is None
            and 0 <= word.start - last.end <= 1
        ):
            joined[-1] = _name_unknown(text[last.start : word.end], last.start, word.end)
            continue
        if (
            word.part is Part.NAME
            and last is not None
            and last.part is Part.SHORT
            and " " not in last.key
            and len(joined) > 1
            and joined[-2].part is Part.NAME
            and word.start - last.end == 1
        ):
            joined.pop()
            first = joined.pop()
            word = _name_unknown(text[first.start : word.end], first.start, word.end)
        if (
            word.part is Part.NAME
            and last is not None
            and last.key in _PARTICLES
            and len(joined) > 1
            and joined[-2].part is Part.NAME
            and joined[-2].actor is None
            and word.actor is None
        ):
            joined.pop()
            first = joined.pop()
            word = _name_unknown(text[first.start : word.end], first.start, word.end)  # noqa: PLW2901
        joined.append(word)
    return joined


def _is_compound(text: str, end: int) -> bool:
    """Tell whether a name is half of an adjective: "Kyiv-based"."""
    return text[end : end + 1] == "-" and text[end + 1 : end + 2].islower()


def read_words(text: str, known: Sequence[Word]) -> list[Word]:
    """Sort one line into words.

    Args:
        text: the line.
        known: the words known beforehand: quoted spans with their marks, names, offices.
    """
    islands = _sort_islands(
        [w for w in known if w.part is not Part.NAME or not _is_compound(text, w.end)]
    )
    words: list[Word] = []
    at = 0
    gaps = [(island.start, island) for island in islands]
    for stop, island in [*gaps, (len(text), None)]:
        before = words[-1] if words else None
        if stop > at:
            piece_at = at
            for hidden in _BRACKETED.finditer(text, at, stop):
                words.extend(_iter_tokens(text, piece_at, hidden.start(), before))
                before = words[-1] if words else None
                piece_at = hidden.end()
            words.extend(_iter_tokens(text, piece_at, stop, before))
        if island is not None:
            words.append(island)
            at = island.end
    return _join_names(text, words)
