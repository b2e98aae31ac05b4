"""An import as one durable step: the original, then the document's file, then the manifest.

The manifest's rename is the commit. A document's file carries the number of its version, so what
the manifest names is never half of an update; files that no manifest names are swept away.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from .errors import SaveFailed
from .files import Files
from .filters import Added
from .identity import Identified, find_known, identify, removed_from, sketch
from .manifest import DayCount, Entry, Manifest, Original
from .records import Document, Parsed
from .shelf import Shelf, encode_parsed
from .storage import Database, SealedStorage

_OWN_NAME = re.compile(
    r"documents/d[0-9a-f]{10}-\d{1,9}\.json|originals/d[0-9a-f]{10}/\d{1,9}/[^/]{1,200}"
)
_UNSAFE_IN_NAME = re.compile(r"[^\w.()+,@ -]")


class Importing:
    """Puts documents into a library and takes them out."""

    def __init__(self, files: Files, manifest: Manifest, shelf: Shelf) -> None:
        self._files = files
        self._manifest = manifest
        self._shelf = shelf

    def add(self, parsed: Parsed, raw: bytes) -> Added:
        """Store one parsed document. Raises: SaveFailed; nothing was changed."""
        known = find_known(
            parsed,
            self._manifest.entries.values(),
            self._manifest.removed.values(),
            self._shelf.raw,
        )
        if known is None:
            fresh = Identified(parsed, added=len(parsed.items), changed=0, removed=0)
            return self._put(fresh, raw, None, "new")
        identified = identify(parsed, known)
        entry = self._manifest.entries.get(known.document.id)
        if entry is None:
            return self._put(identified, raw, None, "new")
        held = self._shelf.raw(entry.document.id)
        if _is_same(identified.parsed, held):
            return Added(held.document, "unchanged", 0, 0, 0)
        if identified.parsed.document.digest == held.document.digest:
            name = held.document.name
            named = replace(identified.parsed.document, name=name)
            identified = replace(identified, parsed=replace(identified.parsed, document=named))
        return self._put(identified, raw, entry, "updated")

    def remove(self, key: str) -> Document:
        """Take a document out. Raises: NotFound, SaveFailed."""
        raw = self._shelf.raw(key)
        entry = self._manifest.entries[key]
        self._manifest.remove(removed_from(raw))
        self._shelf.forget(key)
        for name in (entry.file, *(original.file for original in entry.originals)):
            self._files.delete(name)
        return raw.document

    def sweep(self) -> None:
        """Take away files of documents that no manifest names: left by an import cut short.

        Only names that an import gives are touched, so that nobody else's files are.
        """
        named = {entry.file for entry in self._manifest.entries.values()}
        named |= {o.file for e in self._manifest.entries.values() for o in e.originals}
        for folder in ("documents", "originals"):
            for name in self._files.names(folder):
                if name not in named and is_own(name):
                    self._files.delete(name)

    def _put(self, identified: Identified, raw: bytes, entry: Entry | None, outcome: str) -> Added:
        document = identified.parsed.document
        originals = entry.originals if entry else ()
        written: list[str] = []
        try:
            if not originals or originals[-1].digest != document.digest:
                number = originals[-1].number + 1 if originals else 1
                name = f"originals/{document.id}/{number}/{safe_name(document.name)}"
                written.append(name)
                self._files.replace(name, raw)
                original = Original(number, name, document.digest, document.imported)
                originals = (*originals, original)
            file = _next_file(document.id, entry)
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
        return Added(document, outcome, identified.added, identified.changed, identified.removed)


def is_own(name: str) -> bool:
    """Whether an import gives such a name to a document's file or to an original."""
    return _OWN_NAME.fullmatch(name) is not None


def safe_name(name: str) -> str:
    """Return a file name that stays in its folder on every system, at most 120 bytes."""
    kept = _UNSAFE_IN_NAME.sub("_", name).strip(". ") or "document"
    while len(kept.encode("utf-8", "replace")) > 120:
        kept = kept[1:]
    return kept.lstrip("-. ") or "document"


def _entry(parsed: Parsed, file: str, originals: tuple[Original, ...]) -> Entry:
    days = Counter(item.day for item in parsed.items)
    return Entry(
        document=parsed.document,
        file=file,
        days=tuple(DayCount(day, count) for day, count in days.items()),
        sketch=sketch(parsed.items),
        originals=originals,
    )


def _next_file(key: str, entry: Entry | None) -> str:
    number = 1
    if entry is not None:
        number = int(entry.file.rsplit("-", 1)[1].removesuffix(".json")) + 1
    return f"documents/{key}-{number}.json"


def _is_same(parsed: Parsed, held: Parsed) -> bool:
    """Whether two parses of one file found the same; the time of import and the name aside."""
    if parsed.document.digest != held.document.digest:
        return False
    document = replace(parsed.document, imported=held.document.imported, name=held.document.name)
    return replace(parsed, document=document) == held
