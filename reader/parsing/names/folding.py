"""Spellings of one name made equal: accents, transliterations, Slavic endings.

``fold`` keeps the letters apart and only drops case and accents; ``skeleton`` goes further and
gives one key to the spellings that transliteration makes of one Slavic name. A skeleton alone
proves nothing: it is compared for surnames together with forenames, or inside one document.
Which forenames are one is data (``forenames.toml``); who is meant is decided elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "ı": "i", "’": "'", "‘": "'", "`": "'", "‑": "-", "–": "-",
    }
)  # fmt: skip
_NO_LETTER = re.compile(r"[^a-z0-9]+")

# Ordered: what a rule makes may be taken up by the next. Example per row: Zelenskyy = Zelenskiy.
# First the letters one of which a rule needs: most rules are passed over by them.
_SPELLINGS = tuple(
    (tuple(needed.split()) or ("",), re.compile(pattern), by)
    for needed, pattern, by in (
        ("' ʹ ʼ -", r"['ʹʼ-]", ""),  # Khrystyn'a
        ("sh sch sz", r"shch|schtsch|shtsh|sch|sz(?=[aeiouy])", "sh"),  # Shcherba, Schmyhal
        ("tsch tch cz", r"tsch|tch|cz", "ch"),  # Tschernow
        ("w", r"w", "v"),  # Wladimir
        ("x", r"x", "ks"),  # Alexey
        ("ph", r"ph", "f"),
        ("ou", r"ou", "u"),  # Poutine
        ("ck", r"ck", "k"),
        ("g kh", r"kh|gh|g", "h"),  # Hayovyshyn, Gayovyshyn; Khrystyna
        ("ff", r"ff$", "v"),  # Romanoff
        ("y i j", r"[yij]+", "i"),  # Zelenskyy, Zelenskij, Yury
        ("ei oi", r"[eo]i$", "i"),  # Sergei, Serhiy
        ("ie io", r"ie|io(?=[^n]|$)", "e"),  # Yermak, Jermak, Ermak; Semionov
        ("ea ee eu", r"(?<=[bcdfghklmnprstvz])e(?=[aeu])", "i"),
        ("z", r"tz|z(?=[aeiou])", "ts"),  # Tsukerman, Zukerman
        ("", r"(.)\1", r"\1"),  # Grossman, Grosman
        ("hi", r"h(?=i)", ""),  # Hryhorii
    )
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the text in lower case without accents; apostrophes and hyphens straight."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """Return the key that all transliterations of one surname share."""
    key = fold(word)
    if len(key) < 3:
        return key
    for needed, pattern, by in _SPELLINGS:
        for letters in needed:
            if letters in key:
                key = pattern.sub(by, key)
                break
    return key


def slug(name: str) -> str:
    """Return a name as an id: "Jean-Noël Barrot" becomes "jean-noel-barrot"."""
    return _NO_LETTER.sub("-", fold(name).replace("'", "").replace(".", "")).strip("-")


def shortened(word: str) -> set[str]:
    """Return a word and all that is left of it without one letter.

    Two words that are one letter off have one of these in common.
    """
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def is_one_letter_off(first: str, second: str) -> bool:
    """Whether two words differ by one letter left out, put in, changed, or two swapped."""
    if first == second or abs(len(first) - len(second)) > 1:
        return False
    if len(first) > len(second):
        first, second = second, first
    start = 0
    while start < len(first) and first[start] == second[start]:
        start += 1
    if len(first) < len(second):
        return first[start:] == second[start + 1 :]
    if first[start + 1 :] == second[start + 1 :]:
        return True
    return (
        first[start + 2 :] == second[start + 2 :]
        and first[start : start + 2] == second[start : start + 2][::-1]
    )
