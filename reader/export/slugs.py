"""File names made of foreign words: safe on every system, in the folder they are meant for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from store.cleaning import clean_line

_LONGEST = 100
"""Bytes of a name without its ending, so that the whole stays below 120."""
_UNSAFE = re.compile(r"[\W_]+")
_RESERVED = re.compile(r"con|prn|aux|nul|conin|conout|(?:com|lpt)[0-9¹²³]")


def slug(words: str) -> str:
    """Return words as a name: letters and digits in lower case, single dashes between them."""
    plain = unicodedata.normalize("NFKC", clean_line(words)).casefold()
    kept = _UNSAFE.sub("-", unicodedata.normalize("NFC", plain)).strip("-")
    while len(kept.encode()) > _LONGEST:
        kept = kept[:-1].rstrip("-")
    if not kept:
        return "untitled"
    return f"{kept}-" + "x" if _RESERVED.fullmatch(kept) else kept


def name_files(words: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return key → name for keys with their words; equal names are told apart by the key."""
    wanted = [(key, slug(told)) for key, told in words]
    names = [name for _, name in wanted]
    return {
        key: name if names.count(name) == 1 else f"{name}-{short_digest(key)}"
        for key, name in wanted
    }


def short_digest(key: str) -> str:
    """Return six hexadecimal digits that stand for a key."""
    return blake2b(key.encode("utf-8", "replace"), digest_size=3).hexdigest()
