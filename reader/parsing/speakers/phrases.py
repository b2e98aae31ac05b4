"""The speaker in a noun phrase: a name, an office or a description.

Takes the words of a line and the bounds of one phrase and gives a ``Subject``. Where the phrase
begins and ends is found by ``subjectfinder``.
"""

from __future__ import annotations

from dataclasses import replace

from .callings import Sort
from .lexicon import Part, load_set
from .subjects import NAMING, Subject, make_description, make_name, make_names
from .tokens import Word
from .words import WordLine

NOUNS = frozenset((Part.NAME, Part.OFFICE, Part.TITLE, Part.HEAD, Part.PRONOUN))
_HEADS = frozenset((Part.HEAD, Part.TITLE, Part.OFFICE))
_NEVER_LAST = frozenset((Part.ADVERB, Part.PREPOSITION, Part.AND, Part.POSSESSIVE))
_NEVER_FIRST = frozenset((Part.ADVERB, Part.POSSESSIVE, Part.AND))
_OWNER = frozenset((Part.POSSESSIVE, Part.NAME, Part.TITLE))
_LINKS = frozenset(("of", "for", "at", "from", "with", "in", "to", "close", "near", "inside", "on"))
_CLAUSE_OPENERS = frozenset(("as", "after", "before", "since", "until", "than", "like"))
"""Prepositions that open a clause of their own before a subject: "as X said"."""
_BEHIND_NOUN = frozenset(
    ("familiar", "involved", "close", "alike", "elect", "designate", "general")
)
"""Adjectives that stand behind their noun: "people familiar with the matter"."""
_LONGEST_TAIL = 9
_MOST_NAMES = 12


