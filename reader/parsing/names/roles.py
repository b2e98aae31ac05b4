"""The role that the text gives a person, before or after the name.

Takes a line and the place of a full name, gives the words of the role without article, or None.
Whose offices follow from a role is decided in ``offices``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from store.records import Mention

from ..model import Line
from .folding import fold
from .namewords import load_name_words
from .people import People
from .states import state_words

_INNER = frozenset({"of", "the", "for", "and", "to", "in", "on", "at", "a", "an"})
_TRIMMED = _INNER | {"his", "her", "its", "their", "both"}
_ENDS = frozenset(',;:.!?“”"()—–')
_AFTER = re.compile(
    r",? [,–—-]? ?(?:(?:the|a|an|his|her|its|their)\b ?)?"
    r"((?:[^,.;:“”\"()–—\n]|(?<=\b[A-Z])\.){3,100})(?=[,.;:–—]|$)"
)
_LOOKS = 6
"""Mentions of one person that are searched for a role."""
_MOST_WORDS = 12
_CLAUSE = re.compile(r"\b(?:who(?:m|se)?|which|that|is|was|has|had|will|would)\b")
_NO_START = re.compile(r"(?:with|in|on|at|of|from|among|along|by|to|as|for|after|before|but)\b")


def role_before(line: str, start: int, end: int) -> str | None:
    """Return the role that leads up to a name: "the Polish defence minister X"."""
    before = line[max(0, start - 120) : start]
    is_apposed = before.endswith(", ")
    if is_apposed:
        if end < len(line) and line[end] not in ",.":
            return None
        before = before[:-2]
    words: list[str] = []
    for word in reversed(before.split(" ")):
        bare = word.strip("[]")
        if not bare:
            continue
        if "''" in bare:
            break
        if bare[-1] in _ENDS and not _is_abbreviation(bare):
            break
        if not _is_role_word(bare) or len(words) == _MOST_WORDS:
            break
        words.append(bare)
    words.reverse()
    words = _after_other_person(words)
    while words and _is_idle(words[0]):
        words.pop(0)
    return _checked(words, is_after=False)


def role_after(line: str, end: int) -> str | None:
    """Return the role behind a name: "X, the defence minister of Poland,"."""
    if line[end : end + 2] not in {", ", " –", " —"}:
        return None
    match = _AFTER.match(line, end)
    if match is None or _CLAUSE.search(match[1]) or _NO_START.match(match[1]):
        return None
    words = match[1].removeprefix("now ").removeprefix("a ").split()
    return _checked(words, is_after=True) if len(words) <= _MOST_WORDS else None


def _is_idle(word: str) -> bool:
    """Whether a role cannot begin with this word: "the", "Meanwhile"; but "former", "US"."""
    lists = load_name_words()
    key = fold(word)
    if word.isupper() and len(word) > 1:
        return False
    return key in _TRIMMED or (key in lists.plain and key not in lists.modifiers)


def _after_other_person(words: list[str]) -> list[str]:
    """Leave out what stands before "and" unless that is a role of the same person."""
    if "and" not in words:
        return words
    place = len(words) - 1 - words[::-1].index("and")
    before = fold(words[place - 1]) if place else ""
    return words if before in load_name_words().nouns else words[place + 1 :]


def _is_abbreviation(word: str) -> bool:
    return word.endswith(".") and (len(word) < 5 or word.count(".") > 1) and word[0].isupper()


def _is_role_word(word: str) -> bool:
    lists = load_name_words()
    key = fold(word).rstrip(".")
    if key in lists.verbs:
        return False
    return (
        word[0].isupper()
        or key in lists.nouns
        or key in lists.modifiers
        or key in lists.titles
        or key in _INNER
        or key.split("-")[-1] in lists.nouns
        or word in {"’s", "'s"}
    )


def _checked(words: list[str], *, is_after: bool) -> str | None:
    lists = load_name_words()
    keys = [fold(word).rstrip(".").removesuffix("'s").rstrip("'") for word in words]
    nouns = [place for place, key in enumerate(keys) if key in lists.nouns or key in lists.titles]
    mere = lists.male_titles | lists.female_titles
    if not nouns or keys[-1] in _INNER | mere:
        return None
    if is_after and any(lists.is_forename(key) for noun in nouns for key in keys[noun + 1 :][:1]):
        return None
    if any(key in lists.verbs for key in keys):
        return None
    if not is_after and nouns[-1] < len(words) - 1 and "of" not in keys:
        return None
    if is_after and nouns[0] > 7:
        return None
    return " ".join(words)


def nationality_words(role: str) -> list[str]:
    """Return the folded words of a role that may name a state, in order."""
    words = (fold(word).removesuffix("'s") for word in role.split())
    return [word for word in words if word in state_words()]


def find_roles(
    lines: Sequence[Line], mentions: Mapping[int, Sequence[Mention]], people: People
) -> dict[str, str]:
    """Return the first role that the text gives to each person of the document, by id."""
    roles: dict[str, str] = {}
    looked: dict[str, int] = {}
    for line in lines:
        for mention in mentions[line.number]:
            person = people.known.get(mention.actor)
            if person is None or person.id in roles or person.actor is not None:
                continue
            looked[person.id] = looked.get(person.id, 0) + 1
            if looked[person.id] > _LOOKS:
                continue
            role = role_before(line.text, mention.start, mention.end)
            role = role or role_after(line.text, mention.end)
            if role:
                roles[person.id] = role
    return roles
