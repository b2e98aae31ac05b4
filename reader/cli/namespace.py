"""The parsed command line, as the commands are given it."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path


class Arguments(argparse.Namespace):
    """The parsed command line; which fields are there depends on ``command``."""

    command: str | None
    version: bool
    library: Path | None
    """As given; ``folder`` is where the library is."""
    folder: Path
    json: bool
    kind: str
    days: tuple[date | None, date | None] | None
    day: date | None
    actor: str | None
    point: int | None
    outlet: str | None
    speaker: str | None
    document: str | None
    bookmarked: bool
    tag: str | None
    state: str | None
    words: str | None
    paths: list[Path]
    documents: list[str]
    again: bool
    query: list[str]
    id: str
    why: bool
    versions: bool
    original: int | None
    target: str
    text: str
    quote: str | None
    remove: bool
    format: str
    by: str | None
    as_of: date | None
    to: Path | None
    to_folder: bool
    """``to`` is a folder, or ends with a slash."""
    template: Path | None
    force: bool
    prune: bool
    other: Path
    as_name: str | None
    mine: bool
    dir: Path
    dossier: Path
    is_template: bool
    repair: bool
