"""An import as one durable step: the originals, then the documents' files, then the manifest.

The manifest's rename is the commit, one for all documents of an import. A document's file carries
the number of its version, so what the manifest names is never half of an update.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from .candidates import Candidates
from .errors import SaveFailed
from .files import Files
from .filters import Added
from .identity import Identified, find_known, identify, removed_from, sketch
from .manifest import DayCount, Entry, Manifest, Original
from .naming import document_file, original_file, version_of
from .pages import dump_document
from .records import Document, Parsed
from .shelf import Shelf, encode_parsed


class Importing:
    """Puts documents into a library and takes them out."""

    def __init__(self, files: Files, manifest: Manifest, shelf: Shelf) -> None:
        self._files = files
        self._manifest = manifest
        self._shelf = shelf

    def add(self, documents: Iterable[tuple[Parsed, bytes]]) -> tuple[Added, ...]:
        """Store parsed documents, all or none. Raises: SaveFailed; nothing was changed.

        What is raised by the iteration itself changes nothing either.
        """
        batch = _Batch(self._files, self._manifest, self._shelf)
        try:
            for parsed, raw in documents:
                batch.stage(parsed, raw)
            self._files.settle(batch.written)
        except BaseException:
            batch.drop()
            raise
        try:
            if batch.put:
                self._manifest.put(entry for entry, _ in batch.put.values())
        except SaveFailed:
            # After anything else, such as Ctrl+C, the manifest may name the files already.
            batch.drop()
            raise
        for name in batch.replaced:
            self._files.delete(name)
        if batch.put:
            self._shelf.take([parsed for _, parsed in batch.put.values()])
        with suppress(SaveFailed):  # the documents are stored; notes are found by their words
            for parsed, held in batch.grown:
                self._shelf.carry(held, parsed)
        return tuple(batch.added)

    def remove(self, key: str) -> Document:
        """Take a document out. Raises: NotFound, SaveFailed."""
        raw = self._shelf.raw(key)
        entry = self._manifest.entries[key]
        self._shelf.keep_settings(raw)
        self._manifest.remove(removed_from(raw))
        self._shelf.forget(key)
        for name in (entry.file, *(original.file for original in entry.originals)):
            self._files.delete(name)
        return raw.document


@dataclass(slots=True)
class _Batch:
    """The documents of one import: files that nothing names until the commit."""

    files: Files
    manifest: Manifest
    shelf: Shelf
    added: list[Added] = field(default_factory=list)
    put: dict[str, tuple[Entry, Parsed]] = field(default_factory=dict)
    """What the commit names, by document."""
    written: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    """Files that nothing names after the commit."""
    grown: list[tuple[Parsed, Parsed]] = field(default_factory=list)
    """New versions with the earlier ones."""
    _candidates: Candidates = field(init=False)

    def __post_init__(self) -> None:
        self._candidates = Candidates(
            self.manifest.entries.values(), self.manifest.removed.values()
        )

    def stage(self, parsed: Parsed, raw: bytes) -> None:
        """Write the files of one document. Raises: SaveFailed."""
        later = self._candidates.grown_from(parsed.document.digest)
        if later is not None:
            self.added.append(Added(later, "unchanged", 0, 0, 0))
            return
        known = find_known(parsed, self._candidates, self._read)
        if known is None:
            self._write(_all_new(parsed), raw, None, "new")
            return
        identified = identify(parsed, known)
        entry = self._candidates.held.with_id(known.document.id)
        if entry is None:
            self._write(_all_new(identified.parsed), raw, None, "new")
            return
        held = self._read(entry.document.id)
        if _is_same(identified.parsed, held):
            self.added.append(Added(held.document, "unchanged", 0, 0, 0))
            return
        if identified.parsed.document.digest == held.document.digest:
            name = held.document.name
            named = replace(identified.parsed.document, name=name)
            identified = replace(identified, parsed=replace(identified.parsed, document=named))
        self.grown.append((identified.parsed, held))
        self._write(identified, raw, entry, "updated")

    def drop(self) -> None:
        """Take the files away again."""
        for name in self.written:
            self.files.delete(name)

    def _read(self, key: str) -> Parsed:
        return self.put[key][1] if key in self.put else self.shelf.raw(key)

    def _write(self, identified: Identified, raw: bytes, entry: Entry | None, outcome: str) -> None:
        document = identified.parsed.document
        originals = entry.originals if entry else ()
        if not originals or originals[-1].digest != document.digest:
            number = originals[-1].number + 1 if originals else 1
            name = original_file(document.id, number, document.name)
            self.written.append(name)
            self.files.put(name, raw)
            original = Original(number, name, document.digest, document.imported)
            originals = (*originals, original)
        file = document_file(document.id, version_of(entry.file) + 1 if entry else 1)
        self.written.append(file)
        self.files.put(file, dump_document(self.files, file, encode_parsed(identified.parsed)))
        if entry is not None:
            self.replaced.append(entry.file)
        put = _entry(identified.parsed, file, originals)
        self._candidates.put(put)
        self.put[document.id] = (put, identified.parsed)
        added, changed, removed = identified.added, identified.changed, identified.removed
        counts = (len(added), len(changed), len(removed))
        self.added.append(Added(document, outcome, *counts, added, changed, removed))


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