class PhraseReader:
    """Reads the noun phrases of one line."""

    def __init__(self, line: WordLine) -> None:
        self._line = line
        self._words = line.words

    def pick(self, start: int, end: int) -> Subject | None:
        """Choose the subject in the phrase from ``start`` to ``end``, both included."""
        start, end = self._trim(start, end)
        if start > end:
            return None
        if self._words[end].part in NAMING and not self._is_object(start, end):
            return self._pick_name(start, end)
        link = self._find_link(start, end)
        if link == start:
            return self._after_leading(start, end)
        return self._describe(start, end if link is None else link - 1, end)

    def pick_behind(self, start: int, end: int) -> Subject | None:
        """Choose the subject in a phrase that stands behind its cue."""
        words = self._words
        link = self._find_link(start, end)
        core_end = end if link is None else link - 1
        name = next((i for i in range(core_end, start - 1, -1) if words[i].part in NAMING), None)
        if name is not None and (name == core_end or words[name + 1].part == Part.PLAIN):
            return self._pick_name(start, name)
        if link is not None and words[core_end].part == Part.TITLE:
            name = next((i for i in range(end, link, -1) if words[i].part == Part.NAME), None)
            if name is not None and words[name - 1].part != Part.PREPOSITION:
                return make_name(words[name], name, words[start : name + 1])
        times = load_set("times")
        while end > core_end and (words[end].key in times or words[end].part == Part.PREPOSITION):
            end -= 1
        if link is not None and words[link].key not in _LINKS:
            end = core_end
        return self._describe(start, core_end, end) if core_end >= start else None

    def _find_link(self, start: int, end: int) -> int | None:
        """Find the first preposition: what stands before it is the core of the phrase."""
        for index in range(start, end + 1):
            if self._words[index].part == Part.PREPOSITION:
                return index
        return None

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        """Leave out times and adverbs at the end, what opens the clause at the start."""
        words, times = self._words, load_set("times")
        while end >= start and (
            words[end].key in times
            or words[end].part in _NEVER_LAST
            or (words[end].text[0].isdigit() and words[end].part == Part.NAME)
        ):
            end -= 1
        while start <= end and (
            words[start].part in _NEVER_FIRST or words[start].key in _CLAUSE_OPENERS
        ):
            start += 1
        return start, end

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
            while index >= start and words[index].part in _OWNER:
                index -= 1
            if index < start:
                return False
        while index >= start and words[index].part == Part.DETERMINER:
            index -= 1
        if index < start or words[index].part != Part.PREPOSITION:
            return False
        if words[index].key not in _LINKS and index > start:
            return True
        return any(words[i].part in NOUNS for i in range(start, index)) or index == start

    def _pick_name(self, start: int, end: int) -> Subject:
        words = self._words
        last = words[end]
        joined = end - 1 if end > start and words[end - 1].part == Part.AND else end - 2
        if joined >= start and words[joined].part == Part.AND and words[joined - 1].part in NAMING:
            first = joined - 1
            least = max(1, first - 2 * _MOST_NAMES)
            while first > least and words[first - 1].key == "," and words[first - 2].part in NAMING:
                first -= 2
            return make_names(self._line, first, end)
        if last.part == Part.NAME and last.actor is None and last.sort == Sort.PERSON:
            first = self._with_article(start, end)
            if first < end:
                last = self._join(first, end)
            return make_name(last, end, words[start : end + 1], first)
        return make_name(last, end, words[start : end + 1])

    def _join(self, first: int, last: int) -> Word:
        """Make one name of several words; its kind is the last one's."""
        text = self._line.cut(first, last)
        return Word(Part.NAME, text, text.casefold(), None, self._words[last].kind)

    def _with_article(self, start: int, end: int) -> int:
        """Take a title that is part of an unknown body's name back in: "State Department"."""
        words = self._words
        index = end
        while index > start and words[index - 1].part == Part.TITLE:
            index -= 1
        is_article = index < end and index > 0 and words[index - 1].part == Part.DETERMINER
        return index if is_article else end

    def _describe(self, start: int, core_end: int, end: int) -> Subject | None:
        """Make a description of the words from ``start`` on, its noun in the core."""
        words = self._words
        core = words[core_end]
        is_full_name = core.part == Part.NAME and " " in core.text
        if (body := self._read_body(start, core_end, end)) is not None:
            return body
        if is_full_name and core.sort == Sort.PERSON:
            return make_name(core, core_end, words[start : core_end + 1])
        head_at = self._find_head(start, core_end, end)
        if head_at is None:
            is_name = core.part == Part.NAME
            return make_name(core, core_end, words[start : core_end + 1]) if is_name else None
        head = words[head_at]
        if head.part == Part.OFFICE:
            return make_name(head, head_at, words[start : end + 1])
        if core.part == Part.PLAIN and head_at < core_end and not _follows_noun(core):
            head = replace(core, group="document")  # a thing: "the prisoner swap"
        if end - core_end > _LONGEST_TAIL:
            end = core_end
        return make_description(self._line, start, end, head)

    def _find_head(self, start: int, core_end: int, end: int) -> int | None:
        """Find the noun of the phrase: in the core, or of "one of X's advisers" behind it."""
        words = self._words
        for index in range(core_end, start - 1, -1):
            if words[index].part in _HEADS:
                return index
        if words[start].part == Part.DETERMINER:
            for index in range(end, start, -1):
                if words[index].part in (Part.HEAD, Part.NAME):
                    return index
        return None

    def _read_body(self, start: int, core_end: int, end: int) -> Subject | None:
        """Read a body's long name: "the Institute for the Study of X"."""
        words = self._words
        core = words[core_end]
        if core.part != Part.NAME or core.sort != Sort.BODY or core.actor is not None:
            return None
        first = core_end
        while first > start and words[first - 1].part in (Part.NAME, Part.TITLE):
            first -= 1
        allowed = (Part.NAME, Part.TITLE, Part.PREPOSITION, Part.DETERMINER, Part.AND)
        if any(word.part not in allowed for word in words[core_end : end + 1]):
            return None
        whole = self._join(first, end)
        return make_name(whole, end, (*words[start:core_end], whole), first)


def _follows_noun(word: Word) -> bool:
    return word.key in _BEHIND_NOUN or word.key.endswith(("ed", "ing"))
