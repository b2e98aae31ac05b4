"""The names of documents' files and originals in a library's folder."""

from __future__ import annotations

import re

_OWN_NAME = re.compile(
    r"documents/d[0-9a-f]{10}-\d{1,9}\.json|originals/d[0-9a-f]{10}(?:/\d{1,9}/|-\d{1,9}-)[^/]{1,200}"
)
_ORIGINAL = re.compile(r"originals/(d[0-9a-f]{10})[/-](\d{1,9})[/-]")
"""Libraries of format 1 have folders of their own for each document and version."""
_UNSAFE_IN_NAME = re.compile(r"[^\w.()+,@ -]")


def document_file(key: str, number: int) -> str:
    """Return the name of a document's file, in a version."""
    return f"documents/{key}-{number}.json"


def version_of(file: str) -> int:
    """Return the version in the name of a document's file. Raises: ValueError."""
    return int(file.rsplit("-", 1)[1].removesuffix(".json"))


def original_file(key: str, number: int, name: str) -> str:
    """Return the name of a version of an original."""
    return f"originals/{key}-{number}-{safe_name(name)}"


def original_in(file: str) -> tuple[str, int]:
    """Return document and version out of the name of an original; ("", 0) for another file."""
    found = _ORIGINAL.match(file)
    return (found[1], int(found[2])) if found else ("", 0)


def is_own(name: str) -> bool:
    """Whether an import gives such a name to a document's file or to an original."""
    return _OWN_NAME.fullmatch(name) is not None


def safe_name(name: str) -> str:
    """Return a file name that stays in its folder on every system, at most 120 bytes."""
    kept = _UNSAFE_IN_NAME.sub("_", name).strip(". ") or "document"
    while len(kept.encode("utf-8", "replace")) > 120:
        kept = kept[1:]
    return kept.lstrip("-. ") or "document"
