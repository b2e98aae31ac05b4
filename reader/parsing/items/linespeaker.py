"""Who speaks in one sentence, read for item boundaries: a quick look at reporting verbs.

Takes the first sentence of a line and its names, and gives the speaker that tells most: a full
name before an outlet, a surname, an office, a pronoun. Attribution of a quotation to a person is
left to ``speakers``, which looks closer.
"""

from __future__ import annotations

from dataclasses import dataclass

from .linenames import IN_FULL, Kind, Name
from .linewords import LISTS, NO_NAME, cut_words, in_small

_BODY, _SINGLE = Kind.BODY, Kind.SINGLE  # a member is slow to reach

_REPORTING, _CARRYING, _PERFECT = LISTS["reporting"], LISTS["carrying"], LISTS["perfect_verbs"]
_OFFICES, _SOURCES, _PLACES = LISTS["offices"], LISTS["sources"], LISTS["places"]
_PREPOSITIONS = LISTS["prepositions"]
_SPEECH = _REPORTING | {"according"}
_BARE_VERBS = frozenset({"claim", "say"})
_PRONOUNS = frozenset({"he", "it", "she", "they"})
_BEFORE_VERB = (
    _PERFECT | LISTS["further"] | LISTS["background"] | {"had", "is", "once", "then", "was"}
)
_RELATIVE = frozenset(
    ("as", "because", "how", "that", "what", "where", "which", "who", "whom", "whose", "why")
)
_DEFINITE = frozenset({"her", "his", "its", "that", "the", "their", "this"})
_INDEFINITE = frozenset({"a", "an", "anonymous", "one", "unnamed"})
_ADJECTIVES = ("can", "ese", "ian", "ish")
_CALLED = (*IN_FULL, Kind.SHORT, Kind.SINGLE, Kind.OUTLET)

_Subject = tuple[int, str, str]
"""Rank, kind and key of a speaker."""
_RANKS: dict[Kind, tuple[int, str]] = {
    Kind.TITLED: (0, "full"),
    Kind.FULL: (0, "full"),
    Kind.OUTLET: (1, "outlet"),
    Kind.SHORT: (2, "short"),
    Kind.SINGLE: (3, "name"),
    Kind.BODY: (6, "body"),
}
_OTHER: _Subject = (8, "other", "")


@dataclass(slots=True)
class Speaker:
    """Who a reporting verb belongs to."""

    rank: int
    """How much it tells, low first."""
    kind: str
    """``full``, ``short``, ``outlet``, ``name``, ``new office``, ``office of a state``,
    ``pronoun``, ``office``, ``body``, ``other``, or empty where nobody speaks."""
    key: str
    """The last word of the name, lower case; empty where there is none."""
    tense: str
    """``perfect``, ``present`` or ``past``: the freshest of the sentence's reporting verbs."""
    carries_on: bool
    """The verb goes on with words said before: added, stressed."""


NOBODY = Speaker(9, "", "", "past", carries_on=False)
_TENSES = ("past", "present", "perfect")


