"""Highlights that KOReader exported as Markdown or as JSON.

A book is ``# title`` and ``##### author``; a chapter ``## …``; each highlight begins with
``### Page 12 @ 05 May 2031 09:30:00 AM``, then comes the passage (in marks for its style), then, if
there is a note, ``---`` and the note, and perhaps a link back into the book; the file ends with
``_Generated at: …_``. JSON is one book, or several under ``documents``: ``title``, ``author``,
``file`` and ``entries`` with ``text``, ``note``, ``page``, ``chapter`` and ``time`` in seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from .highlights import Highlight, parcel_of
from .model import Parcel, decode_text, listed, mapping, moment_of, text_of

_PAGE = re.compile(r"### (?:Page )?(?P<page>[^@\n]{1,40}) @ (?P<time>.{6,40})")
_TITLE = re.compile(r"# (?P<title>\S.{0,400})")
_AUTHOR = re.compile(r"##### (?P<author>\S.{0,400})")
_CHAPTER = re.compile(r"## \S.{0,400}")
_GENERATED = re.compile(r"_Generated at: .{1,80}_")
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
    for line in (*_without_end(lines), "# end"):
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


def _without_end(lines: list[str]) -> list[str]:
    """Leave out the line that says when the file was written."""
    filled = [place for place, line in enumerate(lines) if line.strip()]
    is_told = bool(filled) and _GENERATED.fullmatch(lines[filled[-1]].strip())
    return lines[: filled[-1]] if is_told else lines


def find_books(loaded: object) -> Sequence[Mapping[str, object]]:
    """Return the books in what was read from JSON; none where it is no such export."""
    fields = mapping(loaded)
    books = [mapping(book) for book in listed(fields.get("documents", loaded))]
    return books if books and all(isinstance(b.get("entries"), list) for b in books) else ()


def read_koreader_json(loaded: object) -> Parcel:
    """Read highlights of KOReader from what was read from JSON."""
    found: list[Highlight] = []
    for book in find_books(loaded):
        for entry in listed(book.get("entries")):
            found.append(_of_entry(len(found) + 1, mapping(entry), book))
    return parcel_of("KOReader export", found)


def _of_entry(number: int, entry: Mapping[str, object], book: Mapping[str, object]) -> Highlight:
    title, author = text_of(book, "title"), text_of(book, "author")
    page = entry.get("page")
    place = f"page {page}" if isinstance(page, int | str) and page != "" else ""
    return Highlight(
        where=f"highlight {number}",
        passage=text_of(entry, "text").strip(),
        note=text_of(entry, "note").strip(),
        made=_moment(entry.get("time")),
        documents=tuple(filter(None, (title, text_of(book, "file")))),
        citation=", ".join(filter(None, (author.replace("\n", ", "), title, place))),
    )


def _moment(seconds: object) -> datetime | None:
    if not isinstance(seconds, int | float) or isinstance(seconds, bool):
        return moment_of(seconds) if isinstance(seconds, str) else None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None


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
