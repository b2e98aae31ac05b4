"""The subject of a sentence: the phrase before its first verb.

Takes the words of a line and the bounds of a sentence. Used where a cue has no subject of its own
("…, saying") and to know whom the next sentence may call "he".
"""

from __future__ import annotations

from collections.abc import Sequence

from store.records import ActorKind

from .callings import Sort
from .cues import Form
from .lexicon import Part
from .subjectfinder import SubjectFinder
from .subjects import Subject
from .tokens import Word

_AFTER_LEAD = frozenset((Form.GERUND, Form.PAST))
_LEADS = frozenset((Part.PREPOSITION, Part.CONJUNCTION, Part.ADVERB, Part.PLAIN))
_STARTS = frozenset(
    (Part.NAME, Part.OFFICE, Part.TITLE, Part.PRONOUN, Part.DETERMINER, Part.HEAD)
)  # fmt: skip
_BEFORE_VERB = frozenset((Part.NAME, Part.OFFICE, Part.HEAD, Part.PRONOUN))
_ENDS = frozenset((Part.QUOTATION, Part.CONJUNCTION, Part.AUXILIARY, Part.CUE))
_PERSON, _STATE = ActorKind.PERSON, ActorKind.STATE
_REACH = 24
_LONGEST_LEAD = 40


def find_main_subject(
    words: Sequence[Word], finder: SubjectFinder, first: int, last: int
) -> Subject | None:
    """Find the subject of the sentence between the words ``first`` and ``last``, both included."""
    start = _skip_lead(words, first, last)
    if words[start].part == Part.PRONOUN:
        return finder.before(start + 1, start)
    for at in range(start + 1, min(last, start + _REACH) + 1):
        word = words[at]
        if word.key == "," and words[at - 1].part == Part.NAME:
            named = finder.before(at + 1, start) or finder.before(at, start)
            if named is not None and named.is_named and named.sort == Sort.PERSON:
                return named
        part = word.part
        if part in _ENDS or (part == Part.PLAIN and _is_verb(words, at)):
            return finder.before(at, start)
    return None


def _is_verb(words: Sequence[Word], at: int) -> bool:
    """Tell whether a word that no table has is a verb, by the word before it."""
    word = words[at]
    behind = at - 1
    while behind > 0 and words[behind].part == Part.ADVERB:
        behind -= 1
    before = words[behind]
    is_full_name = before.kind is None and " " in before.text
    if before.part == Part.NAME and (is_full_name or before.kind is _PERSON):
        return True
    is_form = word.key.endswith(("ed", "s"))
    return is_form and before.part in _BEFORE_VERB and before.kind is not _STATE


def _skip_lead(words: Sequence[Word], first: int, last: int) -> int:
    """Pass over a phrase before the subject: "In a letter to Y, X wrote"."""
    lead = words[first]
    is_verbal = lead.cue is not None and lead.cue.form in _AFTER_LEAD
    if lead.part not in _LEADS and not is_verbal:
        return first
    for at in range(first, min(last, first + _LONGEST_LEAD)):
        word = words[at]
        ends = word.part == Part.QUOTATION and word.text[-1:] == ","
        ends = ends or (word.key == "," and word.part == Part.MARK)
        if ends and words[at + 1].part in _STARTS:
            return at + 1
    return first
