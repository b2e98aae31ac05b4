"""Notes exported from Hypothesis: the JSON of its client's export, or of its search service.

Rows have ``text``, ``tags``, ``user``, ``created`` and ``target[].selector[]`` with a
TextQuoteSelector; page notes and replies have no passage and are refused, saying so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.records import Annotation

from .model import NotRead, Parcel, listed, mapping, moment_of, note_from_elsewhere, text_of


def find_rows(loaded: object) -> Sequence[object]:
    """Return the annotations in what was read from JSON; none where it is no such export."""
    fields = mapping(loaded)
    rows = listed(
        loaded if isinstance(loaded, list) else fields.get("annotations", fields.get("rows"))
    )
    return rows if rows and all("target" in mapping(row) for row in rows) else ()


def read_hypothesis(loaded: object) -> Parcel:
    """Read a Hypothesis export; notes of the user who exported are the reader's own."""
    own = text_of(mapping(loaded), "export_userid")
    annotations: list[Annotation] = []
    refused: list[str] = []
    hints: dict[str, tuple[str, ...]] = {}
    for number, row in enumerate(find_rows(loaded), 1):
        try:
            note = _read(mapping(row), own)
        except NotRead as error:
            refused.append(f"annotation {number}: {error}")
            continue
        annotations.append(note)
        hints[note.id] = _documents(mapping(row))
    return Parcel("Hypothesis export", tuple(annotations), (), tuple(refused), hints)


def _read(row: Mapping[str, object], own: str) -> Annotation:
    if listed(row.get("references")):
        raise NotRead("it is a reply to another note")
    quote: Mapping[str, object] = {}
    for target in listed(row.get("target")):
        for selector in listed(mapping(target).get("selector")):
            if text_of(mapping(selector), "type") == "TextQuoteSelector":
                quote = mapping(selector)
    if not quote:
        raise NotRead("it is a note on the whole page, without a passage")
    user = text_of(row, "user")
    content = "\x1f".join((text_of(quote, "exact"), text_of(row, "text")))
    return note_from_elsewhere(
        text_of(quote, "exact"),
        text_of(row, "text"),
        origin=f"hypothesis {text_of(row, 'id') or content}",
        made=moment_of(text_of(row, "created", "updated")),
        modified=moment_of(text_of(row, "updated")),
        prefix=text_of(quote, "prefix"),
        suffix=text_of(quote, "suffix"),
        tags=[tag for tag in listed(row.get("tags")) if isinstance(tag, str)],
        creator=None if user == own else user.removeprefix("acct:") or None,
        citation=", ".join(_documents(row)),
    )


def _documents(row: Mapping[str, object]) -> tuple[str, ...]:
    titles = [t for t in listed(mapping(row.get("document")).get("title")) if isinstance(t, str)]
    return tuple(filter(None, (*titles, text_of(row, "uri"))))
