"""Saved files into the library: parse, infer days over all of them, store.

Takes paths, gives one ``Outcome`` per file. Parsing comes first and writes nothing, so an
interruption or a bad file leaves the library as it was; then every document is stored in one
durable write of its own. Progress is told through a callback, and a second one may stop the work
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
from store.records import DaySource, Document, Item, Parsed

from .dossier import Dossier, load_dossier
from .savedfiles import read_file

_DOSSIER_FILES = ("plan.toml", "actors.toml")


@dataclass(frozen=True, slots=True)
class Given:
    """What the reader states about the documents of an import."""

    day: date | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an import is."""

    stage: str
    """``reading``, ``storing`` or ``days``."""
    done: int
    total: int
    name: str
    """The file that comes next."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    name: str
    added: Added | None
    """None when the file was not usable."""
    error: FileUnusable | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did."""

    outcomes: tuple[Outcome, ...]
    dated: tuple[Document, ...]
    """Documents that were in the library before and got another day through the new ones."""
    is_cancelled: bool
    """Stopped by the caller; what is in ``outcomes`` is stored, the rest is untouched."""

    @property
    def errors(self) -> tuple[FileUnusable, ...]:
        """The files that were not usable."""
        return tuple(outcome.error for outcome in self.outcomes if outcome.error)


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
        on_outcome: told as soon as a file is stored, or found to be unusable.
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

    def import_files(self, files: Sequence[Path], given: Given = Given()) -> Report:
        """Import files, as ``find_files`` gives them.

        Raises:
            SaveFailed: what was told to ``on_outcome`` is stored, the rest is as it was.
        """
        return self._import(
            [
                _Source(clean_line(path.name), path, partial(read_file, path), given)
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
        known = {document.id: document for document in self._library.documents()}
        outcomes: list[Outcome] = []
        read = self._read(sources, known, outcomes)
        for done, one in enumerate(read):
            if self._is_cancelled():
                return Report(tuple(outcomes), (), is_cancelled=True)
            name = one.parsed.document.name
            self._on_progress(Progress("storing", done, len(read), name))
            self._tell(outcomes, Outcome(name, self._store(one, known)))
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

    def _store(self, read: _Read, known: Mapping[str, Document]) -> Added:
        """Store one document; what was stated about it before holds unless stated anew."""
        added = self._library.add(read.parsed, read.raw)
        document, before = added.document, known.get(added.document.id)
        if before is None:
            return added
        stated = Given(document.given_day, document.given_outlet)
        given = Given(stated.day or before.given_day, stated.outlet or before.given_outlet)
        if given == stated:
            return added
        again = self._with_days([self._parse(read.raw, document.name, given)])[0]
        return replace(added, document=self._library.add(again.parsed, again.raw).document)

    def _with_days(self, read: Sequence[_Read]) -> list[_Read]:
        """Infer the undated from the dated items of the batch and of the library."""
        if all(_is_dated(one.parsed) for one in read):
            return list(read)
        from .parsing.days.inference import infer_days

        batch = [one.parsed.document for one in read]
        dated = [item for one in read for item in _dated(one.parsed.items)]
        dated += self._library.dated_items(without=[document.id for document in batch])
        documents = (*self._library.documents(), *batch)
        outlets = {document.id: document.outlet or document.name for document in documents}
        return [
            one
            if _is_dated(one.parsed)
            else replace(one, parsed=infer_days(one.parsed, dated, outlets))
            for one in read
        ]

    def _date_older(self, older: Iterable[Document]) -> tuple[Document, ...]:
        """Infer days of older documents again, since new dated ones stand beside them.

        They are parsed again for it: what is stored holds the reader's own decisions.
        """
        undated = [one for one in older if one.day_source in {None, DaySource.INFERRED}]
        changed = []
        for done, document in enumerate(undated):
            self._on_progress(Progress("days", done, len(undated), document.name))
            kept = self._kept(document)
            read = self._with_days([self._parse(kept.read(), kept.name, kept.given)])[0]
            if _days(read.parsed.items) != _days(self._library.parsed(document.id).items):
                changed.append(self._library.add(read.parsed, read.raw).document)
        return tuple(changed)


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
    """Read the dossier that the library was made with. Raises: DossierInvalid."""
    return load_dossier(library.path / "dossier")


def set_up(library: Library, dossier: Dossier) -> None:
    """Give a library its plan and actors. Raises: SaveFailed."""
    paths = [dossier.folder / name for name in _DOSSIER_FILES]
    files = {path.name: read_file(path) for path in paths if path.is_file()}
    library.set_dossier(dossier.plan, dossier.actors, files)
