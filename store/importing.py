"""An import as one durable step: the original, then the document's file, then the manifest.

The manifest's rename is the commit. A document's file carries the number of its version, so what
the manifest names is never half of an update.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from .errors import SaveFailed
from .files import Files
from .filters import Added
from .identity import Identified, find_known, identify, removed_from, sketch
from .manifest import DayCount, Entry, Manifest, Original
from .naming import document_file, original_file, version_of
from .records import Document, Parsed
from .shelf import Shelf, encode_parsed
from .storage import Database, SealedStorage


class Importing:
    """Puts documents into a library and takes them out."""

    def __init__(self, files: Files, manifest: Manifest, shelf: Shelf) -> None:
        self._files = files
        self._manifest = manifest
        self._shelf = shelf

    def add(self, parsed: Parsed, raw: bytes) -> Added:
        """Store one parsed document. Raises: SaveFailed; nothing was changed."""
        later = self._find_later(parsed.document.digest)
        if later is not None:
            return Added(later, "unchanged", 0, 0, 0)
        known = find_known(
            parsed,
            self._manifest.entries.values(),
            self._manifest.removed.values(),
            self._shelf.raw,
        )
        if known is None:
            return self._put(_all_new(parsed), raw, None, "new")
        identified = identify(parsed, known)
        entry = self._manifest.entries.get(known.document.id)
        if entry is None:
            return self._put(_all_new(identified.parsed), raw, None, "new")
        held = self._shelf.raw(entry.document.id)
        if _is_same(identified.parsed, held):
            return Added(held.document, "unchanged", 0, 0, 0)
        if identified.parsed.document.digest == held.document.digest:
            name = held.document.name
            named = replace(identified.parsed.document, name=name)
            identified = replace(identified, parsed=replace(identified.parsed, document=named))
        return self._put(identified, raw, entry, "updated")

    def _find_later(self, digest: str) -> Document | None:
        """Return the document that has gone on since it was this file: an old save, met again."""
        for entry in self._manifest.entries.values():
            digests = [original.digest for original in entry.originals]
            if digest in digests[:-1] and digest != digests[-1]:
                return entry.document
        return None

    def remove(self, key: str) -> Document:
        """Take a document out. Raises: NotFound, SaveFailed."""
        raw = self._shelf.raw(key)
        entry = self._manifest.entries[key]
        self._manifest.remove(removed_from(raw))
        self._shelf.forget(key)
        for name in (entry.file, *(original.file for original in entry.originals)):
            self._files.delete(name)
        return raw.document

    def _put(self, identified: Identified, raw: bytes, entry: Entry | None, outcome: str) -> Added:
        document = identified.parsed.document
        originals = entry.originals if entry else ()
        written: list[str] = []
        try:
            if not originals or originals[-1].digest != document.digest:
                number = originals[-1].number + 1 if originals else 1
                name = original_file(document.id, number, document.name)
                written.append(name)
                self._files.replace(name, raw)
                original = Original(number, name, document.digest, document.imported)
                originals = (*originals, original)
            file = document_file(document.id, version_of(entry.file) + 1 if entry else 1)
            written.append(file)
            storage = Database(self._files, file, storage=SealedStorage).storage
            storage.write(encode_parsed(identified.parsed))
            self._manifest.put(_entry(identified.parsed, file, originals))
        except SaveFailed:
            for name in written:
                self._files.delete(name)
            raise
        if entry is not None:
            self._files.delete(entry.file)
        self._shelf.forget(document.id)
        added, changed, removed = identified.added, identified.changed, identified.removed
        counts = (len(added), len(changed), len(removed))
        return Added(document, outcome, *counts, added, changed, removed)


def _all_new(parsed: Parsed) -> Identified:
    return Identified(parsed, added=tuple(item.id for item in parsed.items), changed=(), removed=())


def _entry(parsed: Parsed, file: str, originals: tuple[Original, ...]) -> Entry:
    days = Counter(item.day for item in parsed.items)
    return Entry(
        document=parsed.document,
        file=file,
        days=tuple(DayCount(day, count) for day, count in days.items()),
        sketch=sketch(parsed.items),
        originals=originals,
    )


def _is_same(parsed: Parsed, held: Parsed) -> bool:
    """Whether two parses of one file found the same; the time of import and the name aside."""
    if parsed.document.digest != held.document.digest:
        return False
    document = replace(parsed.document, imported=held.document.imported, name=held.document.name)
    return replace(parsed, document=document) == held
