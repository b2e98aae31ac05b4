"""The documents' contents, read from their files when first asked for, decisions applied.

What was read is kept; what the reader decides makes only the documents anew that it concerns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from threading import RLock

from .codec import UNREADABLE
from .contents import Loaded, decode_parsed, encode_parsed, in_feed_order, look_up
from .correcting import Actors, Decisions, corrected
from .errors import LibraryDamaged, NotFound
from .excerpts import Around, Excerpts, surroundings
from .files import Files
from .manifest import Entry, Manifest
from .notebook import Notebook
from .records import Actor, Item, Parsed, Position, Statement
from .storage import REPAIR, Database, SealedStorage

__all__ = ["Loaded", "Shelf", "decode_parsed", "encode_parsed", "in_feed_order"]


class Shelf:
    """All documents of a library, read as they are needed."""

    def __init__(self, files: Files, manifest: Manifest, notebook: Notebook) -> None:
        self._files = files
        self._manifest = manifest
        self._notebook = notebook
        self._excerpts = Excerpts(files)
        self._raw: dict[str, Parsed] = {}
        self._loaded: dict[str, Loaded] = {}
        self._home: dict[str, str] = {}
        self._feed: tuple[Item, ...] | None = None
        self._decisions: Decisions | None = None
        self._lock = RLock()
        self.version = 0
        """Counts what made records anew."""
        self.texts_version = 0
        """Counts what changed texts: documents put, taken away or changed outside."""
        notebook.on_correction.append(self._forget_corrected)

    @property
    def decisions(self) -> Decisions:
        """The reader's decisions that hold."""
        if self._decisions is None:
            corrections = self._notebook.corrections.values()
            self._decisions = Decisions.of(sorted(corrections, key=lambda c: c.created))
        return self._decisions

    def entries(self) -> Iterable[Entry]:
        """What the manifest knows of each document, latest day first."""
        return tuple(self._manifest.entries.values())

    def has(self, document: str) -> bool:
        """Whether the library holds a document with this id."""
        return document in self._manifest.entries

    def knows(self, key: str) -> bool:
        """Whether the item, statement or position with this id is in memory."""
        return key in self._home

    def name_of(self, actor: str) -> str:
        """Return an actor's name. Raises: NotFound."""
        name = self._name(actor)
        if name is None:
            raise NotFound(f"{actor}: there is no actor with this id")
        return name

    def is_loaded(self, document: str) -> bool:
        """Whether a document's contents are in memory."""
        return document in self._loaded

    def raw(self, document: str) -> Parsed:
        """Return a document's contents as the parser found them.

        Raises:
            NotFound: there is no such document.
            LibraryDamaged: its file cannot be read.
        """
        with self._lock:
            if document not in self._raw:
                try:
                    self._raw[document] = self._read(self._entry(document))
                except LibraryDamaged:
                    before = self._manifest.entries
                    if not self._manifest.refresh():
                        raise
                    self.forget_changed(before)  # another program has put later versions
                    self._raw[document] = self._read(self._entry(document))
            return self._raw[document]

    def loaded(self, document: str) -> Loaded:
        """Return a document's contents, decisions applied. Raises: NotFound, LibraryDamaged."""
        found = self._loaded.get(document)
        if found is not None:
            return found
        with self._lock:
            raw = self.raw(document)
            parsed = corrected(raw, self.decisions, Actors(self._name, self._side))
            found = look_up(parsed)
            self._loaded[document] = found
            self._home |= dict.fromkeys(found.items, document)
            self._home |= dict.fromkeys(found.statements, document)
            self._home |= {p.id: document for p in (*raw.positions, *parsed.positions)}
            self._feed = None
            self._excerpts.drop(document)
            return found

    def home(self, key: str) -> str | None:
        """Return the document that holds an item, statement or position; read on until found."""
        if key not in self._home:
            if home := self._excerpts.home(key):
                return home
            for entry in self.entries():
                self.loaded(entry.document.id)
                if key in self._home:
                    break
        return self._home.get(key)

    def item(self, key: str) -> Item | None:
        """Return the item with this id."""
        item = self._excerpts.item(key)
        if item is not None:
            return item
        home = self.home(key)
        return None if home is None else self.loaded(home).items.get(key)

    def said_in(self, item: Item) -> tuple[Statement, ...]:
        """Return the statements of an item, in the order of the text."""
        said = self._excerpts.said_in(item.id)
        return self.loaded(item.document).said_in.get(item.id, ()) if said is None else said

    def around(self, item: Item, after: int) -> Around:
        """Return what stands in the document around an item: one before, so many below."""
        entry = self._entry(item.document)
        around = self._excerpts.around(entry, item, after)
        if around is None:
            loaded = self.loaded(item.document)
            parsed, said = loaded.parsed, loaded.said_in.get(item.id, ())
            around = surroundings(
                parsed.document, parsed.items, item, after, said, parsed.positions
            )
        return around

    def of_day(self, entry: Entry, day: date | None, place: int) -> tuple[int, tuple[Item, ...]]:
        """Return items of a day around one of them in a document, with the place of the first."""
        key = entry.document.id
        if not self._is_needed_whole(key):
            found = self._excerpts.of_day(entry, day, place)
            if found is not None:
                return found
        return 0, tuple(item for item in self.loaded(key).parsed.items if item.day == day)

    def place_in_day(self, item: Item) -> int:
        """Return the number of an item among the items of its day in its document, from 0."""
        place = self._excerpts.place_in_day(self._entry(item.document), item)
        if place is None:
            items = self.loaded(item.document).parsed.items
            place = [one.id for one in items if one.day == item.day].index(item.id)
        return place

    def _is_needed_whole(self, document: str) -> bool:
        """Whether a document is read already, or what it holds depends on decisions."""
        is_read = document in self._loaded or document in self._raw
        return is_read or bool(self.decisions.merged) or document in self.decisions.documents

    def statement(self, key: str) -> Statement | None:
        """Return the statement with this id."""
        home = self.home(key)
        return None if home is None else self.loaded(home).statements.get(key)

    def position(self, key: str) -> Position | None:
        """Return the position with this id, as the parser found it or as the reader made it."""
        home = self.home(key)
        if home is None:
            return None
        held = (*self.loaded(home).parsed.positions, *self.raw(home).positions)
        return next((position for position in held if position.id == key), None)

    def feed(self, documents: Iterable[str] | None = None) -> tuple[Item, ...]:
        """Return the items of these documents, or of all, in feed order."""
        if documents is None:
            contents = [self.loaded(entry.document.id) for entry in self.entries()]
            if self._feed is None:
                self._feed = in_feed_order(contents)
            return self._feed
        return in_feed_order([self.loaded(document) for document in documents])

    def keep_settings(self, parsed: Parsed) -> None:
        """Keep what stands around the notes on a document that will go. Raises: SaveFailed."""
        from .surroundings import keep_settings

        keep_settings(self._notebook, parsed)

    def carry(self, old: Parsed, new: Parsed) -> None:
        """Keep where notes stand in the next version of a document. Raises: SaveFailed."""
        if self._notebook.annotations or self._notebook.bookmarks:
            from .carrying import carry  # it is for documents with notes alone

            carry(self._notebook, old, new)

    def take(self, documents: Iterable[Parsed]) -> None:
        """Take over documents whose files were put or replaced, as the parser found them."""
        with self._lock:
            raw = {parsed.document.id: parsed for parsed in documents}
            self._drop(set(raw))
            self._raw |= raw

    def forget(self, document: str) -> None:
        """Drop what is in memory of a document whose file was taken away."""
        with self._lock:
            self._raw.pop(document, None)
            self._drop({document})

    def _drop(self, documents: set[str]) -> None:
        was_loaded = [self._loaded.pop(document, None) for document in documents]
        if any(was_loaded):
            self._home = {key: home for key, home in self._home.items() if home not in documents}
        for document in documents:
            self._excerpts.drop(document)
        self._feed = None
        self.version += 1
        self.texts_version += 1

    def forget_changed(self, before: Mapping[str, Entry]) -> None:
        """Drop what another program put anew or took away; every version has a file of its own.

        Args:
            before: the manifest's entries before it was read again.
        """
        with self._lock:
            now = self._manifest.entries
            changed = {key for key in {*before, *now} if before.get(key) != now.get(key)}
            for key in changed:
                self._raw.pop(key, None)
            self._drop(changed)
            if self._notebook.corrections:  # they may name actors of the documents that changed
                self._forget_corrected(set())

    def forget_all(self) -> None:
        """Drop everything in memory."""
        with self._lock:
            self._raw.clear()
            self._loaded.clear()
            self._home.clear()
            self._excerpts.clear()
            self._feed = self._decisions = None
            self.version += 1
            self.texts_version += 1

    def _forget_corrected(self, documents: set[str]) -> None:
        with self._lock:
            self._decisions = None
            self._excerpts.clear()
            for document in documents or set(self._loaded):
                self._loaded.pop(document, None)
            self._feed = None
            self.version += 1

    def _entry(self, document: str) -> Entry:
        entry = self._manifest.entries.get(document)
        if entry is None:
            raise NotFound(f"{document}: the library has no document with this id")
        return entry

    def _read(self, entry: Entry) -> Parsed:
        database = Database(self._files, entry.file, storage=SealedStorage)
        try:
            return decode_parsed(database.rows)
        except UNREADABLE as error:
            problem = "is missing" if self._files.stamp(entry.file) is None else _unreadable(error)
            raise LibraryDamaged(self._files.where(entry.file), problem, REPAIR) from error

    def _actor(self, key: str) -> Actor | None:
        if key in self._manifest.actors:
            return self._manifest.actors[key]
        for document in (*self._raw, *self._manifest.entries):
            for actor in self.raw(document).actors:
                if actor.id == key:
                    return actor
        return None

    def _name(self, key: str) -> str | None:
        actor = self._actor(key)
        return None if actor is None else actor.name

    def _side(self, key: str) -> str | None:
        actor = self._actor(key)
        return None if actor is None else actor.side


def _unreadable(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"lacks {error}"
    return f"holds a record that cannot be read ({error})"
