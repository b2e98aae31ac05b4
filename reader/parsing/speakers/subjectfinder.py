"""Where the subject of a cue stands: before it, or behind it where the clause is turned round.

Takes the words of a line and the place of the cue and gives a ``Subject``. Auxiliaries,
appositions, relative clauses and prepositional phrases between subject and cue are passed over.
What a phrase says is read by ``phrases``.
"""

from __future__ import annotations

from collections.abc import Sequence

from .callings import Sort
from .lexicon import Part
from .phrases import NOUNS, PhraseReader
from .subjects import NAMING, Subject, make_name, make_pronoun
from .tokens import Word
from .words import WordLine

_FILLERS = frozenset((Part.AUXILIARY, Part.ADVERB))
_PHRASE = frozenset(
    (
        Part.NAME, Part.OFFICE, Part.TITLE, Part.HEAD, Part.DETERMINER, Part.PREPOSITION,
        Part.POSSESSIVE, Part.PLAIN, Part.SHORT, Part.ADVERB,
    )
)  # fmt: skip
_PHRASE_BEHIND = (_PHRASE | {Part.AND}) - {Part.SHORT, Part.ADVERB}
_ENDS = frozenset((Part.MARK, Part.QUOTATION, Part.CONJUNCTION))
_STOPS = frozenset((Part.MARK, Part.QUOTATION))
_BEFORE_NOUN = frozenset((Part.DETERMINER, Part.PLAIN, Part.ADVERB))
_VERBAL = frozenset((Part.CUE, Part.AUXILIARY, Part.PRONOUN))
_ASIDE_MARKS = frozenset((":", ";", "."))
_COMMAS = frozenset((",", "-"))
_GOING_ON = frozenset(("went", "goes", "go", "going", "continued", "proceeded", "came", "appeared"))
_GOING_ON_TO = _GOING_ON | {"on"}
_WHO = frozenset(("who", "which", "that"))
_LONGEST_PHRASE = 22
_LONGEST_ASIDE = 34
_LONGEST_JOINED = 8
_LONGEST_RELATIVE = 16
_MOST_ASIDES = 3


