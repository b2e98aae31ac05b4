"""What one token is: name, title, head, cue, mark, by the tables and the word before it.

Takes the token's text and gives a ``Word``. Runs of tokens are joined by ``words``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, NamedTuple

from store.records import ActorKind

from ..names.folding import fold
from ..names.states import load_states, state_words
from .cues import Cue, Form, load_cues
from .lexicon import Part, load_channels, load_entries, load_openers, load_set


class Word(NamedTuple):
    """One word or run of words of a line."""

    part: str
    text: str
    start: int
    end: int
    key: str = ""
    """Lower case, straight apostrophes; of a head the singular, of a name the full name."""
    actor: str | None = None
    kind: ActorKind | None = None
    """Of a name: what it names, where known."""
    group: str = ""
    """Of a head: person, body, document, outlet."""
    cue: Cue | None = None
    is_plural: bool = False


PATTERN = re.compile(
    r"[a-z]+(?![\w’'&/-]|\.[a-z\d])"  # most words: tried first
    r"|(?<=on )X(?=\.)"  # the platform at the end of a sentence
    r"|(?:[A-Z]\.){1,5}(?=\W|$)"  # U.S., J.
    r"|[RDI]-[A-Z][a-z]{0,6}\."  # R-Ky.
    r"|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Prof|Rev|St|Sgt|Capt|Maj|Adm|Jr|Sr|Del|Hon)\."
    r"|[^\W_]+(?:(?:[-&/]|\.(?=[a-z\d]))[^\W_]+)*"  # well-known
    r"(?:[’'](?!s\b)[^\W\d_]+(?:-[^\W_]+)*)?"  # can’t, O’Neill
    r"|[’']s\b|\.{2,}|-{2,}|[^\w\s]|_"
)
_DASHES = frozenset(("–", "—", "―", "--", "---"))
_LONGEST_KEPT = 40
_MOST_KEPT = 32768
_APOSTROPHES = frozenset(("’", "'"))
_LONGEST_NOUN_LY = 6
"""Up to this length a word in -ly is rather a noun: family, rally, reply."""
_LONGEST_NAME_ING = 5
"""Up to this length a capitalised word in -ing at a sentence's start may be a name: King, Ewing."""
_NOUN_BEFORE = frozenset((Part.DETERMINER, Part.PREPOSITION, Part.POSSESSIVE))
_SPEAKING_WE = frozenset(("they", "we", "i", "who", "you"))
_MAY_PRECEDE_BASE = frozenset((Part.QUOTATION, Part.MARK, Part.ADVERB, Part.AUXILIARY))


class Token(NamedTuple):
    """One token of a chunk, a run of text without a space."""

    start: int
    """Its place in the chunk."""
    end: int
    opening: Word
    """What it is at a sentence's start."""
    inner: Word
    """What it is elsewhere."""
    is_open: bool
    """What it is depends on the word before it."""


class _Chunks(dict[str, tuple[Token, ...]]):
    """The tokens of a chunk and what each may be; no token has a space in it.

    What was read is kept, for a document's chunks are mostly ones it had before; long ones are
    not, and where there are too many it starts anew, so that no text fills the memory.
    """

    def __missing__(self, chunk: str) -> tuple[Token, ...]:
        if chunk.isalpha():  # most chunks: one token
            tokens: tuple[Token, ...] = (_make_token(chunk, 0, len(chunk)),)
        else:
            tokens = tuple(_make_token(chunk, *found.span()) for found in PATTERN.finditer(chunk))
        if len(self) >= _MOST_KEPT:
            self.clear()
        if len(chunk) <= _LONGEST_KEPT:
            self[chunk] = tokens
        return tokens


CHUNKS: Final[Mapping[str, tuple[Token, ...]]] = _Chunks()


def _make_token(chunk: str, start: int, end: int) -> Token:
    text = chunk[start:end]
    inner = _look_up(text, False)
    opening = _look_up(text, True) if text[0].isupper() else inner
    is_open = inner.cue is not None or text in _APOSTROPHES or opening != inner
    return Token(start, end, opening, inner, is_open)


def read_token(opening: Word, inner: Word, start: int, before: Word | None) -> Word:
    """Say which of the two a token at ``start`` is; ``before`` is the word before it."""
    opens = before is None or before.part == Part.MARK or before.part == Part.QUOTATION
    word = opening if opens else inner
    if word.cue is not None:
        if before is not None and not _is_verb(word.cue, before):
            word = _look_up_noun(word.text, opens)
    elif word.text in _APOSTROPHES and before is not None and before.end == start:
        word = word._replace(part=Part.POSSESSIVE, key="'s")
    return word