class Sentence:
    """A sentence cut into words once."""

    __slots__ = ("_small", "_starts", "_tokens", "lower", "names", "text")

    def __init__(self, text: str, names: tuple[Name, ...]) -> None:
        """Cut a sentence whose names are known."""
        self.text = text
        self.names = names
        small = in_small(text)
        self._small = text if small is None else small
        """In small letters, if its words stay where they are."""
        self._tokens: list[str] = cut_words(self._small)
        """The words as ``_small`` has them."""
        self.lower = [w.lower() for w in self._tokens] if small is None else self._tokens
        self._starts: list[int] = []

    def start(self, at: int) -> int:
        """Where a word begins; counted as far as somebody asks."""
        starts, words, text = self._starts, self._tokens, self._small
        if at >= len(starts):
            only = text.find(words[at])
            if text.rfind(words[at]) == only:
                return only  # its letters stand nowhere else
            end = starts[-1] + len(words[len(starts) - 1]) if starts else 0
            # no word begins between two others, so the next one is where it is first found
            for word in words[len(starts) : at + 1]:
                start = text.index(word, end)
                starts.append(start)
                end = start + len(word)
        return starts[at]

    def end(self, at: int) -> int:
        """Where a word ends."""
        return self.start(at) + len(self._tokens[at])

    def word(self, at: int) -> str:
        """A word as it is spelt."""
        return self.text[self.start(at) : self.end(at)]

    def is_after_comma(self, at: int) -> bool:
        """Whether a comma and a space stand before a word."""
        if f", {self._tokens[at]}" not in self._small:
            return False
        return self.text.startswith(", ", self.start(at) - 2)

    def is_capital(self, at: int) -> bool:
        """Whether a word has a capital."""
        return self.text[self.start(at)].isupper()

    def is_named(self, at: int) -> bool:
        """Whether a word has a capital that is not only the sentence's."""
        return self.lower[at] not in NO_NAME and self.is_capital(at)

    def starts_name(self, at: int) -> Name | None:
        """The name that begins with a word."""
        if at >= len(self.lower) or not self.names:
            return None
        start = self.start(at)
        return next((name for name in self.names if name.start == start), None)


def find_speaker(sentence: Sentence, *, is_quote: bool) -> Speaker:
    """Find the most telling speaker of a sentence.

    Args:
        sentence: the first one of a line, without its quotations.
        is_quote: a quotation stands before it, so that a verb may come first.
    """
    lower = sentence.lower
    if _SPEECH.isdisjoint(lower):
        return NOBODY
    best, freshest = NOBODY, 0
    for k in [k for k, word in enumerate(lower) if word in _SPEECH]:
        word = lower[k]
        if k == 0 and not is_quote:
            continue
        if word == "according" and not (is_quote and best.kind):
            rank, kind, key = _according(sentence, k + 2)
            tense = 2 if kind in ("outlet", "full") else 0
        elif word in _REPORTING and _is_verb(sentence, k):
            (rank, kind, key), tense = _subject_of(sentence, k)
        else:
            continue
        if kind != "other":
            freshest = max(freshest, tense)
        if rank < best.rank:
            best = Speaker(rank, kind, key, "past", word in _CARRYING)
    rank, kind = best.rank, best.kind
    if kind == "other" and _has_new_office(sentence.lower):
        rank, kind = 4, "new office"
    return Speaker(rank, kind, best.key, _TENSES[freshest], best.carries_on)


def _is_verb(sentence: Sentence, k: int) -> bool:
    """Whether a word is a verb here and no noun: "Russian claims", "the reports"."""
    word = sentence.lower[k]
    if (not word.endswith("s") and word not in _BARE_VERBS) or _is_inverted(sentence, k):
        return True
    at = k - 1
    while at > 0 and sentence.lower[at] in _BEFORE_VERB:
        at -= 1
    if at < 0:
        return False
    before = sentence.lower[at]
    if before in _PRONOUNS or before in _OFFICES or before in _SOURCES:
        return True
    return sentence.is_capital(at) and not before.endswith(_ADJECTIVES)


def _is_inverted(sentence: Sentence, k: int) -> bool:
    """Whether the subject stands after the verb: ", reports the Evening Herald"."""
    return sentence.is_after_comma(k) and _named_after(sentence, k) is not None


def _named_after(sentence: Sentence, k: int) -> Name | None:
    skips = k + 1 < len(sentence.lower) and sentence.lower[k + 1] == "the"
    return sentence.starts_name(k + 1 + skips)