class SubjectFinder:
    """Finds the subjects of the cues in one line."""

    def __init__(self, line: WordLine) -> None:
        self._words = line.words
        self._phrases = PhraseReader(line)
        self._known: dict[tuple[int, int], Subject | None] = {}
        text = line.text
        self._may_have_who = "who" in text or "Who" in text or "WHO" in text

    def before(self, cue: int, first: int) -> Subject | None:
        """Find the subject that stands before the cue, not before the word ``first``."""
        at = cue - 1
        if at >= first and (self._words[at].part in _FILLERS or self._words[at].key == "to"):
            at = self._skip_fillers(at, first)
        for _ in range(_MOST_ASIDES):
            if at < first:
                return None
            word = self._words[at]
            if word.part != Part.MARK or word.key not in _COMMAS:
                break
            found = self._over_aside(at, first)
            if not isinstance(found, int):
                return found
            at = found
        return self._phrase_ending(at, first)

    def behind(self, cue: int, last: int) -> Subject | None:
        """Find the subject that stands behind the cue, up to the word ``last``."""
        words = self._words
        start = cue + 1
        while start <= last and words[start].part == Part.ADVERB:
            start += 1
        if start > last:
            return None
        if words[start].part == Part.PRONOUN and words[start].key not in _WHO:
            return make_pronoun(words[start], start)
        end = start
        while end <= last and end - start < _LONGEST_PHRASE and self._goes_on_behind(start, end):
            end += 1
        return self._phrases.pick_behind(start, end - 1) if end > start else None

    def _goes_on_behind(self, start: int, at: int) -> bool:
        word = self._words[at]
        if word.part == Part.AND:
            following = self._words[at + 1] if at + 1 < len(self._words) else None
            return following is not None and following.part in NOUNS and at > start
        return word.part in _PHRASE_BEHIND

    def _skip_fillers(self, at: int, first: int) -> int:
        words = self._words
        while at >= first:
            word = words[at]
            if word.part in _FILLERS:
                at -= 1
            elif word.key == "to" and at > first and words[at - 1].key in _GOING_ON_TO:
                at -= 1
                while at >= first and (words[at].key == "on" or words[at].key in _GOING_ON):
                    at -= 1
            else:
                break
        return at

    def _over_aside(self, comma: int, first: int) -> Subject | int | None:
        """Read "X, an aside, said" and "the head of Y, X, said".

        A number: look again from there.
        """
        words = self._words
        start = self._find_aside(comma, first)
        if start is None:
            return None
        inside = words[start + 1 : comma]
        if not inside:
            return start
        outside = self._phrase_ending(start - 1, first)
        if outside is not None and not outside.is_named and outside.sort != Sort.PRONOUN:
            outside = self._named_before(outside, first) or outside
        names = [at for at in range(start + 1, comma) if words[at].part == Part.NAME]
        titles = sum(word.part == Part.TITLE for word in inside)
        is_name = bool(names) and len(inside) - len(names) <= titles
        if outside is not None and (outside.is_named or outside.sort == Sort.PRONOUN):
            is_person = is_name and words[names[-1]].sort == Sort.PERSON
            if not is_person or outside.sort == Sort.PERSON:
                return _sort_by_aside(outside, inside)
        if is_name:
            around = words[max(first, start - 8) : comma]
            return make_name(words[names[-1]], names[-1], around)
        if outside is None and names and names[-1] == comma - 1:
            return make_name(words[comma - 1], comma - 1, inside)
        return outside

    def _find_aside(self, comma: int, first: int) -> int | None:
        """Find the comma or dash that opens the aside which ``comma`` closes."""
        words = self._words
        mark = words[comma].key
        for start in range(comma - 1, max(first, comma - _LONGEST_ASIDE) - 1, -1):
            word = words[start]
            if word.part == Part.QUOTATION:
                return None
            if word.part == Part.MARK and (word.key == mark or word.key in _ASIDE_MARKS):
                return start if word.key == mark else None
        return None

    def _named_before(self, description: Subject, first: int) -> Subject | None:
        """Find the name that a description stands beside: "X, the head of Y, …"."""
        words = self._words
        at = max(first, description.first)
        while at - 1 >= first and words[at - 1].part in _BEFORE_NOUN:
            at -= 1
        if at - 2 < first or words[at - 1].key != ",":
            return None
        named = self._phrase_ending(at - 2, first)
        fits = named is not None and named.is_named and named.sort is description.sort
        return named if fits else None

    def _phrase_ending(self, at: int, first: int) -> Subject | None:
        """Read the noun phrase whose last word is ``at``; each is asked for by several cues."""
        if (at, first) not in self._known:
            self._known[at, first] = self._read_phrase(at, first)
        return self._known[at, first]

    def _read_phrase(self, at: int, first: int) -> Subject | None:
        words = self._words
        if at < first:
            return None
        word = words[at]
        if word.key in _WHO:
            return self._antecedent(at, first)
        if word.part == Part.PRONOUN:
            return make_pronoun(word, at)
        relative = self._relative_pronoun(at, first) if self._may_have_who else None
        if relative is not None:
            return self._antecedent(relative, first)
        start = at
        least = max(first, at - _LONGEST_PHRASE)
        while start > least:
            part = words[start - 1].part
            if part not in _PHRASE and not self._joins(start - 1, part):
                break
            start -= 1
        if start == at and word.part not in NOUNS and word.part != Part.PLAIN:
            return None
        return self._phrases.pick(start, at)

    def _joins(self, at: int, part: str) -> bool:
        """Tell whether the phrase goes on over a word that is mostly none of it."""
        if part == Part.CUE:  # "a source cited by X"
            return self._words[at + 1].key == "by" and self._words[at - 1].part in NOUNS
        return part == Part.AND and self._joins_nouns(at)

    def _joins_nouns(self, at: int) -> bool:
        """Tell whether "and" joins two speakers and not two clauses."""
        words = self._words
        seen_noun = False
        for index in range(at - 1, max(-1, at - 1 - _LONGEST_JOINED), -1):
            word = words[index]
            if word.part in _ENDS:
                return seen_noun
            if word.part in _VERBAL:
                return False
            if word.part == Part.PLAIN and index + 1 < at and words[index - 1].part in NAMING:
                return False
            seen_noun = seen_noun or word.part in NOUNS
        return seen_noun

    def _relative_pronoun(self, at: int, first: int) -> int | None:
        """Find "who" in "the man who led the talks said", with no comma between."""
        words = self._words
        for index in range(at, max(first, at - _LONGEST_RELATIVE) - 1, -1):
            word = words[index]
            if word.part in _STOPS:
                return None
            if word.key == "who":
                return index
        return None

    def _antecedent(self, at: int, first: int) -> Subject | None:
        index = at - 1
        if index >= first and self._words[index].part == Part.PREPOSITION:
            index -= 1
        while index >= first and self._words[index].key in _COMMAS:
            index -= 1
        if index < first or self._words[index].key in _WHO:
            return None
        return self._phrase_ending(index, first)


def _sort_by_aside(named: Subject, inside: Sequence[Word]) -> Subject:
    """Take an unknown name for a body where the aside calls it one."""
    groups = [word.group for word in inside if word.part == Part.HEAD]
    is_open = named.actor is None and named.sort == Sort.PERSON and " " not in named.text
    if is_open and groups and groups[-1] == "body":
        return named._replace(sort=Sort.BODY, gender="")
    return named