def name_unknown(text: str, start: int, end: int) -> Word:
    """Make a name of a run of capitals that nobody knows."""
    return Word(Part.NAME, text, start, end, text.casefold(), None, _guess_kind(text))


@lru_cache(maxsize=16384)
def _guess_kind(text: str) -> ActorKind | None:
    platforms, outlets, shy = load_channels()
    if text not in shy and (text in outlets or text in platforms):
        return ActorKind.OUTLET
    parts = text.split()
    if all(fold(part) in state_words() for part in parts):
        return ActorKind.STATE
    entry = load_entries().get(parts[-1].casefold())
    return ActorKind.ORGANISATION if entry and entry.group == "body" else None


def _is_verb(cue: Cue, before: Word) -> bool:
    """Tell whether a form of a reporting verb is the verb here, and no noun or adjective."""
    if before.part in _NOUN_BEFORE and cue.form is not Form.GERUND and before.key != "to":
        return False
    if cue.form is Form.BASE and before.part not in _MAY_PRECEDE_BASE and before.key != "to":
        return before.is_plural or before.key in _SPEAKING_WE
    if cue.form is not Form.PRESENT:
        return True
    if before.part == Part.NAME and before.kind is not None:
        if before.key.rsplit(None, 1)[-1] in _load_adjectives():  # "Norwegian attacks"
            return False
        return cue.lemma != "state" or before.kind is ActorKind.OUTLET  # "EU states"
    return before.part != Part.PLAIN or not before.key.islower()


@cache
def _load_adjectives() -> frozenset[str]:
    return frozenset(word.casefold() for state in load_states() for word in state.adjectives)


@lru_cache(maxsize=32768)
def _look_up(text: str, opens: bool) -> Word:
    """Read a token that may be a cue; ``opens``: it stands at a sentence's start."""
    if text[0].isalnum() and (opens or not text[0].isupper()):
        key = text.casefold().replace("’", "'")
        cue = load_cues().get(key)
        if cue is not None:
            return Word(Part.CUE, text, 0, 0, key, cue=cue)
    return _look_up_noun(text, opens)


@lru_cache(maxsize=32768)
def _look_up_noun(text: str, opens: bool) -> Word:
    """Read a token that is no cue."""
    if not text[0].isalnum():
        if text in ("’s", "'s"):
            return Word(Part.POSSESSIVE, text, 0, 0, "'s")
        return Word(Part.MARK, text, 0, 0, "-" if text in _DASHES else text)
    key = text.casefold().replace("’", "'")
    if text[0].isupper():
        return _look_up_large(text, key, opens=opens)
    entry = load_entries().get(text) or load_entries().get(key)
    if entry:
        return Word(
            entry.part, text, 0, 0, entry.lemma, group=entry.group, is_plural=entry.is_plural
        )
    return _look_up_plain(text, key)


def _look_up_plain(text: str, key: str) -> Word:
    is_adverb = key.endswith("ly") and len(key) > _LONGEST_NOUN_LY
    return Word(Part.ADVERB if is_adverb else Part.PLAIN, text, 0, 0, key)


def _look_up_large(text: str, key: str, *, opens: bool) -> Word:
    """Read a token with a capital."""
    entry = load_entries().get(key)
    if "-" in text and text.rsplit("-", 1)[1][:1].islower():
        part = entry.part if entry else Part.PLAIN
        return Word(part, text, 0, 0, key, group=entry.group if entry else "")
    if entry is None and key in load_set("times"):
        return Word(Part.PLAIN, text, 0, 0, key)
    bare = key.rstrip(".")
    if bare in load_set("titles"):
        entry = load_entries().get(bare)
        lemma, group = (entry.lemma, entry.group) if entry else (bare, "")
        return Word(Part.TITLE, text, 0, 0, lemma, group=group)
    if entry and (opens or entry.part != Part.HEAD):
        return Word(
            entry.part, text, 0, 0, entry.lemma, group=entry.group, is_plural=entry.is_plural
        )
    is_participle = key.endswith("ing") and len(key) > _LONGEST_NAME_ING
    if opens and (is_participle or key in load_openers()):
        return _look_up_plain(text, key)
    return name_unknown(text, 0, 0)
