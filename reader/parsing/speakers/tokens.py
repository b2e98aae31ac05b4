"""What one token is: name, title, head, cue, mark, by the tables and the word before it.

Takes the token's text and gives a ``Word``: what stands in the tables about it, the same object
wherever the token stands. Where it stands, and runs of tokens, are kept by ``words``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final, NamedTuple

from store.records import ActorKind

from ..names.folding import fold
from ..names.states import load_states, state_words
from .callings import read_called, read_sex, read_sort
from .cues import Cue, Form, load_cues
from .lexicon import Part, load_channels, load_entries, load_openers, load_set


@dataclass(slots=True)
class Word:
    """One word or run of words, wherever it stands: never changed once it is made.

    Not frozen and no tuple: its fields are read many times for every word of a document.
    """

    part: str
    text: str
    key: str = ""
    """Lower case, straight apostrophes; of a head the singular, of a name the full name."""
    actor: str | None = None
    kind: ActorKind | None = None
    """Of a name: what it names, where known."""
    group: str = ""
    """Of a head: person, body, document, outlet."""
    cue: Cue | None = None
    is_plural: bool = False
    called: frozenset[str] = field(init=False)
    """What the speaker in whose phrase it stands may be called by later on."""
    sex: str = field(init=False)
    """"f" or "m" where it tells."""
    sort: str = field(init=False)
    """What it makes of the speaker whose name or noun it is: one of ``Sort``."""

    def __post_init__(self) -> None:
        self.sort = read_sort(self.part, self.kind, self.group)
        self.called = read_called(self.part, self.text, self.key)
        self.sex = read_sex(self.part, self.text, self.key)


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
LONGEST_KEPT = 40
MOST_KEPT = 32768
_APOSTROPHES = frozenset(("’", "'"))
_LONGEST_NOUN_LY = 6
"""Up to this length a word in -ly is rather a noun: family, rally, reply."""
_LONGEST_NAME_ING = 5
"""Up to this length a capitalised word in -ing at a sentence's start may be a name: King, Ewing."""
PLACED = frozenset((Part.NAME, Part.OFFICE, Part.QUOTATION, Part.CUE))
_NOUN_BEFORE = frozenset((Part.DETERMINER, Part.PREPOSITION, Part.POSSESSIVE))
_OUTLET = ActorKind.OUTLET
_SPEAKING_WE = frozenset(("they", "we", "i", "who", "you"))
_MAY_PRECEDE_BASE = frozenset((Part.QUOTATION, Part.MARK, Part.ADVERB, Part.AUXILIARY))


class Token(NamedTuple):
    """One token of a chunk, a run of text without a space."""

    inner: Word
    """What it is inside a sentence."""
    start: int
    """Its place in the chunk."""
    end: int
    opening: Word | None
    """What it is at a sentence's start; None: the same, and neither a name nor a cue."""


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
        if len(self) >= MOST_KEPT:
            self.clear()
            SETTLED.clear()
        if len(chunk) <= LONGEST_KEPT:
            self[chunk] = tokens
            if len(tokens) == 1 and tokens[0][1:] == (0, len(chunk), None):
                SETTLED[chunk] = tokens[0].inner
        return tokens


CHUNKS: Final[Mapping[str, tuple[Token, ...]]] = _Chunks()
SETTLED: Final[dict[str, Word]] = {}
"""Of the chunks met before, those that are one word whatever stands before it: most of them."""


def _make_token(chunk: str, start: int, end: int) -> Token:
    text = chunk[start:end]
    inner = _look_up(text, False)
    opening = _look_up(text, True) if text[0].isupper() else inner
    is_settled = opening == inner and not is_placed(inner) and text not in _APOSTROPHES
    return Token(inner, start, end, None if is_settled else opening)


def is_placed(word: Word) -> bool:
    """Tell whether the places of such words in a line are kept: names, cues, "according"."""
    return word.part in PLACED or (word.key == "according" and word.part == Part.PLAIN)


def read_token(opening: Word, inner: Word, before: Word | None, *, touches: bool) -> Word:
    """Say which of the two a token is.

    Args:
        opening: what it is at a sentence's start.
        inner: what it is elsewhere.
        before: the word before it.
        touches: that word stands right before it, without a space.
    """
    opens = before is None or before.part == Part.MARK or before.part == Part.QUOTATION
    word = opening if opens else inner
    if word.cue is not None:
        if before is not None and not _is_verb(word.cue, before):
            word = _look_up_noun(word.text, opens)
    elif touches and word.text in _APOSTROPHES:
        word = Word(Part.POSSESSIVE, word.text, "'s")
    return word


def name_unknown(text: str) -> Word:
    """Make a name of a run of capitals that nobody knows."""
    return Word(Part.NAME, text, text.casefold(), None, _guess_kind(text))


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
    form = cue.form
    if before.part in _NOUN_BEFORE and form != Form.GERUND and before.key != "to":
        return False
    if form == Form.BASE and before.part not in _MAY_PRECEDE_BASE and before.key != "to":
        return before.is_plural or before.key in _SPEAKING_WE
    if form != Form.PRESENT:
        return True
    if before.part == Part.NAME and before.kind is not None:
        if before.key.rsplit(None, 1)[-1] in _load_adjectives():  # "Norwegian attacks"
            return False
        return cue.lemma != "state" or before.kind is _OUTLET  # "EU states"
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
            return Word(Part.CUE, text, key, cue=cue)
    return _look_up_noun(text, opens)


@lru_cache(maxsize=32768)
def _look_up_noun(text: str, opens: bool) -> Word:
    """Read a token that is no cue."""
    if not text[0].isalnum():
        if text in ("’s", "'s"):
            return Word(Part.POSSESSIVE, text, "'s")
        return Word(Part.MARK, text, "-" if text in _DASHES else text)
    key = text.casefold().replace("’", "'")
    if text[0].isupper():
        return _look_up_large(text, key, opens=opens)
    entry = load_entries().get(text) or load_entries().get(key)
    if entry:
        return Word(entry.part, text, entry.lemma, group=entry.group, is_plural=entry.is_plural)
    return _look_up_plain(text, key)


def _look_up_plain(text: str, key: str) -> Word:
    is_adverb = key.endswith("ly") and len(key) > _LONGEST_NOUN_LY
    return Word(Part.ADVERB if is_adverb else Part.PLAIN, text, key)


def _look_up_large(text: str, key: str, *, opens: bool) -> Word:
    """Read a token with a capital."""
    entry = load_entries().get(key)
    if "-" in text and text.rsplit("-", 1)[1][:1].islower():
        part = entry.part if entry else Part.PLAIN
        return Word(part, text, key, group=entry.group if entry else "")
    if entry is None and key in load_set("times"):
        return Word(Part.PLAIN, text, key)
    bare = key.rstrip(".")
    if bare in load_set("titles"):
        entry = load_entries().get(bare)
        lemma, group = (entry.lemma, entry.group) if entry else (bare, "")
        return Word(Part.TITLE, text, lemma, group=group)
    if entry and (opens or entry.part != Part.HEAD):
        return Word(entry.part, text, entry.lemma, group=entry.group, is_plural=entry.is_plural)
    is_participle = key.endswith("ing") and len(key) > _LONGEST_NAME_ING
    if opens and (is_participle or key in load_openers()):
        return _look_up_plain(text, key)
    return name_unknown(text)