def _subject_of(sentence: Sentence, k: int) -> tuple[_Subject, int]:
    """The subject of the verb at ``k``, and its tense as a place in ``_TENSES``."""
    lower, tense = sentence.lower, int(sentence.lower[k].endswith("s"))
    if _is_inverted(sentence, k):
        return _inverted(sentence, k), tense
    at = k - 1
    while at >= 0 and k - at < 5 and (lower[at] in _BEFORE_VERB or lower[at].endswith("ly")):
        tense = 2 if lower[at] in _PERFECT else tense
        at -= 1
    if at < 0:
        return _inverted(sentence, k), tense
    if lower[at] in _PRONOUNS:
        is_relative = at > 0 and lower[at - 1] in _RELATIVE
        return (_OTHER if is_relative else (4, "pronoun", "")), tense
    name = _name_before(sentence, at)
    if name is not None:
        return (*_RANKS[name.kind], name.key), tense
    if lower[at] in _OFFICES or lower[at] in _SOURCES:
        return (*_office(sentence, at), ""), tense
    return _inverted(sentence, k), tense


def _name_before(sentence: Sentence, at: int) -> Name | None:
    """The name that ends at a word, or before its apposition: "Anna Berg, the envoy, said"."""
    end = sentence.end(at)
    reach = 110 if sentence.text.startswith(",", end) else 3
    near = [n for n in sentence.names if n.start < end and end - n.end < reach]
    for name in reversed(near):
        is_close = end - name.end < 3 or sentence.text.startswith((",", " ;"), name.end)
        if name.kind in IN_FULL and is_close:
            return name
        if name.kind is _SINGLE and sentence.text.startswith(", who ", name.end):
            return name
    if not near or near[-1].end < end - 1 or not sentence.is_capital(at):
        return None
    is_whereabouts = at > 0 and sentence.lower[at - 1] in _PREPOSITIONS
    return None if is_whereabouts and near[-1].key in _PLACES else near[-1]


def _inverted(sentence: Sentence, k: int) -> _Subject:
    """Said the envoy: the subject after the verb."""
    name = _named_after(sentence, k)
    return (*_RANKS[name.kind], name.key) if name and name.kind in _CALLED else _OTHER


def _office(sentence: Sentence, at: int) -> tuple[int, str]:
    """Whether an office without a name is known already: "the official", not "an official"."""
    lower = sentence.lower
    for k in range(at - 1, max(-1, at - 7), -1):
        if lower[k] in _DEFINITE:
            is_of_state = at > 8 and not _PLACES.isdisjoint(lower[k + 1 : at])
            return (4, "office of a state") if is_of_state else (5, "office")
        if lower[k] in _INDEFINITE or lower[k] in _PERFECT:
            return 4, "new office"
    is_owned = any(map(sentence.is_capital, range(max(0, at - 5), at)))
    return (4, "new office") if is_owned or lower[at].endswith("s") else (5, "office")


def _according(sentence: Sentence, at: int) -> _Subject:
    """Who is meant by the words after "according to"."""
    lower = sentence.lower
    if at >= len(lower):
        return _OTHER
    start = sentence.start(at)
    end = sentence.text.find(",", start)
    end = end if end > 0 else len(sentence.text)
    is_report = False
    for k in range(at, min(len(lower), at + 6)):
        if sentence.start(k) > end:
            break
        is_source = lower[k] in _SOURCES
        is_report = is_report or is_source
        is_next_named = k + 1 < len(lower) and sentence.is_capital(k + 1)
        if (is_source or lower[k] in _OFFICES) and not is_next_named:
            return *_office(sentence, k), ""
        if sentence.is_named(k) and lower[k] not in _PLACES:
            break
    within = min(end, start + 60)
    name = next(
        (n for n in sentence.names if start <= n.start < within and n.key not in _PLACES), None
    )
    if name is None:
        return _OTHER
    if is_report and name.kind in (_BODY, _SINGLE):
        return 1, "outlet", name.key
    return *_RANKS[name.kind], name.key


def _has_new_office(lower: list[str]) -> bool:
    """Officials without a name that stand away from their verb: "an unnamed envoy close to"."""
    if lower[0].endswith("s") and (lower[0] in _OFFICES or lower[0] in _SOURCES):
        return True
    return "unnamed" in lower or "anonymous" in lower
