"""Notes from other programs, spoilt: they are read or answered, and what is read can be stored."""

from __future__ import annotations

from contextlib import suppress

import orjson

from reader.dossier import Dossier
from reader.exchange.reading import read_notes
from store.errors import ParleyError
from store.library import Library

from .mutating import Case, spoil

_WEB = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "urn:parley:n0123456789",
    "type": "Annotation",
    "created": "2031-03-01T10:00:00Z",
    "modified": "2031-03-02T10:00:00Z",
    "motivation": "commenting",
    "body": [{"type": "TextualBody", "value": "a note", "purpose": "commenting"}],
    "target": {
        "source": "urn:parley:i0123456789",
        "selector": [
            {"type": "TextQuoteSelector", "exact": "the plan", "prefix": "of ", "suffix": " is"},
            {"type": "TextPositionSelector", "start": 3, "end": 11},
        ],
    },
}
_OTHER = {
    "annotations": [
        {
            "id": "x1",
            "text": "a note",
            "tags": ["a", "b"],
            "user": "acct:ann@example.org",
            "created": "2031-03-01T10:00:00.5+00:00",
            "uri": "https://example.org",
            "document": {"title": ["A title"]},
            "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "the plan"}]}],
        }
    ]
}
_CSV = (
    "Highlight,Book Title,Book Author,Note,Tags,Highlighted at\n"
    'the plan,"A, title",Ann,"a ""note""",x,2031-03-01 10:00:00+00:00\n'
)
_LIST = "# A title\n## Highlights\n- the plan ([Page 1](https://example.org))\n    - Note: a note\n"
_PAGES = "# A title\n### Page 3 @ 01 March 2031 10:00:00 AM\nthe plan\n\n---\na note\n"
_OWN = (
    '{"id":"n0123456789","kind":"note","target":"i0123456789","document":"a.txt",'
    '"quote":"the plan","text":"a note #tag","points":[1],"created":"2031-03-01T10:00:00+00:00",'
    '"modified":"2031-03-01T10:00:00+00:00","state":"anchored"}\n'
)
_STARTS = (
    (orjson.dumps([_WEB, _WEB]), "notes.jsonld"),
    (orjson.dumps(_OTHER), "notes.json"),
    (_OWN.encode() * 2, "notes.jsonl"),
    (_CSV.encode(), "notes.csv"),
    (_LIST.encode(), "list.md"),
    (_PAGES.encode(), "pages.md"),
)


class Exchanged:
    """Reads spoilt notes and puts what is read into a library."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    def run(self, case: Case) -> None:
        """Read one spoilt file; every note of it can be stored, shown and deleted."""
        start, name = case.dice.choice(_STARTS)
        case.data = spoil(start, case.dice)
        with suppress(ParleyError):
            parcel = read_notes(case.data, name)
            library = Library.in_memory()
            library.set_dossier(self._dossier.plan, (), {})
            library.notes.take(parcel.annotations, parcel.bookmarks, creator="Ann")
            held = library.notes.annotations()
            library.notes.delete([note.id for note in held])
