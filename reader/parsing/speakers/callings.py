"""What one word says of the speaker whose phrase it stands in: his sort, his sex, his titles.

Takes the word's part, text and key. Used once for each word that ``tokens`` makes.
"""

from __future__ import annotations

from typing import Final

from store.records import ActorKind

from .lexicon import Part, load_genders


class Sort:
    """What a subject is; plain strings, as ``Part``."""

    PERSON: Final = "person"
    BODY: Final = "body"
    OUTLET: Final = "outlet"
    DOCUMENT: Final = "document"
    PRONOUN: Final = "pronoun"


TELLING_SEX = frozenset((Part.TITLE, Part.HEAD, Part.PRONOUN))
_CALLING = frozenset((Part.TITLE, Part.HEAD))
_NAMING = frozenset((Part.NAME, Part.OFFICE))
_PERSON, _OUTLET = ActorKind.PERSON, ActorKind.OUTLET  # read once: a member is slow to reach
_ANY_SEX = frozenset(("king", "chairman"))
"""Said of either: "a king", as a surname, and "chairman", as an office."""
_SORTS = {"body": Sort.BODY, "document": Sort.DOCUMENT, "outlet": Sort.OUTLET}
_NOTHING: frozenset[str] = frozenset()


def read_sort(part: str, kind: ActorKind | None, group: str) -> str:
    """Tell what sort of speaker a name or a noun makes."""
    if part in _NAMING:
        if kind is None or kind is _PERSON:
            return Sort.PERSON
        return Sort.OUTLET if kind is _OUTLET else Sort.BODY
    return _SORTS.get(group, Sort.PERSON)


def read_called(part: str, text: str, key: str) -> frozenset[str]:
    """Give the words of which the speaker may be called by later on, mostly none."""
    if part in _CALLING:
        return frozenset((key.rstrip("."),))
    if part == Part.NAME or (part == Part.PLAIN and text[:1].isupper() and "-" not in text):
        return frozenset(key.split())
    return _NOTHING


def read_sex(part: str, text: str, key: str) -> str:
    """Tell the sex by the forename of a full name, by a title or noun; mostly nothing."""
    if part in _NAMING:
        full = key if " " in key else text.casefold()
        return load_genders().get(full.split()[0], "") if " " in full else ""
    if part not in TELLING_SEX or key in _ANY_SEX:
        return ""
    return load_genders().get(key.rstrip("."), "")
