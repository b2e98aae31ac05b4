"""Who is the subject of a cue: the noun phrase before it, or after it where it is turned round.

Takes the words of a line and the place of the cue and gives a ``Subject``: the words that name
the speaker, what sort they are, and what they may be called by later. Auxiliaries, appositions,
relative clauses and prepositional phrases between subject and cue are passed over. Whom a pronoun
or "the official" stands for is left to ``coreference``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from store.records import ActorKind

from .lexicon import Part, load_genders, load_set
from .tokens import Word


class Sort(StrEnum):
    """What a subject is."""

    PERSON = "person"
    BODY = "body"
    OUTLET = "outlet"
    DOCUMENT = "document"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Subject:
    """The words that name a speaker."""

    text: str
    start: int
    end: int
    sort: Sort
    actor: str | None = None
    """The id, where the words name a known actor."""
    head: str = ""
    """Of a description: its noun in the singular; of a pronoun: the pronoun."""
    called: frozenset[str] = frozenset()
    """Lower-case words that it may be called by later: titles, office, state."""
    gender: str = ""
    is_plural: bool = False
    is_named: bool = False
    is_definite: bool = False
    """A description with "the": it stands for someone mentioned before."""


_FILLERS = frozenset((Part.AUXILIARY, Part.ADVERB))
_PHRASE = frozenset(
    (
        Part.NAME, Part.OFFICE, Part.TITLE, Part.HEAD, Part.PRONOUN, Part.DETERMINER,
        Part.PREPOSITION, Part.POSSESSIVE, Part.PLAIN, Part.AND, Part.SHORT, Part.ADVERB,
    )
)  # fmt: skip
_NAMING = frozenset((Part.NAME, Part.OFFICE))
_NOUN = frozenset((Part.NAME, Part.OFFICE, Part.TITLE, Part.HEAD, Part.PRONOUN))
_COMMAS = frozenset((",", "-"))
_LINKS = frozenset(("of", "for", "at", "from", "with", "in", "to", "close", "near", "inside", "on"))
_GOING_ON = frozenset(("went", "goes", "go", "going", "continued", "proceeded", "came", "appeared"))
_WHO = frozenset(("who", "which", "that"))
_CLAUSE_OPENERS = frozenset(("as", "after", "before", "since", "until", "than", "like"))
"""Prepositions that open a clause of their own before a subject: "as X said"."""
_BEHIND_NOUN = frozenset(
    ("familiar", "involved", "close", "alike", "elect", "designate", "general")
)
"""Adjectives that stand behind their noun: "people familiar with the matter"."""
_LONGEST_PHRASE = 22
_LONGEST_ASIDE = 34
_LONGEST_TAIL = 9


def _sort_of(word: Word) -> Sort:
    if word.part in _NAMING:
        if word.kind is ActorKind.OUTLET:
            return Sort.OUTLET
        if word.kind in (ActorKind.STATE, ActorKind.ORGANISATION):
            return Sort.BODY
        return Sort.PERSON
    sorts = {"body": Sort.BODY, "document": Sort.DOCUMENT, "outlet": Sort.OUTLET}
    return sorts.get(word.group, Sort.PERSON)


def _read_gender(words: Sequence[Word], name: Word | None) -> str:
    genders = load_genders()
    if name is not None:
        full = name.key if " " in name.key else name.text.casefold()
        first = full.split()[0] if " " in full else ""
        if first in genders:
            return genders[first]
    for word in words:
        if word.part in (Part.TITLE, Part.HEAD, Part.PRONOUN):
            gender = genders.get(word.key.rstrip("."))
            if gender and word.key not in ("king", "chairman"):
                return gender
    return ""


def _follows_noun(word: Word) -> bool:
    return word.key in _BEHIND_NOUN or word.key.endswith(("ed", "ing"))


def _words_called(words: Sequence[Word]) -> frozenset[str]:
    """Give the words that the speaker may be called by later on."""
    called = {word.key.rstrip(".") for word in words if word.part in (Part.TITLE, Part.HEAD)}
    for word in words:
        if word.part == Part.NAME or (
            word.part == Part.PLAIN and word.text[0].isupper() and "-" not in word.text
        ):
            called.update(word.key.split())
    return frozenset(called)


def make_pronoun(word: Word) -> Subject:
    """Make the subject that a pronoun is."""
    gender = {"he": "m", "she": "f"}.get(word.key, "")
    return Subject(
        word.text, word.start, word.end, Sort.PRONOUN, None, word.key, gender=gender,
        is_plural=word.key == "they",
    )  # fmt: skip


def make_name(word: Word, around: Sequence[Word]) -> Subject:
    """Make the subject that a name is; ``around`` are the words of its phrase."""
    gender = _read_gender(around, word)
    return Subject(
        word.text, word.start, word.end, _sort_of(word), word.actor, "",
        _words_called(around), gender, is_named=True,
    )  # fmt: skip


def _make_description(text: str, words: Sequence[Word], head: Word) -> Subject:
    first, last = words[0], words[-1]
    is_definite = first.part == Part.DETERMINER and first.key in (
        "the",
        "this",
        "that",
        "its",
        "his",
        "her",
        "their",
    )
    return Subject(
        text[first.start : last.end], first.start, last.end, _sort_of(head), None, head.key,
        _words_called(words), _read_gender(words, None),
        is_plural=head.is_plural or first.key in ("two", "three", "four", "five", "several", "some"),
        is_definite=is_definite,
    )  # fmt: skip


class SubjectFinder:
    """Finds subjects in the words of one line."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text = text
        self._words = words

    def before(self, cue: int, first: int) -> Subject | None:
        """Find the subject that stands before the cue, not before the word ``first``."""
        at = self._skip_fillers(cue - 1, first)
        for _ in range(3):
            if at < first:
                return None
            word = self._words[at]
            if word.part == Part.MARK and word.key in _COMMAS:
                found = self._over_aside(at, first)
                if found is None or isinstance(found, Subject):
                    return found
                at = found
                continue
            break
        return self._phrase_ending(at, first)

    def _skip_fillers(self, at: int, first: int) -> int:
        words = self._words
        while at >= first:
            word = words[at]
            if word.part in _FILLERS:
                at -= 1
            elif word.key == "to" and at > first and words[at - 1].key in _GOING_ON | {"on"}:
                at -= 1
                while at >= first and (words[at].key == "on" or words[at].key in _GOING_ON):
                    at -= 1
            else:
                break
        return at

    def _over_aside(self, comma: int, first: int) -> Subject | int | None:
        """Read "X, an aside, said" and "the head of Y, X, said"; a number: look again from there."""
        words = self._words
        start = comma - 1
        mark = words[comma].key
        while start >= first and comma - start <= _LONGEST_ASIDE:
            if words[start].part == Part.MARK and words[start].key in (mark, ":", ";", "."):
                break
            if words[start].part == Part.QUOTATION:
                break
            start -= 1
        if start < first or comma - start > _LONGEST_ASIDE:
            return None
        inside = words[start + 1 : comma]
        if not inside:
            return start if words[start].key == mark else None
        if words[start].key != mark or words[start].part != Part.MARK:
            return None
        outside = self._phrase_ending(start - 1, first)
        if outside is not None and not outside.is_named and outside.sort is not Sort.PRONOUN:
            outside = self._named_before(outside, first) or outside
        names = [word for word in inside if word.part == Part.NAME]
        is_name = len(inside) - len(names) <= sum(w.part == Part.TITLE for w in inside)
        if outside is not None and (outside.is_named or outside.sort is Sort.PRONOUN):
            if not (
                is_name
                and names
                and _sort_of(names[-1]) is Sort.PERSON
                and outside.sort is not Sort.PERSON
            ):
                return self._sort_by_aside(outside, inside)
        if is_name and names:
            return make_name(names[-1], words[max(first, start - 8) : comma])
        if outside is None and names and words[comma - 1] is names[-1]:
            return make_name(names[-1], inside)
        return outside

    def _sort_by_aside(self, named: Subject, inside: Sequence[Word]) -> Subject:
        """Take an unknown name for a body where the aside calls it one."""
        groups = [word.group for word in inside if word.part == Part.HEAD]
        if named.actor is None and named.sort is Sort.PERSON and groups and " " not in named.text:
            if groups[-1] == "body":
                return replace(named, sort=Sort.BODY, gender="")
        return named

    def _named_before(self, description: Subject, first: int) -> Subject | None:
        """Find the name that a description stands beside: "X, the head of Y, …"."""
        words = self._words
        at = first
        while at < len(words) and words[at].start < description.start:
            at += 1
        while at - 1 >= first and words[at - 1].part in (Part.DETERMINER, Part.PLAIN, Part.ADVERB):
            at -= 1
        if at - 2 < first or words[at - 1].key != ",":
            return None
        named = self._phrase_ending(at - 2, first)
        fits = named is not None and named.is_named and named.sort is description.sort
        return named if fits else None

    def _phrase_ending(self, at: int, first: int) -> Subject | None:
        """Read the noun phrase whose last word is ``at``."""
        words = self._words
        if at < first:
            return None
        word = words[at]
        if word.part == Part.PRONOUN or word.key in _WHO:
            if word.key in _WHO:
                return self._antecedent(at, first)
            return make_pronoun(word)
        relative = self._relative_pronoun(at, first)
        if relative is not None:
            return self._antecedent(relative, first)
        start = at
        while start - 1 >= first and at - start < _LONGEST_PHRASE and self._goes_on(start - 1):
            start -= 1
        if start == at and word.part not in _NOUN and word.part != Part.PLAIN:
            return None
        return self._pick(start, at)

    def _goes_on(self, at: int) -> bool:
        word = self._words[at]
        if word.part == Part.CUE:  # "a source cited by X"
            return self._words[at + 1].key == "by" and self._words[at - 1].part in _NOUN
        if word.part not in _PHRASE or word.part == Part.PRONOUN:
            return False
        if word.part == Part.AND:
            return self._joins_nouns(at)
        return True

    def _joins_nouns(self, at: int) -> bool:
        """Tell whether "and" joins two speakers and not two clauses."""
        words = self._words
        index = at - 1
        seen_noun = False
        while index >= 0 and at - index < 8:
            word = words[index]
            if word.part in (Part.MARK, Part.QUOTATION, Part.CONJUNCTION):
                return seen_noun
            if word.part in (Part.CUE, Part.AUXILIARY, Part.PRONOUN):
                return False
            if word.part == Part.PLAIN and index + 1 < at and words[index - 1].part in _NAMING:
                return False
            seen_noun = seen_noun or word.part in _NOUN
            index -= 1
        return seen_noun

    def _relative_pronoun(self, at: int, first: int) -> int | None:
        """Find "who" in "the man who led the talks said", with no comma between."""
        words = self._words
        for index in range(at, max(first, at - 16) - 1, -1):
            word = words[index]
            if word.part in (Part.MARK, Part.QUOTATION):
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

    def _pick(self, start: int, end: int) -> Subject | None:
        """Choose the subject in the phrase from ``start`` to ``end``, both included."""
        words = self._words
        times = load_set("times")
        while end >= start and (
            words[end].key in times
            or words[end].part in (Part.ADVERB, Part.PREPOSITION, Part.AND)
            or (words[end].text[0].isdigit() and words[end].part == Part.NAME)
        ):
            end -= 1
        while start <= end and (
            words[start].part in (Part.ADVERB, Part.POSSESSIVE, Part.AND)
            or words[start].key in _CLAUSE_OPENERS
        ):
            start += 1
        if start > end:
            return None
        last = words[end]
        if last.part in _NAMING and not self._is_object(start, end):
            return self._pick_name(start, end)
        link = next((i for i in range(start, end + 1) if words[i].part == Part.PREPOSITION), None)
        if link == start:
            return self._after_leading(start, end)
        core_end = end if link is None else link - 1
        return self._describe(start, core_end, end)

    def _after_leading(self, start: int, end: int) -> Subject | None:
        """Read "In Kyiv the minister said": the phrase after the leading preposition."""
        words = self._words
        for index in range(end, start, -1):
            if words[index].part == Part.DETERMINER and index - start > 1:
                before = words[index - 1]
                if before.part != Part.PREPOSITION:
                    return self._describe(index, end, end)
                return None
        return None

    def _is_object(self, start: int, end: int) -> bool:
        """Tell whether the name at the end hangs on a preposition: "a spokesman for X"."""
        words = self._words
        index = end - 1
        while index >= start and words[index].part == Part.TITLE:
            index -= 1
        if index < start:
            return False
        if index < end - 1 and words[index].key == "of":
            # "Secretary of State X", but "an adviser of President X"
            return words[index + 1].key not in load_set("portfolios")
        if words[index].part == Part.POSSESSIVE:
            while index >= start and words[index].part in (Part.POSSESSIVE, Part.NAME, Part.TITLE):
                index -= 1
            if index < start:
                return False
        while index >= start and words[index].part == Part.DETERMINER:
            index -= 1
        if index < start or words[index].part != Part.PREPOSITION:
            return False
        if words[index].key not in _LINKS and index > start:
            return True
        return any(words[i].part in _NOUN for i in range(start, index)) or index == start

    def _pick_name(self, start: int, end: int) -> Subject:
        words = self._words
        last = words[end]
        joined = next((i for i in range(end - 1, start - 1, -1) if words[i].part == Part.AND), None)
        if joined is not None and end - joined <= 2 and words[joined - 1].part in _NAMING:
            first = joined - 1
            while first > start and words[first - 1].part in (Part.NAME, Part.MARK):
                first -= 1
            part = words[first : end + 1]
            return Subject(
                self._text[part[0].start : last.end], part[0].start, last.end, _sort_of(last),
                None, "", _words_called(part), "", is_plural=True, is_named=True,
            )  # fmt: skip
        if last.part == Part.NAME and last.actor is None and _sort_of(last) is Sort.PERSON:
            last = self._with_article(start, end)
        return make_name(last, words[start : end + 1])

    def _with_article(self, start: int, end: int) -> Word:
        """Take a title that is part of an unknown body's name back in: "State Department"."""
        words = self._words
        index = end
        while index > start and words[index - 1].part == Part.TITLE:
            index -= 1
        if index < end and index > 0 and words[index - 1].part == Part.DETERMINER:
            text = self._text[words[index].start : words[end].end]
            return words[end]._replace(text=text, start=words[index].start, key=text.casefold())
        return words[end]

    def _describe(self, start: int, core_end: int, end: int) -> Subject | None:
        """Make a description of the words from ``start`` on, its noun in the core."""
        words = self._words
        body = self._read_body(start, core_end, end)
        if body is not None:
            return body
        if words[core_end].part in _NAMING and words[core_end].part != Part.OFFICE:
            if _sort_of(words[core_end]) is Sort.PERSON and " " in words[core_end].text:
                return make_name(words[core_end], words[start : core_end + 1])
        head = next(
            (
                words[i]
                for i in range(core_end, start - 1, -1)
                if words[i].part in (Part.HEAD, Part.TITLE, Part.OFFICE)
            ),
            None,
        )
        if head is None and words[start].part == Part.DETERMINER:
            head = next(
                (
                    words[i]
                    for i in range(end, start, -1)
                    if words[i].part in (Part.HEAD, Part.NAME)
                ),
                None,
            )
        if head is None:
            core = words[core_end]
            if core.part == Part.NAME:
                return make_name(core, words[start : core_end + 1])
            return None
        if head.part == Part.OFFICE:
            return make_name(head, words[start : end + 1])
        last = words[core_end]
        if last.part == Part.PLAIN and head.end < last.start and not _follows_noun(last):
            head = last._replace(group="document")  # a thing: "the prisoner swap"
        if end - core_end > _LONGEST_TAIL:
            end = core_end
        return _make_description(self._text, words[start : end + 1], head)

    def _read_body(self, start: int, core_end: int, end: int) -> Subject | None:
        """Read a body's long name: "the Institute for the Study of X"."""
        words = self._words
        core = words[core_end]
        if core.part != Part.NAME or _sort_of(core) is not Sort.BODY or core.actor is not None:
            return None
        first = core_end
        while first > start and words[first - 1].part in (Part.NAME, Part.TITLE):
            first -= 1
        allowed = (Part.NAME, Part.TITLE, Part.PREPOSITION, Part.DETERMINER, Part.AND)
        if any(word.part not in allowed for word in words[core_end : end + 1]):
            return None
        text = self._text[words[first].start : words[end].end]
        whole = core._replace(
            text=text, start=words[first].start, end=words[end].end, key=text.casefold()
        )
        return make_name(whole, (*words[start:core_end], whole))

    def after(self, cue: int, last: int) -> Subject | None:
        """Find the subject that stands after the cue, up to the word ``last``."""
        words = self._words
        start = cue + 1
        while start <= last and words[start].part == Part.ADVERB:
            start += 1
        if start > last:
            return None
        if words[start].part == Part.PRONOUN and words[start].key not in _WHO:
            return make_pronoun(words[start])
        end = start
        while end <= last and end - start < _LONGEST_PHRASE and self._goes_on_after(start, end):
            end += 1
        end -= 1
        if end < start:
            return None
        times = load_set("times")
        link = next((i for i in range(start, end + 1) if words[i].part == Part.PREPOSITION), None)
        core_end = end if link is None else link - 1
        name = next((i for i in range(core_end, start - 1, -1) if words[i].part in _NAMING), None)
        if name is not None and (name == core_end or words[name + 1].part == Part.PLAIN):
            return self._pick_name(start, name)
        if link is not None and words[core_end].part == Part.TITLE:
            name = next((i for i in range(end, link, -1) if words[i].part == Part.NAME), None)
            if name is not None and words[name - 1].part != Part.PREPOSITION:
                return make_name(words[name], words[start : name + 1])
        while end > core_end and (words[end].key in times or words[end].part == Part.PREPOSITION):
            end -= 1
        if link is not None and words[link].key not in _LINKS:
            end = core_end
        return self._describe(start, core_end, end) if core_end >= start else None

    def _goes_on_after(self, start: int, at: int) -> bool:
        word = self._words[at]
        if word.part not in _PHRASE or word.part in (Part.PRONOUN, Part.SHORT, Part.ADVERB):
            return False
        if word.part == Part.AND:
            following = self._words[at + 1] if at + 1 < len(self._words) else None
            return following is not None and following.part in _NOUN and at > start
        return True
