"""Which program a file of notes comes from, told by its content, and its notes.

A format is one entry of ``_FORMATS``: what knows it, what reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from store.errors import FileUnusable

from .annotationreading import find_annotations, read_web_annotations
from .hypothesis import find_rows, read_hypothesis
from .koreader import find_books, is_koreader, read_koreader, read_koreader_json
from .model import Parcel, decode_text, load_json
from .notelines import MARK, read_note_lines
from .readwise import is_readwise, read_readwise
from .tables import is_table, read_table

_KNOWN = (
    "Known are JSON-LD and JSON Lines of parley export notes, JSON and CSV of Hypothesis, CSV and "
    "Markdown of Readwise, Markdown and JSON of KOReader."
)


@dataclass(frozen=True, slots=True)
class _Format:
    is_it: Callable[[str], bool]
    read: Callable[[bytes, str], Parcel]


def _begins_json(text: str) -> bool:
    return text.lstrip()[:1] in {"{", "["}


def _is_lines(text: str) -> bool:
    return text.lstrip().startswith(f'{{"{MARK}":')


def _read_json(raw: bytes, name: str) -> Parcel:
    loaded = load_json(raw.removeprefix(b"\xef\xbb\xbf"), name)
    if next(iter(find_annotations(loaded)), None) is not None:
        return read_web_annotations(loaded)
    if find_rows(loaded):
        return read_hypothesis(loaded)
    if find_books(loaded):
        return read_koreader_json(loaded)
    raise FileUnusable(name, "holds no notes that Parley knows", _KNOWN)


_FORMATS = (
    _Format(_is_lines, read_note_lines),
    _Format(_begins_json, _read_json),
    _Format(is_koreader, read_koreader),
    _Format(lambda text: is_table(text.lstrip().partition("\n")[0]), read_table),
    _Format(is_readwise, read_readwise),
)
"""In this order: the first that knows a file reads it."""


def read_notes(raw: bytes, name: str) -> Parcel:
    """Read a file of notes, of whatever program.

    Raises:
        FileUnusable: it is of no known format, or cannot be read.
    """
    text = decode_text(raw, name)
    for form in _FORMATS:
        if form.is_it(text):
            parcel = form.read(raw, name)
            return replace(parcel, refused=tuple(_short(parcel.refused)))
    raise FileUnusable(name, "holds no notes that Parley knows", _KNOWN)


def _short(refused: tuple[str, ...]) -> Iterator[str]:
    yield from (line[:200] for line in refused)
