"""Saved files into the library: parse, infer days over all of them, store.

Takes paths, gives one ``Outcome`` per file. Parsing comes first and writes nothing, so an
interruption or a bad file leaves the library as it was; then all documents are stored in one
durable step. Progress is told through a callback, and a second one may stop the work
between files, so that a screen can run it in a worker. What is printed is left to the callers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from store.cleaning import clean_line
from store.errors import FileUnusable
from store.library import Added, Library
from store.pausing import collector_paused
from store.records import DaySource, Document, Item, Parsed

from .dossier import Dossier, load_dossier
from .outcomes import Given, Outcome, Progress, Report
from .savedfiles import read_file, read_page

__all__ = ["Given", "Importer", "Outcome", "Progress", "Report", "library_dossier", "set_up"]

_NOTHING = Given()
_DOSSIER_FILES = ("plan.toml", "actors.toml")


@dataclass(frozen=True, slots=True)
class _Source:
    """One file to parse, its bytes read when its turn comes."""

    name: str
    where: Path | str
    """As messages name it."""
    read: Callable[[], bytes]
    given: Given
    is_again: bool = False
    """Parse it even if nothing has changed."""


@dataclass(frozen=True, slots=True)
class _Read:
    """One file that was parsed and waits to be stored."""

    parsed: Parsed
    raw: bytes


class _CancelledError(Exception):
    """The caller stopped the import before it was stored."""


def _ignore(told: object) -> None:
    """Stand in where the caller does not want to know."""


def _never() -> bool:
    return False


class Importer:
    """Imports files into one library that is open for writing.

    Args:
        library: where to.
        dossier: what to parse with; by default the library's own.
        on_progress: told before each step.
        on_outcome: told when all files are stored, or as soon as one is found to be unusable.
        is_cancelled: asked between files; true stops the work.
    """

    def __init__(
        self,
        library: Library,
        dossier: Dossier | None = None,
        *,
        on_progress: Callable[[Progress], None] = _ignore,
        on_outcome: Callable[[Outcome], None] = _ignore,
        is_cancelled: Callable[[], bool] = _never,
    ) -> None:
        self._library = library
        self._dossier = dossier or library_dossier(library)
        self._on_progress = on_progress
        self._on_outcome = on_outcome
        self._is_cancelled = is_cancelled

    def import_files(self, files: Sequence[Path], given: Given = _NOTHING) -> Report:
        """Import files, as ``find_files`` gives them.

        Raises:
            SaveFailed: nothing was stored.
        """
        return self._import(
            [
                _Source(clean_line(path.name), path, partial(read_page, path), given)
                for path in files
            ]
        )

    def parse_again(self, documents: Sequence[Document]) -> Report:
        """Parse the kept originals of documents again, with what was stated about them."""
        return self._import([self._kept(document) for document in documents])

    def _kept(self, document: Document) -> _Source:
        read = partial(self._library.original, document.id)
        given = Given(document.given_day, document.given_outlet)
        return _Source(document.name, document.name, read, given, is_again=True)

    def _import(self, sources: Sequence[_Source]) -> Report:
        with collector_paused():  # what is held until the commit would be walked for each file
            return self._import_paused(sources)

    def _import_paused(self, sources: Sequence[_Source]) -> Report:
        known = {document.id: document for document in self._library.documents()}
        outcomes: list[Outcome] = []
        read = self._read(sources, known, outcomes)
        try:
            stored = self._store_all(read, known)
        except _CancelledError:
            return Report(tuple(outcomes), (), is_cancelled=True)
        for one, added in zip(read, stored, strict=True):
            self._tell(outcomes, Outcome(one.parsed.document.name, added))
        if self._is_cancelled():
            return Report(tuple(outcomes), (), is_cancelled=True)
        new = {one.parsed.document.id for one in read if any(_dated(one.parsed.items))}
        dated = self._date_older([known[key] for key in known if key not in new]) if new else ()
        return Report(tuple(outcomes), dated, is_cancelled=False)

    def _tell(self, outcomes: list[Outcome], outcome: Outcome) -> None:
        outcomes.append(outcome)
        self._on_outcome(outcome)

    def _read(
        self,
        sources: Sequence[_Source],
        known: Mapping[str, Document],
        outcomes: list[Outcome],
    ) -> list[_Read]:
        """Parse all files; nothing is written. What needs no storing goes to the outcomes."""
        digests = {document.digest: document for document in known.values()}
        read: list[_Read] = []
        for done, source in enumerate(sources):
            if self._is_cancelled():
                return []
            self._on_progress(Progress("reading", done, len(sources), source.name))
            try:
                raw = source.read()
                same = digests.get(hashlib.sha256(raw).hexdigest())
                if same and _is_settled(same, source):
                    self._tell(outcomes, Outcome(source.name, Added(same, "unchanged", 0, 0, 0)))
                else:
                    read.append(self._parse(raw, source.name, source.given))
            except FileUnusable as error:
                placed = FileUnusable(source.where, error.problem, error.remedy)
                self._tell(outcomes, Outcome(source.name, None, placed))
        return self._with_days(read)

    def _parse(self, raw: bytes, name: str, given: Given) -> _Read:
        from .parsing.pipeline import parse_document

        parsed = parse_document(
            raw, name, self._dossier, given_day=given.day, given_outlet=given.outlet
        )
        document = replace(parsed.document, given_day=given.day, given_outlet=given.outlet)
        return _Read(replace(parsed, document=document), raw)

    def _store_all(self, read: Sequence[_Read], known: Mapping[str, Document]) -> list[Added]:
        """Store all documents; what was stated about one before holds unless stated anew."""
        stored = list(self._library.add_all(self._in_turn(read)))
        again = {}
        for place, added in enumerate(stored):
            document, before = added.document, known.get(added.document.id)
            stated = Given(document.given_day, document.given_outlet)
            if before is not None:
                given = Given(stated.day or before.given_day, stated.outlet or before.given_outlet)
                if given != stated:
                    again[place] = self._parse(read[place].raw, document.name, given)
        if again:
            stated_again = self._with_days(list(again.values()))
            renewed = self._library.add_all((one.parsed, one.raw) for one in stated_again)
            for place, added in zip(again, renewed, strict=True):
                stored[place] = stored[place]._replace(document=added.document)
        return stored

    def _in_turn(self, read: Sequence[_Read]) -> Iterator[tuple[Parsed, bytes]]:
        for done, one in enumerate(read):
            if self._is_cancelled():
                raise _CancelledError
            name = one.parsed.document.name
            self._on_progress(Progress("storing", done, len(read), name))
            yield one.parsed, one.raw

    def _with_days(self, read: Sequence[_Read]) -> list[_Read]:
        """Infer the undated from the dated items of the batch and of the library."""
        if all(_is_dated(one.parsed) for one in read):
            return list(read)
        batch = {one.parsed.document.id for one in read}
        dated = [item for one in read for item in _dated(one.parsed.items)]
        dated += self._library.dated_items(without=batch)
        return self._inferred(read, dated)

    def _inferred(self, read: Sequence[_Read], dated: Iterable[Item]) -> list[_Read]:
        from .parsing.days.inference import infer_days_of_all

        documents = (*self._library.documents(), *(one.parsed.document for one in read))
        outlets = {document.id: document.outlet or document.name for document in documents}
        undated = [place for place, one in enumerate(read) if not _is_dated(one.parsed)]
        found = infer_days_of_all([read[place].parsed for place in undated], dated, outlets)
        inferred = list(read)
        for place, parsed in zip(undated, found, strict=True):
            inferred[place] = replace(read[place], parsed=parsed)
        return inferred

    def _date_older(self, older: Iterable[Document]) -> tuple[Document, ...]:
        """Infer days of older documents again, since new dated ones stand beside them.

        They are parsed again for it: what is stored holds the reader's own decisions.
        """
        undated = [one for one in older if one.day_source in {None, DaySource.INFERRED}]
        read = []
        for done, document in enumerate(undated):
            self._on_progress(Progress("days", done, len(undated), document.name))
            kept = self._kept(document)
            read.append(self._parse(kept.read(), kept.name, kept.given))
        if not read:
            return ()
        changed = [
            one
            for document, one in zip(
                undated, self._inferred(read, self._library.dated_items()), strict=True
            )
            if _days(one.parsed.items) != _days(self._library.parsed(document.id).items)
        ]
        added = self._library.add_all((one.parsed, one.raw) for one in changed)
        return tuple(one.document for one in added)


def _is_settled(known: Document, source: _Source) -> bool:
    """Whether the library holds exactly what importing the file would give."""
    from .parsing.pipeline import PARSER_VERSION

    return (
        not source.is_again
        and known.parser == PARSER_VERSION
        and known.name == source.name
        and source.given.day in {None, known.given_day}
        and source.given.outlet in {None, known.given_outlet}
    )


def _dated(items: Iterable[Item]) -> Iterator[Item]:
    return (item for item in items if item.day and item.day_source is not DaySource.INFERRED)


def _is_dated(parsed: Parsed) -> bool:
    return all(item.day and item.day_source is not DaySource.INFERRED for item in parsed.items)


def _days(items: Iterable[Item]) -> list[tuple[date | None, DaySource | None]]:
    return [(item.day, item.day_source) for item in items]


def library_dossier(library: Library) -> Dossier:
    """Read the dossier that the library was made with.

    Raises:
        DossierInvalid: a file of it is missing or invalid.
        LibraryDamaged: a file of it has changed since the library took it in.
    """
    for name in _DOSSIER_FILES:
        library.dossier_file(name)
    return load_dossier(library.path / "dossier")


def set_up(library: Library, dossier: Dossier) -> None:
    """Give a library its plan and actors. Raises: SaveFailed."""
    paths = [dossier.folder / name for name in _DOSSIER_FILES]
    files = {path.name: read_file(path) for path in paths if path.is_file()}
    library.set_dossier(dossier.plan, dossier.actors, files)
