"""Highlights that KOReader exported as Markdown.

A book is ``# title`` and ``##### author``; a chapter ``## …``; each highlight begins with
``### Page 12 @ 05 May 2031 09:30:00 AM``, then comes the passage (in marks for its style), then, if
there is a note, ``---`` and the note, and perhaps a link back into the book.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .highlights import Highlight, parcel_of
from .model import Parcel, decode_text, moment_of

_PAGE = re.compile(r"### (?:Page )?(?P<page>[^@\n]{1,40}) @ (?P<time>.{6,40})")
_TITLE = re.compile(r"# (?P<title>\S.{0,400})")
_AUTHOR = re.compile(r"##### (?P<author>\S.{0,400})")
_CHAPTER = re.compile(r"## \S.{0,400}")
_LINK = re.compile(r"\[[^\[\]\n]{1,60}\]\(<file://[^<>\n]{0,2000}>\)")
_STYLES = (("**_", "_**"), ("**", "**"), ("==", "=="), ("++", "++"), ("~~", "~~"),
           ("<u>", "</u>"), ("*", "*"))  # fmt: skip


def is_koreader(text: str) -> bool:
    """Whether a text has the headings that KOReader gives to highlights."""
    return any(_PAGE.fullmatch(line) for line in text.split("\n"))


def read_koreader(raw: bytes, name: str) -> Parcel:
    """Read highlights of KOReader. Raises: FileUnusable."""
    return parcel_of("KOReader export", list(_highlights(decode_text(raw, name).split("\n"))))


def _highlights(lines: list[str]) -> Iterator[Highlight]:
    title = author = ""
    page: re.Match[str] | None = None
    held: list[str] = []
    number = 0
    for line in (*lines, "# end"):
        opens = _PAGE.fullmatch(line)
        book, chapter = _TITLE.fullmatch(line), _CHAPTER.fullmatch(line)
        if not (opens or book or chapter):
            named = _AUTHOR.fullmatch(line) if page is None else None
            author = named["author"] if named else author
            held.append(line)
            continue
        if page:
            number += 1
            yield _highlight(number, held, page, (title, author))
        page, held = opens, []
        if book:
            title, author = book["title"], ""


def _highlight(
    number: int, lines: list[str], page: re.Match[str], book: tuple[str, str]
) -> Highlight:
    kept = [line for line in lines if not _LINK.fullmatch(line.strip())]
    cut = kept.index("---") if "---" in kept else len(kept)
    title, author = book
    author = "" if author == "N/A" else author
    return Highlight(
        where=f"highlight {number}",
        passage=_unstyled("\n".join(kept[:cut]).strip()),
        note="\n".join(kept[cut + 1 :]).strip(),
        made=moment_of(page["time"]),
        documents=(title,) if title else (),
        citation=", ".join(filter(None, (author, title, f"page {page['page']}"))),
    )


def _unstyled(passage: str) -> str:
    for before, after in _STYLES:
        if len(passage) > len(before + after) and passage.startswith(before):
            return passage[len(before) : -len(after)] if passage.endswith(after) else passage
    return passage
